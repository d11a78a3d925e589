/**
 * A detector's entry in a catalogue: what it finds, why that is a sign, what it may get wrong, and its examples.
 */

import { el } from "../el.js";
import { engineLang, t } from "../i18n.js";

/** @import { DetectorInfo, Example } from "../types.js" */

/**
 * @param {DetectorInfo} info
 * @param {HTMLElement | null} [control] a switch for it
 */
export function drawDetector(info, control = null) {
  const hits = info.examples.filter((example) => example.kind === "hit");
  const clean = info.examples.filter((example) => example.kind === "clean");
  return el(
    "article",
    { class: "entry", "data-detector": info.id, "aria-labelledby": `detector-${info.id}` },
    el(
      "header",
      {},
      el("h3", { id: `detector-${info.id}`, ...engineLang() }, info.title),
      info.stage === "nursery" && el("span", { class: "tag" }, t("stage_nursery")),
      control,
    ),
    el("p", engineLang(), info.what),
    el(
      "details",
      {},
      el("summary", {}, t("detector_more")),
      el("p", engineLang(), info.why),
      el("p", {}, el("span", { class: "limits-word" }, t("why_limits")), " ", el("span", engineLang(), info.limits)),
      info.false_alarms !== "" &&
        el("p", {}, el("span", { class: "limits-word" }, t("detector_rate")), " ", el("span", engineLang(), rate(info))),
      el(
        "div",
        { class: "example-lists" },
        el("div", {}, el("h4", {}, t("examples_hit")), el("ul", { class: "examples" }, hits.map(drawExample))),
        el("div", {}, el("h4", {}, t("examples_clean")), el("ul", { class: "examples" }, clean.map(drawExample))),
      ),
    ),
  );
}

/** The measured rate without the command that prints it, which is for those who build. @param {DetectorInfo} info */
function rate({ false_alarms: rate }) {
  return rate.replace(/\s*[(`]*cargo run[^)`]*[)`]*\.?\s*$/, "");
}

/** @param {Example} example */
function drawExample(example) {
  const [before, marked, after] = split(example.text);
  return el(
    "li",
    {},
    el("span", { class: "example", lang: "en", dir: "ltr" }, before, marked !== "" && el("mark", {}, marked), after),
    example.kind === "hit"
      ? example.expected !== null && el("p", { class: "example-note" }, t("example_expected", example.expected))
      : el("p", { class: "example-note", ...engineLang() }, example.because),
  );
}

/**
 * The text before, inside and after its `[[mark]]`.
 *
 * @param {string} text
 * @returns {[string, string, string]}
 */
function split(text) {
  const open = text.indexOf("[[");
  const close = text.indexOf("]]", open);
  if (open < 0 || close < 0) {
    return [text, "", ""];
  }
  return [text.slice(0, open), text.slice(open + 2, close), text.slice(close + 2)];
}
