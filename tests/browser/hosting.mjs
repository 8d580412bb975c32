// Hosts: one that sends no headers, one from which the compiler does not arrive, and none at all.
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';
import { opposite_orders } from './programs.mjs';
import { start_plain_host, start_server } from './server.mjs';

test('hosting: a static host without isolation headers', async ({ browser, site }) => {
  const host = await start_plain_host(site);
  const p = await Playground.open(browser, host.url, '22');
  await p.page.waitForFunction(() => crossOriginIsolated);
  await p.ready();
  await p.load('deadlock/order_by_argument');
  expect_equal(await p.check(), 'deadlock', 'a shipped program');
  await p.close();
  host.stop();
});

test('hosting: the compiler does not arrive, then does', async ({ browser, site }) => {
  let down = true;
  const host = await start_plain_host(site, (path) => down && path.includes('/clang-'));
  const p = await Playground.open(browser, host.url, '22');
  await p.page.waitForFunction(() => crossOriginIsolated);
  await p.ready();
  await p.type(opposite_orders);
  await p.finish(() => p.page.click('#check'));
  expect((await p.text_of('#notice')).includes('could not be downloaded'), 'says what is wrong');
  down = false;
  await p.finish(() => p.page.click('#notice button'));
  expect_equal(await p.verdict(), 'deadlock', 'after trying again');
  await p.close();
  host.stop();
});

test('hosting: the page works without a network once it was there', async ({ browser, site }) => {
  const server = await start_server(site);
  const p = await Playground.open(browser, server.url, '22');
  await p.page.waitForFunction(() => navigator.serviceWorker.controller);
  await p.page.reload();
  await p.ready();
  await p.load('deadlock/order_by_argument');
  await p.check();
  server.stop();
  await p.page.reload();
  await p.ready();
  expect_equal(await p.check(), 'deadlock', 'from the cache');
  await p.close();
});

test('hosting: an unknown exercise is said', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '99');
  expect((await p.text_of('#notice')).includes('99'), 'the notice names it');
  await p.close();
});
