/**
 * The real popup on a stage: the files that ship, and in place of the browser's interfaces a stand-in that holds one record.
 * For pictures and for tests of what is drawn; what the real browsers do is tested with the real extension.
 */

import { detectorInfos, emptyReport, inconclusiveReport, suspiciousReport } from "./reports.mjs";

/**
 * @import { Report, SelectionRecord, TabRecord } from "../../extension/lib/types.js"
 *
 * @typedef {Record<string, { message: string } | undefined>} Messages
 *
 * @typedef {object} Scene
 * @property {TabRecord | null} record
 * @property {string | null} [url] null where the browser does not tell it
 * @property {SelectionRecord | null} [selection]
 * @property {boolean} [incognito]
 * @property {Record<string, unknown>} [stored] on disk
 * @property {{ origins: string[], permissions: string[] }} [granted]
 * @property {number} [height]
 * @property {boolean} [dark]
 * @property {number} [width]
 * @property {boolean} [open] with everything unfolded
 * @property {string} [locale] of catalogues.mjs, English without it
 * @property {{ name: string, value: string }[]} [features]
 */

/**
 * What the popup finds instead of the browser's interfaces. Runs in the page.
 *
 * @param {{ url: string | null, record: TabRecord | null, selection?: SelectionRecord | null, incognito?: boolean, messages: Messages, stored?: Record<string, unknown>, granted?: { origins: string[], permissions: string[] } }} scene
 */
export function standIn({ url, record, selection = null, incognito = false, messages, stored = {}, granted = { origins: [], permissions: [] } }) {
  const text = (/** @type {string} */ key, /** @type {string[]} */ params) =>
    (messages[key]?.message ?? "").replace(/\$(\$|\d)/g, (_, w) => (w === "$" ? "$" : (params[w - 1] ?? "")));
  const event = { addListener() {} };
  const stand = {
    i18n: { getMessage: (/** @type {string} */ key, /** @type {string[]} */ params = []) => text(key, params) },
    permissions: { getAll: async () => granted, contains: async (/** @type {any} */ { origins = [] }) => origins.every((/** @type {string} */ o) => granted.origins.includes(o)), request: async () => false, onAdded: event, onRemoved: event },
    runtime: {
      id: "x", getURL: (/** @type {string} */ path) => `/${path}`, getManifest: () => ({ version: "0.1.0", optional_permissions: [] }), onMessage: event,
      sendMessage: () => (record?.phase === "failed" ? Promise.resolve({ ok: true, value: null }) : new Promise(() => {})), openOptionsPage: async () => {},
    },
    commands: { getAll: async () => [{ name: "_execute_action", description: "", shortcut: "Alt+Shift+U" }] },
    extension: { isAllowedIncognitoAccess: async () => false },
    tabs: { query: async () => [{ id: 1, windowId: 1, incognito, ...(url !== null && { url }) }], get: async () => ({ id: 1, url }), onActivated: event, onUpdated: event, sendMessage: async () => ({ ok: true, value: { on: false, current: null, found: [] } }) },
    storage: {
      session: {
        get: async (/** @type {string} */ key) =>
          record && key === "tab:1" ? { "tab:1": record } : selection && key === "selection:1" ? { "selection:1": selection } : {},
        set: async () => {}, remove: async () => {}, onChanged: { addListener() {}, removeListener() {} },
      },
      local: { get: async () => stored, getBytesInUse: async () => JSON.stringify(stored).length, set: async () => {}, remove: async () => {}, onChanged: event },
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
const HOST = new URL(here).host;
const automatic = { stored: { settings: { automatic: "sites", sites: [HOST] } }, granted: { origins: [`*://${HOST}/*`], permissions: [] } };
const clean = () => /** @type {import("../../extension/lib/types.js").DoneRecord} */ (done(emptyReport()));
for (const row of long.evidence.filter((row) => row.category === "phrase")) {
  row.quote.exact = "the extraordinarily long-winded and otherwise unbreakable Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen of the reporter conference";
}
for (const name of long.names.slice(0, 1)) {
  name.observed = ["Her Serene Highness Archduchess Maria-Magdalena Wilhelmina von und zu Hohenlohe-Waldenburg-Schillingsfürst of the Donaudampfschifffahrtsgesellschaft", ...name.observed];
  name.likely = "Maria Magdalena Wilhelmine Fürstin zu Hohenlohe-Waldenburg-Schillingsfürst";
  name.role = "Honorary President of the International Association of Unreasonably Long Titles and Offices";
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
/** @param {string} relation */
const compared = (relation) => ({ ...suspiciousReport(), score: 99, comparison: /** @type {any} */ ({ relation, aligned: 0.88, original: { url: original.url, title: "Coastal cities to share one flood warning network", publisher: "Courier" } }) });

/** Scenes by name. @type {Record<string, Scene>} */
export const POPUPS = {
  automatic: { record: clean(), ...automatic },
  "automatic-fine-dark": { record: { ...clean(), report: suspiciousReport(), fine: true }, ...automatic, dark: true },
  "automatic-paused-ar": { record: clean(), granted: automatic.granted, stored: { settings: { automatic: "sites", sites: [HOST], paused: [HOST] } }, locale: "ar" },
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
  compared: { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: compared("garbled-copy") } },
  "compared-dark": { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: compared("garbled-copy") }, dark: true },
  "compared-other": { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: { ...compared("same-story"), score: 91 } } },
  comparing: { record: paired({ phase: "comparing", with: original, startedAt: Date.now() }) },
  "compare-failed": { record: paired({ phase: "failed", with: original, code: "redirected" }), open: true },
  "compare-failed-dark": { record: paired({ phase: "failed", with: original, code: "redirected" }), open: true, dark: true },
  "error-ar": { record: { phase: "failed", run: "1", url: here, code: "engine", detail: "RuntimeError: unreachable" }, locale: "ar" },
  "compared-ar": { record: { .../** @type {any} */ (paired({ phase: "compared", with: original })), report: compared("garbled-copy") }, locale: "ar", open: true },
  scanning: { record: { phase: "scanning", run: "1", url: here, startedAt: Date.now() } },
};

/** @type {SelectionRecord} */
const selected = { phase: "done", run: "1", report: { ...suspiciousReport(), page: { ...emptyReport().page, url: null, title: null } }, detectors: detectorInfos(), looked: ["name", "title", "phrase"] };

/** The side panel's, by name. @type {Record<string, Scene>} */
export const PANELS = {
  suspicious: { record: done(suspiciousReport()) },
  "suspicious-dark": { record: done(suspiciousReport()), dark: true },
  "suspicious-open": { record: done(suspiciousReport()), open: true },
  "suspicious-long": { record: done(long), width: 320 },
  "suspicious-narrow": { record: done(suspiciousReport()), width: 280, open: true },
  "suspicious-wide": { record: done(suspiciousReport()), width: 700 },
  "suspicious-wide-dark": { record: done(suspiciousReport()), width: 700, dark: true, open: true },
  "suspicious-ar": { record: done(suspiciousReport()), locale: "ar", open: true },
  "suspicious-mirrored": { record: done(suspiciousReport()), locale: "mirrored" },
  "suspicious-long-words": { record: done(suspiciousReport()), locale: "long" },
  "suspicious-de": { record: done(suspiciousReport()), locale: "de" },
  "suspicious-forced": { record: done(suspiciousReport()), features: [{ name: "forced-colors", value: "active" }] },
  inconclusive: { record: done(inconclusiveReport()) },
  clean: { record: done(emptyReport()) },
  "clean-weak": { record: done({ ...emptyReport(), score: 6, evidence: suspiciousReport().evidence.slice(-1) }) },
  compared: POPUPS["compared"] ?? { record: null },
  idle: { record: null },
  closed: { record: null, url: null },
  "closed-dark": { record: null, url: null, dark: true },
  error: { record: { phase: "failed", run: "1", url: here, code: "engine", detail: "RuntimeError: unreachable" } },
  selected: { record: null, selection: selected },
  "selected-short": { record: null, selection: { .../** @type {any} */ (selected), report: { ...emptyReport(), status: "too-short", score: null, verdict: null, text: { words: 12, sentences: 1, paragraphs: 1, truncated: false } } } },
};
