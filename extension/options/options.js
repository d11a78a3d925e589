/**
 * The settings: which kinds of signs are looked for. Every change is saved at once and holds from the next check on.
 */

import { loadEngine } from "../lib/check-copy.js";
import { el } from "../lib/el.js";
import { t, translate, useBrowserMessages } from "../lib/i18n.js";
import { loadSettings, resetSettings, saveSettings } from "../lib/settings.js";
import { drawDetector } from "../lib/view/detector.js";
import { drawNotice } from "../lib/view/notice.js";

/** @import { DetectorInfo, Settings } from "../lib/types.js" */

useBrowserMessages();
translate(document);

const status = byId("status");
const nursery = /** @type {HTMLInputElement} */ (byId("nursery"));
/** @type {Settings} */
let settings = await loadSettings();
/** @type {DetectorInfo[]} */
let detectors = [];

nursery.addEventListener("change", () => {
  save({ ...settings, nursery: nursery.checked });
});
byId("reset").addEventListener("click", () => {
  resetSettings()
    .then(loadSettings)
    .then((fresh) => {
      settings = fresh;
      draw();
      tell(t("options_was_reset"));
    })
    .catch(() => tell(t("options_not_saved")));
});

try {
  const engine = await loadEngine();
  const infos = engine.call("detectors");
  const name = engine.call("engine");
  detectors = infos.ok ? infos.value : [];
  byId("engine").textContent = name.ok ? name.value : "";
  draw();
} catch (error) {
  const detail = error instanceof Error ? error.message : String(error);
  byId("detectors").replaceChildren(drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_engine"), detail }));
}

function draw() {
  nursery.checked = settings.nursery;
  const stage = (/** @type {DetectorInfo["stage"]} */ wanted) => detectors.filter((info) => info.stage === wanted);
  byId("detectors").replaceChildren(...stage("stable").map((info) => drawDetector(info, toggle(info))));
  byId("trial").replaceChildren(...(settings.nursery ? stage("nursery").map((info) => drawDetector(info, toggle(info))) : []));
}

/** @param {DetectorInfo} info */
function toggle(info) {
  const box = el("input", {
    class: "toggle",
    type: "checkbox",
    role: "switch",
    checked: !settings.without.includes(info.id),
    "aria-labelledby": `detector-${info.id}`,
  });
  box.addEventListener("change", () => {
    const others = settings.without.filter((id) => id !== info.id);
    save({ ...settings, without: box.checked ? others : [...others, info.id] });
  });
  return box;
}

/** @param {Settings} changed */
function save(changed) {
  const redraw = changed.nursery !== settings.nursery;
  settings = changed;
  saveSettings(changed).then(
    () => tell(t("options_saved")),
    () => tell(t("options_not_saved")),
  );
  if (redraw) {
    draw();
  }
}

/** @param {string} text */
function tell(text) {
  // Emptied first: the same words twice are news all the same, for a screen reader too.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}
