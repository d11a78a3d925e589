/**
 * The web as the browsers under test see it: one server on a free port that is both the site and the browsers' proxy.
 *
 * Every request a browser makes, of whatever part of it and to whatever host, comes in here and is written down. Pages
 * of `localhost` are answered from a map of paths; requests to any other host are refused and remain in the log as
 * {@link Site.strangers}. Nothing ever reaches a network.
 */

import { createServer } from "node:http";

import { TYPES, find } from "../../../tools/serve.mjs";

/** The host that the browsers' own housekeeping is pointed to: see `chromium.mjs` for what it is. */
export const HOUSEKEEPING = "browser-housekeeping.invalid";

/**
 * @typedef {object} Answer
 * @property {string | Buffer} body
 * @property {Record<string, string>} [headers]
 * @property {number} [status]
 *
 * @typedef {object} Seen a request as it came in
 * @property {string} method
 * @property {string} url absolute; `host:port` alone for a tunnel
 * @property {string} host with its port
 */

export class Site {
  /** @type {Seen[]} every request, in order */
  seen = [];
  /** @type {Map<string, Answer>} */
  #pages = new Map();
  /** @type {Map<string, string>} path prefix to folder */
  #folders = new Map();
  #server = createServer((request, response) => void this.#answer(request, response));

  /** A running site. */
  static async start() {
    const site = new Site();
    site.#server.on("connect", (request, socket) => {
      site.#note(request.method ?? "CONNECT", request.url ?? "");
      socket.on("error", () => {});
      socket.end("HTTP/1.1 502 Only localhost is here\r\nConnection: close\r\n\r\n");
    });
    site.#server.on("upgrade", (request, socket) => {
      site.#note("UPGRADE", request.url ?? "");
      socket.on("error", () => {});
      socket.destroy();
    });
    await new Promise((listening) => site.#server.listen(0, "127.0.0.1", () => listening(undefined)));
    return site;
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.#server.address()).port;
  }

  get host() {
    return `localhost:${this.port}`;
  }

  /**
   * The address of a path.
   *
   * @param {string} at
   */
  url(at) {
    return `http://${this.host}${at}`;
  }

  /**
   * Puts a page up and gives its address.
   *
   * @param {string} at path, with its slash
   * @param {string | Buffer} body
   * @param {Record<string, string>} [headers]
   */
  put(at, body, headers = {}) {
    this.#pages.set(at, { body, headers: { "content-type": TYPES[".html"] ?? "", ...headers } });
    return this.url(at);
  }

  /**
   * Serves a folder under a path, as any static host would: by its files' endings, `index.html` for a folder.
   *
   * @param {string} prefix path, with slashes at both ends
   * @param {string} folder
   */
  mount(prefix, folder) {
    this.#folders.set(prefix, folder);
    return this.url(prefix);
  }

  /** Requests to other hosts than the site's own, the browser's housekeeping apart. */
  get strangers() {
    return this.seen.filter((r) => r.host !== this.host && r.host !== HOUSEKEEPING);
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /**
   * @param {string} method
   * @param {string} url
   */
  #note(method, url) {
    const host = URL.canParse(url) && url.includes("://") ? new URL(url).host : url;
    this.seen.push({ method, url, host });
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    const asked = request.url ?? "/";
    // A browser behind a proxy asks by the whole address; a test that asks directly, by the path.
    const url = new URL(asked, this.url("/"));
    this.#note(request.method ?? "GET", url.href);
    request.resume();
    const answer = url.host === this.host ? await this.#find(url.pathname) : null;
    const { body, headers = {}, status = 200 } = answer ?? { body: "Not here.", status: 404 };
    response.writeHead(status, { "cache-control": "no-store", ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  /**
   * @param {string} at
   * @returns {Promise<Answer | null>}
   */
  async #find(at) {
    const page = this.#pages.get(at);
    if (page) return page;
    for (const [prefix, folder] of this.#folders) {
      const file = at.startsWith(prefix) ? await find(folder, at.slice(prefix.length)) : null;
      if (file) {
        return { body: file.body, headers: { "content-type": file.type } };
      }
    }
    return null;
  }
}
