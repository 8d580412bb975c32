// How many executions each strategy takes until it finds each known bug of tests/bugs, and which twins it accuses.
//   node tests/bench/checker/bugs.mjs [--seeds 5] [--json] [--only NAME,NAME] [--strategies NAME,NAME] [--twins]
// --seeds      runs of a strategy that draws, with seeds 1, 2, ...; the median counts, and a run that finds nothing
//              counts as more than any other
// --json       one object a bug, instead of a table
// --only       only bugs whose names contain one of these
// --strategies only these columns
// --twins      also checks every repaired twin with the default strategy, and ends with 1 if one is accused
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../figures.mjs';

const most_executions = 10_000;
const seconds_a_run = 60;

/** `draws`: the seed matters. `weak`: sees what weak memory alone allows. */
export const strategies = [
  { name: 'default', options: [], draws: true, weak: true },
  { name: 'random', options: ['--strategy', 'random'], draws: true },
  { name: 'pct', options: ['--strategy', 'pct'], draws: true },
  { name: 'pos', options: ['--strategy', 'pos'], draws: true },
  { name: 'surw', options: ['--strategy', 'surw'], draws: true },
  { name: 'preemptions', options: ['--strategy', 'preemptions'] },
  { name: 'delays', options: ['--strategy', 'delays'] },
  { name: 'graphs', options: ['--strategy', 'exhaustive'], weak: true },
];

function declared(source, word) {
  return source.match(new RegExp(`^// ${word}: (.*)$`, 'm'))?.[1] ?? '';
}

function all_bugs(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().map((name) => {
    const source = readFileSync(join(folder, name, 'bug.cpp'), 'utf8');
    return { name, verdict: declared(source, 'verdict'), weak: declared(source, 'memory') === 'rc11', needs: declared(source, 'needs') };
  });
}

function check(root, file, options) {
  const words = ['check', join(root, 'tests/bugs', file), '--json', '--executions', String(most_executions),
    '--seconds', String(seconds_a_run), ...options];
  return new Promise((done, failed) => {
    execFile(join(root, 'build/weft'), words, { maxBuffer: 1 << 28 }, (error, out, problems) => {
      try {
        done(JSON.parse(out));
      } catch {
        failed(new Error(`weft ${words.join(' ')}: ${problems || error || 'no JSON'}`));
      }
    });
  });
}

/** Executions until the declared verdict, those that were cut short included; null: not found. */
async function executions_until(root, bug, options) {
  const outcome = await check(root, `${bug.name}/bug.cpp`, options);
  if (outcome.verdict !== bug.verdict) return null;
  const { executions, blocked } = outcome.scenarios[0].statistics;
  return executions + blocked;
}

function median_of(runs) {
  const middle = median(runs.map((run) => run ?? Infinity));
  return Number.isFinite(middle) ? middle : null;
}

async function measure_cell(root, bug, strategy, seeds) {
  if (bug.weak && !strategy.weak) return { runs: [], median: null };
  const numbers = strategy.draws ? Array.from({ length: seeds }, (_, i) => i + 1) : [1];
  const runs = [];
  for (const seed of numbers) runs.push(await executions_until(root, bug, [...strategy.options, '--seed', String(seed)]));
  return { runs, median: median_of(runs) };
}

async function measure_bug(root, bug, columns, seeds) {
  const row = { ...bug, executions: {}, runs: {} };
  for (const strategy of columns) {
    const cell = await measure_cell(root, bug, strategy, seeds);
    row.executions[strategy.name] = cell.median;
    row.runs[strategy.name] = cell.runs;
  }
  return row;
}

/** `work` on all of `items`, as many at once as there are processors; results in order. */
async function on_all_processors(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const mine = next++;
      results[mine] = await work(items[mine]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

const contains_one_of = (words) => (bug) => words.some((word) => bug.name.includes(word));

/** One row a bug: name, verdict, weak, needs, and by strategy `executions` (the median) and `runs`. */
export async function measure_bugs({ root, seeds = 5, only = [''], columns = strategies }) {
  const bugs = all_bugs(join(root, 'tests/bugs')).filter(contains_one_of(only));
  return on_all_processors(bugs, (bug) => measure_bug(root, bug, columns, seeds));
}

/** Names of the repaired twins that the default strategy accuses: there should be none. */
export async function accused_twins({ root, only = [''] }) {
  const bugs = all_bugs(join(root, 'tests/bugs')).filter(contains_one_of(only));
  const verdicts = await on_all_processors(bugs, async (bug) => (await check(root, `${bug.name}/fixed.cpp`, [])).verdict);
  return bugs.filter((_, i) => !['accepted', 'inconclusive'].includes(verdicts[i])).map((bug) => bug.name);
}

const shown = (executions) => (executions === null ? '–' : executions.toLocaleString('en'));

/** The rows as a table in Markdown, and below it how many each strategy found. */
export function bugs_table(rows, columns = strategies) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const found = (name) => rows.filter((row) => row.executions[name] !== null).length;
  const names = columns.map((strategy) => strategy.name);
  return [
    line(['bug', ...names]),
    line(['---', ...names.map(() => '---:')]),
    ...rows.map((row) => line([row.name + (row.weak ? ' (weak memory)' : ''), ...names.map((name) => shown(row.executions[name]))])),
    line([`found of ${rows.length}`, ...names.map((name) => String(found(name)))]),
  ].join('\n');
}

async function main() {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '5' }, json: { type: 'boolean' },
    only: { type: 'string', default: '' }, strategies: { type: 'string' }, twins: { type: 'boolean' } } });
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
  const wanted = values.strategies?.split(',');
  const columns = strategies.filter((strategy) => !wanted || wanted.includes(strategy.name));
  const only = values.only.split(',');
  const rows = await measure_bugs({ root, seeds: Number(values.seeds), only, columns });
  console.log(values.json ? rows.map((row) => JSON.stringify(row)).join('\n') : bugs_table(rows, columns));
  if (!values.twins) return;
  const accused = await accused_twins({ root, only });
  console.log(accused.length === 0 ? 'no twin is accused' : `accused though repaired: ${accused.join(', ')}`);
  process.exitCode = accused.length === 0 ? 0 : 1;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
