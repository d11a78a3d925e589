/**
 * The popup: asks for a check of the tab it was opened on, and draws the state that the background records, at a glance.
 *
 * It is opened and closed as the reader likes and holds nothing: whatever it shows comes from the record, and from the
 * page itself where that is asked whether signs are painted. The first thing painted is its HTML; everything that it asks the
 * browser is asked at once and waits for nothing it does not need.
 */

import { icon } from "../lib/el.js";
import { useBrowserMessages, translate, t } from "../lib/i18n.js";
import { hostOf, safeUrl } from "../lib/links.js";
import { openPanel } from "../lib/side-panel.js";
import { TabState } from "../lib/tab-state.js";
import { drawSummary } from "../lib/view/summary.js";
import { Marks } from "./marks.js";
import { pairKey, Pairing } from "./pair.js";
import { Site } from "./site.js";
import { drawState, spokenState } from "./states.js";

/** @import { Told } from "../lib/tab-state.js" */

/** A check that ends sooner is not announced: two sentences at once are none. In milliseconds. */
const GRACE = 200;

useBrowserMessages();
translate(document);

const view = byId("view");
const status = byId("status");
const [again, panel, settings] = [byId("again"), byId("panel"), byId("settings")];
again.append(icon("again"));
panel.append(icon("panel"));
settings.append(icon("gear"));

/** What is on the screen, to draw nothing twice. */
let drawn = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let grace;

const tab = await ungarbleEarly.tab;
const tabId = tab?.id ?? -1;
const marks = new Marks(tabId, byId("marks"));
const pairing = new Pairing(tabId);
new Site(tab, byId("site"), byId("fine"));
const state = new TabState(tabId, draw);
const all = () => {
  openPanel(tabId).then(() => window.close(), () => {});
};

again.addEventListener("click", () => state.check(false));
panel.addEventListener("click", all);
settings.addEventListener("click", () => {
  chrome.runtime.openOptionsPage().then(() => window.close(), () => {});
});
panel.hidden = false;
performance.mark("ready"); // for benches/popup.mjs, as is what is shown

state.start(tab?.url ?? null, { check: true, early: await ungarbleEarly.asked });
pairing.prepare().then(() => {
  const question = pairing.question();
  byId("ask").replaceChildren(...(question ? [question] : []));
}, () => {});

/** @param {Told} told */
function draw({ state: shown, done, url }) {
  const key = JSON.stringify(shown) + pairKey(done?.pair);
  if (key === drawn) {
    return;
  }
  drawn = key;
  performance.mark(`shows ${shown.kind}`);
  const scanning = shown.kind === "scanning";
  const renewed = view.dataset["state"] === shown.kind;
  view.dataset["state"] = shown.kind;
  view.setAttribute("aria-busy", String(scanning));
  view.replaceChildren(
    drawState(shown, {
      check: (anyway) => state.check(anyway),
      report: (report) =>
        drawSummary(report, {
          detectors: done?.detectors ?? [],
          looked: done?.looked ?? [],
          about: done?.about,
          show: (sign) => marks.show(sign),
          all,
          compare: (to, look) => pairing.button(to, look),
          pair: done && pairing.state(done),
          others: done && pairing.others(done),
          incognito: tab?.incognito ?? false,
        }),
    }),
  );
  const address = safeUrl(url);
  byId("host").textContent = address ? hostOf(address) : "";
  again.hidden = scanning || shown.kind === "unsupported-page";
  clearTimeout(grace);
  if (scanning) {
    grace = setTimeout(() => say(spokenState(shown)), GRACE);
  } else {
    say(spokenState(shown));
  }
  marks.follow("report" in shown ? shown.report : null);
  // A page that changed by itself does not take the reader from where she is reading.
  if (!scanning && !renewed) {
    document.getElementById("heading")?.focus({ preventScroll: true });
  }
}

/** @param {string} words */
function say(words) {
  status.textContent = words;
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(t("error_internal"));
  }
  return element;
}
