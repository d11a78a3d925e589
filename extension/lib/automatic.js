/**
 * Automatic mode: on which pages the extension looks without a click. Off until the reader turns it on, for one site at a time or
 * for all of them, and each time the browser asks her whether it may.
 *
 * Two things must both be true of a page: the reader chose it (settings), and the browser lets the extension into it (permissions).
 * This module changes the two together and answers from the two together. It draws nothing, and registers no script: the
 * background does, whenever one of the two changes (background/automatic.js).
 *
 * The functions that ask for a permission must be called in the click itself. The browser may close the window that asks, so the
 * wish is written down first, and the background fulfils it when the permission comes (pairing.js).
 */

import { giveBack, hostOfPattern, patternOf, webHost } from "./hosts.js";
import { dropWish, putWish } from "./pairing.js";
import { changeSettings, loadSettings } from "./settings.js";
import { hostsOf, loadSources } from "./sources.js";

/** @import { Settings, SiteWish } from "./types.js" */

/** All sites of the web. */
export const EVERYWHERE = "*://*/*";

// ---- turning on and off --------------------------------------------------------------------------------------------------

/**
 * Checks the pages of this host from now on, if the reader lets the browser say yes.
 *
 * @param {string} host
 * @returns {Promise<boolean>} whether she did
 */
export function allowSite(host) {
  const pattern = patternOf(`https://${host}/`);
  if (!pattern || hostOfPattern(pattern) !== host) {
    return Promise.resolve(false);
  }
  const wish = wishFor(host);
  return chrome.permissions.request({ origins: [pattern] }).then((given) => came(wish, given), (error) => refused(wish, error));
}

/**
 * Checks pages everywhere.
 *
 * @returns {Promise<boolean>}
 */
export function allowEverywhere() {
  const wish = wishFor(null);
  return chrome.permissions.request({ origins: [EVERYWHERE] }).then((given) => came(wish, given), (error) => refused(wish, error));
}

/** @param {string | null} host @returns {SiteWish} */
function wishFor(host) {
  const wish = { id: crypto.randomUUID(), host, at: Date.now() };
  putWish(wish);
  return wish;
}

/** @param {SiteWish} wish @param {boolean} given */
async function came(wish, given) {
  if (given) {
    await turnOn(wish);
  } else {
    await dropWish(wish.id);
  }
  return given;
}

/** @param {SiteWish} wish @param {unknown} error @returns {Promise<never>} */
async function refused(wish, error) {
  await dropWish(wish.id);
  throw error;
}

/**
 * The permission is there: the choice holds. Twice is once.
 *
 * @param {SiteWish} wish
 */
export async function turnOn({ id, host }) {
  await dropWish(id);
  await changeSettings(({ automatic, sites, paused }) =>
    host === null
      ? { automatic: "everywhere" }
      : {
          automatic: automatic === "off" ? "sites" : automatic,
          sites: [...sites, host],
          paused: paused.filter((one) => one !== host),
        });
}

/**
 * Ends it for a host, and gives the host back unless something else needs it.
 *
 * @param {string} host
 */
export async function forgetSite(host) {
  await changeSettings(({ automatic, sites, paused }) => {
    const left = sites.filter((one) => one !== host);
    return {
      automatic: automatic === "sites" && left.length === 0 ? "off" : automatic,
      sites: left,
      paused: paused.filter((one) => one !== host),
    };
  });
  if (!(await hostsInUse()).includes(host)) {
    await giveBack(host);
  }
}

/** Ends "everywhere". Sites that were chosen one by one stay chosen, as far as the browser still lets us into them. */
export async function forgetEverywhere() {
  await changeSettings(({ automatic, sites }) => ({ automatic: automatic === "everywhere" ? (sites.length > 0 ? "sites" : "off") : automatic }));
  const { origins = [] } = await chrome.permissions.getAll();
  const all = origins.filter(isAll);
  if (all.length > 0) {
    await chrome.permissions.remove({ origins: all });
  }
  await dropUnallowed();
}

/** Chromium may list the two schemes apart. @param {string} pattern */
function isAll(pattern) {
  return pattern === "<all_urls>" || /^(?:\*|https?):\/\/\*\/\*$/.test(pattern);
}

/** No page is checked without a click any more, and the hosts are given back. */
export async function turnOff() {
  const { sites } = await loadSettings();
  await changeSettings(() => ({ automatic: "off", sites: [], paused: [] }));
  await forgetEverywhere();
  const needed = await hostsInUse();
  await Promise.all(sites.filter((host) => !needed.includes(host)).map(giveBack));
}

/** The reader took permissions away in the browser itself: what is not allowed is no longer chosen. */
export async function dropUnallowed() {
  const [settings, everywhere] = [await loadSettings(), await mayEverywhere()];
  if (settings.automatic === "off") {
    return;
  }
  const sites = await chosenAndAllowed(settings.sites);
  if (sites.length < settings.sites.length || (settings.automatic === "everywhere" && !everywhere)) {
    await changeSettings(({ automatic }) => ({ automatic: everywhere ? automatic : sites.length > 0 ? "sites" : "off", sites }));
  }
}

// ---- pausing -------------------------------------------------------------------------------------------------------------

/**
 * Lets a host rest, or ends that. The permission stays.
 *
 * @param {string} host
 * @param {boolean} paused
 */
export async function pauseSite(host, paused) {
  await changeSettings((now) => {
    const others = now.paused.filter((one) => one !== host);
    return { paused: paused ? [...others, host] : others };
  });
}

/** For as long as the tab is open. @param {number} tabId */
const restKey = (tabId) => `rest:${tabId}`;

/** @param {number} tabId @param {boolean} paused */
export async function pauseTab(tabId, paused) {
  if (paused) {
    await chrome.storage.session.set({ [restKey(tabId)]: true });
  } else {
    await chrome.storage.session.remove(restKey(tabId));
  }
}

/** @param {number} tabId */
export async function isTabPaused(tabId) {
  const key = restKey(tabId);
  return (await chrome.storage.session.get(key))[key] === true;
}

// ---- asking --------------------------------------------------------------------------------------------------------------

/** May the extension look at every page of the web? */
export function mayEverywhere() {
  return chrome.permissions.contains({ origins: [EVERYWHERE] });
}

/** @param {readonly string[]} sites @returns {Promise<string[]>} */
async function chosenAndAllowed(sites) {
  const may = await Promise.all(sites.map((host) => chrome.permissions.contains({ origins: [`*://${host}/*`] })));
  return sites.filter((_, index) => may[index]);
}

/**
 * Where scripts have to stand for what was chosen and is allowed.
 *
 * @param {Settings} settings
 * @returns {Promise<{ matches: string[], excludeMatches: string[] }>} no matches where nothing is checked without a click
 */
export async function whereToLook({ automatic, sites, paused }) {
  if (automatic === "off") {
    return { matches: [], excludeMatches: [] };
  }
  const everywhere = automatic === "everywhere" && (await mayEverywhere());
  const hosts = everywhere ? [] : await chosenAndAllowed(sites);
  return {
    matches: everywhere ? [EVERYWHERE] : hosts.map((host) => `*://${host}/*`),
    excludeMatches: paused.map((host) => `*://${host}/*`),
  };
}

/**
 * How it stands with the pages of an address.
 *
 * @param {Settings} settings
 * @param {string} address
 * @returns {Promise<"off" | "on" | "paused">}
 */
export async function automaticOn(settings, address) {
  const host = webHost(address);
  const { matches, excludeMatches } = await whereToLook(settings);
  if (!host || !matches.some((pattern) => isAll(pattern) || hostOfPattern(pattern) === host)) {
    return "off";
  }
  return excludeMatches.includes(`*://${host}/*`) ? "paused" : "on";
}

/** The hosts that something else than a single comparison needs: they are not given back. */
export async function hostsInUse() {
  const [sources, { sites }] = await Promise.all([loadSources(), loadSettings()]);
  return [...new Set([...hostsOf(sources), ...sites])];
}
