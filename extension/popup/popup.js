/**
 * The popup: asks for a check of the tab it was opened on, and draws the state that the background records.
 *
 * It is opened and closed as the reader likes and holds nothing: whatever it shows comes from the record, and from the
 * page itself where that is asked whether signs are painted.
 */

import { icon } from "../lib/el.js";
import { useBrowserMessages, translate, t } from "../lib/i18n.js";
import { hostOf, safeUrl } from "../lib/links.js";
import { askBackground } from "../lib/messages.js";
import { getRecord, watchRecord } from "../lib/records.js";
import { PATIENCE, viewState, wantsCheck } from "../lib/view-state.js";
import { Marks } from "./marks.js";
import { pairKey, Pairing } from "./pair.js";
import { Site } from "./site.js";
import { drawState, spokenState } from "./states.js";

/** @import { Facts, TabRecord, ViewState } from "../lib/types.js" */

/** A check that ends sooner shows no "Reading this page…": a flash of it would only unsettle. */
const GRACE = 200;

useBrowserMessages();
translate(document);

const view = byId("view");
const status = byId("status");
const again = byId("again");
const settings = byId("settings");
again.append(icon("again"));
settings.append(icon("gear"));

/** @type {Facts} */
let facts = { url: null, record: null, now: Date.now() };
/** What is on the screen, to draw nothing twice. */
let drawn = "";
let asked = false;
let late = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let grace;

const tab = (await chrome.tabs.query({ active: true, currentWindow: true }))[0];
const tabId = tab?.id ?? -1;
const marks = new Marks(tabId, byId("marks"));
const pairing = new Pairing(tabId);
new Site(tab, byId("site"));

watchRecord(tabId, (record) => {
  learn({ record });
});
again.addEventListener("click", () => check(false));
settings.addEventListener("click", () => {
  chrome.runtime.openOptionsPage().then(() => window.close(), () => {});
});

await pairing.prepare();
const question = pairing.question();
byId("ask").replaceChildren(...(question ? [question] : []));
facts = { url: tab?.url ?? null, record: await getRecord(tabId), now: Date.now() };
if (wantsCheck(facts)) {
  check(false);
} else {
  wait(); // another window's check may be under way
  draw();
}

/** @param {Partial<Facts>} news */
function learn(news) {
  facts = { ...facts, ...news, now: Date.now() };
  draw();
}

/** @param {boolean} anyway judge the text although the page looks like no article */
async function check(anyway) {
  asked = true;
  wait();
  // The tab may show another page than when this window was opened.
  learn({ record: null, url: await addressOf(tabId) });
  let answer = await askBackground("check", { tabId, anyway });
  if (!answer.ok && answer.code === "page-gone") {
    // The worker was killed under the question; asking wakes it again.
    answer = await askBackground("check", { tabId, anyway });
  }
  asked = false;
  if (answer.ok) {
    learn({ record: await getRecord(tabId) });
  } else {
    const { code, detail } = answer;
    learn({ record: { phase: "failed", run: "", url: facts.url ?? "", code, detail } });
  }
}

/** @param {number} id */
async function addressOf(id) {
  try {
    return (await chrome.tabs.get(id)).url ?? null;
  } catch {
    return null;
  }
}

/** Shows a check that takes longer, and in the end that it takes too long. */
function wait() {
  late = false;
  clearTimeout(grace);
  grace = setTimeout(() => {
    late = true;
    draw();
    grace = setTimeout(() => learn({}), PATIENCE);
  }, GRACE);
}

function draw() {
  const found = viewState(facts);
  /** @type {ViewState} */
  const state = asked && found.kind === "idle" ? { kind: "scanning" } : found;
  if (state.kind === "scanning" && !late) {
    return;
  }
  const record = facts.record;
  const done = record?.phase === "done" ? record : null;
  const key = JSON.stringify(state) + pairKey(done?.pair);
  if (key === drawn) {
    return;
  }
  drawn = key;
  const renewed = view.dataset["state"] === state.kind && !asked;
  view.dataset["state"] = state.kind;
  view.setAttribute("aria-busy", String(state.kind === "scanning"));
  view.replaceChildren(
    drawState(state, {
      detectors: done?.detectors ?? [],
      looked: done?.looked ?? [],
      check,
      show: (sign) => marks.show(sign),
      compare: (url) => pairing.button(url),
      pair: done && pairing.state(done),
      others: done && pairing.others(done),
    }),
  );
  const address = safeUrl(facts.url ?? (record?.url || null));
  byId("host").textContent = address ? hostOf(address) : "";
  again.hidden = state.kind === "scanning" || state.kind === "unsupported-page";
  status.textContent = spokenState(state);
  marks.follow("report" in state ? state.report : null);
  // A page that changed by itself does not take the reader from where she is reading.
  if (state.kind !== "scanning" && !renewed) {
    document.getElementById("heading")?.focus({ preventScroll: true });
  }
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(t("error_internal"));
  }
  return element;
}
