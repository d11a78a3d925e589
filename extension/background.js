/**
 * The background: checks a tab when the popup asks, keeps what came of it, and labels the toolbar button.
 *
 *     popup --check--> background --executeScript--> content script: article -> engine -> report
 *                                                      | the page's policy forbids WASM
 *                                                      v
 *                      copy of the page --> an extension page (offscreen document; Firefox: this page) -> report
 *
 * The browser may kill it at any moment between two events. So it remembers nothing: the state of a tab lives in
 * `storage.session`, and every listener is registered here, at once. It never wakes itself and asks no network.
 */

import { checkTab, pageGone, renewTab, tabMoved, tabSame } from "./background/check.js";
import { labelTab } from "./background/badge.js";
import { answerAs, hearPages } from "./lib/messages.js";
import { dropRecord } from "./lib/records.js";
import { useBrowserMessages } from "./lib/i18n.js";

/** @import { BackgroundMessages } from "./lib/types.js" */

useBrowserMessages();

answerAs(/** @type {const} */ ("background"), /** @type {import("./lib/types.js").Handlers<BackgroundMessages>} */ ({
  check: async ({ tabId, anyway }) => {
    await checkTab(tabId, anyway);
    return null;
  },
}));

// A page that was checked became another one without loading anew.
hearPages({
  moved: (tabId) => tabMoved(tabId).catch(ignore),
  same: (tabId) => tabSame(tabId).catch(ignore),
  changed: (tabId) => renewTab(tabId).catch(ignore),
  left: forget,
});

// Chromium says "loading" of a page that merely changes its address, too.
chrome.tabs.onUpdated.addListener((tabId, change) => {
  if (change.status || change.url) pageGone(tabId, change.status === "loading").then((gone) => gone && forget(tabId), ignore);
});

chrome.tabs.onRemoved.addListener((tabId) => {
  dropRecord(tabId).catch(ignore);
});

// A tab shown ahead of time takes the place of another under a new number.
chrome.tabs.onReplaced.addListener((added, removed) => {
  dropRecord(removed).catch(ignore);
  forget(added);
});

/** @param {number} tabId */
function forget(tabId) {
  dropRecord(tabId).catch(ignore);
  labelTab(tabId, null).catch(ignore);
}

/** The tab is gone: there is nothing left to tell anyone. */
function ignore() {}
