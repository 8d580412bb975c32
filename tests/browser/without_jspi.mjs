// A browser without JSPI, where the checker's threads hand on a baton. No switch turns JSPI off in Chromium: here it is
// deleted before any other script of the page, or of its workers, runs.
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';
import { deposit_that } from './programs.mjs';

const kDelete = 'for (const name of ["Suspending", "promising", "SuspendError"]) delete WebAssembly[name];';
const kHeaders = {
  'Content-Type': 'text/javascript', 'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Modules run after those they import, so each begins by importing what deletes JSPI. */
async function delete_jspi(route) {
  const response = await route.fetch();
  await route.fulfill({ response, body: `import '/without_jspi.js';\n${await response.text()}` });
}

async function open_without_jspi(browser, url, exercise) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  await context.addInitScript(kDelete);
  await context.route('**/without_jspi.js', (route) => route.fulfill({ headers: kHeaders, body: kDelete }));
  await context.route(/\/runner-[^/]*\/\w+\.m?js$/, delete_jspi);
  const scripts = [];
  context.on('request', (request) => scripts.push(new URL(request.url()).pathname.split('/').pop()));
  return { p: await Playground.open(browser, url, exercise, { context }), scripts };
}

test('without JSPI: the same verdicts, and Stop', async ({ browser, url }) => {
  const { p, scripts } = await open_without_jspi(browser, url, '04');
  expect_equal(await p.check(), 'data_race', 'the starter of 04');
  expect(scripts.includes('runner_checked_baton.mjs'), 'the baton checked it');
  expect(!scripts.includes('runner_checked.mjs'), 'the runner that needs JSPI was not even loaded');

  await p.page.selectOption('#exercise', '22');
  await p.page.waitForFunction(() => document.title.startsWith('22 '));
  await p.load('deadlock/order_by_argument');
  expect_equal(await p.check(), 'deadlock', 'two orders of locking');

  await p.page.selectOption('#exercise', '04');
  await p.page.waitForFunction(() => document.title.startsWith('04 '));
  await p.type(deposit_that('for (int i = 0; i < 40; ++i) money.fetch_add(0);'));
  await p.finish(async () => {
    await p.page.click('#check');
    await p.page.waitForFunction(() => /^Checking two_deposits.*[1-9]/.test(document.getElementById('status').textContent));
    await p.page.click('#stop');
  });
  expect((await p.status()).startsWith('Stopped'), `stopped, it says: ${await p.status()}`);
  await p.load('accepted/fetch_add');
  expect_equal(await p.check(), 'accepted', 'the next program');
  await p.close();
});
