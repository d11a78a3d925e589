/**
 * The demo: a sheet to paste an article on, and beside it what the popup would say.
 *
 * It uses the engine, the drawing and the sentences of the extension and has none of its own. Text is checked as text. HTML
 * is parsed into a document that runs no script and loads nothing, its article is put on the sheet as text, and it is never
 * inserted. The page's policy (index.html) allows no connection but to its own files. The other mode, two articles side by
 * side, is compare-mode.js.
 */

import { startCompare } from "./compare-mode.js";
import { lookedFor } from "./lib/check-page.js";
import { Engine } from "./lib/engine.js";
import { catalogue, number, plural, t, translate, useMessages } from "./lib/i18n.js";
import { drawReport, verdictHeading } from "./lib/report-view.js";
import { reportState } from "./lib/view-state.js";
import { drawDetector } from "./lib/view/detector.js";
import { drawNotice, unjudged } from "./lib/view/notice.js";
import * as glue from "./pkg/ungarble.js";

/** @import { DetectorInfo, Report, Sign } from "./lib/types.js" */

/** Milliseconds of rest after which the text is checked: a result stands within 150 of the last key. */
const REST = 30;

/** Source text of a page, rather than prose that mentions a tag. */
const HTML = /^\s*(?:<!doctype\s+html|<(?:html|head|body|article|main|div|section|p|h1)[\s>])/i;

/** Characters that a sheet holds without growing slow; the engine would take more. */
const MAX_TEXT = 1_000_000;

const paper = byId("paper");
const result = byId("result");
const status = byId("status");
const notice = byId("notice");
const samples = byId("samples");

useMessages(catalogue(await (await fetch("_locales/en/messages.json")).json()), "en");
translate(document);
paper.dataset["empty"] = t("demo_empty");

const loaded = await Engine.load(glue, new URL("pkg/ungarble_bg.wasm", import.meta.url));
if (loaded.ok) {
  start(loaded.value);
} else {
  fail(loaded.detail);
}

/** @param {Engine} engine */
function start(engine) {
  const infos = engine.call("detectors");
  const detectors = infos.ok ? infos.value : [];
  byId("detectors").replaceChildren(...detectors.map((info) => drawDetector(info)));
  const name = engine.call("engine");
  byId("engine").textContent = name.ok ? name.value : "";

  /** The page that the sheet's text was taken from, until it is edited. @type {Document | null} */
  let page = null;
  let address = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /**
   * @param {string} source
   * @param {string} [url] where a page would stand; without it, an address the page names counts as its own
   */
  function take(source, url = "") {
    address = url;
    page = HTML.test(source) ? new DOMParser().parseFromString(source, "text/html") : null;
    let text = source;
    if (page) {
      const article = engine.call("extractDocument", page);
      if (!article.ok) {
        fail(article.detail);
        return;
      }
      const { title, paragraphs } = article.value;
      text = [title, ...paragraphs.map((paragraph) => paragraph.text)].filter(Boolean).join("\n\n");
      notice.textContent = plural("demo_page", paragraphs.length);
    }
    notice.hidden = page === null;
    paper.textContent = text.slice(0, MAX_TEXT);
    check();
  }

  function check() {
    clearTimeout(timer);
    const text = sheetText();
    ungarblePaint.clear();
    if (text.trim() === "" && !page) {
      draw(drawNotice({ mood: "idle", heading: t("demo_idle_heading"), text: t("demo_idle_text") }), "idle", "");
      byId("took").textContent = "";
      return;
    }
    const began = performance.now();
    const outcome = page ? engine.call("checkDocument", page, address ? { url: address } : {}) : engine.call("checkText", text);
    const took = performance.now() - began;
    if (!outcome.ok) {
      fail(outcome.detail);
      return;
    }
    show(outcome.value, detectors);
    byId("took").textContent = t("demo_took", number(Math.max(1, Math.round(took))));
  }

  paper.addEventListener("input", () => {
    page = null;
    notice.hidden = true;
    choose(null);
    clearTimeout(timer);
    timer = setTimeout(check, REST);
  });
  paper.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (HTML.test(text)) {
      event.preventDefault();
      choose(null);
      take(text);
    }
  });
  byId("clear").addEventListener("click", () => {
    choose(null);
    take("");
    paper.focus();
  });
  const pair = startCompare(engine, { isPage: (text) => HTML.test(text), read: async (path) => readOwn(path) });
  const turn = () => {
    const comparing = location.hash === "#compare";
    byId("desk").hidden = comparing;
    byId("catalogue").hidden = comparing;
    byId("bench").hidden = !comparing;
    for (const link of document.querySelectorAll(".modes a")) {
      if (link.getAttribute("href") === (comparing ? "#compare" : "#check")) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    if (comparing) {
      pair.show();
    }
  };
  addEventListener("hashchange", turn);
  byId("to-compare").addEventListener("click", () => {
    pair.show(sheetText().trim());
    location.hash = "compare";
    turn();
    byId("compare-original").focus();
  });

  const file = byId("file");
  file.addEventListener("change", () => {
    if (file instanceof HTMLInputElement && file.files?.[0]) {
      read(file.files[0]);
      file.value = "";
    }
  });
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      document.body.classList.add("dropping");
    }
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      document.body.classList.remove("dropping");
    }
  });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    const [dropped, ...others] = event.dataTransfer?.files ?? [];
    if (!dropped) {
      return;
    }
    event.preventDefault();
    if (byId("bench").hidden) {
      read(dropped);
    } else {
      pair.take([dropped, ...others], event.target);
    }
  });

  /** @param {File} dropped */
  function read(dropped) {
    dropped.text().then(
      (text) => {
        choose(null);
        take(text);
      },
      (error) => fail(String(error)),
    );
  }

  samples.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { sample, url } = button?.dataset ?? {};
    if (sample) {
      open(sample, url);
    }
  });

  /**
   * @param {string} name
   * @param {string} [url]
   */
  function open(name, url) {
    choose(name);
    readOwn(`samples/${name}`)
      .then((text) => take(text, url))
      .catch((error) => fail(String(error)));
  }

  open("garbled.txt");
  turn();
}

/** A file of the demo. @param {string} path */
async function readOwn(path) {
  const response = await fetch(path);
  return response.ok ? response.text() : Promise.reject(new Error(`${path}: ${response.status}`));
}

/** What is written on the sheet; a line break in it is a paragraph's end. */
function sheetText() {
  return paper.innerText;
}

/** @param {string | null} name the sample that is on the sheet */
function choose(name) {
  for (const button of samples.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset["sample"] === name));
  }
}

/**
 * @param {Report} report
 * @param {readonly DetectorInfo[]} detectors
 */
function show(report, detectors) {
  const state = reportState(report);
  switch (state.kind) {
    case "suspicious":
    case "inconclusive":
    case "clean": {
      /** @type {Sign[]} */
      const signs = report.evidence.map(({ category, quote }) => ({ category, quote }));
      ungarblePaint.paint(paper, signs);
      const view = drawReport(report, {
        detectors,
        looked: lookedFor(detectors, {}),
        showLabel: t("show_text"),
        show: (index) => {
          ungarblePaint.show(paper, signs, index);
        },
      });
      draw(view, state.kind, verdictHeading(report));
      break;
    }
    case "error":
      fail(state.detail);
      break;
    default: {
      const words = unjudged(state);
      draw(drawNotice(words), state.kind, words.heading);
    }
  }
}

/**
 * @param {HTMLElement} view
 * @param {string} state
 * @param {string} spoken
 */
function draw(view, state, spoken) {
  // What the reader unfolded stays unfolded while the text changes.
  const open = new Set([...result.querySelectorAll("details[open]")].map(foldName));
  for (const details of view.querySelectorAll("details")) {
    details.open = open.has(foldName(details));
  }
  result.dataset["state"] = state;
  result.replaceChildren(view);
  if (status.textContent !== spoken) {
    status.textContent = spoken;
  }
}

/** @param {Element} details */
function foldName(details) {
  const owner = details.closest("[data-category], .name, .sources");
  return `${owner?.getAttribute("data-category") ?? owner?.querySelector("h3")?.textContent ?? ""}/${details.className}`;
}

/** @param {string} detail */
function fail(detail) {
  const view = drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_engine"), detail });
  draw(view, "error", t("error_heading"));
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}

