// How much goes over the wire.
import { expect, test } from './harness.mjs';
import { Playground } from './playground.mjs';

/** Counts the bytes of everything that was loaded, by workers too. */
function count_bytes(page) {
  const sizes = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().catch(() => null)));
  return async () => (await Promise.all(sizes)).reduce((sum, s) => sum + (s ? s.responseBodySize + s.responseHeadersSize : 0), 0);
}

test('download: at most 3 MB, compressed, until the first verdict on shipped code', async ({ browser, url }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  const p = new Playground(await context.newPage());
  const counted = count_bytes(p.page);
  await p.page.goto(`${url}#04`);
  await p.ready();
  await p.check();
  const bytes = await counted();
  console.log(`        ${(bytes / 1e6).toFixed(2)} MB`);
  expect(bytes > 1e5 && bytes < 3e6, `between 0.1 and 3 MB, not ${bytes} bytes`);
  await p.close();
});
