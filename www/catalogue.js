/**
 * All kinds of sign, from the engine's registry: by kind, to search, and each under an address of its own (`#sign-ID`).
 */

import { el } from "./lib/el.js";
import { plural, t } from "./lib/i18n.js";
import { drawDetector } from "./lib/view/detector.js";

/** @import { DetectorInfo } from "./lib/types.js" */

const ID = "sign-";

/**
 * Draws the catalogue into its place.
 *
 * @param {readonly DetectorInfo[]} detectors
 * @param {{ list: HTMLElement, search: HTMLInputElement, count: HTMLElement }} places
 * @returns {{ reveal: (id: string) => boolean }} unfolds a sign and brings it into view; false where there is no such sign
 */
export function drawCatalogue(detectors, { list, search, count }) {
  const entries = detectors.map((info) => {
    const entry = drawDetector(info);
    entry.id = ID + info.id;
    entry.tabIndex = -1;
    entry.querySelector("h3")?.append(el("a", { class: "anchor", href: `#${ID}${info.id}`, "aria-label": t("catalogue_link", info.title) }, "#"));
    return { entry, category: info.category, words: wordsOf(info) };
  });
  const groups = [...new Set(entries.map(({ category }) => category))].map((category) =>
    el("section", { class: "sign-kind", "data-kind": category, "aria-label": kindOf(category) },
      el("h2", { class: "sign-kind-name" }, kindOf(category)),
      el("div", { class: "detectors" }, entries.filter((one) => one.category === category).map(({ entry }) => entry))));
  list.replaceChildren(...groups);

  function filter() {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { entry, words } of entries) {
      entry.hidden = !asked.every((word) => words.includes(word));
      shown += entry.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector(".entry:not([hidden])");
    }
    count.textContent = shown > 0 ? plural("catalogue_count", shown) : t("catalogue_none");
  }
  search.addEventListener("input", filter);
  filter();

  return {
    reveal(id) {
      const found = entries.find(({ entry }) => entry.id === id)?.entry;
      if (!found) {
        return false;
      }
      search.value = "";
      filter();
      for (const details of found.querySelectorAll("details")) {
        details.open = true;
      }
      found.scrollIntoView({ block: "start" });
      found.focus({ preventScroll: true });
      return true;
    },
  };
}

/** In a report they are the names that are left over. @param {DetectorInfo["category"]} category */
const kindOf = (category) => t(category === "name" ? "catalogue_name" : `category_${category}`);

/** What a search looks at. @param {DetectorInfo} info */
function wordsOf({ id, title, what, why, limits, category, examples }) {
  const said = examples.flatMap((example) => [example.text.replace(/\[\[|\]\]/g, ""), example.kind === "hit" ? (example.expected ?? "") : example.because]);
  return [id, title, what, why, limits, category, kindOf(category), ...said].join("\n").toLowerCase();
}
