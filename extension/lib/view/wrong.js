/**
 * "Not a sign?": a text that says which sign was wrong, prepared for the reader to copy. Nothing is sent; where it goes is hers
 * to decide, and the page's address is in it only if she says so.
 */

import { el, icon } from "../el.js";
import { t } from "../i18n.js";

/** @import { EvidenceRow, Report } from "../types.js" */

/**
 * In English, as it is for whoever looks after the detectors.
 *
 * @param {EvidenceRow} row
 * @param {Report} report
 * @param {{ version: string, address: boolean }} options
 */
export function wrongText({ detector, message_id: message, quote, expected }, { engine, page }, { version, address }) {
  const lines = [
    "Not a sign",
    `detector: ${detector}`,
    `message: ${message}`,
    `quotation: ${quote.prefix}[[${quote.exact}]]${quote.suffix}`.replace(/\s+/g, " "),
    `expected: ${expected ?? "-"}`,
    `engine: ${engine}`,
    version && `extension: ${version}`,
    address && page.url && `page: ${page.url}`,
  ];
  return lines.filter(Boolean).join("\n");
}

/**
 * The words are put together when the reader unfolds them.
 *
 * @param {EvidenceRow} row
 * @param {Report} report
 * @param {{ version: string }} about
 */
export function drawWrong(row, report, { version }) {
  const whole = el("details", { class: "wrong", ontoggle: () => {
    if (whole.open && whole.childElementCount === 1) {
      whole.append(unfold(row, report, version));
    }
  } }, el("summary", {}, t("wrong_ask")));
  return whole;
}

/**
 * @param {EvidenceRow} row
 * @param {Report} report
 * @param {string} version
 */
function unfold(row, report, version) {
  const text = el("pre", { class: "wrong-text", lang: "en", dir: "ltr", tabindex: 0, role: "group", "aria-label": t("wrong_text") });
  const address = el("input", { type: "checkbox", onchange: () => fill() });
  const said = el("output", { class: "said" });
  const fill = () => {
    text.textContent = wrongText(row, report, { version, address: address.checked });
    said.textContent = "";
  };
  const copy = () => {
    navigator.clipboard.writeText(text.textContent ?? "").then(
      () => said.replaceChildren(t("copied")),
      () => said.replaceChildren(t("copy_failed")),
    );
  };
  fill();
  return el(
    "div",
    { class: "wrong-body" },
    el("p", { class: "aside" }, t("wrong_how")),
    text,
    report.page.url && el("label", { class: "wrong-address" }, address, " ", t("wrong_address")),
    el("p", { class: "doings" }, el("button", { class: "button small", type: "button", onclick: copy }, icon("copy"), t("copy")), said),
  );
}
