/**
 * A page's content security policy, by header or by `meta`, changes nothing in its report: where it forbids WebAssembly
 * in the content script (Chromium), the engine runs in a page of the extension and comes to the same.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, record } from "./lib/popup.mjs";

const POLICIES = [
  "script-src 'self'",
  "default-src 'none'",
  "default-src 'none'; sandbox",
  "require-trusted-types-for 'script'; default-src 'self'",
];

/** One page of each is enough: what differs is the route, not the page. A policy that forbids styles shows what they hid. */
const pages = ["likely-garbled", "no-signs"].map((verdict) =>
  fixtures().find(
    ({ expected, html }) =>
      expected.verdict === verdict && !expected.headers && /<\/head>/.test(html) && !/style/.test(html),
  ),
);

test("there is a page of each verdict to try", () => {
  assert.ok(pages.every((page) => page !== undefined));
});

eachBrowser((world) => {
  for (const page of pages.filter((p) => p !== undefined)) {
    test(`${page.slug}: the same report under every policy`, async () => {
      const free = await reportOf(page.html, {});
      assert.equal(free.route, "content");
      for (const policy of POLICIES) {
        const strict = await reportOf(page.html, { "content-security-policy": policy });
        assert.deepEqual(strict.report, free.report, policy);
        assert.deepEqual(strict.shown, free.shown, policy);
        if (world().browser.name === "chromium") {
          assert.equal(strict.route, "extension", `${policy} leaves the content script no WebAssembly`);
        }
      }
    });

    test(`${page.slug}: the same report under a policy in the page`, async () => {
      const meta = '<meta http-equiv="content-security-policy" content="default-src \'none\'">';
      const html = page.html.replace(/<head[^>]*>/i, (head) => head + meta);
      assert.notEqual(html, page.html);
      const [free, strict] = [await reportOf(page.html, {}), await reportOf(html, {})];
      assert.deepEqual(strict.report, free.report);
      assert.deepEqual(strict.shown, free.shown);
    });
  }

  test("what style hides is read by neither route", async () => {
    const page = pages[1];
    assert.ok(page);
    const style = `<style>.a { display: none } .b { visibility: hidden } .c { content-visibility: hidden }
      .d { max-height: 30px; overflow: hidden } .d p { margin-top: 60px } .e { filter: blur(6px) }</style>`;
    const words = "Nobody sees these words on the page. ".repeat(9);
    const hidden = [..."abcde"].flatMap((name) => [
      `<div class="${name}"><p>${words}</p></div>`,
      name === "d" ? "" : `<p class="${name}">${words}</p>`,
    ]);
    const html = page.html.replace(/<\/p>/i, (end) => end + hidden.join("")).replace("</head>", `${style}</head>`);
    assert.notEqual(html, page.html);
    const [plain, free] = [await reportOf(page.html, {}), await reportOf(html, {})];
    const strict = await reportOf(html, { "content-security-policy": "script-src 'self'" });
    assert.deepEqual(free.report.text, plain.report.text);
    assert.deepEqual(strict.report, free.report);
  });

  test("an article in a shadow root, or in a frame, is read by both routes", async () => {
    const { site } = world();
    const shadow = fixtures().find(({ slug }) => slug === "shadow-root");
    assert.ok(shadow);
    const framed = site.put("/framed/", shadow.html);
    const around = `<!doctype html><title>Reader</title><iframe src="${framed}" style="width: 1000px; height: 900px"></iframe>`;
    const alone = await reportOf(shadow.html, {});
    for (const html of [shadow.html, around]) {
      const free = await reportOf(html, {});
      const strict = await reportOf(html, { "content-security-policy": "script-src 'self'" });
      assert.deepEqual(strict.report, free.report);
      assert.deepEqual(free.report.evidence, alone.report.evidence);
    }
    assert.equal(alone.report.verdict, "likely-garbled");
  });

  /**
   * @param {string} html
   * @param {Record<string, string>} headers
   */
  async function reportOf(html, headers) {
    const { browser, site } = world();
    // One address for all, so that nothing but the policy differs.
    const tab = await browser.open(site.put("/policy/", html, headers));
    const { popup, shown } = await check(browser, tab);
    const { report, route } = await record(browser, tab);
    await popup.close();
    await tab.close();
    return { report, route, shown };
  }
});
