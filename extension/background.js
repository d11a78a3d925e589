/**
 * The background: checks a tab when the popup asks, keeps what came of it, and labels the toolbar button.
 *
 *     popup --check--> background --executeScript--> content script: article -> engine -> report
 *                                                      | the page's policy forbids WASM
 *                                                      v
 *                      copy of the page --> an extension page (offscreen document; Firefox: this page) -> report
 *
 * The browser may kill it at any moment between two events. So it remembers nothing: the state of a tab lives in
 * `storage.session`, and every listener is registered here, at once. It wakes itself only to read the feeds of publishers that the
 * reader chose, and asks no other host.
 */

import { articleCame, siteCame, siteGone, syncScripts } from "./background/automatic.js";
import { compareWithPage, compareWithTab, compareWithText, endDead, permissionCame, TIDY } from "./background/compare.js";
import { checkTab, pageGone, renewTab, tabMoved, tabSame } from "./background/check.js";
import { stepSigns } from "./background/marks.js";
import { labelTab } from "./background/badge.js";
import { greet } from "./background/first-run.js";
import { listenToMenu, makeMenu } from "./background/menu.js";
import { ALARM, readDue, readNow, setAlarm } from "./background/feeds.js";
import { nameIsFine, pageIsFine } from "./background/fine.js";
import { hostsInUse, pauseTab } from "./lib/automatic.js";
import { forgetPrivate } from "./lib/fine.js";
import { giveBackLent } from "./lib/hosts.js";
import { answerAs, answerPages, hearPages } from "./lib/messages.js";
import { awaitedTab, endWaiting } from "./lib/pairing.js";
import { dropLast, dropOther } from "./lib/last.js";
import { dropRecord, getRecord } from "./lib/records.js";
import { dropSelection } from "./lib/selection.js";
import { watchSettings } from "./lib/settings.js";
import { useBrowserMessages } from "./lib/i18n.js";

/** @import { BackgroundMessages } from "./lib/types.js" */

useBrowserMessages();

answerAs(/** @type {const} */ ("background"), /** @type {import("./lib/types.js").Handlers<BackgroundMessages>} */ ({
  check: async ({ tabId, anyway }) => {
    await checkTab(tabId, anyway);
    return null;
  },
  "read-feeds": async ({ urls }) => {
    await readNow(urls);
    return null;
  },
  "sources-changed": async () => {
    await setAlarm();
    return null;
  },
  "compare-with-page": async (wish) => {
    await compareWithPage(wish);
    return null;
  },
  "compare-with-tab": async ({ tabId, originalTabId }) => {
    await endWaiting();
    await compareWithTab(tabId, originalTabId);
    return null;
  },
  "compare-with-text": async ({ tabId, text, title }) => {
    await compareWithText(tabId, text, title);
    return null;
  },
  "mark-page": async ({ tabId, fine }) => {
    await pageIsFine(tabId, fine);
    return null;
  },
  "mark-name": async ({ tabId, observed, fine }) => {
    await nameIsFine(tabId, observed, fine);
    return null;
  },
  "comparison-of-tab": async ({ tabId }) => {
    const record = await getRecord(tabId);
    return record?.phase === "done" && record.report.comparison && record.pair ? { report: record.report, with: record.pair.with } : null;
  },
}));

// ---- feeds, permissions, automatic mode --------------------------------------------------------------------------------

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === ALARM) readDue().catch(ignore);
  if (name === TIDY) endDead().catch(ignore);
});

// Alarms need not outlive the browser, registered scripts do not outlive an update, and a permission that was lent for a comparison
// may be left of its last day.
chrome.runtime.onStartup.addListener(tidy);
chrome.runtime.onInstalled.addListener(tidy);

function tidy() {
  makeMenu();
  hostsInUse().then(giveBackLent).then(setAlarm).catch(ignore);
  syncScripts().catch(ignore);
}

chrome.permissions.onAdded.addListener(() => {
  permissionCame().then(setAlarm).catch(ignore);
  siteCame().catch(ignore);
});

chrome.permissions.onRemoved.addListener(() => {
  setAlarm().catch(ignore);
  siteGone().catch(ignore);
});

watchSettings(() => syncScripts().catch(ignore));

answerPages(articleCame);

// ---- the menu of a selection, and shortcuts --------------------------------------------------------------------------

listenToMenu();

// ---- tabs ------------------------------------------------------------------------------------------------------------

// A page that was checked became another one without loading anew.
hearPages({
  moved: (tabId) => tabMoved(tabId).catch(ignore),
  same: (tabId) => tabSame(tabId).catch(ignore),
  changed: (tabId) => renewTab(tabId).catch(ignore),
  left: forget,
});

// Browsers on phones have no keys.
chrome.commands?.onCommand.addListener((command, tab) => {
  if (tab?.id !== undefined) stepSigns(command, tab.id).catch(ignore);
});

// Chromium says "loading" of a page that merely changes its address, too.
chrome.tabs.onUpdated.addListener((tabId, change, { url }) => {
  if (change.status || change.url) {
    dropOther(tabId, url).catch(ignore);
    pageGone(tabId, change.status === "loading").then((gone) => gone && forget(tabId), ignore);
  }
});

chrome.tabs.onRemoved.addListener((tabId) => {
  dropRecord(tabId).catch(ignore);
  dropLast(tabId).catch(ignore);
  pauseTab(tabId, false).catch(ignore);
  dropSelection(tabId).catch(ignore);
  awaitedTab().then((wish) => (wish?.tabId === tabId ? endWaiting() : undefined)).catch(ignore);
});

// A tab shown ahead of time takes the place of another under a new number.
chrome.tabs.onReplaced.addListener((added, removed) => {
  dropRecord(removed).catch(ignore);
  dropLast(removed).catch(ignore);
  forget(added);
});

// What was called fine in private windows goes with the last of them.
chrome.windows?.onRemoved.addListener(() => {
  chrome.windows.getAll().then((windows) => (windows.some(({ incognito }) => incognito) ? undefined : forgetPrivate())).catch(ignore);
});

/** @param {number} tabId */
function forget(tabId) {
  dropRecord(tabId).catch(ignore);
  dropSelection(tabId).catch(ignore);
  labelTab(tabId, null).catch(ignore);
}

// ---- the first run ---------------------------------------------------------------------------------------------------

chrome.runtime.onInstalled.addListener((installed) => {
  greet(installed).catch(ignore);
});

/** The tab is gone: there is nothing left to tell anyone. */
function ignore() {}
