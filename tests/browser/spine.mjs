// The whole path, as a student walks it: read, fail, look, mend, verify, run, come back.
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';
import { one_order, opposite_orders } from './programs.mjs';

function line_of(text, part) {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

async function shows_both_sides(p, text) {
  const cycle = await p.text_of('.waits');
  for (const part of ['payer(accounts', 'payee(accounts']) {
    const place = `submission.cpp:${line_of(text, part)}`;
    expect(cycle.includes(place), `the cycle should name ${place}: ${cycle}`);
  }
  expect(/thread 1 .*waits for/.test(cycle) && /thread 2 .*waits for/.test(cycle), `both threads wait: ${cycle}`);
  for (const account of [0, 1]) expect(cycle.includes(`mutex accounts[${account}].mutex`), `the cycle names account ${account}: ${cycle}`);
  expect((await p.page.locator('.steps .side').count()) >= 2, 'both sides are marked in the step list');
}

async function click_selects_the_line(p, text) {
  const wanted = line_of(text, 'payer(accounts');
  const step = p.page.locator('.steps [role=option]:visible', { hasText: `submission.cpp:${wanted}` }).first();
  await step.click();
  expect_equal(await step.getAttribute('aria-selected'), 'true', 'the clicked step is selected');
  const line = p.page.locator('.cm-step-line');
  expect_equal(await line.count(), 1, 'one line of the editor is selected');
  expect((await line.innerText()).includes('payer(accounts'), 'it is the line of the step');
}

test('spine: exercise 22 from a deadlock to verified, run, and back after a reload', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  expect((await p.text_of('#statement')).includes('A bank has three accounts'), 'the statement is there');

  await p.type(opposite_orders);
  expect_equal(await p.check(), 'deadlock', 'two orders of locking');
  await shows_both_sides(p, opposite_orders);
  await click_selects_the_line(p, opposite_orders);

  await p.type(one_order);
  expect(await p.page.locator('.stale-note').isVisible(), 'an edit marks the result as old');
  expect_equal(await p.check(), 'accepted', 'one order of locking');
  expect_equal(await p.certainty(), 'verified', 'every interleaving was explored');

  expect_equal(await p.run(), 'accepted', 'on real threads');
  expect((await p.page.locator('.histogram tbody tr').count()) >= 1, 'Run shows a histogram');

  await p.page.reload();
  await p.ready();
  expect((await p.text_of('.cm-content')).includes('first(accounts'), 'the text survives a reload');
  expect_equal(p.errors.join('\n'), '', 'errors of the page');
  await p.close();
});

test('spine: reset brings the starter back, the hash opens another exercise', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  await p.type('int nothing;');
  await p.page.click('#reset');
  expect_equal(await p.page.inputValue('#load'), 'starter/starter', 'the starter is loaded');
  await p.page.evaluate(() => void (location.hash = '#13'));
  await p.page.waitForFunction(() => document.title.startsWith('13 '));
  expect((await p.text_of('#statement')).includes('buffer'), 'the other statement is there');
  await p.close();
});

test('spine: hints come one at a time', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  for (const shown of [0, 1, 2, 3]) {
    expect_equal(await p.page.locator('.hints li').count(), shown, 'hints shown');
    if (shown < 3) await p.page.click('.hints .more');
  }
  expect(!(await p.page.locator('.hints .more').isVisible()), 'after the last hint there is no more');
  await p.close();
});

test('spine: a click on the canvas selects a step', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  await p.load('deadlock/order_by_argument');
  await p.check();
  const before = await p.page.locator('.steps [aria-selected=true]').getAttribute('data-index');
  await p.page.focus('#canvas');
  await p.page.keyboard.press('ArrowLeft');
  await p.page.waitForFunction((old) =>
    document.querySelector('.steps [aria-selected=true]')?.getAttribute('data-index') !== old, before);
  await p.close();
});
