/**
 * The shortcuts that step through the signs of the page in front, without popup or side panel.
 */

import { askMarks, signsOf } from "../lib/marking.js";
import { getRecord } from "../lib/records.js";

/** @type {Map<string, 1 | -1>} */
const STEPS = new Map([["next-sign", 1], ["previous-sign", -1]]);

/**
 * Goes to a sign of the tab's page, where one was found there. The keyboard goes to its explanation.
 *
 * @param {string} command
 * @param {number} tabId
 */
export async function stepSigns(command, tabId) {
  const by = STEPS.get(command);
  const record = by ? await getRecord(tabId) : null;
  const signs = signsOf(record?.phase === "done" ? record.report : null);
  if (by && signs.length > 0) {
    await askMarks(tabId, "step", { signs, by });
  }
}
