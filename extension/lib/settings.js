/**
 * What the reader chose, in `storage.local`. What is stored is read with care: a value of an older version or a damaged
 * one counts as the default, it never fails a check.
 */

import { DEFAULT_ENGINE, readEngine } from "./search-engines.js";

/** @import { Settings } from "./types.js" */

const KEY = "settings";

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ without: [], nursery: false, search: DEFAULT_ENGINE });

/**
 * @param {unknown} stored
 * @returns {Settings}
 */
export function readSettings(stored) {
  const value = /** @type {Partial<Record<keyof Settings, unknown>>} */ (typeof stored === "object" && stored ? stored : {});
  const without = Array.isArray(value.without) ? value.without.filter((id) => typeof id === "string") : [];
  return { without: [...new Set(without)].sort(), nursery: value.nursery === true, search: readEngine(value.search) };
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

export async function resetSettings() {
  await chrome.storage.local.remove(KEY);
}
