// The right-hand pane: verdict, waits, steps, histograms and output of an Outcome.
import { type Exercise, is_checkable } from '../data/exercise';
import type { Failure, Outcome, ScenarioOutcome } from '../data/outcome';
import { is_recording, shown_execution } from '../data/execution';
import { by_id, element } from './element';
import { histogram } from './histogram';
import { StepList } from './step_list';
import { verdict_announcement, verdict_banner } from './verdict_banner';
import { wait_sentences } from './wait_cycle';
import { weak_sentences } from './weak_story';

function empty_note(exercise: Exercise | null): HTMLElement {
  const by_hand = exercise?.break ? [
    element('b', {}, 'Break it'), ' lets you choose, step by step, which thread of the starter goes on. ',
  ] : [];
  const check = !exercise || is_checkable(exercise) ? [
    element('b', {}, 'Check'), ' explores every interleaving of the scenarios and shows the first one that fails. ',
  ] : [];
  return element('p', { class: 'empty' }, ...by_hand, ...check,
    element('b', {}, 'Run'), check.length > 0 ? ' repeats them on real threads and counts what happens.'
      : ' runs the scenarios on real threads and shows what fibers and tasks did there.');
}

function waits(failure: Failure): HTMLElement | null {
  const sentences = wait_sentences(failure);
  if (sentences.length === 0) return null;
  return element('section', { class: 'waits' },
    element('h3', {}, failure.cycle ? 'The cycle' : 'Who waits for what'),
    element('ul', {}, ...sentences.map((s) => element('li', {}, s))));
}

function weak_memory(failure: Failure): HTMLElement | null {
  const sentences = weak_sentences(failure);
  if (sentences.length === 0) return null;
  return element('section', { class: 'waits weak' },
    element('h3', {}, 'No interleaving shows this, only a weak memory'),
    element('ul', {}, ...sentences.map(({ reason, remedy }) =>
      element('li', {}, `${reason}; ${remedy}.`))));
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

  /** Says what can be done with an exercise. */
  clear(exercise: Exercise | null): void {
    this.pane.classList.remove('stale');
    this.pane.replaceChildren(empty_note(exercise));
  }

  show(outcome: Outcome): void {
    const failure = shown_execution(outcome)?.execution;
    const steps = failure && (failure.events?.length ?? 0) > 0 ? this.steps.node : null;
    if (steps) this.steps.show(failure!, is_recording(failure!) ? 'What the scheduler did' : 'How it happens');
    const run = [...outcome.scenarios.map(histogram), ...outcome.scenarios.map(output)];
    const recorded = failure && is_recording(failure);  // the longest, and not the point of the run
    const parts = [
      verdict_banner(outcome), failure ? waits(failure) : null, failure ? weak_memory(failure) : null,
      ...(recorded ? [...run, steps] : [steps, ...run]),
      unmodelled(outcome.scenarios),
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
