// One run of `weft check` on a program of this folder: what the outcome says, how long it took, what memory it needed.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const look_every_ms = 20;

function words_for(root, { name, size, flags = [] }) {
  return ['check', join(root, `tests/bench/checker/${name}.cpp`), ...(size ? ['-D', size] : []), '--json',
          '--seconds', '600', ...flags];
}

export const graphs = (memory) => ['--strategy', 'exhaustive', '--reduction', 'graphs', '--memory', memory];
export const random = ['--strategy', 'random'];

// Empty once the process has ended.
function status_of(process) {
  try {
    return readFileSync(`/proc/${process}/status`, 'utf8');
  } catch {
    return '';
  }
}

const field = (status, name) => status.match(new RegExp(`^${name}:\\s+(\\S+)`, 'm'))?.[1];

function children_of(parent) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && field(status_of(name), 'PPid') === String(parent));
}

/**
 * The most memory, in MiB, that a process which runs the program had so far, of those that `parent` started. The kernel
 * keeps the peak: only what comes between the last look and the end is not seen.
 */
export function peak_of_runners(parent) {
  const runners = children_of(parent).map(status_of).filter((status) => field(status, 'Name')?.startsWith('weft-runner'));
  return Math.max(0, ...runners.map((status) => Number(field(status, 'VmHWM') ?? 0) / 1024));
}

/**
 * run: { name, size, flags }. Result: { verdict, message, certainty, executions, blocked, inside_s, outside_s }: seconds
 * of the exploration and of the whole command, compiler included. `watch`: with peak_mib too.
 */
export function check(root, run, watch = false) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(join(root, 'build/weft'), words_for(root, run), { stdio: ['ignore', 'pipe', 'inherit'] });
    let peak = 0, output = '';
    const looking = watch && setInterval(() => { peak = Math.max(peak, peak_of_runners(child.pid)); }, look_every_ms);
    child.stdout.setEncoding('utf8').on('data', (text) => { output += text; });
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(looking);
      resolve({ ...seen_in(output), outside_s: (performance.now() - begun) / 1000, ...(watch ? { peak_mib: peak } : {}) });
    });
  });
}

/** What an outcome says of its only scenario. */
export function seen_in(output) {
  const { verdict, message, scenarios } = JSON.parse(output);
  if (!scenarios?.length) return { verdict, message };
  const [{ certainty, statistics }] = scenarios;
  return { verdict, message: scenarios[0].message, certainty, executions: statistics.executions, blocked: statistics.blocked,
           inside_s: statistics.seconds };
}
