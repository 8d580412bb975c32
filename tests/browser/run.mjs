// All tests of the page, in headless Chromium over build/page. Ends with "N passed, N failed".
//   node tests/browser/run.mjs            everything
//   node tests/browser/run.mjs parity     the tests whose name contains "parity"
//   CHROMIUM=... names another browser
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';
import { run_all } from './harness.mjs';
import { start_server } from './server.mjs';
import './spine.mjs';
import './parity.mjs';
import './stop.mjs';
import './without_jspi.mjs';
import './hostile.mjs';
import './diagnostics.mjs';
import './keyboard.mjs';
import './breaking.mjs';
import './hosting.mjs';
import './download.mjs';
import './scheduler.mjs';
import './weak_memory.mjs';
import './pictures.mjs';

const site = fileURLToPath(new URL('../../build/page', import.meta.url));

function stop_with(what) {
  console.error(`tests/browser: ${what}\n0 passed, 1 failed`);
  process.exit(1);
}

if (!existsSync(`${site}/index.html`)) stop_with('there is no build/page; build it: tools/build_page');

const server = await start_server(site);
const browser = await launch().catch((error) => stop_with(error.message));
const [passed, failed] = await run_all({ browser, url: server.url, site }, process.argv[2] ?? '');
await browser.close();
server.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
