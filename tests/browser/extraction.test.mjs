/**
 * One extraction, two readers: the live page in each browser and the parsed file in the command give the same article.
 *
 * The page is as a browser lays it out, the file as it is written; where style alone decides what can be seen, they may
 * differ. Such pages are listed below with what differs, and nowhere else may anything.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, ungarble } from "./lib/fixtures.mjs";
import { eachBrowser, made } from "./lib/harness.mjs";

/**
 * Pages where the command cannot see what a browser sees: slug to the reason. None so far.
 *
 * @type {Map<string, string>}
 */
const DIFFERENT = new Map();

eachBrowser(
  (world) => {
    for (const { slug, file, html } of fixtures()) {
      test(slug, async () => {
        const { browser, site } = world();
        site.mount("/engine/", made("pkg", "ungarble_bg.wasm", "./build.sh wasm"));
        // The page's own policy would keep the engine out of its world; that it changes nothing is csp.test.mjs's to show.
        const url = site.put(`/pages/${slug}/`, html.replace(/<meta[^>]*content-security-policy[^>]*>/gi, ""));
        const tab = await browser.open(url);
        const live = await tab.evaluate(async (engine) => {
          const glue = await import(`${engine}ungarble.js`);
          await glue.default({ module_or_path: `${engine}ungarble_bg.wasm` });
          const { title, byline, published, publisher, paragraphs } = glue.extractDocument(document, {
            url: location.href,
            live: true,
          });
          return {
            title,
            byline,
            published,
            publisher,
            text: paragraphs.map((/** @type {{ text: string }} */ p) => p.text).join("\n\n"),
          };
        }, site.url("/engine/"));
        await tab.close();

        const [parsed] = [await ungarble("extract", "--format", "json", "--url", url, file)].flat();
        const same = {
          title: parsed.title,
          byline: parsed.byline,
          published: parsed.published,
          publisher: parsed.publisher,
          text: parsed.text,
        };
        if (DIFFERENT.has(slug)) {
          assert.notDeepEqual(live, same, `${slug} is the same by now: take it off the list`);
        } else {
          assert.deepEqual(live, same);
        }
      });
    }
  },
  { extension: false },
);
