/**
 * A static web server on this machine alone, for looking at the demo: `node tools/serve.mjs [FOLDER] [PORT]`. Tests and
 * benchmarks start it too. It knows the few types we need and no more.
 */

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** @type {Record<string, string>} */
export const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * The file that a static host answers a path with: `index.html` for a folder, null where there is none.
 *
 * @param {string} folder
 * @param {string} pathname as in an address, percent-encoded
 */
export async function find(folder, pathname) {
  try {
    let path = join(resolve(folder), normalize(`/${decodeURIComponent(pathname)}`));
    if ((await stat(path)).isDirectory()) {
      path = join(path, "index.html");
    }
    return { body: await readFile(path), type: TYPES[extname(path)] ?? "application/octet-stream" };
  } catch {
    return null;
  }
}

/**
 * @param {string} folder
 * @param {number} [port] 0 takes a free one
 */
export async function serve(folder, port = 0) {
  const server = createServer(async (request, response) => {
    const [pathname = "/"] = (request.url ?? "/").split("?");
    const found = await find(folder, pathname);
    if (found) {
      response.writeHead(200, { "content-type": found.type }).end(found.body);
    } else {
      response.writeHead(404).end("not found");
    }
  });
  await new Promise((listening) => server.listen(port, "127.0.0.1", () => listening(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the server has no port");
  }
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist/www", port = "8080"] = process.argv.slice(2);
  const { url } = await serve(folder, Number(port));
  console.log(`${folder} is at ${url} (Ctrl-C ends)`);
}
