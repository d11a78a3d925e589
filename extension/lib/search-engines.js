/**
 * Where a prepared search goes. The engine chooses the words and has a search engine of its own in mind; the reader may have
 * another. Nothing is asked here: the reader opens the link, or does not.
 */

import { searchWords } from "./links.js";

/** @import { Report } from "./types.js" */

/** `%s` stands for the words. Sorted by name, the default first. */
export const ENGINES = Object.freeze([
  { id: "duckduckgo", name: "DuckDuckGo", address: "https://duckduckgo.com/?q=%s" },
  { id: "bing", name: "Bing", address: "https://www.bing.com/search?q=%s" },
  { id: "brave", name: "Brave Search", address: "https://search.brave.com/search?q=%s" },
  { id: "ecosia", name: "Ecosia", address: "https://www.ecosia.org/search?q=%s" },
  { id: "google", name: "Google", address: "https://www.google.com/search?q=%s" },
  { id: "google-news", name: "Google News", address: "https://news.google.com/search?q=%s" },
  { id: "kagi", name: "Kagi", address: "https://kagi.com/search?q=%s" },
  { id: "mojeek", name: "Mojeek", address: "https://www.mojeek.com/search?q=%s" },
  { id: "qwant", name: "Qwant", address: "https://www.qwant.com/?q=%s" },
  { id: "startpage", name: "Startpage", address: "https://www.startpage.com/do/search?q=%s" },
]);

export const DEFAULT_ENGINE = "duckduckgo";
const MAX_ADDRESS = 500;

/**
 * A choice as it was stored: the id of an engine, or an address of the web with a place for the words.
 *
 * @param {unknown} stored
 * @returns {string}
 */
export function readEngine(stored) {
  return typeof stored === "string" && addressOf(stored) !== null ? stored : DEFAULT_ENGINE;
}

/**
 * The address of an engine; null for what is none.
 *
 * @param {string} choice
 */
export function addressOf(choice) {
  const known = ENGINES.find(({ id }) => id === choice);
  if (known) {
    return known.address;
  }
  const url = choice.length <= MAX_ADDRESS && URL.canParse(choice) ? new URL(choice) : null;
  // The words belong behind the host: an address that sends them to a host made of words is none.
  const sound = url && (url.protocol === "https:" || url.protocol === "http:") && !url.host.includes("%") && !url.username && !url.password;
  return sound && /%s/.test(choice.slice(url.origin.length)) ? choice : null;
}

/**
 * @param {string} choice
 * @param {string} words
 */
export function searchAddress(choice, words) {
  return (addressOf(choice) ?? addressOf(DEFAULT_ENGINE) ?? "").replace("%s", () => encodeURIComponent(words));
}

/**
 * The report with its prepared search sent to the reader's engine.
 *
 * @param {Report} report
 * @param {string} choice
 * @returns {Report}
 */
export function withSearchEngine(report, choice) {
  if (choice === DEFAULT_ENGINE) {
    return report;
  }
  const sources = report.sources.map((source) => {
    const words = source.relation === "search" && URL.canParse(source.url) ? (searchWords(new URL(source.url)) ?? source.title) : null;
    return words ? { ...source, url: searchAddress(choice, words) } : source;
  });
  return { ...report, sources };
}
