/**
 * The extension in languages other than English, in the real browsers: the popup and the settings speak it, from the side it is
 * read from, and the numbers are told as it tells them.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { catalogueOf } from "../ext/catalogues.mjs";
import { flaws } from "./lib/axe.mjs";
import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, openPanel, outcome } from "./lib/popup.mjs";
import { spoken } from "./lib/spoken.mjs";
import { until } from "./lib/wait.mjs";

const page = oneOfEach().get("likely-garbled");

for (const [locale, direction] of /** @type {const} */ ([["de", "ltr"], ["ar", "rtl"]])) {
  const messages = catalogueOf(locale);
  eachBrowser((world) => {
    test(`${locale}: the popup and the side panel speak it, signs and reasons included`, async () => {
      const { browser, site } = world();
      assert.ok(page);
      const tab = await browser.open(serve(site, page));
      const { popup, shown } = await check(browser, tab);
      const seen = await popup.evaluate(() => ({
        lang: document.documentElement.lang,
        dir: document.documentElement.dir,
        meter: document.querySelector("meter")?.getAttribute("aria-label"),
        status: document.querySelector("[role=status]")?.textContent ?? "",
        wide: document.documentElement.scrollWidth > innerWidth,
      }));
      assert.deepEqual([seen.lang, seen.dir, seen.wide], [locale, direction, false]);
      assert.equal(seen.meter, messages["score_label"]?.message);
      assert.equal(seen.status.includes(shown.heading), true, seen.status);
      const [before = ""] = (messages["suspicious_heading_other"]?.message ?? "").split(":");
      assert.ok(shown.heading.startsWith(before), shown.heading);
      assert.deepEqual(await flaws(popup), []);

      const panel = await openPanel(browser, popup);
      await outcome(panel);
      const { whys, quotes, wide } = await panel.evaluate(() => ({
        whys: [...document.querySelectorAll(".sign .why, .name .why")].map((why) => ({ text: why.textContent ?? "", lang: why.getAttribute("lang") })),
        quotes: [...document.querySelectorAll("blockquote")].map((quote) => ({ lang: quote.lang, dir: getComputedStyle(quote).direction })),
        wide: document.documentElement.scrollWidth > innerWidth,
      }));
      assert.ok(whys.length > 0);
      for (const { text, lang } of whys) {
        assert.equal(lang, null, `not translated: ${text}`);
      }
      for (const quote of quotes) {
        assert.deepEqual(quote, { lang: "en", dir: "ltr" });
      }
      assert.equal(wide, false);
      assert.deepEqual(await flaws(panel), []);
      await panel.close();
      await popup.close();
      await tab.close();
    });

    test(`${locale}: the settings speak it`, async () => {
      const { browser, site } = world();
      const tab = await browser.open(site.put("/", "<title>x</title>"));
      const { popup } = await check(browser, tab);
      await popup.evaluate(() => document.getElementById("settings")?.click());
      const options = await browser.options();
      const heading = await until("the settings", () => options.evaluate(() => document.querySelector(".entry") && document.querySelector("h1")?.textContent));
      assert.equal(heading, messages["options_heading"]?.message);
      const seen = await options.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir, title: document.querySelector(".entry h3")?.getAttribute("lang") }));
      assert.deepEqual(seen, { lang: locale, dir: direction, title: "en" });
      await options.close();
      await popup.close();
      await tab.close();
    });
  }, { extension: spoken(locale) });
}
