/**
 * The settings: one section at a time, each a module of its own. A change is saved at once and holds from the next check on.
 */

import { loadEngine } from "../lib/check-copy.js";
import { t, translate, useBrowserMessages } from "../lib/i18n.js";
import { drawNotice } from "../lib/view/notice.js";
import { byId } from "./page.js";

useBrowserMessages();
translate(document);

// Not before the page's words are there: these modules draw at once.
const [{ followAddress }, { startSigns }, { startSensitivity }, , { drawFine }, { drawSources }, { drawIndexes }, , { drawPermissions }, data, { drawAbout }] = await Promise.all([
  import("./sections.js"),
  import("./signs.js"),
  import("./sensitivity.js"),
  import("./sites.js"),
  import("./fine.js"),
  import("./sources.js"),
  import("./indexes.js"),
  import("./search.js"),
  import("./permissions.js"),
  import("./data.js"),
  import("./about.js"),
]);

followAddress();
data.startData(drawAll);
await drawAll();

try {
  const engine = await loadEngine();
  const infos = engine.call("detectors");
  if (!infos.ok) {
    throw new Error(infos.detail);
  }
  startSigns(infos.value);
  data.nameSigns(infos.value);
  const measured = engine.call("sensitivities");
  startSensitivity(measured.ok ? measured.value : []);
  const about = engine.call("about");
  await drawAbout(about.ok ? about.value : null);
} catch (error) {
  const detail = error instanceof Error ? error.message : String(error);
  byId("detectors").replaceChildren(drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_engine"), detail }));
  await drawAbout(null);
}

async function drawAll() {
  await Promise.all([drawFine(), drawSources(), drawIndexes(), drawPermissions(), data.drawData()]);
}
