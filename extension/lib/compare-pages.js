/**
 * Two texts, one report on the pair.
 *
 * The copy is the page as the reader has it. The original is fetched here, without cookies and from hosts the reader allowed
 * only; or it is another tab's page, or text that was pasted. All go through the same extraction. Nothing is kept here.
 */

import { loadEngine } from "./check-copy.js";
import { decode } from "./decode.js";
import { fetchFrom } from "./fetch.js";

/** @import { CompareCode, ComparePages, Compared } from "./types.js" */

/** Pages of news sites have up to 3 MB. */
const MAX_BYTES = 8_000_000;
const PATIENCE = 20_000;
/** Fewer words are no original of anything. */
const MIN_WORDS = 30;

/**
 * @param {ComparePages} ask
 * @returns {Promise<Compared>}
 */
export async function comparePages({ copy, original, choices }) {
  /** @type {Parameters<import("../pkg/ungarble.js")["compare"]>[1]} */
  let other;
  let originalUrl = "";
  if (original.by === "page") {
    const got = await fetchFrom({ url: original.url, hosts: original.hosts, bytes: MAX_BYTES, milliseconds: PATIENCE, accept: "text/html, application/xhtml+xml;q=0.9" });
    if (!got.ok) {
      return failed(got.code, got.detail);
    }
    if (got.status !== 200) {
      return failed(got.status === 404 || got.status === 410 ? "not-found" : "refused", String(got.status));
    }
    const type = got.headers.get("content-type");
    if (type && !/^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)) {
      return failed("not-html", type.slice(0, 80));
    }
    other = new DOMParser().parseFromString(decode(got.body, type), "text/html");
    originalUrl = got.url;
  } else if (original.by === "tab") {
    other = original.page;
    originalUrl = original.url;
  } else {
    other = { text: original.text, title: original.title };
  }
  const engine = await loadEngine();
  const answer = engine.call("compare", copy.page, other, { id: "", copy_url: copy.url, original_url: originalUrl || undefined, live: true, ...choices });
  if (!answer.ok) {
    return failed("engine", answer.detail);
  }
  const report = answer.value;
  if (!report.comparison) {
    return failed("no-text", report.reason ?? report.status);
  }
  const words = report.comparison.original.paragraphs.reduce((sum, { text }) => sum + text.split(/\s+/, MIN_WORDS).length, 0);
  if (words < MIN_WORDS) {
    return failed("no-text", `${words} words`);
  }
  const infos = engine.call("detectors", [...new Set(report.evidence.map((row) => row.detector))]);
  return { ok: true, report, detectors: infos.ok ? infos.value : [] };
}

/**
 * @param {CompareCode} code
 * @param {string} detail
 * @returns {Compared}
 */
function failed(code, detail) {
  return { ok: false, code, detail };
}
