// The line under the top bar: something the page lacks, and the remedy.
import { button, by_id } from '../view/element';

export function show_notice(text: string, action?: { label: string; run(): void }): void {
  const notice = by_id('notice');
  notice.replaceChildren(text);
  if (action) notice.append(button(action.label, {}, action.run));
  notice.hidden = false;
}

export function hide_notice(): void {
  by_id('notice').hidden = true;
}
