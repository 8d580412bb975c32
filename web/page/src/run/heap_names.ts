// Names of heap blocks: the checker writes "@{3 24 1a4f,1b20}" (core/check/model_names.cpp), people read
// "heap block of 24 bytes (list.cpp:9)". Several from one place are told apart: "heap block #2 of ...".
// native/compile/heap_names.cpp does the same: keep them alike.
import type { Place } from '../compile/protocol';
import type { ScenarioOutcome } from '../data/outcome';
import { rewrite_texts } from '../data/outcome_texts';

type PlaceOfCalls = (calls: number[]) => Place | null;

const kBlock = /@\{(\d+) (\d+) ([0-9a-f,]*)\}/g;

function calls_of(text: string): number[] {
  return text.split(',').filter(Boolean).map((call) => parseInt(call, 16));
}

/** " of 24 bytes (list.cpp:9)" */
function tail_of(bytes: string, calls: string, place_of: PlaceOfCalls): string {
  const place = place_of(calls_of(calls));
  return ` of ${bytes} ${bytes === '1' ? 'byte' : 'bytes'}${place ? ` (${place.file}:${place.line})` : ''}`;
}

/** The calls that allocated the blocks which a scenario names. */
export function heap_calls(scenario: ScenarioOutcome): number[] {
  const found: number[] = [];
  rewrite_texts(scenario, (text) => {
    for (const [, , , calls] of text.matchAll(kBlock)) found.push(...calls_of(calls ?? ''));
    return text;
  });
  return found;
}

/** Which blocks share a name, by number. */
function namesakes_in(scenario: ScenarioOutcome, place_of: PlaceOfCalls): Map<string, number[]> {
  const namesakes = new Map<string, number[]>();
  rewrite_texts(scenario, (text) => {
    for (const [, number, bytes, calls] of text.matchAll(kBlock)) {
      const tail = tail_of(bytes ?? '', calls ?? '', place_of);
      namesakes.set(tail, [...new Set([...(namesakes.get(tail) ?? []), Number(number)])].sort((a, b) => a - b));
    }
    return text;
  });
  return namesakes;
}

export function name_heap_blocks(scenario: ScenarioOutcome, place_of: PlaceOfCalls): void {
  const namesakes = namesakes_in(scenario, place_of);
  rewrite_texts(scenario, (text) => text.replace(kBlock, (_, number: string, bytes: string, calls: string) => {
    const tail = tail_of(bytes, calls, place_of);
    const all = namesakes.get(tail) ?? [];
    return `heap block${all.length > 1 ? ` #${all.indexOf(Number(number)) + 1}` : ''}${tail}`;
  }));
}
