// clang's messages as data. Of a message inside a library header only the first place in the student's own file
// that the compiler mentions is useful, so errors elsewhere are moved to the note that names the student's line.
import type { Diagnostic } from '../data/outcome';

const kLine = /^([^\s:][^:]*):(\d+):(\d+): (fatal error|error|warning|note): (.*)$/;

function parse_line(line: string): Diagnostic | null {
  const match = kLine.exec(line);
  if (!match) return null;
  const [, file = '', row, column, severity = '', message = ''] = match;
  return {
    severity: severity === 'fatal error' ? 'error' : severity,
    where: { file, line: Number(row), column: Number(column), function: '' },
    message,
  };
}

/** The header's error is told at the student's line that led there. */
function pull_into(own: string, group: Diagnostic[]): Diagnostic[] {
  const [head, ...notes] = group;
  if (!head) return [];
  if (head.where.file === own) return [head, ...notes.filter((n) => n.where.file === own)];
  const origin = notes.find((n) => n.where.file === own);
  if (!origin) return head.severity === 'error' ? [head] : [];
  return [{ ...head, where: origin.where, message: `${head.message} (${origin.message})` }];
}

export function parse_diagnostics(text: string, own: string): Diagnostic[] {
  const groups: Diagnostic[][] = [];
  for (const line of text.split('\n')) {
    const diagnostic = parse_line(line);
    if (!diagnostic) continue;
    if (diagnostic.severity === 'note' && groups.length > 0) groups.at(-1)!.push(diagnostic);
    else groups.push([diagnostic]);
  }
  return groups.flatMap((group) => pull_into(own, group));
}

/** The linker's complaints, at the top of the student's file: they have no line. */
export function parse_link_errors(text: string, own: string): Diagnostic[] {
  const errors = text.split('\n').filter((line) => line.includes('error: '));
  const where = { file: own, line: 1, column: 1 };
  return errors.map((line) => ({ severity: 'error', where, message: line.replace(/^.*error: /, '') }));
}
