/**
 * The demo without a network: a service worker that keeps this release's files and nothing else.
 *
 * The build writes `RELEASE` before this file: a name made from all contents, and each file with its hash. A release is taken
 * whole or not at all, since every file is held to its hash; it serves the pages that it was loaded by, and a newer one
 * waits until they are closed or the reader asks for it. Requests to anybody else end here.
 */

const MINE = `ungarble ${new URL("./", location.href).pathname} `;
const NAME = MINE + RELEASE.name;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

async function keep() {
  const cache = await caches.open(NAME);
  await Promise.all(Object.entries(RELEASE.files).map(([path, integrity]) => cache.add(new Request(addressOf(path), { integrity, cache: "no-cache" }))));
}

/** The page is asked for by its folder: some hosts answer its own name with a redirect, which no navigation may be answered with. @param {string} path */
function addressOf(path) {
  return path === "index.html" ? "./" : path;
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(replace());
});

async function replace() {
  const old = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener("message", (event) => {
  if (event.data === "take-over") {
    event.waitUntil(worker.skipWaiting());
  }
});

worker.addEventListener("fetch", (event) => {
  event.respondWith(answer(event.request));
});

/** @param {Request} request */
async function answer(request) {
  const address = new URL(request.url);
  if (address.origin !== location.origin) {
    return Response.error();
  }
  const folder = new URL("./", location.href).pathname;
  const path = address.pathname.startsWith(folder) ? address.pathname.slice(folder.length) || "index.html" : "";
  const kept = Object.hasOwn(RELEASE.files, path) ? await caches.match(addressOf(path), { cacheName: NAME, ignoreSearch: true }) : undefined;
  return kept ?? fetch(request);
}
