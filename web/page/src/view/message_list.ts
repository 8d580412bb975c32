// The compiler's messages as a list below the editor; choosing one puts the cursor at its place.
import type { Diagnostic } from '../data/outcome';
import { by_id, element } from './element';
import { base_name } from './words';

function row(diagnostic: Diagnostic, go_to: (d: Diagnostic) => void): HTMLElement {
  const { file = '', line = 0, column = 0 } = diagnostic.where;
  const node = element('button', { type: 'button', class: diagnostic.severity },
    element('span', { class: 'severity' }, diagnostic.severity),
    element('span', { class: 'at', title: base_name(file) }, `${line}:${column}`),
    element('span', {}, diagnostic.message));
  node.addEventListener('click', () => go_to(diagnostic));
  return element('li', {}, node);
}

export function show_messages(diagnostics: Diagnostic[], go_to: (d: Diagnostic) => void): void {
  const list = by_id('messages');
  list.hidden = diagnostics.length === 0;
  list.replaceChildren(...diagnostics.map((d) => row(d, go_to)));
}
