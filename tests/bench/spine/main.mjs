// From a source file to a verdict: what a student waits for.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { show } from '../figures.mjs';
import { native_figures } from './native.mjs';
import { page_figures } from './page.mjs';

export async function measure({ root, quick, json }) {
  const repetitions = quick ? 3 : 9;
  for await (const one of native_figures(root, repetitions)) show(one, json);
  if (!existsSync(join(root, 'build/page/index.html'))) {
    console.error('the page is not built, so it is not measured; tools/build_page builds it');
    return;
  }
  for await (const one of page_figures(root, repetitions)) show(one, json);
}
