// What the checker says of a program in the page is what it says natively: verdict, how sure it is, executions completed
// and blocked. On the programs of tests/bench/checker, small sizes. With WEFT_VERBOSE=1 each is named with what the page said.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { cases } from '../../bench/checker/optimality.mjs';
import { expect, test } from '../../browser/harness.mjs';
import { compile } from './compile.mjs';

const root = resolve(import.meta.dirname, '../../..');
const weft = join(root, 'build/weft');
const kMostExecutions = 150;

/** The largest size of each program that is small enough: `{file, name, definitions, memory, races_fail}` */
function counted_programs() {
  const largest = new Map();
  for (const one of cases(/*quick=*/true).filter(({ count }) => count <= kMostExecutions))
    largest.set(one.name, one);
  return [...largest.values()].map(({ name, size, model, flags = [] }) => ({
    file: join(root, `tests/bench/checker/${name}.cpp`), name: `${name} ${size}, ${model}`,
    definitions: size ? [`-D${size}`] : [], memory: model, races_fail: !flags.includes('--ignore-races'),
  }));
}

function natively({ file, definitions, memory, races_fail }) {
  const flags = ['--strategy', 'exhaustive', '--reduction', 'graphs', '--memory', memory, '--seconds', '60', '--json'];
  const words = ['check', file, ...definitions.flatMap((word) => ['-D', word.slice(2)]), ...flags];
  if (!races_fail) words.push('--ignore-races');
  return new Promise((done) => {
    execFile(weft, words, { maxBuffer: 1 << 26 }, (_, output) => {
      const outcome = JSON.parse(output);
      done(outcome.scenarios?.[0] ?? outcome);
    });
  });
}

async function in_page(host, module, { memory, races_fail }) {
  const request = {
    mode: 'checked', scenario: 'main', strategy: 'exhaustive', reduction: 'graphs', memory, races_fail, budget: { seconds: 60 },
  };
  const message = await host.run({ script: 'checked_worker.js', module, request });
  return message.kind === 'outcome' ? JSON.parse(message.json) : message;
}

function told({ verdict, certainty, statistics }) {
  const count = statistics && `${statistics.executions} executions, ${statistics.blocked} blocked, ${statistics.excluded} excluded`;
  return `${verdict} (${certainty}), ${count}`;
}

/** Modules of programs, each compiled once. */
function compiler(tools) {
  const modules = new Map();
  return ({ file, definitions }) => {
    const key = [file, ...definitions].join(' ');
    if (!modules.has(key)) modules.set(key, compile(file, 'checked', tools, definitions));
    return modules.get(key);
  };
}

/** What weft check said of each program, and its module for the page: some are under way ahead of the one asked for. */
async function* prepared(programs, tools) {
  const module_of = compiler(tools), under_way = [];
  const prepare = async (one) => ({ one, native: told(await natively(one)), module: await module_of(one) });
  for (let next = 0, given = 0; given < programs.length; ++given) {
    for (; next < programs.length && under_way.length < cpus().length; ++next) under_way.push(prepare(programs[next]));
    yield await under_way.shift();
  }
}

async function differences(programs, { hosts, tools }) {
  const wrong = [];
  for await (const { one, native, module } of prepared(programs, tools)) {
    const page = told(await in_page(hosts.Chromium, module, one));
    if (process.env.WEFT_VERBOSE) console.log(`        ${one.name}: ${page}${page === native ? '' : `; natively ${native}`}`);
    if (page !== native) wrong.push(`${one.name}: in the page ${page}; natively ${native}`);
  }
  return wrong;
}

test('the page says what weft check says: counted programs', async (given) => {
  expect(existsSync(weft), `${weft} is missing: build it first`);
  const wrong = await differences(counted_programs(), given);
  expect(wrong.length === 0, wrong.join('\n'));
});
