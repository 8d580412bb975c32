// What a program did, how often, and how long it took: a bar for each observed outcome.
import type { Observation, ScenarioOutcome } from '../data/outcome';
import { element } from './element';
import { count_text, seconds_text } from './words';

function bar(observation: Observation, most: number): HTMLElement {
  const share = most > 0 ? observation.count / most : 0;
  const mean = observation.seconds ? seconds_text(observation.seconds / Math.max(observation.count, 1)) : '';
  const fill = element('span', { class: 'fill' });
  fill.style.inlineSize = `${Math.max(share * 100, 0.5).toFixed(1)}%`;
  return element('tr', { class: observation.failed ? 'bad' : 'good' },
    element('th', { scope: 'row' }, observation.value || '(nothing observed)'),
    element('td', { class: 'bar', 'aria-hidden': 'true' }, fill),
    element('td', { class: 'count' }, observation.count.toLocaleString('en')),
    element('td', { class: 'time' }, mean));
}

/** The only execution of a check failed: the verdict above says that already. */
function repeats_the_verdict(scenario: ScenarioOutcome, observations: Observation[]): boolean {
  return scenario.mode === 'checked' && observations.every((o) => o.failed && o.count === 1);
}

export function histogram(scenario: ScenarioOutcome): HTMLElement | null {
  const observations = [...(scenario.histogram ?? [])].sort((a, b) => b.count - a.count);
  if (observations.length === 0 || repeats_the_verdict(scenario, observations)) return null;
  const most = Math.max(...observations.map((o) => o.count));
  const total = observations.reduce((sum, o) => sum + o.count, 0);
  const runs = count_text(total, scenario.mode === 'real' ? 'run on real threads' : 'execution',
    scenario.mode === 'real' ? 'runs on real threads' : 'executions');
  return element('section', { class: 'histogram', 'data-scenario': scenario.name },
    element('header', {}, element('h3', {}, 'Outcomes'),
      element('span', { class: 'figures' }, `${scenario.name}: ${runs}`)),
    element('table', {},
      element('thead', {}, element('tr', {},
        element('th', { scope: 'col' }, 'observed'), element('td', {}),
        element('th', { scope: 'col' }, 'times'),
        element('th', { scope: 'col' }, scenario.mode === 'real' ? 'mean' : ''))),
      element('tbody', {}, ...observations.map((o) => bar(o, most)))));
}
