// Tests of the page's runners: node tests/web/runner/run.mjs [--wasm build-wasm] [WORD in the names of tests]
// Checked mode runs by JSPI in Chromium and by the baton in node; real mode in both.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { expect, expect_equal, run_all, test } from '../../browser/harness.mjs';
import { data_symbols } from '../../../web/modules/finish_module.mjs';
import { compile } from './compile.mjs';
import { chromium_host, node_host } from './hosts.mjs';
import './names.mjs';
import { compile_in_page } from './page_compiler.mjs';
import './runtime.mjs';
import './same_counts.mjs';
import './state.mjs';
import './verdicts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../..');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { wasm: { type: 'string', default: join(root, 'build-wasm') }, clang: { type: 'string', default: 'clang++-19' } },
});
const built = resolve(options.wasm, 'page');
const cache = readFileSync(join(options.wasm, 'CMakeCache.txt'), 'utf8');
const emscripten = dirname(cache.match(/^CMAKE_TOOLCHAIN_FILE:.*=(.*)\/cmake\/Modules\//m)[1] + '/x');
const tools = { clang: options.clang, sysroot: process.env.WEFT_SYSROOT ?? join(emscripten, 'cache/sysroot') };

// How each scenario of programs.cpp ends: [checked, real, words of the message, those in real mode where they differ].
const kEndings = {
  null_pointer: ['crash', 'accepted', 'null pointer'],  // address 0 is ordinary memory in wasm: only the checker sees it
  wild_pointer: ['crash', 'crash', 'invalid memory access'],
  trap: ['crash', 'crash', 'cannot be'],
  exits: ['crash', 'crash', 'exit'],
  aborts: ['crash', 'crash', 'abort'],
  uncaught: ['crash', 'crash', 'exception', 'an exception of type int was not caught'],
  uncaught_error: ['crash', 'crash', 'exception', 'an exception of type std::out_of_range was not caught: no such account'],
  uncaught_in_main: ['crash', 'crash', 'exception', 'an exception of type std::runtime_error was not caught: no money'],
  throws_where_it_must_not: ['crash', 'crash', '', 'noexcept'],
  floods: ['output_limit', 'output_limit', 'printed'],
  recurses: ['memory_error', 'crash', 'stack overflow'],
  catches: ['accepted', 'accepted'],
  thread_locals: ['accepted', 'accepted'],
  atomic_wait: ['accepted', 'accepted'],
  forgets_to_notify: ['deadlock', null],
  once: ['accepted', 'accepted'],
  once_after_a_throw: ['accepted', 'accepted'],
  prints: ['wrong_result', 'wrong_result', 'this fails'],
  timed: ['accepted', null],
  fresh_globals: ['accepted', 'accepted'],
  asserts: ['wrong_result', 'wrong_result', 'assertion failed: plain == 1'],
  asserts_on_a_thread: ['wrong_result', 'wrong_result', 'programs.cpp:'],
  swallows: ['wrong_result', 'wrong_result', 'not to be caught'],
  leaves_a_thread: ['accepted', 'accepted'],
  floods_one_line: ['output_limit', 'output_limit', 'printed'],
  jumps: ['accepted', 'accepted'],
};

function verdict_of(message) {
  return message.kind === 'outcome' ? JSON.parse(message.json) : message;
}

const request_of = (mode, scenario) => ({ mode, scenario, repetitions: 3, budget: { seconds: 20, output_bytes: 1 << 16 } });

async function runs(host, modules, mode, scenario, more = {}) {
  const job = { script: `${mode}_worker.js`, module: modules[mode], request: { ...request_of(mode, scenario), ...more } };
  return verdict_of(await host.run(job));
}

function test_endings(mode, place) {
  test(`${mode} mode in ${place}: how programs end`, async ({ hosts, modules }) => {
    const wrong = [];
    for (const [scenario, [checked, real, checked_words = '', real_words]] of Object.entries(kEndings)) {
      const words_of_real = real_words ?? (real === checked && real === 'wrong_result' ? checked_words : '');
      const [want, words] = mode === 'checked' ? [checked, checked_words] : [real, words_of_real];
      if (want === null) continue;
      const got = await runs(hosts[place], modules, mode, scenario);
      if (got.verdict !== want) wrong.push(`${scenario}: got ${got.verdict} (${got.message}), expected ${want}`);
      else if (want !== 'accepted' && !got.message.includes(words)) wrong.push(`${scenario}: says "${got.message}"`);
    }
    expect(wrong.length === 0, wrong.join('\n'));
  });
}
for (const place of ['Chromium', 'node']) for (const mode of ['checked', 'real']) test_endings(mode, place);

test('a real run stops where a repetition leaves threads behind, and says so', async ({ hosts, modules }) => {
  const got = await runs(hosts.Chromium, modules, 'real', 'leaves_a_thread');
  expect_equal(got.statistics.executions, 1, 'repetitions');
  expect(got.bounds.includes('after 1 of 3 repetitions'), `bounds: ${got.bounds}`);
});

test('what the program printed comes with the outcome', async ({ hosts, modules }) => {
  for (const mode of ['checked', 'real']) {
    const got = await runs(hosts.Chromium, modules, mode, 'prints');
    expect_equal(got.output, 'hello\nthere\nno end of line', `output in ${mode} mode`);
  }
});

test('ten thousand deadlocks leave no stacks behind', async ({ hosts, modules }) => {
  const more = { keep_going: true, strategy: 'random', budget: { seconds: 60, executions: 10000 } };
  const got = await runs(hosts.Chromium, modules, 'checked', 'forgets_to_notify', more);
  expect_equal(got.statistics.executions, 10000, 'executions');
});

// A baton runner takes one job only, so that in node this is its first execution ever.
test('the first choice is between the program\'s own steps, in a fresh runner too', async ({ hosts, modules }) => {
  const more = {
    strategy: 'choose', granularity: 'globals', races_fail: false, schedule: { scenario: 'two_increments', steps: '' },
  };
  for (const host of Object.values(hosts)) {
    const got = await runs(host, modules, 'checked', 'two_increments', more);
    const choices = got.choices.map(({ agent, event }) => `${agent} ${event.op} ${event.name}`).join(', ');
    expect_equal(choices, '1 read counted, 2 read counted', `choices in ${host.name}`);
  }
});

test('executions a second of two threads with two increments', async ({ hosts, modules }) => {
  const more = {
    strategy: 'random', granularity: 'all', races_fail: false, keep_going: true, budget: { seconds: 60, executions: 50000 },
  };
  const got = await runs(hosts.Chromium, modules, 'checked', 'two_increments', more);
  const rate = got.statistics.executions / got.statistics.seconds;
  console.log(`        ${Math.round(rate)} executions/s (goal 10000, on an idle machine)`);
  expect_equal(got.histogram.length, 3, 'outcomes of two threads with two increments (2, 3, 4)');
  expect(rate > 2000, 'a useful rate, even on a busy machine');
});

test('names of variables come from the linker\'s map', () => {
  const map = [
    '    Addr      Off     Size Out     In      Symbol', '       -      22c      25c CODE', '       -      2d0      105                 dep',
    '       0      489        4 .tdata', '       0      48b        4                 tl',
    '       8      488       24 .bss', '       8        0       18         a.o:(.bss.x)',
    '       8        0       18                 (anonymous namespace)::guard', '      20        0        4                 dep::calls',
  ].join('\n');
  const found = JSON.stringify(data_symbols(map));
  expect_equal(found, '[{"name":"guard","offset":8,"bytes":24},{"name":"dep::calls","offset":32,"bytes":4}]', 'symbols');
});

test('a run counts the same executions by JSPI, by the baton, and again in the same worker', async ({ hosts }) => {
  const module = new Uint8Array(readFileSync(join(built, 'modules/04_lost_update/starter.checked.wasm')));
  const more = { strategy: 'exhaustive', granularity: 'all', keep_going: true };
  const counts = [];
  for (const host of [hosts.Chromium, hosts.Chromium, hosts.node])
    counts.push((await runs(host, { checked: module }, 'checked', 'two_deposits', more)).statistics.executions);
  expect(counts[0] > 1, 'there is something to explore');
  expect_equal(counts.join(), [counts[0], counts[0], counts[0]].join(), 'executions');
});

function place_of(table, frames) {
  for (const frame of frames) {
    const place = table.places[table.offsets.findLastIndex((offset) => offset <= frame)];
    if (place) return `${table.files[place[0]]}:${place[1]}`;
  }
  return '';
}

test('both sides of a race in a shipped program have their lines', async ({ hosts }) => {
  const base = join(built, 'modules/04_lost_update/starter.checked');
  const table = JSON.parse(readFileSync(`${base}.lines.json`, 'utf8'));
  const text = readFileSync(join(root, 'exercises/04_lost_update/starter.cpp'), 'utf8').split('\n');
  const module = new Uint8Array(readFileSync(`${base}.wasm`));
  for (const host of Object.values(hosts)) {
    const got = await runs(host, { checked: module }, 'checked', 'two_deposits');
    expect_equal(got.verdict, 'data_race', `verdict in ${host.name}`);
    expect(got.message.includes('money'), `the message names the variable: ${got.message}`);
    const places = got.failure.sides.map((side) => place_of(table, got.failure.events[side].frames));
    expect_equal(places.length, 2, `sides in ${host.name}`);
    for (const place of places) {
      const line = text[Number(place.split(':')[1]) - 1] ?? '';
      expect(place.startsWith('submission.cpp:') && line.includes('money = money'), `${host.name}: ${place} is the deposit`);
    }
  }
});

test('the compiler in the page makes modules for both runners', async ({ hosts }) => {
  const exercise = join(built, 'modules/22_transfer');
  const source = readFileSync(join(root, 'exercises/22_transfer/submissions/deadlock/order_by_argument.cpp'));
  for (const flavour of ['checked', 'real']) {
    const scenarios = readFileSync(join(exercise, `scenarios.${flavour}.o`));
    const module = await compile_in_page(join(built, 'sysroot'), source, scenarios, flavour);
    const got = await runs(hosts.Chromium, { [flavour]: module }, flavour, flavour === 'checked' ? 'opposite' : 'sequential');
    expect_equal(got.verdict, flavour === 'checked' ? 'deadlock' : 'accepted', `verdict of the ${flavour} module`);
    if (flavour === 'checked') expect(got.message.includes('thread 1 waits for mutex accounts[1].mutex, which thread 2 holds'), got.message);
  }
});

if (!existsSync(join(built, 'runner/runner_checked.mjs'))) {
  console.error(`${built}/runner is missing: build the page first (tools/build_page)`);
  process.exit(1);
}
const hosts = {
  node: node_host(join(built, 'runner')),
  Chromium: await chromium_host(join(built, 'runner'), join(root, 'web/page/package.json')),
};
const source = join(here, 'programs.cpp');
const modules = { checked: await compile(source, 'checked', tools), real: await compile(source, 'real', tools) };
const [passed, failed] = await run_all({ hosts, modules, tools }, positionals[0] ?? '');
await Promise.all(Object.values(hosts).map((host) => host.close()));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
