//! Candidates for the canonical article: from the page's own clues, from credits in the text, from outbound links, and
//! always a prepared search whose words are the repaired ones.
//!
//! Nothing is fetched: a candidate is a link the reader may open. The page itself and its site are left out, so are
//! platforms and anything but public `http(s)` addresses. A wrong original is worse than none: what only might be one
//! stays low and says so. `docs/sources.md` has the rules.

mod address;
mod credits;
mod declared;
mod links;
mod phrases;
mod publishers;
mod punycode;
mod search;
mod site;

pub use address::WebAddress;
pub use publishers::{Publisher, Publishers};

use crate::article::Article;
use crate::data::Data;
use crate::detect::Evidence;
use crate::message::Message;
use crate::order;
use crate::report::{NameRow, Relation, SourceRow};
use crate::text::Document;
use site::OwnSite;

/// Most candidates shown beside the search.
const MAX_ROWS: usize = 6;
/// Most reasons of one candidate.
const MAX_REASONS: usize = 4;
/// No clue on a page is proof.
const CEILING: f64 = 0.97;
/// Clues that are weak one by one do not make a sure one together.
const WEAK_CEILING: f64 = 0.5;
/// A front page is not yet the article.
const HOME_CEILING: f64 = 0.8;

/// What every kind of clue is read from.
struct Page<'a> {
    article: &'a Article,
    doc: &'a Document<'a>,
    publishers: &'a Publishers,
    own: OwnSite,
}

/// One reason to think that the original is at an address.
#[derive(Debug, Clone)]
struct Clue {
    address: WebAddress,
    /// The clue names a publisher, not an article: the address is its front page.
    whole_site: bool,
    relation: Relation,
    confidence: f64,
    title: Option<String>,
    message: Message,
}

/// Ranked candidates, best first; the prepared search is the last.
pub fn candidates(
    article: &Article,
    doc: &Document<'_>,
    names: &[NameRow],
    evidence: &[Evidence],
    data: &Data,
) -> Vec<SourceRow> {
    let publishers = &data.publishers;
    let page = Page { article, doc, publishers, own: OwnSite::of(article, publishers) };
    let credits = credits::find(&page);
    let mut clues = declared::clues(&page);
    clues.extend(links::clues(&page, &credits));
    clues.extend(credits::clues(&credits));
    let mut rows = merge(clues, publishers);
    rows.truncate(MAX_ROWS);
    rows.extend(search::row(doc, names, evidence, data));
    rows
}

/// One row for each address, with the reasons of all its clues.
fn merge(clues: Vec<Clue>, publishers: &Publishers) -> Vec<SourceRow> {
    let mut groups: Vec<(String, Vec<Clue>)> = Vec::new();
    // Articles before sites, so that a site's clues find the article they speak of.
    let (sites, articles): (Vec<Clue>, Vec<Clue>) = clues.into_iter().partition(|c| c.whole_site);
    for clue in articles {
        let key = clue.address.key();
        match groups.iter_mut().find(|(k, _)| *k == key) {
            Some((_, group)) => group.push(clue),
            None => groups.push((key, vec![clue])),
        }
    }
    for clue in sites {
        let key = clue.address.key();
        // "Originally published by Reuters" speaks of the Reuters article the page declares or links in that very
        // sentence, not of any Reuters article it happens to link.
        let same = |group: &[Clue]| {
            group.iter().any(|c| c.relation != Relation::Linked && same_owner(&c.address, &clue.address, publishers))
        };
        match groups.iter().position(|(k, group)| *k == key || same(group)) {
            Some(at) => groups[at].1.push(clue),
            None => groups.push((key, vec![clue])),
        }
    }
    let mut rows: Vec<SourceRow> = groups.into_iter().map(|(_, group)| row(group, publishers)).collect();
    order::sort_by(&mut rows, |a, b| {
        b.confidence.total_cmp(&a.confidence).then(a.relation.cmp(&b.relation)).then_with(|| a.url.cmp(&b.url))
    });
    rows
}

fn same_owner(a: &WebAddress, b: &WebAddress, publishers: &Publishers) -> bool {
    let (pa, pb) = (publishers.by_host(a.host()), publishers.by_host(b.host()));
    pa.is_some() && pa == pb || site::registrable(a.host()) == site::registrable(b.host())
}

fn row(mut group: Vec<Clue>, publishers: &Publishers) -> SourceRow {
    // A stable sort: clues of equal weight stay in the order of the page.
    order::sort_by(&mut group, |a, b| b.confidence.total_cmp(&a.confidence));
    let home = group.iter().all(|c| c.whole_site);
    let best = group.iter().find(|c| home || !c.whole_site).or(group.first()).cloned();
    let strongest = group.first().map_or(0.0, |c| c.confidence);
    let ceiling = match strongest {
        s if s < WEAK_CEILING => WEAK_CEILING,
        _ if home => HOME_CEILING,
        _ => CEILING,
    };
    let doubt: f64 = group.iter().map(|c| 1.0 - c.confidence).product();
    let mut reasons: Vec<Message> = Vec::new();
    for clue in &group {
        if reasons.len() < MAX_REASONS && !reasons.contains(&clue.message) {
            reasons.push(clue.message.clone());
        }
    }
    let publisher = best
        .as_ref()
        .and_then(|c| publishers.by_host(c.address.host()))
        .and_then(|p| publishers.get(p))
        .map(|p| p.name.to_owned());
    let url = best.as_ref().map(|c| c.address.to_string()).unwrap_or_default();
    if home {
        let name = publisher.clone().or(best.as_ref().map(|c| c.address.host().to_owned())).unwrap_or_default();
        reasons.push(Message::new("source_front_page", &[&name]));
    }
    SourceRow {
        id: None,
        url,
        title: group.iter().find_map(|c| c.title.clone()),
        publisher,
        relation: group.iter().map(|c| c.relation).min().unwrap_or(Relation::Linked),
        confidence: (1.0 - doubt).min(ceiling),
        reasons: reasons.iter().map(Message::english).collect(),
        reason_messages: reasons,
    }
}

#[cfg(test)]
mod tests;
