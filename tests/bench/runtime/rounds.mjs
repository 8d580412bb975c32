// Runs benchmarks in turn, each time as a process of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const limit_ms = 60_000;

/** The only benchmark in what Google Benchmark prints as JSON. Throws what went wrong instead. */
export function only_run(output) {
  const runs = JSON.parse(output).benchmarks;
  if (runs.length !== 1) throw new Error(`it ran ${runs.length} benchmarks`);
  if (runs[0].error_occurred) throw new Error(runs[0].error_message);
  return runs[0];
}

/** What tools/build_bench says of programs that it could not build: lines "PROGRAM: WHY". */
export function reasons(output) {
  return Object.fromEntries(output.split('\n').filter(Boolean).map((text) => text.split(/: (.*)/).slice(0, 2)));
}

// Its own name, then what Google Benchmark appends: /iterations:2/real_time.
export const filter_of = (benchmark) => `^${benchmark}(/[a-z_]+(:[0-9.]+)?)*$`;

function words_for(root, [program, benchmark]) {
  const file = join(root, `build-bench/bench_${program}`);
  return program === 'go' ? [file, benchmark]
    : [file, `--benchmark_filter=${filter_of(benchmark)}`, '--benchmark_min_time=0.2', '--benchmark_format=json'];
}

function run_once(root, command) {
  const [file, ...words] = words_for(root, command.split(' '));
  const { status, signal, error, stdout, stderr } =
    spawnSync(file, words, { encoding: 'utf8', timeout: limit_ms, killSignal: 'SIGKILL', maxBuffer: 1 << 24 });
  if (error?.code === 'ETIMEDOUT') throw new Error(`not done after ${limit_ms / 1000} s`);
  if (status !== 0) throw new Error(`ended with ${signal ?? status}: ${(stderr ?? '').trim().split('\n').pop()}`);
  return only_run(stdout);
}

function run_or_reason(root, command) {
  try {
    return run_once(root, command);
  } catch (error) {
    return { reason: `${command}: ${error.message}` };
  }
}

/**
 * Ours, then each rival, then ours again, ...: what else the machine does meets all of them. Result: command -> runs, or
 * a reason. Who failed once is not asked again. `missing`: program -> why it is not there.
 */
export function interleave(root, commands, repetitions, missing) {
  const seen = Object.fromEntries(commands.map((command) => {
    const reason = missing[command.split(' ')[0]];
    return [command, reason ? { reason } : { runs: [] }];
  }));
  for (let turn = 0; turn < repetitions; ++turn)
    for (const command of commands) {
      if (seen[command].reason) continue;
      const run = run_or_reason(root, command);
      if (run.reason) seen[command] = run;
      else seen[command].runs.push(run);
    }
  return seen;
}
