import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../browser/chromium.mjs';
import { Playground } from '../../browser/playground.mjs';
import { one_order, opposite_orders } from '../../browser/programs.mjs';
import { start_server } from '../../browser/server.mjs';
import { figure } from '../figures.mjs';

/** Seconds until statement, editor and canvas are there, with nothing cached. */
async function usable(browser, url) {
  const p = await Playground.open(browser, url, '04', { serviceWorkers: 'block' });
  const milliseconds = await p.page.evaluate(() => performance.now());
  await p.close();
  return milliseconds / 1000;
}

async function edit_to_verdict(p, program) {
  await p.type(program);
  const begun = performance.now();
  await p.check();
  return (performance.now() - begun) / 1000;
}

/** Seconds from an edit to its verdict; the compiler was used before. */
async function warm_edits(browser, url, repetitions) {
  const p = await Playground.open(browser, url, '22');
  await edit_to_verdict(p, opposite_orders);
  const seconds = [];
  for (let turn = 0; turn < repetitions; ++turn) seconds.push(await edit_to_verdict(p, `${one_order}// ${turn}\n`));
  await p.close();
  return seconds;
}

/** Runs a request in a runner worker of its own, inside the page. */
function ask_runner(page, script, module, request) {
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

async function executions_a_second(browser, url, site, repetitions) {
  const p = await Playground.open(browser, url, '04');
  const folder = (part) => `a/${readdirSync(join(site, 'a')).find((name) => name.startsWith(`${part}-`))}`;
  const request = {
    mode: 'checked', scenario: 'two_deposits', strategy: 'random', races_fail: false, keep_going: true,
    granularity: 'all', budget: { seconds: 2 },
  };
  const rates = [];
  for (let turn = 0; turn < repetitions; ++turn) {
    const { statistics } = await ask_runner(p.page, `${folder('runner')}/checked_worker.js`,
      `${folder('exercises')}/modules/04_lost_update/starter.checked.wasm`, request);
    rates.push(statistics.executions / statistics.seconds);
  }
  await p.close();
  return rates;
}

export async function* page_figures(root, repetitions) {
  const site = join(root, 'build/page');
  const server = await start_server(site);
  const browser = await launch();
  try {
    const times = [];
    for (let turn = 0; turn < repetitions; ++turn) times.push(await usable(browser, server.url));
    yield figure('page usable, nothing cached', 's', times, '<= 2.5');
    yield figure('edit to verdict in the page, compiler warm', 's', await warm_edits(browser, server.url, repetitions), '<= 4');
    yield figure('random executions of two threads with an increment each, in the page', 'executions/s',
      await executions_a_second(browser, server.url, site, repetitions), '>= 10000');
  } finally {
    await browser.close();
    server.stop();
  }
}
