/** What stores and reviewers get beside the package: Mozilla's check, the bill of materials, the listings. */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { KNOWN, known, lint } from "../../tools/lint.mjs";
import { crates } from "../../tools/notices.mjs";
import { DATA, facts, sbom } from "../../tools/sbom.mjs";
import { faults, sections, sources } from "../../tools/store.mjs";

test("Mozilla's check finds no error in the built add-on, and no warning without a reason", async () => {
  const { errors, warnings, notices } = await lint("dist/firefox");
  assert.deepEqual(errors, []);
  assert.deepEqual([...warnings, ...notices].filter((remark) => !known(remark)), []);
  const told = readFileSync("docs/REVIEWERS.md", "utf8").replace(/\s+/g, " ");
  for (const { code, why } of KNOWN) {
    assert.ok(told.includes(code) && told.includes(why), `docs/REVIEWERS.md explains ${code}`);
  }
});

test("the check would find a mistake", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ungarble-lint-"));
  cpSync("dist/firefox/manifest.json", join(folder, "manifest.json"));
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, version: "one" }));
  const { errors } = await lint(folder);
  rmSync(folder, { recursive: true });
  assert.ok(errors.length > 0);
});

const bom = sbom(facts());

test("the bill of materials is well-formed CycloneDX", () => {
  assert.deepEqual([bom.bomFormat, bom.specVersion, bom.version], ["CycloneDX", "1.6", 1]);
  assert.match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  const refs = bom.components.map((component) => component["bom-ref"]);
  assert.equal(new Set(refs).size, refs.length, "every reference is one of its kind");
  for (const component of /** @type {any[]} */ ([bom.metadata.component, ...bom.components])) {
    assert.ok(["application", "library", "data"].includes(component.type), component.name);
    assert.ok(component.name && component.licenses.length === 1, component.name);
    const [choice] = component.licenses;
    assert.ok(choice.expression ? /^[\w.() -]+$/.test(choice.expression) : choice.license.id || choice.license.name, component.name);
    for (const { alg, content } of component.hashes ?? []) {
      assert.deepEqual([alg, /^[0-9a-f]{64}$/.test(content)], ["SHA-256", true], component.name);
    }
  }
  assert.deepEqual(bom.dependencies, [{ ref: "ungarble", dependsOn: refs }]);
});

test("it names every crate in the module with its hash, and every data set with its terms", () => {
  const libraries = /** @type {any[]} */ (bom.components).filter(({ type }) => type === "library");
  assert.deepEqual(libraries.map(({ name, version }) => `${name} ${version}`), crates());
  assert.ok(libraries.length > 10 && libraries.every(({ hashes, purl }) => hashes.length === 1 && /^pkg:cargo\/[\w-]+@[\d.]+$/.test(purl)));
  const provenance = readFileSync("data/PROVENANCE.md", "utf8");
  for (const { name } of DATA) {
    assert.ok(provenance.includes(name), `data/PROVENANCE.md knows ${name}`);
  }
});

test("the same sources give the same bill", () => {
  assert.deepEqual(sbom(facts()), bom);
});

test("the listing keeps the stores' limits, and explains what the manifest asks for", () => {
  const { listing, manifest, locales } = sources();
  assert.deepEqual(faults(listing, manifest, locales), []);
});

test("a listing that a store would refuse is refused here", () => {
  const { listing, manifest, locales } = sources();
  const changed = (/** @type {[string, string]} */ ...entry) => faults(new Map([...listing, entry]), manifest, locales).length;
  assert.equal(changed("Description", "Too short."), 1);
  assert.equal(changed("Description", "x".repeat(10_001)), 1);
  assert.equal(changed("Description", `${"x".repeat(300)} <b>`), 1);
  assert.equal(changed("Single purpose", ""), 1);
  assert.equal(changed("Permission: history", "For fun."), 1);
  assert.equal(changed("Keywords", "a, b, c, d, e, f, g, h"), 1);
  assert.equal(faults(listing, { ...manifest, permissions: [...manifest.permissions, "history"] }, locales).length, 1);
  assert.equal(faults(listing, manifest, new Map([["xx", { app_name: { message: "U" }, app_description: { message: "x".repeat(133) } }]])).length, 1);
});

test("a paragraph of the listing is one line, and a point of a list its own", () => {
  assert.deepEqual([...sections("intro\n\n## A\n\none\ntwo\n\n• three\nfour\n• five\n\n## B\nx\n")], [["A", "one two\n\n• three four\n• five"], ["B", "x"]]);
});

test("Edge can take Chromium's package: its manifest names no other store and no server for updates", () => {
  const manifest = readFileSync("dist/chromium/manifest.json", "utf8");
  assert.doesNotMatch(manifest, /update_url|"key"|browser_specific_settings|sidebar_action/);
  assert.doesNotMatch(JSON.stringify(sources().manifest.name) + (sources().listing.get("Description") ?? ""), /\b(?:Chrome|Edge|Google|Microsoft)\b/);
});
