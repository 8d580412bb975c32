// How long and how much. The limits are those of the project; times on a slow or busy machine are printed and only
// fail beyond a wide margin.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';
import { one_order, opposite_orders } from './programs.mjs';

const kMargin = 3;

function say(what, value) {
  console.log(`        ${what}: ${value}`);
}

/** Counts what goes over the wire, that of workers too. */
function count_bytes(page) {
  const sizes = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().catch(() => null)));
  return async () => (await Promise.all(sizes)).reduce((sum, s) => sum + (s ? s.responseBodySize + s.responseHeadersSize : 0), 0);
}

test('figures: time until usable and size of the first download', async ({ browser, url }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  const p = new Playground(await context.newPage());
  const counted = count_bytes(p.page);
  await p.page.goto(`${url}#04`);
  await p.ready();
  const usable = await p.page.evaluate(() => performance.now());
  await p.check();
  say('usable (statement, editor, canvas drawn), cold', `${(usable / 1000).toFixed(2)} s (goal 2.5)`);
  const bytes = await counted();
  say('downloaded until the first verdict, compressed', `${(bytes / 1e6).toFixed(2)} MB (limit 3)`);
  expect(bytes < 3e6, 'at most 3 MB without the compiler');
  expect(usable < 2500 * kMargin, 'usable in reasonable time');
  await p.close();
});

test('figures: from an edit to a verdict, compiler warm', async ({ browser, url }) => {
  const p = await Playground.open(browser, url, '22');
  await p.type(opposite_orders);
  const cold = performance.now();
  await p.check();
  say('first compilation, download included', `${((performance.now() - cold) / 1000).toFixed(2)} s`);
  await p.type(one_order);
  const warm = performance.now();
  expect_equal(await p.check(), 'accepted', 'the mended program');
  const seconds = (performance.now() - warm) / 1000;
  say('warm edit to verdict', `${seconds.toFixed(2)} s (goal 4)`);
  expect(seconds < 4 * kMargin, 'in reasonable time');
  await p.close();
});

/** Runs a request in a runner worker of its own, inside the page. */
async function ask_runner(page, script, module, request) {
  return page.evaluate(async ([script, module, request]) => {
    const bytes = new Uint8Array(await (await fetch(module)).arrayBuffer());
    const worker = new Worker(script, { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => {
        if (data.kind === 'outcome') resolve(JSON.parse(data.json));
        if (data.kind === 'ended') reject(new Error(data.message));
      };
      worker.postMessage({ kind: 'run', module: bytes, request: JSON.stringify(request) });
    }).finally(() => worker.terminate());
  }, [script, module, request]);
}

test('figures: executions per second of two threads with an increment each', async ({ browser, url, site }) => {
  const p = await Playground.open(browser, url, '04');
  const folder = (part) => `a/${readdirSync(join(site, 'a')).find((name) => name.startsWith(`${part}-`))}`;
  const outcome = await ask_runner(p.page, `${folder('runner')}/checked_worker.js`,
    `${folder('exercises')}/modules/04_lost_update/starter.checked.wasm`, {
      mode: 'checked', scenario: 'two_deposits', strategy: 'random', races_fail: false, keep_going: true,
      granularity: 'all', budget: { seconds: 3 },
    });
  const { executions, seconds } = outcome.statistics;
  say('executions per second, random strategy', `${Math.round(executions / seconds)} (goal 10000)`);
  expect(executions / seconds > 10000 / kMargin, 'a reasonable rate');
  await p.close();
});
