/**
 * Which signs are looked for: every detector of the engine under its kind, with a switch for the whole kind and one for each, and
 * a field to find one by any word it is explained with.
 */

import { el } from "../lib/el.js";
import { plural, t } from "../lib/i18n.js";
import { drawDetector } from "../lib/view/detector.js";
import { drawIcon } from "./icons.js";
import { byId } from "./page.js";
import { beforeFocus, goAgain } from "./sections.js";
import { change, follow } from "./state.js";

/** @import { Category, DetectorInfo, Settings } from "../lib/types.js" */

/**
 * @typedef {object} Kind signs of one category
 * @property {Category} category
 * @property {HTMLElement} card
 * @property {HTMLButtonElement} fold
 * @property {HTMLElement} inside
 * @property {HTMLInputElement} whole
 * @property {HTMLElement} count
 * @property {{ info: DetectorInfo, entry: HTMLElement, box: HTMLInputElement, words: string }[]} signs
 */

const nursery = /** @type {HTMLInputElement} */ (byId("nursery"));
const find = /** @type {HTMLInputElement} */ (byId("find"));
const found = byId("found");

find.placeholder = t("signs_find");
nursery.addEventListener("change", () => change(() => ({ nursery: nursery.checked })));
follow((settings) => {
  nursery.checked = settings.nursery;
});

/** @param {DetectorInfo[]} infos */
export function startSigns(infos) {
  const stage = (/** @type {DetectorInfo["stage"]} */ wanted) => infos.filter((info) => info.stage === wanted);
  const kinds = kindsOf(stage("stable"));
  const trial = kindsOf(stage("nursery"));
  const all = [...kinds, ...trial];
  byId("detectors").replaceChildren(...kinds.map(({ card }) => card));
  byId("trial").replaceChildren(...trial.map(({ card }) => card));
  follow((settings) => {
    byId("trial").hidden = !settings.nursery;
    for (const kind of all) {
      drawKind(kind, settings);
    }
  });
  find.addEventListener("input", () => filter(all));
  beforeFocus((target) => {
    const kind = all.find(({ card }) => card.contains(target));
    if (kind) {
      unfold(kind, true);
    }
  });
  goAgain();
}

/** @param {DetectorInfo[]} infos @returns {Kind[]} */
function kindsOf(infos) {
  const categories = [...new Set(infos.map(({ category }) => category))];
  return categories.map((category) => makeKind(category, infos.filter((info) => info.category === category)));
}

/** @param {Category} category @param {DetectorInfo[]} infos @returns {Kind} */
function makeKind(category, infos) {
  const id = `kind-${category}-${infos[0]?.stage}`;
  const title = el("span", { id }, t(`checked_${category}`));
  const fold = el("button", { class: "fold", type: "button", "aria-expanded": "false", "aria-controls": `${id}-signs` }, drawIcon("fold"), title);
  const count = el("span", { class: "aside" });
  const whole = el("input", { class: "toggle", type: "checkbox", role: "switch", "data-category": category, "aria-labelledby": id });
  whole.addEventListener("change", () => flip(category, infos.map((info) => info.id), whole.checked));
  const signs = infos.map((info) => {
    const box = el("input", { class: "toggle", type: "checkbox", role: "switch", "aria-labelledby": `detector-${info.id}` });
    box.addEventListener("change", () => flip(info.id, [], box.checked));
    const entry = drawDetector(info, box);
    return { info, entry, box, words: `${t(`checked_${category}`)} ${info.id} ${entry.textContent}`.toLowerCase() };
  });
  const inside = el("div", { id: `${id}-signs`, class: "inside", hidden: true }, signs.map(({ entry }) => entry));
  const card = el("div", { class: "group-card" }, el("div", { class: "group-head" }, el("h3", {}, fold), count, whole), inside);
  const kind = { category, card, fold, inside, whole, count, signs };
  fold.addEventListener("click", () => unfold(kind, fold.getAttribute("aria-expanded") !== "true"));
  return kind;
}

/** @param {Kind} kind @param {boolean} open */
function unfold({ fold, inside }, open) {
  fold.setAttribute("aria-expanded", String(open));
  inside.hidden = !open;
}

/** @param {string} name of a detector, or of a kind @param {string[]} parts that come on with the kind @param {boolean} on */
function flip(name, parts, on) {
  change(({ without }) => ({ without: on ? without.filter((off) => off !== name && !parts.includes(off)) : [...without, name].sort() }));
}

/** @param {Kind} kind @param {Settings} settings */
function drawKind({ category, card, whole, count, signs }, { without }) {
  const on = !without.includes(category);
  for (const { info, box } of signs) {
    box.checked = on && !without.includes(info.id);
    box.disabled = !on;
  }
  const active = signs.filter(({ box }) => box.checked).length;
  whole.checked = active > 0;
  card.toggleAttribute("data-off", active === 0);
  count.textContent = t("signs_on", active, signs.length);
}

/** Shows what has all the words of the field in it. @param {Kind[]} kinds */
function filter(kinds) {
  const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let matches = 0;
  for (const kind of kinds) {
    let here = 0;
    for (const { entry, words } of kind.signs) {
      const hit = wanted.every((word) => words.includes(word));
      entry.hidden = !hit;
      here += hit ? 1 : 0;
    }
    kind.card.hidden = here === 0;
    unfold(kind, wanted.length > 0 && here > 0);
    matches += kind.card.closest("[hidden]") ? 0 : here;
  }
  found.textContent = wanted.length === 0 ? "" : plural("signs_found", matches);
}
