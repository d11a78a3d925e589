//! Live blogs: which entry each paragraph stands in.
//!
//! An entry is an element with a time of its own, among neighbours that have one each. Three of them that hold most of
//! the text make a live blog; a single dated note, or the dates of teasers, do not.

use serde::Serialize;

use super::Paragraph;
use super::plain::squeeze;
use super::tree::{PageTree, Tag};
use crate::order;

/// Entries that a live blog has at least, and the share of the paragraphs they hold.
const MIN_ENTRIES: usize = 3;
const MIN_SHARE: f64 = 0.6;
/// Elements between a time and its entry at most.
const MAX_CLIMB: usize = 10;
/// Bytes of a time as shown.
const MAX_TIME: usize = 60;

/// One entry of a live blog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Entry {
    /// When it was posted, as the page writes it for machines, else for people.
    pub time: Option<String>,
    /// Its heading.
    pub heading: Option<String>,
}

/// Finds the entries and tells each paragraph its own. `nodes` are the paragraphs' first nodes, in order.
pub fn assign(tree: &PageTree, paragraphs: &mut [Paragraph], nodes: &[u32]) -> Vec<Entry> {
    let times: Vec<usize> =
        tree.nodes.iter().enumerate().filter(|(_, n)| n.tag == Tag::Time && n.visible).map(|(at, _)| at).collect();
    if times.len() < MIN_ENTRIES || paragraphs.is_empty() {
        return Vec::new();
    }
    let end = |at: usize| tree.nodes.get(at).map_or(at, |n| at + n.size as usize);
    let alone = |at: usize| {
        let first = times.partition_point(|t| *t < at);
        times.partition_point(|t| *t <= end(at)) - first == 1
    };
    // From each time up, as long as no other time comes in.
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    for &time in &times {
        let mut at = time;
        for _ in 0..MAX_CLIMB {
            let Some(parent) = tree.nodes.get(at).map(|n| n.parent).filter(|p| *p != u32::MAX) else { break };
            if !alone(parent as usize) {
                break;
            }
            at = parent as usize;
        }
        found.push((tree.nodes.get(at).map_or(u32::MAX, |n| n.parent), at, time));
    }
    let holds = |at: usize, node: u32| at <= node as usize && node as usize <= end(at);
    // Entries are neighbours: those of the parent that holds the most paragraphs in them count.
    order::sort_by_key(&mut found, |(parent, at, _)| (*parent, *at));
    let mut best: (usize, &[(u32, usize, usize)]) = (0, &[]);
    for group in found.chunk_by(|a, b| a.0 == b.0) {
        let filled = group.iter().filter(|(_, at, _)| span(nodes, *at, end(*at)) > 0).count();
        let held: usize = group.iter().map(|(_, at, _)| span(nodes, *at, end(*at))).sum();
        if filled >= MIN_ENTRIES && held > best.0 {
            best = (held, group);
        }
    }
    if (best.0 as f64) < MIN_SHARE * paragraphs.len() as f64 || best.1.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<Entry> = Vec::new();
    let mut next = 0;
    for &(_, at, time) in best.1 {
        while nodes.get(next).is_some_and(|n| (*n as usize) < at) {
            next += 1;
        }
        let mut entry = Entry { time: time_of(tree, time), heading: None };
        let index = out.len() as u32;
        let mut any = false;
        while nodes.get(next).is_some_and(|n| holds(at, *n)) {
            if let Some(paragraph) = paragraphs.get_mut(next) {
                paragraph.entry = Some(index);
                if paragraph.kind == super::ParagraphKind::Heading && entry.heading.is_none() && !any {
                    entry.heading = Some(paragraph.text.clone());
                }
                any = true;
            }
            next += 1;
        }
        if any {
            out.push(entry);
        }
    }
    out
}

/// Paragraphs that begin in an element.
fn span(nodes: &[u32], from: usize, to: usize) -> usize {
    let start = nodes.partition_point(|n| (*n as usize) < from);
    nodes.partition_point(|n| *n as usize <= to).saturating_sub(start)
}

fn time_of(tree: &PageTree, at: usize) -> Option<String> {
    let node = tree.nodes.get(at)?;
    if !node.text.is_empty() {
        return Some(node.text.clone());
    }
    let inside = tree.nodes.iter().skip(at + 1).take((node.size as usize).min(8)).filter(|n| n.is_text() && n.visible);
    let shown = squeeze(&inside.map(|n| n.text.as_str()).collect::<String>());
    let cut = shown.floor_char_boundary(MAX_TIME);
    Some(shown.get(..cut).unwrap_or("").to_owned()).filter(|t| !t.is_empty())
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::article::{extract, html};

    const SENTENCE: &str = "The gate was closed at noon, and the crew went home to dry their boots by the stove.";

    fn entry(time: &str, heading: &str) -> String {
        format!(
            "<div class=post><time datetime={time}>{time}</time><h2>{heading}</h2><p>{SENTENCE}</p><p>It was {heading}. {SENTENCE}</p></div>"
        )
    }

    #[test]
    fn paragraphs_of_a_live_blog_know_their_entries() {
        let posts: String = [("12:40", "Water falls"), ("11:05", "Gate closed"), ("09:30", "Rain stops")]
            .map(|(t, h)| entry(t, h))
            .concat();
        let page = format!("<article><h1>Flood on the Aller</h1><p>What we know. {SENTENCE}</p>{posts}</article>");
        let article = extract::extract(&html::parse(&page, None));
        let times: Vec<_> = article.entries.iter().map(|e| e.time.as_deref()).collect();
        assert_eq!(times, [Some("12:40"), Some("11:05"), Some("09:30")]);
        assert_eq!(article.entries[1].heading.as_deref(), Some("Gate closed"));
        assert_eq!(article.paragraphs[0].entry, None);
        let last = article.paragraphs.last().expect("paragraphs");
        assert_eq!(last.entry, Some(2));
        assert!(last.text.starts_with("It was Rain stops"));
    }

    #[test]
    fn the_dates_of_an_article_are_no_entries() {
        let page = format!(
            "<article><h1>Flood on the Aller</h1><time>March 4, 2026</time>{}<p>{SENTENCE} <time>12:40</time></p>\
             <p>{SENTENCE} <time>12:50</time></p></article>",
            format!("<p>{SENTENCE}</p>").repeat(8)
        );
        let article = extract::extract(&html::parse(&page, None));
        assert!(article.entries.is_empty() && article.paragraphs.iter().all(|p| p.entry.is_none()));
    }
}
