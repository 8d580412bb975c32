// What Weft's scheduler did in a real run: the steps in words, the lanes on the canvas.
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';

const pictures = fileURLToPath(new URL('../../test-results/', import.meta.url));
const answer = readFileSync(new URL('../../exercises/45_pipeline/submissions/accepted/range_for.cpp', import.meta.url), 'utf8');

/** The steps as the list shows them: "producer parks for channel 0x7f40". */
function steps_of(p) {
  return p.page.$$eval('.steps [role=option]', (rows) => rows.map((row) =>
    ['.agent', '.what'].map((part) => row.querySelector(part).textContent.trim()).join(' ')));
}

function expect_step(steps, pattern) {
  expect(steps.some((step) => pattern.test(step)), `a step like ${pattern} in\n${steps.join('\n')}`);
}

const selected_agent = (p) => p.page.evaluate(() =>
  document.querySelector('.steps [aria-selected=true] .agent')?.textContent.trim() ?? '');

/** Clicks along a lane of the canvas, from left to right, until an event of it is selected; whose it is. */
async function agent_of_lane(p, lane, lanes) {
  const kAxis = 28, kLegend = 30;
  const { width, height } = await p.page.locator('#canvas').boundingBox();
  const lane_height = Math.min(Math.max((height - kAxis - kLegend) / lanes, 64), 128);
  const before = await p.page.evaluate(() => document.querySelector('.steps [aria-selected=true]')?.dataset.index);
  for (let x = 60; x < width; x += 10) {
    await p.page.locator('#canvas').click({ position: { x, y: kAxis + lane_height * (lane + 0.5) } });
    await p.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const now = await p.page.evaluate(() => document.querySelector('.steps [aria-selected=true]')?.dataset.index);
    if (now !== before) return selected_agent(p);
  }
  return 'nobody';
}

test('scheduler: Run shows what fibers did, where, and what they waited for', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '45');
  expect(await p.page.locator('#check').isDisabled(), 'there is nothing to explore');
  await p.load('accepted/range_for');
  expect_equal(await p.run(), 'accepted', 'the pipeline');

  expect_equal(await p.text_of('.step-list h3'), 'What the scheduler did', 'heading of the steps');
  const steps = await steps_of(p);
  for (const fiber of ['producer', 'squares', 'adder']) {
    expect_step(steps, new RegExp(`^main starts ${fiber}$`));
    expect_step(steps, new RegExp(`^${fiber} starts on processor [01]$`));
    expect_step(steps, new RegExp(`^${fiber} ends$`));
  }
  expect_step(steps, /^(producer|squares|adder) parks for channel 0x[0-9a-f]+$/);
  expect_step(steps, /^(producer|squares|adder) unparks (producer|squares|adder)$/);
  expect_step(steps, /^(producer|squares|adder) runs again on processor [01]$/);
  expect((await p.page.locator('.steps .place').first().innerText()).endsWith('µs'), 'each says when');

  expect_equal(await agent_of_lane(p, 0, 4), 'main', 'the first lane of the canvas');
  expect_equal(await agent_of_lane(p, 1, 4), 'producer', 'the second lane of the canvas');
  mkdirSync(pictures, { recursive: true });
  await p.page.screenshot({ path: `${pictures}page-scheduler.png` });
  expect_equal(p.errors.join('\n'), '', 'errors of the page');
  await p.close();
});

test('scheduler: an edited program has its recording too, and so has one that fails', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '45');
  await p.type(answer.replaceAll('number', 'n').replaceAll('ns', 'numbers'));
  expect_equal(await p.run(), 'accepted', 'the same pipeline with other names, compiled in the page');
  expect_step(await steps_of(p), /^producer parks for channel/);
  await p.load('wrong_result/doubles');
  expect_equal(await p.run(), 'wrong_result', 'a wrong stage');
  expect_step(await steps_of(p), /^producer parks for channel/);
  await p.close();
});

test('scheduler: Check follows a mutex of the runtime, and says of tasks that it has no model', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '04');
  const account = `#include <mutex>
#include <weft/mutex.h>
weft::mutex lock;
int money;
void open_account(int initial) { money = initial; }
void deposit(int amount) { std::lock_guard hold(lock); money += amount; }
int balance() { std::lock_guard hold(lock); return money; }
`;
  await p.type(account);
  expect_equal(await p.check(), 'accepted', 'with a mutex of the runtime');
  await p.type(`#include <weft/task.h>\n${account}`);
  expect_equal(await p.check(), 'compile_error', 'with tasks');
  expect((await p.text_of('.verdict .why')).includes('on real threads only'), await p.text_of('.verdict .why'));
  expect_equal(await p.run(), 'accepted', 'on real threads they are there');
  await p.close();
});
