// The runtime's tests as wasm, in node with real threads: node tests/wasm/run.mjs [--wasm build-wasm] [WORD in a program's name]
// tools/build_wasm_tests builds them. Each program runs all of its tests in one process: starting threads is what costs.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const kMostSeconds = 240;  // for a program that hangs; all of them take a minute on two processors

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function stop_with(what, remedy) {
  console.error(`tests/wasm/run.mjs: ${what}; ${remedy}`);
  process.exit(64);
}

function parsed() {
  try {
    return parseArgs({ allowPositionals: true, options: { wasm: { type: 'string', default: join(root, 'build-wasm') } } });
  } catch (error) {
    return stop_with(error.message.split('. ')[0], 'it takes --wasm FOLDER and a word in the names of programs');
  }
}

const { values: options, positionals } = parsed();
if (positionals.length > 1) stop_with(`${positionals.length} words`, 'it takes one, in the names of programs');
const folder = join(options.wasm, 'tests');
if (!existsSync(folder)) stop_with(`there is no ${folder}`, 'build it: tools/build_wasm_tests');
const built = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
const programs = built.filter((name) => name.includes(positionals[0] ?? ''));
if (built.length === 0) stop_with(`there is no program in ${folder}`, 'build them: tools/build_wasm_tests');
if (programs.length === 0) stop_with(`no program has "${positionals[0]}" in its name`, `there are ${built.join(', ')}`);

function run(program) {
  return new Promise((ended) => {
    const child = spawn(process.execPath, [join(folder, program)], { timeout: kMostSeconds * 1000, killSignal: 'SIGKILL' });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('close', (code, signal) => ended({ output, how: signal ?? `code ${code}`, ok: code === 0 }));
  });
}

const count = (output, line) => output.split('\n').filter((each) => each.startsWith(line) && each.endsWith(' ms)')).length;

let passed = 0;
let failed = 0;
for (const program of programs) {
  const { output, how, ok } = await run(program);
  const faults = count(output, '[  FAILED  ]');
  passed += count(output, '[       OK ]');
  failed += ok ? 0 : Math.max(faults, 1);
  if (!ok) console.log(`${program} ended with ${how}:\n${output.slice(-4000)}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
