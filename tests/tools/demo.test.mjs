/** The demo without a browser: what its build adds, its links, and whose answer counts. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { languages, reached, releaseOf } from "../../tools/demo.mjs";
import { latest } from "../../www/latest.js";
import { MOST, isPacked, pack, unpack } from "../../www/share.js";

const article = readFileSync("www/samples/garbled.txt", "utf8");

test("a text comes out of a link as it went in", async () => {
  for (const text of [article, "“Ćwierć” – 日本語 🎈 \u0000 </script><b>", "a"]) {
    const fragment = await pack({ text });
    assert.match(fragment, /^v1=[\w-]+$/);
    assert.ok(isPacked(fragment));
    assert.deepEqual(await unpack(fragment), { text });
  }
  const pair = { copy: article, original: "Another text." };
  assert.deepEqual(await unpack(await pack(pair)), pair);
});

test("an article of the usual length fits a link", async () => {
  assert.ok((await pack({ text: article })).length < 2_000);
});

/** @param {string | Buffer} content */
const link = (content) => `v1=${deflateRawSync(content).toString("base64url")}`;

test("a link that is damaged, foreign or too much is nothing, whatever it holds", async () => {
  const nothing = [
    "", "v1=", "v1=%%%", "v1=AAAA", "v2=AAAA", "check", `${(await pack({ text: article })).slice(0, -9)}`,
    link("no JSON"), link("null"), link("[]"), link('"text"'), link("{}"), link('{"text":1}'), link('{"text":{"length":1}}'), link('{"copy":"a"}'),
    link('{"copy":"a","original":["b"]}'), link(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
    `v1=${"A".repeat(MOST)}`,
  ];
  for (const fragment of nothing) {
    assert.equal(await unpack(fragment), null, fragment.slice(0, 40));
  }
});

test("a link that would unfold to a gigabyte ends early", async () => {
  const bomb = link(Buffer.concat([Buffer.from('{"text":"'), Buffer.alloc(11_000_000, 0x20), Buffer.from('"}')]));
  assert.ok(bomb.length < MOST, "it is short enough to be read at all");
  assert.equal(await unpack(bomb), null);
});

test("only what it was asked of a link comes out of it", async () => {
  const shared = await unpack(link('{"text":"a","__proto__":{"x":1},"html":"<b>"}'));
  assert.deepEqual(shared, { text: "a" });
});

test("of the questions that wait only the last is asked, and an answer that came too late is dropped", async () => {
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const open = [];
  const ask = latest(
    (/** @type {string} */ question) => new Promise((answer) => {
      asked.push(question);
      open.push(() => answer(`answer to ${question}`));
    }),
    (answer) => shown.push(String(answer)),
  );
  const done = ask("one");
  ask("two");
  ask("three");
  assert.deepEqual(asked, ["one"], "one at a time");
  open.shift()?.();
  await new Promise(setImmediate);
  assert.deepEqual([asked, shown], [["one", "three"], []], "the answer to the first is nobody's, the second was never asked");
  open.shift()?.();
  await done;
  assert.deepEqual(shown, ["answer to three"]);
  const again = ask("four");
  open.shift()?.();
  await again;
  assert.deepEqual(shown.at(-1), "answer to four");
});

test("a question that failed, at once or later, leaves the way free for the next, and so does one that ended just now", async () => {
  /** @type {string[]} */
  const shown = [];
  const ask = latest(
    (/** @type {string} */ question) => {
      if (question === "at once") {
        throw new Error(question);
      }
      return question === "later" ? Promise.reject(new Error(question)) : Promise.resolve(question);
    },
    (answer) => shown.push(answer),
  );
  await assert.rejects(ask("at once"), /at once/);
  await assert.rejects(ask("later"), /later/);
  await ask("one").then(() => ask("two"));
  /** @type {Promise<void> | undefined} */
  let last;
  const chained = latest(
    (/** @type {string} */ question) => Promise.resolve(question),
    (answer) => {
      shown.push(answer);
      if (answer === "three") {
        queueMicrotask(() => {
          last = chained("four");
        });
      }
    },
  );
  await chained("three");
  await last;
  assert.deepEqual(shown, ["one", "two", "three", "four"]);
});

test("the files that a page needs are found by what they name", () => {
  /** @type {Record<string, string>} */
  const files = {
    "index.html": '<script src="a.js"></script><link href="lib/x.css">',
    "a.js": 'import { b } from "./lib/b.js";\n// from "./lib/comment.js"\nnew Worker(new URL("w.js", import.meta.url)); const LATER = ["lib/later.js"];',
    "w.js": "export * from './lib/b.js'; await import(\"./lib/lazy.js\");",
    "lib/b.js": 'import "../a.js";', "lib/x.css": "", "lib/later.js": "", "lib/lazy.js": "", "lib/comment.js": "", "lib/unused.js": "",
  };
  const found = reached(["index.html"], (path) => files[path] ?? null);
  assert.deepEqual([...found].sort(), ["a.js", "index.html", "lib/b.js", "lib/later.js", "lib/lazy.js", "lib/x.css", "w.js"]);
});

test("languages are named by themselves, English first", () => {
  assert.deepEqual(languages(["ar", "en", "pt_BR"]).map(({ tag }) => tag), ["en", "ar", "pt-BR"]);
  assert.equal(languages(["de"])[0]?.name, "Deutsch");
});

test("a release has its name from every byte of every file, and from nothing else", () => {
  const files = [["a.js", "1"], ["b/c.txt", "2"]].map(([path = "", text = ""]) => /** @type {[string, Buffer]} */ ([path, Buffer.from(text)]));
  const one = releaseOf(new Map(files));
  assert.equal(one.name, releaseOf(new Map(files.toReversed())).name);
  assert.notEqual(one.name, releaseOf(new Map([["a.js", Buffer.from("1")], ["b/c.txt", Buffer.from("3")]])).name);
  assert.equal(one.files["a.js"], `sha256-${createHash("sha256").update("1").digest("base64")}`);
});

test("the built demo holds every file of its release as the release says, and no other", () => {
  const folder = "dist/www";
  const [, json = ""] = /^const RELEASE = (\{[^]*?\n\});\n/.exec(readFileSync(`${folder}/offline.js`, "utf8")) ?? [];
  const { name, files } = JSON.parse(json);
  const there = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .filter((path) => path !== "offline.js");
  assert.deepEqual(Object.keys(files).sort(), there.sort());
  assert.equal(releaseOf(new Map(there.map((path) => [path, readFileSync(`${folder}/${path}`)]))).name, name);
});

test("built in another folder, at another time, in another zone, it is the same to the byte", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "ungarble-again-")), "of another name");
  mkdirSync(folder);
  for (const part of ["extension", "www", "tools", "pkg", "LICENSE-MIT", "package.json"]) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const build = `umask 077; ${JSON.stringify(process.execPath)} tools/assemble.mjs www`;
  execFileSync("sh", ["-c", build], { cwd: folder, env: { ...process.env, TZ: "Asia/Kathmandu", LC_ALL: "C" } });
  const released = (/** @type {string} */ path) => readFileSync(join(path, "dist/www/offline.js"), "utf8");
  assert.equal(released(folder), released("."));
  rmSync(dirname(folder), { recursive: true });
});

test("the demo takes of the extension what it uses, and everything that it names is there", () => {
  for (const stranger of ["lib/gate.js", "lib/feeds", "lib/fetch.js", "lib/messages.js", "pkg/ungarble.classic.js", "icons/16.png"]) {
    assert.ok(!existsSync(`dist/www/${stranger}`), stranger);
  }
  for (const path of readdirSync("dist/www", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"))) {
    for (const [, name = ""] of readFileSync(`dist/www/${path}`, "utf8").matchAll(/\bfrom ["'](\.[^"']+)["']/g)) {
      assert.ok(existsSync(new URL(name, new URL(`../../dist/www/${path}`, import.meta.url))), `${path} imports ${name}`);
    }
  }
});

test("sentences of the demo alone are used by the demo alone", () => {
  const own = /["'`](?:demo|sample|catalogue)_/;
  for (const path of readdirSync("extension", { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:js|html)$/.test(name))) {
    assert.doesNotMatch(readFileSync(`extension/${path}`, "utf8"), own, path);
  }
});
