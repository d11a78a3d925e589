/**
 * Looks a checked article up in the indexes: the files that the reader imported, and what the feeds brought.
 *
 * The check has made the article's card, which holds no text. It goes to a page of the extension, where the files are, and what
 * they know is added to the record when it comes. The result of the check never waits for it and never fails by it.
 */

import { withConsulted } from "../lib/consulted.js";
import { hasFiles } from "../lib/feeds/store.js";
import { getRecord, putRecord } from "../lib/records.js";
import { labelTab } from "./badge.js";
import { inRoom } from "./room.js";

/** @import { TabRecord } from "../lib/types.js" */

const PATIENCE = 15_000;

/** Is there anything to look an article up in? A damaged store is none. */
export function wantsCard() {
  return hasFiles().catch(() => false);
}

/**
 * @param {number} tabId
 * @param {TabRecord} record as it was just put down
 */
export async function consultFor(tabId, record) {
  if (record.phase !== "done" || !record.card) {
    return;
  }
  const consulted = await inRoom("consult", { card: record.card }, PATIENCE).catch(() => null);
  const now = await getRecord(tabId);
  if (consulted && now?.phase === "done" && now.run === record.run) {
    const added = { ...now, report: withConsulted(now.report, consulted) };
    await putRecord(tabId, added);
    await labelTab(tabId, added).catch(() => {});
  }
}
