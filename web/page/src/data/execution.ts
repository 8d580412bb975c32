// What a recorded execution has come to: the values in memory, and what each agent did last. Only the steps that
// matter count (view/relevance.ts).
import type { Failure, Outcome, ScenarioOutcome, TraceEvent } from './outcome';
import { decisive } from './summarise';

const kAccesses = new Set(['read', 'write', 'atomic_load', 'atomic_store', 'atomic_rmw', 'atomic_cas']);

/** The last access to each variable, in the order in which they were first used. */
export function latest_accesses(failure: Failure, relevant: boolean[]): TraceEvent[] {
  const latest = new Map<string, TraceEvent>();
  (failure.events ?? []).forEach((event, index) => {
    if (relevant[index] && kAccesses.has(event.op) && event.name) latest.set(event.name, event);
  });
  return [...latest.values()];
}

/** Index of what an agent did last; -1 = nothing yet. */
export function last_step_of(failure: Failure, relevant: boolean[], agent: number): number {
  return (failure.events ?? []).findLastIndex((event, index) => relevant[index] && event.agent === agent);
}

/** What there is to show of an outcome, and of which scenario: a failing execution, or what a real run recorded. */
export function shown_execution(outcome: Outcome): { scenario: ScenarioOutcome; execution: Failure } | null {
  const scenario = decisive(outcome.scenarios) ?? outcome.scenarios.findLast((s) => s.recording);
  const execution = scenario?.failure ?? scenario?.recording;
  return scenario && execution ? { scenario, execution } : null;
}

/** Whether it is a recording of a real run: what the scheduler did, not how a failure comes about. */
export function is_recording(execution: Failure): boolean {
  return execution.events?.[0]?.at !== undefined;
}
