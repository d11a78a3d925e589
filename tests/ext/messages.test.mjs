import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answerAs, askBackground, askContent, Failure } from "../../extension/lib/messages.js";
import { fakeBrowser } from "./fake-browser.mjs";

const page = { id: "own", url: "chrome-extension://own/popup/popup.html" };
/** @type {ReturnType<typeof fakeBrowser>} */
let fake;

beforeEach(() => {
  fake = fakeBrowser({ url: "https://news.example/" });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
  answerAs("background", {
    check: async ({ tabId }) => `checked ${tabId}`,
    fail: async () => {
      throw new Failure("too-large", "9 GB");
    },
    break: () => {
      throw new TypeError("oops");
    },
  });
});

/** What the receiver answers; "silence" where it leaves the message to others. */
function tell(message, sender = page) {
  return new Promise((resolve) => {
    if (fake.listeners[0]?.(message, sender, resolve) !== true) {
      resolve("silence");
    }
  });
}

test("a question is answered with its value", async () => {
  assert.deepEqual(await tell({ to: "background", type: "check", tabId: 7 }), { ok: true, value: "checked 7" });
});

test("a failure is answered with its code, an accident with `internal`", async () => {
  assert.deepEqual(await tell({ to: "background", type: "fail" }), { ok: false, code: "too-large", detail: "9 GB" });
  assert.deepEqual(await tell({ to: "background", type: "break" }), { ok: false, code: "internal", detail: "oops" });
});

test("what is unknown or meant for others is not answered", async () => {
  for (const message of [
    null, 5, "check", {}, { type: "check" }, { to: "content", type: "check" }, { to: "background", type: "unknown" },
    { to: "background", type: "toString" }, { to: "background", type: "__proto__" }, { to: "background", type: 5 },
  ]) {
    assert.equal(await tell(message), "silence", JSON.stringify(message));
  }
});

test("only pages and the worker of the extension are answered", async () => {
  const ask = { to: "background", type: "check", tabId: 1 };
  assert.equal(await tell(ask, { id: "other", url: page.url }), "silence");
  assert.equal(await tell(ask, { id: "own", url: "https://news.example/", tab: { id: 1 } }), "silence", "a content script");
  assert.equal(await tell(ask, { id: "own", url: "chrome-extension://ownx/popup.html" }), "silence");
  assert.notEqual(await tell(ask, { id: "own" }), "silence", "the worker has no address");
});

test("nobody there is an answer, not a rejection", async () => {
  assert.equal((await askBackground("check", { tabId: 1, anyway: false })).ok, false);
  const answer = await askContent(1, "clear", {});
  assert.deepEqual([answer.ok, answer.ok || answer.code], [false, "page-gone"]);
});

test("an answer that is none counts as nobody there", async () => {
  for (const nonsense of [undefined, null, 5, {}]) {
    fake.chrome.tabs.sendMessage = async () => nonsense;
    const answer = await askContent(1, "clear", {});
    assert.deepEqual([answer.ok, answer.ok || answer.code], [false, "page-gone"]);
  }
});
