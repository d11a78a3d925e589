/**
 * Pages of a size that makes any whole walk too long: a megabyte of article, two hundred thousand nodes of anything else.
 */

import { foot, headline, html, many, menu, path, prose, text } from "./parts.mjs";

/** @typedef {import("./parts.mjs").Page & { article: boolean }} Giant */

const site = "https://www.ferrypost.example";
const title = headline(0);

/** @type {Giant[]} */
export const GIANTS = [
  ["article of a megabyte", path(0), true, menu(3) + `<h1>${title}</h1>${prose(4_000)}` + foot],
  ["article of a megabyte in one element", path(0), true, `<h1>${title}</h1><div>${text(0, 14_000)}</div>`],
  ["article under 200,000 nodes of menu", path(0), true, menu(7_000) + `<h1>${title}</h1>${prose(12)}`],
  ["list of 200,000 nodes", "/news/all", false, menu(1) + many(33_000, (at) => `<div><a href="/n/${at}">${headline(at)} ${at}</a></div>`)],
  ["table of 200,000 nodes", "/figures/table", false, `<table>${many(10_000, (at) => `<tr>${many(9, (cell) => `<td>${at * cell}</td>`, "")}</tr>`)}</table>`],
  ["200,000 elements without text", "/figures/empty", false, "<div></div>".repeat(200_000)],
  ["nodes 5,000 deep", "/figures/deep", false, "<div>".repeat(5_000)],
  ["head of 5,000 metas", "/figures/head", false, "", many(5_000, (at) => `<meta name="m${at}" content="${at}">`)],
  ["data of a megabyte", "/figures/data", false, "", `<script type="application/ld+json">[${'{"@type": "Thing"},'.repeat(60_000)}{}]</script>`],
].map(([slug, at, article, body, head = ""]) => ({
  slug: String(slug),
  address: site + at,
  article: article === true,
  html: html(title, String(head), String(body)),
}));
