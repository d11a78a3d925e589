/**
 * The demo's second mode: two articles, and below them what became of the one in the other.
 *
 * A text is compared as text, its first line as its headline where it looks like one. HTML is parsed into a document that runs
 * nothing and loads nothing; its article is taken from it. Drawing and saving are the extension's.
 */

import { pageCopy } from "./judge.js";
import { latest } from "./latest.js";
import { answerOf } from "./lib/compare-view/export.js";
import { drawSave } from "./lib/compare-view/save.js";
import { drawComparison } from "./lib/compare-view/view.js";
import { number, t } from "./lib/i18n.js";
import { drawNotice, unjudged } from "./lib/view/notice.js";
import { reportState } from "./lib/view-state.js";
import { byId, choose, isChosen, isPage, readOwn, say } from "./parts.js";
import { isHeadline } from "./sheet.js";

/** @import { Judge, Timed } from "./judge.js" */
/** @import { Report } from "./lib/types.js" */

/** Milliseconds of rest after which the two are compared. */
const REST = 120;

const FIELDS = /** @type {const} */ (["copy", "original"]);

/** @typedef {{ copy: string, original: string }} Texts */

/**
 * Makes the mode ready.
 *
 * @param {Judge} judge
 * @param {{ changed: () => void }} hooks told when the texts are no longer those that were put here
 */
export function startCompare(judge, { changed }) {
  const fields = { copy: field("compare-copy"), original: field("compare-original") };
  const result = byId("comparison");
  const samples = byId("pairs");
  const took = byId("compare-took");
  const notice = byId("compare-notice");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let begun = false;

  const ask = latest(
    (/** @type {Texts} */ { copy, original }) => judge.ask("compare", input(copy), input(original)),
    (answer, asked) => {
      if (asked.copy === texts().copy && asked.original === texts().original) {
        show(answer);
      }
    },
  );

  function texts() {
    return { copy: fields.copy.value.trim(), original: fields.original.value.trim() };
  }

  function compare() {
    clearTimeout(timer);
    took.textContent = "";
    const both = texts();
    if (both.copy && both.original) {
      ask(both);
    } else {
      draw("idle", drawNotice({ mood: "idle", heading: t("demo_pair_heading"), text: t("demo_pair_text") }));
    }
  }

  /** @param {Timed<Report>} outcome */
  function show(outcome) {
    if (!outcome.ok) {
      fail(t("error_engine"), outcome.detail);
      return;
    }
    const report = outcome.value;
    took.textContent = t("demo_took", number(Math.max(1, Math.round(outcome.took))));
    const answer = answerOf(report);
    if (answer) {
      draw("done", drawComparison(answer), drawSave(answer, readOwn));
      return;
    }
    const state = reportState(report);
    const words = "report" in state || state.kind === "error" ? null : unjudged(state);
    draw("unfit", drawNotice(words ?? { mood: "blank", heading: t("compare_failed_heading"), text: t("compare_failed_text"), detail: report.reason }));
  }

  /** @param {string} text @param {string} detail */
  function fail(text, detail) {
    draw("error", drawNotice({ mood: "error", heading: t("error_heading"), text, detail }));
  }

  /** @param {string} state @param {...HTMLElement} content */
  function draw(state, ...content) {
    result.dataset["state"] = state;
    result.replaceChildren(...content.reverse());
    say(result.querySelector("h1")?.textContent ?? "");
  }

  /** @param {string} text */
  function input(text) {
    if (isPage(text)) {
      return pageCopy(new DOMParser().parseFromString(text, "text/html"));
    }
    const [, title = "", rest = ""] = /^(.+)\s*\n\s*\n([^]+)$/.exec(text) ?? [];
    return isHeadline(title) ? { title, text: rest } : { text };
  }

  /** Puts texts into their fields; about what, where it is to be told. @param {Partial<Texts>} given @param {string} [about] */
  function put(given, about = "") {
    begun = true;
    for (const side of FIELDS) {
      fields[side].value = given[side] ?? fields[side].value;
    }
    notice.textContent = about;
    notice.hidden = about === "";
    compare();
  }

  /** @param {HTMLElement | null} button */
  async function open(button) {
    const { copy, original } = button?.dataset ?? {};
    if (!button || !copy || !original) {
      return;
    }
    choose(samples, button);
    try {
      const pair = { copy: await readOwn(`samples/${copy}`), original: await readOwn(`samples/${original}`) };
      if (isChosen(button)) put(pair);
    } catch (error) {
      fail(t("error_internal"), String(error));
    }
  }

  samples.addEventListener("click", (event) => {
    changed();
    open(event.target instanceof Element ? event.target.closest("button") : null);
  });
  for (const side of FIELDS) {
    fields[side].addEventListener("input", () => {
      choose(samples, null);
      changed();
      clearTimeout(timer);
      timer = setTimeout(compare, REST);
    });
    const file = /** @type {HTMLInputElement} */ (byId(`compare-${side}-file`));
    file.addEventListener("change", () => {
      takeFiles([...(file.files ?? [])], fields[side]);
      file.value = "";
    });
  }

  /** One file for the side it was given to, two for both. @param {readonly File[]} files @param {EventTarget | null} on */
  async function takeFiles(files, on) {
    choose(samples, null);
    changed();
    const [first = "", second] = await Promise.all(files.slice(0, 2).map((file) => file.text()));
    const right = on instanceof Node && fields.original.parentElement?.contains(on);
    put(second !== undefined ? { copy: first, original: second } : right ? { original: first } : { copy: first });
  }

  return {
    takeFiles,
    /** @param {Texts} given @param {string} about */
    take(given, about) {
      choose(samples, null);
      put(given, about);
    },
    /** Both texts, where there are both. */
    texts() {
      const both = texts();
      return both.copy && both.original ? both : null;
    },
    /** @param {string} [copy] to be compared; without it, the first sample if nothing was here yet */
    show(copy) {
      if (copy !== undefined) {
        choose(samples, null);
        put({ copy, original: "" });
      } else if (!begun) {
        open(samples.querySelector("button"));
      }
    },
  };
}

/** @param {string} id */
function field(id) {
  return /** @type {HTMLTextAreaElement} */ (byId(id));
}
