/**
 * The settings as all sections see them: read once, changed by one section at a time, and drawn anew when anything changed them,
 * be it the popup in another window.
 */

import { changeSettings, loadSettings, watchSettings } from "../lib/settings.js";
import { tellSaved } from "./page.js";

/** @import { Settings } from "../lib/types.js" */

/** @type {Settings} */
let settings = await loadSettings();
/** @type {((settings: Settings) => void)[]} */
const drawers = [];

watchSettings(show);

/** As they are now, as far as this page knows. */
export function current() {
  return settings;
}

/**
 * Draws now, and whenever the settings have changed.
 *
 * @param {(settings: Settings) => void} draw
 */
export function follow(draw) {
  drawers.push(draw);
  draw(settings);
}

/**
 * Saves a change, and says so.
 *
 * @param {(now: Settings) => Partial<Settings>} to
 */
export function change(to) {
  show({ ...settings, ...to(settings) }); // at once; what was stored by others comes with the answer
  tellSaved(
    changeSettings(to).then(show, (error) => {
      loadSettings().then(show, () => {});
      throw error;
    }),
  );
}

/** @param {Settings} changed */
function show(changed) {
  settings = changed;
  for (const draw of drawers) {
    draw(changed);
  }
}
