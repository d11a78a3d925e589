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
import { detectorInfos, inconclusiveReport, suspiciousReport } from "../ext/reports.mjs";
import { PANELS, POPUPS, here, standIn } from "../ext/stage.mjs";

/** @import { Scene } from "../ext/stage.mjs" */

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** The modules one by one, as they are in the repository. @type {Awaited<ReturnType<typeof serve>>} */
let source;

before(async () => {
  browser = await puppeteer.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  site = await serve("dist/chromium");
  source = await serve("extension");
});

after(async () => {
  site?.close();
  source?.close();
  await browser?.close();
});

/**
 * A scene; everything it complains of fails the test.
 *
 * @param {Scene} scene
 * @param {"popup" | "sidepanel"} [where]
 * @param {typeof site} [from]
 */
async function popup({ record, selection = null, incognito = false, url = here, dark = false, width = 400, locale = "en" }, where = "popup", from = site) {
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
  await page.evaluateOnNewDocument(standIn, { url, record, selection, incognito, messages: catalogueOf(locale) });
  await page.goto(`${from.url}${where}/${where}.html`);
  await page.addStyleTag({ content: `body { min-inline-size: 0; inline-size: ${width}px }` });
  await page.waitForSelector("#heading");
  return { page, complaints };
}

/** @param {Scene} scene @param {typeof site} [from] */
const panel = (scene, from) => popup({ width: 360, ...scene }, "sidepanel", from);

/** @type {[string, Scene, typeof panel][]} */
const SCENES = [
  ...Object.entries(POPUPS).map(([name, scene]) => /** @type {[string, Scene, typeof panel]} */ ([`popup, ${name}`, scene, popup])),
  ...Object.entries(PANELS).map(([name, scene]) => /** @type {[string, Scene, typeof panel]} */ ([`side panel, ${name}`, scene, panel])),
];

for (const [name, scene, open] of SCENES) {
  test(`${name}: one heading, names for all controls, nothing too wide, at most one thing to do first`, async () => {
    const { page, complaints } = await open(scene);
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
        primary: document.querySelectorAll("main .primary").length,
        tooWide: document.documentElement.scrollWidth - innerWidth,
        dir: document.documentElement.dir,
        keys: [...document.body.querySelectorAll("*")].flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3 && /^[a-z]+(_[a-z]+)+$/.test(n.textContent ?? "")).map((n) => n.textContent),
      };
    });
    assert.equal(seen.headings.length, 1);
    assert.ok(seen.levels.every((level, index) => level <= (seen.levels[index - 1] ?? 0) + 1), `levels: ${seen.levels}`);
    assert.deepEqual(seen.doubles, [], "ids that stand twice");
    assert.deepEqual(seen.keys, [], "keys without a message");
    assert.ok(seen.primary <= 1, `${seen.primary} things to do first`);
    assert.ok(seen.tooWide <= 0, `${seen.tooWide} px too wide`);
    assert.equal(seen.dir, catalogueOf(scene.locale ?? "en")["direction"]?.message);
    if (seen.state !== "scanning" && open === popup) {
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

test("the popup at a glance: score, a few signs with the names first, one likely original, one thing to do", async () => {
  const { page } = await popup({ record: POPUPS["suspicious"]?.record ?? null });
  const seen = await page.evaluate(() => ({
    spoken: document.querySelector("#status")?.textContent,
    word: document.querySelector(".score-word")?.textContent,
    findings: [...document.querySelectorAll(".finding .repair")].map((p) => [p.querySelector("s")?.textContent, p.querySelector("b")?.textContent]),
    hosts: [...document.querySelectorAll(".source-host bdi")].map((b) => b.textContent),
    primary: [...document.querySelectorAll(".primary")].map((b) => b.textContent),
    all: document.querySelector("#all-signs")?.textContent,
  }));
  assert.equal(seen.spoken, "Likely a garbled copy: 11 signs. Score 91 of 100.");
  assert.equal(seen.word, "strong evidence");
  assert.deepEqual(seen.findings, [
    ["Ursula von der Rayen", "Ursula von der Leyen"],
    ["Christine Ragardo", "Christine Lagarde"],
    ["Antonio Gutelles", "António Guterres"],
    ["executive director", "Secretary-General"],
  ]);
  assert.deepEqual(seen.hosts, ["www.harbour-record.example"]);
  assert.deepEqual(seen.primary, ["Compare with this page"]);
  assert.equal(seen.all, "All 11 signs");
  await page.close();
});

test("confirmed by its original: the heading says so, the original is named, side by side is what to do", async () => {
  const { page } = await popup({ record: POPUPS["compared"]?.record ?? null });
  const seen = await page.evaluate(() => ({
    state: document.querySelector("main")?.dataset["state"],
    heading: document.querySelector("#heading")?.textContent,
    original: document.querySelector(".paired .source-title")?.textContent,
    host: document.querySelector(".paired bdi")?.textContent,
    primary: [...document.querySelectorAll(".primary")].map((b) => b.id),
    sources: document.querySelectorAll("#sources").length,
  }));
  assert.deepEqual(seen, {
    state: "confirmed", heading: "A garbled copy, confirmed by its original", original: "Coastal cities to share one flood warning network",
    host: "courier.example", primary: ["side-by-side"], sources: 0,
  });
  await page.close();
});

test("a comparison that never ends is given up on the screen, too", async () => {
  const record = POPUPS["comparing"]?.record;
  assert.ok(record?.phase === "done" && record.pair?.phase === "comparing");
  const { page } = await popup({ record: { ...record, pair: { ...record.pair, startedAt: Date.now() - 55_000 } } });
  assert.equal(await page.$eval(".paired", (card) => card.getAttribute("data-phase")), "comparing");
  await page.waitForSelector(".paired[data-phase=failed][data-code=timeout]", { timeout: 20_000 });
  await page.close();
});

test("in a private window the result says that nothing is kept", async () => {
  const { page } = await popup({ record: POPUPS["suspicious"]?.record ?? null, incognito: true });
  assert.match(await page.$eval(".private", (note) => note.textContent ?? ""), /private window/);
  await page.close();
});

test("a suspicious page: score, names first, repairs, links that tell nobody where they come from", async () => {
  const { page } = await panel({ record: POPUPS["suspicious"]?.record ?? null });
  const seen = await page.evaluate(() => ({
    heading: document.querySelector("#heading")?.textContent,
    spoken: document.querySelector("#status")?.textContent,
    meter: document.querySelector("meter")?.value,
    figure: document.querySelector("#score")?.textContent,
    sections: [...document.querySelectorAll("section > h2")].map((h) => h.firstChild?.textContent),
    likely: [...document.querySelectorAll(".likely-name")].map((b) => b.textContent),
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

for (const open of [popup, panel]) test(`what a hostile page says stays text (${open === popup ? "popup" : "side panel"})`, async () => {
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
  const { page, complaints } = await open({ record: { ...record, report } });
  const seen = await page.evaluate(() => ({
    markup: document.querySelectorAll("main img, main script, main iframe").length,
    links: document.querySelectorAll("main a").length,
    hit: "hit" in globalThis,
    shown: document.querySelector("mark, .finding s")?.textContent?.includes("<img src=x"),
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
  const { page } = await panel({ record: { ...record, report } });
  const count = () => page.$$eval("[data-sign]", (signs) => signs.length);
  assert.equal(await count(), 5);
  await page.click(".more");
  assert.equal(await count(), 23);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-action")), "show", "the focus goes on");
  await page.close();
});

test("the popup is never empty: what it does is shown at once, and said aloud only if it takes longer", async () => {
  const { page } = await popup({ record: POPUPS["scanning"]?.record ?? null });
  assert.equal(await page.$eval("#heading", (heading) => heading.textContent), "Reading this page…");
  assert.equal(await page.$eval("main", (main) => main.getAttribute("aria-busy")), "true");
  await page.waitForFunction(() => document.getElementById("status")?.textContent !== "");
  assert.ok((await page.evaluate(() => performance.now())) >= 200);
  await page.close();
});

test("the kinds of signs: each with its count and look; the chosen ones alone are shown", async () => {
  const { page } = await panel({ record: POPUPS["suspicious"]?.record ?? null });
  const shown = () => page.$$eval("section[data-category]:not([hidden])", (groups) => groups.map((group) => group.getAttribute("data-category")));
  assert.deepEqual(await page.$$eval(".kind", (kinds) => kinds.map((kind) => kind.textContent)), [
    "Names of people 4", "Official titles 2", "Set phrases 3", "Words run together 1", "Grammar 1",
  ]);
  const all = await shown();
  assert.deepEqual(all, ["name", "title", "phrase", "glue", "grammar"]);
  const looks = await page.$$eval(".kind-look", (words) => words.map((word) => getComputedStyle(word).textDecorationStyle));
  assert.equal(new Set(looks).size, looks.length, "colour alone would not tell them apart");
  await page.click("[data-kind=title]");
  assert.deepEqual(await shown(), ["title"]);
  assert.equal(await page.$eval(".kinds [role=status]", (said) => said.textContent), "2 signs are shown");
  await page.click("[data-kind=name]");
  assert.deepEqual(await shown(), ["name", "title"]);
  await page.click("[data-kind=name]");
  await page.click("[data-kind=title]");
  assert.deepEqual(await shown(), all);
  await page.close();
});

test("a wrong sign: the text to report it has detector, message, quotation and version, and the address only if ticked", async () => {
  const { page } = await panel({ record: POPUPS["suspicious"]?.record ?? null });
  await page.click("[data-category=title] .wrong summary");
  await page.waitForSelector(".wrong-text");
  const text = () => page.$eval(".wrong-text", (box) => box.textContent ?? "");
  assert.equal(
    await text(),
    [
      "Not a sign", "detector: corrupted-title", "message: test_only",
      "quotation: UN [[executive director]] Antonio Gutelles told a reporter c",
      "expected: Secretary-General", "engine: ungarble 0.1.0", "extension: 0.1.0",
    ].join("\n"),
  );
  await page.$eval(".wrong-address input", (box) => /** @type {HTMLElement} */ (box).click());
  assert.match(await text(), /\npage: https:\/\/daily-mirrorings\.example\/floods$/);
  await page.close();
});

test("a page that the extension may not read is said to need a click on the toolbar", async () => {
  const { page } = await panel(PANELS["closed"] ?? { record: null });
  assert.match(await page.$eval("main", (main) => main.textContent ?? ""), /Click Ungarble’s button in the toolbar/);
  assert.equal(await page.$("#action"), null, "nothing is offered that would fail");
  await page.close();
});

test("selected text: its report with the way back to the page, and nothing that needs the page", async () => {
  const { page } = await panel(PANELS["selected"] ?? { record: null });
  const seen = await page.evaluate(() => ({
    first: document.querySelector("main")?.firstElementChild?.textContent,
    heading: document.querySelector("h1")?.textContent,
    show: document.querySelectorAll("[data-action=show], [data-action=compare]").length,
    marks: document.getElementById("marks")?.hidden,
  }));
  assert.deepEqual(seen, { first: "Selected textBack to the page", heading: "Likely a garbled copy: 11 signs", show: 0, marks: true });
  await page.close();
});

test("saved as a web page: the whole report without a script, under a policy that allows nothing but its look", async () => {
  const { page } = await panel({ record: POPUPS["suspicious"]?.record ?? null }, source);
  const report = suspiciousReport();
  report.page.title = "</title><script>globalThis.hit=1</script>";
  for (const row of report.evidence.slice(0, 1)) {
    row.quote.exact = "<img src=x onerror=globalThis.hit=1>";
  }
  const html = await page.evaluate(async (saved, infos) => {
    const { htmlOf } = await import(/** @type {any} */ ("/lib/report-export.js"));
    return /** @type {Promise<string>} */ (htmlOf(saved, infos, Date.now(), async (/** @type {string} */ path) => (await fetch(`/${path}`)).text()));
  }, report, detectorInfos());
  await page.close();

  const saved = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  saved.on("console", (message) => complaints.push(message.text()));
  await saved.setContent(html);
  const seen = await saved.evaluate(() => ({
    scripts: document.querySelectorAll("script, img, button, input").length,
    signs: document.querySelectorAll("[data-sign]").length,
    heading: document.querySelector("h1")?.textContent,
    styled: getComputedStyle(/** @type {Element} */ (document.querySelector(".card"))).borderRadius,
    hit: "hit" in globalThis,
    outside: [...document.querySelectorAll("[src], link")].length,
  }));
  assert.deepEqual(seen, { scripts: 0, signs: 11, heading: "Likely a garbled copy: 11 signs", styled: "10px", hit: false, outside: 0 });
  assert.deepEqual(complaints, []);
  await saved.close();
});
