// Check: every checked scenario in order, up to the first failure. Run: the scenarios on real threads.
import type { Compiler } from '../compile/compiler';
import type { Exercise, Scenario } from '../data/exercise';
import type { Outcome, ScenarioOutcome } from '../data/outcome';
import { compile_error, is_failure, summarise } from '../data/summarise';
import type { Modules } from './modules';
import type { Report } from './progress';
import { type Memory, request_for, wall_seconds } from './request';
import type { RunnerClient } from './runner_client';
import { symbolize } from './symbolize';

export interface Tools {
  modules: Modules;
  compiler: Compiler;
  checked: RunnerClient;
  real: RunnerClient;
}

export type Kind = 'check' | 'run';

function scenarios_for(kind: Kind, exercise: Exercise): Scenario[] {
  if (kind === 'check') return exercise.scenarios.filter((s) => s.mode === 'checked');
  return exercise.scenarios.filter((s) => s.mode === 'real');
}

async function run_all(
  kind: Kind, exercise: Exercise, text: string, memory: Memory, tools: Tools, report: Report, signal: AbortSignal,
): Promise<Outcome> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const flavour = kind === 'check' ? 'checked' : 'real';
  const runner = tools[flavour];
  runner.prepare();
  const { module, diagnostics } = await tools.modules.get(exercise, text, flavour, report, signal);
  if (!module) return compile_error(exercise.id, diagnostics, seconds());
  const outcomes: ScenarioOutcome[] = [];
  for (const scenario of scenarios_for(kind, exercise)) {
    const job = {
      module: module.bytes, request: request_for(exercise, scenario, memory),
      wall_seconds: wall_seconds(exercise, scenario),
    };
    const outcome = await runner.run(job, report, signal);
    await symbolize(outcome, module.resolve, report, signal);
    outcomes.push(outcome);
    if (is_failure(outcome)) break;
  }
  return { ...summarise(exercise.id, outcomes, seconds()), diagnostics };
}

export const check = run_all.bind(null, 'check');
export const run = run_all.bind(null, 'run');
