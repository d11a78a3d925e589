/** What is shipped: the zips, the manifests, and the rules for shipped pages. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";
import yauzl from "yauzl";
import { manifestFor } from "../../tools/assemble.mjs";
import { breachesIn } from "../../tools/check.mjs";
import { withoutComments } from "../../tools/comments.mjs";
import { zip } from "../../tools/zip.mjs";

const manifest = JSON.parse(readFileSync("extension/manifest.json", "utf8"));

/** Permissions that no browser warns of. */
const QUIET = ["activeTab", "alarms", "contextMenus", "offscreen", "scripting", "sidePanel", "storage"];

/** Contents by path, read by a library that is not ours. @param {Buffer} bytes @returns {Promise<Map<string, Buffer>>} */
async function unzip(bytes) {
  // The types that another package brings are those of an older version.
  const { fromBufferPromise } = /** @type {any} */ (yauzl);
  const archive = await fromBufferPromise(bytes, { validateEntrySizes: true });
  const files = new Map();
  for await (const entry of archive.eachEntry()) {
    const chunks = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      chunks.push(chunk);
    }
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}

test("a zip holds what was put in", async () => {
  const files = new Map([
    ["b/empty", Buffer.alloc(0)],
    ["a.txt", Buffer.from("text ".repeat(1000))],
    ["é.bin", Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))],
  ]);
  const unpacked = await unzip(await zip(files));
  assert.deepEqual([...unpacked.keys()], ["a.txt", "b/empty", "é.bin"]);
  for (const [path, content] of files) {
    assert.ok(content.equals(unpacked.get(path) ?? Buffer.from("absent")), path);
  }
});

test("a zip depends on its contents alone", async () => {
  const entries = [["one", Buffer.from("1")], ["two", Buffer.from("2")]];
  const digest = async (/** @type {any} */ list) =>
    createHash("sha256").update(await zip(new Map(list))).digest("hex");
  assert.equal(await digest(entries), await digest(entries.toReversed()));
  assert.notEqual(await digest(entries), await digest([entries[0]]));
});

for (const browser of ["chromium", "firefox"]) {
  test(`the zip for ${browser} is its folder`, async () => {
    const files = await unzip(readFileSync(`dist/ungarble-${browser}-${manifest.version}.zip`));
    assert.ok(files.size > 10);
    for (const [path, content] of files) {
      assert.ok(content.equals(readFileSync(`dist/${browser}/${path}`)), path);
    }
  });

  test(`every file that the manifest for ${browser} names is there`, () => {
    const text = readFileSync(`dist/${browser}/manifest.json`, "utf8");
    const paths = [...text.matchAll(/"([\w./-]+\.(?:js|html|css|png|svg|wasm))"/g)].map((match) => match[1]);
    assert.ok(paths.length > 5);
    for (const path of paths) {
      assert.ok(existsSync(`dist/${browser}/${path}`), path);
    }
  });

  test(`the manifest for ${browser} asks for nothing that warrants a warning`, () => {
    const ours = manifestFor(manifest, browser);
    assert.deepEqual(ours.permissions.filter((/** @type {string} */ name) => !QUIET.includes(name)), []);
    assert.equal(ours.host_permissions, undefined);
    assert.equal(ours.content_scripts, undefined);
  });
}

test("what is shipped of a script is the script, as a compiler reads it", () => {
  const scripts = ["extension", "www", "pkg", "src/article"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js")).map((path) => `${folder}/${path}`));
  assert.ok(scripts.length > 20);
  const bare = (/** @type {string} */ text) => ts.transpileModule(text, { compilerOptions: { removeComments: true, target: ts.ScriptTarget.ESNext } }).outputText;
  let saved = 0;
  for (const path of scripts) {
    const text = readFileSync(path, "utf8");
    const shipped = withoutComments(text);
    assert.equal(bare(shipped), bare(text), path);
    saved += text.length - shipped.length;
  }
  assert.ok(saved > 50_000, `${saved} characters less`);
});

test("of a style only comments are left at home", () => {
  for (const path of readdirSync("extension", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"))) {
    const text = readFileSync(`extension/${path}`, "utf8");
    const rules = (/** @type {string} */ css) => css.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ");
    assert.equal(rules(withoutComments(text)), rules(text), path);
  }
});

test("each browser gets the keys it knows", () => {
  const chromium = manifestFor(manifest, "chromium");
  const firefox = manifestFor(manifest, "firefox");
  assert.equal(chromium.background.scripts, undefined);
  assert.equal(chromium.browser_specific_settings, undefined);
  assert.equal(typeof chromium.background.service_worker, "string");
  assert.equal(firefox.background.service_worker, undefined);
  assert.ok(firefox.background.scripts.length > 0);
  assert.ok(!firefox.permissions.includes("offscreen"));
  assert.deepEqual(firefox.browser_specific_settings.gecko.data_collection_permissions, { required: ["none"] });
});

test("breaches of the rules for shipped pages are found", () => {
  const breaches = [
    ["extension/a.js", "node.innerHTML = text;"],
    ["extension/a.js", "node.innerHTML += text;"],
    ["extension/a.js", "node.outerHTML = text;"],
    ["extension/a.js", 'node.insertAdjacentHTML("beforeend", text);'],
    ["extension/a.js", "document.write(text);"],
    ["extension/a.js", "eval(text);"],
    ["extension/a.js", "const f = new Function(text);"],
    ["extension/a.js", 'setTimeout("run()", 5);'],
    ["extension/a.js", "await fetch(url);"],
    ["www/a.js", "new XMLHttpRequest();"],
    ["www/a.js", "navigator.sendBeacon(url);"],
    ["www/a.js", 'import x from "https://cdn.example/x.js";'],
    ["www/a.js", 'await import("https://cdn.example/x.js");'],
    ["www/a.html", '<script src="//cdn.example/x.js"></script>'],
    ["www/a.html", '<link rel="stylesheet" href="https://cdn.example/x.css">'],
    ["www/a.html", "<script>run()</script>"],
    ["www/a.html", '<button onclick="run()">'],
    ["www/a.css", "@import 'x.css';"],
    ["www/a.css", "background: url(https://cdn.example/x.png);"],
  ];
  for (const [path = "", line = ""] of breaches) {
    assert.equal(breachesIn(path, `fine\n${line}`).length, 1, line);
  }
});

test("what only looks like a breach is let through", () => {
  const fine = [
    ["extension/a.js", "const html = copy.outerHTML;"],
    ["extension/a.js", "if (node.innerHTML === text) {"],
    ["extension/a.js", " * never innerHTML = text"],
    ["extension/a.js", "// no eval( here"],
    ["extension/a.js", "medieval(text); prefetch(text);"],
    ["extension/lib/engine.js", "const response = await fetch(url);"],
    ["www/a.html", '<script type="module" src="demo.js"></script>'],
    ["www/a.html", '<a href="https://example.org">a link is no load</a>'],
    ["www/a.css", "background: url(icons/x.png);"],
  ];
  for (const [path = "", line = ""] of fine) {
    assert.deepEqual(breachesIn(path, line), [], line);
  }
});
