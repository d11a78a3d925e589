/**
 * The demo's first mode: one article on a sheet, its signs painted as they are found, and beside it what the popup would say.
 *
 * Text is checked as text. HTML is parsed into a document that runs no script and loads nothing; its article is put on the
 * sheet as text, and nothing of it is inserted.
 */

import { drawSpecimen } from "./hero.js";
import { pageCopy } from "./judge.js";
import { latest } from "./latest.js";
import { number, plural, t } from "./lib/i18n.js";
import { drawReport, verdictHeading } from "./lib/report-view.js";
import { reportState } from "./lib/view-state.js";
import { drawNotice, unjudged } from "./lib/view/notice.js";
import { byId, choose, foldName, isChosen, isPage, readOwn, say } from "./parts.js";
import { edited, read, write } from "./sheet.js";

/** @import { Judge, Timed } from "./judge.js" */
/** @import { Category, DetectorInfo, PageCopy, Report, Sign } from "./lib/types.js" */

/** Milliseconds of rest after which a text is checked: a result stands within 150 of the last key. */
const REST = 30;

/** Characters that a sheet takes; the engine would take more. */
const MAX_TEXT = 1_000_000;

/** What is to be judged: a text, or the page that the sheet's text was taken from. @typedef {{ text: string, page: PageCopy | null, url: string }} Job */

/**
 * Makes the mode ready.
 *
 * @param {Judge} judge
 * @param {readonly DetectorInfo[]} detectors
 * @param {readonly Category[]} looked kinds of signs that are looked for
 * @param {{ changed: () => void }} hooks told when what is on the sheet is no longer what was put there
 */
export function startDesk(judge, detectors, looked, { changed }) {
  const paper = byId("paper");
  const result = byId("result");
  const notice = byId("notice");
  const took = byId("took");
  const samples = byId("samples");
  /** @type {Job} */
  let job = { text: "", page: null, url: "" };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** How long the last check kept this page busy, painting and drawing: a long text may cost no more than half of its time. */
  let busy = 0;

  const check = latest(
    (/** @type {Job} */ { text, page, url }) => page ? judge.ask("checkDocument", page, url ? { url } : {}) : judge.ask("checkText", text),
    (answer, asked) => {
      if (asked === job) {
        const began = performance.now();
        show(answer);
        busy = performance.now() - began;
      }
    },
  );

  /** @param {Job} next */
  function judgeIt(next) {
    clearTimeout(timer);
    job = next;
    if (next.text.trim() === "" && !next.page) {
      ungarblePaint.clear();
      draw(drawNotice({ mood: "idle", heading: t("demo_idle_heading"), text: t("demo_idle_text") }), "idle", "");
      took.textContent = "";
    } else {
      check(next);
    }
  }

  /** @param {Timed<Report>} answer */
  function show(answer) {
    if (!answer.ok) {
      ungarblePaint.clear();
      fail(answer.detail);
      return;
    }
    const report = answer.value;
    took.textContent = t("demo_took", number(Math.max(1, Math.round(answer.took))));
    const state = reportState(report);
    switch (state.kind) {
      case "confirmed":
      case "suspicious":
      case "inconclusive":
      case "clean": {
        /** @type {Sign[]} */
        const signs = report.evidence.map(({ category, quote }) => ({ category, quote }));
        ungarblePaint.paint(paper, signs);
        const view = drawReport(report, {
          detectors,
          looked,
          showLabel: t("show_text"),
          show: (index) => {
            ungarblePaint.show(paper, signs, index);
            // Paragraphs that were out of sight get their height only now.
            requestAnimationFrame(() => ungarblePaint.show(paper, signs, index));
          },
        });
        draw(view, state.kind, verdictHeading(report));
        break;
      }
      case "error":
        fail(state.detail);
        break;
      default: {
        ungarblePaint.clear();
        const words = unjudged(state);
        draw(drawNotice(words), state.kind, words.heading);
      }
    }
    const specimen = byId("specimen");
    if (samples.querySelector("[aria-pressed=true]")?.getAttribute("data-sample") === "garbled.txt") {
      drawSpecimen(specimen, report.evidence);
    }
  }

  /** @param {HTMLElement} view @param {string} state @param {string} spoken */
  function draw(view, state, spoken) {
    // What the reader unfolded stays unfolded while the text changes.
    const open = new Set([...result.querySelectorAll("details[open]")].map(foldName));
    for (const details of view.querySelectorAll("details")) {
      details.open = open.has(foldName(details));
    }
    result.dataset["state"] = state;
    result.replaceChildren(view);
    say(spoken);
  }

  /** @param {string} detail */
  function fail(detail) {
    const view = drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_engine"), detail });
    draw(view, "error", t("error_heading"));
  }

  /** @param {string} text */
  function note(text) {
    notice.textContent = text;
    notice.hidden = text === "";
  }

  /**
   * Puts a text, or the article of a page, on the sheet.
   *
   * @param {string} source
   * @param {string} [url] where a page would stand; without it, an address the page names counts as its own
   * @param {string} [about] to be told of it
   */
  async function take(source, url = "", about = "") {
    let text = source;
    let page = null;
    note(about);
    if (isPage(source)) {
      page = pageCopy(new DOMParser().parseFromString(source, "text/html"));
      const article = await judge.ask("extractDocument", page);
      if (!article.ok) {
        fail(article.detail);
        return;
      }
      const { title, paragraphs } = article.value;
      text = [title, ...paragraphs.map((paragraph) => paragraph.text)].filter(Boolean).join("\n");
      note(plural("demo_page", paragraphs.length));
    }
    if (text.length > MAX_TEXT) {
      text = text.slice(0, MAX_TEXT);
      note(t("demo_cut", MAX_TEXT));
    }
    write(paper, text);
    paper.scrollTop = 0;
    judgeIt({ text: read(paper), page, url });
  }

  /** @param {string} name @param {string} [url] */
  async function open(name, url) {
    const button = samples.querySelector(`[data-sample="${name}"]`);
    choose(samples, button);
    try {
      const sample = await readOwn(`samples/${name}`);
      if (button && isChosen(button)) await take(sample, url);
    } catch (error) {
      fail(String(error));
    }
  }

  /** What is on the sheet is no longer what was asked about: an answer on its way is nobody's. */
  function touched() {
    job = { ...job };
    choose(samples, null);
    note("");
    changed();
  }

  paper.dataset["empty"] = t("demo_empty");
  paper.addEventListener("input", () => {
    touched();
    edited(paper);
    clearTimeout(timer);
    timer = setTimeout(() => judgeIt({ text: read(paper), page: null, url: "" }), Math.max(REST, busy));
  });
  paper.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const all = getSelection()?.toString().length ?? 0;
    // A page, or a whole text in place of all that is here. What goes into a text, the browser puts in.
    if (isPage(text) || read(paper) === "" || all >= read(paper).length) {
      event.preventDefault();
      touched();
      take(text);
    }
  });
  byId("clear").addEventListener("click", () => {
    touched();
    take("");
    paper.focus();
  });
  samples.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { sample, url } = button?.dataset ?? {};
    if (sample) {
      changed();
      open(sample, url);
    }
  });

  return {
    open,
    /** @param {string} text @param {string} [about] */
    take(text, about) {
      touched();
      return take(text, "", about);
    },
    text: () => read(paper),
    note,
  };
}
