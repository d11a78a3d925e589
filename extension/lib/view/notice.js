/**
 * A state without a report: a heading, a sentence, and at most one thing to do.
 */

import { el } from "../el.js";
import { engineLang, plural, t } from "../i18n.js";

/** @import { UnjudgedState } from "../types.js" */

/**
 * @typedef {object} Notice
 * @property {"scanning" | "idle" | "blank" | "error"} mood
 * @property {string} heading
 * @property {string} text
 * @property {string | null} [detail] in English, from the engine
 * @property {{ label: string, run: () => void } | null} [action]
 */

/** @param {Notice} notice */
export function drawNotice({ mood, heading, text, detail = null, action = null }) {
  return el(
    "section",
    { class: "notice", "data-mood": mood },
    el("div", { class: "lines", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    el("h1", { id: "heading", tabindex: -1 }, heading),
    el("p", {}, text),
    detail && el("p", { class: "aside", ...engineLang() }, detail),
    action && el("button", { class: "button primary", id: "action", type: "button", onclick: action.run }, action.label),
  );
}

/**
 * The words for a text that was read and not judged.
 *
 * @param {UnjudgedState} state
 * @returns {Notice}
 */
export function unjudged(state) {
  const mood = "blank";
  switch (state.kind) {
    case "not-an-article":
      // The reason is English: in another language it stands below the sentence, not in its place.
      return engineLang().lang
        ? { mood, heading: t("no_article_heading"), text: t("no_article_text"), detail: state.reason }
        : { mood, heading: t("no_article_heading"), text: state.reason ?? t("no_article_text") };
    case "too-short":
      return { mood, heading: t("too_short_heading"), text: plural("too_short_text", state.words) };
    case "unsupported-language":
      return { mood, heading: t("language_heading"), text: t("language_text") };
    case "translated-by-browser":
      return { mood, heading: t("translated_heading"), text: t("translated_text"), detail: state.reason };
  }
}
