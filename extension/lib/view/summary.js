/**
 * A report at a glance, for the popup: the verdict, the few signs that say most, and where the text may come from. Everything
 * else waits in the side panel, a click away.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, plural, t } from "../i18n.js";
import { reportState } from "../view-state.js";
import { drawSources, LIKELY } from "./sources.js";
import { strongest } from "./strongest.js";
import { drawLimits, drawVerdict } from "./verdict.js";

/** @import { About, Category, Child, DetectorInfo, Report } from "../types.js" */
/** @import { Finding } from "./strongest.js" */

/** Findings that are shown. */
const FEW = 4;
/** Characters of a finding; what is longer is a sentence, and its beginning tells which. */
const LONG = 90;

/**
 * @typedef {object} SummaryOptions
 * @property {readonly DetectorInfo[]} detectors infos of at least the detectors that the report mentions
 * @property {readonly Category[]} looked
 * @property {About | undefined} [about] what the engine knows
 * @property {(sign: number) => void} show
 * @property {() => void} all opens the whole report
 * @property {(url: string, look?: string) => HTMLElement} compare
 * @property {Child} pair what came of a comparison
 * @property {Child} others further ways to compare
 * @property {boolean} [incognito] the page is in a private window
 */

/**
 * @param {Report} report
 * @param {SummaryOptions} options
 */
export function drawSummary(report, options) {
  const { kind } = reportState(report);
  const clean = kind === "clean";
  // One thing to do next: the two beside each other, else the likely original, else a search, else the signs.
  const compared = kind === "confirmed";
  const candidate = report.sources.some(({ relation, confidence }) => relation !== "search" && confidence >= LIKELY);
  const searched = report.sources.some(({ relation }) => relation === "search");
  const urgent = kind === "suspicious" && !options.pair;
  const first = urgent && (candidate || searched);
  return el(
    "article",
    { class: "report summary", "data-verdict": report.verdict },
    drawVerdict(report, options),
    compared && options.pair,
    clean ? drawWeak(report, options) : drawStrongest(report, options, !first && !compared),
    !compared && options.pair,
    !compared && drawSources(report.sources, { search: !clean, urgent, brief: true, compare: options.compare }),
    !compared && options.others,
    drawLimits(options.about),
    options.incognito && el("p", { class: "aside private" }, t("private_note")),
  );
}

/**
 * @param {Report} report
 * @param {SummaryOptions} options
 */
function drawWeak({ evidence }, { all }) {
  return evidence.length > 0 && el("p", { class: "weak" }, el("button", { class: "quiet", id: "all-signs", type: "button", onclick: all }, plural("weak_signs", evidence.length), icon("forward")));
}

/**
 * @param {Report} report
 * @param {SummaryOptions} options
 * @param {boolean} primary it is what to do next
 */
function drawStrongest(report, { detectors, show, all }, primary) {
  const findings = strongest(report, detectors, FEW);
  if (findings.length === 0) {
    return null;
  }
  const count = report.evidence.length;
  const few = count <= findings.length;
  const whole = el("button", { class: primary ? "button primary" : "quiet", id: "all-signs", type: "button", onclick: all }, few ? t("whole_report") : plural("all_signs", count), icon("forward"));
  return el(
    "section",
    { class: "strongest", "aria-labelledby": "strongest-heading" },
    el("h2", { id: "strongest-heading" }, t(few ? "signs_heading" : "strongest_heading")),
    !primary && whole,
    el("ul", { class: "findings" }, findings.map((finding) => drawFinding(finding, show))),
    primary && whole,
  );
}

/**
 * @param {Finding} finding
 * @param {(sign: number) => void} show
 */
function drawFinding({ category, observed, expected, name, row, sign, places }, show) {
  const [about, lang] = name ? [name.role, { lang: "en", dir: "auto" }] : expected === null && row ? [engineText(row, row.message), engineLang(row)] : [null, {}];
  return el(
    "li",
    { class: "finding", "data-sign": sign, "data-category": category },
    el(
      "p",
      { class: "repair" },
      el("span", { class: "visually-hidden" }, t("sign_instead")),
      el("s", { lang: "en", dir: "auto" }, clipped(observed)),
      expected !== null &&
        el(
          "span",
          { class: "expected" },
          icon("arrow"),
          el("span", { class: "visually-hidden" }, t("sign_expected")),
          el("b", { lang: "en", dir: "auto" }, clipped(expected)),
        ),
    ),
    (about || places > 1) &&
      el(
        "p",
        { class: "finding-about" },
        about && el("span", lang, clipped(about, 2 * LONG)),
        about && places > 1 && " · ",
        places > 1 && plural("times", places),
      ),
    sign !== null &&
      el(
        "button",
        { class: "tool show", type: "button", "data-action": "show", title: t("show"), "aria-label": t("show_label", t("show"), observed), onclick: () => show(sign) },
        icon("find"),
        el("span", { class: "visually-hidden" }, t("show")),
      ),
  );
}

/**
 * @param {string} text
 * @param {number} [most]
 */
function clipped(text, most = LONG) {
  if (text.length <= most) {
    return text;
  }
  const space = text.lastIndexOf(" ", most);
  return `${text.slice(0, space > most / 2 ? space : most)}…`;
}
