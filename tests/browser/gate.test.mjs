/**
 * The cheap gate, in the isolated world of a content script: articles pass, whatever their template; the other pages of the
 * web are left alone; and no page, however large or hostile, makes it look at more than a bounded part.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, statuses } from "./lib/fixtures.mjs";
import { gateExtension, lookAt } from "./lib/gated.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { ARTICLES } from "./lib/kinds/articles.mjs";
import { GIANTS } from "./lib/kinds/giants.mjs";
import { OTHERS } from "./lib/kinds/others.mjs";

/** Nodes that the gate may look at, in the head and in the body. */
const BOUND = 900;

test("the engine, which has the last word, agrees about the other pages and about the articles", () => {
  const slugs = (/** @type {readonly { slug: string, engine?: boolean }[]} */ pages) =>
    pages.filter(({ engine }) => engine !== false).map(({ slug }) => slug);
  assert.ok(slugs(OTHERS).length > 40);
  const found = statuses([...OTHERS, ...ARTICLES]);
  const judged = slugs(OTHERS).filter((slug) => found.get(slug) === "scored");
  assert.deepEqual(judged, [], "no article, and judged as one");
  const refused = slugs(ARTICLES).filter((slug) => found.get(slug) === "not-article");
  assert.deepEqual(refused, [], "an article, and not judged");
});

eachBrowser(
  (world) => {
    test("articles pass, with claims and without", async () => {
      const { browser, site } = world();
      for (const page of ARTICLES) {
        const { article, why } = await lookAt(browser, site, page);
        assert.ok(article, `${page.slug}: ${why.join(", ")}`);
      }
    });

    test("front pages, lists, shops, applications, forums, walls and manuals are left alone", async () => {
      const { browser, site } = world();
      assert.ok(OTHERS.length >= 60);
      for (const page of OTHERS) {
        const { article, why } = await lookAt(browser, site, page);
        assert.ok(!article, `${page.slug}: ${why.join(", ")}`);
      }
    });

    test("it agrees with the engine about the fixture pages", async () => {
      const { browser, site } = world();
      for (const { slug, html, expected } of fixtures()) {
        const address = `https://paper.example/stories/${slug}`;
        const { article, why } = await lookAt(browser, site, { address, html });
        assert.equal(article, expected.status !== "not-article", `${slug}: ${why.join(", ")}`);
      }
    });

    test("it looks at a bounded part of the largest page", async () => {
      const { browser, site } = world();
      for (const page of GIANTS) {
        const { steps, article, why } = await lookAt(browser, site, page);
        assert.ok(steps <= BOUND, `${page.slug}: ${steps} nodes`);
        assert.equal(article, page.article, `${page.slug}: ${why.join(", ")}`);
      }
    });

    test("a page whose elements take the names of the document's properties is seen as it is", async () => {
      const { browser, site } = world();
      const names = ["body", "head", "documentElement", "createTreeWalker", "title", "URL", "location", "nodeType"];
      const clobber = `<div>${names.map((name) => `<form name="${name}"></form><img name="${name}">`).join("")}</div>`;
      for (const page of [...ARTICLES.slice(0, 12), ...OTHERS.slice(0, 12)]) {
        const plain = await lookAt(browser, site, page);
        const html = page.html.replace(/<body[^>]*>/, (body) => body + clobber);
        const { article, points, why } = await lookAt(browser, site, { ...page, html });
        assert.deepEqual({ article, points, why }, { article: plain.article, points: plain.points, why: plain.why }, page.slug);
      }
    });

    test("a page without a body, or of frames, is left alone", async () => {
      const { browser, site } = world();
      for (const html of ["", "<frameset><frame src='about:blank'></frameset>", "<body></body>"]) {
        assert.equal((await lookAt(browser, site, { address: "https://paper.example/story/1", html })).article, false, html);
      }
    });
  },
  { extension: gateExtension },
);
