// "Break it": a person chooses the steps of the starter of exercise 04 until a deposit is lost.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';

const weft = fileURLToPath(new URL('../../build/weft', import.meta.url));
const starter = readFileSync(new URL('../../exercises/04_lost_update/starter.cpp', import.meta.url), 'utf8');
const deposit = starter.split('\n').findIndex((line) => line.includes('money = money + amount')) + 1;

async function enter(p) {
  await p.finish(() => p.page.click('#break'));
}

/** Chooses by keys, one after the other. */
async function choose(p, keys) {
  for (const key of keys) await p.finish(() => p.page.keyboard.press(key));
}

function ending(p) {
  return p.page.locator('.choosing .ending').getAttribute('data-ending', { timeout: 1000 });
}

async function says(p, selector, ...parts) {
  const text = (await p.text_of(selector)).replaceAll(/\s+/g, ' ');
  for (const part of parts) expect(text.includes(part), `${selector} should say "${part}": ${text}`);
}

test('break: what each thread would do, who waits, and what was chosen', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '04');
  await enter(p);
  await says(p, '.choice[data-agent="1"]', 'thread 1', 'reads money', `starter.cpp:${deposit}`);
  await says(p, '.choice[data-agent="2"]', 'thread 2', 'reads money');
  await says(p, '.resting[data-agent="0"]', 'main', 'waits for the end of thread 1');
  await choose(p, ['1']);
  await says(p, '.choice[data-agent="1"]', 'writes money', 'last: reads money 0');
  await says(p, '.memory', 'money = 0');
  await choose(p, ['2', '2']);
  expect_equal(await ending(p), 'good', 'both read 0, then both write 50');
  await says(p, '.choosing .ending', 'wrong result', 'got 50, expected 100', 'Part 1 is solved');
  await says(p, '.steps', 'reads money 0', 'writes money 0 → 50', 'writes money 50 → 50');
  expect_equal(p.errors.join('\n'), '', 'errors of the page');
  await p.close();
});

test('break: undo, start over, and an end without a failure', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '04');
  await enter(p);
  await choose(p, ['1', '1']);
  expect_equal(await ending(p), 'unsure', 'one deposit after the other');
  await says(p, '.choosing .ending', 'All went well this time', 'Undo, or start over');
  await p.page.keyboard.press('Backspace');
  await says(p, '.choosing h3', 'Choice 2');
  await says(p, '.choice[data-agent="1"]', 'writes money');
  await p.page.click('.choosing .start-over');
  await says(p, '.choosing h3', 'Choice 1');
  expect(await p.page.isDisabled('.choosing .undo'), 'there is nothing to undo');
  expect(await p.page.isDisabled('.choosing .save'), 'there is nothing to save');
  await p.close();
});

test('break: arrow keys point at a choice, its line is marked in the starter', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '04');
  await enter(p);
  await p.page.keyboard.press('ArrowDown');
  expect_equal(await p.page.locator('.choice:focus').getAttribute('data-agent'), '2', 'ArrowDown');
  expect_equal(await p.text_of('#tabs [aria-selected=true]'), 'starter.cpp', 'the tab');
  await says(p, '.cm-step-line', 'money = money + amount');
  await p.finish(() => p.page.keyboard.press('Enter'));
  await says(p, '.choice[data-agent="2"]', 'writes money');
  await p.page.click('#break');
  const tabs = p.page.locator('#tabs [role=tab]', { hasText: 'starter.cpp' });
  expect_equal(await tabs.count(), 0, 'tabs of the starter afterwards');
  await p.close();
});

test('break: solved is remembered, and the saved schedule is an answer for weft grade', async ({ browser, url }) => {
  if (!existsSync(weft)) throw new Error('there is no build/weft: tools/build_native');
  const p = await Playground.open(browser, url, '04');
  await enter(p);
  await choose(p, ['1', '2', '2']);
  await p.page.reload();
  await p.ready();
  await says(p, '#break', 'Break it');
  expect_equal(await p.page.locator('#break.solved').count(), 1, 'the button says that it is solved');
  await enter(p);
  expect_equal(await ending(p), 'good', 'it begins with the solution');

  const folder = mkdtempSync(join(tmpdir(), 'weft-break-'));
  const [download] = await Promise.all([p.page.waitForEvent('download'), p.page.click('.choosing .save')]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  expect(file.endsWith('.schedule'), `its name: ${file}`);
  const schedule = JSON.parse(readFileSync(file, 'utf8'));
  expect_equal(schedule.steps, '1 2x2', 'steps');
  expect_equal(schedule.scenario, 'two_deposits', 'scenario');
  const graded = JSON.parse(execFileSync(weft, ['grade', '04', file, '--json'], { encoding: 'utf8' }));
  expect_equal(graded.verdict, 'accepted', `weft grade: ${graded.message}`);
  rmSync(folder, { recursive: true });

  await p.page.keyboard.press('Backspace');
  await p.page.waitForSelector('.choosing .choice');
  await says(p, '.choosing h3', 'Choice 3');
  await p.close();
});

test('break: only where there is a starter to break, and apart from the student\'s text', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  expect(!(await p.page.isVisible('#break')), 'exercise 22 has no such half');
  await p.page.selectOption('#exercise', '04');
  await p.page.waitForSelector('#break:visible');
  await p.load('accepted/mutex');
  await enter(p);
  expect(await p.page.isVisible('.choosing .other-text'), 'it says that the text is another program');
  await choose(p, ['1', '2', '2']);
  expect_equal(await ending(p), 'good', 'the starter is broken all the same');
  expect_equal(await p.check(), 'accepted', 'Check is about the text');
  expect_equal(await p.page.locator('.choosing').count(), 0, 'Check ends the choosing');
  expect_equal(await p.page.inputValue('#load'), 'accepted/mutex', 'the text is untouched');
  await p.close();
});
