/**
 * The bar under a report: paints all signs on the page, steps from one to the next, and tells which cannot be found on the
 * page any more.
 *
 * It draws itself into an element that it is given, and marks the rows of the signs (`data-sign`) wherever they stand in the
 * document: the popup and the side panel have the same one.
 */

import { el, icon } from "../lib/el.js";
import { number, t } from "../lib/i18n.js";
import { askContent } from "../lib/messages.js";

/** @import { Report, Sign } from "../lib/types.js" */

export class Marks {
  /** @type {Sign[]} */
  #signs = [];
  /** Which of them the page has; all, until it was asked. @type {boolean[]} */
  #found = [];
  /** @type {number | null} */
  #current = null;
  #tabId;

  #bar;
  #toggle = el("button", { id: "mark", class: "switch", type: "button", role: "switch", "aria-checked": "false" }, t("mark_signs"));
  #step = el("output", { id: "step", class: "step" });

  /**
   * @param {number} tabId
   * @param {HTMLElement} bar that it fills; hidden while there is no sign to show
   */
  constructor(tabId, bar) {
    this.#tabId = tabId;
    this.#bar = bar;
    this.#toggle.addEventListener("click", () => {
      const on = this.#toggle.getAttribute("aria-checked") === "true";
      (on ? this.clear() : this.paint()).catch(() => {});
    });
    const previous = tool("previous", t("step_previous"), "up", () => this.#go(-1));
    const next = tool("next", t("step_next"), "down", () => this.#go(1));
    bar.replaceChildren(this.#toggle, el("div", { class: "steps", role: "group", "aria-label": t("steps_label") }, previous, this.#step, next));
    document.addEventListener("keydown", (event) => {
      // Escape closes the popup by itself; with signs painted it takes them away first.
      if (event.key === "Escape" && this.#toggle.getAttribute("aria-checked") === "true") {
        event.preventDefault();
        this.clear().catch(() => {});
      }
    });
  }

  /**
   * The report whose signs the bar is about; null hides it.
   *
   * @param {Report | null} report
   * @param {number} [tabId] of the page it is about, where that is another than before
   */
  async follow(report, tabId = this.#tabId) {
    this.#tabId = tabId;
    this.#signs = (report?.evidence ?? []).map(({ category, quote }) => ({ category, quote }));
    this.#found = this.#signs.map(() => true);
    this.#current = null;
    this.#bar.hidden = this.#signs.length === 0;
    this.#tell(false);
    if (this.#signs.length > 0) {
      const answer = await askContent(this.#tabId, "painted", {});
      if (answer.ok && answer.value.on) {
        this.#current = answer.value.current;
        this.#tell(true);
      }
    }
  }

  async paint() {
    const answer = await askContent(this.#tabId, "highlight", { signs: this.#signs });
    if (answer.ok) {
      this.#found = answer.value.found;
      this.#tell(true);
    }
  }

  async clear() {
    await askContent(this.#tabId, "clear", {});
    this.#current = null;
    this.#tell(false);
  }

  /** @param {number} index */
  async show(index) {
    const answer = await askContent(this.#tabId, "show", { signs: this.#signs, index });
    if (answer.ok) {
      this.#found[index] = answer.value.found;
      this.#current = answer.value.found ? index : this.#current;
      this.#tell(true);
      revealRow(index);
    }
  }

  /** @param {1 | -1} by */
  #go(by) {
    const count = this.#signs.length;
    let index = this.#current ?? (by > 0 ? -1 : count);
    for (let tries = 0; tries < count; tries += 1) {
      index = (index + by + count) % count;
      if (this.#found[index]) {
        this.show(index).catch(() => {});
        return;
      }
    }
  }

  /** @param {boolean} on */
  #tell(on) {
    this.#toggle.setAttribute("aria-checked", String(on));
    this.#step.textContent =
      this.#current === null
        ? number(this.#signs.length)
        : t("step_of", this.#current + 1, this.#signs.length);
    for (const row of document.querySelectorAll("[data-sign]")) {
      const index = Number(row.getAttribute("data-sign"));
      const lost = this.#found[index] === false;
      row.toggleAttribute("data-lost", lost);
      row.toggleAttribute("data-current", index === this.#current);
      const show = row.querySelector("button[data-action=show]");
      if (show instanceof HTMLButtonElement) {
        const words = t(lost ? "show_lost" : "show");
        show.disabled = lost;
        show.setAttribute("aria-label", t("show_label", words, this.#signs[index]?.quote.exact ?? ""));
        show.querySelector("span")?.replaceChildren(words);
      }
    }
  }
}

/**
 * Brings the row of a sign into the popup's view, unfolding what it is folded in. What is there already does not move.
 *
 * @param {number} index
 */
function revealRow(index) {
  const row = document.querySelector(`[data-sign="${index}"]`);
  const fold = row?.closest("details");
  if (fold) {
    fold.open = true;
  }
  row?.scrollIntoView({ block: "nearest" });
}

/**
 * A small button with a picture.
 *
 * @param {string} id
 * @param {string} label
 * @param {"up" | "down"} picture
 * @param {() => void} onclick
 */
function tool(id, label, picture, onclick) {
  return el("button", { id, class: "tool", type: "button", "aria-label": label, title: label, onclick }, icon(picture));
}
