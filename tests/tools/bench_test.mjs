import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { figure, median } from '../bench/figures.mjs';

const tool = fileURLToPath(new URL('../../tools/bench', import.meta.url));

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
    for (const words of [[], ['nothing'], ['spine', '--slow']]) {
      const { status, stderr } = spawnSync(tool, words, { encoding: 'utf8' });
      assert.equal(status, 64);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  }],
];
