//! All reports in one page that needs nothing else: no script, no font, no picture, nothing from elsewhere.
//!
//! Everything is escaped, only web addresses are links, and a policy in the page forbids what should not be there.

use ungarble::report::Report;

use super::put;
use super::view::{self, Mood, clean};
use crate::cli::batch::{Frame, Tally};

/// The page around the table.
pub struct Page;

impl Frame for Page {
    fn head(&mut self, _several: bool) -> String {
        format!("{HEAD}<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Ungarble report</h1>\n{TABLE}")
    }
    fn between(&self) -> String {
        String::new()
    }
    fn foot(&self, tally: &Tally) -> String {
        format!(
            "</tbody>\n</table>\n<p>{}.</p>\n<footer>{}. {}.</footer>\n</main>\n</body>\n</html>\n",
            escape(&view::summary(tally)),
            escape(ungarble::report::ENGINE),
            super::markdown::NOTE
        )
    }
}

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>Ungarble report</title>
"#;

const TABLE: &str = r#"<table>
<thead><tr><th scope="col">Score</th><th scope="col">Finding</th></tr></thead>
<tbody>
"#;

const STYLE: &str = include_str!("report.css");

/// One row of the table, with its details.
pub fn row(report: &Report) -> String {
    let mut out = String::new();
    let mood = match view::mood(report) {
        Mood::Calm => "calm",
        Mood::Doubtful => "doubtful",
        Mood::Alarmed => "alarmed",
        Mood::Silent => "silent",
        Mood::Broken => "broken",
    };
    put!(out, "<tr class=\"{mood}\">\n<td>");
    match report.score {
        Some(score) => put!(out, "<span class=\"score\">{score}</span>"),
        None => out += "–",
    }
    out += "</td>\n<td>\n";
    let id = if report.id == "-" { "standard input" } else { &report.id };
    put!(out, "<p><strong>{}</strong></p>\n<p class=\"id\">{}</p>\n", view::headline(report), escape(id));
    if let Some(reason) = &report.reason {
        put!(out, "<p>{}</p>\n", escape(reason));
    }
    about(&mut out, report);
    if !(report.evidence.is_empty() && report.sources.is_empty()) {
        let summary = match (report.evidence.len(), report.sources.len()) {
            (0, m) => view::counted(m, "possible source"),
            (n, 0) => view::counted(n, "sign"),
            (n, m) => format!("{}, {}", view::counted(n, "sign"), view::counted(m, "possible source")),
        };
        put!(out, "<details>\n<summary>{summary}</summary>\n");
        names(&mut out, report);
        signs(&mut out, report);
        sources(&mut out, report);
        out += "</details>\n";
    }
    out += "</td>\n</tr>\n";
    out
}

fn about(out: &mut String, report: &Report) {
    let page = &report.page;
    if let Some(title) = &page.title {
        put!(out, "<p class=\"title\" dir=\"auto\">{}</p>\n", escape(title));
    }
    let facts: Vec<String> =
        [&page.byline, &page.publisher, &page.published].into_iter().flatten().map(|s| escape(s)).collect();
    if !facts.is_empty() {
        put!(out, "<p class=\"faint\">{}</p>\n", facts.join(" · "));
    }
    if let Some(url) = &page.url {
        put!(out, "<p class=\"faint\">{}</p>\n", address(url));
    }
    if report.text.truncated {
        *out += "<p class=\"faint\">Only the beginning was read: the text is longer than what is judged.</p>\n";
    }
}

fn names(out: &mut String, report: &Report) {
    if report.names.is_empty() {
        return;
    }
    *out += "<h2>Names</h2>\n<dl>\n";
    for name in &report.names {
        let observed: Vec<String> = name.observed.iter().map(|o| format!("<mark>{}</mark>", escape(o))).collect();
        let role = name.role.as_ref().map(|r| format!(", {}", escape(r))).unwrap_or_default();
        put!(out, "<dt><b>{}</b>{role}</dt>\n<dd>written as {}", escape(&name.likely), observed.join(", "));
        put!(out, "<br><span class=\"faint\">{}</span></dd>\n", escape(&name.why));
    }
    *out += "</dl>\n";
}

fn signs(out: &mut String, report: &Report) {
    for group in view::groups(report) {
        let note = if group.nursery { " <small>(on trial, does not count)</small>" } else { "" };
        put!(out, "<h2>{}{note}</h2>\n<ul>\n", escape(group.title));
        for sign in &group.signs {
            let (before, after) = view::context(&sign.row.quote);
            let exact = escape(&sign.row.quote.exact);
            put!(out, "<li><span class=\"faint\">{}</span> <q dir=\"auto\">", sign.place());
            put!(out, "{}<mark>{exact}</mark>{}</q>", escape(&before), escape(&after));
            if let Some(expected) = &sign.row.expected {
                put!(out, " → <ins>{}</ins>", escape(expected));
            }
            put!(out, "<br><span class=\"faint\">{}</span></li>\n", escape(&sign.row.message));
        }
        *out += "</ul>\n";
    }
}

fn sources(out: &mut String, report: &Report) {
    if report.sources.is_empty() {
        return;
    }
    *out += "<h2>Where the original may be</h2>\n<ul>\n";
    for source in &report.sources {
        put!(
            out,
            "<li>{} ({})<br>{}",
            escape(&view::source_name(source)),
            view::relation(source.relation),
            address(&source.url)
        );
        if !source.reasons.is_empty() {
            put!(out, "<br><span class=\"faint\">{}</span>", escape(&source.reasons.join(" ")));
        }
        *out += "</li>\n";
    }
    *out += "</ul>\n";
}

fn address(url: &str) -> String {
    let text = escape(url);
    match view::link(url) {
        Some(_) => format!("<a href=\"{text}\" rel=\"noopener noreferrer\">{text}</a>"),
        None => text,
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_text_stays_text() {
        let mut report = ungarble::error_report("<script>alert(1)</script>".into(), "a\" onload='x'".into());
        report.page.title = Some("</td><img src=x onerror=alert(1)>".into());
        report.page.url = Some("javascript:alert(1)".into());
        let html = row(&report);
        for bad in ["<script", "<img", "href", "onload='"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }
}
