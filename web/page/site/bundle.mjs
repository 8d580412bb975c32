// Bundles the page's own code with esbuild.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const shared = {
  bundle: true, write: false, format: 'esm', target: ['es2022'], minify: true, legalComments: 'none',
  logLevel: 'warning',
};

async function bundled(options) {
  const { outputFiles } = await build({ ...shared, ...options });
  return outputFiles;
}

/** The files of the page's folder: main.js, compile_worker.js, page.css. `parts` becomes __SITE__. */
export async function bundle_page(here, parts) {
  const outputs = await bundled({
    entryPoints: [join(here, 'src/main.ts'), join(here, 'src/compile_worker.ts'), join(here, 'static/page.css')],
    outdir: '/', entryNames: '[name]', define: { __SITE__: JSON.stringify(parts) },
  });
  return new Map(outputs.map((file) => [file.path.slice(file.path.lastIndexOf('/') + 1), file.contents]));
}

export async function bundle_service_worker(here) {
  const [output] = await bundled({ entryPoints: [join(here, 'src/service_worker.ts')] });
  return output.text;
}

export function page_html(here, page, exercises) {
  const html = readFileSync(join(here, 'static/index.html'), 'utf8');
  return html.replaceAll('%PAGE%', `a/${page}`).replaceAll('%EXERCISES%', `a/${exercises}`);
}
