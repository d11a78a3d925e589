//! Headline, byline and date where the page shows them: for what its metadata leave out, and to keep them out of the text.

use super::blocks::{Block, Blocks};
use super::claims::Claims;
use super::hints::Purpose;
use super::metadata::{is_name, without_by};
use super::phrases;
use super::tree::{PageTree, Tag};
use super::trust::prose;

/// Blocks before and behind the headline in which a byline is looked for.
const NEAR: usize = 8;
/// Share of the page's prose that may stand above a headline.
const MAX_BEFORE: f64 = 0.3;
/// Words of a byline at most.
const MAX_NAMES: u32 = 14;

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

/// The headline as shown. Where the byline stands in the same block, the metadata tell where the headline ends.
pub fn title(block: &Block, claims: &Claims, titles: &[String]) -> String {
    let fuller = |(claim, title): (&super::claims::Claim, &String)| {
        let words = claim.leads(&block.text)?;
        (words >= 3 && block.heading.is_none() && title.len() < block.text.len()).then(|| title.clone())
    };
    let front = || split_byline(block).map(|(front, _)| front.to_owned());
    claims.titles.iter().zip(titles).find_map(fuller).or_else(front).unwrap_or_else(|| block.text.clone())
}

/// `Headline by Ada Marsh` in one block that is no heading.
fn split_byline(block: &Block) -> Option<(&str, &str)> {
    let (front, name) = block.text.rsplit_once(" by ")?;
    (block.heading.is_none() && front.contains(' ') && looks_like_names(name)).then_some((front, name))
}

/// The author line near the headline.
pub fn byline(blocks: &Blocks, headline: usize) -> Option<String> {
    let list = &blocks.list;
    let near = headline.saturating_sub(NEAR)..(headline + NEAR).min(list.len());
    for at in near {
        let block = list.get(at)?;
        if at == headline {
            if let Some((_, name)) = split_byline(block) {
                return Some(name.to_owned());
            }
            continue;
        }
        if block.words > MAX_NAMES {
            continue;
        }
        let text = cut_at_date(&block.text);
        let name = without_by(text);
        let said = name.len() < text.len();
        if (said || block.purpose.any(Purpose::BYLINE)) && looks_like_names(name) {
            return Some(name.to_owned());
        }
    }
    None
}

/// `Ada Marsh, March 4` without the date.
fn cut_at_date(text: &str) -> &str {
    let bare = |t: &'_ str| t.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let Some(end) = text.find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '•' | '·')) else { return text };
    let front = &text[..bare(&text[..end])];
    // The month, or a word such as "Updated", stood before the number.
    match front.rsplit_once([' ', ',']) {
        Some((names, last)) if phrases::is_date_word(&last.to_ascii_lowercase()) => &names[..bare(names)],
        _ => front,
    }
}

/// One to a few capitalised words.
pub fn looks_like_names(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_name(text)
        && (1..=10).contains(&words)
        && text.chars().next().is_some_and(char::is_uppercase)
        && !text.ends_with(['.', '!', '?', ':'])
        && text.split_whitespace().all(|w| {
            matches!(
                w,
                "and" | "&" | "for" | "of" | "de" | "van" | "von" | "der" | "den" | "la" | "da" | "di" | "bin" | "al"
            ) || w.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
        })
}

/// The date in the first `<time>` behind the headline, up to the last block of the text, else the last one before it.
pub fn published(tree: &PageTree, headline: u32, end: u32) -> Option<String> {
    let stamp = |node: &&super::tree::Node| {
        node.tag == Tag::Time && node.visible && node.text.bytes().filter(u8::is_ascii_digit).count() >= 6
    };
    let (head, tail) = tree.nodes.split_at((headline as usize).min(tree.nodes.len()));
    let reach = (end.saturating_sub(headline) as usize + 1).min(tail.len());
    let near = head.len().saturating_sub(60);
    tail[..reach].iter().find(stamp).or_else(|| head[near..].iter().rev().find(stamp)).map(|n| n.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_ends_where_the_date_begins() {
        assert_eq!(cut_at_date("By Ada Marsh, March 4, 2026"), "By Ada Marsh");
        assert_eq!(cut_at_date("Ada Marsh | Staff writer"), "Ada Marsh");
        assert_eq!(cut_at_date("By Ada Marsh"), "By Ada Marsh");
    }

    #[test]
    fn names_are_capitalised() {
        assert!(looks_like_names("Ada Marsh and Jan van der Berg"));
        assert!(!looks_like_names("Read the whole story"));
        assert!(!looks_like_names("It rained."));
    }
}
