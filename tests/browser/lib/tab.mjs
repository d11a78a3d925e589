/** What both browsers' tabs do alike. */

import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Errors in the console of a page and exceptions nobody caught, from now on.
 *
 * @param {import("puppeteer-core").Page} page
 * @returns {string[]} grows
 */
export function complaintsOf(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "assert") {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

/** Sent to a page of the extension: whether it is the page of this name, and ready. @param {string} name */
export function isOwnPage(name) {
  return location.pathname.startsWith(`/${name}/`) && document.readyState === "complete";
}

/**
 * Whether an extension greets the reader after it was installed; those that tests make of parts do not.
 *
 * @param {string | null} folder of the extension
 */
export function hasFirstRun(folder) {
  return folder !== null && existsSync(path.join(folder, "welcome/welcome.html"));
}
