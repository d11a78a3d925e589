/** What both browsers' tabs do alike. */

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
