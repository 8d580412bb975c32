// Tools of the runtime that are asked for what they cannot do say what is wrong and what to do, and nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const kNode = process.execPath;

// The command, in a checkout where nothing is built, and where `programs` come before others on PATH.
function in_bare_checkout(words, programs = {}) {
  const bare = mkdtempSync(join(tmpdir(), 'weft-bare-'));
  try {
    for (const folder of ['tools', 'tests/wasm']) cpSync(join(root, folder), join(bare, folder), { recursive: true });
    mkdirSync(join(bare, 'bin'));
    for (const [name, body] of Object.entries(programs))
      writeFileSync(join(bare, 'bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${join(bare, 'bin')}:${process.env.PATH}`, WEFT_CACHE: join(bare, 'cache') };
    return spawnSync(words[0], words.slice(1), { cwd: bare, encoding: 'utf8', env });
  } finally {
    rmSync(bare, { recursive: true });
  }
}

// Fails with a message of a line, or of the three that tools/lib/progress.sh prints: what, why, remedy.
function assert_says({ status, stdout, stderr }, what, remedy) {
  assert.ok(status > 0, `ended with ${status}`);
  assert.equal(stdout, '');
  const lines = stderr.trimEnd().split('\n');
  assert.ok(lines.length === 1 || lines.length === 3, stderr);
  assert.match(lines[0], what);
  assert.match(lines.at(-1), remedy);
}

const kUnknown = [
  [['tools/torture', '--fast'], /unknown option --fast/, /tools\/torture --help/],
  [['tools/torture', 'long'], /'long' seconds/, /tools\/torture 60/],
  [['tools/torture', '0'], /'0' seconds/, /tools\/torture 60/],
  [['tools/torture', '60', '12x'], /seed '12x'/, /tools\/torture 60 1/],
  [['tools/torture', '1', '2', '3'], /3 words/, /--help/],
  [['tools/build_bench'], /no program named/, /tools\/build_bench weft/],
  [['tools/build_bench', 'weft', 'rust'], /unknown program rust/, /tools\/build_bench weft/],
  [['tools/build_wasm_tests', '--fast'], /unknown word --fast/, /tools\/build_wasm_tests/],
  [['tools/test_aarch64', '--fast'], /unknown option --fast/, /tools\/test_aarch64 --help/],
  [['tools/test_aarch64', '--setup', 'now'], /2 words/, /tools\/test_aarch64 --help/],
  [[kNode, 'tests/wasm/run.mjs', '--fast'], /Unknown option '--fast'/, /--wasm FOLDER/],
  [[kNode, 'tests/wasm/run.mjs', '--wasm'], /argument missing/, /--wasm FOLDER/],
  [[kNode, 'tests/wasm/run.mjs', 'sync', 'io'], /2 words/, /it takes one/],
];

const kMissing = [
  [['tools/torture', '1'], {}, /no build\/torture/, /tools\/build_native release/],
  [['tools/bench', 'spine'], {}, /no build\/weft/, /tools\/play/],
  [[kNode, 'tests/wasm/run.mjs'], {}, /there is no .*build-wasm/, /tools\/build_wasm_tests/],
  [['tools/build_wasm_tests'], { emcc: 'echo "emcc (Emscripten) 3.1.6"' }, /no Emscripten/, /tools\/setup/],
  [['tools/test_aarch64'], { 'dpkg-query': 'exit 1' }, /cannot build for AArch64/, /tools\/test_aarch64 --setup/],
];

export const bad_input_tests = [
  ...kUnknown.map(([words, what, remedy]) => [`${words.join(' ')} says what it takes`, () =>
    assert_says(in_bare_checkout(words), what, remedy)]),
  ...kMissing.map(([words, programs, what, remedy]) => [`${words.join(' ')} says what is missing`, () =>
    assert_says(in_bare_checkout(words, programs), what, remedy)]),
  ['a word that is in no program\'s name is said', () => {
    const wasm = mkdtempSync(join(tmpdir(), 'weft-wasm-'));
    try {
      mkdirSync(join(wasm, 'tests'));
      const run = () => spawnSync(kNode, [join(root, 'tests/wasm/run.mjs'), '--wasm', wasm, 'nothing'], { encoding: 'utf8' });
      assert_says(run(), /no program in/, /tools\/build_wasm_tests/);
      writeFileSync(join(wasm, 'tests/sync_test.cjs'), '');
      assert_says(run(), /no program has "nothing"/, /sync_test\.cjs/);
    } finally {
      rmSync(wasm, { recursive: true });
    }
  }],
  ['a figure that nobody knows is said before anything is built', () =>
    assert_says(spawnSync(join(root, 'tools/bench'), ['runtime', '--only', 'nonsense'], { encoding: 'utf8' }),
                /no figure has "nonsense"/, /RESULTS\.md/)],
];
