/**
 * What is painted on a page, and the explanation at a sign: as the page sees it, and as only the extension can.
 */

import { SCRIPTS, signsOf } from "../../../extension/lib/marking.js";
import { recordOf } from "./automatic.mjs";
import { until } from "./wait.mjs";

/** @import { Driver, Tab } from "./driver.mjs" */
/** @import { Marked, MarksMessages, Report } from "../../../extension/lib/types.js" */

/**
 * The texts that the extension has painted, in the page and its frames of the same origin. The registry of highlights belongs to the
 * document, so the page sees it.
 *
 * @param {Tab} tab
 */
export function painted(tab) {
  return tab.evaluate(() => {
    /** @type {(Window & typeof globalThis)[]} */
    const views = [window];
    for (let index = 0; index < frames.length; index += 1) {
      try {
        if (frames[index]?.document) views.push(/** @type {any} */ (frames[index]));
      } catch {
        // of another origin
      }
    }
    return views
      .flatMap((view) => [...view.CSS.highlights])
      .filter(([name]) => name.startsWith("ungarble-") && name !== "ungarble-current")
      .flatMap(([, highlight]) => [...highlight])
      .map((range) => String(range).replace(/\s+/g, ""))
      .sort();
  });
}

/** Waits until exactly these words are painted. @param {Tab} tab @param {readonly string[]} words */
export function untilPainted(tab, words) {
  const wanted = words.map((word) => word.replace(/\s+/g, "")).sort().join("|");
  return until("the signs to be painted", async () => (await painted(tab)).join("|") === wanted, { seen: () => painted(tab) });
}

/** @param {Report} report */
export const quotes = (report) => report.evidence.map(({ quote }) => quote.exact);

/**
 * Asks the page's script as popup, side panel and shortcuts do.
 *
 * @template {keyof MarksMessages} T
 * @param {Driver} browser
 * @param {Tab} tab
 * @param {T} type
 * @param {Record<string, unknown>} [more] beside the signs of the tab's report
 * @returns {Promise<Marked>}
 */
export async function ask(browser, tab, type, more = {}) {
  const id = await browser.tabId(tab);
  const { report } = await recordOf(browser, id);
  const message = { to: "marks", type, signs: signsOf(report), ...more };
  const answer = await browser.inExtension(
    async (tabId, asked, files) => {
      const send = () => chrome.tabs.sendMessage(tabId, JSON.parse(asked), { frameId: 0 });
      const first = await send().catch(() => undefined); // nobody there, or only the part that reads
      if (first) return first;
      await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: JSON.parse(files) });
      return send();
    },
    id,
    // Firefox's own window takes no other letters.
    JSON.stringify(message).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`),
    JSON.stringify(SCRIPTS),
  );
  if (!answer.ok) {
    throw new Error(`${answer.code}: ${answer.detail}`);
  }
  return answer.value;
}

/**
 * The explanation that is open, null if none is. Its root is closed: the browsers show it to extensions only.
 *
 * @param {Driver} browser
 * @param {Tab} tab
 */
export async function card(browser, tab) {
  const id = await browser.tabId(tab);
  return browser.inExtension(async (tabId) => {
    const [done] = await chrome.scripting.executeScript({
      target: { tabId },
      func: () => {
        const host = [.../** @type {Element} */ (document.documentElement).children].find((one) => one instanceof HTMLElement && one.popover === "manual");
        const root = host ? (/** @type {any} */ (chrome).dom?.openOrClosedShadowRoot(host) ?? /** @type {any} */ (host).openOrClosedShadowRoot) : null;
        const found = /** @type {HTMLElement | null} */ (root?.querySelector(".card") ?? null);
        if (!found) return null;
        const text = (/** @type {string} */ selector) => {
          const holder = found.querySelector(selector);
          return (holder?.matches("[data-words]") ? holder : holder?.querySelector("[data-words]"))?.getAttribute("data-words") ?? null;
        };
        const { left, top, right, bottom } = found.getBoundingClientRect();
        return {
          kind: text(".kind"), place: text(".place"), observed: text(".repair s"), expected: text(".repair b"), why: text(".why"),
          elements: found.querySelectorAll("*").length, away: found.hasAttribute("data-away"), focused: root.activeElement !== null,
          box: { left, top, right, bottom }, window: [innerWidth, innerHeight], dir: found.dir,
        };
      },
    });
    return done?.result ?? null;
  }, id);
}
