import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { articleCame, siteCame, siteGone, syncScripts } from "../../extension/background/automatic.js";
import { pageIsFine } from "../../extension/background/fine.js";
import { allowEverywhere, allowSite, automaticOn, forgetEverywhere, forgetSite, hostsInUse, pauseSite, pauseTab, turnOff } from "../../extension/lib/automatic.js";
import { useBrowserMessages } from "../../extension/lib/i18n.js";
import { loadSettings } from "../../extension/lib/settings.js";
import { fakeBrowser } from "./fake-browser.mjs";
import { suspiciousReport } from "./reports.mjs";

const HOST = "news.example";
const url = `https://${HOST}/story`;
const pattern = `*://${HOST}/*`;
const copy = { html: "<p>text", elements: 1, hosts: [], hidden: [] };
const checked = { report: suspiciousReport(), detectors: [], looked: [] };

/** @type {ReturnType<typeof fakeBrowser>} */
let fake;
/** What the page was asked. @type {any[]} */
let asked;

/** @param {Partial<Parameters<typeof fakeBrowser>[0]>} [more] */
function browser(more = {}) {
  asked = [];
  fake = fakeBrowser({
    url,
    script: (message) => {
      asked.push(message);
      return { ok: true, value: message.type === "check" ? { kind: "copied", page: copy, url } : null };
    },
    offscreen: () => ({ ok: true, value: checked }),
    ...more,
  });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
  useBrowserMessages();
}
beforeEach(() => browser());

const chosen = async () => {
  const { automatic, sites, paused } = await loadSettings();
  return { automatic, sites, paused };
};
const matches = () => fake.scripts.flatMap((script) => script.matches);

// ---- choosing ------------------------------------------------------------------------------------------------------------

test("a site is chosen by the browser's own question, and what is registered follows", async () => {
  assert.equal(await allowSite(HOST), true);
  await syncScripts();
  assert.deepEqual(await chosen(), { automatic: "sites", sites: [HOST], paused: [] });
  assert.deepEqual(matches(), [pattern]);
  assert.deepEqual(fake.scripts[0].js, ["content/auto.js"]);
  assert.equal("wish:page" in fake.session, false);
});

test("a reader who says no has chosen nothing, and no later permission for the host is taken for a yes", async () => {
  browser({ asks: false });
  assert.equal(await allowSite(HOST), false);
  fake.origins.add(pattern); // for a feed, say
  await siteCame();
  assert.deepEqual(await chosen(), { automatic: "off", sites: [], paused: [] });
  assert.deepEqual(matches(), []);
});

test("where the popup is closed by the question, the background takes the wish up", async () => {
  fake.chrome.permissions.request = () => new Promise(() => {});
  allowSite(HOST);
  await new Promise(setImmediate);
  await siteCame();
  assert.deepEqual((await chosen()).sites, [], "nothing is allowed yet");
  fake.origins.add(pattern);
  await siteCame();
  assert.deepEqual((await chosen()).sites, [HOST]);
});

test("what is no host cannot be chosen", async () => {
  for (const host of ["*", "", "a;b", "a/b"]) assert.equal(await allowSite(host), false);
  assert.equal(fake.origins.size, 0);
});

test("a permission alone checks nothing, and neither does a choice without it", async () => {
  fake.origins.add(pattern);
  assert.equal(await automaticOn(await loadSettings(), url), "off");
  fake.origins.clear();
  fake.local["settings"] = { automatic: "sites", sites: [HOST] };
  assert.equal(await automaticOn(await loadSettings(), url), "off");
  await syncScripts();
  assert.deepEqual(matches(), []);
});

test("everywhere means every host, but not those that rest; and ends with the sites that were chosen before", async () => {
  await allowSite(HOST);
  await allowEverywhere();
  await pauseSite("quiet.example", true);
  await syncScripts();
  assert.deepEqual(fake.scripts.map(({ matches, excludeMatches }) => ({ matches, excludeMatches })), [{ matches: ["*://*/*"], excludeMatches: ["*://quiet.example/*"] }]);
  assert.deepEqual(
    await Promise.all([url, "https://quiet.example/x", "https://quiet.example.org/", "about:blank"].map(async (one) => automaticOn(await loadSettings(), one))),
    ["on", "paused", "on", "off"],
  );
  await forgetEverywhere();
  await syncScripts();
  assert.deepEqual(matches(), [pattern]);
  assert.deepEqual([...fake.origins], [pattern]);
});

test("a host is given back when it is no longer chosen, unless a source needs it", async () => {
  await allowSite(HOST);
  await forgetSite(HOST);
  assert.deepEqual(await chosen(), { automatic: "off", sites: [], paused: [] });
  assert.equal(fake.origins.size, 0);
  fake.local["sources"] = { feeds: [{ url: `https://${HOST}/feed`, name: "" }] };
  await allowSite(HOST);
  assert.deepEqual(await hostsInUse(), [HOST]);
  await forgetSite(HOST);
  assert.deepEqual([...fake.origins], [pattern]);
});

test("what is taken away in the browser is no longer chosen", async () => {
  await allowSite(HOST);
  await allowSite("b.example");
  await syncScripts();
  fake.origins.delete(pattern);
  await siteGone();
  assert.deepEqual(await chosen(), { automatic: "sites", sites: ["b.example"], paused: [] });
  assert.deepEqual(matches(), ["*://b.example/*"]);
});

test("turned off, nothing is registered and no host is kept", async () => {
  await allowSite(HOST);
  await allowEverywhere();
  await turnOff();
  await syncScripts();
  assert.deepEqual(await chosen(), { automatic: "off", sites: [], paused: [] });
  assert.deepEqual([matches(), fake.origins.size], [[], 0]);
});

// ---- checking ------------------------------------------------------------------------------------------------------------

test("a page that is seen is copied, and one engine outside of it stays for the next", async () => {
  await allowSite(HOST);
  assert.equal(await articleCame(1), "checked");
  assert.equal(asked.find(({ type }) => type === "check").elsewhere, true);
  assert.deepEqual([fake.session["tab:1"].phase, fake.session["tab:1"].automatic, fake.session["tab:1"].route], ["done", true, "extension"]);
  assert.ok(!fake.log.includes("offscreen closes"), "it closes itself");
  assert.notEqual(fake.label.text, "");
});

test("a page that was checked is not checked again, whoever asks", async () => {
  await allowSite(HOST);
  await articleCame(1);
  const { run } = fake.session["tab:1"];
  assert.equal(await articleCame(1), "checked");
  assert.equal(fake.session["tab:1"].run, run);
});

test("a page of a host that was not chosen gets nothing by asking", async () => {
  fake.origins.add(pattern);
  assert.equal(await articleCame(1), "rest");
  assert.deepEqual([asked, fake.session], [[], {}]);
});

test("a tab that rests, a host that rests, and a page that is fine are left alone", async () => {
  await allowSite(HOST);
  await pauseTab(1, true);
  assert.equal(await articleCame(1), "rest");
  await pauseTab(1, false);
  await pauseSite(HOST, true);
  assert.equal(await articleCame(1), "rest");
  await pauseSite(HOST, false);
  assert.equal(await articleCame(1), "checked");
  await pageIsFine(1, true);
  assert.equal(fake.session["tab:1"].fine, true);
  assert.deepEqual([fake.label.text, fake.label.title], ["", "title_fine"]);
  delete fake.session["tab:1"]; // loaded anew
  assert.equal(await articleCame(1), "rest");
});

test("a tab that is not seen is told to ask later", async () => {
  await allowSite(HOST);
  assert.equal(await articleCame(2), "later");
  assert.deepEqual(asked, []);
});

test("one page is checked at a time, and what is no longer seen when its turn comes, later", async () => {
  await allowSite(HOST);
  /** @type {number[]} */
  const order = [];
  let atOnce = 0;
  let most = 0;
  fake.chrome.tabs.sendMessage = async (tab, { type }) => {
    if (type === "check") {
      order.push(tab);
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve));
      atOnce -= 1;
    }
    return { ok: true, value: type === "check" ? { kind: "unsupported", page: "pdf" } : null };
  };
  const answers = [1, 2, 3].map((tab) => articleCame(tab));
  fake.shown.push(3);
  assert.deepEqual(await Promise.all(answers), ["checked", "later", "checked"]);
  assert.deepEqual([order, most], [[1, 3], 1]);
});

test("a check that fails says nothing to anybody", async () => {
  browser({ offscreen: () => ({ ok: false, code: "engine", detail: "trap" }) });
  await allowSite(HOST);
  assert.equal(await articleCame(1), "checked");
  assert.equal(fake.session["tab:1"].phase, "failed");
  assert.equal(fake.label.text, "");
});
