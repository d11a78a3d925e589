/**
 * One page, one report, the infos of the detectors that the report mentions, and what was looked for.
 *
 * Runs in the content script and in pages of the extension alike; `tools/classic.mjs` makes the classic form for the
 * former, so this file imports nothing but types.
 */

/** @import { Engine, Failure as EngineFailure } from "./engine.js" */
/** @import { CheckOptions, Checked, PageCopy, Report } from "./types.js" */

/**
 * @param {Engine} engine
 * @param {Document | PageCopy} page
 * @param {CheckOptions} options
 * @param {boolean} anyway judge the page's text although it looks like no article
 * @param {boolean} [card] make the article's card too, to look it up in indexes
 * @returns {{ ok: true, value: Checked } | EngineFailure}
 */
export function checkPage(engine, page, options, anyway, card = false) {
  const checked = engine.call("checkDocument", page, options);
  if (!checked.ok) {
    return checked;
  }
  let report = checked.value;
  if (anyway && report.status === "not-article") {
    const article = engine.call("extractDocument", page, options);
    if (!article.ok) {
      return article;
    }
    const text = article.value.paragraphs.map((paragraph) => paragraph.text).join("\n");
    const judged = engine.call("checkText", text, options);
    if (!judged.ok) {
      return judged;
    }
    report = { ...judged.value, page: report.page };
  }
  const told = withInfos(engine, report, options);
  const made = told.ok && card ? cardOf(engine, page, options) : null;
  return told.ok && made ? { ok: true, value: { ...told.value, card: made } } : told;
}

/**
 * A text without a page.
 *
 * @param {Engine} engine
 * @param {string} text
 * @param {CheckOptions} options
 * @returns {{ ok: true, value: Checked } | EngineFailure}
 */
export function checkText(engine, text, options) {
  const checked = engine.call("checkText", text, options);
  return checked.ok ? withInfos(engine, checked.value, options) : checked;
}

/**
 * @param {Engine} engine
 * @param {Report} report
 * @param {CheckOptions} options
 * @returns {{ ok: true, value: Checked } | EngineFailure}
 */
function withInfos(engine, report, options) {
  const infos = engine.call("detectors", [...new Set(report.evidence.map((row) => row.detector))]);
  if (!infos.ok) {
    return infos;
  }
  const looked = engine.call("kinds", options);
  if (!looked.ok) {
    return looked;
  }
  const about = engine.call("about");
  return { ok: true, value: { report, detectors: infos.value, looked: looked.value, ...(about.ok && { about: about.value }) } };
}

/**
 * The article's card, in base64 for a message; null where the page has no text to make one of.
 *
 * @param {Engine} engine
 * @param {Document | PageCopy} page
 * @param {CheckOptions} options
 */
function cardOf(engine, page, options) {
  const card = engine.call("card", page, { url: options.url ?? "", live: options.live ?? false });
  if (!card.ok || card.value.length === 0) {
    return null;
  }
  let binary = "";
  for (const byte of card.value) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}
