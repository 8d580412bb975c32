// Two places to run the runners' workers in: node, which has no JSPI, and Chromium. Both: run(job) -> the message that
// ended the job, {kind: 'outcome', ...} or {kind: 'ended', ...}; a worker lasts until it is spent.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

const kSeconds = 60;

function lasts(message) {
  return message.kind === 'outcome' && !message.spent;
}

export function node_host(runners) {
  const workers = new Map();
  const worker_of = (script) => {
    if (!workers.has(script)) workers.set(script, new Worker(join(runners, script)));
    return workers.get(script);
  };
  const run = async ({ script, module, request }) => {
    const worker = worker_of(script);
    const message = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'timeout' }), kSeconds * 1000);
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      const finish = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      worker.on('message', (m) => { if (m.kind === 'outcome' || m.kind === 'ended') finish(m); });
      worker.on('error', (error) => finish({ kind: 'ended', verdict: 'error', message: error.message }));
      worker.postMessage({ kind: 'run', module, request: JSON.stringify(request) });
    });
    if (!lasts(message)) {
      await worker.terminate();
      workers.delete(script);
    }
    return message;
  };
  return { name: 'node', run, close: () => Promise.all([...workers.values()].map((w) => w.terminate())) };
}

const kTypes = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

function serve(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url, 'http://x').pathname);
    const headers = {
      'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp',
      'Content-Type': kTypes[extname(path)] ?? 'text/html',
    };
    const found = extname(path) && existsSync(path);
    response.writeHead(found || !extname(path) ? 200 : 404, headers);
    response.end(found ? readFileSync(path) : '<!doctype html>');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Runs in the page. */
async function run_in_page([script, module, request, seconds]) {
  globalThis.workers ??= new Map();
  if (!workers.has(script)) workers.set(script, new Worker(`/${script}`, { type: 'module' }));
  const worker = workers.get(script);
  const message = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'timeout' }), seconds * 1000);
    worker.onmessage = ({ data }) => {
      if (data.kind !== 'outcome' && data.kind !== 'ended') return;
      clearTimeout(timer);
      resolve(data);
    };
    worker.onerror = (event) => resolve({ kind: 'ended', verdict: 'error', message: event.message });
    worker.postMessage({ kind: 'run', module: Uint8Array.from(atob(module), (c) => c.charCodeAt(0)), request });
  });
  if (message.kind !== 'outcome' || message.spent) {
    worker.terminate();
    workers.delete(script);
  }
  return message;
}

export async function chromium_host(runners, packages) {
  const { chromium } = createRequire(packages)('playwright-core');
  const server = await serve(runners);
  const browser = await chromium.launch({
    executablePath: process.env.WEFT_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const run = ({ script, module, request }) =>
    page.evaluate(run_in_page, [script, Buffer.from(module).toString('base64'), JSON.stringify(request), kSeconds]);
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { name: 'Chromium', run, close };
}
