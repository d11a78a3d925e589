/**
 * The web as the browsers under test see it: one server on a free port that is both the site and the browsers' proxy.
 *
 * Every request a browser makes, of whatever part of it and to whatever host, comes in here and is written down. Pages
 * of `localhost` are answered from a map of paths, those of other hosts by a {@link Host} that a test has put up; requests to
 * any further host are refused and remain in the log as {@link Site.strangers}. Nothing ever reaches a network.
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
 * @property {import('node:http').IncomingHttpHeaders} headers
 *
 * @typedef {Answer & { endless?: string, hangUp?: boolean }} Reply `endless` is written again and again until the browser has
 *   enough, and empty it is an answer that never ends; `hangUp` ends the connection without an answer
 */

/** Another host of the web, whose pages a test puts up: `http://NAME/`. */
export class Host {
  /** @type {Seen[]} what it was asked for */
  seen = [];
  /** @type {Map<string, (request: Seen) => Reply>} */
  #answers = new Map();

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {string} at */
  url(at) {
    return `http://${this.name}${at}`;
  }

  /**
   * @param {string} at path, with its slash
   * @param {string | Buffer | Reply | ((request: Seen) => Reply)} reply
   * @param {string} [type]
   */
  put(at, reply, type = "text/html; charset=utf-8") {
    const answer = typeof reply === "string" || Buffer.isBuffer(reply) ? { body: reply } : reply;
    this.#answers.set(at, (request) => {
      const given = typeof answer === "function" ? answer(request) : answer;
      return { ...given, headers: { "content-type": type, ...given.headers } };
    });
    return this.url(at);
  }

  /**
   * @param {Seen} request
   * @returns {Reply}
   */
  answer(request) {
    this.seen.push(request);
    return this.#answers.get(new URL(request.url).pathname)?.(request) ?? { body: "Not here.", status: 404 };
  }
}


export class Site {
  /** @type {Seen[]} every request, in order */
  seen = [];
  /** @type {Map<string, Host>} */
  #hosts = new Map();
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
   * Puts up another host, empty at first. It is no stranger from then on.
   *
   * @param {string} name
   */
  another(name) {
    const host = new Host(name);
    this.#hosts.set(name, host);
    return host;
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

  /** Takes a folder down again; what is asked for there is not found. @param {string} address as `mount` gave it */
  unmount(address) {
    this.#folders.delete(new URL(address).pathname);
  }

  /** Requests to other hosts than the site's own and those put up, the browser's housekeeping apart. */
  get strangers() {
    return this.seen.filter((r) => r.host !== this.host && r.host !== HOUSEKEEPING && !this.#hosts.has(r.host));
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {import('node:http').IncomingHttpHeaders} [headers]
   */
  #note(method, url, headers = {}) {
    const host = URL.canParse(url) && url.includes("://") ? new URL(url).host : url;
    const seen = { method, url, host, headers };
    this.seen.push(seen);
    return seen;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    const asked = request.url ?? "/";
    // A browser behind a proxy asks by the whole address; a test that asks directly, by the path.
    const url = new URL(asked, this.url("/"));
    const seen = this.#note(request.method ?? "GET", url.href, request.headers);
    request.resume();
    /** @type {Reply | null} */
    const answer = url.host === this.host ? await this.#find(url.pathname) : (this.#hosts.get(url.host)?.answer(seen) ?? null);
    const { body, headers = {}, status = 200, endless, hangUp = false } = answer ?? { body: "Not here.", status: 404 };
    if (hangUp) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { "cache-control": "no-store", ...headers });
    if (endless !== undefined) {
      response.write(body);
      const more = () => {
        while (endless !== "" && !response.destroyed && response.write(endless));
      };
      response.on("drain", more);
      response.on("error", () => {});
      more();
      return;
    }
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
