import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { checkTab, pageGone, renewTab, tabMoved, tabSame } from "../../extension/background/check.js";
import { useBrowserMessages } from "../../extension/lib/i18n.js";
import { dropOther } from "../../extension/lib/last.js";
import { fakeBrowser } from "./fake-browser.mjs";
import { emptyReport, suspiciousReport } from "./reports.mjs";

const url = "https://news.example/story";
const copy = { html: "<p>text", elements: 1, hosts: [], hidden: [] };
const checked = (report) => ({ ok: true, value: { kind: "checked", url, fingerprint: null, checked: { report, detectors: [], looked: [] } } });

/** Puts a browser in place. */
function browser(page) {
  const fake = fakeBrowser({ url, ...page });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
  useBrowserMessages();
  return fake;
}

beforeEach(() => mock.timers.reset());

test("a script that is there answers, and the record and the button tell", async () => {
  const { session, label, log } = browser({ script: () => checked(suspiciousReport()) });
  await checkTab(1, false);
  assert.equal(session["tab:1"].phase, "done");
  assert.equal(session["tab:1"].route, "content");
  assert.deepEqual(log, ["content: check"], "nothing was injected again");
  assert.equal(label.text, String(suspiciousReport().evidence.length));
  assert.match(label.title, /^title_suspicious_other/);
});

test("where no script is, it is injected and asked again", async () => {
  const { session, log, label } = browser({ injected: () => checked(emptyReport()) });
  await checkTab(1, false);
  assert.deepEqual(log, ["content: check", "inject", "content: check"]);
  assert.equal(session["tab:1"].phase, "done");
  assert.equal(label.text, "", "no number on the button without a suspicion");
});

test("the wish to judge it anyway and the settings reach the page", async () => {
  const asked = [];
  const { chrome } = browser({
    script: (message) => {
      asked.push(message);
      return checked(emptyReport());
    },
  });
  await chrome.storage.local.set({ settings: { without: ["glued-words", "style"], nursery: true, sensitivity: "keen" }, fine: { names: ["Karasu"] } });
  await checkTab(1, true);
  assert.equal(asked[0].anyway, true);
  assert.deepEqual(asked[0].options, { url, nursery: true, without: ["glued-words", "style"], sensitivity: "keen", accepted: ["Karasu"] });
});

test("a page whose policy forbids the engine is checked in an extension page, which is closed again", async () => {
  const { session, log } = browser({
    injected: () => ({ ok: true, value: { kind: "copied", page: copy, url } }),
    offscreen: ({ page, options }) => {
      assert.deepEqual([page, options.url], [copy, url]);
      return { ok: true, value: { report: suspiciousReport(), detectors: [], looked: [] } };
    },
  });
  await checkTab(1, false);
  assert.deepEqual(log, ["content: check", "inject", "content: check", "offscreen opens", "offscreen: check-copy", "offscreen closes", "content: keep"]);
  assert.equal(session["tab:1"].route, "extension");
});

test("the extension page is closed after a failure too", async () => {
  const { session, log } = browser({
    injected: () => ({ ok: true, value: { kind: "copied", page: copy, url } }),
    offscreen: () => ({ ok: false, code: "engine", detail: "trap" }),
  });
  await checkTab(1, false);
  assert.equal(log.at(-1), "offscreen closes");
  assert.equal(session["tab:1"].code, "engine");
});

test("two checks at once share one extension page", async () => {
  const { session, log } = browser({
    injected: () => ({ ok: true, value: { kind: "copied", page: copy, url } }),
    offscreen: async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return { ok: true, value: { report: suspiciousReport(), detectors: [], looked: [] } };
    },
  });
  await Promise.all([checkTab(1, false), checkTab(2, false)]);
  assert.deepEqual(log.filter((line) => line.startsWith("offscreen ")), ["offscreen opens", "offscreen closes"]);
  assert.deepEqual([session["tab:1"].phase, session["tab:2"].phase], ["done", "done"]);
});

test("a page of the browser is not even tried", async () => {
  const { session, log } = browser({ url: "chrome://settings/" });
  await checkTab(1, false);
  assert.deepEqual([session["tab:1"].phase, session["tab:1"].page], ["unsupported", "browser"]);
  assert.deepEqual(log, []);
});

test("a refusal for what the page is, is told apart from one for want of permission", async () => {
  const store = browser({ refusal: "The extensions gallery cannot be scripted." });
  await checkTab(1, false);
  assert.equal(store.session["tab:1"].page, "store");
  const moved = browser({ refusal: "Missing host permission for the tab" });
  await checkTab(1, false);
  assert.deepEqual([moved.session["tab:1"].phase, moved.session["tab:1"].code], ["failed", "no-access"]);
});

test("a PDF is told by the script", async () => {
  const { session } = browser({ injected: () => ({ ok: true, value: { kind: "unsupported", page: "pdf" } }) });
  await checkTab(1, false);
  assert.deepEqual([session["tab:1"].phase, session["tab:1"].page], ["unsupported", "pdf"]);
});

test("an engine that stops is a failure with its cause", async () => {
  const { session, label } = browser({ script: () => ({ ok: false, code: "engine", detail: "unreachable" }) });
  await checkTab(1, false);
  assert.deepEqual([session["tab:1"].phase, session["tab:1"].code, session["tab:1"].detail], ["failed", "engine", "unreachable"]);
  assert.equal(label.text, "");
});

test("the answer of a page that is gone is dropped", async () => {
  const fake = browser({
    script: () => {
      delete fake.session["tab:1"]; // navigation
      return checked(suspiciousReport());
    },
  });
  await checkTab(1, false);
  assert.equal(fake.session["tab:1"], undefined);
  assert.equal(fake.label.text, "");
});

test("of two checks of one tab the later one counts", async () => {
  let answerFirst = (/** @type {unknown} */ _value) => {};
  let count = 0;
  const { session } = browser({
    script: () => {
      count += 1;
      return count === 1 ? new Promise((resolve) => (answerFirst = resolve)) : checked(suspiciousReport());
    },
  });
  const first = checkTab(1, false);
  await new Promise((resolve) => setTimeout(resolve));
  await checkTab(1, false);
  answerFirst(checked(emptyReport()));
  await first;
  assert.equal(session["tab:1"].report.verdict, "likely-garbled");
});

test("a page that never answers ends as a timeout", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { session, log } = browser({ script: () => new Promise(() => {}) });
  const check = checkTab(1, false);
  while (log.length === 0) {
    await Promise.resolve();
  }
  mock.timers.tick(15_000);
  await check;
  assert.deepEqual([session["tab:1"].phase, session["tab:1"].code], ["failed", "timeout"]);
});

test("while it runs, the record says so", async () => {
  const fake = browser({
    script: () => {
      assert.equal(fake.session["tab:1"].phase, "scanning");
      assert.equal(fake.session["tab:1"].url, url);
      return checked(emptyReport());
    },
  });
  await checkTab(1, false);
  assert.equal(fake.session["tab:1"].phase, "done");
});

// ---- pages that change by themselves -------------------------------------------------------------------------------

test("a page that nobody asked about is not checked, whatever it tells", async () => {
  const { session, log } = browser({ script: () => checked(suspiciousReport()) });
  await renewTab(1);
  await tabMoved(1);
  assert.deepEqual([log, session], [[], {}]);
});

test("another address takes the result back at once, and the new text brings its own", async () => {
  let report = suspiciousReport();
  const { session, label } = browser({ script: (message) => (message.type === "check" ? checked(report) : { ok: true, value: { on: false } }) });
  await checkTab(1, false);
  const { run } = session["tab:1"];
  await tabMoved(1);
  assert.equal(session["tab:1"].phase, "stale");
  assert.notEqual(session["tab:1"].run, run, "a check that is under way has no say any more");
  assert.equal(label.text, "");
  report = emptyReport();
  await renewTab(1);
  assert.deepEqual([session["tab:1"].phase, session["tab:1"].report.verdict], ["done", "no-signs"]);
});

test("while a renewed check runs, the result before stays; what was judged anyway is judged anyway again", async () => {
  const asked = [];
  const { session } = browser({
    script: (message) => {
      if (message.type === "check") asked.push([message.anyway, message.again, session["tab:1"].phase]);
      return message.type === "check" ? checked(emptyReport()) : { ok: true, value: { on: false } };
    },
  });
  await checkTab(1, true);
  await renewTab(1);
  assert.deepEqual(asked, [[true, false, "scanning"], [true, true, "done"]]);
});

test("a renewed check that fails leaves nothing that is out of date, and injects nothing", async () => {
  let there = true;
  const { session, log } = browser({ script: () => (there ? checked(suspiciousReport()) : Promise.reject(new Error("no receiver"))) });
  await checkTab(1, false);
  there = false;
  await renewTab(1);
  assert.equal(session["tab:1"].phase, "stale");
  assert.ok(!log.includes("inject"));
});

test("signs that are painted make room for those of the new report", async () => {
  const painted = [];
  const { chrome } = browser({
    script: (message) => {
      if (message.type === "check") return checked(message.again ? emptyReport() : suspiciousReport());
      painted.push(message.type);
      return { ok: true, value: { on: true } };
    },
  });
  assert.ok(chrome);
  await checkTab(1, false);
  assert.deepEqual(painted, []);
  await renewTab(1);
  assert.deepEqual(painted, ["painted", "clear"], "the new text has no signs");
});

test("a page is gone when its script no longer answers, not when it only has another address", async () => {
  let there = true;
  browser({ script: () => (there ? checked(emptyReport()) : Promise.reject(new Error("no receiver"))) });
  await checkTab(1, false);
  assert.equal(await pageGone(1, true), false);
  there = false;
  assert.equal(await pageGone(1, false), true);
});

test("a check that has just begun is not ended by the page coming to rest, but by another page loading", async () => {
  const { session } = browser({});
  session["tab:1"] = { phase: "scanning", run: "r", url, startedAt: 0 };
  assert.deepEqual([await pageGone(1, false), await pageGone(1, true)], [false, true]);
});

test("the same text under another address has its result back, and no check was made", async () => {
  const { session, log, label, chrome } = browser({ script: () => checked(suspiciousReport()) });
  await checkTab(1, false);
  const before = session["tab:1"];
  await tabMoved(1);
  await tabMoved(1);
  chrome.tabs.get = async () => ({ id: 1, url: `${url}?page=2` });
  await tabSame(1);
  assert.deepEqual(session["tab:1"], { ...before, url: `${url}?page=2` });
  assert.notEqual(label.text, "");
  assert.deepEqual(log, ["content: check"]);
});

// ---- pages that are loaded anew ------------------------------------------------------------------------------------

/** A tab whose page is loaded again and again, and has the text that the test gives it. */
function reloading() {
  const page = { text: "1 2", route: /** @type {"checked" | "copied"} */ ("checked"), checks: 0 };
  const found = { report: suspiciousReport(), detectors: [], looked: [] };
  const count = () => ((page.checks += 1), found);
  const fake = browser({
    script: (message) => {
      if (message.type !== "check") return { ok: true, value: null };
      const { text: fingerprint } = page;
      if (message.known !== null && message.known === fingerprint) return { ok: true, value: { kind: "known", url } };
      return { ok: true, value: page.route === "copied" ? { kind: "copied", page: copy, url, fingerprint } : { kind: "checked", url, fingerprint, checked: count() } };
    },
    offscreen: () => ({ ok: true, value: count() }),
  });
  const load = async (/** @type {string | undefined} */ address) => {
    await dropOther(1, address);
    delete fake.session["tab:1"];
  };
  return { ...fake, page, load };
}

for (const route of /** @type {const} */ (["checked", "copied"])) {
  test(`a page that is loaded anew with the same text is not checked a second time (${route})`, async () => {
    const { page, session, load, label, log } = reloading();
    page.route = route;
    await checkTab(1, false, true);
    const { run: _, at: __, ...before } = session["tab:1"];
    await load(url);
    label.text = "";
    await checkTab(1, false, true);
    const { run: ___, at: ____, ...after } = session["tab:1"];
    assert.deepEqual(after, before);
    assert.notEqual(label.text, "");
    assert.equal(page.checks, 1);
    assert.equal(log.at(-1), "content: keep", "the page has the answer, too");
  });
}

test("another text, another wish or another address between is checked", async () => {
  const { page, chrome, load } = reloading();
  const again = async () => {
    const before = page.checks;
    await checkTab(1, false, true);
    return page.checks - before;
  };
  assert.deepEqual([await again(), await again()], [1, 0]);
  page.text = "3 4";
  assert.equal(await again(), 1);
  await chrome.storage.local.set({ settings: { without: ["glued-words"] } });
  assert.deepEqual([await again(), await again()], [1, 0]);
  await load(`${url}#comments`);
  assert.equal(await again(), 0, "a place in the same page");
  await load("https://news.example/other");
  assert.equal(await again(), 1);
  await load(undefined);
  assert.equal(await again(), 1, "a page that the extension may not see");
});

test("a change of the page by itself is always read", async () => {
  const { page } = reloading();
  await checkTab(1, false);
  await renewTab(1);
  assert.equal(page.checks, 2);
});

test("what is kept of a page that was left during its check is dropped", async () => {
  const { session, chrome, page } = reloading();
  page.route = "copied";
  const { sendMessage } = chrome.runtime;
  chrome.runtime.sendMessage = (message) => {
    delete session["tab:1"];
    chrome.tabs.get = async () => ({ id: 1, url: "https://news.example/other", incognito: false });
    return sendMessage(message);
  };
  await checkTab(1, false, true);
  assert.deepEqual(session, {});
});
