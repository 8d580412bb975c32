// What llvm-symbolizer says about code offsets: for each one the chain of inlined functions, innermost first.
import type { Place } from './protocol';

interface Frame {
  FileName?: string;
  FunctionName?: string;
  Line?: number;
  Column?: number;
}

interface Answer {
  Symbol?: Frame[];
}

function place_of(answer: Answer | undefined, ours: (file: string) => boolean): Place | null {
  const frame = answer?.Symbol?.find((f) => f.Line && ours(f.FileName ?? ''));
  if (!frame) return null;
  const file = frame.FileName ?? '';
  return {
    file: file.slice(file.lastIndexOf('/') + 1), line: frame.Line ?? 0, column: frame.Column ?? 0,
    function: frame.FunctionName ?? '',
  };
}

/** One place for each offset that was asked for, in order; null where the code is a library's. */
export function parse_places(json: string, count: number, ours: (file: string) => boolean): (Place | null)[] {
  const answers = json.trim() ? (JSON.parse(json) as Answer[]) : [];
  return Array.from({ length: count }, (_, i) => place_of(answers[i], ours));
}
