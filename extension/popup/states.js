/**
 * One drawing for each state of the popup: a heading, a sentence, and the one thing to do about it.
 */

import { el, icon } from "../lib/el.js";
import { number, t } from "../lib/i18n.js";
import { drawNotice, unjudged } from "../lib/view/notice.js";
import { verdictHeading } from "../lib/view/verdict.js";

/** @import { ErrorCode, Report, ViewState } from "../lib/types.js" */

/**
 * @typedef {object} Doings
 * @property {((anyway: boolean) => void) | null} check null where the browser would not let it
 * @property {(report: Report) => HTMLElement} report draws a scored report
 */

/**
 * @param {ViewState} state
 * @param {Doings} doings
 * @returns {HTMLElement}
 */
export function drawState(state, { check, report }) {
  const retry = check && { label: t("try_again"), run: () => check(false) };
  switch (state.kind) {
    case "confirmed":
    case "suspicious":
    case "inconclusive":
    case "clean":
      return report(state.report);
    case "scanning":
      return drawNotice({ mood: "scanning", heading: t("scanning_heading"), text: t("scanning_text") });
    case "idle":
      return check
        ? drawNotice({ mood: "idle", heading: t("idle_heading"), text: t("idle_text"), action: { label: t("check_page"), run: () => check(false) } })
        : drawNotice({ mood: "idle", heading: t("idle_heading"), text: t("idle_click_text") });
    case "needs-permission":
      return drawNotice({ mood: "idle", heading: t("permission_heading"), text: t(check ? "permission_text" : "idle_click_text"), action: retry });
    case "not-an-article":
      return drawNotice({ ...unjudged(state), action: check && { label: t("check_anyway"), run: () => check(true) } });
    case "too-short":
    case "unsupported-language":
    case "translated-by-browser":
      return drawNotice({ ...unjudged(state), action: retry && { ...retry, label: t("check_again") } });
    case "unsupported-page":
      return drawNotice({
        mood: "blank",
        heading: t(`page_${state.page}_heading`),
        text: t(`page_${state.page}_text`),
        action: state.page === "file" ? retry : null,
      });
    case "error":
      return drawError(state.code, state.detail, retry);
  }
}

/**
 * What a screen reader is told when the state arrives.
 *
 * @param {ViewState} state
 * @returns {string}
 */
export function spokenState(state) {
  switch (state.kind) {
    case "scanning":
      return t("scanning_heading");
    case "confirmed":
    case "suspicious":
    case "inconclusive":
      return t("spoken_result", verdictHeading(state.report), number(state.report.score ?? 0));
    case "clean":
      return verdictHeading(state.report);
    default:
      return ""; // the heading takes the focus and is read
  }
}

/**
 * @param {ErrorCode} code
 * @param {string} detail
 * @param {{ label: string, run: () => void } | null} retry
 */
function drawError(code, detail, retry) {
  const section = drawNotice({
    mood: "error",
    heading: t("error_heading"),
    text: t(`error_${code.replaceAll("-", "_")}`),
    action: retry,
  });
  const { version } = chrome.runtime.getManifest();
  const text = [`Ungarble ${version}`, `error ${code}`, detail, navigator.userAgent].filter(Boolean).join("\n");
  const copy = el("button", { class: "quiet", id: "copy", type: "button" }, icon("copy"), el("span", {}, t("copy_details")));
  copy.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => copy.lastElementChild?.replaceChildren(t("copied")),
      () => {},
    );
  });
  section.append(copy);
  return section;
}
