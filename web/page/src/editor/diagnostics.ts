// The compiler's messages at their lines in the editor.
import { type Diagnostic as Marker, setDiagnostics } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Diagnostic } from '../data/outcome';

const kWord = /^[\w:]+/;

function severity_of(diagnostic: Diagnostic): Marker['severity'] {
  if (diagnostic.severity === 'note') return 'info';
  return diagnostic.severity === 'warning' ? 'warning' : 'error';
}

function marker(document: Text, diagnostic: Diagnostic): Marker {
  const number = Math.min(Math.max(diagnostic.where.line ?? 1, 1), document.lines);
  const line = document.line(number);
  const from = Math.min(line.from + Math.max((diagnostic.where.column ?? 1) - 1, 0), line.to);
  const word = kWord.exec(document.sliceString(from, line.to))?.[0] ?? '';
  const to = Math.min(from + Math.max(word.length, 1), line.to);
  return { from: Math.min(from, to), to, severity: severity_of(diagnostic), message: diagnostic.message };
}

export function show_diagnostics(view: EditorView, diagnostics: Diagnostic[]): void {
  const markers = diagnostics.map((d) => marker(view.state.doc, d)).sort((a, b) => a.from - b.from);
  view.dispatch(setDiagnostics(view.state, markers));
}
