/**
 * A static web server on this machine alone, for looking at the demo: `node tools/serve.mjs [FOLDER] [PORT]`. Tests and
 * benchmarks start it too. It knows the few types we need and no more.
 */

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * @param {string} folder
 * @param {number} [port] 0 takes a free one
 */
export async function serve(folder, port = 0) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      let path = join(root, normalize(decodeURIComponent(pathname)));
      if ((await stat(path)).isDirectory()) {
        path = join(path, "index.html");
      }
      const body = await readFile(path);
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
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
