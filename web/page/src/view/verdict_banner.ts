// The verdict: its word, one sentence why, and how sure it is. It is announced through an ARIA live region.
import type { Outcome, ScenarioOutcome } from '../data/outcome';
import { decisive } from '../data/summarise';
import { element } from './element';
import { count_text, seconds_text, verdict_words } from './words';

const kCalm = new Set(['inconclusive', 'internal_error', 'too_slow']);

export function tone_of(outcome: Outcome): 'good' | 'bad' | 'unsure' {
  if (outcome.verdict === 'accepted') return outcome.certainty === 'inconclusive' ? 'unsure' : 'good';
  return kCalm.has(outcome.verdict) ? 'unsure' : 'bad';
}

function sum_of(scenarios: ScenarioOutcome[], what: 'executions' | 'blocked' | 'excluded'): number {
  return scenarios.reduce((sum, s) => sum + (s.statistics?.[what] ?? 0), 0);
}

/** What was explored. */
function search_size(scenarios: ScenarioOutcome[]): string {
  const blocked = sum_of(scenarios, 'blocked'), excluded = sum_of(scenarios, 'excluded');
  return [
    count_text(sum_of(scenarios, 'executions'), 'execution'),
    blocked > 0 ? `${blocked.toLocaleString('en')} blocked` : '',
    excluded > 0 ? `${excluded.toLocaleString('en')} more excluded by what the program assumes` : '',
  ].filter(Boolean).join(', ');
}

/** A run on real threads is no proof: it says so instead of "accepted". */
export function headline(outcome: Outcome): string {
  const only_ran = outcome.verdict === 'accepted' && outcome.scenarios.every((s) => s.mode === 'real');
  return only_ran ? 'no failure in these runs' : verdict_words(outcome.verdict);
}

function certainty_words(outcome: Outcome): string {
  const real = outcome.scenarios.every((s) => s.mode === 'real');
  const ours = outcome.scenarios.some((s) => s.recording);  // the checker has no model of Weft's runtime
  const runs = count_text(sum_of(outcome.scenarios, 'executions'), 'run on real threads', 'runs on real threads');
  const count = real ? runs : search_size(outcome.scenarios);
  switch (outcome.certainty) {
    case 'verified': return `verified: every interleaving was explored (${count})`;
    case 'tested': return `tested: no failure in ${count}${real && !ours ? '; Check explores every interleaving' : ''}`;
    case 'inconclusive': return `not decided: stopped after ${count}`;
    case 'shown': return decisive(outcome.scenarios)?.failure ? 'shown: the steps below make it happen' : '';
  }
}

function scenario_row(scenario: ScenarioOutcome): HTMLElement {
  const statistics = scenario.statistics;
  const figures = [
    scenario.certainty === 'shown' ? '' : scenario.certainty,
    statistics?.executions ? count_text(statistics.executions, 'execution') : '',
    statistics?.seconds ? seconds_text(statistics.seconds) : '',
  ].filter(Boolean);
  const good = scenario.verdict === 'accepted';
  return element('li', { class: good ? 'good' : 'bad', title: scenario.bounds || undefined },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, good ? '✓' : '✗'),
    element('code', {}, scenario.name),
    element('span', { class: 'word' }, verdict_words(scenario.verdict)),
    element('span', { class: 'figures' }, figures.join(' · ')));
}

export function verdict_banner(outcome: Outcome): HTMLElement {
  const failed = decisive(outcome.scenarios);
  const bounds = failed ? failed.bounds : outcome.scenarios.at(-1)?.bounds;
  return element('section', { class: `verdict ${tone_of(outcome)}`, 'data-verdict': outcome.verdict },
    element('h2', {}, headline(outcome)),
    element('p', { class: 'why' }, outcome.message),
    element('p', { class: 'certainty', 'data-certainty': outcome.certainty, title: bounds || undefined },
      certainty_words(outcome)),
    bounds && element('p', { class: 'bounds' }, `bounds: ${bounds}`),
    outcome.scenarios.length > 0 &&
      element('ul', { class: 'scenarios', 'aria-label': 'Scenarios' }, ...outcome.scenarios.map(scenario_row)));
}

/** What a screen reader hears when a verdict arrives. */
export function verdict_announcement(outcome: Outcome): string {
  return `${headline(outcome)}. ${outcome.message} ${certainty_words(outcome)}`;
}
