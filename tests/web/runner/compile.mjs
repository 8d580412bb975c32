// Compiles a test program to a side module, as the build does with what ships; C programs too.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { finish_module } from '../../../web/modules/finish_module.mjs';
import { atomic_functions, compile_flags, link_flags } from '../../../web/modules/flags.mjs';

const run = promisify(execFile);
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');

function as_c(flags) {
  const cxx_headers = flags.findIndex((flag) => flag.endsWith('/c++/v1'));
  const others = flags.filter((_, i) => i !== cxx_headers && i !== cxx_headers - 1);
  return ['-x', 'c', ...others.map((flag) => flag.replace('-std=c++20', '-std=c17'))];
}

/** `more`: for the compiler. */
export async function compile(source, flavour, { sysroot, clang }, more = []) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-module-'));
  const at = (name) => join(folder, name);
  try {
    const resources = (await run(clang, ['-print-resource-dir'])).stdout.trim();
    const folders = { sysroot: join(sysroot, 'include'), overlay: join(root, 'web/modules/overlay'),
      checked: join(root, 'core/check/overlay'), weft: join(root, 'core/include') };
    const flags = compile_flags(flavour, folders, [join(resources, 'include')]);
    const has_atomic_functions = flavour === 'checked' && readFileSync(source, 'utf8').match(atomic_functions.pattern);
    const instrumented = has_atomic_functions ? atomic_functions.flags : [];
    await run(clang, [...(source.endsWith('.c') ? as_c(flags) : flags), '-w', ...instrumented, ...more, '-c', source, '-o', at('o')]);
    const crtbegin = join(sysroot, 'lib/wasm32-emscripten/pic/crtbegin.o');
    await run(clang.replace('clang++', 'wasm-ld'), [...link_flags, at('o'), crtbegin, `-Map=${at('map')}`, '-o', at('wasm')]);
    return finish_module(new Uint8Array(readFileSync(at('wasm'))), readFileSync(at('map'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
