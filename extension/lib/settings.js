/**
 * What the reader chose, in `storage.local`. What is stored is read with care: a value of an older version or a damaged
 * one counts as the default, it never fails a check.
 *
 * Several pages may change settings at the same time (popup, settings page, background), each another part of them. So a change is
 * made on what is stored at that moment ({@link changeSettings}), and one after the other.
 */

import { webHost } from "./hosts.js";
import { DEFAULT_ENGINE, readEngine } from "./search-engines.js";

/** @import { Settings } from "./types.js" */

const KEY = "settings";

/** From few false alarms and more that is missed, to the other way round. */
export const SENSITIVITIES = Object.freeze(/** @type {const} */ (["cautious", "balanced", "keen"]));
/** When pages are checked without a click. */
export const AUTOMATIC = Object.freeze(/** @type {const} */ (["off", "sites", "everywhere"]));

/** More than a reader would go through in a list; a longer one is damaged. */
const MOST = 1_000;

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({
  without: [],
  nursery: false,
  search: DEFAULT_ENGINE,
  sensitivity: "balanced",
  automatic: "off",
  sites: [],
  paused: [],
});

/**
 * @param {unknown} stored
 * @returns {Settings}
 */
export function readSettings(stored) {
  const value = /** @type {Partial<Record<keyof Settings, unknown>>} */ (typeof stored === "object" && stored ? stored : {});
  return {
    without: strings(value.without),
    nursery: value.nursery === true,
    search: readEngine(value.search),
    sensitivity: SENSITIVITIES.find((choice) => choice === value.sensitivity) ?? DEFAULTS.sensitivity,
    automatic: AUTOMATIC.find((choice) => choice === value.automatic) ?? DEFAULTS.automatic,
    sites: hosts(value.sites),
    paused: hosts(value.paused),
  };
}

/** @param {unknown} list sorted, each once @returns {string[]} */
function strings(list) {
  const found = Array.isArray(list) ? list.filter((one) => typeof one === "string" && one.length <= 253) : [];
  return [...new Set(found)].sort().slice(0, MOST);
}

/** @param {unknown} list */
function hosts(list) {
  return strings(list).filter((host) => webHost(`https://${host}/`) === host);
}

/** @returns {Promise<Settings>} */
export async function loadSettings() {
  try {
    return readSettings((await chrome.storage.local.get(KEY))[KEY]);
  } catch {
    return readSettings(null);
  }
}

/** @param {Settings} settings */
export async function saveSettings(settings) {
  await chrome.storage.local.set({ [KEY]: readSettings(settings) });
}

/**
 * Changes some of the settings and leaves the others as they are by now.
 *
 * @param {(now: Settings) => Partial<Settings>} change
 * @returns {Promise<Settings>} all of them as they are then
 */
export function changeSettings(change) {
  return alone("settings", async () => {
    const now = await loadSettings();
    const changed = readSettings({ ...now, ...change(now) });
    await saveSettings(changed);
    return changed;
  });
}

export async function resetSettings() {
  await chrome.storage.local.remove(KEY);
}

/**
 * Calls back with the settings whenever they have changed, wherever that was done.
 *
 * @param {(settings: Settings) => void} changed
 */
export function watchSettings(changed) {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) changed(readSettings(changes[KEY]?.newValue));
  });
}

/**
 * Reads and writes without another page of the extension between the two.
 *
 * @template R
 * @param {string} name of what is changed
 * @param {() => Promise<R>} change
 * @returns {Promise<R>}
 */
export async function alone(name, change) {
  return navigator.locks.request(name, change);
}
