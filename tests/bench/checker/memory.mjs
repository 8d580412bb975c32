// The memory that a search needs must not grow with the number of executions.
import { judge } from '../runtime/figure.mjs';
import { check, graphs, random } from './runs.mjs';

const searches = [
  { what: 'random walk', name: 'lost_update', size: 'N=2', flags: random },
  { what: 'graph search', name: 'fib_bench', size: 'N=7', flags: graphs('rc11') },
];

export async function* memory_figures(root, quick) {
  const executions = quick ? 1_000_000 : 10_000_000;
  for (const { what, name, size, flags } of searches) {
    const run = { name, size, flags: [...flags, '--executions', String(executions)] };
    const seen = await check(root, run, true);
    const ours = seen.executions === executions ? { values: [seen.peak_mib] }
      : { reason: `stopped after ${seen.executions} executions: ${seen.message}` };
    yield judge({ name: `peak memory of the ${what} after ${executions / 1e6} M executions`, unit: 'MiB', goal: '<= 64' },
                { ours, rivals: {} });
  }
}
