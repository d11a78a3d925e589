//! Headline, byline and date where the page shows them: for what its metadata leave out, and to keep them out of the text.

use super::blocks::{Block, Blocks};
use super::byline::{cut_at_date, looks_like_names};
use super::claims::Claims;
use super::fields::{Said, Source};
use super::phrases;
use super::tree::{PageTree, Tag};
use super::trust::prose;

/// Blocks before and behind the headline in which a date is looked for.
const NEAR: usize = 8;
/// Share of the page's prose that may stand above a headline.
const MAX_BEFORE: f64 = 0.3;
/// Words of a line with a date at most.
const MAX_LINE: u32 = 14;

/// The block that shows the headline: like the metadata's, else the first `<h1>` with words in it.
pub fn find(blocks: &[Block], claims: &Claims) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    let all: f64 = blocks.iter().map(prose).sum();
    let mut before = 0.0;
    for (at, block) in blocks.iter().enumerate() {
        before += prose(block);
        // A headline said again inside or below the text, as embedded players do, is not the one above it.
        if before > MAX_BEFORE * all && block.heading != Some(1) {
            continue;
        }
        if block.words > 60 || block.link_density() > 0.5 && block.heading != Some(1) {
            continue;
        }
        let rank = match block.heading {
            Some(1) => 0.3,
            Some(_) => 0.1,
            None => 0.0,
        };
        let like = claims.title_likeness(block);
        let score = if like >= 0.6 { like + rank } else { 0.0 };
        if score > 0.0 && best.is_none_or(|(b, _)| score > b + 1e-9) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at).or_else(|| blocks.iter().position(|b| b.heading == Some(1) && b.words >= 3))
}

/// Words of a label that stands before a headline in its own element: `Opinion`, `Live`.
const LABEL: usize = 3;

/// The headline as shown. Where a byline or a label stands in the same block, the metadata tell where the headline ends
/// and begins.
pub fn title(block: &Block, claims: &Claims, titles: &[Said]) -> String {
    let fuller = |(claim, title): (&super::claims::Claim, &Said)| {
        let longer = title.value.len() < block.text.len();
        let led = claim.leads(&block.text).is_some_and(|words| words >= 3 && block.heading.is_none());
        let sure = title.source != Source::Title;
        (longer && (led || sure && labelled(block, claim))).then(|| title.value.clone())
    };
    let front = || split_byline(block).map(|(front, _)| front.to_owned());
    claims.titles.iter().zip(titles).find_map(fuller).or_else(front).unwrap_or_else(|| block.text.clone())
}

/// Does a headline stand behind a label that no punctuation parts from it, as another element does?
fn labelled(block: &Block, claim: &super::claims::Claim) -> bool {
    let Some(before) = claim.trails(&block.text).filter(|n| (1..=LABEL).contains(n) && claim.len() >= 4) else {
        return false;
    };
    let label = block.text.split(' ').take(before);
    let mut words = 0;
    let of_headline =
        |w: &str| matches!(w.to_ascii_lowercase().as_str(), "the" | "a" | "an" | "how" | "why" | "and" | "new");
    let plain = label.inspect(|_| words += 1).all(|w| w.chars().all(char::is_alphabetic) && !of_headline(w));
    plain && words == before
}

/// `Headline by Ada Marsh` in one block that is no heading.
pub fn split_byline(block: &Block) -> Option<(&str, &str)> {
    let (front, name) = block.text.rsplit_once(" by ")?;
    (block.heading.is_none() && front.contains(' ') && looks_like_names(name)).then_some((front, name))
}

/// A date that the page shows near the headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// As written: the `datetime` of a `<time>`, or the line without its label.
    pub text: String,
    /// It stands in a `<time>`.
    pub time: bool,
    /// It says when the text was changed, not when it appeared.
    pub update: bool,
}

/// Nodes before and behind the headline in which a date is looked for.
const NEAR_NODES: usize = 60;
/// Dates that are told.
const MAX_DATES: usize = 6;
/// Labels before a date, and whether they speak of a change.
const LABELS: &[(&str, bool)] = &[
    ("first published", false),
    ("originally published", false),
    ("published", false),
    ("posted", false),
    ("created", false),
    ("date", false),
    ("last updated", true),
    ("last modified", true),
    ("updated", true),
    ("modified", true),
];

/// The dates from the headline to the last block of the text, in order, then the last ones before the headline.
pub fn dates(tree: &PageTree, blocks: &Blocks, headline: usize, end: u32) -> Vec<Shown> {
    let mut out = Vec::new();
    let Some(at) = blocks.list.get(headline).map(|b| b.node as usize) else { return out };
    let at = at.min(tree.nodes.len());
    let reach = (end as usize + 1).clamp(at, tree.nodes.len());
    let near = at.saturating_sub(NEAR_NODES);
    for index in (at..reach).chain((near..at).rev()) {
        let Some(node) = tree.nodes.get(index).filter(|n| n.tag == Tag::Time && n.visible) else { continue };
        let shown = text_in(tree, index);
        let digits = |t: &str| t.bytes().filter(u8::is_ascii_digit).count() >= 5;
        let text = if digits(&node.text) { node.text.clone() } else { without_label(&shown).0.to_owned() };
        if digits(&text) && out.len() < MAX_DATES {
            let before = index.checked_sub(1).and_then(|b| tree.nodes.get(b)).filter(|n| n.is_text());
            let label = before.map_or("", |n| n.text.trim()).trim_end_matches([':', ' ']);
            let changed = |t: &str| LABELS.iter().any(|(l, update)| *update && ends_with(t, l));
            out.push(Shown { text, time: true, update: without_label(&shown).1 || changed(label) });
        }
    }
    let from = headline.saturating_sub(NEAR);
    for block in blocks.list.iter().take(headline + NEAR).skip(from) {
        if block.words > MAX_LINE || out.len() >= MAX_DATES {
            continue;
        }
        // One line may say both: `Published March 4, 2026 | Updated March 5, 2026`; or the date behind the author.
        for part in block.text.split(['|', '•', '·']) {
            let behind = part.get(cut_at_date(part).len()..).unwrap_or("");
            for part in [part, behind] {
                let start = part.trim_start_matches(|c: char| !c.is_alphanumeric());
                let (date, update) = without_label(start.strip_prefix("on ").unwrap_or(start).trim_end());
                let sound = phrases::is_date(&date.to_lowercase()) && has_year(date);
                if sound && !out.iter().any(|s| s.text == date) {
                    out.push(Shown { text: date.to_owned(), time: false, update });
                    break;
                }
            }
        }
    }
    out
}

/// A line without a year is told from a label only by guessing.
fn has_year(date: &str) -> bool {
    date.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

fn ends_with(text: &str, word: &str) -> bool {
    text.len().checked_sub(word.len()).and_then(|at| text.get(at..)).is_some_and(|t| t.eq_ignore_ascii_case(word))
}

/// A date without the word before it, and whether that speaks of a change.
fn without_label(text: &str) -> (&str, bool) {
    for (label, update) in LABELS {
        let rest = text.get(..label.len()).filter(|t| t.eq_ignore_ascii_case(label)).map(|_| &text[label.len()..]);
        if let Some(rest) = rest.filter(|r| !r.starts_with(char::is_alphabetic)) {
            let rest = rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
            return (rest.strip_prefix("on ").unwrap_or(rest), *update);
        }
    }
    (text, false)
}

/// The visible text of an element; a date has few words.
fn text_in(tree: &PageTree, at: usize) -> String {
    let size = tree.nodes.get(at).map_or(0, |n| n.size as usize).min(8);
    let mut out = String::new();
    for node in tree.nodes.iter().skip(at + 1).take(size).filter(|n| n.is_text() && n.visible) {
        out.push_str(node.text.get(..node.text.floor_char_boundary(80)).unwrap_or(""));
    }
    super::plain::squeeze(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_in_the_headline_s_element_is_no_part_of_it() {
        let title = |shown: &str, said: &str| {
            let block = Block { text: shown.to_owned(), heading: Some(1), ..Block::default() };
            let titles = [Said::new(said, Source::JsonLd, "headline")];
            let claims = Claims { titles: vec![super::super::claims::Claim::new(said)], ..Claims::default() };
            title(&block, &claims, &titles)
        };
        assert_eq!(
            title("Opinion The bridge that nobody wanted", "The bridge that nobody wanted"),
            "The bridge that nobody wanted"
        );
        assert_eq!(
            title("Rowing: Four clubs share a boat", "Four clubs share a boat"),
            "Rowing: Four clubs share a boat"
        );
        assert_eq!(title("The bridge that nobody wanted", "Nobody wanted this"), "The bridge that nobody wanted");
    }

    #[test]
    fn a_label_says_what_a_date_is_of() {
        assert_eq!(without_label("Published: March 4, 2026"), ("March 4, 2026", false));
        assert_eq!(without_label("Last updated on March 4, 2026"), ("March 4, 2026", true));
        assert_eq!(without_label("Dated March 4, 2026"), ("Dated March 4, 2026", false));
    }
}
