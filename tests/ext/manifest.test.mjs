import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const files = (folder, ending) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`);
const manifest = JSON.parse(read("extension/manifest.json"));

test("every permission is explained, and nothing else is", () => {
  const explained = [...read("docs/permissions.md").matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
  assert.deepEqual(explained.sort(), [...manifest.permissions].sort());
});

test("nothing is asked for that makes a browser warn", () => {
  const silent = new Set(["activeTab", "alarms", "contextMenus", "offscreen", "scripting", "sidePanel", "storage"]);
  assert.deepEqual(manifest.permissions.filter((name) => !silent.has(name)), []);
  for (const key of ["host_permissions", "content_scripts", "externally_connectable"]) {
    assert.equal(manifest[key], undefined, key);
  }
});

test("hosts are asked for one by one; only automatic mode can ask for all of them", () => {
  assert.deepEqual(manifest.optional_host_permissions, ["*://*/*"]);
  const requests = files("extension", ".js").filter((path) => /permissions\s*\.request\(/.test(read(path)));
  assert.ok(requests.length > 0);
  for (const path of requests) {
    for (const [, asked] of read(path).matchAll(/\.request\(([^)]*)\)/g)) {
      const everywhere = path === "extension/lib/automatic.js" && asked === "{ origins: [EVERYWHERE] }";
      assert.ok(everywhere || asked === "{ origins: [pattern] }", `${path}: ${asked}`);
    }
    assert.match(read(path), /const pattern = patternOf\(/, path);
  }
});

test("extension pages load nothing from elsewhere", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /^default-src 'none';/);
  // Connections are for feeds and comparisons: lib/fetch.js narrows them to the hosts the reader allowed.
  const [connect, ...others] = [/connect-src[^;]*/.exec(policy)?.[0], policy.replace(/connect-src[^;]*;/, "")];
  assert.equal(connect, "connect-src 'self' http: https:");
  assert.doesNotMatch(others.join(""), /https?:|\*|'unsafe-inline'|'unsafe-eval'/);
});

test("the pages that a reader sees connect to nobody", () => {
  const pages = files("extension", ".html").filter((path) => !path.includes("/offscreen/"));
  assert.ok(pages.length >= 3);
  for (const path of pages) {
    assert.match(read(path), /<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">/, path);
  }
});

test("the demo can connect to its own files only", () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(read("www/index.html"))?.[1] ?? "";
  assert.match(policy, /^default-src 'none';/);
  assert.match(policy, /connect-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /https?:|\*|data:|blob:|'unsafe-inline'|'unsafe-eval'/);
});

test("the demo works below any path: its addresses are relative", () => {
  const html = read("www/index.html");
  for (const [, address] of html.matchAll(/\b(?:src|href)="([^"]*)"/g)) {
    assert.doesNotMatch(address, /^(\/|\w+:)/, address);
  }
});

test("only the engine can be fetched by pages, and only under a changing address", () => {
  assert.deepEqual(manifest.web_accessible_resources.map((entry) => [entry.resources, entry.use_dynamic_url]), [[["pkg/ungarble_bg.wasm"], true]]);
});

test("icons have the size they say", () => {
  const icons = { ...manifest.icons, ...manifest.action.default_icon };
  assert.deepEqual(Object.keys(icons), ["16", "32", "48", "128"]);
  for (const [size, path] of Object.entries(icons)) {
    const png = readFileSync(new URL(`extension/${path}`, root));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [Number(size), Number(size)], path);
  }
});

test("every script that is put into a page is shipped", () => {
  const lists = ["lib/page-scripts.js", "lib/marking.js", "background/automatic.js"];
  const scripts = lists.flatMap((path) => [...(/(?:SCRIPTS|ungarbleScripts) = \[([^\]]+)\]/.exec(read(`extension/${path}`))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name));
  assert.deepEqual(scripts, ["/pkg/ungarble.classic.js", "/content/content.js", "/content/marks.js", "content/auto.js"]);
  for (const path of scripts) {
    assert.ok(existsSync(new URL(`dist/chromium/${path.replace(/^\//, "")}`, root)), path);
  }
});
