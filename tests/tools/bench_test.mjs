import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure, median } from '../bench/figures.mjs';
import { contests } from '../bench/runtime/contests.mjs';
import { judge, quartiles } from '../bench/runtime/figure.mjs';
import { filter_of, interleave, only_run, reasons } from '../bench/runtime/rounds.mjs';
import { cells, results_file, rounded } from '../bench/runtime/table.mjs';

const tool = fileURLToPath(new URL('../../tools/bench', import.meta.url));

const beside_two = { name: 'jobs', unit: 'M/s', goal: '>= 1.2', against: ['slow', 'fast'] };
const three_each = { ours: { values: [6, 9, 6] }, rivals: { slow: { values: [1, 1, 1] }, fast: { values: [4, 4, 5] } } };

// Stands in for a program of build-bench: prints what Google Benchmark would, or fails.
function with_program(body, test) {
  const root = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  try {
    mkdirSync(join(root, 'build-bench'));
    writeFileSync(join(root, 'build-bench/bench_own'), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    test(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

export const bench_tests = [
  ['the median of an even number of values lies between the two in the middle', () => {
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([9, 1, 5]), 5);
  }],
  ['a figure holds by its median, in the direction of its goal', () => {
    assert.equal(figure('time', 's', [0.5, 0.9, 3], '<= 1').holds, true);
    assert.equal(figure('time', 's', [0.5, 1.1, 3], '<= 1').holds, false);
    assert.equal(figure('rate', '1/s', [5, 20, 30], '>= 10').holds, true);
    assert.equal(figure('rate', '1/s', [5, 9, 30], '>= 10').holds, false);
  }],
  ['an unknown benchmark or option is said in one line', () => {
    for (const words of [[], ['nothing'], ['toString'], ['spine', '--slow'], ['spine', '--only', 'x'], ['runtime', '--slow'],
                         ['runtime', '--only'], ['runtime', '--results', '--only', 'x'], ['checker', '--slow'],
                         ['checker', '--only', 'x'], ['checker', '--quick', 'x']]) {
      const { status, stderr } = spawnSync(tool, words, { encoding: 'utf8' });
      assert.equal(status, 64);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  }],
  ['quartiles are the medians of the halves', () => {
    assert.deepEqual(quartiles([5, 1, 2, 4, 3]), [1.5, 4.5]);
    assert.deepEqual(quartiles([4, 1, 3, 2]), [1.5, 3.5]);
    assert.deepEqual(quartiles([7]), [7, 7]);
  }],
  ['a ratio is that of the medians, and the best anchor counts', () => {
    assert.deepEqual(judge(beside_two, three_each), {
      name: 'jobs', unit: 'M/s', ours: 6, anchor: 4, anchor_name: 'fast', ratio: 1.5, goal: '>= 1.2 x anchor', holds: true,
      ours_quartiles: [6, 9], anchor_quartiles: [4, 5], ratio_quartiles: [1.2, 2.25] });
    const least = judge({ ...beside_two, goal: '<= 5' }, three_each);
    assert.deepEqual([least.anchor_name, least.ratio, least.holds], ['slow', 6, false]);
  }],
  ['a goal about our own value needs no anchor', () => {
    const one = judge({ name: 'share', unit: '', goal: '>= 0.8' }, { ours: { values: [0.7, 0.9, 0.85] }, rivals: {} });
    assert.deepEqual([one.ours, one.anchor, one.anchor_name, one.ratio, one.goal, one.holds],
                     [0.85, null, null, null, '>= 0.8', true]);
  }],
  ['without an anchor or without ours a figure says why, and neither holds nor fails', () => {
    const slow = judge(beside_two, { ...three_each, rivals: { slow: three_each.rivals.slow, fast: { reason: 'gone' } } });
    assert.deepEqual([slow.anchor_name, slow.holds], ['slow', true]);
    const none = judge(beside_two, { ...three_each, rivals: { slow: { reason: 'gone' }, fast: { reason: 'gone' } } });
    assert.deepEqual([none.ours, none.anchor, none.ratio, none.holds, none.reason], [6, null, null, null, 'gone']);
    const ours = judge(beside_two, { ...three_each, ours: { reason: 'crashed' } });
    assert.deepEqual([ours.ours, ours.ratio, ours.holds, ours.reason], [null, null, null, 'crashed']);
    assert.match(cells(none).at(-1), /no figure: gone/);
  }],
  ['every figure has a name of its own, a goal that can be read and anchors that run', () => {
    const figures = contests.flatMap(({ figures: all, rivals }) => all.map((one) => ({ ...one, rivals })));
    assert.equal(new Set(figures.map(({ name }) => name)).size, figures.length);
    for (const { name, goal, against = [], rivals } of figures) {
      assert.match(goal, /^(<=|>=) \d+(\.\d+)?$/, name);
      for (const anchor of against) assert.ok(rivals[anchor], `${name} has no ${anchor}`);
    }
  }],
  ['a filter takes a benchmark with what Google Benchmark appends, and no other', () => {
    const filter = new RegExp(filter_of('round_trip/1'));
    assert.match('round_trip/1', filter);
    assert.match('round_trip/1/iterations:2/real_time', filter);
    assert.match('round_trip/1/min_time:0.5', filter);
    assert.doesNotMatch('round_trip/16', filter);
    assert.doesNotMatch('round_trip/1/2', filter);
  }],
  ['output of a benchmark is one run, or says what went wrong', () => {
    assert.equal(only_run('{"benchmarks": [{"items_per_second": 3}]}').items_per_second, 3);
    assert.throws(() => only_run('{"benchmarks": []}'), /0 benchmarks/);
    assert.throws(() => only_run('{"benchmarks": [{"error_occurred": true, "error_message": "a wrong sum"}]}'), /a wrong sum/);
  }],
  ['each repetition is a run of its own', () => {
    with_program(`echo '{"benchmarks": [{"items_per_second": 3}]}'`, (root) => {
      const seen = interleave(root, ['own one', 'own other'], 3, {});
      assert.deepEqual(seen['own one'].runs.map((run) => run.items_per_second), [3, 3, 3]);
      assert.equal(seen['own other'].runs.length, 3);
    });
  }],
  ['a program that fails, prints nonsense or is missing is a reason', () => {
    with_program('echo broken >&2; exit 3', (root) =>
      assert.deepEqual(interleave(root, ['own one'], 3, {}), { 'own one': { reason: 'own one: ended with 3: broken' } }));
    with_program('echo nonsense', (root) => assert.match(interleave(root, ['own one'], 3, {})['own one'].reason, /^own one: /));
    assert.deepEqual(interleave('/nowhere', ['own one'], 3, { own: 'not installed' }), { 'own one': { reason: 'not installed' } });
  }],
  ['what could not be built is read with its reason, colons included', () => {
    assert.deepEqual(reasons('tbb: not built: see a log\ngo: golang-go is not installed\n'),
                     { tbb: 'not built: see a log', go: 'golang-go is not installed' });
    assert.deepEqual(reasons(''), {});
  }],
  ['the table of results has a row for each figure', () => {
    const file = results_file([judge(beside_two, three_each)], ['today']);
    assert.match(file, /^- today$/m);
    assert.match(file, /^\| jobs \| 6\.00 \(6\.00 to 9\.00\) M\/s \| 4\.00 \(.*\) fast \| 1\.50 .* \| >= 1\.2 x anchor \| holds \|$/m);
    assert.doesNotMatch(file, /Out of reach/);
    const missed = judge({ ...beside_two, goal: '>= 2', limit: 'A page.' }, three_each);
    assert.match(results_file([missed], []), /Out of reach here:\n\n- jobs: A page\.\n$/);
    assert.deepEqual([12345.6, 12.34, 0.01234, null].map(rounded), ['12,346', '12.3', '0.0123', '-']);
  }],
];
