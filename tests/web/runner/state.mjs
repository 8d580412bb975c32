// Loops that wait, weak memory and inputs in the page's runner: what rests on seeing the state that a thread is in
// (web/modules/tell_state.mjs), and on schedules of graphs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tell_state } from '../../../web/modules/tell_state.mjs';
import { expect, expect_equal, test } from '../../browser/harness.mjs';
import { compile } from './compile.mjs';

async function module_of(text, tools) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-state-'));
  try {
    const source = join(folder, 'program.cpp');
    writeFileSync(source, text);
    return await compile(source, 'checked', tools);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function outcome_of(host, module, more = {}) {
  const request = { mode: 'checked', scenario: 'main', strategy: 'exhaustive', budget: { seconds: 30 }, ...more };
  const message = await host.run({ script: 'checked_worker.js', module, request });
  return message.kind === 'outcome' ? JSON.parse(message.json) : message;
}

const kWaits = `
#include <atomic>
#include <thread>
std::atomic<int> ready{0};
PREFIX int main() {
  std::thread setter([] { ready.store(1); });
  while (ready.load() == 0) {
  }
  setter.join();
}`;

test('a loop that waits is one read, by JSPI and by the baton', async ({ hosts, tools }) => {
  const module = await module_of(kWaits.replace('PREFIX', ''), tools);
  for (const host of Object.values(hosts)) {
    const got = await outcome_of(host, module);
    expect_equal(got.certainty, 'verified', `in ${host.name}: ${got.message}`);
    expect_equal(got.statistics.executions, 1, `executions in ${host.name}`);
    expect(got.bounds.includes('RC11'), `by graphs, in ${host.name}: ${got.bounds}`);
  }
});

test('where code is not understood, loops that may wait are left to interleavings', async ({ hosts, tools }) => {
  const vectors = `typedef int Four __attribute__((vector_size(16)));
    __attribute__((target("simd128"), noinline)) int sum(Four a) { a += a; return a[0] + a[3]; }
    #include <atomic>`;
  const prefix = '__attribute__((target("simd128"))) ';
  const text = vectors + kWaits.replace('PREFIX', prefix).replace('setter.join();', 'setter.join(); if (sum(Four{1, 2, 3, 4}) != 10) return 1;');
  const module = await module_of(text, tools);
  expect_equal(tell_state(module).module, module, 'it is left as it is');
  const got = await outcome_of(hosts.Chromium, module);
  expect_equal(got.certainty, 'verified', got.message);
  expect(got.bounds.includes('sequentially consistent'), `by interleavings: ${got.bounds}`);
});

test('a module that tells its state is valid, and its calls are found where they were', async ({ tools }) => {
  const module = await module_of(kWaits.replace('PREFIX', ''), tools);
  const told = tell_state(module);
  expect(WebAssembly.validate(told.module), 'it is valid');
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(told.module), 'weft.moved');
  const moved = new Uint32Array(section);
  for (let i = 2; i < moved.length; i += 2) {
    expect(moved[i] >= moved[i - 2] && moved[i + 1] > moved[i - 1], 'places ascend');
    expect_equal(told.module[moved[i]], module[moved[i + 1]], `the byte that was at ${moved[i + 1]}`);
  }
  expect(told.taken.size > 0 && [...told.taken.values()].every((bytes) => bytes > 0 && bytes % 16 === 0), 'what calls take');
});

test('a failure that only a weak memory shows is found, explained and repeated', async ({ hosts, tools }) => {
  const module = await module_of(`
    #include <atomic>
    #include <cassert>
    #include <thread>
    std::atomic<int> data{0}, flag{0};
    int main() {
      std::thread writer([] {
        data.store(1, std::memory_order_relaxed);
        flag.store(1, std::memory_order_relaxed);
      });
      if (flag.load(std::memory_order_relaxed) == 1) assert(data.load(std::memory_order_relaxed) == 1);
      writer.join();
    }`, tools);
  for (const host of Object.values(hosts)) {
    const got = await outcome_of(host, module, { strategy: 'automatic' });
    expect_equal(got.verdict, 'wrong_result', `verdict in ${host.name}: ${got.message}`);
    expect_equal(got.failure.weak_memory, true, 'no interleaving shows it');
    const [access] = got.failure.weak_accesses;
    const { op, name } = got.failure.events[access.event];
    expect_equal(`${op} ${name}`, 'atomic_load data', 'the load that may see an older value');
    expect_equal(got.failure.events[access.through_store].name, 'flag', 'what told the thread');
    const schedule = { weft_schedule: 2, scenario: 'main', steps: '', graph: got.failure.schedule.graph };
    const again = await outcome_of(host, module, { strategy: 'replay', schedule });
    expect_equal(`${again.verdict}: ${again.message}`, `${got.verdict}: ${got.message}`, `replayed in ${host.name}`);
  }
  const sc = await outcome_of(hosts.Chromium, module, { strategy: 'automatic', memory: 'sc' });
  expect_equal(`${sc.verdict} ${sc.certainty}`, 'accepted verified', 'without a weak memory');
});
