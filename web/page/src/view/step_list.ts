// The failing execution, step by step, as a listbox: arrow keys move, the selection follows the focus.
import { is_recording } from '../data/execution';
import type { Failure, TraceEvent } from '../data/outcome';
import { element } from './element';
import { relevant_steps } from './relevance';
import { agent_name, change_text, count_text, kAgentColours, object_of, place_text, remarks_of, verb_of } from './words';

/** How often the schedule forces a switch; of a recording, how much of it is here. */
function figures(failure: Failure): string {
  const count = failure.events?.length ?? 0;
  const left_out = failure.left_out ?? 0;
  if (left_out > 0) return `the last ${count} of ${count_text(count + left_out, 'event')}`;
  if (is_recording(failure)) return count_text(count, 'event');
  if (failure.weak_memory) return 'weak memory';
  const preemptions = failure.preemptions ?? 0;
  return preemptions > 0 ? `${preemptions} forced switch${preemptions > 1 ? 'es' : ''}` : '';
}

export class StepList {
  readonly node: HTMLElement;
  private readonly list: HTMLElement;
  private rows: HTMLElement[] = [];
  private relevant: boolean[] = [];
  private selected = -1;
  private only_relevant = true;

  constructor(private readonly on_select: (index: number) => void) {
    this.list = element('ol', { role: 'listbox', tabindex: '0', class: 'steps', 'aria-label': 'Steps' });
    this.list.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('click', (event) => this.click(event));
    this.node = element('section', { class: 'step-list', 'aria-labelledby': 'steps-title' });
  }

  show(failure: Failure, title = 'How it happens'): void {
    this.relevant = relevant_steps(failure);
    this.rows = (failure.events ?? []).map((event, index) => this.row(failure, event, index));
    this.list.replaceChildren(...this.rows);
    this.list.removeAttribute('aria-activedescendant');
    this.selected = -1;
    this.node.replaceChildren(this.heading(failure, title), this.list);
  }

  /** Shows a step as selected; does not call back. `reveal` scrolls to it. */
  select(index: number, reveal: boolean): void {
    this.rows[this.selected]?.setAttribute('aria-selected', 'false');
    const row = this.rows[index];
    this.selected = row ? index : -1;
    if (!row) return;
    row.setAttribute('aria-selected', 'true');
    this.list.setAttribute('aria-activedescendant', row.id);
    if (reveal) row.scrollIntoView({ block: 'nearest' });
  }

  private heading(failure: Failure, title: string): HTMLElement {
    const heading = [element('h3', { id: 'steps-title' }, title), element('span', { class: 'figures' }, figures(failure))];
    if (is_recording(failure)) return element('header', {}, ...heading);
    const only = element('input', { type: 'checkbox', checked: this.only_relevant });
    only.addEventListener('change', () => this.show_only_relevant(only.checked));
    this.show_only_relevant(this.only_relevant);
    return element('header', {}, ...heading,
      element('label', { class: 'only' }, only, 'key steps only'));
  }

  private show_only_relevant(only: boolean): void {
    this.only_relevant = only;
    this.list.classList.toggle('only-relevant', only);
  }

  private row(failure: Failure, event: TraceEvent, index: number): HTMLElement {
    const agent = Number(event.agent ?? 0);
    const side = failure.sides?.includes(index) ?? false;
    const classes = [
      side && 'side', !this.relevant[index] && 'dim', this.switches(failure, index, false) && 'switched',
      this.switches(failure, index, true) && 'switched-key',
    ].filter(Boolean);
    const change = change_text(event);
    return element('li',
      {
        role: 'option', id: `step-${index}`, 'data-index': `${index}`, 'aria-selected': 'false',
        class: `agent-${agent % kAgentColours} ${classes.join(' ')}`,
      },
      element('span', { class: 'agent' }, agent_name(failure.agents, event.agent), ' '),
      element('span', { class: 'number', 'aria-hidden': 'true' }, `${index + 1}`),
      element('span', { class: 'what' },
        `${verb_of(failure, index)} `, element('code', {}, object_of(event, failure)), remarks_of(failure, index),
        change && element('span', { class: 'change' }, ` ${change}`)),
      element('span', { class: 'place', title: event.where?.function || undefined }, place_text(event)));
  }

  /** Whether another agent acted before; `key`: among the steps that matter. */
  private switches(failure: Failure, index: number, key: boolean): boolean {
    let before = index - 1;
    while (key && before >= 0 && !this.relevant[before]) --before;
    return before < 0 || failure.events?.[before]?.agent !== failure.events?.[index]?.agent;
  }

  private choose(index: number): void {
    if (index < 0 || index >= this.rows.length) return;
    this.select(index, true);
    this.on_select(index);
  }

  private click(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    if (row) this.choose(Number(row.dataset.index));
  }

  private key(event: KeyboardEvent): void {
    const page = 10;
    const shown = this.shown();
    const at = shown.indexOf(this.selected);
    const moves: Record<string, number> = {
      ArrowDown: at + 1, ArrowUp: at < 0 ? shown.length - 1 : at - 1, Home: 0, End: shown.length - 1,
      PageDown: Math.min(at + page, shown.length - 1), PageUp: Math.max(at - page, 0),
    };
    const target = shown[moves[event.key] ?? -1];
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (target !== undefined) this.choose(target);
  }

  /** Indices of the steps that are not hidden. */
  private shown(): number[] {
    const only = this.list.classList.contains('only-relevant');
    const all = this.rows.map((_, index) => index);
    return only ? all.filter((index) => this.relevant[index] || index === this.selected) : all;
  }
}
