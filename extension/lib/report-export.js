/**
 * A report as one HTML file that needs nothing else: what the side panel draws, written down. It holds no script, and its policy
 * lets it load nothing and look like nothing else.
 */

import { day, t } from "./i18n.js";
import { el } from "./el.js";
import { escapeHtml, hash } from "./compare-view/export.js";
import { safeUrl } from "./links.js";
import { drawReport } from "./report-view.js";

/** @import { DetectorInfo, Report } from "./types.js" */

const STYLES = ["lib/tokens.css", "lib/report.css"];

const PAGE = "body { max-inline-size: 760px; margin: 32px auto; padding: 0 20px; }";

/**
 * @param {Report} report
 * @param {readonly DetectorInfo[]} detectors
 * @param {number} now milliseconds since 1970
 * @param {(path: string) => Promise<string>} read a file of the extension
 */
export async function htmlOf(report, detectors, now, read) {
  const { page } = report;
  const url = safeUrl(page.url);
  const body = el(
    "main",
    {},
    drawReport(report, { detectors, looked: [], whole: true, title: page.title }),
    el("p", { class: "aside" }, url && [el("a", { href: url.href, rel: "noopener noreferrer" }, url.href), " · "], t("note_checked", report.engine, day(now))),
  );
  const style = `${(await Promise.all(STYLES.map(read))).join("")}${PAGE}`;
  const { lang, dir } = document.documentElement;
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${await hash(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(page.title ?? "")} · Ungarble</title>
<style>${style}</style>
</head>
<body>
${body.outerHTML}
</body>
</html>
`;
}
