/**
 * Reading a report as it is drawn, in the popup, in the side panel or in the demo: what a reader sees, not what the code behind it holds.
 */

import { until } from "./wait.mjs";

/** @import { Driver, Evaluate, Popup, Tab } from "./driver.mjs" */

/**
 * @typedef {object} Shown
 * @property {string} state name of the view's state
 * @property {string} heading
 * @property {string} text all that can be read, folded parts included
 * @property {number | null} score the meter's value
 * @property {string | null} scoreText the score as written
 * @property {{ observed: string[], likely: string, why: string }[]} names
 * @property {ShownSign[]} signs
 * @property {{ relation: string, title: string, href: string, rel: string, target: string }[]} sources
 *
 * @typedef {object} ShownSign
 * @property {number} index of the evidence
 * @property {string} category
 * @property {string} quote the marked words
 * @property {string | null} expected
 */

/** Clicks the toolbar button on the tab and waits for the outcome. @param {Driver} browser @param {Tab} tab */
export async function check(browser, tab) {
  const popup = await browser.click(tab);
  return { popup, shown: await outcome(popup) };
}

/**
 * Opens the side panel by the popup's button, by hand as browsers want it, and waits until it is there.
 *
 * @param {Driver} browser
 * @param {Popup} popup
 */
export async function openPanel(browser, popup) {
  await popup.evaluate(() => document.getElementById("panel")?.focus());
  await popup.press("Enter");
  return browser.panel();
}

/**
 * What the popup shows once it has stopped reading the page.
 *
 * @param {{ evaluate: Evaluate }} popup
 */
export async function outcome(popup) {
  return until(
    "the popup to show an outcome",
    async () => {
      const shown = await popup.evaluate(readReport);
      return ["starting", "scanning", ""].includes(shown.state) ? null : shown;
    },
    { seen: () => popup.evaluate(() => document.body?.textContent) },
  );
}

/**
 * Sent to the page as its source.
 *
 * @returns {Shown}
 */
export function readReport() {
  /** @param {ParentNode | null | undefined} root @param {string} selector */
  const text = (root, selector) => {
    const found = root?.querySelector(selector);
    if (!found) {
      return null;
    }
    const copy = /** @type {Element} */ (found.cloneNode(true));
    for (const aside of copy.querySelectorAll(".visually-hidden")) {
      aside.remove();
    }
    return (copy.textContent ?? "").trim();
  };
  const view = document.querySelector("[data-state]");
  const meter = document.querySelector("meter");
  return {
    state: view?.getAttribute("data-state") ?? "",
    heading: text(view, "h1, h2") ?? "",
    text: (view?.textContent ?? "").replace(/\s+/g, " ").trim(),
    score: meter ? meter.value : null,
    scoreText: text(view, ".score-figure b"),
    names: [...document.querySelectorAll(".name")].map((card) => ({
      observed: [...card.querySelectorAll(".form")].map((form) => form.textContent ?? ""),
      likely: text(card, ".likely-name") ?? "",
      why: text(card, ".why") ?? "",
    })),
    signs: [...document.querySelectorAll("[data-sign]")].map((sign) => ({
      index: Number(sign.getAttribute("data-sign")),
      category: sign.getAttribute("data-category") ?? "",
      quote: text(sign, "mark") ?? text(sign, ".repair s") ?? "",
      expected: text(sign, ".repair b"),
    })),
    sources: [...document.querySelectorAll("[data-relation]")].flatMap((source) => {
      const link = source.querySelector("a");
      return link
        ? [
            {
              relation: source.getAttribute("data-relation") ?? "",
              title: text(source, ".source-title") ?? text(source, "q") ?? "",
              href: link.href,
              rel: link.rel,
              target: link.target,
            },
          ]
        : [];
    }),
  };
}

/**
 * The report that the extension keeps of a tab, by which route the engine ran included.
 *
 * @param {Driver} browser
 * @param {Tab} tab
 * @returns {Promise<{ phase: string, run: string, url: string, route: string, report: import("../../../pkg/ungarble.js").Report }>}
 */
export async function record(browser, tab) {
  const key = `tab:${await browser.tabId(tab)}`;
  return until("the record of the tab", () =>
    browser.inExtension(
      async (name) => /** @type {any} */ ((await chrome.storage.session.get(name))[name] ?? null),
      key,
    ),
  );
}
