// Builds the static site: node web/page/build.mjs [--out build/page] [--wasm build-wasm/page]
// Parts that the wasm build has not produced are left out; the page says what is missing.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle_page, bundle_service_worker, page_html } from './site/bundle.mjs';
import { exercise_files, pack_exercises } from './site/exercises.mjs';
import { keep_only, write_folder } from './site/folders.mjs';
import {
  add_modules, app_files, clang_files, compiler_sizes, runner_files, sysroot_files,
} from './site/wasm_parts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'build/page') },
    wasm: { type: 'string', default: join(root, 'build-wasm/page') },
  },
});

const begun = performance.now();
function say(text) {
  console.log(`[${((performance.now() - begun) / 1000).toFixed(1)} s] ${text}`);
}

function replace_file(path, text) {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** Writes the folders that the page's code refers to; returns their names by part. */
function write_parts(site) {
  const packed = pack_exercises(join(root, 'exercises'), join(root, 'core/include'));
  const parts = {
    exercises: exercise_files(packed, add_modules(packed, options.wasm)),
    runner: runner_files(options.wasm),
    app: app_files(options.wasm),
    clang: clang_files(options.wasm, join(here, 'node_modules/@yowasp/clang/gen')),
    sysroot: sysroot_files(options.wasm),
  };
  const folders = {};
  for (const [name, files] of Object.entries(parts)) {
    if (files.size > 0) folders[name] = write_folder(site, name, files);
    else say(`the ${name} is missing below ${options.wasm}: the site is built without it`);
  }
  return { folders, compiler: compiler_sizes(parts.clang, parts.sysroot) };
}

async function build() {
  const site = resolve(options.out);
  mkdirSync(join(site, 'a'), { recursive: true });
  const parts = write_parts(site);
  const page = write_folder(site, 'page', await bundle_page(here, parts));
  replace_file(join(site, 'service_worker.js'), await bundle_service_worker(here));
  replace_file(join(site, 'index.html'), page_html(here, page, parts.folders.exercises));
  keep_only(site, [page, ...Object.values(parts.folders)]);
  say(`the page is in ${site}`);
}

if (!existsSync(join(here, 'node_modules'))) {
  console.error('web/page/node_modules is missing: run `npm ci` in web/page (or tools/setup) first');
  process.exit(1);
}
build().catch((error) => {
  console.error(`the page was not built: ${error.message}`);
  process.exit(1);
});
