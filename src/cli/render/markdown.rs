//! A report for a moderator's ticket.
//!
//! What comes from the page is escaped: no heading, no link, no mention of a user and no picture comes out of it.

use ungarble::report::Report;

use super::put;
use super::view::{self, clean};
use crate::cli::batch::{Frame, Tally};

/// Reports one below the other, and a line about all of them.
#[derive(Debug, Default)]
pub struct Ticket {
    several: bool,
}

impl Frame for Ticket {
    fn head(&mut self, several: bool) -> String {
        self.several = several;
        String::new()
    }
    fn between(&self) -> String {
        "\n---\n\n".to_owned()
    }
    fn foot(&self, tally: &Tally) -> String {
        let all = if self.several { format!("\n---\n\n**{}**\n", view::summary(tally)) } else { String::new() };
        format!("{all}\n_{}. {}_\n", ungarble::report::ENGINE, NOTE)
    }
}

/// What a verdict is and is not.
pub const NOTE: &str = "A verdict says what was found in the text, not who did what";

/// One report.
pub fn report(report: &Report) -> String {
    let mut out = String::new();
    put!(out, "## {}\n\n", view::headline(report));
    if let Some(reason) = &report.reason {
        put!(out, "{}\n\n", escape(reason));
    }
    put!(out, "- Input: {}\n", escape(if report.id == "-" { "standard input" } else { &report.id }));
    if let Some(score) = report.score {
        put!(out, "- Score: {score} of 100\n");
    }
    let page = &report.page;
    for (name, value) in
        [("Title", &page.title), ("By", &page.byline), ("Publication", &page.publisher), ("Published", &page.published)]
    {
        if let Some(value) = value {
            put!(out, "- {name}: {}\n", escape(value));
        }
    }
    if let Some(url) = &page.url {
        put!(out, "- Page: {}\n", address(url));
    }
    if report.text.truncated {
        out += "- Only the beginning was read: the text is longer than what is judged.\n";
    }
    names(&mut out, report);
    signs(&mut out, report);
    sources(&mut out, report);
    out
}

fn names(out: &mut String, report: &Report) {
    if report.names.is_empty() {
        return;
    }
    *out += "\n### Names\n\n| Probably | Written as | Why |\n| --- | --- | --- |\n";
    for name in &report.names {
        let observed: Vec<String> = name.observed.iter().map(|o| escape(o)).collect();
        let role = name.role.as_ref().map(|r| format!(", {}", escape(r))).unwrap_or_default();
        put!(out, "| **{}**{role} | {} | {} |\n", escape(&name.likely), observed.join("; "), escape(&name.why));
    }
}

fn signs(out: &mut String, report: &Report) {
    for group in view::groups(report) {
        let note = if group.nursery { " (on trial, does not count)" } else { "" };
        put!(out, "\n### {}{note}\n\n", escape(group.title));
        for sign in &group.signs {
            let (before, after) = view::context(&sign.row.quote);
            put!(out, "- {}: {}**{}**{}", sign.place(), escape(&before), escape(&sign.row.quote.exact), escape(&after));
            if let Some(expected) = &sign.row.expected {
                put!(out, " → **{}**", escape(expected));
            }
            put!(out, "  \n  {}\n", escape(&sign.row.message));
        }
    }
}

fn sources(out: &mut String, report: &Report) {
    if report.sources.is_empty() {
        return;
    }
    *out += "\n### Where the original may be\n\n";
    for source in &report.sources {
        put!(
            out,
            "- {} ({}): {}",
            escape(&view::source_name(source)),
            view::relation(source.relation),
            address(&source.url)
        );
        if !source.reasons.is_empty() {
            put!(out, "  \n  {}", escape(&source.reasons.join(" ")));
        }
        out.push('\n');
    }
}

/// An address as a link that shows where it leads; anything but a web address as mere text.
pub fn address(url: &str) -> String {
    match view::link(url) {
        Some(url) => format!("<{url}>"),
        None => escape(url),
    }
}

/// Text in which nothing is markup. Entities are used where platforms look through a backslash.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text).chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '@' => out += "&#64;",
            '#' => out += "&#35;",
            // `https://` and `www.` would become links by themselves.
            ':' => out += "&#58;",
            '.' if out.ends_with("www") || out.ends_with("WWW") => out += "&#46;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '+' | '-' | '=' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
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
        assert_eq!(
            escape("![x](http://a) <b> @user #1 `c` | *d*"),
            "!\\[x\\](http&#58;//a) &lt;b&gt; &#64;user &#35;1 \\`c\\` \\| \\*d\\*"
        );
        assert_eq!(escape("a\n# b"), "a &#35; b");
        assert_eq!(escape("www.example.org"), "www&#46;example.org");
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(address("https://example.org/x"), "<https://example.org/x>");
        assert_eq!(address("javascript:alert(1)"), "javascript&#58;alert(1)");
    }
}
