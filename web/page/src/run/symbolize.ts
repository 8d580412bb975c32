// Turns the code offsets of a recorded execution into places: the innermost frame in the exercise's own sources.
import type { Place } from '../compile/protocol';
import type { ScenarioOutcome, TraceEvent } from '../data/outcome';
import type { Report } from './progress';

/** Looks up offsets of one module; null = not in the exercise's own sources. */
export type Resolve = (offsets: number[], report: Report, signal: AbortSignal) => Promise<(Place | null)[]>;

function innermost(event: TraceEvent, places: Map<number, Place | null>): Place | null {
  for (const frame of event.frames ?? []) {
    const place = places.get(Number(frame));
    if (place) return place;
  }
  return null;
}

export async function symbolize(
  scenario: ScenarioOutcome, resolve: Resolve, report: Report, signal: AbortSignal,
): Promise<void> {
  const events = [...(scenario.failure?.events ?? []), ...(scenario.choices ?? []).map((choice) => choice.event)];
  const offsets = [...new Set(events.flatMap((e) => (e.frames ?? []).map(Number)))];
  if (offsets.length === 0) return;
  report({ phase: 'explain' });
  const found = await resolve(offsets, report, signal);
  const places = new Map(offsets.map((offset, i) => [offset, found[i] ?? null]));
  for (const event of events) {
    const place = event.where?.line ? null : innermost(event, places);
    if (place) event.where = { ...place };
  }
}
