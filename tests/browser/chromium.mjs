// The browser that pages are tested and measured in: Debian's Chromium, headless, drawing in software.
// CHROMIUM names another one.
import { existsSync } from 'node:fs';
import { chromium } from '../../web/page/node_modules/playwright-core/index.mjs';

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

const kArguments = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader'];

/** Throws, naming the remedy, where there is no browser. */
export function launch(more_arguments = []) {
  if (!existsSync(executable)) throw new Error(`there is no browser at ${executable}; tools/setup, or name one in CHROMIUM`);
  return chromium.launch({ executablePath: executable, args: [...kArguments, ...more_arguments] });
}
