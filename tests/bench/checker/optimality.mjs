// Whether the graph search completes exactly as many executions as an optimal checker.
import { judge } from '../runtime/figure.mjs';
import { programs } from './references.mjs';
import { check, graphs } from './runs.mjs';

const models = ['sc', 'rc11'];

/** Every program, size and model with its reference; without the long ones if `quick`. */
export function cases(quick) {
  return programs.flatMap((program) => Object.entries(program.counts)
    .filter(([size]) => !quick || !program.long?.includes(size))
    .flatMap(([size, counts]) => models.filter((model) => program.models?.includes(model) ?? true)
      .map((model) => ({ ...program, size, model, count: [counts].flat().at(model === 'sc' ? 0 : -1) }))));
}

function what_went_wrong({ verdict, certainty, message }) {
  return certainty === 'verified' ? undefined : `${verdict}: ${message}`;
}

/** `seen`: of check(). Holds if all is explored, no more and no less is completed, and no more is blocked. */
export function judge_count({ name, size, model, count, blocked = 0, by = 'GenMC', limit }, seen) {
  const reason = what_went_wrong(seen);
  const value = size.replace(/^\w+=/, '');
  const one = judge({ name: `executions of ${[name, value].join(' ').trim()}, ${model}`, unit: 'executions', goal: '== 1',
                      against: [by], limit },
                    { ours: reason ? { reason } : { values: [seen.executions] },
                      rivals: { [by]: { values: [count] } } });
  return { ...one, program: name, size: value, model, blocked: seen.blocked, blocked_anchor: blocked,
           holds: one.holds && seen.blocked <= blocked };
}

export async function* optimality_figures(root, quick) {
  for (const one of cases(quick))
    yield judge_count(one, await check(root, { ...one, flags: [...graphs(one.model), ...one.flags ?? []] }));
}
