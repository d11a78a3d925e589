/**
 * The one place from which anything is fetched from elsewhere: a feed, or a page to compare with.
 *
 * Without cookies, without a referrer, without the browser's cache (an answer for a comparison leaves nothing on the disk),
 * no more than so many bytes in so much time. And to no host the reader did not allow, not even by a redirect: fetch would
 * follow one anywhere, so each request is made from an empty frame of its own, whose content security policy names the
 * allowed hosts. The browser holds every hop to it before it asks.
 *
 * Runs in a page of the extension, because a worker has no frames. It decides nothing about who may be asked: its caller
 * hands it the hosts.
 */

import { webHost } from "./hosts.js";

/**
 * @typedef {object} Wish
 * @property {string} url
 * @property {readonly string[]} hosts that may be asked; the address's own must be among them
 * @property {number} bytes most that is read
 * @property {number} milliseconds most that it may take
 * @property {string} accept
 * @property {string | null} [etag]
 * @property {string | null} [modified]
 *
 * @typedef {object} Fetched
 * @property {true} ok
 * @property {number} status
 * @property {string} url where it came from in the end
 * @property {Headers} headers
 * @property {Uint8Array} body empty unless the status is 200
 *
 * @typedef {"not-allowed" | "offline" | "unreachable" | "redirected" | "too-large" | "too-slow"} FetchCode
 * @typedef {{ ok: false, code: FetchCode, detail: string }} Unfetched
 */

/**
 * @param {Wish} wish
 * @returns {Promise<Fetched | Unfetched>}
 */
export async function fetchFrom({ url, hosts, bytes, milliseconds, accept, etag, modified }) {
  const host = webHost(url);
  if (host === null || !hosts.includes(host)) {
    return unfetched("not-allowed", url);
  }
  if (navigator.onLine === false) {
    return unfetched("offline", "");
  }
  const frame = await frameFor(hosts);
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), milliseconds);
  /** @type {RequestInit} */
  const request = {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    signal: ended.signal,
    headers: { accept, ...(etag && { "if-none-match": etag }), ...(modified && { "if-modified-since": modified }) },
  };
  try {
    const inside = frame.contentWindow;
    if (!inside) {
      return unfetched("unreachable", "no frame");
    }
    const response = await inside.fetch(url, request).catch(async (error) => {
      // A redirect to where nobody may be asked fails like a host that is down. Asked not to follow, fetch tells.
      const first = ended.signal.aborted ? null : await inside.fetch(url, { ...request, redirect: "manual" }).catch(() => null);
      if (first?.type === "opaqueredirect") {
        return null;
      }
      throw error;
    });
    if (response === null) {
      return unfetched("redirected", "");
    }
    const body = response.status === 200 ? await read(response, bytes) : new Uint8Array();
    if (body === null) {
      return unfetched("too-large", `more than ${bytes} bytes`);
    }
    return { ok: true, status: response.status, url: response.url || url, headers: response.headers, body };
  } catch (error) {
    return unfetched(ended.signal.aborted ? "too-slow" : "unreachable", error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    ended.abort(); // ends what is still coming
    frame.remove();
  }
}

/**
 * An empty frame that may connect to these hosts and do nothing else.
 *
 * @param {readonly string[]} hosts
 * @returns {Promise<HTMLIFrameElement>}
 */
async function frameFor(hosts) {
  const frame = document.createElement("iframe");
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  (document.body ?? document.documentElement).append(frame);
  await loaded;
  const inside = frame.contentDocument;
  if (!inside) {
    throw new Error("the frame has no document");
  }
  const policy = inside.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `default-src 'none'; connect-src ${hosts.map((host) => `http://${host}:* https://${host}:*`).join(" ")}`;
  inside.head.append(policy);
  return frame;
}

/**
 * The body, as it comes in, so that a large one is left before it is here; null where it is too large.
 *
 * @param {Response} response
 * @param {number} most
 */
async function read(response, most) {
  const reader = response.body?.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > most) {
      await reader?.cancel().catch(() => {});
      return null;
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param {FetchCode} code
 * @param {string} detail
 * @returns {Unfetched}
 */
function unfetched(code, detail) {
  return { ok: false, code, detail };
}
