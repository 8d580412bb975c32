import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tool = fileURLToPath(new URL('../../tools/run_ctest', import.meta.url));

// The last line of tools/run_ctest on a build folder whose tests print what is given, and end with that code.
function counts_of(tests) {
  const build = mkdtempSync(join(tmpdir(), 'weft-ctest-'));
  try {
    const entries = Object.entries(tests).map(([name, { prints = [], code = 0 }]) => {
      writeFileSync(join(build, `${name}.txt`), prints.join('\n') + '\n');
      return `add_test(${name} sh -c "cat ${name}.txt && exit ${code}")
set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED")`;
    });
    writeFileSync(join(build, 'CTestTestfile.cmake'), entries.join('\n') + '\n');
    const run = spawnSync(tool, [build], { encoding: 'utf8' });
    return [run.stdout.trimEnd().split('\n').at(-1), run.status];
  } finally {
    rmSync(build, { recursive: true });
  }
}

export const run_ctest_tests = [
  ['an entry of ctest is one test, and a skipped one none', () => {
    const tests = { fine: {}, bad: { code: 1 }, not_here: { prints: ['[  SKIPPED ] 1 test.'] } };
    assert.deepEqual(counts_of(tests), ['1 passed, 1 failed', 1]);
  }],
  ['a part of a program counts as many tests as it says', () => {
    const tests = { fine: {}, 'a.part_0': { prints: ['[  PASSED  ] 30 tests.'] },
      'a.part_1': { prints: ['[  PASSED  ] 1 test.'] } };
    assert.deepEqual(counts_of(tests), ['32 passed, 0 failed', 0]);
  }],
  ['a part that fails says which tests did', () => {
    const prints = ['[  FAILED  ] A.B (1 ms)', '[  FAILED  ] A.C, where GetParam() = 4 (0 ms)', '[  PASSED  ] 5 tests.'];
    assert.deepEqual(counts_of({ 'a.part_0': { prints, code: 1 } }), ['5 passed, 2 failed', 1]);
  }],
  ['a part that ends badly after all its tests passed has failed', () => {
    const tests = { 'a.part_0': { prints: ['[  PASSED  ] 5 tests.'], code: 66 }, 'a.part_1': { code: 66 } };
    assert.deepEqual(counts_of(tests), ['5 passed, 2 failed', 1]);
  }],
];
