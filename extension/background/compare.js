/**
 * Compares the page of a tab with a candidate for its original, when the reader asks: with a page, with another tab, or with text
 * that she pasted. The score of the record becomes the pair's.
 *
 * The page's script gives the page once more, so no text was kept since the check. A page of the extension does the work
 * (compare-pages.js). A permission that was given for one page only is given back afterwards, also when all went wrong.
 *
 * Where the browser asks the reader for the permission it may close the popup, and with it whoever waits for the answer. So the
 * popup writes down what it is about to ask for, and the background takes it up when the permission comes.
 */

import { hostsInUse } from "../lib/automatic.js";
import { loadChoices } from "../lib/check-options.js";
import { allowedHosts, giveBack, giveBackLent, lend, mayAsk, webHost } from "../lib/hosts.js";
import { sameDocument } from "../lib/links.js";
import { askContent, Failure } from "../lib/messages.js";
import { dropWish, getWish, PATIENCE as LONGEST } from "../lib/pairing.js";
import { allRecords, getRecord, putRecord } from "../lib/records.js";
import { withSearchEngine } from "../lib/search-engines.js";
import { withSources } from "../lib/consulted.js";
import { labelTab } from "./badge.js";
import { inject, isPrivate, repaint } from "./check.js";
import { inRoom } from "./room.js";

/** @import { CompareCode, ComparePages, CompareWith, DoneRecord, PageWish } from "../lib/types.js" */

const PATIENCE = 45_000;

/** The alarm that ends a comparison whose background was killed. */
export const TIDY = "tidy";

/** Wishes that were taken up, so that the two ways by which one comes start one comparison. @type {Set<string>} */
const taken = new Set();
/** Comparisons with a page of the web that are under way: what was lent to one is not taken back by another. */
let borrowers = 0;

/**
 * Compares with a page of the web.
 *
 * @param {PageWish} wish
 */
export async function compareWithPage({ id, tabId, url, lent }) {
  if (taken.has(id)) {
    return;
  }
  taken.add(id);
  const host = webHost(url) ?? "";
  borrowers += 1;
  let noted = true;
  try {
    await dropWish(id);
    if (lent && host) {
      // Where the disk is full it cannot be noted, and is given back all the same.
      noted = await lend(host).then(() => true, () => false);
    }
    await run(tabId, { by: "page", url }, async (copyUrl) => {
      if (sameDocument(url, copyUrl)) {
        throw new Unmade("same-page");
      }
      if (!(await mayAsk(url))) {
        throw new Unmade("not-allowed");
      }
      return { by: "page", url, hosts: [...new Set([host, ...(await allowedHosts())])] };
    });
  } finally {
    borrowers -= 1;
    await returnLent();
    if (!noted && !(await hostsInUse()).includes(host)) {
      await giveBack(host);
    }
  }
}

/** Gives back what was lent, unless a comparison still needs it. */
export async function returnLent() {
  const needed = await hostsInUse();
  if (borrowers === 0) {
    await giveBackLent(needed).catch(() => {});
  }
}

/** What a background left behind that was killed in the middle of a comparison. */
export async function endDead() {
  const now = Date.now();
  for (const [tabId, record] of await allRecords()) {
    if (record.phase === "done" && record.pair?.phase === "comparing") {
      const { with: beside, startedAt } = record.pair;
      if (now - startedAt >= LONGEST) {
        await putRecord(tabId, { ...record, pair: { phase: "failed", with: beside, code: "timeout" } });
      } else {
        await chrome.alarms.create(TIDY, { when: startedAt + LONGEST + 1_000 });
      }
    }
  }
  await returnLent();
}

/** A permission has come: is it what a popup asked for, before it was closed? */
export async function permissionCame() {
  const wish = await getWish();
  if (wish && (await mayAsk(wish.url))) {
    await compareWithPage(wish);
  }
}

/**
 * Compares with the page of another tab.
 *
 * @param {number} tabId
 * @param {number} originalTabId
 */
export function compareWithTab(tabId, originalTabId) {
  return run(tabId, { by: "tab", url: "" }, async (copyUrl) => {
    const original = await pageOf(originalTabId);
    if (sameDocument(original.url, copyUrl)) {
      throw new Unmade("same-page");
    }
    return { by: "tab", ...original };
  });
}

/**
 * @param {number} tabId
 * @param {string} text
 * @param {string} title
 */
export function compareWithText(tabId, text, title) {
  return run(tabId, { by: "text", url: "" }, async () => ({ by: "text", text, title }));
}

/** A comparison that cannot be made. */
class Unmade extends Error {
  /** @param {CompareCode} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * @param {number} tabId
 * @param {CompareWith} beside
 * @param {(copyUrl: string) => Promise<ComparePages["original"]>} find
 */
async function run(tabId, beside, find) {
  const old = await getRecord(tabId);
  if (old?.phase !== "done") {
    return;
  }
  const started = Date.now();
  /**
   * Changes the record as it is by now: what the indexes know of the article may have come meanwhile.
   *
   * @param {(now: DoneRecord) => DoneRecord} change
   */
  const put = async (change) => {
    const now = await getRecord(tabId);
    // The page has gone, or the reader has asked for something else.
    if (now?.phase !== "done" || now.run !== old.run || now.pair?.phase !== "comparing" || now.pair.startedAt !== started) {
      return null;
    }
    const record = change(now);
    await putRecord(tabId, record);
    return record;
  };
  await putRecord(tabId, { ...old, pair: { phase: "comparing", with: beside, startedAt: started } });
  await chrome.alarms.create(TIDY, { when: started + LONGEST + 1_000 });
  try {
    const copy = await pageOf(tabId);
    const original = await find(copy.url);
    const { settings, choices } = await loadChoices(await isPrivate(tabId));
    const compared = await inRoom("compare", { copy, original, choices }, PATIENCE);
    if (!compared.ok) {
      await put((now) => ({ ...now, pair: { phase: "failed", with: beside, code: compared.code } }));
      return;
    }
    const report = withSearchEngine(compared.report, settings.search);
    const shown = original.by === "text" ? beside : { by: original.by, url: original.url };
    const record = await put((now) => ({
      ...now,
      // What else is known of where the text comes from stays: the engine was asked about these two texts only.
      report: { ...report, sources: withSources(report.sources, now.report.sources) },
      detectors: compared.detectors,
      pair: { phase: "compared", with: shown },
    }));
    if (record) {
      await labelTab(tabId, record).catch(() => {});
      await repaint(tabId, record).catch(() => {});
    }
  } catch (error) {
    const code = error instanceof Unmade ? error.code : error instanceof Failure ? failureCode(error) : isFull(error) ? "storage-full" : "internal";
    await put((now) => ({ ...now, pair: { phase: "failed", with: beside, code } })).catch(() => {});
  }
}

/** Browsers give no code, only a sentence. @param {unknown} error */
function isFull(error) {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}

/** @param {Failure} failure @returns {CompareCode} */
function failureCode({ code }) {
  return code === "no-access" ? "page-gone" : code;
}

/**
 * The page of a tab as it stands.
 *
 * @param {number} tabId
 */
async function pageOf(tabId) {
  let answer = await askContent(tabId, "copy", {});
  if (!answer.ok && answer.code === "page-gone" && (await inject(tabId)) === null) {
    answer = await askContent(tabId, "copy", {});
  }
  if (!answer.ok) {
    throw new Failure(answer.code, answer.detail);
  }
  if (!answer.value) {
    throw new Unmade("not-html");
  }
  const { page, url } = answer.value;
  return { page, url };
}
