import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { exportFine, forgetFine, forgetPrivate, importFine, isFinePage, loadFine, markName, markPage, readFine } from "../../extension/lib/fine.js";
import { anything } from "./anything.mjs";
import { fakeBrowser } from "./fake-browser.mjs";

const url = "https://news.example/a-story?id=1";
/** @type {ReturnType<typeof fakeBrowser>} */
let fake;
beforeEach(() => {
  fake = fakeBrowser({ url });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
});

const isFine = async (address, incognito = false) => isFinePage(await loadFine(incognito), address);

test("a page that was called fine is known again, at any place in it, until that is taken back", async () => {
  assert.equal(await isFine(url), false);
  await markPage(url, true);
  await markPage(url, true);
  assert.equal(await isFine(url), true);
  assert.equal(await isFine(`${url}#comments`), true);
  assert.equal(await isFine("https://news.example/a-story?id=2"), false);
  assert.equal((await exportFine()).pages.length, 1);
  await markPage(`${url}#end`, false);
  assert.equal(await isFine(url), false);
});

test("the store does not tell which page it was, and another installation's does not tell that it was the same", async () => {
  await markPage(url, true);
  const stored = JSON.stringify(fake.local);
  assert.doesNotMatch(stored, /news|story/);
  const [first] = (await exportFine()).pages;
  await forgetFine();
  await markPage(url, true);
  assert.notEqual((await exportFine()).pages[0], first);
});

test("a name is right in each of its forms, and can be taken back", async () => {
  await markName(["Kaja  Karas ", "Karasu"], true);
  await markName("Karasu", true);
  assert.deepEqual((await loadFine()).names, ["Kaja Karas", "Karasu"]);
  await markName("Kaja Karas", false);
  assert.deepEqual((await loadFine()).names, ["Karasu"]);
  await markName(["", "x".repeat(101)], true);
  assert.deepEqual((await loadFine()).names, ["Karasu"]);
});

test("of a private window nothing comes to the disk or into other windows, and it goes with the last of them", async () => {
  await markName("Kallas", true);
  await markPage(url, true, true);
  await markName("Karasu", true, true);
  assert.deepEqual(Object.keys(fake.local), ["fine"]);
  assert.deepEqual(fake.local["fine"], { salt: "", pages: [], names: ["Kallas"] });
  assert.deepEqual([await isFine(url), await isFine(url, true)], [false, true]);
  assert.deepEqual([(await loadFine()).names, (await loadFine(true)).names], [["Kallas"], ["Kallas", "Karasu"]]);
  await forgetPrivate();
  assert.equal(await isFine(url, true), false);
  assert.deepEqual(fake.session, {});
});

test("what was called fine elsewhere can be taken back in a private window", async () => {
  await markPage(url, true);
  await markName("Karasu", true);
  await markPage(url, false, true);
  await markName("Karasu", false, true);
  assert.equal(await isFine(url, true), false);
  assert.deepEqual((await loadFine(true)).names, []);
});

test("pages that are no addresses of anything are not called fine", async () => {
  for (const address of ["", "about:blank", "chrome://settings/", "data:text/html,x"]) {
    await markPage(address, true);
    assert.equal(await isFine(address), false, address);
  }
});

test("the oldest go first", async () => {
  const names = Array.from({ length: 600 }, (_, n) => `Name ${n}`);
  await markName(names, true);
  const kept = (await loadFine()).names;
  assert.deepEqual([kept.length, kept[0], kept.at(-1)], [500, "Name 100", "Name 599"]);
});

test("a damaged store is read as far as it makes sense", async () => {
  for (const value of anything(["salt", "pages", "names"])) {
    const read = readFine(value);
    assert.deepEqual(readFine(read), read);
    fake.local["fine"] = value;
    assert.equal(await isFine(url), false);
  }
  fake.chrome.storage.local.get = () => Promise.reject(new Error("corrupt"));
  assert.deepEqual((await loadFine()).names, []);
});

test("it can be taken along", async () => {
  await markPage(url, true);
  await markName("Karasu", true);
  const file = JSON.parse(JSON.stringify(await exportFine()));
  await forgetFine();
  await importFine(file);
  assert.equal(await isFine(url), true);
  assert.deepEqual((await loadFine()).names, ["Karasu"]);
});

test("marks made at the same time are all kept", async () => {
  await Promise.all([markPage(url, true), markName("A B", true), markPage(`${url}&x`, true), markName("C D", true)]);
  const { pages, names } = await exportFine();
  assert.deepEqual([pages.length, names.length], [2, 2]);
});
