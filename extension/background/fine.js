/**
 * The reader calls a page or a name fine, or takes that back: it is kept (lib/fine.js), and the tab's record and button say so.
 */

import { markName, markPage } from "../lib/fine.js";
import { getRecord, putRecord } from "../lib/records.js";
import { labelTab } from "./badge.js";
import { checkTab, isPrivate } from "./check.js";

/**
 * @param {number} tabId
 * @param {boolean} fine
 */
export async function pageIsFine(tabId, fine) {
  const { url } = (await getRecord(tabId)) ?? {};
  if (!url) {
    return;
  }
  await markPage(url, fine, await isPrivate(tabId));
  const now = await getRecord(tabId);
  if (now?.phase === "done" && now.url === url) {
    const marked = { ...now, fine };
    await putRecord(tabId, marked);
    await labelTab(tabId, marked).catch(() => {});
  }
}

/**
 * The page is judged again: without the name its score is another.
 *
 * @param {number} tabId
 * @param {readonly string[]} observed
 * @param {boolean} fine
 */
export async function nameIsFine(tabId, observed, fine) {
  await markName(observed, fine, await isPrivate(tabId));
  const record = await getRecord(tabId);
  if (record?.phase === "done") {
    await checkTab(tabId, record.anyway);
  }
}
