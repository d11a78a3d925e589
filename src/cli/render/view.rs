//! What the forms for people have in common.

use std::borrow::Cow;

use ungarble::detect::{self, DETECTORS, Stage};
use ungarble::report::{EvidenceRow, Quote, Relation, Report, SourceRow, Status, Verdict};

use crate::cli::batch::Tally;

/// The finding in one line, without the reason.
pub fn headline(report: &Report) -> String {
    let words = counted(report.text.words, "word");
    // Signs of detectors on trial are shown, but no finding rests on them.
    let counting = report.evidence.iter().filter(|e| !on_trial(e.detector)).count();
    let signs = counted(counting, "sign");
    match (report.status, report.verdict) {
        (Status::Scored, Some(Verdict::LikelyGarbled)) => format!("Likely a garbled copy: {signs} in {words}"),
        (Status::Scored, Some(Verdict::SomeSigns)) => format!("Some signs of a garbled copy: {signs} in {words}"),
        (Status::Scored, _) if counting == 0 => format!("No signs found in {words}"),
        (Status::Scored, _) => format!("Too little to speak of: {signs} in {words}"),
        (Status::NotArticle, _) => "Not an article".to_owned(),
        (Status::TooShort, _) => "Too short to judge".to_owned(),
        (Status::UnsupportedLanguage, _) => "Not in English".to_owned(),
        (Status::TranslatedByBrowser, _) => "Translated by machine, and marked so".to_owned(),
        (Status::Error, _) => "Could not be read".to_owned(),
    }
}

fn on_trial(detector: &str) -> bool {
    detect::find(detector).is_some_and(|d| d.info().stage == Stage::Nursery)
}

/// How it looks at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// No signs.
    Calm,
    /// Some signs.
    Doubtful,
    /// Likely garbled.
    Alarmed,
    /// Not judged.
    Silent,
    /// An error.
    Broken,
}

/// The report's mood.
pub fn mood(report: &Report) -> Mood {
    match (report.status, report.verdict) {
        (Status::Error, _) => Mood::Broken,
        (_, Some(Verdict::NoSigns)) => Mood::Calm,
        (_, Some(Verdict::SomeSigns)) => Mood::Doubtful,
        (_, Some(Verdict::LikelyGarbled)) => Mood::Alarmed,
        (_, None) => Mood::Silent,
    }
}

/// `1 sign`, `2 signs`.
pub fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// What came of all inputs, in one line.
pub fn summary(tally: &Tally) -> String {
    let [none, some, likely] = tally.verdicts;
    let parts = [
        (likely, "likely garbled"),
        (some, "with some signs"),
        (none, "without signs"),
        (tally.unjudged, "not judged"),
        (tally.errors, "not readable"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let all = counted(tally.all, "input");
    if parts.is_empty() { all } else { format!("{all}: {}", parts.join(", ")) }
}

/// The signs of one detector.
pub struct Group<'a> {
    /// The detector's title.
    pub title: &'a str,
    /// On trial: its signs do not count.
    pub nursery: bool,
    /// Its signs, the same words once.
    pub signs: Vec<Sign<'a>>,
}

/// One sign, wherever the same words stand.
pub struct Sign<'a> {
    /// The first of them.
    pub row: &'a EvidenceRow,
    /// The paragraphs, in order.
    pub places: Vec<Option<usize>>,
}

impl Sign<'_> {
    /// `¶ 3`, `title`, `¶ 3, 5 and 8`.
    pub fn place(&self) -> String {
        let mut out = String::new();
        let mut paragraphs = Vec::new();
        if self.places.contains(&None) {
            out.push_str("title");
        }
        for place in self.places.iter().flatten() {
            if paragraphs.last() != Some(place) {
                paragraphs.push(*place);
            }
        }
        if !paragraphs.is_empty() {
            let shown: Vec<String> = paragraphs.iter().take(8).map(|p| (p + 1).to_string()).collect();
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.push_str("¶ ");
            out.push_str(&shown.join(", "));
            if paragraphs.len() > shown.len() {
                out.push_str(", …");
            }
        }
        out
    }
}

/// The signs by detector, in the order of the registry.
pub fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    for detector in DETECTORS {
        let info = detector.info();
        let mut signs: Vec<Sign<'_>> = Vec::new();
        for row in report.evidence.iter().filter(|e| e.detector == info.id) {
            match signs.iter_mut().find(|s| s.row.quote.exact == row.quote.exact && s.row.expected == row.expected) {
                Some(sign) => sign.places.push(row.paragraph),
                None => signs.push(Sign { row, places: vec![row.paragraph] }),
            }
        }
        if !signs.is_empty() {
            groups.push(Group { title: info.title, nursery: info.stage == Stage::Nursery, signs });
        }
    }
    groups
}

/// What stands before and after the words of a sign, cut at word ends.
pub fn context(quote: &Quote) -> (String, String) {
    // A selector holds up to 32 characters on each side; one that is shorter ends where the paragraph does.
    let full = |s: &str| s.chars().count() >= 32;
    let before = if full(&quote.prefix) {
        format!("…{}", quote.prefix.split_once(' ').map_or(quote.prefix.as_str(), |(_, rest)| rest))
    } else {
        quote.prefix.clone()
    };
    let after = if full(&quote.suffix) {
        format!("{}…", quote.suffix.rsplit_once(' ').map_or(quote.suffix.as_str(), |(rest, _)| rest))
    } else {
        quote.suffix.clone()
    };
    (before, after)
}

/// What ties a candidate to the page, in words.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::DeclaredCanonical => "named by the page as its original",
        Relation::Credited => "credited in the text",
        Relation::Linked => "linked in the text",
        Relation::IndexedMatch => "found in the index",
        Relation::Search => "a search to start from",
    }
}

/// How a candidate is called: publisher and title, whichever there are.
pub fn source_name(source: &SourceRow) -> String {
    match (&source.publisher, &source.title) {
        (Some(p), Some(t)) => format!("{p}: {t}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => host(&source.url).to_owned(),
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// The address if it may become a link: http(s), without anything that could end it early.
pub fn link(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let web = lower.starts_with("http://") || lower.starts_with("https://");
    let plain =
        url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '\'' | '`'));
    (web && plain).then_some(url)
}

/// Text without characters that command a terminal or turn the reading direction; line ends become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .filter_map(|c| if matches!(c, '\n' | '\r' | '\t') { Some(' ') } else { (!bad(c)).then_some(c) })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(link("https://example.org/a?b=c&d"), Some("https://example.org/a?b=c&d"));
        assert_eq!(link("HTTP://example.org"), Some("HTTP://example.org"));
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "https://a b",
            "https://a\"onclick=",
            "ftp://x",
            "",
        ] {
            assert_eq!(link(url), None, "{url}");
        }
    }

    #[test]
    fn nothing_commands_the_terminal() {
        assert_eq!(clean("a\x1b[2Jb\u{202e}c\u{9b}d\ne"), "a[2Jbcd e");
    }

    #[test]
    fn context_is_cut_between_words() {
        let quote =
            Quote { prefix: "tence that began long before the ".into(), exact: "x".into(), suffix: " end.".into() };
        assert_eq!(context(&quote), ("…that began long before the ".into(), " end.".into()));
    }
}
