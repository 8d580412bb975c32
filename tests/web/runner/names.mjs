// What the page's checker calls the objects of a program: the programs in tests/names say it at the ends of their lines,
// and tests/native/names_test.cpp wants the same natively.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
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

function line_of(table, event) {
  for (const frame of event.frames ?? []) {
    const place = table.places[table.offsets.findLastIndex((offset) => offset <= frame)];
    if (place) return place[1];
  }
  return 0;
}

function names_by_line(failure, table) {
  const seen = new Map();
  for (const event of failure.events) {
    const line = line_of(table, event);
    if (event.name) seen.set(line, (seen.get(line) ?? new Set()).add(event.name));
  }
  return seen;
}

function test_names(name) {
  test(`names of objects: ${name}`, async ({ hosts, tools }) => {
    const source = join(programs, name);
    const module = compile(source, 'checked', tools);
    const table = lines_of(module, source, tools.clang);
    const wanted = wanted_names(source);
    expect(wanted.size > 0, `${name} wants names`);
    for (const [how, bytes] of [['as compiled', module], ['stripped', strip_module(module)]]) {
      const got = await hosts.node.run({ script: 'checked_worker.js', module: bytes, request });
      expect_equal(got.kind, 'outcome', `how ${name} ended`);
      const seen = names_by_line(JSON.parse(got.json).failure, table);
      const wrong = [...wanted].map(([line, want]) => [line, want, [...(seen.get(line) ?? [])].join(' and ')])
        .filter(([, want, found]) => found !== want).map(([line, want, found]) => `line ${line}: "${found}", not "${want}"`);
      expect_equal(wrong.join('\n'), '', `names of ${name}, ${how}`);
    }
  });
}
test_names('variables.cpp');
