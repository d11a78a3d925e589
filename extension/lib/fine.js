/**
 * What the reader called fine: pages that no sign is to be reported of, and names that are right as they are written. On this
 * computer only, in `storage.local`.
 *
 * The names stand in clear, so that the settings can list them and take one back. Of a page only a salted hash of its address is
 * kept, which tells nobody who looks at the disk what was read; a page can be asked about, the list cannot be read out. What is
 * called fine in a private window is kept in memory (`storage.session`) and dropped with the last of these windows.
 *
 * As with settings, what is stored is read with care, and never fails a check.
 */

import { webHost } from "./hosts.js";
import { alone } from "./settings.js";

/** @import { Fine } from "./types.js" */

const KEY = "fine";

/** The oldest go first. */
const MOST_PAGES = 2_000;
const MOST_NAMES = 500;
/** Characters of a name. */
const LONGEST = 100;
/** Bytes of salt, and of a hash that are kept: enough that no two of some thousand addresses meet. */
const BYTES = 12;

/**
 * @param {unknown} stored
 * @returns {Fine}
 */
export function readFine(stored) {
  const value = /** @type {Partial<Record<keyof Fine, unknown>>} */ (typeof stored === "object" && stored ? stored : {});
  const salt = isSum(value.salt) ? value.salt : "";
  return {
    salt,
    // Without their salt they are of no use.
    pages: salt ? strings(value.pages).filter(isSum).slice(-MOST_PAGES) : [],
    names: strings(value.names).flatMap((name) => tidy(name) ?? []).slice(-MOST_NAMES),
  };
}

/** @param {unknown} list each once @returns {string[]} */
function strings(list) {
  return Array.isArray(list) ? [...new Set(list.filter((one) => typeof one === "string"))] : [];
}

/** @param {unknown} text @returns {text is string} */
function isSum(text) {
  return typeof text === "string" && /^[\w+/]{16}$/.test(text);
}

/** @param {string} name @returns {string | null} null for what is no name */
function tidy(name) {
  const words = name.trim().replace(/\s+/g, " ");
  return words && words.length <= LONGEST ? words : null;
}

/** @param {boolean} incognito */
const area = (incognito) => (incognito ? chrome.storage.session : chrome.storage.local);

/** @param {boolean} incognito @returns {Promise<Fine>} */
async function load(incognito) {
  try {
    return readFine((await area(incognito).get(KEY))[KEY]);
  } catch {
    return readFine(null);
  }
}

/**
 * What is called fine; in a private window also what was called so there.
 *
 * @param {boolean} [incognito]
 * @returns {Promise<{ kept: Fine, here: Fine | null, names: string[] }>} `names` of both
 */
export async function loadFine(incognito = false) {
  const kept = await load(false);
  const here = incognito ? await load(true) : null;
  return { kept, here, names: [...new Set([...kept.names, ...(here?.names ?? [])])] };
}

/**
 * Was this page called fine?
 *
 * @param {Awaited<ReturnType<typeof loadFine>>} fine
 * @param {string} address
 */
export async function isFinePage({ kept, here }, address) {
  for (const fine of [kept, here]) {
    if (fine && fine.pages.length > 0) {
      const sum = await sumOf(fine.salt, address);
      if (sum && fine.pages.includes(sum)) return true;
    }
  }
  return false;
}

/**
 * A page's number: of its address, without the place in the page.
 *
 * @param {string} salt
 * @param {string} address
 * @returns {Promise<string | null>} null for an address that is not on the web, and not a file either
 */
async function sumOf(salt, address) {
  if (!webHost(address) && !address.startsWith("file:")) return null;
  const bytes = new TextEncoder().encode(`${salt} ${address.replace(/#.*/s, "")}`);
  return inLetters(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, BYTES));
}

/** @param {Uint8Array} bytes */
function inLetters(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/**
 * Calls a page fine, or no longer.
 *
 * @param {string} address
 * @param {boolean} fine
 * @param {boolean} [incognito] the page stands in a private window
 */
export async function markPage(address, fine, incognito = false) {
  // What was called fine in another window can be taken back in a private one: that keeps less, not more.
  for (const inPrivate of fine ? [incognito] : incognito ? [false, true] : [false]) {
    await change(inPrivate, async (now) => {
      const salt = now.salt || inLetters(crypto.getRandomValues(new Uint8Array(BYTES)));
      const sum = await sumOf(salt, address);
      const pages = now.pages.filter((page) => page !== sum);
      return { ...now, salt, pages: fine && sum ? [...pages, sum] : pages };
    });
  }
}

/**
 * Calls a name right as it is written, or no longer; all forms of it that were found.
 *
 * @param {string | readonly string[]} observed
 * @param {boolean} fine
 * @param {boolean} [incognito] it stands in a private window
 */
export async function markName(observed, fine, incognito = false) {
  const forms = [observed].flat().flatMap((name) => tidy(name) ?? []);
  for (const inPrivate of fine ? [incognito] : incognito ? [false, true] : [false]) {
    await change(inPrivate, async (now) => {
      const names = now.names.filter((name) => !forms.includes(name));
      return { ...now, names: fine ? [...names, ...forms] : names };
    });
  }
}

/**
 * @param {boolean} incognito
 * @param {(now: Fine) => Promise<Fine>} to
 */
function change(incognito, to) {
  return alone(KEY, async () => {
    await area(incognito).set({ [KEY]: readFine(await to(await load(incognito))) });
  });
}

/** No page was called fine; names stay. */
export function forgetPages() {
  return change(false, async (now) => ({ ...now, pages: [] }));
}

/**
 * Calls back whenever something was called fine, or no longer, outside private windows.
 *
 * @param {() => void} changed
 */
export function watchFine(changed) {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) changed();
  });
}

/** As it is kept, to be taken along to another computer. */
export function exportFine() {
  return load(false);
}

/** @param {unknown} fine of {@link exportFine}, perhaps damaged */
export async function importFine(fine) {
  await alone(KEY, () => chrome.storage.local.set({ [KEY]: readFine(fine) }));
}

/** Nothing was called fine. */
export async function forgetFine() {
  await chrome.storage.local.remove(KEY);
  await forgetPrivate();
}

/** The last private window was closed. */
export async function forgetPrivate() {
  await chrome.storage.session.remove(KEY);
}
