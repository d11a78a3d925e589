/**
 * What the popup offers for comparing the page: with a candidate, with another tab, with pasted text; and what came of it.
 *
 * The permission for a candidate's host is asked for here, because the browser wants a click. It may close this window while it
 * asks, so the wish is written down first and the background takes it up (background/compare.js).
 */

import { el, icon } from "../lib/el.js";
import { percent, t } from "../lib/i18n.js";
import { allowedHosts, patternOf, webHost } from "../lib/hosts.js";
import { hostOf, safeUrl } from "../lib/links.js";
import { askBackground } from "../lib/messages.js";
import { awaitedTab, awaitTab, endWaiting, putWish, waitsUntil } from "../lib/pairing.js";
import { getRecord } from "../lib/records.js";

/** @import { Comparison, DoneRecord, Pair, TabWish } from "../lib/types.js" */

/** Shorter texts say nothing about a pair. */
const MIN_TEXT = 200;
const MAX_TEXT = 200_000;

export class Pairing {
  #tabId;
  /** Hosts that were allowed before a click: they are not lent. @type {string[]} */
  #allowed = [];
  /** The page of another tab that waits for its original. @type {TabWish | null} */
  #awaited = null;
  #said = "";

  /** Whether the window stays when the comparison is opened. */
  #stays;

  /**
   * @param {number} tabId
   * @param {{ stays?: boolean }} [options]
   */
  constructor(tabId, { stays = false } = {}) {
    this.#tabId = tabId;
    this.#stays = stays;
  }

  /** Learns what it must know before the reader clicks: then there is no time to ask. */
  async prepare() {
    this.#allowed = await allowedHosts().catch(() => []);
    const wish = await awaitedTab().catch(() => null);
    const record = wish && wish.tabId !== this.#tabId ? await getRecord(wish.tabId) : null;
    // Gone is gone: the tab shows another page by now, or was closed.
    this.#awaited = record?.phase === "done" && record.url === wish?.url ? wish : null;
  }

  /**
   * The button under a candidate.
   *
   * @param {string} url
   * @param {string} [look]
   */
  button(url, look = "quiet") {
    const words = t("pair_with_page");
    const label = `${words}: ${new URL(url).host}`; // several of them must not have one name
    return el(
      "button",
      { class: `${look} compare`, type: "button", "data-action": "compare", "aria-label": label, onclick: () => this.#withPage(url) },
      icon("compare"),
      el("span", {}, words),
    );
  }

  /**
   * What was asked of the reader in another tab: is this page the original of that one?
   *
   * @returns {HTMLElement | null}
   */
  question() {
    const wish = this.#awaited;
    if (!wish) {
      return null;
    }
    const url = safeUrl(wish.url);
    const note = el(
      "section",
      { class: "card ask", "aria-labelledby": "ask-heading" },
      el("h2", { id: "ask-heading" }, t("pair_ask_heading")),
      el("p", {}, el("bdi", { class: "ask-title", lang: "en" }, wish.title || t("pair_untitled")), url && el("bdi", { class: "aside" }, ` ${hostOf(url)}`)),
      el(
        "p",
        { class: "doings" },
        el("button", { class: "button primary", id: "is-original", type: "button", onclick: () => this.#isOriginal(wish) }, t("pair_ask_yes")),
        el("button", { class: "button", id: "no-original", type: "button", onclick: () => {
          this.#awaited = null;
          note.remove();
          endWaiting().catch(() => {});
        } }, t("pair_ask_no")),
      ),
    );
    return note;
  }

  /**
   * How far a comparison of this page is.
   *
   * @param {DoneRecord} record
   */
  state({ pair, report }) {
    if (!pair) {
      return null;
    }
    const url = safeUrl(pair.with.url);
    const beside = url ? hostOf(url) : "";
    if (pair.phase === "compared" && report.comparison) {
      return this.#compared(report.comparison, url);
    }
    if (waitsUntil(pair) > Date.now()) {
      return el("section", { class: "card paired", "data-phase": "comparing", "aria-busy": "true" }, el("p", {}, beside ? t("pair_reading", beside) : t("pair_comparing")));
    }
    const code = pair.phase === "failed" ? pair.code : "timeout";
    return el(
      "section",
      { class: "card paired", "data-phase": "failed", "data-code": code },
      el("h2", {}, t("pair_failed")),
      el("p", {}, t(`compare_error_${code.replaceAll("-", "_")}`)),
      beside && code === "redirected" && el("p", { class: "aside" }, t("pair_try_tab")),
    );
  }

  /**
   * What the two are to each other; of a garbled copy, which article is its original.
   *
   * @param {Comparison} comparison
   * @param {URL | null} url
   */
  #compared({ relation, aligned, original }, url) {
    const host = url ? hostOf(url) : "";
    const confirmed = relation === "garbled-copy";
    const title = original?.title || host || t("pair_pasted");
    const named = [el("span", { class: "source-title", dir: "auto" }, title), host && title !== host && el("span", { class: "source-host" }, el("bdi", {}, host), icon("out"))];
    return el(
      "section",
      { class: "card paired", "data-relation": relation, "aria-labelledby": "pair-heading" },
      !confirmed && el("p", { class: "aside" }, host ? t("pair_compared_with", host) : t("pair_compared_with_text")),
      el("h2", { id: "pair-heading" }, t(confirmed ? "pair_original" : relationKey(relation))),
      confirmed && (url ? el("a", { class: "source-link", href: url.href, target: "_blank", rel: "noopener noreferrer" }, named) : el("p", { class: "source-link" }, named)),
      el("p", { class: "aside" }, t("pair_aligned", percent(aligned))),
      el("button", { class: confirmed ? "button primary" : "button", id: "side-by-side", type: "button", onclick: () => openComparison(this.#tabId, this.#stays) }, icon("compare"), t("pair_show")),
    );
  }

  /** The other two ways. @param {DoneRecord} record */
  others(record) {
    const said = el("p", { class: "aside", role: "status", id: "pair-said" }, this.#said);
    const text = el("textarea", { id: "pair-text", rows: 6, maxlength: MAX_TEXT, spellcheck: "false", dir: "auto", "aria-describedby": "pair-said" });
    return el(
      "details",
      { class: "pair-others", id: "pair-others" },
      el("summary", {}, t("pair_others")),
      el(
        "div",
        { class: "cards" },
        el(
          "div",
          { class: "card" },
          el("p", {}, t("pair_tab_text")),
          el("button", { class: "button", id: "pair-tab", type: "button", onclick: () => {
            const title = record.report.page.title ?? "";
            awaitTab({ tabId: this.#tabId, url: record.url, title: title.slice(0, 200), at: Date.now() }).then(
              () => this.#say(said, t("pair_tab_waits")),
              () => this.#say(said, t("compare_error_internal")),
            );
          } }, t("pair_tab")),
        ),
        el(
          "div",
          { class: "card" },
          el("label", { for: "pair-text" }, t("pair_text_label")),
          text,
          el("button", { class: "button", id: "pair-paste", type: "button", onclick: () => {
            if (text.value.trim().length < MIN_TEXT) {
              this.#say(said, t("pair_text_short"));
              text.focus();
            } else {
              askBackground("compare-with-text", { tabId: this.#tabId, text: text.value, title: "" }).catch(() => {});
            }
          } }, t("pair_paste")),
        ),
        said,
      ),
    );
  }

  /**
   * @param {HTMLElement} where
   * @param {string} words
   */
  #say(where, words) {
    this.#said = words;
    where.textContent = words;
  }

  /** @param {string} url */
  #withPage(url) {
    const pattern = patternOf(url);
    if (!pattern) {
      return;
    }
    const wish = { id: crypto.randomUUID(), tabId: this.#tabId, url, lent: !this.#allowed.includes(webHost(url) ?? ""), at: Date.now() };
    putWish(wish);
    // Refused, too, the background is told: it says so in the record, where the popup shows it.
    const tell = () => askBackground("compare-with-page", wish);
    chrome.permissions.request({ origins: [pattern] }).then(tell, tell);
  }

  /** @param {TabWish} wish */
  #isOriginal(wish) {
    askBackground("compare-with-tab", { tabId: wish.tabId, originalTabId: this.#tabId }).then(() => openComparison(wish.tabId, this.#stays), () => {});
  }
}

/**
 * Whether two records differ in what this module shows of them, and until when what it shows holds.
 *
 * @param {Pair | undefined} pair
 */
export function pairKey(pair) {
  return JSON.stringify([pair ?? null, waitsUntil(pair) > Date.now()]);
}

/** @param {Comparison["relation"]} relation */
function relationKey(relation) {
  switch (relation) {
    case "same-text":
      return "compare_relation_same_text";
    case "same-story":
      return "compare_relation_same_story";
    default:
      return "compare_relation_unrelated";
  }
}

/**
 * @param {number} tabId
 * @param {boolean} stays
 */
function openComparison(tabId, stays) {
  chrome.tabs.create({ url: chrome.runtime.getURL(`compare/compare.html?tab=${tabId}`) }).then(() => stays || window.close(), () => {});
}
