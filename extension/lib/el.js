/**
 * Builds elements. Strings become text nodes, always: nothing a page says can turn into markup, an attribute name or a
 * handler. There is no way in here to set HTML.
 */

/** @import { Child } from "./types.js" */

/**
 * `el("p", { class: "lead" }, "Text")`. Attributes that are null, undefined or false are left out; `true` gives an empty
 * one. A function under `on…` becomes a listener.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

/**
 * @param {Node} parent
 * @param {Child} child
 */
function append(parent, child) {
  if (Array.isArray(child)) for (const c of child) append(parent, c);
  else if (child instanceof Node) parent.appendChild(child);
  else if (child !== null && child !== undefined && child !== false) {
    parent.appendChild(document.createTextNode(String(child)));
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  return drawing(name, PATHS[name]);
}

/**
 * A line drawing of 20 by 20, in the colour of the text around it. Decoration: hidden from screen readers.
 *
 * @param {string} name
 * @param {string} line
 */
export function drawing(name, line) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", line);
  svg.appendChild(path);
  return svg;
}

const PATHS = {
  arrow: "M3.5 10h12.5M11.5 5.5 16 10l-4.5 4.5",
  forward: "m7.8 5 5 5-5 5",
  panel: "M3.5 4.5h13v11h-13zM11.8 4.5v11",
  again: "M15.5 8A6 6 0 1 0 16 11.5M15.8 4v4.2h-4.2",
  gear: "M4 6.2h5.4M14 6.2h2M4 13.8h2M10.6 13.8H16M11.7 4.1a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM8.3 11.7a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2Z",
  search: "M9 3.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 9 3.8ZM12.8 12.8l3.9 3.9",
  out: "M8 5H4.8v10.2H15V12M11.5 4.5h4v4M15.3 4.7 9.2 10.8",
  find: "M10 3.2v2.6M10 14.2v2.6M3.2 10h2.6M14.2 10h2.6M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8Z",
  up: "m5 12.2 5-5 5 5",
  down: "m5 7.8 5 5 5-5",
  compare: "M3.5 4.5h5.2v11H3.5zM11.3 4.5h5.2v11h-5.2zM5.2 8h1.8M5.2 11h1.8M13 8h1.8M13 11h1.8",
  copy: "M7.5 7.2h8.3v9H7.5zM12.4 7V4H4.2v9h3.1",
};
