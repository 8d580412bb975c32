// The steps of the page's compile worker in node: the same compiler, recipe and files.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finish_module } from '../../../web/modules/finish_module.mjs';

const root = resolve(new URL('.', import.meta.url).pathname, '../../..');

/** Files of a ustar archive, as the compiler's tree of folders. */
function untar(bytes) {
  const tree = {};
  const text = (from, length) => bytes.toString('latin1', from, from + length).split('\0')[0];
  for (let at = 0; bytes[at]; ) {
    const path = [text(at + 345, 155), text(at, 100)].filter(Boolean).join('/');
    const size = parseInt(text(at + 124, 12), 8);
    const names = path.split('/');
    const folder = names.slice(0, -1).reduce((into, name) => (into[name] ??= {}), tree);
    folder[names.at(-1)] = new Uint8Array(bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return tree;
}

export async function compile_in_page(sysroot, source, scenarios, flavour) {
  const clang = await import(join(root, 'web/page/node_modules/@yowasp/clang/gen/bundle.js'));
  const recipe = JSON.parse(readFileSync(join(sysroot, 'recipe.json'), 'utf8'));
  const quiet = { stdout: () => {}, stderr: (bytes) => bytes && process.stderr.write(bytes), fetchProgress: () => {} };
  const fill = (argv, names) => argv.map((word) => word.replace(/INPUT|OUTPUT|SCENARIOS|MAP/, (name) => names[name] ?? name));

  const pch = `pch.${flavour}.pch`;
  const sys = { ...untar(readFileSync(join(sysroot, 'include.tar'))), [pch]: readFileSync(join(sysroot, pch)) };
  const compile = fill(recipe.compile[flavour], { INPUT: 'submission.cpp', OUTPUT: 'submission.o' });
  const compiled = await clang.runClang(compile, { sys, 'submission.cpp': source }, quiet);

  const link = fill(recipe.link[flavour], { INPUT: 'submission.o', SCENARIOS: 'scenarios.o', MAP: 'map', OUTPUT: 'module.wasm' });
  const inputs = { 'submission.o': compiled['submission.o'], 'scenarios.o': scenarios, sys: { 'crtbegin.o': readFileSync(join(sysroot, 'crtbegin.o')) } };
  const linked = await clang.runLLVM(link, inputs, { ...quiet, decodeASCII: false });
  return finish_module(linked['module.wasm'], Buffer.from(linked.map).toString('utf8'));
}
