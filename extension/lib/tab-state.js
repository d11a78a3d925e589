/**
 * One tab as a window of the extension follows it: what is recorded of it, what that means, and a check of it. The popup and the
 * side panel draw what this tells them.
 *
 * It holds nothing that the record does not: a window may be closed at any time.
 */

import { askBackground, settle } from "./messages.js";
import { waitsUntil } from "./pairing.js";
import { getRecord, watchRecord } from "./records.js";
import { PATIENCE, viewState, wantsCheck } from "./view-state.js";

/** @import { DoneRecord, Facts, TabRecord, ViewState } from "./types.js" */

/**
 * @typedef {object} Told
 * @property {ViewState} state
 * @property {DoneRecord | null} done the record of a check that came to something
 * @property {string | null} url of the page, as far as the browser tells it
 */

export class TabState {
  #tabId;
  #tell;
  #unwatch;
  /** @type {Facts} */
  #facts = { url: null, record: null, now: Date.now() };
  #asked = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {number} tabId
   * @param {(told: Told) => void} tell is called with every change, and when a wait has been too long
   */
  constructor(tabId, tell) {
    this.#tabId = tabId;
    this.#tell = tell;
    this.#unwatch = watchRecord(tabId, (record) => this.#learn({ record }));
  }

  /**
   * @param {string | null} url
   * @param {{ check: boolean, early?: { answer: Promise<unknown> } | null }} options whether to check at once what has no result
   *   yet, and the answer to a question for that which is on its way already
   */
  async start(url, { check, early = null }) {
    const record = early ? null : await getRecord(this.#tabId);
    this.#facts = { url, record, now: Date.now() };
    if (early || (check && wantsCheck(this.#facts))) {
      await this.check(false, early);
    } else {
      this.#learn({}); // another window's check may be under way
    }
  }

  /**
   * @param {boolean} anyway judge the text although the page looks like no article
   * @param {{ answer: Promise<unknown> } | null} [early] the question was asked already
   */
  async check(anyway, early = null) {
    this.#asked = true;
    this.#learn({ record: null });
    // The tab may show another page than when this window was opened.
    const url = await addressOf(this.#tabId);
    this.#facts = { ...this.#facts, url };
    const ask = () => askBackground("check", { tabId: this.#tabId, anyway });
    let answer = early ? await settle(/** @type {Promise<import("./types.js").Answer<null>>} */ (early.answer)) : await ask();
    if (!answer.ok && answer.code === "page-gone") {
      // The worker was killed under the question; asking wakes it again.
      answer = await ask();
    }
    this.#asked = false;
    if (answer.ok) {
      this.#learn({ record: await getRecord(this.#tabId) });
    } else {
      const { code, detail } = answer;
      this.#learn({ record: { phase: "failed", run: "", url: url ?? "", code, detail } });
    }
  }

  /** The tab shows another page. @param {string | null} url */
  moved(url) {
    this.#learn({ url });
  }

  stop() {
    clearTimeout(this.#timer);
    this.#unwatch();
    this.#tell = () => {};
  }

  /** @param {Partial<Facts>} news */
  #learn(news) {
    this.#facts = { ...this.#facts, ...news, now: Date.now() };
    const { record, url, now } = this.#facts;
    const found = viewState(this.#facts);
    this.#tell({
      state: this.#asked && found.kind === "idle" ? { kind: "scanning" } : found,
      done: record?.phase === "done" ? record : null,
      url: url ?? (record?.url || null),
    });
    // What is waited for comes by the record; that it does not come, by the clock.
    clearTimeout(this.#timer);
    const until = record?.phase === "scanning" ? record.startedAt + PATIENCE : record?.phase === "done" ? waitsUntil(record.pair) : 0;
    if (until >= now) {
      this.#timer = setTimeout(() => this.#learn({}), until - now + 1);
    }
  }
}

/** @param {number} id */
async function addressOf(id) {
  try {
    return (await chrome.tabs.get(id)).url ?? null;
  } catch {
    return null;
  }
}
