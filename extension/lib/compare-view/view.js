/**
 * The side-by-side view of a comparison: its head, a bar of switches and steps, and the rows.
 *
 * Extension, demo and exported file show the same. It needs nothing but a document and the sentences of i18n.js, asks
 * nobody and judges nothing. Long articles are drawn in portions while the reader reads; a step to a change that is not drawn
 * yet draws its portion first.
 *
 * Keys work while the focus is in the view, so that nobody who dictates or types elsewhere sets them off: n or j goes to the
 * next change, p or k to the one before, Escape puts the explanation away.
 */

import { el, icon } from "../el.js";
import { number, plural, t } from "../i18n.js";
import { drawHead } from "./head.js";
import { blocksOf, countKinds, fate, namesOf, stopOf, stopsOf } from "./model.js";
import { drawNote, drawRow } from "./rows.js";

/** @import { Comparison } from "../types.js" */
/** @import { Block, Kind, Stop } from "./model.js" */

/** Rows drawn in one go: about two screens. */
const PORTION = 30;

/**
 * @param {Comparison} comparison
 * @returns {HTMLElement}
 */
export function drawComparison(comparison) {
  return new CompareView(comparison).root;
}

class CompareView {
  #comparison;
  /** Every stop, whether its kind is shown or not. */
  #all;
  /** @type {Stop[]} those of the kinds that are shown */
  #stops;
  /** @type {Set<Kind>} */
  #shown;
  #fold = true;
  /** The stop the reader is at. @type {Stop | null} */
  #current = null;
  /** Portions that are not drawn yet, with what draws them. @type {Map<Element, () => void>} */
  #waiting = new Map();
  /** Which portion a row is in. @type {Element[]} */
  #places = [];
  #rows = el("div", { class: "rows" });
  /** The one mark that Tab stops at. @type {HTMLElement | null} */
  #tabbed = null;
  #position = el("output", { class: "position" });

  /** @param {Comparison} comparison */
  constructor(comparison) {
    this.#comparison = comparison;
    this.#all = stopsOf(comparison);
    const names = namesOf(comparison);
    this.#stops = this.#all;
    const counts = countKinds(this.#all);
    this.#shown = new Set(counts.keys());
    this.root = el(
      "article",
      { class: "compare", tabindex: -1, "data-relation": comparison.relation, onkeydown: (event) => this.#key(event), onclick: (event) => this.#click(event) },
      drawHead(comparison, {
        has: (finding) => stopOf(this.#all, comparison.sentences, finding) >= 0,
        stops: this.#all.length,
        walk: () => this.#step(1),
        show: (finding) => this.#goTo(this.#all[stopOf(this.#all, comparison.sentences, finding)]),
      }),
      el(
        "section",
        { class: "texts", "aria-labelledby": "compare-texts" },
        el("h2", { class: "visually-hidden", id: "compare-texts" }, t("compare_texts")),
        this.#drawBar(counts),
        el("div", { class: "sides", "aria-hidden": "true" }, el("p", {}, t(`compare_side_${names.copy}`)), el("p", {}, t(`compare_side_${names.original}`))),
        this.#rows,
      ),
    );
    // The window outlives a view that another took the place of.
    const self = new WeakRef(this);
    const print = () => {
      const view = self.deref();
      if (view?.root.isConnected) {
        view.#drawAll();
      } else if (!view) {
        removeEventListener("beforeprint", print);
      }
    };
    addEventListener("beforeprint", print);
    this.#draw();
  }

  /** @param {Map<Kind, number>} counts */
  #drawBar(counts) {
    const filters = [...counts].map(([kind, count]) =>
      el(
        "button",
        { class: "filter", type: "button", "data-kind": kind, "aria-pressed": "true", onclick: (event) => this.#filter(kind, event.currentTarget) },
        t(`compare_kind_${kind}`), " ", el("span", { class: "count" }, number(count)),
      ));
    /** @param {"next" | "previous"} name @param {1 | -1} by @param {string} key @param {"up" | "down"} look */
    const step = (name, by, key, look) =>
      el("button", { class: "step", type: "button", "aria-label": t(`compare_step_${name}`), title: t("compare_key", t(`compare_step_${name}`), key), "aria-keyshortcuts": key, onclick: () => this.#step(by) }, icon(look));
    return el(
      "div",
      { class: "bar" },
      filters.length > 0 && el("div", { class: "filters", role: "group", "aria-label": t("compare_filters") }, filters),
      el(
        "div",
        { class: "controls" },
        el("label", { class: "fold" }, el("input", { type: "checkbox", checked: true, onchange: (event) => this.#refold(event.currentTarget) }), " ", t("compare_fold")),
        counts.size > 0 && el("div", { class: "steps", role: "group", "aria-label": t("compare_steps") }, step("previous", -1, "p", "up"), this.#position, step("next", 1, "n", "down")),
      ),
    );
  }

  /** Draws the rows anew, as the switches are. */
  #draw() {
    this.#waiting.clear();
    this.#places = [];
    this.#stops = this.#all.filter(({ kind }) => this.#shown.has(kind));
    const blocks = blocksOf(this.#comparison, this.#shown, this.#fold);
    this.#rows.replaceChildren(...blocks.flatMap((block) => this.#drawBlock(block)));
    const at = this.#current;
    this.#current = null;
    this.#tell();
    if (at && this.#shown.has(at.kind)) {
      this.#select(at);
    }
    this.#drawSoon(2);
    const [first] = this.#stops;
    const mark = !this.#current && first ? this.#markIn(this.#rows.querySelector(`[data-row="${first.row}"]`), first) : null;
    if (mark) {
      this.#tabTo(mark);
    }
  }

  /** @param {Block} block */
  #drawBlock({ kind, from, to }) {
    /** @type {HTMLElement[]} */
    const portions = [];
    for (let at = from; at < to; at += PORTION) {
      const end = Math.min(to, at + PORTION);
      const portion = el("div", { class: "portion" });
      // What the browser takes for its height until it is in sight.
      portion.style.setProperty("--rows", String(end - at));
      for (let row = at; row < end; row += 1) {
        this.#places[row] = portion;
      }
      this.#waiting.set(portion, () => {
        for (let row = at; row < end; row += 1) {
          portion.append(drawRow(this.#comparison, row, this.#shown));
        }
      });
      portions.push(portion);
    }
    if (kind === "open") {
      return portions;
    }
    const told = kind === "same" && this.#comparison.sentences.slice(from, to).some((row) => row.changes.length > 0 || fate(row)) ? "rest" : kind;
    return [el("details", { class: "folded" }, el("summary", {}, plural(`compare_folded_${told}`, to - from)), portions)];
  }

  /** @param {Element} portion */
  #drawPortion(portion) {
    const draw = this.#waiting.get(portion);
    this.#waiting.delete(portion);
    draw?.();
  }

  /** Draws some portions now and the others when nothing else is to do. @param {number} now */
  #drawSoon(now) {
    const rows = this.#waiting;
    for (const portion of [...rows.keys()].slice(0, now)) {
      this.#drawPortion(portion);
    }
    if (rows.size > 0) {
      requestIdleCallback((deadline) => {
        do {
          this.#drawSoonest();
        } while (deadline.timeRemaining() > 4 && rows.size > 0);
        this.#drawSoon(0);
      });
    }
  }

  #drawSoonest() {
    for (const portion of this.#waiting.keys()) {
      this.#drawPortion(portion);
      return;
    }
  }

  /** For paper, which nobody unfolds. */
  #drawAll() {
    for (const more of this.root.querySelectorAll(".finds > button")) {
      /** @type {HTMLElement} */ (more).click();
    }
    while (this.#waiting.size > 0) {
      this.#drawSoonest();
    }
  }

  /** @param {Kind} kind @param {EventTarget | null} button */
  #filter(kind, button) {
    const on = !this.#shown.has(kind);
    if (on) {
      this.#shown.add(kind);
    } else {
      this.#shown.delete(kind);
    }
    if (button instanceof Element) {
      button.setAttribute("aria-pressed", String(on));
    }
    this.#draw();
  }

  /** @param {EventTarget | null} box */
  #refold(box) {
    this.#fold = box instanceof HTMLInputElement && box.checked;
    this.#draw();
  }

  /** @param {1 | -1} by */
  #step(by) {
    const stops = this.#stops;
    const at = this.#current ? stops.indexOf(this.#current) : by > 0 ? -1 : 0;
    this.#goTo(stops[(at + by + stops.length) % stops.length]);
  }

  /** @param {Stop | undefined} stop */
  #goTo(stop) {
    if (!stop) {
      return;
    }
    if (!this.#shown.has(stop.kind)) {
      this.#filter(stop.kind, this.root.querySelector(`.filter[data-kind="${stop.kind}"]`));
    }
    const mark = this.#select(stop);
    mark?.scrollIntoView({ block: "center" });
    mark?.focus({ preventScroll: true });
  }

  /** Marks a stop as the one the reader is at, and explains it below its row. @param {Stop} stop */
  #select(stop) {
    this.#leave();
    const portion = this.#places[stop.row];
    if (!portion) {
      return null;
    }
    this.#drawPortion(portion);
    // Firefox does not scroll into what it has not laid out.
    portion.classList.add("reached");
    const folded = portion.closest("details");
    if (folded) {
      folded.open = true;
    }
    const row = portion.querySelector(`[data-row="${stop.row}"]`);
    const mark = this.#markIn(row, stop);
    this.#current = stop;
    this.#tell();
    if (!row || !mark) {
      return null;
    }
    for (const piece of row.querySelectorAll(`[data-change="${stop.change ?? ""}"]`)) {
      piece.classList.add("current");
    }
    row.after(drawNote(this.#comparison, stop));
    this.#tabTo(mark);
    mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-describedby", "compare-note");
    return mark;
  }

  /** @param {Element | null} row @param {Stop} stop @returns {HTMLElement | null} */
  #markIn(row, { change }) {
    return row?.querySelector(change === null ? ".stop" : `[role="button"][data-change="${change}"]`) ?? null;
  }

  /** Puts the explanation away. */
  #leave() {
    this.#rows.querySelector(".explained")?.remove();
    for (const mark of this.#rows.querySelectorAll(".current")) {
      mark.classList.remove("current");
      mark.removeAttribute("aria-describedby");
      if (mark.hasAttribute("aria-expanded")) {
        mark.setAttribute("aria-expanded", "false");
      }
    }
  }

  /** @param {HTMLElement} mark */
  #tabTo(mark) {
    this.#tabbed?.setAttribute("tabindex", "-1");
    this.#tabbed = mark;
    mark.tabIndex = 0;
  }

  #tell() {
    const all = this.#stops.length;
    const at = this.#current ? this.#stops.indexOf(this.#current) : -1;
    this.#position.textContent = at < 0 ? plural("compare_changes", all) : t("compare_position", at + 1, all);
  }

  /** @param {Event} event */
  #click(event) {
    const piece = event.target instanceof Element ? event.target.closest("[data-change]") : null;
    const row = Number(piece?.closest("[data-row]")?.getAttribute("data-row"));
    const at = piece?.getAttribute("data-change");
    const change = at ? Number(at) : null;
    const stop = piece && this.#stops.find((one) => one.row === row && one.change === change);
    if (stop && stop === this.#current && this.#rows.querySelector(".explained")) {
      this.#leave();
    } else if (stop) {
      this.#select(stop)?.focus({ preventScroll: true });
    }
  }

  /** @param {Event} event */
  #key(event) {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const on = event.target;
    if (event.key === "n" || event.key === "j") {
      this.#step(1);
    } else if (event.key === "p" || event.key === "k") {
      this.#step(-1);
    } else if (event.key === "Escape") {
      this.#leave();
    } else if ((event.key === "Enter" || event.key === " ") && on instanceof HTMLElement && on.matches("mark")) {
      on.click();
    } else {
      return;
    }
    event.preventDefault();
  }
}
