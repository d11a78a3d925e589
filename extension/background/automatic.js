/**
 * Automatic mode in the background: keeps the gate's script registered for the pages that the reader chose, and checks a page when
 * that script says that an article stands there and is seen.
 *
 * One page is checked at a time, and only one that is seen: thirty tabs of the last session cost nothing until each is looked at.
 * The queue is in memory. Should the background be killed, the question of each waiting page breaks off, and the page asks once
 * more.
 */

import { dropUnallowed, turnOn, whereToLook } from "../lib/automatic.js";
import { sameDocument } from "../lib/links.js";
import { askContent } from "../lib/messages.js";
import { getSiteWish } from "../lib/pairing.js";
import { getRecord } from "../lib/records.js";
import { alone, loadSettings } from "../lib/settings.js";
import { checkTab, restsOn } from "./check.js";

/** @import { PageAnswer } from "../lib/types.js" */

/** The name that the scripts are registered under. */
const ID = "gate";
/** All that comes into a page before an article was found on it; the build puts lib/gate.js before it. */
const SCRIPTS = ["content/auto.js"];

// ---- scripts -------------------------------------------------------------------------------------------------------------

/** Registers the gate's script where it belongs, and nowhere else; and puts it into pages that are open there already. */
export function syncScripts() {
  return alone("scripts", async () => {
    const wanted = await whereToLook(await loadSettings());
    const [now] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
    const old = { matches: now?.matches ?? [], excludeMatches: now?.excludeMatches ?? [] };
    if (same(old.matches, wanted.matches) && (wanted.matches.length === 0 || same(old.excludeMatches, wanted.excludeMatches))) {
      return;
    }
    if (now) {
      // Not changed in place: what is left out of a change keeps its old value.
      await chrome.scripting.unregisterContentScripts({ ids: [ID] });
    }
    if (wanted.matches.length > 0) {
      await chrome.scripting.registerContentScripts([{
        id: ID,
        js: SCRIPTS,
        ...wanted,
        runAt: "document_idle",
        allFrames: false,
        world: "ISOLATED",
        persistAcrossSessions: true,
      }]);
      await wake(wanted.matches);
    }
  });
}

/** @param {readonly string[]} one @param {readonly string[]} other */
function same(one, other) {
  return one.toSorted().join(" ") === other.toSorted().join(" ");
}

/** Pages that were open before. One that must rest is told so when it asks. @param {string[]} matches */
async function wake(matches) {
  const tabs = await chrome.tabs.query({ url: matches, discarded: false, status: "complete" });
  await Promise.all(
    tabs.map(({ id }) => id !== undefined && chrome.scripting.executeScript({ target: { tabId: id }, files: SCRIPTS }).catch(() => {})),
  );
}

/** A permission has come: did the reader ask for automatic checks? */
export async function siteCame() {
  const wish = await getSiteWish();
  if (wish) {
    const origins = [wish.host === null ? "*://*/*" : `*://${wish.host}/*`];
    if (await chrome.permissions.contains({ origins })) {
      await turnOn(wish);
    }
  }
  await syncScripts();
}

/** Permissions were taken away. */
export async function siteGone() {
  await dropUnallowed();
  await syncScripts();
}

// ---- pages ---------------------------------------------------------------------------------------------------------------

/** Tabs that wait, and what their pages wait for; the latest last. @type {Map<number, (answer: PageAnswer) => void>} */
const waiting = new Map();
let busy = false;

/**
 * A page holds an article, and is seen.
 *
 * @param {number} tabId
 * @returns {Promise<PageAnswer>} when it was checked, or is not to be
 */
export function articleCame(tabId) {
  return new Promise((resolve) => {
    waiting.get(tabId)?.("later");
    waiting.delete(tabId);
    waiting.set(tabId, resolve);
    if (!busy) {
      work().catch(() => {});
    }
  });
}

async function work() {
  busy = true;
  try {
    while (waiting.size > 0) {
      // The tab before the reader comes first; of several windows, the one that asked last.
      const shown = new Set((await chrome.tabs.query({ active: true })).map(({ id }) => id));
      const all = [...waiting.entries()];
      const [tabId, answer] = all.findLast(([id]) => shown.has(id)) ?? /** @type {typeof all[0]} */ (all.at(-1));
      waiting.delete(tabId);
      answer(shown.has(tabId) ? await checkPage(tabId).catch(() => /** @type {const} */ ("rest")) : "later");
    }
  } finally {
    busy = false; // in the same breath as the last look at who waits
  }
}

/** @param {number} tabId @returns {Promise<PageAnswer>} */
async function checkPage(tabId) {
  const { url = "" } = await chrome.tabs.get(tabId);
  if (await restsOn(tabId, url)) {
    return "rest";
  }
  const record = await getRecord(tabId);
  // The reader was faster. A page that is gone has no script to answer, and a check that died with the background no end.
  const known = record?.phase === "done" && sameDocument(url, record.url) && (await askContent(tabId, "here", {})).ok;
  const reading = record?.phase === "scanning" && !record.automatic;
  if (!known && !reading) {
    await checkTab(tabId, false, true);
  }
  return "checked";
}
