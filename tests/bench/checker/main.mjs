// The checker beside others: executions that its graph search completes, executions a second, memory.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { heading, line } from '../runtime/table.mjs';
import { memory_figures } from './memory.mjs';
import { bugs_table, measure_bugs } from './bugs.mjs';
import { optimality_figures } from './optimality.mjs';
import { speed_figures } from './speed.mjs';
import { checker_file } from './table.mjs';

const load_before = loadavg()[0];

function about(repetitions, words) {
  const processors = cpus();
  const command = ['tools/bench checker', ...words].join(' ');
  return [`${new Date().toISOString().slice(0, 10)}, \`${command}\`: ${repetitions} repetitions of each rate`,
          `${processors.length} x ${processors[0].model}, Linux ${release()}, load average before ${load_before.toFixed(1)}`];
}

async function* figures_of(root, quick, repetitions) {
  yield* optimality_figures(root, quick);
  yield* await speed_figures(root, quick, repetitions);
  yield* memory_figures(root, quick);
}

async function show_bugs(root, quick, json) {
  const rows = await measure_bugs({ root, seeds: quick ? 1 : 5 });
  console.log(json ? rows.map((row) => JSON.stringify(row)).join('\n') : bugs_table(rows));
}

/** `results`: write tests/bench/CHECKER.md. `bugs`: only how soon each strategy finds each known bug. */
export async function measure({ root, quick, json, results, bugs, words }) {
  if (bugs) return show_bugs(root, quick, json);
  const repetitions = quick ? 3 : 5;
  const all = [];
  if (!json) console.log(`${about(repetitions, words).join('\n')}\n\n${heading()}`);
  for await (const one of figures_of(root, quick, repetitions)) {
    console.log(json ? JSON.stringify(one) : line(one));
    all.push(one);
  }
  if (results) writeFileSync(join(root, 'tests/bench/CHECKER.md'), checker_file(all, about(repetitions, words)));
}
