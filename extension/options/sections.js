/**
 * One section of the settings at a time, by the part of the address behind `#`: that of a section (`#data`), or of anything in
 * one (`#hosts`, `#detector-glued-words`), which is then shown and has the focus.
 */

import { t } from "../lib/i18n.js";
import { drawIcon } from "./icons.js";
import { byId } from "./page.js";

const pages = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main > .page")]);
const links = /** @type {HTMLAnchorElement[]} */ ([...byId("sections").querySelectorAll("a")]);

for (const link of links) {
  link.prepend(drawIcon(link.dataset["icon"] ?? ""));
  // The section that is shown already: no change of address, but the reader wants to be in it.
  link.addEventListener("click", () => {
    if (link.hash === location.hash) {
      go(true);
    }
  });
}

/** Called before something inside a section gets the focus. @type {((target: HTMLElement) => void)[]} */
const openers = [];

/**
 * Lets a section unfold what the address leads to.
 *
 * @param {(target: HTMLElement) => void} open
 */
export function beforeFocus(open) {
  openers.push(open);
}

/** Shows what the address says, now and whenever it changes. */
export function followAddress() {
  addEventListener("hashchange", () => go(true));
  go(location.hash !== "");
}

/** The address names something that is not drawn yet. */
let awaited = false;

/** More was drawn: the address may lead somewhere now. */
export function goAgain() {
  if (awaited) {
    go(true);
  }
}

/** @param {boolean} focus */
function go(focus) {
  const name = decoded(location.hash.slice(1));
  const target = name ? document.getElementById(name) : null;
  const shown = pages.find((page) => target && page.contains(target)) ?? pages[0];
  awaited = name !== "" && !target;
  for (const page of pages) {
    page.hidden = page !== shown;
  }
  for (const link of links) {
    const current = link.hash === `#${shown?.id}`;
    link.toggleAttribute("data-current", current);
    if (current) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  const heading = shown?.querySelector("h2");
  document.title = t("options_title", heading?.textContent ?? "");
  if (!focus || awaited) {
    return;
  }
  if (!target || target === shown) {
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
    return;
  }
  for (const open of openers) {
    open(target);
  }
  // What is not shown, an empty list, has its heading stand for it.
  const place = target.getClientRects().length > 0 ? target : (target.closest(".part")?.querySelector("h3") ?? heading);
  if (!(place instanceof HTMLElement)) {
    return;
  }
  if (!place.matches("a, button, input, select, textarea, summary, [tabindex]")) {
    place.tabIndex = -1;
  }
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}

/** @param {string} hash */
function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return "";
  }
}
