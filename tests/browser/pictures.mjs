// Pictures of the page for a person to look at: test-results/page-*.png. Fails only when the page overflows its window.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './harness.mjs';
import { Playground } from './playground.mjs';

const folder = fileURLToPath(new URL('../../test-results/', import.meta.url));

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 900, height: 760 } },
];

for (const { name, ...options } of looks) {
  test(`pictures: ${name}`, async ({ browser, url }) => {
    mkdirSync(folder, { recursive: true });
    const p = await Playground.open(browser, url, '22', options);
    await p.page.screenshot({ path: `${folder}page-${name}-start.png` });
    await p.load('deadlock/order_by_argument');
    await p.check();
    await p.page.screenshot({ path: `${folder}page-${name}-deadlock.png` });
    await p.load('accepted/order_by_number');
    await p.check();
    await p.run();
    await p.page.screenshot({ path: `${folder}page-${name}-run.png` });
    const overflows = await p.page.evaluate(() =>
      document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight);
    expect(!overflows, 'the page fits its window; panes scroll, not the page');
    await p.close();
  });
}
