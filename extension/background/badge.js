/**
 * The toolbar button of one tab: the number of signs when the page is likely garbled, nothing otherwise; the verdict in words
 * in its tool tip, which screen readers read too.
 */

import { plural, t } from "../lib/i18n.js";
import { reportState } from "../lib/view-state.js";

/** @import { Report } from "../lib/types.js" */

/** White on it has a contrast of 6.6. */
const BADGE = "#a3341f";

/**
 * @param {Report | null} report
 * @returns {{ text: string, title: string }}
 */
export function label(report) {
  const state = report ? reportState(report) : null;
  if (report && state?.kind === "suspicious") {
    const signs = report.evidence.length;
    return { text: signs > 99 ? "99+" : String(signs), title: plural("title_suspicious", signs) };
  }
  if (report && state?.kind === "inconclusive") return { text: "", title: plural("title_inconclusive", report.evidence.length) };
  if (report && state?.kind === "clean") return { text: "", title: plural("title_clean", report.text.words) };
  return { text: "", title: t("action_title") };
}

/**
 * @param {number} tabId
 * @param {Report | null} report
 */
export async function labelTab(tabId, report) {
  const { text, title } = label(report);
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setTitle({ tabId, title }),
    text && chrome.action.setBadgeBackgroundColor({ tabId, color: BADGE }),
    text && chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
  ]);
}
