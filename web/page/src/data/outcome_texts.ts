// The texts of an outcome in which the checker names objects by their places (core/check/model_names.cpp).
import type { Failure, ScenarioOutcome, TraceEvent } from './outcome';

export type Rewrite = (text: string) => string;

function rewrite_failure(failure: Failure, rewrite: Rewrite): void {
  for (const agent of failure.agents ?? []) {
    if (agent.waits_on) agent.waits_on = rewrite(agent.waits_on);
    if (agent.holds) agent.holds = agent.holds.map(rewrite);
  }
  for (const edge of failure.waits ?? []) edge.name = rewrite(edge.name);
}

function rewrite_event(event: TraceEvent, rewrite: Rewrite): void {
  if (event.name) event.name = rewrite(event.name);
  if (event.text && event.op !== 'note') event.text = rewrite(event.text);  // notes are the student's own words
}

/** What happened and, where somebody is to choose, what may happen next. */
export function events_of(scenario: ScenarioOutcome): TraceEvent[] {
  return [...(scenario.failure?.events ?? []), ...(scenario.choices ?? []).map((choice) => choice.event)];
}

export function rewrite_texts(scenario: ScenarioOutcome, rewrite: Rewrite): void {
  scenario.message = rewrite(scenario.message);
  for (const bar of scenario.histogram ?? []) if (bar.failed) bar.value = rewrite(bar.value);
  if (scenario.failure) rewrite_failure(scenario.failure, rewrite);
  for (const event of events_of(scenario)) rewrite_event(event, rewrite);
}
