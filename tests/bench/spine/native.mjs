import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure } from '../figures.mjs';

const two_increments = `#include <thread>
int counter = 0;
void increment() { for (int i = 0; i < 2; ++i) counter = counter + 1; }
int main() {
  std::thread a(increment), b(increment);
  a.join();
  b.join();
}
`;

/** Seconds of wall time until `weft check` of an edited starter has said its verdict. */
function check_edited(weft, starter, folder, turn) {
  const file = join(folder, 'bank.cpp');
  writeFileSync(file, `${starter}// edit ${turn}\n`);
  const begun = performance.now();
  const { stdout } = spawnSync(weft, ['check', file, '--exercise', '04', '--json'], { encoding: 'utf8' });
  const seconds = (performance.now() - begun) / 1000;
  if (JSON.parse(stdout).verdict !== 'data_race') throw new Error('the starter of 04 did not get data_race');
  return seconds;
}

function executions_a_second(weft, file) {
  const { stdout } = spawnSync(weft, ['check', file, '--strategy', 'random', '--ignore-races', '--granularity', 'all',
    '--keep-going', '--executions', '300000', '--json'], { encoding: 'utf8' });
  const { executions, seconds } = JSON.parse(stdout).scenarios[0].statistics;
  return executions / seconds;
}

export async function* native_figures(root, repetitions) {
  const weft = join(root, 'build/weft');
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  try {
    const starter = readFileSync(join(root, 'exercises/04_lost_update/starter.cpp'), 'utf8');
    check_edited(weft, starter, folder, 'warm');
    const checks = Array.from({ length: repetitions }, (_, turn) => check_edited(weft, starter, folder, turn));
    yield figure('edited starter of 04 to verdict, command line', 's', checks, '<= 1');
    const program = join(folder, 'increments.cpp');
    writeFileSync(program, two_increments);
    const rates = Array.from({ length: repetitions }, () => executions_a_second(weft, program));
    yield figure('random executions of two threads with two increments, natively', 'executions/s', rates, '>= 300000');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
