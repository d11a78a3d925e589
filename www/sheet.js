/**
 * The sheet that an article is written on: a block for each paragraph, so that the browser lays out only what changed.
 *
 * What is put on it is text, always. What is read from it is text too, whatever blocks and breaks an editing browser has made;
 * a line is a paragraph, as the engine reads plain text.
 */

import { el } from "./lib/el.js";

/** From so many paragraphs on, only those in sight are laid out. */
const LONG = 200;

/** Longer is no headline, nor what ends with a full stop. */
const HEADLINE = 160;

/**
 * @param {HTMLElement} sheet
 * @param {string} text
 */
export function write(sheet, text) {
  const lines = text.split(/\s*\n\s*/).filter(Boolean);
  sheet.replaceChildren(...lines.map((line) => el("div", {}, line)));
  sheet.classList.toggle("long", lines.length > LONG);
  const [first, second] = sheet.children;
  first?.classList.toggle("headline", second !== undefined && isHeadline(first.textContent ?? ""));
}

/** Once a first line has become something else, it no longer looks like a headline. @param {HTMLElement} sheet */
export function edited(sheet) {
  const head = sheet.querySelector(".headline");
  if (head && (head !== sheet.firstElementChild || !isHeadline(head.textContent ?? "") || head.querySelector("br + *"))) {
    head.classList.remove("headline");
  }
  if (!sheet.textContent) {
    sheet.replaceChildren();
  }
}

/** @param {string} line */
export function isHeadline(line) {
  return line.length > 0 && line.length <= HEADLINE && !/[.!?\n]$|\n/.test(line.trim());
}

/** Without layout, unlike `innerText`: that took 0.2 s for a book. @param {HTMLElement} sheet */
export function read(sheet) {
  /** @type {string[]} */
  const parts = [];
  collect(sheet, parts);
  return parts.join("").trim();
}

/** @param {Node} node @param {string[]} parts */
function collect(node, parts) {
  for (const child of node.childNodes) {
    if (child instanceof Text) {
      parts.push(child.data);
    } else if (child instanceof HTMLBRElement) {
      parts.push("\n");
    } else {
      parts.push("\n");
      collect(child, parts);
      parts.push("\n");
    }
  }
}
