/**
 * The options page: opened from the popup, readable by everybody, and what is switched off there is off.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, record } from "./lib/popup.mjs";
import { answerAsked, drawn } from "./lib/settings.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup } from "./lib/driver.mjs" */

const page = oneOfEach().get("likely-garbled");

eachBrowser((world) => {
  test("it opens from the popup, is readable by everybody and asks nothing of anybody", async () => {
    const options = await opened();
    assert.deepEqual(await flaws(options), []);
    assert.deepEqual(world().site.strangers, []);
    await options.close();
  });

  test("a kind of sign that is switched off is not looked for, until it is switched on again", async () => {
    const { browser, site } = world();
    assert.ok(page);
    const tab = await browser.open(serve(site, page));
    const before = await signs();
    const detector = before[0];
    assert.ok(detector);

    const options = await opened();
    await options.evaluate((id) => {
      /** @type {HTMLElement | null} */ (document.querySelector(`input[aria-labelledby="detector-${id}"]`))?.click();
    }, detector);
    await saved(options);
    assert.deepEqual(
      await signs(),
      before.filter((id) => id !== detector),
    );

    const again = await opened();
    await again.evaluate(() => document.getElementById("reset")?.click());
    await answerAsked(again, "yes");
    await saved(again);
    assert.deepEqual(await signs(), before);
    await tab.close();

    /** Which detectors found something, each as often as it did. */
    async function signs() {
      const { popup } = await check(browser, tab);
      const last = await record(browser, tab);
      await popup.evaluate(() => document.getElementById("again")?.click());
      const { report } = await until("another check", async () => {
        const now = await record(browser, tab);
        return now.phase === "done" && now.run !== last.run && now;
      });
      await popup.close();
      return report.evidence.map((row) => row.detector);
    }
  });

  /** Opens the options as a reader does: by the button in the popup. */
  async function opened() {
    const { browser, site } = world();
    assert.ok(page);
    const tab = await browser.open(serve(site, page));
    const { popup } = await check(browser, tab);
    // The click closes the popup, which must have answered by then.
    await popup.evaluate(() => void setTimeout(() => document.getElementById("settings")?.click()));
    const options = await browser.options();
    await drawn(options);
    await tab.close();
    return options;
  }

  /** @param {Popup} options */
  async function saved(options) {
    await until("the change to be saved", () =>
      options.evaluate(() => document.getElementById("status")?.textContent !== ""),
    );
    await options.close();
  }
});
