// Which line each piece of a module's code came from, for the page: LineTable of web/page/src/run/line_table.ts.
// Where code was inlined, the innermost place in the exercise's own sources counts.
import { execFileSync } from 'node:child_process';

const kOptions = { encoding: 'utf8', maxBuffer: 1 << 28 };

/** Offsets in the code section at which some line begins, ascending. */
function row_offsets(tools, module) {
  const dump = execFileSync(tools.dwarfdump, ['--debug-line', module], kOptions);
  const rows = [...dump.matchAll(/^0x([0-9a-f]{16})\s/gm)].map((match) => parseInt(match[1], 16));
  return [...new Set(rows)].sort((a, b) => a - b);
}

function innermost_own(frames, own) {
  const frame = frames.find((f) => own.includes(f.FileName) && f.Line > 0);
  return frame ? [frame.FileName, frame.Line, frame.Column, frame.FunctionName] : null;
}

/** `own`: names of the sources to tell about, as the debug information has them. */
export function line_table(tools, module, own) {
  const offsets = row_offsets(tools, module);
  const table = { files: [], functions: [], offsets: [], places: [] };
  if (offsets.length === 0) return table;
  const answers = JSON.parse(execFileSync(
    tools.symbolizer, ['--output-style=JSON', '--inlines', '--relativenames', `--obj=${module}`],
    { ...kOptions, input: offsets.map((offset) => `0x${offset.toString(16)}\n`).join('') }).trim()
    .split('\n').map((line) => line.trim()).filter(Boolean).join(',').replace(/^/, '[').replace(/$/, ']'));
  const number_of = (list, text) => (list.includes(text) ? list.indexOf(text) : list.push(text) - 1);
  let last = 'none yet';
  offsets.forEach((offset, i) => {
    const place = innermost_own(answers[i].Symbol ?? [], own);
    if (String(place) === last) return;
    last = String(place);
    table.offsets.push(offset);
    table.places.push(place && [number_of(table.files, place[0]), place[1], place[2], number_of(table.functions, place[3])]);
  });
  return table;
}
