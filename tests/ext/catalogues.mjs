/**
 * Message catalogues for pictures and tests: those that ship, and two that nobody speaks.
 *
 * `long` is English with accents and 40 % more letters: what is cut off, overlaps or stays in plain English shows. `mirrored` is
 * English from right to left: what does not turn around shows, to eyes that do not read Arabic.
 */

import { readFileSync, readdirSync } from "node:fs";

/** @typedef {Record<string, { message: string, description?: string } | undefined>} Messages */

const folder = new URL("../../extension/_locales/", import.meta.url);

/** The languages that ship, English first. */
export const LOCALES = ["en", ...readdirSync(folder).filter((name) => name !== "en").sort()];

/**
 * @param {string} name of a locale, or `long` or `mirrored`
 * @returns {Messages}
 */
export function catalogueOf(name) {
  switch (name) {
    case "long":
      return longer(catalogueOf("en"));
    case "mirrored":
      return { ...catalogueOf("en"), direction: { message: "rtl" } };
    default:
      // As a browser does: what a language does not have yet stands in English.
      return { ...(name === "en" ? {} : catalogueOf("en")), ...JSON.parse(readFileSync(new URL(`${name}/messages.json`, folder), "utf8")) };
  }
}

/** Say nothing to a reader. */
const FACTS = new Set(["locale", "direction", "app_name"]);
const ACCENTED = new Map(Object.entries({ a: "á", e: "ê", i: "ï", o: "ö", u: "ů", A: "Å", E: "É", I: "Î", O: "Ø", U: "Ü", c: "ç", n: "ñ", s: "š", y: "ý" }));
const FILLING = "longůr ând löngêr yêt";

/** @param {Messages} messages @returns {Messages} */
function longer(messages) {
  return Object.fromEntries(Object.entries(messages).map(([key, entry]) => {
    const text = entry?.message ?? "";
    const accented = text.replace(/[a-zA-Z]/g, (letter) => ACCENTED.get(letter) ?? letter).replace(/%š/g, "%s");
    const more = Math.ceil(text.replace(/\$\d/g, "").length * 0.4);
    const filling = FILLING.repeat(Math.ceil(more / FILLING.length)).slice(0, more).trim();
    return [key, { message: FACTS.has(key) || filling === "" ? text : `${accented} ${filling}` }];
  }));
}
