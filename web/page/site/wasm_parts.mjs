// What the wasm build left in build-wasm/page: runner/, app/, sysroot/ and modules/. Parts that are not there come
// back empty.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read_folder } from './folders.mjs';
import { read_tar, write_tar } from './tar.mjs';

export const runner_files = (wasm) => read_folder(join(wasm, 'runner'));
export const app_files = (wasm) => read_folder(join(wasm, 'app'));

// clang's own headers, without those for other processors and for WASI: 29 MB become 0.2 MB.
const kOwnHeader =
  /^include\/(__std\w+\.h|std\w+\.h|float\.h|limits\.h|inttypes\.h|iso646\.h|tgmath\.h|unwind\.h|varargs\.h|wasm_simd128\.h)$/;

function trimmed_resources(clang) {
  const all = read_tar(readFileSync(join(clang, 'llvm-resources.tar')));
  return write_tar(new Map([...all].filter(([path]) => kOwnHeader.test(path))));
}

/** clang and its own headers; not needed without a sysroot. */
export function clang_files(wasm, clang) {
  if (!existsSync(join(wasm, 'sysroot'))) return new Map();
  const names = ['bundle.js', 'llvm.core.wasm', 'llvm.core2.wasm', 'llvm.core3.wasm', 'llvm.core4.wasm'];
  const files = new Map(names.map((name) => [name, readFileSync(join(clang, name))]));
  return files.set('llvm-resources.tar', trimmed_resources(clang));
}

/** Emscripten's headers, precompiled ones, and the recipe. */
export const sysroot_files = (wasm) => read_folder(join(wasm, 'sysroot'));

/** What is downloaded before the first compilation, and for each flavour. */
export function compiler_sizes(clang, sysroot) {
  const size = (name) => (clang.get(name) ?? sysroot.get(name))?.length ?? 0;
  const counted = [...clang.keys(), 'include.tar', 'crtbegin.o', 'recipe.json'].filter((n) => n !== 'bundle.js');
  return {
    bytes: counted.reduce((sum, name) => sum + size(name), 0),
    precompiled_bytes: { checked: size('pch.checked.pch'), real: size('pch.real.pch') },
  };
}

function add_file(files, wasm, path) {
  const file = join(wasm, 'modules', path);
  if (!existsSync(file)) return undefined;
  files.set(`modules/${path}`, readFileSync(file));
  return `modules/${path}`;
}

function add_shipped(files, wasm, folder, shipped) {
  const stem = shipped.folder === 'starter' ? 'starter' : `${shipped.folder}/${shipped.name}`;
  for (const flavour of ['checked', 'real']) {
    shipped[flavour] = add_file(files, wasm, `${folder}/${stem}.${flavour}.wasm`);
    shipped[`${flavour}_lines`] = add_file(files, wasm, `${folder}/${stem}.${flavour}.lines.json`);
  }
}

/** Notes in each exercise where its compiled programs lie, and returns those files. */
export function add_modules(packed, wasm) {
  const files = new Map();
  for (const { folder, exercise } of packed) {
    for (const shipped of exercise.shipped) add_shipped(files, wasm, folder, shipped);
    for (const flavour of ['checked', 'real']) {
      exercise.scenario_objects[flavour] = add_file(files, wasm, `${folder}/scenarios.${flavour}.o`);
    }
  }
  return files;
}
