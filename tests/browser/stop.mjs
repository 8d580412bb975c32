// Stop works at any time, and the next click works too.
import { compiling } from './compiling.mjs';
import { expect, expect_equal, test } from './harness.mjs';
import { deposit_that, opposite_orders } from './programs.mjs';

const endless = deposit_that('for (volatile int i = 0;;) i = 1;');

async function stops(p, begin, phase) {
  await p.finish(async () => {
    await p.page.click(begin);
    await p.page.waitForFunction((words) => new RegExp(words).test(document.getElementById('status').textContent),
      phase, { timeout: 120_000 });
    await p.page.click('#stop');
  });
  expect((await p.status()).startsWith('Stopped'), `stopped, it says: ${await p.status()}`);
  expect(await p.page.isEnabled('#check'), 'the next check can begin');
}

test('stop: during a compilation', async ({ browser, url }) => {
  const p = await compiling(browser, url, '22');
  await p.type(opposite_orders);
  await stops(p, '#check', '^(Downloading|Compiling)');
  expect_equal(await p.check(), 'deadlock', 'the same program, checked afterwards');
});

test('stop: during a check', async ({ browser, url }) => {
  const p = await compiling(browser, url, '04');
  await p.type(deposit_that('for (int i = 0; i < 40; ++i) money.fetch_add(0);'));
  await stops(p, '#check', '^Checking two_deposits');
  await p.load('accepted/mutex');
  expect_equal(await p.check(), 'accepted', 'another program, checked afterwards');
});

test('stop: during an infinite loop, checked and real', async ({ browser, url }) => {
  const p = await compiling(browser, url, '04');
  await p.type(endless);
  await stops(p, '#check', '^Checking');
  await stops(p, '#run', '^Running');
  await p.load('data_race/volatile');
  expect_equal(await p.check(), 'data_race', 'another program, checked afterwards');
});
