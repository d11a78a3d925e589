/** The settings page as a test uses it: opened at a section, with its answers awaited. */

import { until } from "./wait.mjs";

/** @import { Driver, Popup } from "./driver.mjs" */

export const SECTIONS = /** @type {const} */ (["signs", "sensitivity", "sites", "fine", "originals", "permissions", "data", "about"]);

/**
 * Opens the settings in a tab and waits until all of it is drawn.
 *
 * @param {Driver} browser
 * @param {string} [section]
 */
export async function openSettings(browser, section = "signs") {
  await browser.inExtension(() => chrome.runtime.openOptionsPage());
  const options = await browser.options();
  await drawn(options);
  await goTo(options, section);
  return options;
}

/** @param {Popup} options */
export async function drawn(options) {
  await until("the sections to be drawn", () =>
    options.evaluate(() => document.querySelectorAll("#detectors input").length > 3 && document.querySelectorAll("#licences details").length > 2));
}

/** @param {Popup} options @param {string} section */
export async function goTo(options, section) {
  await options.evaluate((name) => {
    location.hash = name;
  }, section);
  await until(`the section ${section}`, () => options.evaluate((name) => document.getElementById(name)?.hidden === false, section));
}

/** Answers the question that is open, as soon as it is. @param {Popup} options @param {"yes" | "no"} answer */
export async function answerAsked(options, answer) {
  await until("the question", () => options.evaluate(() => document.querySelector("dialog[open]") !== null));
  await options.evaluate((name) => /** @type {HTMLElement | null} */ (document.querySelector(`dialog [data-answer=${name}]`))?.click(), answer);
}

/** Waits until the status line says something, and empties it. @param {Popup} options */
export async function said(options) {
  const words = await until("something to be said", () => options.evaluate(() => document.getElementById("status")?.textContent || null));
  await options.evaluate(() => {
    const status = document.getElementById("status");
    if (status) status.textContent = "";
  });
  return words;
}
