/**
 * Index files that the reader imports: what moderators share, say. A file holds no text; the engine looks whether it is whole.
 */

import { addImport, dropImport, imports } from "../lib/feeds/store.js";
import { el } from "../lib/el.js";
import { day, number, plural, t } from "../lib/i18n.js";
import { indexInfo } from "../lib/index-files.js";
import { byId, tell } from "./page.js";

/** @import { ImportedIndex } from "../lib/types.js" */

/** Of all files together, as each check reads them all: some 100,000 articles. More is for the command. */
const MAX_SIZE = 200_000_000;
const MEGABYTE = 1_000_000;

const input = /** @type {HTMLInputElement} */ (byId("index-file"));
const list = byId("indexes");
const problem = byId("index-problem");

byId("import-index").addEventListener("click", () => input.click());
input.addEventListener("change", () => {
  const files = [...(input.files ?? [])];
  input.value = ""; // the same file may be chosen again
  importAll(files).catch(() => tell(t("options_not_saved")));
});

/** @param {File[]} files */
async function importAll(files) {
  /** @type {string[]} */
  const problems = [];
  for (const file of files) {
    problem.textContent = t("index_reading", file.name);
    const trouble = await importOne(file);
    if (trouble) problems.push(trouble);
  }
  problem.textContent = problems.join(" ");
  await drawIndexes();
  if (problems.length < files.length) {
    tell(plural("index_imported", files.length - problems.length));
  }
}

/**
 * @param {File} file
 * @returns {Promise<string | null>} what is wrong with it
 */
async function importOne(file) {
  if (file.size > MAX_SIZE) {
    return t("index_too_large", file.name, number(MAX_SIZE / MEGABYTE));
  }
  const kept = (await imports().catch(() => [])).reduce((sum, { size }) => sum + size, 0);
  if (kept + file.size > MAX_SIZE) {
    return t("index_too_many", file.name, number(MAX_SIZE / MEGABYTE));
  }
  let info;
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    info = await indexInfo(bytes);
  } catch (error) {
    return t("index_damaged", file.name, error instanceof Error ? error.message : String(error));
  }
  try {
    await addImport({ name: file.name.slice(0, 200), size: bytes.length, articles: info.articles, date: Date.now() }, bytes);
    return null;
  } catch (error) {
    return t(error instanceof Error && "code" in error && error.code === "storage-full" ? "index_no_room" : "index_not_kept", file.name);
  }
}

export async function drawIndexes() {
  const all = await imports().catch(() => []);
  list.replaceChildren(...all.map(drawIndex));
}

/** @param {ImportedIndex} index */
function drawIndex({ id, name, size, articles, date }) {
  const label = `index-${id}`;
  const remove = el("button", { class: "quiet", type: "button", "data-action": "remove", "aria-describedby": label }, t("index_remove"));
  remove.addEventListener("click", () => {
    dropImport(id).then(
      () => {
        tell(t("index_removed"));
        byId("indexes-heading").focus();
        return drawIndexes();
      },
      () => tell(t("options_not_saved")),
    );
  });
  return el(
    "article",
    { class: "entry", "data-index": id, "aria-labelledby": label },
    el("header", {}, el("h4", { id: label, dir: "auto" }, name), remove),
    el("p", { class: "state" }, plural("index_state", articles, megabytes(size), day(date))),
  );
}

/** @param {number} size */
function megabytes(size) {
  return number(Math.max(0.1, Math.round(size / (MEGABYTE / 10)) / 10));
}
