/**
 * What the popup draws, in every state: the files that ship, on a stage (tests/ext/stage.mjs). The real extension in the
 * real browsers has tests of its own; here it is about form: names for every control, nothing too wide, nothing of a
 * hostile page turned into markup.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import puppeteer from "puppeteer-core";

import { serve } from "../../tools/serve.mjs";
import { catalogueOf } from "../ext/catalogues.mjs";
import { inconclusiveReport, suspiciousReport } from "../ext/reports.mjs";
import { POPUPS, here, standIn } from "../ext/stage.mjs";

/** @import { Scene } from "../ext/stage.mjs" */

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

before(async () => {
  browser = await puppeteer.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  site = await serve("dist/chromium");
});

after(async () => {
  site?.close();
  await browser?.close();
});

/**
 * The popup of a scene; everything it complains of fails the test.
 *
 * @param {Scene} scene
 */
async function popup({ record, url = here, dark = false, width = 400, locale = "en" }) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url?.endsWith("/favicon.ico")) {
      complaints.push(message.text());
    }
  });
  await page.setViewport({ width, height: 600 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.evaluateOnNewDocument(standIn, { url, record, messages: catalogueOf(locale) });
  await page.goto(`${site.url}popup/popup.html`);
  await page.addStyleTag({ content: `body { min-inline-size: 0; inline-size: ${width}px }` });
  await page.waitForSelector("#heading");
  return { page, complaints };
}

for (const [name, scene] of Object.entries(POPUPS)) {
  test(`${name}: one heading, names for all controls, nothing too wide`, async () => {
    const { page, complaints } = await popup(scene);
    const seen = await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = true;
      }
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const main = document.querySelector("main");
      return {
        headings: [...document.querySelectorAll("h1")].map((h) => h.textContent),
        levels: [...document.querySelectorAll("h1, h2, h3, h4")].map((h) => Number(h.tagName[1])),
        doubles: ids.filter((id, index) => ids.indexOf(id) !== index),
        focus: document.activeElement?.id,
        state: main?.dataset["state"],
        tooWide: document.documentElement.scrollWidth - innerWidth,
        dir: document.documentElement.dir,
        keys: [...document.body.querySelectorAll("*")].flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3 && /^[a-z]+(_[a-z]+)+$/.test(n.textContent ?? "")).map((n) => n.textContent),
      };
    });
    assert.equal(seen.headings.length, 1);
    assert.ok(seen.levels.every((level, index) => level <= (seen.levels[index - 1] ?? 0) + 1), `levels: ${seen.levels}`);
    assert.deepEqual(seen.doubles, [], "ids that stand twice");
    assert.deepEqual(seen.keys, [], "keys without a message");
    assert.ok(seen.tooWide <= 0, `${seen.tooWide} px too wide`);
    assert.equal(seen.dir, catalogueOf(scene.locale ?? "en")["direction"]?.message);
    if (seen.state !== "scanning") {
      assert.equal(seen.focus, "heading");
    }
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    /** @type {string[]} */
    const nameless = [];
    /** @param {import("puppeteer-core").SerializedAXNode} node */
    const walk = (node) => {
      if (["button", "link", "switch", "meter", "DisclosureTriangle"].includes(node.role) && !node.name?.trim()) {
        nameless.push(node.role);
      }
      node.children?.forEach(walk);
    };
    if (tree) {
      walk(tree);
    }
    assert.deepEqual(nameless, [], "controls without a name");
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test("a suspicious page: score, names first, repairs, links that tell nobody where they come from", async () => {
  const { page } = await popup({ record: POPUPS["suspicious"]?.record ?? null });
  const seen = await page.evaluate(() => ({
    heading: document.querySelector("#heading")?.textContent,
    spoken: document.querySelector("#status")?.textContent,
    meter: document.querySelector("meter")?.value,
    figure: document.querySelector("#score")?.textContent,
    sections: [...document.querySelectorAll("section > h2")].map((h) => h.firstChild?.textContent),
    likely: [...document.querySelectorAll(".likely bdi")].map((b) => b.textContent),
    repair: document.querySelector("[data-category=title] .repair")?.textContent,
    hosts: [...document.querySelectorAll(".source-host bdi")].map((b) => b.textContent),
    links: [...document.querySelectorAll("a")].map((a) => [a.protocol, a.rel, a.target].join(" ")),
    signs: document.querySelectorAll("[data-sign]").length,
  }));
  assert.equal(seen.heading, "Likely a garbled copy: 11 signs");
  assert.equal(seen.spoken, "Likely a garbled copy: 11 signs. Score 91 of 100.");
  assert.equal(seen.meter, 91);
  assert.match(seen.figure ?? "", /^91 .*strong evidence/);
  assert.deepEqual(seen.sections, ["Likely original", "Names", "Titles", "Phrases", "Words run together", "Grammar"]);
  assert.deepEqual(seen.likely, ["Ursula von der Leyen", "Christine Lagarde", "António Guterres"]);
  assert.match(seen.repair ?? "", /executive director.*Secretary-General/);
  assert.deepEqual(seen.hosts, ["www.harbour-record.example", "news.xn--hfen-5qa.example"]);
  assert.deepEqual([...new Set(seen.links)], ["https: noopener noreferrer _blank"]);
  assert.equal(seen.signs, 11, "every sign stands exactly once");
  await page.close();
});

test("a clean page says what was found and promises nothing", async () => {
  const { page } = await popup({ record: POPUPS["clean"]?.record ?? null });
  const text = await page.evaluate(() => document.querySelector("main")?.textContent ?? "");
  assert.match(text, /^No signs found in 274 words/);
  assert.match(text, /can still be wrong/);
  assert.equal(await page.$("meter"), null);
  assert.equal(await page.$eval("#marks", (bar) => bar.hasAttribute("hidden")), true);
  await page.close();
});

test("a clean page is shown the source it names, and not the pages it links to", async () => {
  const record = POPUPS["clean"]?.record;
  assert.ok(record?.phase === "done");
  const { page } = await popup({ record: { ...record, report: { ...record.report, sources: suspiciousReport().sources } } });
  const relations = await page.$$eval("[data-relation]", (cards) => cards.map((card) => card.getAttribute("data-relation")));
  assert.deepEqual(relations, ["credited"]);
  await page.close();
});

test("what a hostile page says stays text", async () => {
  const report = suspiciousReport();
  const evil = '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>"\'>';
  const dangerous = ["javascript:globalThis.hit=1", "data:text/html,<script>1</script>", "//no.scheme.example/", "not an address"];
  report.evidence = report.evidence.map((row) => ({
    ...row, quote: { prefix: evil, exact: evil, suffix: evil }, expected: evil, message: evil, message_id: evil, detector: evil,
  }));
  report.names = report.names.map((row) => ({ ...row, observed: [evil], likely: evil, role: evil, why: evil }));
  report.sources = report.sources.map((row, index) => ({ ...row, url: dangerous[index] ?? "", title: evil, publisher: evil, reasons: [evil] }));
  const record = POPUPS["suspicious"]?.record;
  assert.ok(record?.phase === "done");
  const { page, complaints } = await popup({ record: { ...record, report } });
  const seen = await page.evaluate(() => ({
    markup: document.querySelectorAll("main img, main script, main iframe").length,
    links: document.querySelectorAll("main a").length,
    hit: "hit" in globalThis,
    shown: document.querySelector("mark")?.textContent?.includes("<img src=x"),
  }));
  assert.deepEqual(seen, { markup: 0, links: 0, hit: false, shown: true });
  assert.deepEqual(complaints, []);
  await page.close();
});

test("more signs than fit at once wait behind a button that shows them all", async () => {
  const report = inconclusiveReport();
  const [first] = report.evidence;
  assert.ok(first);
  report.evidence = Array.from({ length: 23 }, () => first);
  const record = POPUPS["inconclusive"]?.record;
  assert.ok(record?.phase === "done");
  const { page } = await popup({ record: { ...record, report } });
  const count = () => page.$$eval("[data-sign]", (signs) => signs.length);
  assert.equal(await count(), 5);
  await page.click(".more");
  assert.equal(await count(), 23);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-action")), "show", "the focus goes on");
  await page.close();
});

test("nothing flashes by: a check under 200 ms shows no sign of itself", async () => {
  const { page } = await popup({ record: POPUPS["scanning"]?.record ?? null });
  const shown = await page.evaluate(() => performance.now());
  assert.ok(shown >= 200, `“Reading this page…” after ${shown} ms`);
  assert.equal(await page.$eval("main", (main) => main.getAttribute("aria-busy")), "true");
  await page.close();
});
