// Keeps the site: everything under a/ is named by its content and kept for good; the rest (index.html) comes from
// the network and from the cache only when there is none. So a page never mixes files of two builds.
// Adds the headers for cross-origin isolation, which static hosts do not send.
/// <reference lib="webworker" />

declare const self: ServiceWorkerGlobalScope;

const kCache = 'weft-1';
const kContentNamed = /\/a\/[^/]+-[0-9a-f]{10}\//;

function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.delete('Content-Encoding');  // the body is decoded already
  headers.delete('Content-Length');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

async function keep(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(kCache);
  await cache.put(request, response);
}

async function cache_first(event: FetchEvent): Promise<Response> {
  const known = await caches.match(event.request);
  if (known) return isolated(known);
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(keep(event.request, response.clone()).catch(() => {}));
  return isolated(response);
}

async function network_first(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request, { cache: 'no-cache' });
    if (response.status === 200) event.waitUntil(keep(event.request, response.clone()).catch(() => {}));
    return isolated(response);
  } catch (error) {
    const known = await caches.match(event.request);
    if (known) return isolated(known);
    throw error;
  }
}

/** Forgets content-named folders that the newest build no longer mentions. */
async function forget_old(current: string[]): Promise<void> {
  const cache = await caches.open(kCache);
  for (const request of await cache.keys()) {
    const folder = kContentNamed.exec(request.url)?.[0];
    if (folder && !current.some((c) => folder === `/a/${c}/`)) await cache.delete(request);
  }
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  event.respondWith(kContentNamed.test(url.pathname) ? cache_first(event) : network_first(event));
});

self.addEventListener('message', (event) => {
  const folders: unknown = (event.data as { folders?: unknown } | null)?.folders;
  if (Array.isArray(folders)) event.waitUntil(forget_old(folders.map(String)));
});

export {};
