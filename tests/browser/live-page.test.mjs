/**
 * What only the live page knows: which text a reader sees, shadow roots, frames. Each case is a story with something in
 * it, and the words of it that must and must not be read. The copy for pages under a strict policy is read too and must
 * come to the same.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { eachBrowser, made } from "./lib/harness.mjs";

const SENTENCES = [
  "The ferry to the island runs twice a day in winter, and the timetable is pinned to the door of the bakery.",
  "On Monday the council voted to buy a second boat, which the fishermen of the north harbour had asked for.",
  "“It is slower than the old one, but it does not break down,” the captain said at the pier.",
  "The money comes from a fund that was set up when the bridge was given up as too dear.",
  "Until spring the boat will be tested without passengers, mostly at night and in bad weather.",
];
const story = SENTENCES.map((sentence, at) => `<p>${sentence} ${SENTENCES[(at + 2) % SENTENCES.length]}</p>`).join("");

/** A paragraph with a word to find it by. @param {string} word */
const said = (word) => `The office of the ${word} said that it had counted every ticket that was sold since the first of the month.`;

/** @param {string} body @param {string} [style] */
const page = (body, style = "") =>
  `<!doctype html><html lang="en"><head><title>A second boat</title><style>${style}</style></head><body>${body}</body></html>`;
/** @param {string} inside @param {string} [style] */
const article = (inside, style) => page(`<main><article><h1>A second boat for the island</h1>${story}${inside}</article></main>`, style);
const frame = (/** @type {string} */ html, size = "width: 1000px; height: 800px") =>
  `<iframe style="${size}" srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;

/**
 * `seen` and `unseen` are the words of {@link said}. `script` is run in the page before it is read.
 *
 * @type {Record<string, { html: string, seen?: string[], unseen?: string[], never?: RegExp, script?: () => void }>}
 */
const CASES = {
  "what a style sheet hides": {
    html: article(
      `<p class="a">${said("mayor")}</p><p class="b">${said("bishop")}</p><div class="c"><p>${said("doctor")}</p></div>
       <p class="c">${said("judge")}</p><span class="c">${said("sailor")}</span><p class="d">${said("queen")}</p><p>${said("baker")}</p>
       <p class="c">Nobody reads this.</p><p class="e">Nor this.</p>`,
      `.a { display: none } .b { visibility: hidden } .c { content-visibility: hidden }
       .d { position: absolute; width: 1px; height: 1px; overflow: hidden } .e { filter: blur(4px) }`,
    ),
    seen: ["baker", "sailor"],
    never: /Nobody reads|Nor this/,
    unseen: ["mayor", "bishop", "doctor", "judge", "queen"],
  },
  "what a style sheet shows in what it hides": {
    html: article(
      `<div class="veil"><p class="shown">${said("mayor")}</p></div><div class="boxless"><p>${said("baker")}</p></div><div class="later"><p>${said("judge")}</p></div>`,
      ".veil { visibility: hidden } .shown { visibility: visible } .boxless { display: contents } .later { content-visibility: auto; margin-top: 9000px }",
    ),
    seen: ["mayor", "baker", "judge"],
  },
  "details closed and open": {
    html: article(`<details><summary>More</summary>${said("mayor")}<p>${said("bishop")}</p></details><details open><p>${said("baker")}</p></details>`),
    seen: ["baker"],
    unseen: ["mayor", "bishop"],
  },
  "a story folded to its first lines": {
    html: article(
      `<div class="fold"><p>${said("baker")}</p><div><p style="margin-top: 200px">${said("mayor")}</p><p>No.</p></div></div><p>${said("judge")}</p>
       <div class="shut"><p>${said("bishop")}</p></div><div class="scrolls"><p style="margin-top: 200px">${said("sailor")}</p></div>`,
      ".fold { max-height: 120px; overflow: hidden; mask-image: linear-gradient(black, transparent) } .shut { height: 0; overflow: hidden } .scrolls { height: 90px; overflow: auto }",
    ),
    seen: ["baker", "judge", "sailor"],
    unseen: ["mayor", "bishop"],
  },
  "a page whose scrolling is locked": {
    html: page(
      `<div class="shell"><main><article><h1>A second boat for the island</h1>${story}<p style="margin-top: 3000px">${said("baker")}</p></article></main></div>`,
      "html, body { overflow: hidden; height: 100% } .shell { position: relative; height: 100%; overflow: hidden }",
    ),
    seen: ["baker"],
  },
  "what is blurred": {
    html: article(`<div class="blur"><p>${said("mayor")}</p></div><p class="soft">${said("baker")}</p>`, ".blur { filter: blur(5px) } .soft { filter: blur(0.3px) }"),
    seen: ["baker"],
    unseen: ["mayor"],
  },
  "a page blurred behind an overlay": {
    html: page(`<div class="blur"><main><article><h1>A second boat for the island</h1>${story}<p>${said("baker")}</p></article></main></div>`, ".blur { filter: blur(5px) }"),
    seen: ["baker"],
  },
  "text that fades in": {
    html: article(`<p style="opacity: 0">${said("baker")}</p>`),
    seen: ["baker"],
  },
  "an open shadow root, with slots": {
    html: article(
      `<x-part><template shadowrootmode="open"><style>.no { display: none }</style><p>${said("baker")}</p><p class="no">${said("mayor")}</p>
         <slot></slot><div class="no"><slot name="away"></slot></div></template>
         <p>${said("judge")}</p><p slot="away">${said("bishop")}</p><p slot="nowhere">${said("doctor")}</p></x-part>`,
    ),
    seen: ["baker", "judge"],
    unseen: ["mayor", "bishop", "doctor"],
  },
  "shadow roots in shadow roots, made by a script": {
    html: page("<x-app></x-app>"),
    script: () => {
      const words = document.createElement("template");
      words.innerHTML = `<main><article><h1>A second boat for the island</h1><x-body></x-body></article></main>`;
      const app = document.querySelector("x-app")?.attachShadow({ mode: "open" });
      app?.append(words.content);
      const body = app?.querySelector("x-body")?.attachShadow({ mode: "open" });
      for (const word of ["baker", "judge", "sailor", "miller", "smith"]) {
        const p = document.createElement("p");
        p.textContent = `The office of the ${word} said that it had counted every ticket that was sold since the first of the month.`;
        body?.append(p);
      }
    },
    seen: ["baker", "judge", "sailor", "miller", "smith"],
  },
  "a template that a script left where it stood is no shadow root": {
    html: article(`<div id="host"><p>${said("baker")}</p></div>`),
    script: () => {
      const template = document.createElement("template");
      template.setAttribute("shadowrootmode", "open");
      template.innerHTML = "<p>The office of the mayor said that it had counted every ticket that was sold since the first of the month.</p>";
      document.querySelector("#host")?.prepend(template);
    },
    seen: ["baker"],
    unseen: ["mayor"],
  },
  "an article in a frame": {
    html: page(`<nav><a href="/">Home</a></nav>${frame(article(`<p>${said("baker")}</p><p hidden>${said("mayor")}</p>`))}`),
    seen: ["baker"],
    unseen: ["mayor"],
  },
  "an article in a frame in a frame": {
    html: page(frame(page(frame(article(`<p>${said("baker")}</p>`))))),
    seen: ["baker"],
  },
  "a frame beside an article": {
    html: article(frame(article(`<p>${said("mayor")}</p>`))),
    unseen: ["mayor"],
  },
  "a frame too small to be the page": {
    html: page(`<p>${said("baker")}</p>${frame(article(`<p>${said("mayor")}</p>`), "width: 300px; height: 250px")}`),
    unseen: ["mayor"],
  },
};

/**
 * Sent to the page as its source.
 *
 * @param {string} engine
 */
async function readHere(engine) {
  const glue = await import(`${engine}ungarble.js`);
  const { copyPage, copyFrames } = await import(`${engine}dom.js`);
  await glue.default({ module_or_path: `${engine}ungarble_bg.wasm` });
  const before = document.documentElement.outerHTML;
  const live = glue.extractDocument(document, { live: true, url: location.href });
  const copy = JSON.parse(JSON.stringify({ ...copyPage(document), frames: copyFrames(document) }));
  const copied = glue.extractDocument(copy, { url: location.href });
  return { live, copied, same: document.documentElement.outerHTML === before };
}

eachBrowser(
  (world) => {
    for (const [name, { html, script, seen = [], unseen = [], never = /^$/ }] of Object.entries(CASES)) {
      test(name, async () => {
        const { browser, site } = world();
        site.mount("/engine/", made("pkg", "ungarble_bg.wasm", "./build.sh wasm"));
        const tab = await browser.open(site.put("/live/", html));
        if (script) {
          await tab.evaluate(script);
        }
        const { live, copied, same } = await tab.evaluate(readHere, site.url("/engine/"));
        await tab.close();
        assert.deepEqual(copied, live);
        assert.ok(same, "the page is as it was");
        const text = live.paragraphs.map((/** @type {{ text: string }} */ p) => p.text).join("\n");
        const read = (/** @type {string[]} */ words) => words.filter((word) => text.includes(`office of the ${word} said`));
        assert.deepEqual(read(seen), seen, "what a reader sees is read");
        assert.deepEqual(read(unseen), [], "what nobody sees is not");
        assert.doesNotMatch(text || "none", never);
      });
    }

    test("reading forces one layout at most, also where content is skipped until it is scrolled to", async (t) => {
      const { browser, site } = world();
      if (browser.name !== "chromium") {
        t.skip("Firefox does not tell its layouts");
        return;
      }
      site.mount("/engine/", made("pkg", "ungarble_bg.wasm", "./build.sh wasm"));
      const sections = Array.from({ length: 40 }, (_, at) => `<section class="later"><div class="fold">${story}<span class="dot">${at}</span></div></section>`);
      const tab = await browser.open(
        site.put(
          "/live/",
          article(
            sections.join(""),
            `.later { content-visibility: auto; contain-intrinsic-size: auto 900px } .fold { overflow: hidden; max-height: 700px }
             .dot { position: absolute; width: 1px; height: 1px; overflow: hidden }`,
          ),
        ),
      );
      await tab.evaluate(readHere, site.url("/engine/"));
      const { page: inside } = /** @type {import("./lib/chromium.mjs").ChromiumTab} */ (tab);
      const before = await inside.metrics();
      await tab.evaluate(async (engine) => {
        const { copyPage } = await import(`${engine}dom.js`);
        document.body.style.paddingLeft = "3px"; // what was laid out is out of date
        copyPage(document);
      }, site.url("/engine/"));
      const after = await inside.metrics();
      assert.ok((after.LayoutCount ?? NaN) - (before.LayoutCount ?? NaN) <= 1, `${before.LayoutCount} to ${after.LayoutCount}`);
      await tab.close();
    });

    test("a frame of another origin is left alone", async () => {
      const { browser, site } = world();
      site.mount("/engine/", made("pkg", "ungarble_bg.wasm", "./build.sh wasm"));
      const sandboxed = frame(article(`<p>${said("mayor")}</p>`)).replace("<iframe", "<iframe sandbox");
      const tab = await browser.open(site.put("/live/", page(sandboxed)));
      const { live } = await tab.evaluate(readHere, site.url("/engine/"));
      assert.deepEqual(live.paragraphs, []);
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    });
  },
  { extension: false },
);
