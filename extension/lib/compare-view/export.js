/**
 * A comparison to take away: one HTML file that needs nothing else, the answer as JSON, and Markdown for a ticket.
 *
 * The HTML file holds the answer, the English sentences, and these very modules, joined; it makes no request, and its policy
 * lets it run and look like nothing else. `ungarble compare` writes the same HTML and the same Markdown
 * (src/cli/render/comparison/); tests/ext/compare-export.test.mjs compares the bytes.
 */

import { plural, t } from "../i18n.js";
import { KINDS, countFates, countKinds, namesOf, stopsOf, sureOf } from "./model.js";

/** @import { CompareAnswer, Report, Side } from "../types.js" */

/** The view's modules, those that others need first. */
export const SCRIPTS = [
  "lib/el.js",
  "lib/i18n.js",
  "lib/links.js",
  "lib/compare-view/model.js",
  "lib/compare-view/rows.js",
  "lib/compare-view/head.js",
  "lib/compare-view/view.js",
  "lib/compare-view/standalone.js",
];

export const STYLES = ["lib/tokens.css", "lib/compare-view/compare.css"];

/** Sentences of the view: those whose keys begin so. */
export const SENTENCES = ["channel_", "compare_"];

/**
 * What `ungarble compare` answers for the pair that a report compares; null where it compares none.
 *
 * @param {Report} report
 * @returns {CompareAnswer | null}
 */
export function answerOf({ schema, engine, id, status, reason, comparison }) {
  return comparison && { schema, engine, id, status, reason, .../** @type {any} */ (comparison) };
}

/**
 * The HTML file.
 *
 * @param {CompareAnswer} answer
 * @param {(path: string) => Promise<string>} read a file of the extension
 */
export async function exportHtml(answer, read) {
  const all = async (/** @type {string[]} */ paths) => Promise.all(paths.map(read));
  const script = (await all(SCRIPTS)).map(joinable).join("");
  const style = (await all(STYLES)).join("");
  const catalogue = Object.entries(JSON.parse(await read("_locales/en/messages.json")))
    .filter(([key]) => SENTENCES.some((start) => key.startsWith(start)))
    .map(([key, { message }]) => [key, { message }]);
  const title = escapeHtml(answer.copy.title || answer.id);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${await hash(script)}'; style-src '${await hash(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · Ungarble</title>
<style>${style}</style>
</head>
<body class="comparison">
<main id="comparison"></main>
<script type="application/json" id="answer">${data(answer)}</script>
<script type="application/json" id="sentences">${data(Object.fromEntries(catalogue))}</script>
<script type="module">${script}</script>
</body>
</html>
`;
}

/**
 * A module's text as part of a longer one: nothing to import, nothing to export. So every import stands on one line.
 *
 * @param {string} module
 */
function joinable(module) {
  return module.replace(/^import .*\n/gm, "").replace(/^export /gm, "");
}

/** JSON that cannot end the element it stands in. @param {unknown} value */
function data(value) {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** @param {string} text */
export function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** As a policy names what it allows. @param {string} text */
export async function hash(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/**
 * The same in Markdown: what was found, in which articles, and what became of names, titles and the rest.
 *
 * @param {CompareAnswer} answer
 */
export function exportMarkdown(answer) {
  const { relation, aligned, used, in_order: order, verbatim, sentences } = answer;
  const share = (/** @type {number} */ part, /** @type {string} */ words) => `${Math.round(part * 100)}% ${words}`;
  const names = namesOf(answer);
  const shares = names.related
    ? [share(aligned, t("compare_share_aligned")), share(used, t("compare_share_used")), share(order, t("compare_share_order")), share(verbatim, t("compare_share_verbatim"))]
    : [share(aligned, t("compare_share_this")), share(used, t("compare_share_other"))];
  const kinds = countKinds(stopsOf(answer));
  const counts = KINDS.flatMap((kind) => (kinds.has(kind) ? [`${t(`compare_kind_${kind}`)} ${kinds.get(kind)}`] : []));
  const lines = [
    `## ${t(`compare_relation_${relation.replace("-", "_")}`)}`,
    "",
    `${t(`compare_lead_${relation.replace("-", "_")}`)} ${t("compare_confidence", `${Math.round(sureOf(answer) * 100)}%`)}.`,
    "",
    `- ${t(`compare_side_${names.copy}`)}: ${article(answer.copy)}`,
    `- ${t(`compare_side_${names.original}`)}: ${article(answer.original)}`,
    `- ${shares.join(", ")}`,
    ...[told(names.related ? sentences : [])].filter(Boolean).map((text) => `- ${text}`),
    ...(counts.length > 0 ? [`- ${counts.join(", ")}`] : []),
    ...table("names", names, answer.names.map(({ observed, likely, why }) => [observed.join("; "), likely, why])),
    ...(/** @type {const} */ (["titles", "numbers", "dates", "quotes", "meanings"])).flatMap((kind) =>
      table(kind, names, answer[kind].map(({ observed, expected, why }) => [observed, expected, why]))),
    "",
    `_${answer.engine}. ${t("compare_foot")}_`,
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {CompareAnswer["sentences"]} rows */
function told(rows) {
  const { dropped, added, moved, unused } = countFates(rows);
  return [
    dropped > 0 && plural("compare_count_dropped", dropped),
    added > 0 && plural("compare_count_added", added),
    moved > 0 && plural("compare_count_moved", moved),
    unused > 0 && plural("compare_count_unused", unused),
  ].filter(Boolean).join(" ");
}

/** A web address without anything that could end it early. */
const ADDRESS = /^https?:\/\/[^\s\p{Cc}<>"'`]*$/iu;

/** @param {Side} side */
function article({ title, publisher, byline, published, url }) {
  const about = [publisher, byline, published].filter(Boolean).map((fact) => escapeMarkdown(fact ?? "")).join(", ");
  const address = url && ADDRESS.test(url) ? ` <${url}>` : "";
  return `**${escapeMarkdown(title || t("compare_untitled"))}**${about && ` (${about})`}${address}`;
}

/**
 * @param {string} kind
 * @param {{ copy: string, original: string }} names
 * @param {string[][]} rows the copy's words, the original's, why
 */
function table(kind, { copy, original }, rows) {
  if (rows.length === 0) {
    return [];
  }
  return [
    "",
    `### ${t(`compare_found_${kind}`)}`,
    "",
    `| ${t(`compare_side_${copy}`)} | ${t(`compare_side_${original}`)} | ${t("compare_why")} |`,
    "| --- | --- | --- |",
    ...rows.map(([observed = "", expected = "", why = ""]) => `| ${escapeMarkdown(observed)} | **${escapeMarkdown(expected)}** | ${escapeMarkdown(why)} |`),
  ];
}

/** Text in which nothing is markup, as src/cli/render/markdown.rs has it. @param {string} text */
export function escapeMarkdown(text) {
  let out = "";
  for (const c of text.replace(/[\n\r\t]/g, " ").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, "")) {
    const entity = "<>&@#:".includes(c) || (c === "." && /(?:www|WWW)$/.test(out));
    if (entity) {
      out += ENTITIES[c] ?? `&#${c.charCodeAt(0)};`;
    } else {
      out += "\\`*_[]|~$".includes(c) || ("+-=".includes(c) && out === "") ? `\\${c}` : c;
    }
  }
  return out;
}

/** @type {Record<string, string>} */
const ENTITIES = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };
