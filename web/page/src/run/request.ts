// What a runner is asked to do: the JSON of core/run/request.h.
import type { Exercise, Scenario } from '../data/exercise';

export interface RunRequest {
  mode: 'checked' | 'real';
  scenario: string;
  strategy: 'automatic';
  preemption_bound: number;
  repetitions: number;
  seed: number;
  budget: { seconds: number; memory_bytes: number; output_bytes: number };
}

export function request_for(exercise: Exercise, scenario: Scenario): RunRequest {
  return {
    mode: scenario.mode,
    scenario: scenario.name,
    strategy: 'automatic',
    preemption_bound: scenario.preemption_bound,
    repetitions: scenario.repetitions,
    seed: 1,
    budget: {
      seconds: scenario.budget_seconds,
      memory_bytes: exercise.limits.memory_mb * 1024 * 1024,
      output_bytes: exercise.limits.output_kb * 1024,
    },
  };
}

/** When the page gives up on a runner that reports nothing: its own budget, and time to start and to explain. */
export function wall_seconds(exercise: Exercise, scenario: Scenario): number {
  return Math.max(exercise.limits.seconds, scenario.budget_seconds) + 5;
}
