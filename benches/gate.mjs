/**
 * What the gate costs and how well it tells: every page in a fresh content script of both browsers, nothing compiled yet.
 * `node benches/gate.mjs [RUNS]`; `BROWSERS=firefox` leaves the other browser out.
 *
 * With the shared folder beside the repository, real article pages too, their scripts off and the network shut.
 */

import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { gateExtension, lookAt } from "../tests/browser/lib/gated.mjs";
import { BROWSERS, ROOT, start, stop } from "../tests/browser/lib/harness.mjs";
import { ARTICLES } from "../tests/browser/lib/kinds/articles.mjs";
import { GIANTS } from "../tests/browser/lib/kinds/giants.mjs";
import { OTHERS } from "../tests/browser/lib/kinds/others.mjs";

/** @typedef {{ slug: string, address: string, html: string | Buffer }} Page */

const RUNS = Number(process.argv[2] ?? 3);
const REAL = path.join(ROOT, "../shared/data/dev/pages");

/** The pages with a known article, read one by one. @returns {Page[]} */
function realPages() {
  if (!existsSync(REAL)) {
    console.log(`no real pages: ${path.relative(ROOT, REAL)} is not there`);
    return [];
  }
  const [, ...rows] = readFileSync(path.join(REAL, "index.tsv"), "utf8").trim().split("\n");
  return rows.map((row) => {
    const [source = "", id = "", address = ""] = row.split("\t");
    return { slug: `${source}/${id}`, address, get html() { return readFileSync(path.join(REAL, source, `${id}.html`)); } };
  });
}

/** @param {number[]} times */
function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  return `median ${at(0.5)}, 95th percentile ${at(0.95)}, worst ${at(1)} ms`;
}

const real = realPages();
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model}, load ${os.loadavg()[0]?.toFixed(1)}; best of ${RUNS} visits to each page, one to the real ones`);
for (const name of BROWSERS) {
  const world = await start(name, { extension: gateExtension });
  try {
    console.log(`\n${name}`);
    for (const [what, pages, wanted] of /** @type {[string, Page[], boolean | null][]} */ ([
      ["articles of every template", ARTICLES, true],
      ["other pages", OTHERS, false],
      ["pages of a megabyte or 200,000 nodes", GIANTS, null],
      ["real articles", real, true],
    ])) {
      const took = [];
      const loaded = [];
      let right = 0;
      const wrong = [];
      for (const page of pages) {
        const looks = [];
        for (let run = 0; run < (pages === real ? 1 : RUNS); run += 1) looks.push(await lookAt(world.browser, world.site, page));
        took.push(Math.min(...looks.map((look) => look.took)));
        loaded.push(Math.min(...looks.map((look) => look.loaded)));
        const { article, why } = /** @type {import("../tests/browser/lib/gated.mjs").Look} */ (looks[0]);
        if (wanted === null || article === wanted) right += 1;
        else wrong.push(`    ${page.slug}: ${why.join(", ")}`);
      }
      if (pages.length === 0) continue;
      console.log(`  ${what}: ${wanted === null ? pages.length : `${right} of ${pages.length} ${wanted ? "pass" : "left alone"}`}`);
      console.log(`    the gate             ${spread(took)}`);
      console.log(`    its script and it    ${spread(loaded)}`);
      for (const line of wrong) console.log(line);
    }
  } finally {
    await stop(world);
  }
}
