/**
 * Opens the report beside the page: Chromium's side panel, Firefox's sidebar, and a tab where a browser has neither.
 *
 * Browsers open it only in the very turn of a click, so this asks at once and waits for nothing before.
 */

const PAGE = "sidepanel/sidepanel.html";

/**
 * @param {number} tabId whose report is wanted
 * @returns {Promise<void>} settled when it is open, wherever
 */
export function openPanel(tabId) {
  const { sidebarAction } = /** @type {{ sidebarAction?: { open(): Promise<void> } }} */ (/** @type {unknown} */ (chrome));
  return attempt(() => (chrome.sidePanel ? chrome.sidePanel.open({ tabId }) : sidebarAction?.open())).catch(() => openInTab(tabId));
}

/** @param {() => Promise<void> | undefined} open */
function attempt(open) {
  try {
    return open() ?? Promise.reject(new Error("no panel"));
  } catch (error) {
    return Promise.reject(error);
  }
}

/** The report of one tab, in a tab of its own. @param {number} tabId */
async function openInTab(tabId) {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`${PAGE}?tab=${tabId}`) });
}
