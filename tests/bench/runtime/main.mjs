// The runtime beside others that do the same: Go, oneTBB, Boost.Fiber, the standard library.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { contests, left_out } from './contests.mjs';
import { judge } from './figure.mjs';
import { interleave, reasons } from './rounds.mjs';
import { heading, line, results_file } from './table.mjs';

const load_before = loadavg()[0];

// Installs and builds; program -> why it is not there.
function build(root, programs) {
  const { status, stdout } = spawnSync(join(root, 'tools/build_bench'), programs,
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error('the benchmarks could not be built');
  const missing = reasons(stdout);
  for (const [program, why] of Object.entries(missing)) console.error(`without bench_${program}: ${why}`);
  return missing;
}

function programs_of(chosen) {
  const commands = chosen.flatMap(({ ours, rivals }) => [ours, ...Object.values(rivals)]);
  return [...new Set(commands.map((command) => command.split(' ')[0]))];
}

function read(seen, figure) {
  return seen.reason ? seen : { values: seen.runs.map(figure.read) };
}

function* figures_of(root, contest, repetitions, missing) {
  const { ours, rivals, figures } = contest;
  const seen = interleave(root, [ours, ...Object.values(rivals)], repetitions, missing);
  for (const figure of figures)
    yield judge(figure, { ours: read(seen[ours], figure),
      rivals: Object.fromEntries(Object.entries(rivals).map(([name, command]) => [name, read(seen[command], figure)])) });
}

function about(repetitions, words) {
  const processors = cpus();
  return [`${new Date().toISOString().slice(0, 10)}, \`tools/bench runtime ${words.join(' ')}\`: ${repetitions} repetitions`,
          `${processors.length} x ${processors[0].model}, Linux ${release()}, load average before ${load_before.toFixed(1)}`,
          ...left_out.map((text) => `left out: ${text}`)];
}

/** `only`: names of figures that are wanted contain it. `results`: write tests/bench/RESULTS.md. */
export async function measure({ root, quick, json, only, results, words }) {
  const chosen = contests.filter(({ figures }) => !only || figures.some(({ name }) => name.includes(only)));
  if (chosen.length === 0) throw new Error(`no figure has "${only}" in its name; they are in tests/bench/RESULTS.md`);
  const repetitions = quick ? 3 : 9;
  const missing = build(root, programs_of(chosen));
  const all = [];
  if (!json) console.log(`${about(repetitions, words).join('\n')}\n\n${heading()}`);
  for (const contest of chosen)
    for (const one of figures_of(root, contest, repetitions, missing)) {
      console.log(json ? JSON.stringify(one) : line(one));
      all.push(one);
    }
  if (results) writeFileSync(join(root, 'tests/bench/RESULTS.md'), results_file(all, about(repetitions, words)));
}
