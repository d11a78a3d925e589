/** What both modes of the demo use. */

/** Source text of a page, rather than prose that mentions a tag. */
const HTML = /^\s*(?:<!doctype\s+html|<(?:html|head|body|article|main|div|section|p|h1)[\s>])/i;

/** @param {string} text */
export const isPage = (text) => HTML.test(text);

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}

/** A file of the demo. @param {string} path */
export async function readOwn(path) {
  const response = await fetch(path);
  return response.ok ? response.text() : Promise.reject(new Error(`${path}: ${response.status}`));
}

/** Says it to those who do not see it, once. @param {string} words */
export function say(words) {
  const status = byId("status");
  if (status.textContent !== words) {
    status.textContent = words;
  }
}

/** Shows which of the samples is open. @param {HTMLElement} samples @param {Element | null} chosen */
export function choose(samples, chosen) {
  for (const button of samples.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}

/** Is it still the one? Another may be chosen, or something written, while a sample comes. @param {Element} button */
export function isChosen(button) {
  return button.getAttribute("aria-pressed") === "true";
}

/** What a part that unfolds is called, to find it again in the next report. @param {Element} details */
export function foldName(details) {
  const owner = details.closest("[data-category], .name, .sources");
  return `${owner?.getAttribute("data-category") ?? owner?.querySelector("h3")?.textContent ?? ""}/${details.className}`;
}
