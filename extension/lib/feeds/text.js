/**
 * The text of a feed's item, for its index entry: the article where the feed has it, the summary otherwise.
 *
 * The item's HTML is parsed into a document that is shown nowhere, and read by the extraction that reads pages. Where that finds
 * no article, which is usual for a paragraph or two, the text of its blocks is taken as it stands.
 */

import { loadEngine } from "../check-copy.js";

/** @import { FeedItem } from "./parse.js" */

/** Words from which the extraction's answer is an article. */
const ENOUGH = 40;
const NO_TEXT = "script, style, template, noscript, iframe, svg, form, button, figcaption";
const BLOCKS = "p, div, li, blockquote, h1, h2, h3, h4, h5, h6, br, tr, section, article, figure, ul, ol, table, pre";

/**
 * @param {Pick<FeedItem, "url" | "content" | "summary">} item
 * @returns {Promise<string>} a paragraph on each line
 */
export async function textOf({ url, content, summary }) {
  const [whole, short] = [content && (await articleIn(content, url)), summary && blocksOf(parsed(summary))];
  return whole.length >= short.length ? whole : short;
}

/**
 * @param {string} html
 * @param {string} url
 */
async function articleIn(html, url) {
  const document = parsed(html);
  const article = (await loadEngine()).call("extractDocument", document, { url });
  const text = article.ok ? article.value.paragraphs.map((paragraph) => paragraph.text).join("\n") : "";
  return text.split(/\s+/, ENOUGH).length === ENOUGH ? text : blocksOf(document);
}

/** @param {string} html */
function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/** @param {Document} document which this changes */
function blocksOf(document) {
  for (const element of document.querySelectorAll(NO_TEXT)) {
    element.remove();
  }
  for (const block of document.querySelectorAll(BLOCKS)) {
    block.before("\n");
    block.after("\n");
  }
  const lines = (document.body?.textContent ?? "").split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  return lines.filter((line) => line !== "").join("\n");
}
