// Loads modules of the page (web/page/src, TypeScript) into node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../../web/page/node_modules/esbuild/lib/main.js';

/** `path`: below web/page/src, without the ending. */
export async function page_module(path) {
  const entry = fileURLToPath(new URL(`../../../web/page/src/${path}.ts`, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'weft-page-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({ entryPoints: [entry], bundle: true, outfile, format: 'esm', logLevel: 'warning' });
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
