/** What is shipped: the zips, the manifests, and the rules for shipped pages. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import ts from "typescript";
import yauzl from "yauzl";
import { manifestFor } from "../../tools/assemble.mjs";
import { JOINED, loadedScripts } from "../../tools/bundle.mjs";
import { breachesIn } from "../../tools/check.mjs";
import { styleWithoutIndentation, withoutComments, withoutSpace } from "../../tools/comments.mjs";
import { crates, mitHolders, scowlNotices, withoutRepeats } from "../../tools/notices.mjs";
import { png } from "../../tools/png.mjs";
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

test("what is shipped of a script keeps its names", () => {
  const scripts = ["extension", "www", "pkg", "src/article"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js")).map((path) => `${folder}/${path}`));
  assert.ok(scripts.length > 20);
  let saved = 0;
  for (const path of scripts) {
    const text = readFileSync(path, "utf8");
    const shipped = withoutSpace(text);
    assert.deepEqual(namesOf(shipped), namesOf(text), path);
    assert.deepEqual(namesOf(withoutComments(text)), namesOf(text), path);
    saved += text.length - shipped.length;
  }
  assert.ok(saved > 50_000, `${saved} characters less`);
});

test("joined scripts have the names of the modules they are made of, and hardly another", () => {
  const modules = readdirSync("extension", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js"));
  const known = new Set(modules.flatMap((path) => namesOf(readFileSync(`extension/${path}`, "utf8"))));
  const { modules: joined, classic } = loadedScripts("dist/chromium");
  assert.ok(joined.includes("popup/popup.js") && classic.includes("popup/early.js"));
  for (const path of ["background.js", ...joined, ...classic, ...JOINED]) {
    const text = readFileSync(`dist/chromium/${path}`, "utf8");
    // Modules that are loaded late are wrapped by the bundler, under names and by functions of its own.
    const wraps = text.includes("__esm") ? /^(?:e|err|fn|res|all|get|cb|mod|enumerable|defineProperty|getOwnPropertyNames|__\w+|init_\w+|\w+_exports)$/ : /^$/;
    assert.deepEqual(namesOf(text).filter((name) => !known.has(name) && !wraps.test(name)), [], path);
  }
});

test("no script is shipped that nothing asks for, and the popup asks for four files", () => {
  const files = readdirSync("dist/chromium", { recursive: true, encoding: "utf8" }).filter((path) => /\.(?:js|html|json)$/.test(path) && !path.startsWith("_locales"));
  const texts = files.map((path) => readFileSync(`dist/chromium/${path}`, "utf8"));
  for (const path of files.filter((one) => one.endsWith(".js"))) {
    const name = path.split("/").at(-1) ?? "";
    assert.ok(texts.some((text) => text.includes(`${name}"`)), path);
  }
  const popup = readFileSync("dist/chromium/popup/popup.html", "utf8");
  assert.deepEqual([...popup.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name), ["early.js", "popup.css", "popup.js", "../icons/logo.svg"]);
  assert.ok(!/\b(?:import|export)\b[^;]*from/.test(readFileSync("dist/chromium/popup/popup.js", "utf8")));
});

/**
 * The names in a script, without the number that one gets which shadows another. That it does what the repository's script does, the
 * browser tests say, which run what is shipped.
 *
 * @param {string} text
 */
function namesOf(text) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {import("typescript").Node} node */
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text !== "undefined") {
      found.add(node.text.replace(/\d+$/, ""));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("shipped.js", text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS));
  return [...found].sort();
}

test("of a style only comments are left at home", () => {
  for (const path of readdirSync("extension", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"))) {
    const text = readFileSync(`extension/${path}`, "utf8");
    const rules = (/** @type {string} */ css) => css.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ").trim();
    assert.equal(rules(styleWithoutIndentation(withoutComments(text))), rules(text), path);
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

test("an icon keeps its pixels in as few bytes as a palette takes", async () => {
  const width = 8;
  const pixels = new Uint8Array(width * width * 4);
  for (let at = 0; at < width * width; at += 1) {
    pixels.set(at < 5 ? [0, 0, 0, 0] : [at * 3, 255 - at, 7, at % 2 ? 255 : 128], at * 4);
  }
  const bytes = await png(pixels, width);
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25]], [width, width, 3]);
  assert.deepEqual(readPalette(bytes, width), [...pixels]);
});

test("a picture of more colours than a palette has is rounded, by no more than anyone sees", async () => {
  const width = 64;
  const pixels = Uint8Array.from({ length: width * width * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at >> 2) % 4 === 0 ? (at >> 4) % 256 : 40));
  const off = readPalette(await png(pixels, width), width).map((value, at) => Math.abs(value - (pixels[at] ?? 0)));
  assert.ok(Math.max(...off) <= 8, String(Math.max(...off)));
});

/** The pixels of a PNG with a palette and without filters. @param {Buffer} bytes @param {number} width */
function readPalette(bytes, width) {
  /** @type {Record<string, Buffer>} */
  const chunks = {};
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    chunks[bytes.toString("latin1", at + 4, at + 8)] = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
  }
  const lines = inflateSync(chunks["IDAT"] ?? Buffer.alloc(0));
  return [...lines.entries()].filter(([at]) => at % (width + 1) !== 0)
    .flatMap(([, index]) => [...(chunks["PLTE"]?.subarray(index * 3, index * 3 + 3) ?? []), chunks["tRNS"]?.[index] ?? 255]);
}

const NOTICES = readFileSync("pkg/THIRD-PARTY.txt", "utf8");

test("the MIT licence stands once in the notices, with the holders of every crate under it", () => {
  assert.equal(NOTICES.match(/Permission is hereby granted, free of charge, to any\s+person\s+obtaining\s+a\s+copy\s+of\s+this/g)?.length, 1);
  assert.doesNotMatch(NOTICES, /TERMS AND CONDITIONS FOR USE, REPRODUCTION/);
  for (const name of crates()) {
    assert.ok(NOTICES.includes(`\n${name}\n`), name);
  }
  for (const holder of ["Kevin Atkinson", "Princeton University", "J Ross Beresford", "Geoff Kuenning", "Wolf Garbe", "Rich Felker", "Unicode, Inc."]) {
    assert.ok(NOTICES.includes(holder), holder);
  }
});

test("a licence that says anything else than the MIT licence is kept as it is", () => {
  const mit = readFileSync("LICENSE-MIT", "utf8");
  assert.deepEqual(mitHolders(mit), ["Copyright (c) 2026 The Ungarble authors"]);
  assert.deepEqual(mitHolders(mit.replace("Copyright (c) 2026 The Ungarble authors", "Copyright (c) 1 A\nCopyright (c) 2 B")), ["Copyright (c) 1 A", "Copyright (c) 2 B"]);
  const more = `${mit}\nBut not on Sundays.\n`;
  assert.equal(mitHolders(more), null);
  assert.match(withoutRepeats(more), /But not on Sundays/);
  const other = mit.replace("free of charge", "for a fee");
  assert.equal(mitHolders(other), null);
  assert.equal(withoutRepeats(other), other);
});

test("what must travel of the word lists' notice is found, or the build stops", () => {
  const text = readFileSync("data/licenses/scowl.txt", "utf8");
  assert.match(scowlNotices(text), /POSSIBILITY OF SUCH DAMAGE/);
  assert.throws(() => scowlNotices(text.replace("UKACD, by", "UKACD of")), /decide/);
});
