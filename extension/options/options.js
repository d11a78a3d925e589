/**
 * The settings: where originals are found, and which kinds of signs are looked for. Every change is saved at once and holds from
 * the next check on. The sections about sources are modules of their own.
 */

import { loadEngine } from "../lib/check-copy.js";
import { el } from "../lib/el.js";
import { t, translate, useBrowserMessages } from "../lib/i18n.js";
import { startAfresh } from "../lib/feeds/store.js";
import { allowedHosts, giveBack } from "../lib/hosts.js";
import { askBackground } from "../lib/messages.js";
import { loadSettings, resetSettings, saveSettings } from "../lib/settings.js";
import { drawDetector } from "../lib/view/detector.js";
import { drawNotice } from "../lib/view/notice.js";
import { DEFAULTS as NO_SOURCES, saveSources } from "../lib/sources.js";
import { byId, tell, tellSaved } from "./page.js";

/** @import { DetectorInfo, Settings } from "../lib/types.js" */

useBrowserMessages();
translate(document);

// Not before the page's words are there: these modules draw at once.
const [{ drawSources }, { drawIndexes }, { drawHosts }, { drawSearch, followSearch }] = await Promise.all([
  import("./sources.js"),
  import("./indexes.js"),
  import("./hosts.js"),
  import("./search.js"),
]);

const nursery = /** @type {HTMLInputElement} */ (byId("nursery"));
/** @type {Settings} */
let settings = await loadSettings();
/** @type {DetectorInfo[]} */
let detectors = [];

nursery.addEventListener("change", () => {
  save({ ...settings, nursery: nursery.checked });
});
byId("reset").addEventListener("click", () => {
  reset()
    .then(() => tell(t("options_was_reset")))
    .catch(() => tell(t("options_not_saved")));
});
followSearch((search) => save({ ...settings, search }));

await drawAll();

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
  tellSaved(saveSettings(changed));
  if (redraw) {
    draw();
  }
}

/** Everything as it was at first: settings, sources and what came of them, imported files, hosts. */
async function reset() {
  await resetSettings();
  await saveSources(NO_SOURCES);
  await startAfresh();
  await Promise.all((await allowedHosts()).map(giveBack));
  await askBackground("sources-changed", {});
  settings = await loadSettings();
  draw();
  await drawAll();
}

async function drawAll() {
  drawSearch(settings.search);
  await Promise.all([drawSources(), drawIndexes(), drawHosts()]);
}
