// Figures as people read them: lines of a terminal, rows of tests/bench/RESULTS.md.

export function rounded(value) {
  if (value === null) return '-';
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function with_quartiles(value, pair) {
  return pair ? `${rounded(value)} (${rounded(pair[0])} to ${rounded(pair[1])})` : rounded(value);
}

const word_of = (one) => one.holds === null ? 'no figure' : one.holds ? 'holds' : 'MISSED';

/** Name, ours, anchor, ratio, goal, verdict. */
export function cells(one) {
  return [one.name, `${with_quartiles(one.ours, one.ours_quartiles)} ${one.unit}`,
          one.anchor_name ? `${with_quartiles(one.anchor, one.anchor_quartiles)} ${one.anchor_name}` : '-',
          with_quartiles(one.ratio, one.ratio_quartiles), one.goal, one.reason ? `${word_of(one)}: ${one.reason}` : word_of(one)];
}

export const titles = ['figure', 'ours', 'anchor', 'ours / anchor', 'goal', ''];
const widths = [52, 30, 44, 24, 16, 0];

export function line(one) { return aligned(cells(one)); }
export function heading() { return aligned(titles); }
function aligned(texts) { return texts.map((text, i) => text.padEnd(widths[i])).join(' ').trimEnd(); }

/** The file tests/bench/RESULTS.md. `about`: lines on where, when and how. */
export function results_file(figures, about) {
  const limits = figures.filter(({ holds, limit }) => holds === false && limit).map(({ name, limit }) => `- ${name}: ${limit}`);
  const row = (texts) => `| ${texts.join(' | ')} |`;
  return [
    '# What the runtime was seen to do', '',
    'Written by `tools/bench runtime --results`. Medians, quartiles in brackets, of interleaved runs; the ratio is that of the',
    'medians, its quartiles are those of the pairs. A goal without "x anchor" is about our own value.', '',
    ...about.map((text) => `- ${text}`), '',
    row([...titles.slice(0, -1), 'seen']), row(titles.map(() => '---')), ...figures.map((one) => row(cells(one))), '',
    ...(limits.length ? ['Out of reach here:', '', ...limits, ''] : [])].join('\n');
}
