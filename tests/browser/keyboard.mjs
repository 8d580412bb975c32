// Everything can be done from the keyboard, and is announced.
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';

test('keyboard: Ctrl+Enter checks, arrow keys walk the steps, the verdict is announced', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  await p.load('deadlock/order_by_argument');
  await p.page.click('.cm-content');
  await p.finish(() => p.page.keyboard.press('Control+Enter'));
  expect_equal(await p.verdict(), 'deadlock', 'Ctrl+Enter in the editor');
  expect((await p.text_of('#announcer')).includes('deadlock'), 'the live region says so');

  await p.page.uncheck('.only input');
  await p.page.focus('.steps');
  await p.page.keyboard.press('Home');
  expect_equal(await p.page.getAttribute('.steps', 'aria-activedescendant'), 'step-0', 'Home');
  await p.page.keyboard.press('ArrowDown');
  expect_equal(await p.page.getAttribute('.steps', 'aria-activedescendant'), 'step-1', 'ArrowDown');
  await p.page.keyboard.press('End');
  const last = (await p.page.locator('.steps [role=option]').count()) - 1;
  expect_equal(await p.page.getAttribute('.steps', 'aria-activedescendant'), `step-${last}`, 'End');
  await p.close();
});

test('keyboard: a step in another file shows that file', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  await p.load('deadlock/order_by_argument');
  await p.check();
  await p.page.locator('.steps [role=option]:visible', { hasText: 'scenarios.cpp' }).first().click();
  expect_equal(await p.text_of('#tabs [aria-selected=true]'), 'scenarios.cpp', 'the tab');
  expect_equal(await p.page.locator('.cm-step-line').count(), 1, 'its line is selected');
  await p.page.focus('#tabs [aria-selected=true]');
  await p.page.keyboard.press('ArrowLeft');
  expect_equal(await p.text_of('#tabs [aria-selected=true]'), 'submission.cpp', 'ArrowLeft in the tabs');
  await p.close();
});
