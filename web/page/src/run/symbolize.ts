// Turns the code offsets of a recorded execution into places: the innermost frame in the exercise's own sources.
import type { Place } from '../compile/protocol';
import type { ScenarioOutcome } from '../data/outcome';
import { events_of } from '../data/outcome_texts';
import { heap_calls, name_heap_blocks } from './heap_names';
import type { Report } from './progress';

/** Looks up offsets of one module; null = not in the exercise's own sources. */
export type Resolve = (offsets: number[], report: Report, signal: AbortSignal) => Promise<(Place | null)[]>;

type Places = Map<number, Place | null>;

function innermost(frames: number[], places: Places): Place | null {
  for (const frame of frames) {
    const place = places.get(frame);
    if (place) return place;
  }
  return null;
}

async function places_of(
  scenario: ScenarioOutcome, resolve: Resolve, report: Report, signal: AbortSignal,
): Promise<Places> {
  const frames = events_of(scenario).flatMap((e) => (e.frames ?? []).map(Number));
  const offsets = [...new Set([...frames, ...heap_calls(scenario)])];
  if (offsets.length === 0) return new Map();
  report({ phase: 'explain' });
  const found = await resolve(offsets, report, signal);
  return new Map(offsets.map((offset, i) => [offset, found[i] ?? null]));
}

export async function symbolize(
  scenario: ScenarioOutcome, resolve: Resolve, report: Report, signal: AbortSignal,
): Promise<void> {
  const places = await places_of(scenario, resolve, report, signal);
  name_heap_blocks(scenario, (calls) => innermost(calls, places));
  for (const event of events_of(scenario)) {
    const place = event.where?.line ? null : innermost((event.frames ?? []).map(Number), places);
    if (place) event.where = { ...place };
  }
}
