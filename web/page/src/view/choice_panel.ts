// Where a person chooses which agent goes on next: a button for each way to go on, what the others wait for, the
// values in memory. Number keys pick an agent, arrow keys move between the buttons, Backspace takes a choice back.
import type { Exercise } from '../data/exercise';
import { latest_accesses, last_step_of } from '../data/execution';
import type { AgentInfo, Choice, Failure, ScenarioOutcome, SourceLocation, TraceEvent } from '../data/outcome';
import type { Step } from '../data/schedule';
import { choice_ending, type ChoiceEnding } from './choice_ending';
import { button, element } from './element';
import { relevant_steps } from './relevance';
import {
  agent_name, change_text, kAgentColours, object_of, op_words, place_text, value_text, verb_of, verdict_words,
} from './words';

export interface ChoiceEvents {
  choose(step: Step): void;
  undo(): void;
  start_over(): void;
  save(): void;
  /** The place of the choice that is pointed at; undefined = none. */
  look_at(where: SourceLocation | undefined): void;
}

const kWays: Record<Choice['variant'], string> = {
  normal: '', timeout: ' (the wait times out)', spurious: ' (wakes for no reason)',
};

function colour_of(agent: number): string {
  return `agent-${agent % kAgentColours}`;
}

export class ChoicePanel {
  readonly node = element('section', { class: 'choosing', 'aria-labelledby': 'choosing-title' });
  private readonly goal = element('header', {});
  private readonly other_text = element('p', { class: 'other-text' });
  private readonly body = element('div', { class: 'choices-body' });
  private ending: ChoiceEnding | null = null;
  private exercise: Exercise | null = null;

  constructor(private readonly events: ChoiceEvents) {
    this.node.append(this.goal, this.other_text, this.body);
    this.node.addEventListener('keydown', (event) => this.key(event));
  }

  open(exercise: Exercise, other_text: boolean): void {
    this.exercise = exercise;
    this.body.replaceChildren();
    this.note_other_text(other_text);
  }

  note_other_text(other: boolean): void {
    this.other_text.hidden = !other;
    this.other_text.textContent = 'Your own text is another program by now and stays as it is: ' +
      'you break the starter as it came, shown as starter.cpp.';
  }

  show(outcome: ScenarioOutcome, taken: number, solved: boolean): void {
    const task = this.exercise?.break;
    if (!task) return;
    this.ending = choice_ending(outcome, task.verdict);
    this.goal.replaceChildren(...this.goal_parts(solved));
    const so_far = outcome.failure ?? { agents: [], events: [] };
    const relevant = relevant_steps(so_far);
    const agents = this.ending ? [] : [this.agents(outcome, so_far, relevant)];
    this.body.replaceChildren(this.headline(taken), ...agents, memory(so_far, relevant), this.actions(taken));
  }

  /** What has come of it, in a sentence or two. */
  summary(): string {
    return this.ending ? `${this.ending.headline} ${this.ending.advice}` : 'Choose who goes on.';
  }

  /** The first choice, or what can be done when there is none. */
  take_focus(): void {
    const done = this.ending?.tone === 'good' ? '.save' : '.undo';
    const next = this.buttons()[0] ?? this.node.querySelector<HTMLElement>(`.choice-actions ${done}`);
    next?.focus({ preventScroll: true });
  }

  private goal_parts(solved: boolean): Node[] {
    const { scenario, verdict } = this.exercise!.break!;
    const title = this.exercise!.scenarios.find((s) => s.name === scenario)?.title ?? scenario;
    return [
      element('h2', { id: 'choosing-title' }, 'Break it by hand'),
      element('span', { class: 'solved-mark', hidden: !solved }, '✓ part 1 solved'),
      element('p', {}, 'You are the scheduler of ', element('code', {}, scenario), ` (${lower_first(title)}). `,
        'Choose who goes on, step by step, until it ends with: ', element('b', {}, verdict_words(verdict)), '.'),
    ];
  }

  private headline(taken: number): HTMLElement {
    if (!this.ending) return element('h3', {}, `Choice ${taken + 1}: who goes on?`);
    return element('div', { class: `ending ${this.ending.tone}`, 'data-ending': this.ending.tone },
      element('h3', {}, this.ending.headline), element('p', {}, this.ending.advice));
  }

  private agents(outcome: ScenarioOutcome, so_far: Failure, relevant: boolean[]): HTMLElement {
    const choices = outcome.choices ?? [];
    const rows = (so_far.agents ?? []).flatMap((agent) => {
      const own = choices.filter((choice) => choice.agent === agent.id);
      const did = last_words(so_far, last_step_of(so_far, relevant, Number(agent.id)));
      if (own.length > 0) return own.map((choice) => this.choice(choice, so_far, did));
      return [resting(agent, so_far, did)];
    });
    return element('ul', { class: 'choices', 'aria-label': 'Threads' }, ...rows);
  }

  private choice(choice: Choice, so_far: Failure, did: string): HTMLElement {
    const { event, agent } = choice;
    const place = place_text(event);
    const by_number = choice.variant === 'normal' && agent < 10;
    const node = button('', {
      class: 'choice', 'data-agent': `${agent}`, 'data-variant': choice.variant,
      'aria-keyshortcuts': by_number ? `${agent}` : undefined,
    }, () => this.events.choose({ agent, variant: choice.variant }));
    node.append(
      element('span', { class: 'agent' }, agent_name(so_far.agents, agent)),
      element('span', { class: 'what' }, `${op_words(event.op)} `, element('code', {}, object_of(event, so_far)),
        kWays[choice.variant]),
      element('span', { class: 'place' }, place),
      by_number ? element('kbd', { 'aria-hidden': 'true' }, `${agent}`) : '',
      did ? element('span', { class: 'did' }, did) : '');
    node.addEventListener('focus', () => this.events.look_at(event.where));
    node.addEventListener('pointerenter', () => this.events.look_at(event.where));
    return element('li', { class: colour_of(agent) }, node);
  }

  private actions(taken: number): HTMLElement {
    const solved = this.ending?.tone === 'good';
    const none = taken === 0;
    const back = {
      class: 'undo', disabled: none, 'aria-keyshortcuts': 'Backspace', title: 'Take the last choice back (Backspace)',
    };
    const over = { class: 'start-over', disabled: none, title: 'Back to the first choice' };
    const save = {
      class: solved ? 'save primary' : 'save', disabled: !solved,
      title: solved ? 'Download your choices, for weft grade' : 'There is an answer to save once the starter is broken',
    };
    return element('div', { class: 'choice-actions', role: 'group', 'aria-label': 'Your choices' },
      button('Undo', back, () => this.events.undo()),
      button('Start over', over, () => this.events.start_over()),
      button('Save schedule', save, () => this.events.save()));
  }

  private buttons(): HTMLElement[] {
    return [...this.body.querySelectorAll<HTMLElement>('button.choice')];
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = this.target_of(event.key);
    if (event.key === 'Backspace') this.body.querySelector<HTMLElement>('.undo')?.click();
    else if (/^\d$/.test(event.key)) target?.click();
    else if (target) target.focus();
    else return;
    event.preventDefault();
  }

  /** The button that a key is about. */
  private target_of(key: string): HTMLElement | undefined {
    const buttons = this.buttons();
    const at = buttons.findIndex((b) => b === document.activeElement);
    switch (key) {
      case 'ArrowDown': return buttons[Math.min(at + 1, buttons.length - 1)];
      case 'ArrowUp': return buttons[Math.max(at - 1, 0)];
      case 'Home': return buttons[0];
      case 'End': return buttons.at(-1);
      default: return buttons.find((b) => b.dataset.agent === key && b.dataset.variant === 'normal');
    }
  }
}

function lower_first(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function last_words(so_far: Failure, index: number): string {
  const event = so_far.events?.[index];
  if (!event) return '';
  return ['last:', verb_of(so_far, index), object_of(event, so_far), change_text(event)].filter(Boolean).join(' ');
}

/** An agent that cannot go on. */
function resting(agent: AgentInfo, so_far: Failure, did: string): HTMLElement {
  const waits = agent.waits_on ? `waits for ${agent.waits_on}` : 'waits';
  const words: Record<string, string> = { finished: 'has ended', blocked: waits };
  return element('li', { class: `${colour_of(Number(agent.id))} resting`, 'data-agent': `${agent.id}` },
    element('span', { class: 'agent' }, agent_name(so_far.agents, agent.id)),
    element('span', { class: 'what' }, words[agent.state ?? ''] ?? ''),
    did && element('span', { class: 'did' }, did));
}

function value_of(event: TraceEvent): string {
  return value_text(event.after, event.bytes);
}

function memory(so_far: Failure, relevant: boolean[]): HTMLElement {
  const variables = latest_accesses(so_far, relevant);
  return element('p', { class: 'memory', hidden: variables.length === 0 }, 'Memory now: ',
    ...variables.flatMap((event, i) => [
      i > 0 && ', ', element('code', {}, `${event.name} = ${value_of(event)}`),
    ]));
}
