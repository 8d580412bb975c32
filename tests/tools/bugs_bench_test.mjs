import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accused_twins, bugs_table, measure_bugs, strategies } from '../bench/checker/bugs.mjs';

// Stands in for build/weft: finds the bug `easy` after as many executions as the seed says, `hard` with seed 1 only, and
// `weak` by graphs only; accuses the twin of `hard`.
const weft = `#!/usr/bin/env node
const words = process.argv.slice(2);
const file = words[1].split('/').slice(-2).join('/');
const seed = Number(words[words.indexOf('--seed') + 1]);
const found = file.startsWith('easy/') || (file.startsWith('hard/') && seed === 1) || words.includes('exhaustive') || file === 'hard/fixed.cpp';
const executions = { executions: found ? seed : 10000, blocked: 1 };
console.log(JSON.stringify({ verdict: found && file !== 'easy/fixed.cpp' ? 'deadlock' : 'inconclusive', scenarios: [{ statistics: executions }] }));
`;

async function with_bugs(test) {
  const root = mkdtempSync(join(tmpdir(), 'weft-bugs-'));
  try {
    for (const [name, memory] of [['easy', ''], ['hard', ''], ['weak', '// memory: rc11\n']]) {
      mkdirSync(join(root, 'tests/bugs', name), { recursive: true });
      writeFileSync(join(root, 'tests/bugs', name, 'bug.cpp'), `// verdict: deadlock\n${memory}`);
    }
    mkdirSync(join(root, 'build'));
    writeFileSync(join(root, 'build/weft'), weft, { mode: 0o755 });
    await test(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const columns = strategies.filter(({ name }) => ['random', 'delays', 'graphs'].includes(name));

export const bugs_bench_tests = [
  ['a bug counts as found when the median run finds it, cut executions included', () => with_bugs(async (root) => {
    const [easy, hard] = await measure_bugs({ root, seeds: 3, columns });
    assert.deepEqual(easy.runs.random, [2, 3, 4]);
    assert.equal(easy.executions.random, 3);
    assert.deepEqual(hard.runs.random, [2, null, null]);
    assert.equal(hard.executions.random, null);
  })],
  ['a strategy that draws nothing runs once', () => with_bugs(async (root) => {
    const [easy] = await measure_bugs({ root, seeds: 3, columns });
    assert.deepEqual(easy.runs.delays, [2]);
  })],
  ['what weak memory alone allows is asked of graphs only', () => with_bugs(async (root) => {
    const [weak] = await measure_bugs({ root, seeds: 3, only: ['weak'], columns });
    assert.deepEqual(weak.runs, { random: [], delays: [], graphs: [2] });
  })],
  ['the table of bugs counts what each strategy found', () => with_bugs(async (root) => {
    const table = bugs_table(await measure_bugs({ root, seeds: 3, columns }), columns).split('\n');
    assert.equal(table[0], '| bug | random | delays | graphs |');
    assert.equal(table[3], '| hard | – | 2 | 2 |');
    assert.equal(table[5], '| found of 3 | 1 | 2 | 3 |');
  })],
  ['twins that are accused are named', () => with_bugs(async (root) => {
    assert.deepEqual(await accused_twins({ root, only: ['easy', 'hard'] }), ['hard']);
  })],
];
