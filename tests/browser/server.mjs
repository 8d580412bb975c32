// Serves a folder on a free port of 127.0.0.1: with tools/serve, or like a static host that sends no isolation headers.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const serve = fileURLToPath(new URL('../../tools/serve', import.meta.url));

/** Resolves to { url, stop }. */
export function start_server(folder) {
  const child = spawn(process.execPath, [serve, '--port', '0', '--dir', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`tools/serve ended with ${code}`)));
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const url = /http:\/\/[\d.]+:\d+\//.exec(said);
      if (url) resolve({ url: url[0], stop: () => child.kill() });
    });
  });
}

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
  '.json': 'application/json', '.wasm': 'application/wasm',
};

/** A static host as plain as they come: no headers beyond the type. `missing(path)` makes a file fail. */
export function start_plain_host(folder, missing = () => false) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://host').pathname;
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (path.includes('..') || missing(path) || !existsSync(file) || !statSync(file).isFile()) {
      return response.writeHead(404).end();
    }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    resolve({ url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() });
  }));
}
