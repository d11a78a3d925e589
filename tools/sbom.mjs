/**
 * What the package is made of, as CycloneDX 1.6: `node tools/sbom.mjs OUT`. The crates whose code is in the module, from
 * cargo; the data in it, from the list here, which a test holds to data/PROVENANCE.md. Of npm nothing is shipped.
 *
 * No time and no random number in it, so that the same sources give the same bytes.
 */

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crates, packages } from "./notices.mjs";

/**
 * Data that figures, filters and weights were made of: what it is called in data/PROVENANCE.md, its terms, and where it is.
 *
 * @type {{ name: string, version?: string, license: { id: string } | { name: string }, url: string, what: string }[]}
 */
export const DATA = [
  { name: "SCOWL", version: "2020.12.07", license: { name: "SCOWL, see pkg/THIRD-PARTY.txt" }, url: "http://wordlist.aspell.net/", what: "English word forms, as a filter" },
  { name: "symspellpy", version: "6.10.1", license: { id: "MIT" }, url: "https://github.com/mammothb/symspellpy", what: "how often words and pairs of words are used, as a filter" },
  { name: "Google Books Ngram", license: { id: "CC-BY-3.0" }, url: "https://books.google.com/ngrams", what: "the counts behind symspellpy's lists" },
  { name: "CIA World Factbook", license: { name: "public domain" }, url: "https://www.cia.gov/the-world-factbook/", what: "heads of state and government" },
  { name: "congress-legislators", license: { id: "CC0-1.0" }, url: "https://github.com/unitedstates/congress-legislators", what: "members of the United States Congress" },
  { name: "Wikidata", license: { id: "CC0-1.0" }, url: "https://www.wikidata.org/", what: "names in several scripts, as weights" },
  { name: "popular-names-by-country", license: { id: "CC0-1.0" }, url: "https://github.com/sigpwned/popular-names-by-country-dataset", what: "frequent names, as a filter" },
  { name: "Fundus", license: { id: "MIT" }, url: "https://github.com/flairNLP/fundus", what: "names and hosts of publishers" },
];

/** @param {{ version: string, checksums: Map<string, string>, licenses: Map<string, { license: string }> }} about */
export function sbom({ version, checksums, licenses }) {
  const libraries = crates().map((crate) => {
    const [name = "", number = ""] = crate.split(" ");
    const purl = `pkg:cargo/${name}@${number}`;
    const checksum = checksums.get(crate);
    return {
      type: "library", "bom-ref": purl, name, version: number, purl,
      licenses: [{ expression: (licenses.get(crate)?.license ?? "").replaceAll("/", " OR ") }],
      ...(checksum ? { hashes: [{ alg: "SHA-256", content: checksum }] } : {}),
    };
  });
  const data = DATA.map(({ name, version: edition, license, url, what }) => ({
    type: "data", "bom-ref": `data:${name}`, name, ...(edition ? { version: edition } : {}), description: what,
    licenses: [{ license }], externalReferences: [{ type: "website", url }],
  }));
  const root = {
    type: "application", "bom-ref": "ungarble", name: "ungarble", version, description: "Browser extension that finds garbled copies of news articles",
    licenses: [{ expression: "MIT OR Apache-2.0" }],
  };
  const components = [...libraries, ...data];
  const whole = {
    bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
    metadata: { component: root },
    components,
    dependencies: [{ ref: "ungarble", dependsOn: components.map((component) => component["bom-ref"]) }],
  };
  const digest = createHash("sha256").update(JSON.stringify(whole)).digest("hex");
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return { bomFormat: whole.bomFormat, specVersion: whole.specVersion, serialNumber: `urn:uuid:${uuid}`, version: 1, metadata: whole.metadata, components, dependencies: whole.dependencies };
}

/** What the lock file and cargo know of the crates. */
export function facts() {
  const lock = readFileSync("Cargo.lock", "utf8");
  const checksums = [...lock.matchAll(/name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(\w+)"/g)];
  return {
    version: /^version = "(.*)"/m.exec(readFileSync("Cargo.toml", "utf8"))?.[1] ?? "",
    checksums: new Map(checksums.map(([, name, version, checksum = ""]) => [`${name} ${version}`, checksum])),
    licenses: packages(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bom = sbom(facts());
  writeFileSync(process.argv[2] ?? "/dev/stdout", `${JSON.stringify(bom, null, 2)}\n`);
}
