import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';

const tool = new URL('../../tools/serve', import.meta.url).pathname;
const compress = new URL('../../tools/compress_page', import.meta.url).pathname;
const text = 'console.log("weft");\n'.repeat(200);

function get(port, target, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    // A path given as it is: http.request does not tidy up "..".
    const request = http.request({host: '127.0.0.1', port, path: target, headers, method}, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      resolve({status: response.statusCode, headers: response.headers, body: Buffer.concat(parts)});
    });
    request.on('error', reject).end();
  });
}

// A folder with a page in it and a secret beside it, served on a free port.
async function with_server(use) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'weft-serve-'));
  const page = path.join(home, 'page');
  fs.mkdirSync(path.join(page, 'sub'), {recursive: true});
  fs.writeFileSync(path.join(home, 'secret.txt'), 'secret');
  fs.writeFileSync(path.join(page, 'index.html'), '<p>hi');
  fs.writeFileSync(path.join(page, 'app.js'), text);
  fs.writeFileSync(path.join(page, 'run.wasm'), 'asm');
  fs.mkdirSync(path.join(page, 'a/app-0123456789'), {recursive: true});
  fs.writeFileSync(path.join(page, 'a/app-0123456789/x.js'), text);
  fs.symlinkSync(path.join(home, 'secret.txt'), path.join(page, 'link.txt'));
  const server = spawn(tool, ['--port', '0', '--dir', page], {stdio: ['ignore', 'pipe', 'inherit']});
  try {
    const [line] = await once(server.stdout, 'data');
    await use(Number(/:(\d+)\//.exec(line)[1]), page);
  } finally {
    server.kill();
    fs.rmSync(home, {recursive: true});
  }
}

function serving(use) { return () => with_server(use); }

export const serve_tests = [
  ['the page is cross-origin isolated', serving(async (port) => {
    const {status, headers, body} = await get(port, '/');
    assert.equal(status, 200);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['cross-origin-embedder-policy'], 'require-corp');
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(body.toString(), '<p>hi');
  })],
  ['wasm and scripts have their types', serving(async (port) => {
    assert.equal((await get(port, '/run.wasm')).headers['content-type'], 'application/wasm');
    assert.match((await get(port, '/app.js?v=1')).headers['content-type'], /^text\/javascript/);
  })],
  ['nothing outside the folder is sent', serving(async (port) => {
    for (const target of ['/../secret.txt', '/sub/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/link.txt',
                          '/%00', '/%', '/sub', '/none']) {
      const {status, body} = await get(port, target);
      assert.equal(status, 404, target);
      assert.ok(!body.includes('secret'), target);
    }
  })],
  ['a compressed copy goes to those who take it', serving(async (port, page) => {
    assert.equal(spawnSync(compress, [page]).status, 0);
    const packed = await get(port, '/app.js', {'accept-encoding': 'gzip, br'});
    assert.equal(packed.headers['content-encoding'], 'br');
    assert.equal(zlib.brotliDecompressSync(packed.body).toString(), text);
    assert.match(packed.headers['content-type'], /^text\/javascript/);
    assert.equal((await get(port, '/app.js')).body.toString(), text);
  })],
  ['a stale compressed copy is not sent', serving(async (port, page) => {
    fs.writeFileSync(path.join(page, 'app.js.br'), 'old');
    fs.utimesSync(path.join(page, 'app.js.br'), 1, 1);
    assert.equal((await get(port, '/app.js', {'accept-encoding': 'br'})).body.toString(), text);
  })],
  ['an unchanged file is not sent twice', serving(async (port) => {
    const {headers} = await get(port, '/app.js');
    assert.equal((await get(port, '/app.js', {'if-none-match': headers.etag})).status, 304);
  })],
  ['what is named by its content may be kept for good', serving(async (port) => {
    assert.match((await get(port, '/a/app-0123456789/x.js')).headers['cache-control'], /immutable/);
    assert.equal((await get(port, '/app.js')).headers['cache-control'], 'no-cache');
  })],
  ['HEAD has no body and POST is refused', serving(async (port) => {
    const head = await get(port, '/', {}, 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    assert.equal((await get(port, '/', {}, 'POST')).status, 405);
  })],
  ['a folder without a page is refused with a remedy', () => {
    const {status, stderr} = spawnSync(tool, ['--dir', os.tmpdir()], {encoding: 'utf8'});
    assert.equal(status, 1);
    assert.match(stderr, /no page in .*tools\/play/);
  }],
  ['a port that is no port is refused', () => {
    const {status, stderr} = spawnSync(tool, ['--port', '99999'], {encoding: 'utf8'});
    assert.equal(status, 1);
    assert.match(stderr, /usage/);
  }],
];
