// One figure from the values that were seen of it: medians, quartiles, and whether its goal is reached.
import { median } from '../figures.mjs';

/** The lower and the upper quartile: medians of the halves, without the middle one of an odd number. */
export function quartiles(values) {
  if (values.length === 1) return [values[0], values[0]];
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return [median(sorted.slice(0, half)), median(sorted.slice(-half))];
}

function reaches(value, goal) {
  const [relation, limit] = goal.split(' ');
  if (relation === '==') return value === Number(limit);
  return relation === '<=' ? value <= Number(limit) : value >= Number(limit);
}

// A goal of "<=" wants little, so the best anchor is the one with the least.
function best_anchor(figure, seen) {
  const had = figure.against.filter((name) => seen.rivals[name]?.values);
  const better = figure.goal.startsWith('<=') ? (a, b) => a - b : (a, b) => b - a;
  return had.sort((a, b) => better(median(seen.rivals[a].values), median(seen.rivals[b].values)))[0];
}

/**
 * seen: { ours: {values} or {reason}, rivals: name -> {values} or {reason} }, in the order of the repetitions. A reason
 * says why there are no values.
 */
export function judge(figure, seen) {
  const { name, unit, goal, against, limit } = figure;
  const anchor_name = against ? best_anchor(figure, seen) ?? against[0] : null;
  const said = { name, unit, ours: null, anchor: null, anchor_name, ratio: null,
                 goal: against ? `${goal} x anchor` : goal, holds: null, ...(limit ? { limit } : {}) };
  const reason = seen.ours.reason ?? (against && seen.rivals[anchor_name].reason);
  if (seen.ours.values) Object.assign(said, { ours: median(seen.ours.values), ours_quartiles: quartiles(seen.ours.values) });
  if (reason) return { ...said, reason };
  if (!against) return { ...said, holds: reaches(said.ours, goal) };
  const { values } = seen.rivals[anchor_name];
  const ratio = said.ours / median(values);
  const pairs = seen.ours.values.map((value, turn) => value / values[turn]);
  return { ...said, anchor: median(values), anchor_quartiles: quartiles(values), ratio, ratio_quartiles: quartiles(pairs),
           holds: reaches(ratio, goal) };
}
