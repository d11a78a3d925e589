/**
 * Pages that hold nothing an extension may read, told by their address alone. An address that says nothing (null)
 * is not judged: the attempt to read the page will tell.
 */

/** @import { PageKind } from "./types.js" */

const STORES = [
  ["chromewebstore.google.com", ""],
  ["chrome.google.com", "/webstore"],
  ["microsoftedge.microsoft.com", "/addons"],
  ["addons.mozilla.org", ""],
];

/** The reader views of Firefox, Edge and Chromium. */
const READERS = /^(?:about:reader\b|read:|chrome-distiller:)/;
/** Shows other sites' articles in frames. Articles that are AMP pages themselves are pages like any other. */
const VIEWER = /^(?:www\.)?google\.[a-z.]{2,6}$/;

/**
 * @param {string | null | undefined} address
 * @returns {PageKind | null} null for a page worth trying
 */
export function pageKind(address) {
  if (!address) return null;
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (address === "about:blank") return "empty";
  if (READERS.test(address)) return "reader";
  if (url.protocol === "view-source:") return "source";
  if (url.protocol === "file:") return null; // may be allowed by the reader
  if (url.protocol !== "http:" && url.protocol !== "https:") return "browser";
  for (const [host, path] of STORES) {
    if (url.hostname === host && url.pathname.startsWith(path ?? "")) return "store";
  }
  if (VIEWER.test(url.hostname) && url.pathname.startsWith("/amp/")) return "amp";
  return null;
}

/**
 * The same from what the browser says when it refuses. Browsers give no code, only a sentence.
 *
 * @param {string} refusal
 * @param {string | null | undefined} address
 * @returns {PageKind | null} null where the refusal is for want of permission
 */
export function refusedKind(refusal, address) {
  const known = pageKind(address);
  if (known) return known;
  if (address?.startsWith("file:")) return "file";
  if (/extensions gallery|webstore/i.test(refusal)) return "store";
  if (/file url|file scheme/i.test(refusal)) return "file";
  // Firefox shows a PDF document in a page of its own, under the document's address.
  if (address && /^[^?#]*\.pdf(?:[?#]|$)/i.test(address)) return "pdf";
  if (/showing error page|cannot access a? ?(chrome|edge|about|view-source|devtools|moz-extension)|chrome:\/\/|edge:\/\//i.test(refusal)) {
    return "browser";
  }
  return null;
}
