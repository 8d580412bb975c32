// What the page's checker calls the objects of a program: the programs in tests/names say it at the ends of their lines,
// and tests/native/names_test.cpp wants the same natively.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { expect, expect_equal, test } from '../../browser/harness.mjs';
import { line_table } from '../../../web/modules/line_table.mjs';
import { strip_module } from '../../../web/modules/strip_module.mjs';
import { compile } from './compile.mjs';

const programs = resolve(new URL('.', import.meta.url).pathname, '../../names');
const request = { mode: 'checked', scenario: 'main', budget: { seconds: 20 } };

/** Line number -> the name wanted there. */
function wanted_names(source) {
  const lines = readFileSync(source, 'utf8').split('\n').map((line, i) => [i + 1, line.split('//= ')[1]]);
  return new Map(lines.filter(([, name]) => name));
}

function lines_of(module, source, clang) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-names-'));
  try {
    const path = join(folder, 'module.wasm');
    writeFileSync(path, module);
    const tools = { dwarfdump: clang.replace('clang++', 'llvm-dwarfdump'), symbolizer: clang.replace('clang++', 'llvm-symbolizer') };
    return line_table(tools, path, [source, relative(process.cwd(), source)]);  // debug information has either
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the page itself does with an outcome, web/page/src/run/symbolize.ts, bundled for node. */
async function page_code() {
  const page = new URL('../../../web/page/', import.meta.url).pathname;
  const { build } = createRequire(join(page, 'package.json'))('esbuild');
  const contents = "export { symbolize } from './src/run/symbolize'; export { place_in } from './src/run/line_table';";
  const bundle = await build({ stdin: { contents, resolveDir: page, loader: 'ts' }, bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`);
}

async function told(json, table) {
  const { symbolize, place_in } = await page_code();
  const scenario = JSON.parse(json);
  const place_of = (offset) => {
    const place = place_in(table, offset);
    return place && { ...place, file: basename(place.file) };
  };
  await symbolize(scenario, async (offsets) => offsets.map(place_of), () => {}, new AbortController().signal);
  return scenario;
}

function names_by_line({ failure }) {
  const seen = new Map();
  for (const { where, name } of failure.events) {
    if (name) seen.set(where?.line, (seen.get(where?.line) ?? new Set()).add(name));
  }
  return seen;
}

function test_names(name) {
  test(`names of objects: ${name}`, async ({ hosts, tools }) => {
    const source = join(programs, name);
    const module = await compile(source, 'checked', tools);
    const table = lines_of(module, source, tools.clang);
    const wanted = wanted_names(source);
    expect(wanted.size > 0, `${name} wants names`);
    for (const [how, bytes] of [['as compiled', module], ['stripped', strip_module(module)]]) {
      const got = await hosts.node.run({ script: 'checked_worker.js', module: bytes, request });
      expect_equal(got.kind, 'outcome', `how ${name} ended`);
      const seen = names_by_line(await told(got.json, table));
      const wrong = [...wanted].filter(([line, want]) => !seen.get(line)?.has(want))
        .map(([line, want]) => `line ${line}: ${[...(seen.get(line) ?? [])].join(', ') || 'nothing'}, not ${want}`);
      expect_equal(wrong.join('\n'), '', `names of ${name}, ${how}`);
    }
  });
}
for (const name of ['variables.cpp', 'memory.cpp']) test_names(name);
