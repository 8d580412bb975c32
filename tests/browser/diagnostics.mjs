// What the compiler says stands at its line, in the editor and in the list.
import { compiling } from './compiling.mjs';
import { expect, expect_equal, test } from './harness.mjs';
import { transfer_starter } from './programs.mjs';

test('diagnostics: an error at its line, gone when it is mended', async ({ browser, url }) => {
  const p = await compiling(browser, url, '22');
  const broken = transfer_starter.replace('accounts[to].balance += amount;', 'accounts[to].balanse += amount;');
  const line = broken.split('\n').findIndex((l) => l.includes('balanse')) + 1;
  await p.type(broken);
  expect_equal(await p.check(), 'compile_error', 'a misspelt member');
  const message = await p.text_of('#messages .error');
  expect(message.includes(`${line}:`) && message.includes('balanse'), `the list says where and what: ${message}`);
  await p.page.click('#messages .error');
  expect((await p.text_of('.cm-activeLine')).includes('balanse'), 'choosing it goes to its line');
  expect((await p.page.locator('.cm-lintRange-error').count()) >= 1, 'the word is underlined');
  await p.type(transfer_starter);
  expect_equal(await p.check(), 'deadlock', 'the mended program');
  expect(!(await p.page.locator('#messages').isVisible()), 'the messages are gone');
});

test('diagnostics: a missing function is named', async ({ browser, url }) => {
  const p = await compiling(browser, url, '22');
  await p.type('int total() { return 0; }\n');
  expect_equal(await p.check(), 'compile_error', 'three functions are missing');
  expect((await p.text_of('#messages')).includes('transfer(int, int, int)'), 'the list names one of them');
});
