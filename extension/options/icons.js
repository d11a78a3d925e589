/** The line drawings beside the names of the sections. */

import { drawing } from "../lib/el.js";

/** @type {Record<string, string>} */
const PATHS = {
  signs: "M3.5 5.2h13M3.5 10h4.4M12.6 10h3.9M3.5 14.8h8M8.4 11.4c.5-.8 1-.8 1.5 0s1 .8 1.5 0",
  sensitivity: "M3.6 14.4a6.9 6.9 0 1 1 12.8 0M10 12.2l3.2-4.4M10 11.4a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8Z",
  sites: "M10 3.4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2ZM3.6 10h12.8M10 3.6c2.2 1.8 3 4 3 6.4s-.8 4.6-3 6.4c-2.2-1.8-3-4-3-6.4s.8-4.6 3-6.4Z",
  fine: "M10 3.4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2ZM7 10.2l2.2 2.2 4-4.6",
  originals: "M5 3.6h7l3 3v9.8H5zM12 3.8v3h3M7.5 10h5M7.5 13h5",
  permissions: "M6 9V6.8a4 4 0 0 1 8 0V9M4.8 9h10.4v7.4H4.8zM10 11.8v1.8",
  data: "M10 3.4c3.2 0 5.6.9 5.6 2.2S13.2 7.8 10 7.8s-5.6-.9-5.6-2.2S6.8 3.4 10 3.4ZM4.4 5.8v8.6c0 1.2 2.4 2.2 5.6 2.2s5.6-1 5.6-2.2V5.8M4.4 10.1c0 1.2 2.4 2.2 5.6 2.2s5.6-1 5.6-2.2",
  about: "M10 3.4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2ZM10 9.2v4.2M10 6.4v.3",
  fold: "m5 7.8 5 5 5-5",
};

/** @param {string} name */
export function drawIcon(name) {
  return drawing(name, PATHS[name] ?? "");
}
