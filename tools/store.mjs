/**
 * What the stores ask for, in dist/store: the listing's texts, checked against the stores' limits and against the extension,
 * and with `--pictures` the screenshots and tiles, taken of the built extension in Chromium.
 *
 *     node tools/store.mjs [--pictures]
 *
 * store/listing.md is the source; nothing here is uploaded.
 */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OUT = "dist/store";

/** Most characters; where stores differ, the least of them. */
const LIMITS = {
  name: 45,
  summary: 132,
  description: 10_000,
  purpose: 1_000,
  permission: 1_000,
  keyword: 30,
  keywords: 7,
};

/** Edge wants at least so much description. */
const LEAST_DESCRIPTION = 250;

/** Sections of the listing by their headings. @param {string} text @returns {Map<string, string>} */
export function sections(text) {
  const parts = text.split(/^## (.+)$/m).slice(1);
  return new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[part.trim(), unwrapped(parts[at + 1] ?? "")]] : [])));
}

/** Stores keep line breaks: a paragraph becomes one line, a point of a list keeps its own. @param {string} text */
function unwrapped(text) {
  return text.trim().split(/\n{2,}/).map((paragraph) => paragraph.replace(/\n(?!•)/g, " ")).join("\n\n");
}

/**
 * What a store would refuse, or what is not true of the extension.
 *
 * @param {Map<string, string>} listing
 * @param {{ permissions: string[], optional_host_permissions?: string[] }} manifest
 * @param {Map<string, Record<string, { message: string } | undefined>>} locales messages by language
 * @returns {string[]}
 */
export function faults(listing, manifest, locales) {
  /** @type {string[]} */
  const found = [];
  const most = (/** @type {string} */ what, /** @type {string} */ text, /** @type {number} */ limit) => {
    if (text.length === 0 || text.length > limit) {
      found.push(`${what}: ${text.length} characters, and 1 to ${limit} are allowed`);
    }
  };
  for (const [locale, messages] of locales) {
    most(`${locale}: name`, messages["app_name"]?.message ?? "", LIMITS.name);
    most(`${locale}: summary`, messages["app_description"]?.message ?? "", LIMITS.summary);
  }
  const description = listing.get("Description") ?? "";
  most("Description", description, LIMITS.description);
  if (description.length < LEAST_DESCRIPTION) {
    found.push(`Description: ${description.length} characters, and at least ${LEAST_DESCRIPTION} are wanted`);
  }
  if (/<[a-z]|https?:\/\//i.test(description)) {
    found.push("Description: markup or an address");
  }
  most("Single purpose", listing.get("Single purpose") ?? "", LIMITS.purpose);
  const asked = [...manifest.permissions, ...(manifest.optional_host_permissions ? ["hosts"] : [])];
  const explained = [...listing.keys()].flatMap((heading) => /^Permission: (.+)$/.exec(heading)?.[1] ?? []);
  for (const name of asked.filter((one) => !explained.includes(one))) {
    found.push(`Permission: ${name} is in the manifest, and no section explains it`);
  }
  for (const name of explained) {
    if (!asked.includes(name)) {
      found.push(`Permission: ${name} is explained, and not in the manifest`);
    }
    most(`Permission: ${name}`, listing.get(`Permission: ${name}`) ?? "", LIMITS.permission);
  }
  const keywords = (listing.get("Keywords") ?? "").split(/,\s*/);
  if (keywords.length > LIMITS.keywords || keywords.some((word) => word.length > LIMITS.keyword)) {
    found.push(`Keywords: at most ${LIMITS.keywords}, of at most ${LIMITS.keyword} characters`);
  }
  for (const heading of ["Remote code", "Data use", "Notes for reviewers"]) {
    most(heading, listing.get(heading) ?? "", 4_000);
  }
  return found;
}

/** What is where it belongs. */
export function sources() {
  const read = (/** @type {string} */ path) => readFileSync(path, "utf8");
  const locales = readdirSync("extension/_locales").map((locale) => /** @type {const} */ ([locale, JSON.parse(read(`extension/_locales/${locale}/messages.json`))]));
  return { listing: sections(read("store/listing.md")), manifest: JSON.parse(read("extension/manifest.json")), locales: new Map(locales) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { listing, manifest, locales } = sources();
  const wrong = faults(listing, manifest, locales);
  for (const fault of wrong) {
    console.error(`store/listing.md: ${fault}`);
  }
  mkdirSync(OUT, { recursive: true });
  for (const [heading, text] of listing) {
    writeFileSync(`${OUT}/${heading.toLowerCase().replace(/\W+/g, "-")}.txt`, `${text}\n`);
  }
  const short = [...locales].map(([locale, messages]) => `${locale}\n${messages["app_name"]?.message}\n${messages["app_description"]?.message}\n`);
  writeFileSync(`${OUT}/names-and-summaries.txt`, short.join("\n"));
  console.log(`${OUT}: ${listing.size} texts, name and summary in ${locales.size} languages`);
  if (process.argv.includes("--pictures")) {
    const { takePictures } = await import("./store-pictures.mjs");
    await takePictures(OUT);
  }
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
