/**
 * The demo's second mode: two articles, and below them what became of the one in the other.
 *
 * A text is compared as text, its first line as its headline where it looks like one. HTML is parsed into a document that runs
 * nothing and loads nothing; its article is taken from it. Drawing and saving are the extension's.
 */

import { answerOf } from "./lib/compare-view/export.js";
import { drawSave } from "./lib/compare-view/save.js";
import { drawComparison } from "./lib/compare-view/view.js";
import { number, t } from "./lib/i18n.js";
import { drawNotice, unjudged } from "./lib/view/notice.js";
import { reportState } from "./lib/view-state.js";

/** @import { Engine } from "./lib/engine.js" */
/** @import { Report } from "./lib/types.js" */

/** Milliseconds of rest after which the two are compared. */
const REST = 120;

/** A first line of at most so many characters, without a full stop, is a headline. */
const HEADLINE = 160;

const FIELDS = /** @type {const} */ (["copy", "original"]);

/**
 * Makes the mode ready.
 *
 * @param {Engine} engine
 * @param {{ isPage: (text: string) => boolean, read: (path: string) => Promise<string> }} tools
 * @returns {{ show: (copy?: string) => void, take: (files: readonly File[], on: EventTarget | null) => void }}
 */
export function startCompare(engine, { isPage, read }) {
  const fields = { copy: field("compare-copy"), original: field("compare-original") };
  const result = /** @type {HTMLElement} */ (document.getElementById("comparison"));
  const status = /** @type {HTMLElement} */ (document.getElementById("status"));
  const samples = /** @type {HTMLElement} */ (document.getElementById("pairs"));
  const took = /** @type {HTMLElement} */ (document.getElementById("compare-took"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let begun = false;

  function compare() {
    clearTimeout(timer);
    took.textContent = "";
    const [copy, original] = FIELDS.map((side) => fields[side].value.trim());
    if (!copy || !original) {
      draw("idle", drawNotice({ mood: "idle", heading: t("demo_pair_heading"), text: t("demo_pair_text") }));
      return;
    }
    const began = performance.now();
    const outcome = engine.call("compare", input(copy), input(original));
    if (!outcome.ok) {
      draw("error", drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_engine"), detail: outcome.detail }));
      return;
    }
    took.textContent = t("demo_took", number(Math.max(1, Math.round(performance.now() - began))));
    show(outcome.value);
  }

  /** @param {Report} report */
  function show(report) {
    const answer = answerOf(report);
    if (answer) {
      draw("done", drawComparison(answer), drawSave(answer, read));
      return;
    }
    const state = reportState(report);
    const words = "report" in state || state.kind === "error" ? null : unjudged(state);
    draw("unfit", drawNotice(words ?? { mood: "blank", heading: t("compare_failed_heading"), text: t("compare_failed_text"), detail: report.reason }));
  }

  /** @param {string} state @param {...HTMLElement} content */
  function draw(state, ...content) {
    result.dataset["state"] = state;
    result.replaceChildren(...content.reverse());
    status.textContent = result.querySelector("h1")?.textContent ?? "";
  }

  /** @param {string} text */
  function input(text) {
    if (isPage(text)) {
      return new DOMParser().parseFromString(text, "text/html");
    }
    const [, title = "", rest = ""] = /^(.+)\s*\n\s*\n([^]+)$/.exec(text) ?? [];
    return title.length > 0 && title.length <= HEADLINE && !/[.!?]$/.test(title) ? { title, text: rest } : { text };
  }

  /** @param {Element | null} chosen */
  function choose(chosen) {
    for (const button of samples.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
  }

  /** @param {HTMLElement | null} button */
  async function open(button) {
    const { copy, original } = button?.dataset ?? {};
    if (!copy || !original) {
      return;
    }
    choose(button);
    try {
      [fields.copy.value, fields.original.value] = /** @type {[string, string]} */ (await Promise.all([read(`samples/${copy}`), read(`samples/${original}`)]));
      compare();
    } catch (error) {
      draw("error", drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_internal"), detail: String(error) }));
    }
  }

  samples.addEventListener("click", (event) => {
    open(event.target instanceof Element ? event.target.closest("button") : null);
  });
  for (const side of FIELDS) {
    fields[side].addEventListener("input", () => {
      choose(null);
      clearTimeout(timer);
      timer = setTimeout(compare, REST);
    });
    const file = /** @type {HTMLInputElement} */ (document.getElementById(`compare-${side}-file`));
    file.addEventListener("change", () => {
      take([...(file.files ?? [])], fields[side]);
      file.value = "";
    });
  }

  /** @param {readonly File[]} files @param {EventTarget | null} on */
  async function take(files, on) {
    choose(null);
    const [first, second] = await Promise.all(files.slice(0, 2).map((file) => file.text()));
    const side = second === undefined && on instanceof Node && fields.original.parentElement?.contains(on) ? "original" : "copy";
    fields[side].value = first ?? "";
    if (second !== undefined) {
      fields.original.value = second;
    }
    compare();
  }

  return {
    take,
    show(copy) {
      if (copy !== undefined) {
        begun = true;
        choose(null);
        fields.copy.value = copy;
        fields.original.value = "";
        compare();
      } else if (!begun) {
        begun = true;
        open(samples.querySelector("button"));
      }
    },
  };
}

/** @param {string} id */
function field(id) {
  return /** @type {HTMLTextAreaElement} */ (document.getElementById(id));
}
