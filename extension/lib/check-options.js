/**
 * What the reader's choices mean for the engine: the same for a page, a selection and a comparison.
 */

import { loadFine } from "./fine.js";
import { loadSettings } from "./settings.js";

/** @import { Choices, Settings } from "./types.js" */

/**
 * @param {boolean} incognito the text stands in a private window
 * @returns {Promise<{ settings: Settings, choices: Choices, fine: Awaited<ReturnType<typeof loadFine>> }>}
 */
export async function loadChoices(incognito) {
  const [settings, fine] = await Promise.all([loadSettings(), loadFine(incognito)]);
  const { nursery, without, sensitivity } = settings;
  return { settings, fine, choices: { nursery, without, sensitivity, accepted: fine.names } };
}
