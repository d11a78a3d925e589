//! Outbound links whose words or place suggest the origin: "read the original", a link in the sentence that credits a
//! publisher, a link that carries the headline, or most links of the text leading to one other site.
//!
//! Copies keep the links of the text they copied, and those mostly lead into the original's own site. Any other plain
//! link says nothing of the origin: honest articles link to what they cite.

use std::collections::BTreeMap;

use super::address::{WebAddress, is_relative};
use super::credits::{Credit, STRONG};
use super::{Clue, Page, site};
use crate::article::Link;
use crate::message::Message;
use crate::report::Relation;
use crate::text::{Block, Span};

/// Links that are read of one page, and those that are told of.
const MAX_LINKS: usize = 500;
const MAX_CLUES: usize = 20;
/// Bytes of a link's words, or of a paragraph around it, that may still be a label: bounds the work on hostile pages.
const MAX_LABEL: usize = 600;

/// Words of links that lead to an original. Sorted.
const LABELS: &[&str] = &[
    "article source",
    "full article",
    "full story",
    "go to source",
    "go to the original",
    "original",
    "original article",
    "original link",
    "original post",
    "original source",
    "original story",
    "read full article",
    "read full story",
    "read original",
    "read original article",
    "read the full article",
    "read the full story",
    "read the original",
    "read the original article",
    "read the original story",
    "source",
    "source link",
    "source url",
    "view original",
    "view source",
    "visit source",
    "visit the original",
];

/// Phrases beside such a link that leave little doubt.
const PUBLISHED: &[&str] = &[
    "appeared first on",
    "first appeared",
    "first published",
    "initially published",
    "initially revealed",
    "originally appeared",
    "originally posted",
    "originally published",
    "republished from",
    "republished with",
];

struct Outbound<'a> {
    block: &'a Block<'a>,
    index: usize,
    span: Span,
    address: WebAddress,
    label: &'a str,
}

/// All clues in the text's links.
pub fn clues(page: &Page<'_>, credits: &[Credit]) -> Vec<Clue> {
    let mut own_links = 0usize;
    let mut outbound: Vec<Outbound<'_>> = Vec::new();
    let all = page.doc.blocks.iter().enumerate().flat_map(|(i, b)| b.links.iter().map(move |l| (i, b, l)));
    for (index, block, link) in all.take(MAX_LINKS) {
        match target(page, link) {
            Target::Own => own_links += 1,
            Target::Other(address) => {
                let span = Span::new(link.start as usize, link.end as usize);
                let label = block.text.get(span.start..span.end).unwrap_or("").trim();
                if label.len() > MAX_LABEL {
                    continue;
                }
                outbound.push(Outbound { block, index, span, address, label });
            }
            Target::Nothing => {}
        }
    }
    let mut out: Vec<Clue> = outbound.iter().filter_map(|link| speaking(page, link, credits)).take(MAX_CLUES).collect();
    out.extend(majority(page, &outbound, own_links));
    out
}

enum Target {
    Own,
    Other(WebAddress),
    Nothing,
}

fn target(page: &Page<'_>, link: &Link) -> Target {
    if is_relative(&link.href) {
        return if link.href.trim().starts_with('#') { Target::Nothing } else { Target::Own };
    }
    match WebAddress::read(&link.href) {
        Some(a) if page.own.is_same_site(&a) => Target::Own,
        Some(a) if site::may_be_original(&a) => Target::Other(a),
        _ => Target::Nothing,
    }
}

/// A link whose words, or the sentence around it, speak of the origin.
fn speaking(page: &Page<'_>, link: &Outbound<'_>, credits: &[Credit]) -> Option<Clue> {
    let credit = credits
        .iter()
        .filter(|c| c.block == Some(link.index) && c.sentence.overlaps(link.span))
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let ours = |c: &Credit| {
        site::registrable(c.address.host()) == site::registrable(link.address.host())
            || c.publisher.is_some() && page.publishers.by_host(link.address.host()) == c.publisher
    };
    let article = link.address.is_article_like();
    if let Some(c) = credit.filter(|c| article && ours(c)) {
        // A strong credit's own clue joins this one; a weak one stays with the publisher's front page.
        let strong = c.confidence >= STRONG;
        let (confidence, relation) = if strong { (0.5, Relation::Credited) } else { (0.3, Relation::Linked) };
        return Some(Clue {
            relation,
            ..linked(link, confidence, Message::new("source_link_in_credit", &[link.label]))
        });
    }
    if !article {
        return None;
    }
    if carries_headline(page, link.label) {
        return Some(linked(link, 0.55, Message::new("source_link_headline", &[])));
    }
    let words = link.label.to_lowercase();
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    if LABELS.binary_search(&words).is_ok() {
        // "This article was originally published by a publisher nobody knows. Read the original article."
        let said = link.block.text.len() <= MAX_LABEL && {
            let text = link.block.text.to_lowercase();
            PUBLISHED.iter().any(|p| text.contains(p))
        };
        return Some(linked(link, if said { 0.65 } else { 0.5 }, Message::new("source_link_label", &[link.label])));
    }
    // "Source: harbourpost.example/...": the word stands before the link.
    let before = link.block.text.get(..link.span.start).unwrap_or("");
    let before = before[before.floor_char_boundary(before.len().saturating_sub(60))..].to_lowercase();
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let labelled = [
        "source",
        "original article",
        "original story",
        "originally published at",
        "originally published on",
        "appeared first on",
    ];
    if labelled.iter().any(|l| before == *l || before.ends_with(&format!(" {l}"))) && !before.ends_with("image source")
    {
        return Some(linked(link, 0.5, Message::new("source_link_label", &[link.label])));
    }
    None
}

/// Does the link carry the page's headline, or most of it?
fn carries_headline(page: &Page<'_>, label: &str) -> bool {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2).map(str::to_lowercase).collect()
    };
    let headline = words(page.article.title.as_deref().unwrap_or(""));
    let label = words(label);
    let shared = label.iter().filter(|w| headline.contains(w)).count();
    shared >= 4 && shared * 5 >= headline.len() * 4 && shared * 5 >= label.len() * 4
}

/// Most of the text's links lead to one other site, and none or few into its own.
fn majority(page: &Page<'_>, outbound: &[Outbound<'_>], own_links: usize) -> Option<Clue> {
    let mut by_site: BTreeMap<&str, Vec<&WebAddress>> = BTreeMap::new();
    for link in outbound.iter().filter(|l| l.address.is_article_like()) {
        let targets = by_site.entry(site::registrable(link.address.host())).or_default();
        if targets.iter().all(|a| a.key() != link.address.key()) {
            targets.push(&link.address);
        }
    }
    let all: usize = by_site.values().map(Vec::len).sum();
    let (_, targets) = by_site.into_iter().max_by_key(|(_, t)| t.len())?;
    let first = *targets.first()?;
    let known = page.publishers.by_host(first.host()).is_some();
    let enough = targets.len() >= 2 && targets.len() * 5 >= all * 3 && own_links < targets.len();
    if !enough || !known || page.own.is_same_publisher(first, page.publishers) {
        return None;
    }
    Some(Clue {
        address: WebAddress::home(first.host())?,
        whole_site: true,
        relation: Relation::Linked,
        confidence: if targets.len() > 2 { 0.4 } else { 0.25 },
        title: None,
        message: Message::new("source_link_majority", &[&targets.len().to_string(), first.host()]),
    })
}

fn linked(link: &Outbound<'_>, confidence: f64, message: Message) -> Clue {
    let title = link.label.chars().filter(|c| c.is_alphanumeric()).count() >= 15;
    Clue {
        address: link.address.clone(),
        whole_site: false,
        relation: Relation::Linked,
        confidence,
        title: title.then(|| link.label.to_owned()),
        message,
    }
}
