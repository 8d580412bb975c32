// All tests of the page, in headless Chromium over build/page. Ends with "N passed, N failed".
//   node tests/browser/run.mjs            everything
//   node tests/browser/run.mjs parity     the tests whose name contains "parity"
//   CHROMIUM=... names another browser
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '../../web/page/node_modules/playwright-core/index.mjs';
import { run_all } from './harness.mjs';
import { start_server } from './server.mjs';
import './spine.mjs';
import './parity.mjs';
import './stop.mjs';
import './hostile.mjs';
import './diagnostics.mjs';
import './keyboard.mjs';
import './breaking.mjs';
import './hosting.mjs';
import './figures.mjs';
import './pictures.mjs';

const site = fileURLToPath(new URL('../../build/page', import.meta.url));
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader'];

function stop_with(what, remedy) {
  console.error(`tests/browser: ${what}; ${remedy}\n0 passed, 1 failed`);
  process.exit(1);
}

if (!existsSync(`${site}/index.html`)) stop_with('there is no build/page', 'build it: tools/build_page');
if (!existsSync(executablePath)) stop_with(`there is no browser at ${executablePath}`, 'tools/setup, or name one in CHROMIUM');

const server = await start_server(site);
const browser = await chromium.launch({ executablePath, args });
const [passed, failed] = await run_all({ browser, url: server.url, site }, process.argv[2] ?? '');
await browser.close();
server.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
