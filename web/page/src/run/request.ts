// What a runner is asked to do: the JSON of core/run/request.h.
import type { Exercise, Scenario } from '../data/exercise';
import { answer_of, type Schedule, type Step } from '../data/schedule';

/** What loads may see: what C++ allows, or as if every access happened at one moment for all threads. */
export type Memory = 'rc11' | 'sc';

export interface RunRequest {
  mode: 'checked' | 'real';
  scenario: string;
  strategy: 'automatic' | 'choose';
  memory: Memory;
  preemption_bound: number;
  repetitions: number;
  seed: number;
  budget: { seconds: number; memory_bytes: number; output_bytes: number };
  granularity?: Schedule['granularity'];
  races_fail?: boolean;
  schedule?: Schedule;
}

export function request_for(exercise: Exercise, scenario: Scenario, memory: Memory = 'rc11'): RunRequest {
  return {
    mode: scenario.mode,
    scenario: scenario.name,
    strategy: 'automatic',
    memory,
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

/** One execution of the starter along `steps`, up to where the next one has to be chosen. */
export function choosing_request(exercise: Exercise, scenario: Scenario, steps: Step[]): RunRequest {
  const schedule = answer_of(exercise, steps);
  // The question is what a race leads to, so a race itself does not end the execution.
  return {
    ...request_for(exercise, scenario), strategy: 'choose', granularity: schedule.granularity, races_fail: false,
    schedule,
  };
}

/** When the page gives up on a runner that reports nothing: its own budget, and time to start and to explain. */
export function wall_seconds(exercise: Exercise, scenario: Scenario): number {
  return Math.max(exercise.limits.seconds, scenario.budget_seconds) + 5;
}
