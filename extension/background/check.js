/**
 * One check of one tab, from the click to the record.
 *
 * The content script does the work where it can. Where the page's own policy forbids WebAssembly in it (Chromium), it
 * sends a copy of the page with marks of what nobody sees, and an extension page runs the same engine on that (room.js).
 * Not the popup: a reader closes it when she likes, and the badge should come all the same.
 *
 * Where there are indexes to look the article up in, the check also makes the article's card, and what they know of it is added
 * to the record when it comes (consult.js).
 *
 * A page may go on without loading anew. What was found of the page before is taken back at once. When the page has come to
 * rest, a new text is checked in its turn (the same click on the same site still stands for it), and of a text that is
 * still the same the result is given back.
 */

import "../lib/page-scripts.js";

import { automaticOn, isTabPaused } from "../lib/automatic.js";
import { loadChoices } from "../lib/check-options.js";
import { isFinePage, loadFine } from "../lib/fine.js";
import { dropOther, getLast, putLast } from "../lib/last.js";
import { askContent, Failure, failed } from "../lib/messages.js";
import { askMarks, signsOf } from "../lib/marking.js";
import { pageKind, refusedKind } from "../lib/page-kind.js";
import { getRecord, putRecord } from "../lib/records.js";
import { withSearchEngine } from "../lib/search-engines.js";
import { loadSettings } from "../lib/settings.js";
import { labelTab } from "./badge.js";
import { consultFor, wantsCard } from "./consult.js";
import { inRoom, value, within } from "./room.js";

/** @import { Checked, CheckOptions, ContentMessages, ContentOutcome, Route, TabRecord } from "../lib/types.js" */

const TIMEOUT = 15_000;

/**
 * Checks a tab and records the outcome. Never rejects: a failure is an outcome too.
 *
 * @param {number} tabId
 * @param {boolean} anyway judge the text although the page looks like no article
 * @param {boolean} [automatic] nobody clicked
 */
export async function checkTab(tabId, anyway, automatic = false) {
  const run = crypto.randomUUID();
  const url = await addressOf(tabId);
  await putRecord(tabId, { phase: "scanning", run, url, startedAt: Date.now(), automatic });
  const record = await outcome({ tabId, url, anyway, run, again: false, automatic }).catch((error) => {
    const { code, detail } = failed(error);
    return /** @type {TabRecord} */ ({ phase: "failed", run, url, code, detail });
  });
  if (await conclude(tabId, run, record)) {
    await consultFor(tabId, record);
  } else {
    await dropOther(tabId, await addressOf(tabId)); // what is gone is not kept
  }
}

/**
 * Checks a tab again whose page has changed by itself. What is shown stays until the new result comes; where none comes,
 * nothing is left that could be out of date.
 *
 * @param {number} tabId
 */
export async function renewTab(tabId) {
  const old = await getRecord(tabId);
  if (!old || old.phase === "scanning") {
    return; // nobody asked about this page; or a check is under way and reads the new text
  }
  const { run } = old;
  const anyway = old.phase === "done" && old.anyway; // not of a page before
  const automatic = (old.phase === "done" || old.phase === "stale") && old.automatic === true;
  const url = await addressOf(tabId);
  /** @type {TabRecord} */
  const nothing = { phase: "stale", run, url: old.url, was: null, automatic };
  const record = automatic && (await restsOn(tabId, url)) ? nothing : await outcome({ tabId, url, anyway, run, again: true, automatic }).catch(() => nothing);
  const now = /** @type {TabRecord} */ ({ ...record, run: crypto.randomUUID() });
  if (await conclude(tabId, run, now)) {
    await repaint(tabId, now).catch(() => {});
    await consultFor(tabId, now);
  }
}

/**
 * The page of a tab has another address than was checked.
 *
 * @param {number} tabId
 */
export async function tabMoved(tabId) {
  const old = await getRecord(tabId);
  if (old) {
    // A new run: the answer of a check that is under way is nobody's.
    const was = old.phase === "done" ? old : old.phase === "stale" ? old.was : null;
    const automatic = (old.phase === "done" || old.phase === "stale" || old.phase === "scanning") && old.automatic === true;
    await putRecord(tabId, { phase: "stale", run: crypto.randomUUID(), url: old.url, was, automatic });
    await labelTab(tabId, null);
  }
}

/**
 * The page of a tab has another address, and its text is the one that was checked.
 *
 * @param {number} tabId
 */
export async function tabSame(tabId) {
  const old = await getRecord(tabId);
  if (old?.phase === "stale" && old.was) {
    await conclude(tabId, old.run, { ...old.was, url: await addressOf(tabId) });
  }
}

/**
 * Whether the page that the record of a tab is about is no longer there. Its script knows: it lives and dies with the page.
 *
 * @param {number} tabId
 * @param {boolean} loading
 */
export async function pageGone(tabId, loading) {
  const record = await getRecord(tabId);
  const watched = record?.phase === "done" || record?.phase === "stale";
  return watched ? !(await askContent(tabId, "here", {})).ok : loading;
}

/**
 * Records an outcome, unless the page has gone or the reader has asked again: then it is nobody's.
 *
 * @param {number} tabId
 * @param {string} run that it is the outcome of
 * @param {TabRecord} record
 */
export async function conclude(tabId, run, record) {
  const now = await getRecord(tabId);
  if (now?.run !== run) {
    return false;
  }
  try {
    await putRecord(tabId, record);
  } catch (error) {
    const { code, detail } = failed(error);
    await putRecord(tabId, { phase: "failed", run, url: record.url, code, detail });
  }
  // A tab that was closed meanwhile has no button to label.
  await labelTab(tabId, record).catch(() => {});
  return true;
}

/**
 * Where signs are painted, paints those of the new report in their place.
 *
 * @param {number} tabId
 * @param {TabRecord} record
 */
export async function repaint(tabId, record) {
  const painted = await askMarks(tabId, "painted", {});
  if (painted.ok && painted.value.on) {
    const signs = signsOf(record.phase === "done" ? record.report : null);
    await (signs.length > 0 ? askMarks(tabId, "highlight", { signs }) : askMarks(tabId, "clear", {}));
  }
}

/**
 * Whether nothing is to be checked here without a click.
 *
 * @param {number} tabId
 * @param {string} url
 */
export async function restsOn(tabId, url) {
  const [settings, paused, fine] = await Promise.all([loadSettings(), isTabPaused(tabId), isPrivate(tabId).then(loadFine)]);
  return paused || (await automaticOn(settings, url)) !== "on" || (await isFinePage(fine, url));
}

/**
 * @param {{ tabId: number, url: string, anyway: boolean, run: string, again: boolean, automatic: boolean }} check
 * @returns {Promise<TabRecord>}
 */
async function outcome({ tabId, url, anyway, run, again, automatic }) {
  const known = pageKind(url);
  if (known) {
    return { phase: "unsupported", run, url, page: known };
  }
  const { settings, choices, fine } = await loadChoices(await isPrivate(tabId));
  /** @type {CheckOptions} */
  const options = { url, ...choices };
  const [card, last] = await Promise.all([wantsCard(), again ? null : getLast(tabId)]);
  const asked = JSON.stringify([options, anyway, card]);
  const before = last?.asked === asked ? last : null;
  // Nobody waits: so the page is read here, and the engine is one for all pages.
  const ask = { options, anyway, again, card, elsewhere: automatic, known: before && before.fingerprint };
  const found = await read(tabId, url, ask);
  if (found.kind === "unsupported") {
    return { phase: "unsupported", run, url, page: found.page };
  }
  /** @type {{ route: Route, checked: Checked }} */
  const { route, checked } =
    found.kind === "known" && before ? before
    : found.kind === "copied" ? { route: "extension", checked: await checkCopy(found, options, anyway, card, automatic) }
    : { route: "content", checked: /** @type {Extract<ContentOutcome, { kind: "checked" }>} */ (found).checked };
  if (found.kind !== "checked") {
    askContent(tabId, "keep", { checked }).catch(() => {});
  }
  if (found.kind !== "known" && found.fingerprint) {
    putLast(tabId, { url: found.url, asked, fingerprint: found.fingerprint, route, checked });
  }
  const report = withSearchEngine(checked.report, settings.search);
  return {
    ...checked, phase: "done", run, url: found.url || url, report, route, anyway, automatic, at: Date.now(),
    fine: await isFinePage(fine, found.url || url),
  };
}

/**
 * What the script in the page answers; it is put in where it is not there yet.
 *
 * @param {number} tabId
 * @param {string} url
 * @param {ContentMessages["check"]["ask"]} ask
 * @returns {Promise<ContentOutcome>}
 */
async function read(tabId, url, ask) {
  const answer = await within(TIMEOUT, askContent(tabId, "check", ask));
  if (answer.ok || answer.code !== "page-gone" || ask.again) {
    return value(answer);
  }
  const refusal = await inject(tabId);
  if (refusal) {
    const page = refusedKind(refusal, url);
    if (page) {
      return { kind: "unsupported", page };
    }
    throw new Failure("no-access", refusal);
  }
  return value(await within(TIMEOUT, askContent(tabId, "check", ask)));
}

/**
 * The address of the tab, which the click on the button lets us see; empty where it does not.
 *
 * @param {number} tabId
 */
async function addressOf(tabId) {
  try {
    return (await chrome.tabs.get(tabId)).url ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {number} tabId
 * @returns {Promise<string | null>} what the browser says when it refuses
 */
export async function inject(tabId) {
  try {
    await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: ungarbleScripts });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * @param {Extract<ContentOutcome, { kind: "copied" }>} copied
 * @param {CheckOptions} options
 * @param {boolean} anyway
 * @param {boolean} card
 * @param {boolean} linger more pages may come soon
 * @returns {Promise<Checked>}
 */
async function checkCopy({ page, url }, options, anyway, card, linger) {
  const ask = { page, options: { ...options, url: url || options.url || "" }, anyway, card };
  return inRoom("check-copy", ask, TIMEOUT, { linger });
}

/**
 * Whether a tab stands in a private window; one that has gone may have.
 *
 * @param {number} tabId
 */
export async function isPrivate(tabId) {
  try {
    return (await chrome.tabs.get(tabId)).incognito;
  } catch {
    return true;
  }
}
