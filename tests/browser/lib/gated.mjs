/**
 * The gate where readers will have it: in the isolated world of a content script, run once as a page comes to rest. A
 * small extension of its own runs it on every page and leaves on the page what it found and how long that took.
 */

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { ROOT } from "./harness.mjs";

/** @import { Driver } from "./driver.mjs" */
/** @import { Name } from "./harness.mjs" */
/** @import { Site } from "./site.mjs" */

/**
 * @typedef {object} Look
 * @property {boolean} article
 * @property {number} points
 * @property {string[]} why
 * @property {number} steps nodes looked at
 * @property {number} took milliseconds of the first call, nothing compiled yet
 * @property {number} loaded milliseconds from before the script was read to after its first call
 */

/** Runs before the gate's own script, and after it. The page may be served under another address than its own. */
const BEFORE = "var ungarbleStarted = performance.now();";
const AFTER = `{
  const address = new URL(location.href).searchParams.get("address") ?? location.href;
  const before = performance.now();
  const look = ungarbleGate.look(document, address);
  const after = performance.now();
  Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get.call(document)
    .setAttribute("data-gate", JSON.stringify({ ...look, took: after - before, loaded: after - ungarbleStarted }));
}`;

/**
 * Makes the extension for a browser; it goes with the process.
 *
 * @param {Name} name
 */
export function gateExtension(name) {
  const folder = mkdtempSync(path.join(tmpdir(), "ungarble-gate-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(path.join(ROOT, "extension/lib/gate.js"), path.join(folder, "gate.js"));
  writeFileSync(path.join(folder, "before.js"), BEFORE);
  writeFileSync(path.join(folder, "after.js"), AFTER);
  const manifest = {
    // Firefox lets an extension of version 3 into pages only where the reader says so.
    manifest_version: name === "firefox" ? 2 : 3,
    name: "Ungarble's gate",
    version: "1",
    content_scripts: [{ matches: ["<all_urls>"], js: ["before.js", "gate.js", "after.js"], run_at: "document_end" }],
    ...(name === "firefox" && { browser_specific_settings: { gecko: { id: "gate@ungarble" } } }),
  };
  writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

/** No script of the page runs, and nothing is loaded from anywhere. */
const STILL = { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" };

/**
 * What the gate says of a page at an address.
 *
 * @param {Driver} browser with the extension in it
 * @param {Site} site
 * @param {{ address: string, html: string | Buffer }} page
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Look>}
 */
export async function lookAt(browser, site, { address, html }, headers = STILL) {
  const url = site.put("/gated/", html, headers);
  const tab = await browser.open(`${url}?address=${encodeURIComponent(address)}`);
  const found = await tab.evaluate(() =>
    new Promise((/** @type {(found: string) => void} */ resolve) => {
      // An element of the page may bear this name.
      const root = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement")?.get?.call(document);
      const told = () => root.getAttribute("data-gate");
      const look = () => {
        const text = told();
        if (text) resolve(text);
        return text;
      };
      if (!look()) new MutationObserver(look).observe(root, { attributes: true });
    }),
  );
  await tab.close();
  return JSON.parse(found);
}
