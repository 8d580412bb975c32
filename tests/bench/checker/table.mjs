// tests/bench/CHECKER.md: the runtime's columns; the sizes of a program share a row.
import { cells, rounded, titles } from '../runtime/table.mjs';

const whole = (values) => values.map((value) => value?.toLocaleString('en') ?? '-').join(', ');

function verdict_of(ones) {
  const reason = ones.find((one) => one.reason)?.reason;
  const blocked = ones.reduce((sum, one) => sum + (one.blocked ?? 0), 0);
  const said = reason ? `no figure: ${reason}` : ones.every(({ holds }) => holds) ? 'holds' : 'MISSED';
  const at_most = ones.reduce((sum, one) => sum + (one.blocked_anchor ?? 0), 0);
  return blocked ? `${said}, ${blocked} blocked of at most ${at_most}` : said;
}

/** One row of counts: `ones` are of one program and one model. */
export function row_of_counts(ones) {
  const [{ program, model, anchor_name, goal }] = ones;
  const sizes = ones.map(({ size }) => size).filter(Boolean);
  return [`executions of ${program}${sizes.length ? ` ${sizes.join(', ')}` : ''}, ${model}`, whole(ones.map(({ ours }) => ours)),
          `${whole(ones.map(({ anchor }) => anchor))} ${anchor_name}`, '', goal, verdict_of(ones)];
}

function row_of_rate(one) {
  const seconds = one.inside_s === undefined ? '' : `, ${rounded(one.inside_s)} s of ${rounded(one.outside_s)} s`;
  const [name, ours, ...rest] = cells(one);
  return [name, ours + seconds, ...rest];
}

/** Figures of one group stay in their order, where the group's first is. */
function grouped(figures) {
  const groups = new Map();
  for (const one of figures) {
    const key = one.program ? `${one.program}, ${one.model}` : one.name;
    groups.set(key, [...groups.get(key) ?? [], one]);
  }
  return [...groups.values()];
}

/** The file. `about`: lines on where, when and how. */
export function checker_file(figures, about) {
  const missed = figures.filter(({ holds, limit }) => holds === false && limit)
    .map(({ name, limit }) => `- ${name}: ${limit}`);
  const row = (texts) => `| ${texts.join(' | ')} |`;
  return [
    '# What the checker was seen to do', '',
    'Written by `tools/bench checker --results`. Counts are exact; where several are given, one for each size. Rates are of the',
    'exploration itself: medians, quartiles in brackets, of interleaved runs, then the seconds that it took and those of the whole',
    'command, compiler included. Anchors are counts and times that were taken on such a machine, not run again.', '',
    ...about.map((text) => `- ${text}`), '',
    row([...titles.slice(0, -1), 'seen']), row(titles.map(() => '---')),
    ...grouped(figures).map((ones) => row(ones[0].program ? row_of_counts(ones) : row_of_rate(ones[0]))), '',
    ...(missed.length ? ['Missed, and why:', '', ...missed, ''] : [])].join('\n');
}
