// The right-hand pane: verdict, waits, steps, histograms and output of an Outcome.
import type { Failure, Outcome, ScenarioOutcome } from '../data/outcome';
import { decisive } from '../data/summarise';
import { by_id, element } from './element';
import { histogram } from './histogram';
import { StepList } from './step_list';
import { verdict_announcement, verdict_banner } from './verdict_banner';
import { wait_sentences } from './wait_cycle';

function empty_note(breakable: boolean): HTMLElement {
  const by_hand = breakable ? [
    element('b', {}, 'Break it'), ' lets you choose, step by step, which thread of the starter goes on. ',
  ] : [];
  return element('p', { class: 'empty' }, ...by_hand, element('b', {}, 'Check'), ' explores every interleaving of the scenarios and shows the first one that fails. ',
    element('b', {}, 'Run'), ' repeats them on real threads and counts what happens.');
}

function waits(failure: Failure): HTMLElement | null {
  const sentences = wait_sentences(failure);
  if (sentences.length === 0) return null;
  return element('section', { class: 'waits' },
    element('h3', {}, failure.cycle ? 'The cycle' : 'Who waits for what'),
    element('ul', {}, ...sentences.map((s) => element('li', {}, s))));
}

function output(scenario: ScenarioOutcome): HTMLElement | null {
  if (!scenario.output) return null;
  return element('section', { class: 'output' },
    element('header', {}, element('h3', {}, 'Output'), element('span', { class: 'figures' }, scenario.name)),
    element('pre', { tabindex: '0' }, scenario.output));
}

function unmodelled(scenarios: ScenarioOutcome[]): HTMLElement | null {
  const names = [...new Set(scenarios.flatMap((s) => s.unmodelled ?? []))];
  if (names.length === 0) return null;
  return element('section', { class: 'unmodelled' },
    element('header', {}, element('h3', {}, 'Not modelled')),
    element('p', {}, `The checker let these calls run as they are, without exploring them: ${names.join(', ')}.`));
}

export class Results {
  private readonly pane = by_id('results');
  private readonly steps: StepList;

  constructor(on_select: (index: number) => void) {
    this.steps = new StepList(on_select);
  }

  /** `breakable`: the exercise has a starter to break by hand. */
  clear(breakable: boolean): void {
    this.pane.classList.remove('stale');
    this.pane.replaceChildren(empty_note(breakable));
  }

  show(outcome: Outcome): void {
    const failure = decisive(outcome.scenarios)?.failure;
    const shown = failure && (failure.events?.length ?? 0) > 0;
    if (shown) this.steps.show(failure);
    const parts = [
      verdict_banner(outcome), failure ? waits(failure) : null, shown ? this.steps.node : null,
      ...outcome.scenarios.map(histogram), ...outcome.scenarios.map(output), unmodelled(outcome.scenarios),
    ];
    this.pane.classList.remove('stale');
    this.pane.replaceChildren(...parts.filter((part) => part !== null));
    this.bring_into_view();
    by_id('announcer').textContent = verdict_announcement(outcome);
  }

  /** The steps that the person has chosen so far, under the panel in which the next one is chosen. */
  show_choosing(panel: HTMLElement, so_far: Failure | null): void {
    const any = (so_far?.events?.length ?? 0) > 0;
    if (so_far && any) this.steps.show(so_far, 'Steps so far');
    this.pane.classList.remove('stale');
    this.pane.replaceChildren(panel, ...(any ? [this.steps.node] : []));
    this.bring_into_view();
  }

  select(index: number, reveal: boolean): void {
    this.steps.select(index, reveal);
  }

  /** In a narrow window the panes lie below each other, and the result would come out of sight. */
  private bring_into_view(): void {
    this.pane.scrollTop = 0;
    this.pane.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }

  /** The text has changed since: the result is about an earlier one. */
  mark_stale(): void {
    if (this.pane.classList.contains('stale') || !this.pane.querySelector('.verdict')) return;
    this.pane.classList.add('stale');
    this.pane.prepend(element('p', { class: 'stale-note' }, 'The program has changed since this result.'));
  }
}
