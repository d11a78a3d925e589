/**
 * Nothing leaves the page's host. The site is the browsers' proxy, so that it sees each request of each part of the
 * browser, whoever makes it; a check, the popup and the highlights must not add a single one.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check } from "./lib/popup.mjs";
import { HOUSEKEEPING } from "./lib/site.mjs";
import { until } from "./lib/wait.mjs";

/** What browsers ask the page's own host for, for the tab and in their own time; no page and no extension has a part in it. */
const TAB_ICON = "/favicon.ico";

/** One page of each kind, and those whose policy sends the engine elsewhere. */
const pages = [...oneOfEach().values(), ...fixtures().filter(({ expected }) => expected.headers)];

eachBrowser((world) => {
  test("the recorder sees what a page asks of other hosts", async () => {
    const { browser, site } = world();
    const start = site.seen.length;
    const tab = await browser.open(
      site.put(
        "/talkative/",
        `<!doctype html><title>Talkative</title><p>Text.<img src="http://pictures.example/a.png">
        <script>
          fetch("http://counter.example/b").catch(() => {});
          fetch("https://counter.example/c").catch(() => {});
          navigator.sendBeacon("http://beacon.example/d");
        </script>`,
      ),
    );
    const hosts = ["pictures.example", "counter.example", "counter.example:443", "beacon.example"];
    await until("all of them to be seen", () => hosts.every((host) => site.strangers.some((r) => r.host === host)), {
      seen: () => site.seen.slice(start),
    });
    await tab.close();
    site.seen.length = 0;
  });

  test("a check makes no request, whatever the page", async () => {
    const { browser, site } = world();
    assert.ok(pages.length > 2, "tests/pages has pages to check");
    for (const page of pages) {
      const tab = await browser.open(serve(site, page));
      const loaded = site.seen.length;

      const { popup, shown } = await check(browser, tab);
      if (shown.signs.length > 0) {
        await popup.evaluate(() => document.getElementById("mark")?.click());
        await until("the signs to be painted", () =>
          tab.evaluate(() => [...CSS.highlights.keys()].some((k) => k.startsWith("ungarble"))),
        );
        await popup.evaluate(() => {
          for (const folded of document.querySelectorAll("details")) {
            folded.open = true;
          }
        });
      }
      await popup.close();

      const during = site.seen
        .slice(loaded)
        .filter(({ host, url }) => host !== HOUSEKEEPING && url !== site.url(TAB_ICON));
      assert.deepEqual(during, [], `${page.slug}: somebody asked for something`);
      await tab.close();
    }
    assert.deepEqual(site.strangers, []);
  });
});
