// Compiles a test program to a side module, as the build does with what ships.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finish_module } from '../../../web/modules/finish_module.mjs';
import { compile_flags, link_flags } from '../../../web/modules/flags.mjs';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');

export function compile(source, flavour, { sysroot, clang }) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-module-'));
  const at = (name) => join(folder, name);
  try {
    const resources = execFileSync(clang, ['-print-resource-dir'], { encoding: 'utf8' }).trim();
    const folders = { sysroot: join(sysroot, 'include'), overlay: join(root, 'web/modules/overlay'), weft: join(root, 'core/include') };
    const flags = compile_flags(flavour, folders, [join(resources, 'include')]);
    execFileSync(clang, [...flags, '-c', source, '-o', at('o')], { stdio: 'inherit' });
    const crtbegin = join(sysroot, 'lib/wasm32-emscripten/pic/crtbegin.o');
    execFileSync(clang.replace('clang++', 'wasm-ld'), [...link_flags, at('o'), crtbegin, `-Map=${at('map')}`, '-o', at('wasm')]);
    return finish_module(new Uint8Array(readFileSync(at('wasm'))), readFileSync(at('map'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
