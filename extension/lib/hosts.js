/**
 * Which hosts the extension may ask, and for how long.
 *
 * None at first. The reader allows one host at a time, by a click: the host of a feed for as long as the feed is read, the
 * host of a page to compare with for that one comparison. A pattern names exactly one host, with both http and https,
 * because many sites send from the one to the other.
 *
 * A host that was allowed for one comparison is *lent*. That is written down before the permission is used and given back
 * after it, so that a background that was killed in between can still give it back when it starts again.
 */

const LENT = "lent-hosts";

/** What a host may be made of. An address may also have `*` or `;` in its host, which mean more in patterns and policies. */
const HOST = /^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])$/;

/**
 * The host of an address; null for an address that is not on the web.
 *
 * @param {string} address
 */
export function webHost(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === "http:" || url.protocol === "https:") && HOST.test(url.hostname) ? url.hostname : null;
}

/**
 * The pattern that stands for the host of an address; null for an address that is not on the web.
 *
 * @param {string} address
 */
export function patternOf(address) {
  const host = webHost(address);
  return host && `*://${host}/*`;
}

/**
 * The host of a pattern as the browser lists it.
 *
 * @param {string} pattern
 * @returns {string | null} null for a pattern that stands for more than one host
 */
export function hostOfPattern(pattern) {
  return /^(?:\*|https?):\/\/([^*/]+)\/\*?$/.exec(pattern)?.[1] ?? null;
}

/**
 * May the host of this address be asked now?
 *
 * @param {string} address
 */
export async function mayAsk(address) {
  const pattern = patternOf(address);
  return pattern !== null && chrome.permissions.contains({ origins: [pattern] });
}

/**
 * The hosts that are allowed now, one by one, sorted.
 *
 * @returns {Promise<string[]>}
 */
export async function allowedHosts() {
  const { origins = [] } = await chrome.permissions.getAll();
  return [...new Set(origins.map(hostOfPattern).filter((host) => host !== null))].sort();
}

/**
 * Takes the permission for a host away.
 *
 * @param {string} host
 */
export async function giveBack(host) {
  const { origins = [] } = await chrome.permissions.getAll();
  // Chromium may keep the two schemes apart, and removes only what it lists.
  const own = origins.filter((pattern) => hostOfPattern(pattern) === host);
  return own.length > 0 && chrome.permissions.remove({ origins: own });
}

/** The list of what is lent is changed by one at a time, or one would undo what another wrote. @type {Promise<unknown>} */
let last = Promise.resolve();

/** @param {() => Promise<void>} change @returns {Promise<void>} */
function inTurn(change) {
  const done = last.then(change);
  last = done.catch(() => {});
  return done;
}

/**
 * Writes down that a host was allowed for one comparison only.
 *
 * @param {string} host
 */
export function lend(host) {
  return inTurn(async () => chrome.storage.local.set({ [LENT]: [...new Set([...(await lentHosts()), host])] }));
}

/**
 * Gives back what was lent. A host that a source needs by now stays.
 *
 * @param {readonly string[]} needed hosts of the sources that are read
 */
export function giveBackLent(needed) {
  return inTurn(async () => {
    const lent = await lentHosts();
    if (lent.length > 0) {
      await Promise.all(lent.filter((host) => !needed.includes(host)).map(giveBack));
      await chrome.storage.local.remove(LENT);
    }
  });
}

/** Hosts that were allowed for one comparison. @returns {Promise<string[]>} */
export async function lentHosts() {
  const stored = (await chrome.storage.local.get(LENT))[LENT];
  return Array.isArray(stored) ? stored.filter((host) => typeof host === "string") : [];
}
