/**
 * The bar under a report: paints all signs on the page, steps from one to the next, and tells which cannot be found on the
 * page any more.
 *
 * It draws itself into an element that it is given, and marks the rows of the signs (`data-sign`) wherever they stand in the
 * document: the popup and the side panel have the same one, and both may be open. What is painted is the page's to say: it answers, and it
 * tells when the reader steps or ends it on the page itself.
 */

import "../lib/looks.js";
import { el, icon } from "../lib/el.js";
import { number, t } from "../lib/i18n.js";
import { askMarks, hearMarks, signsOf } from "../lib/marking.js";

/** @import { Answer, Marked, Report, Sign } from "../lib/types.js" */

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
  #legend = el("ul", { class: "legend", "aria-label": t("legend_label"), hidden: true });

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
    bar.replaceChildren(this.#toggle, el("div", { class: "steps", role: "group", "aria-label": t("steps_label") }, previous, this.#step, next), this.#legend);
    hearMarks((of, marked) => {
      if (of === this.#tabId) this.#take(marked);
    });
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
    this.#signs = signsOf(report);
    this.#found = this.#signs.map(() => true);
    this.#current = null;
    this.#bar.hidden = this.#signs.length === 0;
    this.#legend.replaceChildren(...legend(this.#signs));
    this.#tell(false);
    if (this.#signs.length > 0) {
      await this.#hear(askMarks(tabId, "painted", {}));
    }
  }

  paint() {
    return this.#hear(askMarks(this.#tabId, "highlight", { signs: this.#signs }));
  }

  clear() {
    return this.#hear(askMarks(this.#tabId, "clear", {}));
  }

  /** @param {number} index */
  async show(index) {
    await this.#hear(askMarks(this.#tabId, "show", { signs: this.#signs, index }));
    revealRow(index);
  }

  /** @param {Promise<Answer<Marked>>} asked */
  async #hear(asked) {
    const tabId = this.#tabId;
    const answer = await asked;
    if (tabId === this.#tabId) {
      this.#take(answer.ok ? answer.value : { on: false, current: null, found: [] });
    }
  }

  /** @param {Marked} marked */
  #take({ on, current, found }) {
    if (!on) {
      this.#current = null;
      this.#tell(false);
    } else if (found.length === this.#signs.length) {
      const moved = current !== null && current !== this.#current;
      this.#found = found;
      this.#current = current;
      this.#tell(true);
      if (moved) revealRow(current);
    } // otherwise it is another report's, and the one that is shown here is on its way out
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
    this.#legend.hidden = !on || this.#legend.childElementCount < 2;
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
 * Which line stands for which kind, in the order in which the kinds come.
 *
 * @param {readonly Sign[]} signs
 */
function legend(signs) {
  return [...new Set(signs.map(({ category }) => category))].map((category) => {
    const sample = el("span", { class: "sample", "aria-hidden": "true" }, "Aa");
    for (const [property, value] of Object.entries(ungarbleLooks.look(category))) {
      sample.style.setProperty(property, value);
    }
    return el("li", { "data-category": category }, sample, t(`checked_${category}`));
  });
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
