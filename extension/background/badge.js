/**
 * The toolbar button of one tab: the number of signs when the page is likely garbled, nothing otherwise; the verdict in words
 * in its tool tip, which screen readers read too.
 */

import { plural, t } from "../lib/i18n.js";
import { reportState } from "../lib/view-state.js";

/** @import { Report, TabRecord } from "../lib/types.js" */

/** White on it has a contrast of 6.6. */
const BADGE = "#a3341f";

/**
 * @param {Report | null} report
 * @param {boolean} [fine] the reader called the page fine
 * @returns {{ text: string, title: string }}
 */
export function label(report, fine = false) {
  if (report && fine) return { text: "", title: t("title_fine") };
  const state = report ? reportState(report) : null;
  if (report && (state?.kind === "suspicious" || state?.kind === "confirmed")) {
    const signs = report.evidence.length;
    return { text: signs > 99 ? "99+" : String(signs), title: plural("title_suspicious", signs) };
  }
  if (report && state?.kind === "inconclusive") return { text: "", title: plural("title_inconclusive", report.evidence.length) };
  if (report && state?.kind === "clean") return { text: "", title: plural("title_clean", report.text.words) };
  return { text: "", title: t("action_title") };
}

/**
 * @param {number} tabId
 * @param {TabRecord | null} record
 */
export async function labelTab(tabId, record) {
  const { text, title } = record?.phase === "done" ? label(record.report, record.fine) : label(null);
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setTitle({ tabId, title }),
    text && chrome.action.setBadgeBackgroundColor({ tabId, color: BADGE }),
    text && chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
  ]);
}
