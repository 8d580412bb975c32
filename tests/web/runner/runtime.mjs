// Weft's own runtime in the page's real runner: fibers, tasks and channels of a student's module, and the recording of
// what the scheduler did that comes with the outcome. In Chromium and in node.
import { fileURLToPath } from 'node:url';
import { expect, expect_equal, test } from '../../browser/harness.mjs';
import { compile } from './compile.mjs';

const source = fileURLToPath(new URL('runtime_programs.cpp', import.meta.url));
let module;  // compiled once

async function run(host, tools, scenario, repetitions = 1) {
  module ??= await compile(source, 'real', tools);
  const request = { mode: 'real', scenario, repetitions, budget: { seconds: 50 } };
  const message = await host.run({ script: 'real_worker.js', module, request });
  return message.kind === 'outcome' ? { ...JSON.parse(message.json), spent: message.spent } : message;
}

function agent_named(recording, name) {
  return recording.agents.find((agent) => agent.name === name)?.id;
}

const ops_of = (recording, agent) => recording.events.filter((e) => e.agent === agent).map((e) => e.op);

/** Who is about to be unparked or spawned has an event of that before it goes on. */
function expect_causes_first({ events }) {
  const ready = new Set();
  for (const { agent, op, after } of events) {
    if (op === 'spawn' || op === 'unpark') ready.add(after);
    if (op === 'start') expect(ready.delete(agent), `agent ${agent} starts without a spawn before it`);
  }
}

for (const place of ['Chromium', 'node']) {
  test(`runtime in ${place}: two fibers over a channel, and what the scheduler did`, async ({ hosts, tools }) => {
    const got = await run(hosts[place], tools, 'pipe');
    expect_equal(got.verdict, 'accepted', got.message);
    const { recording } = got;
    expect(recording, 'a recording comes with the outcome');
    expect_equal(recording.left_out, 0, 'events left out');
    for (const name of ['producer', 'consumer']) {
      const ops = ops_of(recording, agent_named(recording, name));
      expect(ops.includes('start') && ops.includes('finish'), `${name}: ${ops}`);
    }
    const spawned = recording.events.filter((e) => e.op === 'spawn' && e.agent === agent_named(recording, 'main'));
    expect_equal(spawned.length, 2, 'fibers that main started');
    expect(recording.events.some((e) => e.op === 'park' && e.name.startsWith('channel ')), 'somebody waits for the channel');
    const processors = recording.events.filter((e) => e.op === 'start').map((e) => e.processor);
    expect(processors.every((p) => p === 0 || p === 1), `processors: ${processors}`);
    expect_causes_first(recording);
  });

  test(`runtime in ${place}: how programs end`, async ({ hosts, tools }) => {
    const endings = {
      wrong_sum: ['wrong_result', 'got 10, expected 11'], tasks: ['accepted', ''], fiber_throws: ['accepted', ''],
      threads_too: ['accepted', ''], too_many_fibers: ['memory_limit', 'so many fibers'],
    };
    const wrong = [];
    for (const [scenario, [verdict, words]] of Object.entries(endings)) {
      const got = await run(hosts[place], tools, scenario);
      if (got.verdict !== verdict || !got.message.includes(words)) wrong.push(`${scenario}: ${got.verdict} (${got.message})`);
    }
    expect(wrong.length === 0, wrong.join('\n'));
  });
}

test('runtime: a failing run has its recording too', async ({ hosts, tools }) => {
  const got = await run(hosts.Chromium, tools, 'wrong_sum');
  expect(agent_named(got.recording, 'producer'), 'the producer is in it');
});

test('runtime: repetitions go on though the runtime\'s threads stay', async ({ hosts, tools }) => {
  const got = await run(hosts.Chromium, tools, 'tasks', 5);
  expect_equal(got.statistics.executions, 5, got.bounds);
  expect_equal(got.histogram.map((bar) => `${bar.value} ${bar.count}`).join(), 'fib(12) = 144 5', 'observed');
});

test('runtime: of very many events the latest are there', async ({ hosts, tools }) => {
  const { recording } = await run(hosts.Chromium, tools, 'many_events');
  expect_equal(recording.events.length, 500, 'events');
  expect(recording.left_out > 100, `left out: ${recording.left_out}`);
  expect(ops_of(recording, agent_named(recording, 'consumer')).includes('finish'), 'the end is in it');
});

test('runtime: a run stops where a repetition leaves a fiber behind, and says so', async ({ hosts, tools }) => {
  const got = await run(hosts.Chromium, tools, 'leaves_a_fiber', 3);
  expect_equal(got.verdict, 'accepted', got.message);
  expect_equal(got.statistics.executions, 1, 'repetitions');
  expect(got.bounds.includes('fibers') && got.spent, `bounds: ${got.bounds}`);
});
