//! Credits in the text: "originally published by Reuters", "LONDON (Reuters) -", "told the BBC", "according to Euronews".
//!
//! A publisher's name alone is no credit; the words around it make it one, and say how much it means. Only phrases by
//! which a text speaks of its own origin are strong. Quoting a publisher is weak: honest articles do it all the time,
//! though "told Euronews" is what Euronews writes of its own interviews, and a copy keeps it.

use super::address::WebAddress;
use super::phrases::{Named, Place, begins_earlier, continues, judge};
use super::publishers::Naming;
use super::{Clue, Page, site};
use crate::article::ParagraphKind;
use crate::message::Message;
use crate::order;
use crate::report::Relation;
use crate::text::{Block, Span};

/// Credits that are read of one text, and publishers that are told of. Nobody credits more in earnest.
const MAX_CREDITS: usize = 300;
const MAX_PUBLISHERS: usize = 20;
/// Bytes of the text that a reason quotes.
const MAX_SNIPPET: usize = 160;

/// A credit at this confidence or above speaks of the text's own origin.
pub const STRONG: f64 = 0.5;

/// A credit and where it stands.
#[derive(Debug, Clone)]
pub struct Credit {
    /// Index into the document's blocks; none for the byline.
    pub block: Option<usize>,
    /// The sentence in bytes of its block.
    pub sentence: Span,
    /// Index of the publisher; none for one known only by its domain.
    pub publisher: Option<usize>,
    /// Its front page.
    pub address: WebAddress,
    /// 0 to 1.
    pub confidence: f64,
    /// What to tell.
    pub message: Message,
}

/// All credits, in the order of the text; the byline first.
pub fn find(page: &Page<'_>) -> Vec<Credit> {
    let mut out = byline(page);
    let blocks = &page.doc.blocks;
    let last_body = blocks.iter().rposition(|b| b.kind != ParagraphKind::Heading).unwrap_or(0);
    for (index, block) in blocks.iter().enumerate().filter(|(_, b)| b.paragraph.is_some()) {
        let place = Place { near_start: block.paragraph.is_some_and(|p| p <= 2), near_end: index + 2 >= last_body };
        let mut i = 0;
        while i < block.tokens.len() && out.len() < MAX_CREDITS {
            let Some(naming) = naming(page, block, i) else {
                i += 1;
                continue;
            };
            if let Some((confidence, message, snippet)) = judge(block, &naming, place) {
                push(page, block, Some(index), &naming, confidence, message, snippet, &mut out);
            }
            i = naming.last + 1;
        }
    }
    out
}

/// The clues that credits give by themselves: the publisher's front page. A kind of phrase counts once for each
/// publisher, and the weaker kinds half.
pub fn clues(credits: &[Credit]) -> Vec<Clue> {
    let mut best: Vec<&Credit> = credits.iter().collect();
    // A stable sort: equals stay in the order of the text.
    order::sort_by(&mut best, |a, b| b.confidence.total_cmp(&a.confidence));
    let mut out: Vec<Clue> = Vec::new();
    for credit in best {
        let mut same = out.iter().filter(|c| c.address == credit.address).peekable();
        let weaker = same.peek().is_some();
        if same.any(|c| c.message.message_id == credit.message.message_id) || out.len() == MAX_PUBLISHERS {
            continue;
        }
        out.push(Clue {
            address: credit.address.clone(),
            whole_site: true,
            relation: Relation::Credited,
            confidence: if weaker { credit.confidence / 2.0 } else { credit.confidence },
            title: None,
            message: credit.message.clone(),
        });
    }
    out
}

fn naming(page: &Page<'_>, block: &Block<'_>, i: usize) -> Option<Named> {
    if let Some(Naming { publisher, first, last, needs_strong, .. }) = page.publishers.at(block, i) {
        let address = page.publishers.get(publisher)?.domains.first().and_then(|d| WebAddress::home(d))?;
        let longer = continues(block, last) || begins_earlier(block, first);
        return Some(Named { publisher: Some(publisher), address, first, last, needs_strong: needs_strong || longer });
    }
    // A bare domain is credited only where the phrase leaves no doubt.
    let word = block.word(i);
    // "bbc.com" is one token, and few are longer than five letters and hold a full stop.
    if word.len() <= 5 || !block.tokens.get(i)?.is_word_like() {
        return None;
    }
    let (_, suffix) = word.rsplit_once('.')?;
    let domain_like = suffix.len() >= 2 && suffix.bytes().all(|b| b.is_ascii_lowercase());
    let address = WebAddress::home(word).filter(|a| domain_like && site::may_be_original(a))?;
    let publisher = page.publishers.by_host(address.host());
    Some(Named { publisher, address, first: i, last: i, needs_strong: true })
}

/// Who a byline names: "Reuters", "Jane Doe, Associated Press", "Euronews with AP".
fn byline(page: &Page<'_>) -> Vec<Credit> {
    let mut out = Vec::new();
    let Some(text) = &page.article.byline else { return out };
    let block = Block::new(None, ParagraphKind::Body, text, &[]);
    let mut named: Vec<Named> = Vec::new();
    let mut i = 0;
    while i < block.tokens.len() {
        match naming(page, &block, i) {
            Some(n) if n.publisher.is_some() => {
                i = n.last + 1;
                named.push(n);
            }
            _ => i += 1,
        }
    }
    for n in &named {
        let others = block
            .tokens
            .iter()
            .enumerate()
            .filter(|(k, t)| t.is_word_like() && !(n.first..=n.last).contains(k))
            .filter(|(k, _)| !["by", "the", "from", "news", "staff"].contains(&block.word(*k).to_lowercase().as_str()))
            .count();
        let agency = n.publisher.and_then(|p| page.publishers.get(p)).is_some_and(|p| p.agency);
        let confidence = match (named.len(), others) {
            (1, 0) => 0.6,
            // "Jane Doe, Associated Press"
            (1, _) if agency && !n.needs_strong => 0.5,
            _ if n.needs_strong => continue,
            _ => 0.35,
        };
        push(page, &block, None, n, confidence, "source_byline", (n.first, n.last), &mut out);
    }
    out
}

#[allow(clippy::too_many_arguments)] // one place where a judgement becomes a credit
fn push(
    page: &Page<'_>,
    block: &Block<'_>,
    index: Option<usize>,
    naming: &Named,
    confidence: f64,
    message: &'static str,
    snippet: (usize, usize),
    out: &mut Vec<Credit>,
) {
    if page.own.is_same_site(&naming.address)
        || page.own.is_same_publisher(&naming.address, page.publishers)
        || naming.publisher.is_some_and(|p| page.own.is_publisher(p))
    {
        return;
    }
    let name = naming.publisher.and_then(|p| page.publishers.get(p)).map_or(naming.address.host(), |p| p.name);
    let shown = block.slice(snippet.0, snippet.1);
    let shown = &shown[..shown.floor_char_boundary(MAX_SNIPPET)];
    let sentence = block.sentence_of(naming.first).map_or(Span::new(0, 0), |s| block.span(s.first, s.last));
    out.push(Credit {
        block: index,
        sentence,
        publisher: naming.publisher,
        address: naming.address.clone(),
        confidence,
        message: Message::new(message, &[name, shown]),
    });
}
