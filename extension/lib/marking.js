/**
 * Asking a page to paint the signs of a report, from popup, side panel and background alike.
 *
 * What paints is put into the page when it is first asked for, not with each check: most pages that are checked are never painted.
 */

import { askPainter, hearPainter } from "./messages.js";

/** @import { Answer, Marked, MarksMessages, Report, Sign } from "./types.js" */

/**
 * A classic script for the page's isolated world, from the root, because a page of the extension asks for it too; the build puts what it
 * needs before it (tools/bundle.mjs).
 */
export const SCRIPTS = ["/content/marks.js"];

/**
 * What the page is told of a report's signs: where each is, and what its explanation says.
 *
 * @param {Report | null | undefined} report
 * @returns {Sign[]}
 */
export function signsOf(report) {
  return (report?.evidence ?? []).map(({ category, quote, expected, message, message_id, params }) =>
    ({ category, quote, expected, message, message_id, params }));
}

/**
 * Asks the painting part of a page's script. Where it is not there yet, it is put in for what needs it.
 *
 * @template {keyof MarksMessages} T
 * @param {number} tabId
 * @param {T} type
 * @param {MarksMessages[T]["ask"]} ask
 * @returns {Promise<Answer<MarksMessages[T]["value"]>>}
 */
export async function askMarks(tabId, type, ask) {
  const answer = await askPainter(tabId, type, ask);
  if (answer.ok || answer.code !== "page-gone" || type === "painted" || type === "clear") {
    return answer;
  }
  try {
    await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: SCRIPTS });
  } catch (error) {
    return { ok: false, code: "no-access", detail: error instanceof Error ? error.message : String(error) };
  }
  return askPainter(tabId, type, ask);
}

/**
 * Hears what is painted on a page whenever that changes, also where the reader steps or ends it on the page itself.
 *
 * @param {(tabId: number, marked: Marked) => void} heard
 */
export function hearMarks(heard) {
  hearPainter((tabId, { on, current, found }) => heard(tabId, { on, current, found }));
}
