/**
 * The real popup on a stage: the files that ship, and in place of the browser's interfaces a stand-in that holds one record.
 * For pictures and for tests of what is drawn; what the real browsers do is tested with the real extension.
 */

import { detectorInfos, emptyReport, inconclusiveReport, suspiciousReport } from "./reports.mjs";

/**
 * @import { Report, TabRecord } from "../../extension/lib/types.js"
 *
 * @typedef {Record<string, { message: string } | undefined>} Messages
 *
 * @typedef {object} Scene
 * @property {TabRecord | null} record
 * @property {string} [url]
 * @property {boolean} [dark]
 * @property {number} [width]
 * @property {boolean} [open] with everything unfolded
 * @property {string} [locale] of catalogues.mjs, English without it
 * @property {{ name: string, value: string }[]} [features]
 */

/**
 * What the popup finds instead of the browser's interfaces. Runs in the page.
 *
 * @param {{ url: string, record: TabRecord | null, messages: Messages }} scene
 */
export function standIn({ url, record, messages }) {
  const text = (/** @type {string} */ key, /** @type {string[]} */ params) =>
    (messages[key]?.message ?? "").replace(/\$(\$|\d)/g, (_, w) => (w === "$" ? "$" : (params[w - 1] ?? "")));
  const event = { addListener() {} };
  const stand = {
    i18n: { getMessage: (/** @type {string} */ key, /** @type {string[]} */ params = []) => text(key, params) },
    permissions: { getAll: async () => ({ origins: [] }), contains: async () => false, request: async () => false, onAdded: event, onRemoved: event },
    runtime: {
      id: "x", getURL: (/** @type {string} */ path) => `/${path}`, getManifest: () => ({ version: "0.1.0" }), onMessage: event,
      sendMessage: () => (record?.phase === "failed" ? Promise.resolve({ ok: true, value: null }) : new Promise(() => {})), openOptionsPage: async () => {},
    },
    tabs: { query: async () => [{ id: 1, url }], get: async () => ({ id: 1, url }), sendMessage: async () => ({ ok: true, value: { on: false, current: null, found: [] } }) },
    storage: {
      session: {
        get: async (/** @type {string} */ key) => (record && key === "tab:1" ? { "tab:1": record } : {}),
        set: async () => {}, remove: async () => {}, onChanged: event,
      },
      local: { get: async () => ({}), set: async () => {}, remove: async () => {}, onChanged: event },
    },
  };
  Object.assign(globalThis, { chrome: stand });
}

export const here = "https://daily-mirrorings.example/floods";
/** @param {Report} report @returns {TabRecord} */
const done = (report) => ({ phase: "done", run: "1", url: here, report, detectors: detectorInfos(), looked: ["name", "title", "phrase", "glue", "encoding", "structure"], route: "content", anyway: false });
/** @param {Report["status"]} name @param {string | null} reason @param {Partial<Report>} more */
const status = (name, reason, more = {}) => done({ ...emptyReport(), status: name, reason, score: null, verdict: null, ...more });
const long = suspiciousReport();
for (const row of long.evidence.filter((row) => row.category === "phrase")) {
  row.quote.exact = "the extraordinarily long-winded and otherwise unbreakable Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen of the reporter conference";
}
if (long.sources[0]) {
  long.sources[0].url = "https://an-extremely-long-host-name-that-hardly-fits.of-some-regional-newspaper.example/a/b/c";
}

/** @type {TabRecord} */
const beside = done(suspiciousReport());
/** @param {import("../../extension/lib/types.js").Pair} pair @returns {TabRecord} */
const paired = (pair) => ({ .../** @type {any} */ (beside), pair });
/** @type {import("../../extension/lib/types.js").CompareWith} */
const original = { by: "page", url: "https://courier.example/story" };
const compared = { ...suspiciousReport(), score: 99, comparison: /** @type {any} */ ({ relation: "garbled-copy", aligned: 0.88 }) };

/** Scenes by name. @type {Record<string, Scene>} */
export const POPUPS = {
  suspicious: { record: done(suspiciousReport()) },
  "suspicious-dark": { record: done(suspiciousReport()), dark: true },
  "suspicious-open": { record: done(suspiciousReport()), open: true },
  "suspicious-long": { record: done(long) },
  "suspicious-narrow": { record: done(suspiciousReport()), width: 300 },
  "suspicious-ar": { record: done(suspiciousReport()), locale: "ar" },
  "suspicious-ar-open": { record: done(suspiciousReport()), locale: "ar", open: true },
  "suspicious-mirrored": { record: done(suspiciousReport()), locale: "mirrored" },
  "suspicious-long-words": { record: done(suspiciousReport()), locale: "long", open: true },
  "suspicious-de": { record: done(suspiciousReport()), locale: "de", open: true },
  "suspicious-fr": { record: done(suspiciousReport()), locale: "fr" },
  "suspicious-ja": { record: done(suspiciousReport()), locale: "ja", open: true },
  "suspicious-contrast": { record: done(suspiciousReport()), features: [{ name: "prefers-contrast", value: "more" }] },
  "suspicious-forced": { record: done(suspiciousReport()), features: [{ name: "forced-colors", value: "active" }] },
  "inconclusive-ar": { record: done(inconclusiveReport()), locale: "ar" },
  "clean-ar": { record: done(emptyReport()), locale: "ar" },
  "not-an-article-de": { record: status("not-article", "The page is a list of headlines and teasers: a front page or a section, not one article."), locale: "de" },
  inconclusive: { record: done(inconclusiveReport()) },
  "inconclusive-dark": { record: done(inconclusiveReport()), dark: true },
  clean: { record: done(emptyReport()) },
  "clean-dark": { record: done(emptyReport()), dark: true },
  "clean-weak": { record: done({ ...emptyReport(), score: 6, evidence: suspiciousReport().evidence.slice(-1), sources: suspiciousReport().sources.slice(0, 1) }) },
  "not-an-article": { record: status("not-article", "The page is a list of headlines and teasers: a front page or a section, not one article.") },
  "not-an-article-dark": { record: status("not-article", "The page is a list of headlines and teasers: a front page or a section, not one article."), dark: true },
  "too-short": { record: status("too-short", null, { text: { words: 41, sentences: 3, paragraphs: 1, truncated: false } }) },
  translated: { record: status("translated-by-browser", "The page carries the mark of the browser's translator.") },
  language: { record: status("unsupported-language", null) },
  error: { record: { phase: "failed", run: "1", url: here, code: "engine", detail: "RuntimeError: unreachable" } },
  "error-dark": { record: { phase: "failed", run: "1", url: here, code: "engine", detail: "RuntimeError: unreachable" }, dark: true },
  permission: { record: { phase: "failed", run: "1", url: here, code: "no-access", detail: "" } },
  "browser-page": { record: null, url: "chrome://extensions/" },
  compared: { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: compared } },
  "compared-dark": { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: compared }, dark: true },
  comparing: { record: paired({ phase: "comparing", with: original, startedAt: Date.now() }) },
  "compare-failed": { record: paired({ phase: "failed", with: original, code: "redirected" }), open: true },
  "compare-failed-dark": { record: paired({ phase: "failed", with: original, code: "redirected" }), open: true, dark: true },
  "error-ar": { record: { phase: "failed", run: "1", url: here, code: "engine", detail: "RuntimeError: unreachable" }, locale: "ar" },
  "compared-ar": { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: compared }, locale: "ar", open: true },
  scanning: { record: { phase: "scanning", run: "1", url: here, startedAt: Date.now() } },
};
