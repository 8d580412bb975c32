// One figure: measured several times, shown as its median beside what was hoped for.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `goal`: "<= 1" or ">= 300000". */
export function figure(name, unit, values, goal) {
  const ours = median(values);
  const [relation, limit] = goal.split(' ');
  const holds = relation === '<=' ? ours <= Number(limit) : ours >= Number(limit);
  return { name, unit, ours, lowest: Math.min(...values), highest: Math.max(...values), goal, holds };
}

function rounded(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

export function show(one, json) {
  if (json) return console.log(JSON.stringify(one));
  const range = one.lowest === one.highest ? '' : ` (${rounded(one.lowest)} to ${rounded(one.highest)})`;
  console.log(`${one.holds ? 'holds ' : 'MISSED'}  ${one.name}: ${rounded(one.ours)} ${one.unit}${range}, goal ${one.goal}`);
}
