/**
 * Which addresses may become links, and how a host is shown. Only http and https; the host stands in ASCII (punycode),
 * because letters that look alike are the oldest trick of a fake site.
 */

/**
 * The address if it may be linked, else null.
 *
 * @param {string | null | undefined} address
 * @returns {URL | null}
 */
export function safeUrl(address) {
  if (!address) return null;
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  // An address with a user name in it reads like another host.
  url.username = "";
  url.password = "";
  return url;
}

/**
 * The full host, in ASCII, with a port that is not the usual one.
 *
 * @param {URL} url
 */
export function hostOf(url) {
  return url.host;
}

/**
 * The search words of a prepared search, if its address carries them under the usual name.
 *
 * @param {URL} url
 */
export function searchWords(url) {
  return url.searchParams.get("q") ?? url.searchParams.get("query") ?? null;
}

/**
 * Two addresses of one document: the fragment aside.
 *
 * @param {string | null | undefined} a
 * @param {string | null | undefined} b
 */
export function sameDocument(a, b) {
  return stripFragment(a) === stripFragment(b);
}

/** @param {string | null | undefined} address */
function stripFragment(address) {
  const text = address ?? "";
  const at = text.indexOf("#");
  return at < 0 ? text : text.slice(0, at);
}
