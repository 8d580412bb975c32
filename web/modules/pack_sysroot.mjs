// Puts together what the compiler in the page needs besides itself:
//   node pack_sysroot.mjs --sysroot EMSCRIPTEN_SYSROOT --out FOLDER
// FOLDER gets include.tar (to be mounted at /sys), crtbegin.o, finish_module.mjs, recipe.json (the command lines), and
// pch.FLAVOUR.pch: precompiled headers, made by the very compiler that the page runs.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { atomic_functions, clang_in_page_flags, compile_flags, flavours, link_flags } from './flags.mjs';
import { tar } from './tar.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const { values: options } = parseArgs({ options: { sysroot: { type: 'string' }, out: { type: 'string' } } });

// Graphics, windows and what else no program of ours includes: 6 of 17 MB.
const kLeftOut = new Set([
  'AL', 'EGL', 'GL', 'GLES', 'GLES2', 'GLES3', 'GLFW', 'KHR', 'SDL', 'SDL2', 'X11', 'emscripten', 'experimental', 'fakesdl',
  'mimalloc', 'sanitizer', 'webgl', 'webgpu',
]);
const kMounted = { sysroot: '/sys/include', overlay: '/sys/overlay', checked: '/sys/checked', weft: '/sys/weft_include' };

function add_files(files, folder, mount, at = folder) {
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    const path = join(at, entry.name);
    if (entry.isDirectory() && !kLeftOut.has(entry.name)) add_files(files, folder, mount, path);
    if (entry.isFile()) files.set(`${mount}/${relative(folder, path)}`, readFileSync(path));
  }
}

function sysroot_files() {
  const files = new Map();
  add_files(files, join(options.sysroot, 'include'), 'include');
  add_files(files, join(here, 'overlay'), 'overlay');
  add_files(files, join(root, 'core/check/overlay'), 'checked');
  add_files(files, join(root, 'core/include'), 'weft_include');
  files.set('prelude.h', readFileSync(join(here, 'prelude.h')));
  return files;
}

/** The compiler's view of files: folders as objects. */
function as_tree(files) {
  const tree = {};
  for (const [path, bytes] of files) {
    const names = path.split('/');
    const folder = names.slice(0, -1).reduce((at, name) => (at[name] ??= {}), tree);
    folder[names.at(-1)] = new Uint8Array(bytes);
  }
  return tree;
}

const flags_of = (flavour) => ['clang++', ...compile_flags(flavour, kMounted), ...clang_in_page_flags];

async function precompile(clang, flavour, tree) {
  let said = '';
  const say = (bytes) => { if (bytes) said += new TextDecoder().decode(bytes); };
  const argv = [...flags_of(flavour), '-Xclang', '-fno-pch-timestamp', '-x', 'c++-header', '/sys/prelude.h', '-o', 'out.pch'];
  try {
    const made = await clang.runClang(argv, { sys: tree }, { stdout: say, stderr: say, fetchProgress: () => {} });
    return made['out.pch'];
  } catch (error) {
    throw new Error(`${said}\nthe precompiled header of the page was not made: ${error.message}`);
  }
}

function recipe() {
  const compile = (flavour) => [
    ...flags_of(flavour), '-include-pch', `/sys/pch.${flavour}.pch`, '-c', 'INPUT', '-o', 'OUTPUT',
  ];
  const link = ['wasm-ld', ...link_flags, 'INPUT', 'SCENARIOS', '/sys/crtbegin.o', '-Map=MAP', '-o', 'OUTPUT'];
  return {
    atomic_functions,
    compile: Object.fromEntries(flavours.map((flavour) => [flavour, compile(flavour)])),
    link: Object.fromEntries(flavours.map((flavour) => [flavour, link])),
  };
}

function write(name, contents) {
  const path = join(options.out, name);
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}

mkdirSync(options.out, { recursive: true });
const files = sysroot_files();
const tree = as_tree(files);
const clang = await import(pathToFileURL(join(root, 'web/page/node_modules/@yowasp/clang/gen/bundle.js')));
for (const flavour of flavours) write(`pch.${flavour}.pch`, await precompile(clang, flavour, tree));
write('include.tar', tar(files));
write('recipe.json', JSON.stringify(recipe(), null, 1));
copyFileSync(join(options.sysroot, 'lib/wasm32-emscripten/pic/crtbegin.o'), join(options.out, 'crtbegin.o'));
for (const script of ['finish_module.mjs', 'wasm_sections.mjs']) copyFileSync(join(here, script), join(options.out, script));
