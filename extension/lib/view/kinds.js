/**
 * The kinds of signs in a report, each with its count and the look it has on the page: a legend, and switches that leave the
 * chosen kinds alone. Nothing chosen is everything shown.
 */

import "../looks.js";
import { el } from "../el.js";
import { number, plural, t } from "../i18n.js";

/** @import { Category, Report } from "../types.js" */

/** Kinds in the order they are shown: the most telling first. @type {Category[]} */
export const ORDER = ["name", "title", "phrase", "quote", "glue", "number", "grammar", "script", "encoding", "structure", "style"];

/**
 * @param {Report} report
 * @param {() => ParentNode} where the sections with `data-category` that are shown or hidden
 */
export function drawKinds(report, where) {
  /** @type {Map<Category, number>} */
  const counts = new Map(ORDER.map((kind) => [kind, 0]));
  for (const { category } of report.evidence) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const kinds = [...counts].filter(([, count]) => count > 0);
  if (kinds.length < 2) {
    return null;
  }
  /** @type {Set<string>} */
  const chosen = new Set();
  const said = el("span", { class: "visually-hidden", role: "status" });
  /** @param {Category} kind @param {EventTarget | null} button */
  const toggle = (kind, button) => {
    const on = !chosen.delete(kind);
    if (on) {
      chosen.add(kind);
    }
    /** @type {HTMLElement} */ (button).setAttribute("aria-pressed", String(on));
    const shown = kinds.reduce((sum, [one, count]) => sum + (chosen.size === 0 || chosen.has(one) ? count : 0), 0);
    for (const section of where().querySelectorAll("section[data-category]")) {
      section.toggleAttribute("hidden", chosen.size > 0 && !chosen.has(section.getAttribute("data-category") ?? ""));
    }
    said.textContent = plural("kinds_shown", shown);
  };
  return el(
    "div",
    { class: "kinds", role: "group", "aria-label": t("kinds_label") },
    kinds.map(([kind, count]) =>
      el(
        "button",
        { class: "kind", type: "button", "data-kind": kind, "aria-pressed": "false", onclick: (event) => toggle(kind, event.currentTarget) },
        drawLook(kind), " ", el("span", { class: "count" }, number(count)),
      )),
    said,
  );
}

/** The name of a kind as its signs are painted on the page. @param {Category} kind */
function drawLook(kind) {
  const word = el("span", { class: "kind-look" }, t(`checked_${kind}`));
  for (const [property, value] of Object.entries(ungarbleLooks.look(kind))) {
    word.style.setProperty(property, value);
  }
  return word;
}
