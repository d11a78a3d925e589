/**
 * One drawing for each state of the popup: a heading, a sentence, and the one thing to do about it.
 */

import { el, icon } from "../lib/el.js";
import { number, plural, t } from "../lib/i18n.js";
import { drawReport, verdictHeading } from "../lib/report-view.js";

/** @import { DetectorInfo, ErrorCode, ViewState } from "../lib/types.js" */

/**
 * @typedef {object} Doings
 * @property {readonly DetectorInfo[]} detectors
 * @property {(anyway: boolean) => void} check
 * @property {(sign: number) => void} show
 */

/**
 * @param {ViewState} state
 * @param {Doings} doings
 * @returns {HTMLElement}
 */
export function drawState(state, { detectors, check, show }) {
  const retry = { label: t("try_again"), run: () => check(false) };
  switch (state.kind) {
    case "suspicious":
    case "inconclusive":
    case "clean":
      return drawReport(state.report, { detectors, show });
    case "scanning":
      return notice("scanning", t("scanning_heading"), t("scanning_text"));
    case "idle":
      return notice("idle", t("idle_heading"), t("idle_text"), { label: t("check_page"), run: () => check(false) });
    case "needs-permission":
      return notice("idle", t("permission_heading"), t("permission_text"), retry);
    case "not-an-article":
      return notice("blank", t("no_article_heading"), state.reason ?? t("no_article_text"), {
        label: t("check_anyway"),
        run: () => check(true),
      });
    case "too-short":
      return notice("blank", t("too_short_heading"), plural("too_short_text", state.words), retry);
    case "unsupported-language":
      return notice("blank", t("language_heading"), t("language_text"), retry);
    case "translated-by-browser":
      return notice("blank", t("translated_heading"), t("translated_text"), retry, state.reason);
    case "unsupported-page":
      return notice("blank", t(`page_${state.page}_heading`), t(`page_${state.page}_text`), retry);
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
 * @param {"scanning" | "idle" | "blank" | "error"} mood
 * @param {string} heading
 * @param {string} text
 * @param {{ label: string, run: () => void } | null} [action]
 * @param {string | null} [detail] in English
 */
function notice(mood, heading, text, action = null, detail = null) {
  return el(
    "section",
    { class: "notice", "data-mood": mood },
    el("div", { class: "lines", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    el("h1", { id: "heading", tabindex: -1 }, heading),
    el("p", {}, text),
    detail && el("p", { class: "aside", lang: "en" }, detail),
    action && el("button", { class: "button primary", id: "action", type: "button", onclick: action.run }, action.label),
  );
}

/**
 * @param {ErrorCode} code
 * @param {string} detail
 * @param {{ label: string, run: () => void }} retry
 */
function drawError(code, detail, retry) {
  const section = notice("error", t("error_heading"), t(`error_${code.replace("-", "_")}`), retry);
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
