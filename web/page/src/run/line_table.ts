// Where the code of a precompiled module came from: sorted offsets, each valid up to the next one.
// The build writes it (web/page/build/line_tables.ts) so that the page needs no compiler to name a line.
import type { Place } from '../compile/protocol';

export interface LineTable {
  files: string[];
  functions: string[];
  /** Module offsets, ascending. */
  offsets: number[];
  /** For each offset [file, line, column, function], or null outside the exercise's own sources. */
  places: ([number, number, number, number] | null)[];
}

function row_at(offsets: number[], offset: number): number {
  let low = 0, high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function place_in(table: LineTable, offset: number): Place | null {
  const place = table.places[row_at(table.offsets, offset)];
  if (!place) return null;
  const [file, line, column, name] = place;
  return { file: table.files[file] ?? '', line, column, function: table.functions[name] ?? '' };
}
