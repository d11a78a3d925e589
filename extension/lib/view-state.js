/**
 * From what is known of a tab to the one thing the popup shows. Pure: the same facts, the same state.
 */

/** @import { Facts, Report, ReportState, ViewState } from "./types.js" */

import { sameDocument } from "./links.js";
import { pageKind } from "./page-kind.js";

/** A check that has not ended by then never will: its worker was killed, or its page hangs. */
export const PATIENCE = 20_000;

/**
 * @param {Facts} facts
 * @returns {ViewState}
 */
export function viewState({ url, record, now }) {
  const page = pageKind(url);
  if (page) return { kind: "unsupported-page", page };
  // A record of another address is old news: the page changed itself without loading anew.
  if (!record || (url && !sameDocument(url, record.url))) return { kind: "idle" };
  switch (record.phase) {
    case "stale":
      return { kind: "idle" };
    case "scanning":
      return now - record.startedAt > PATIENCE
        ? { kind: "error", code: "timeout", detail: "" }
        : { kind: "scanning" };
    case "unsupported":
      return { kind: "unsupported-page", page: record.page };
    case "failed":
      return record.code === "no-access"
        ? { kind: "needs-permission" }
        : { kind: "error", code: record.code, detail: record.detail };
    case "done":
      return reportState(record.report);
  }
}

/**
 * @param {Report} report
 * @returns {ReportState}
 */
export function reportState(report) {
  switch (report.status) {
    case "not-article":
      return { kind: "not-an-article", reason: report.reason };
    case "too-short":
      return { kind: "too-short", words: report.text.words };
    case "unsupported-language":
      return { kind: "unsupported-language" };
    case "translated-by-browser":
      return { kind: "translated-by-browser", reason: report.reason };
    case "scored":
      break;
    default:
      return { kind: "error", code: "engine", detail: report.reason ?? report.status };
  }
  if (report.comparison?.relation === "garbled-copy") {
    return { kind: "confirmed", report };
  }
  switch (report.verdict) {
    case "likely-garbled":
      return { kind: "suspicious", report };
    case "some-signs":
      return { kind: "inconclusive", report };
    case "no-signs":
      return { kind: "clean", report };
    default:
      return { kind: "error", code: "engine", detail: `unknown verdict ${String(report.verdict)}` };
  }
}

/**
 * Has the check to be started (again) when the popup opens?
 *
 * @param {Facts} facts
 */
export function wantsCheck(facts) {
  const { kind } = viewState(facts);
  return kind === "idle" || kind === "needs-permission" || kind === "error";
}
