// The task: its statement, and hints that are revealed one at a time.
import type { Exercise } from '../data/exercise';
import { button, by_id, element } from './element';

/** HTML that the build rendered from the exercise's markdown with raw HTML turned off. */
function rendered(html: string): Node {
  return document.createRange().createContextualFragment(html);
}

function hint_item(html: string, index: number): HTMLElement {
  const text = element('span', {});
  text.append(rendered(html));
  return element('li', {}, element('b', {}, `Hint ${index + 1}`), text);
}

function show_hints(hints: string[]): void {
  const list = element('ol', {});
  const more = button('', { class: 'more' }, () => {
    const index = list.children.length;
    const item = hint_item(hints[index] ?? '', index);
    item.tabIndex = -1;
    list.append(item);
    item.focus({ preventScroll: true });
    label();
    by_id('task').scrollTo({ top: by_id('task').scrollHeight });
  });
  const label = () => {
    const shown = list.children.length;
    more.hidden = shown >= hints.length;
    more.textContent = shown === 0 ? `Show a hint (of ${hints.length})` : `Show hint ${shown + 1} of ${hints.length}`;
  };
  label();
  by_id('hints').replaceChildren(list, more);
}

export function show_task(exercise: Exercise): void {
  by_id('statement').replaceChildren(rendered(exercise.statement_html));
  by_id('task').scrollTop = 0;
  show_hints(exercise.hints_html);
}

export function show_tags(exercise: Exercise): void {
  const kinds = exercise.kinds.map((kind) => element('li', { class: 'kind' }, kind));
  const concepts = exercise.concepts.map((concept) => element('li', {}, concept.replaceAll('-', ' ')));
  by_id('tags').replaceChildren(...kinds, ...concepts, element('li', {}, `${exercise.points} points`));
}
