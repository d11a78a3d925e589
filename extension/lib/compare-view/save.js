/** The buttons that save a comparison. Files come to be in this page and are handed over by a link: no permission, no request. */

import { el, icon } from "../el.js";
import { t } from "../i18n.js";
import { exportHtml, exportMarkdown } from "./export.js";

/** @import { CompareAnswer } from "../types.js" */

/**
 * @param {CompareAnswer} answer
 * @param {(path: string) => Promise<string>} read a file of the extension, or of the demo
 */
export function drawSave(answer, read) {
  const said = el("output", { class: "said" });
  /** A full disk, or a clipboard that the browser keeps shut. @param {() => Promise<void>} work */
  const attempt = (work) => work().catch(() => {
    said.textContent = t("options_not_saved");
  });
  /** @param {string} label @param {string} ending @param {string} type @param {() => string | Promise<string>} make */
  const button = (label, ending, type, make) =>
    el("button", { class: "quiet", type: "button", "data-save": ending, onclick: () => attempt(async () => save(await make(), `${nameOf(answer)}.${ending}`, type)) }, label);
  /** @param {string} text @param {string} name @param {string} type */
  function save(text, name, type) {
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    said.textContent = t("compare_saved", name);
  }
  const copy = async () => {
    await navigator.clipboard.writeText(exportMarkdown(answer));
    said.textContent = t("copied");
  };
  return el(
    "div",
    { class: "save", role: "group", "aria-label": t("compare_save") },
    el("span", { "aria-hidden": "true" }, t("compare_save")),
    // A page that was not loaded securely can neither name what its file may run, nor copy.
    globalThis.crypto.subtle && button(t("compare_save_html"), "html", "text/html", () => exportHtml(answer, read)),
    button(t("compare_save_json"), "json", "application/json", () => `${JSON.stringify(answer, null, 2)}\n`),
    button(t("compare_save_markdown"), "md", "text/markdown", () => exportMarkdown(answer)),
    globalThis.navigator.clipboard && el("button", { class: "quiet", type: "button", onclick: () => attempt(copy) }, icon("copy"), t("compare_copy_text")),
    said,
  );
}

/** A file's name out of the copy's headline. @param {CompareAnswer} answer */
function nameOf(answer) {
  const words = (answer.copy.title ?? "").normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return ["comparison", ...words].join("-").slice(0, 60);
}
