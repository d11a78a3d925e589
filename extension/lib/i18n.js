/**
 * Sentences for the reader, from the message catalogue `_locales/<locale>/messages.json`.
 *
 * In the extension the browser reads the catalogue; the demo reads the same file and {@link catalogue} fills its places the
 * same way. A message of the engine is looked up under its id, so that a translation reaches it too; where the catalogue
 * does not have it, its English stands, marked as such.
 *
 * What fills a place comes from pages, mostly in Latin letters. In a catalogue that is written from right to left it is set
 * apart by invisible marks, so that neither turns the other around. Digits are the same in every language, those of the
 * engine: the digits of two scripts in one sentence are read with trouble.
 */

/** @import { Child, EngineMessage } from "./types.js" */

/** @typedef {(key: string, params: string[]) => string} Lookup the empty string where there is no such message */

/** @type {Lookup} */
let lookup = () => "";
/** @type {string} */
let locale = "en";
let rtl = false;

/** @satisfies {Intl.NumberFormatOptions} */
const DIGITS = { numberingSystem: "latn" };

/**
 * Where sentences come from, once at the start.
 *
 * @param {Lookup} from
 * @param {string} language
 */
export function useMessages(from, language) {
  lookup = from;
  locale = language;
  rtl = from("direction", []) === "rtl";
}

/**
 * The language to speak where no browser chooses it: the first that the reader wants and there is, by its own tag or by its
 * language alone (`de-AT` is served by `de`); the first of all where there is none.
 *
 * @param {readonly string[]} wanted as in `navigator.languages`
 * @param {readonly string[]} available the folders of `_locales`, the one to fall back on first
 */
export function pickLocale(wanted, available) {
  const plain = (/** @type {string} */ tag) => tag.toLowerCase().replaceAll("_", "-");
  for (const tag of wanted.map(plain)) {
    const found = available.find((one) => plain(one) === tag) ?? available.find((one) => plain(one) === tag.split("-", 1)[0]);
    if (found) {
      return found;
    }
  }
  return available[0] ?? "en";
}

/** The browser's catalogue, in an extension. */
export function useBrowserMessages() {
  useMessages((key, params) => chrome.i18n.getMessage(key, params), chrome.i18n.getMessage("locale") || "en");
}

/**
 * A catalogue read from a file, with `$1`..`$9` and `$$` as the browsers have them.
 *
 * @param {Record<string, { message: string } | undefined>} messages
 * @returns {Lookup}
 */
export function catalogue(messages) {
  return (key, params) =>
    (messages[key]?.message ?? "").replace(/\$(\$|\d)/g, (_, what) =>
      what === "$" ? "$" : (params[Number(what) - 1] ?? ""));
}

/**
 * The sentence under this key.
 *
 * @param {string} key
 * @param {...(string | number)} params
 */
export function t(key, ...params) {
  return lookup(key, params.map(fill)) || key;
}

/**
 * The sentence for a count: `key_one`, `key_other` and so on by the language's own rules; the count is `$1`.
 *
 * @param {string} key
 * @param {number} count
 * @param {...(string | number)} params
 */
export function plural(key, count, ...params) {
  const form = `${key}_${new Intl.PluralRules(locale).select(count)}`;
  const filled = [count, ...params].map(fill);
  return lookup(form, filled) || lookup(`${key}_other`, filled) || key;
}

/** @param {string | number} param */
function fill(param) {
  return typeof param === "number" ? number(param) : apart(param);
}

/** First strong isolate and its end: what is between is laid out by itself. @param {string} text */
function apart(text) {
  return rtl && text !== "" ? `\u2068${text}\u2069` : text;
}

/**
 * A sentence of the engine: translated if the catalogue knows it, its English otherwise.
 *
 * @param {EngineMessage | null | undefined} message
 * @param {string} english
 */
export function engineText(message, english) {
  if (!message?.message_id) {
    return english;
  }
  const params = message.params.map((param) => apart(dated(param, message.message_id)));
  return lookup(message.message_id, params.map((param) => param.replaceAll(BETWEEN_QUOTATIONS, () => betweenQuotations()))) || english;
}

/** Several forms that fill one place within quotation marks come like this from the engine. */
const BETWEEN_QUOTATIONS = "”, “";

/**
 * Several forms for one place that stands within quotation marks.
 *
 * @param {readonly string[]} forms
 */
export function several(forms) {
  return forms.join(betweenQuotations());
}

/** What this language has between two quotations. */
function betweenQuotations() {
  const [, between = BETWEEN_QUOTATIONS] = t("two_quotations", "|", "|").split("|");
  return between;
}

/**
 * The attributes of an element for {@link engineText}: none where it is translated, else those of an English sentence.
 *
 * @param {EngineMessage | null | undefined} [message]
 * @returns {{ lang?: "en", dir?: "ltr" }}
 */
export function engineLang(message) {
  return locale === "en" || (message?.message_id && lookup(message.message_id, message.params)) ? {} : { lang: "en", dir: "ltr" };
}

/** When an article of an index appeared, as dates are written here. @param {string} param @param {string} id */
function dated(param, id) {
  const time = id.startsWith("source_index_") && /^\d{4}-\d\d-\d\d$/.test(param) ? Date.parse(param) : NaN;
  return Number.isNaN(time) ? param : new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC", ...DIGITS }).format(time);
}

/** For words of ours amid those of a page: screen readers change their voice by it. */
export function ownLang() {
  return locale;
}

/** @param {number} n */
export function number(n) {
  return new Intl.NumberFormat(locale, DIGITS).format(n);
}

/** @param {number} share of one */
export function percent(share) {
  return new Intl.NumberFormat(locale, { style: "percent", ...DIGITS }).format(share);
}

/** Room on a disk. @param {number} bytes */
export function room(bytes) {
  const [amount, unit] = bytes < 100_000 ? [bytes / 1000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1, ...DIGITS }).format(amount);
}

/**
 * One after the other, with what this language puts between them.
 *
 * @param {readonly Child[]} items
 * @returns {Child[]}
 */
export function listed(items) {
  const parts = new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).formatToParts(items.map((_, index) => `${index}`));
  return parts.map(({ type, value }) => (type === "element" ? items[Number(value)] : value));
}

/**
 * A time of day, with its date if that is not today.
 *
 * @param {number} time milliseconds since 1970
 */
export function moment(time) {
  const today = new Date(time).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale, { ...(today ? {} : { dateStyle: "medium" }), timeStyle: "short", ...DIGITS }).format(time);
}

/** @param {number} time milliseconds since 1970 */
export function day(time) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...DIGITS }).format(time);
}

/**
 * Fills what the HTML left open: `data-i18n` becomes the text, `data-i18n-label` the accessible name, and a button's tool
 * tip.
 *
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-i18n]")) {
    node.textContent = t(node.getAttribute("data-i18n") ?? "");
  }
  for (const node of root.querySelectorAll("[data-i18n-label]")) {
    const text = t(node.getAttribute("data-i18n-label") ?? "");
    node.setAttribute("aria-label", text);
    if (node instanceof HTMLButtonElement) {
      node.title = text;
    }
  }
  document.documentElement.lang = locale;
  document.documentElement.dir = t("direction") === "rtl" ? "rtl" : "ltr";
}
