//! Asking indexes for the original of an article: what they hold that fits, why, and what follows from it.
//!
//! A wrong original is worse than none: below [`NAMED`] nothing is said. The page itself is no candidate, and a candidate
//! that is younger than the page says so.

use serde::Serialize;

use super::card::{Card, Origin};
use super::file::{Fault, Index};
use super::matching::{self, Candidate};
use super::search::search;
use super::terms::Terms;
use crate::MIN_WORDS;
use crate::compare::facts;
use crate::message::Message;
use crate::report::{Comparison, NameRow, PairRelation, Relation, Report, Row, Side, SourceRow, Verdict, rounded};
use crate::score;
use crate::text::Document;

/// Articles that the search hands on.
const LOOKED_AT: usize = 12;
/// Articles that are named at most.
const MOST_NAMED: usize = 3;
/// Log-odds from which an article is named. A whole article has much that could disagree, and of those whose original is
/// absent one in six hundred names another; of as many openings of three sentences, one in fifty does at [`NAMED_SHORT`].
const NAMED: f32 = 0.0;
/// The same for texts of fewer words than [`SHORT`].
const NAMED_SHORT: f32 = 0.75;
/// Words below which a text is short.
const SHORT: usize = 150;
/// No sketch is proof.
const CEILING: f64 = 0.99;
/// How sure a pair must be for its verdict to stand for the page, where nobody has seen the original's text.
const SURE: f64 = 0.95;

/// Share of word-for-word runs up to which sketches call a text garbled: edited reprints have more.
const MOST_VERBATIM: f64 = 0.6;
/// Runs that this share is taken of, at least.
const LEAST_RUNS: usize = 12;

/// What is asked: an article without its text.
#[derive(Debug, Clone)]
pub struct Question {
    /// Where it stands, and its sketch.
    pub card: Card,
    /// What it is searched by.
    pub terms: Terms,
}

impl Question {
    /// The question of an article at hand.
    pub fn new(doc: &Document<'_>, id: &str) -> Self {
        Self { card: Card::new(doc, Origin::of(doc.article, id)), terms: Terms::of(doc) }
    }

    /// The question of a card, which is an index of one article.
    ///
    /// # Errors
    /// The index holds no article, or is damaged.
    pub fn of(index: &Index<'_>) -> Result<Self, Fault> {
        let mut terms = Vec::with_capacity(index.terms());
        for row in 0..index.terms() {
            let (key, start) = index.term(row).ok_or(Fault::Damaged)?;
            let first = index.postings(start).and_then(|mut p| p.next()).ok_or(Fault::Damaged)?;
            terms.push((key, first.1));
        }
        Ok(Self { card: index.card(0)?, terms: Terms(terms) })
    }
}

/// What the indexes know of an article.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Answer {
    /// Articles that it was made from, or that were made from it, best first.
    pub sources: Vec<SourceRow>,
    /// Names of the article that are corrupted forms of names in the first of them.
    pub names: Vec<NameRow>,
    /// Where the sketches leave no doubt that the article is a garbled copy of the first: how the two compare, as far as
    /// that can be told without a text.
    pub comparison: Option<Comparison>,
    /// What then holds of the article at least.
    pub finding: Option<Finding>,
}

/// A verdict that rests on a pair of sketches; where a report says more than this, the report stands.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Finding {
    /// The least verdict.
    pub verdict: Verdict,
    /// The least probability.
    #[serde(serialize_with = "rounded")]
    pub probability: f64,
    /// The least score.
    pub score: u32,
}

/// Asks the indexes.
///
/// # Errors
/// An index is damaged.
pub fn consult(question: &Question, indexes: &[Index<'_>]) -> Result<Answer, Fault> {
    let own = &question.card;
    let hits = search(&question.terms.0, indexes, LOOKED_AT);
    let mut found = matching::candidates(own, &question.terms, &hits, indexes)?;
    let enough = if own.sketch.words() < SHORT { NAMED_SHORT } else { NAMED };
    found.retain(|c| c.log_odds > enough && !is_itself(&own.origin, &c.card.origin));
    found.truncate(MOST_NAMED);
    let sources = found.iter().map(|c| row(&own.origin, c)).collect();
    let copied = found.first().filter(|c| is_surely_garbled(own, c));
    let finding = copied.map(|c| Finding {
        verdict: Verdict::LikelyGarbled,
        probability: c.judgement.confidence,
        score: score::of_pair(c.judgement.confidence),
    });
    let names =
        found.first().map(|c| facts::names(&own.facts, &c.card.facts, &c.judgement.links, c.judgement.relation));
    let names = names.unwrap_or_default();
    let comparison = copied.map(|c| comparison(&own.origin, c, &names));
    Ok(Answer { sources, names, comparison, finding })
}

/// Puts what the indexes know into a report: the sources by their confidence, the search last; and the comparison, whose
/// verdict then stands.
pub fn add_to(report: &mut Report, answer: Answer) {
    report.sources.extend(answer.sources);
    crate::order::sort_by(&mut report.sources, |a, b| {
        let search = |s: &SourceRow| s.relation == Relation::Search;
        search(a).cmp(&search(b)).then(b.confidence.total_cmp(&a.confidence))
    });
    for name in answer.names {
        // What the page shows by itself stays: it points at words.
        if !report.names.iter().any(|known| known.likely == name.likely) {
            report.names.push(name);
        }
    }
    if let Some(comparison) = answer.comparison {
        score::with_original(report, comparison.confidence);
        report.comparison = Some(comparison);
    }
}

/// Do the sketches leave no doubt? They know a sample of the word-for-word runs and no word of what changed, so they speak only
/// where there is enough text, little of it is the same, and the candidate is not younger.
fn is_surely_garbled(own: &Card, found: &Candidate) -> bool {
    let j = &found.judgement;
    let runs = own.sketch.runs.hashes.iter().filter(|h| *h % found.card.sketch.runs.every == 0).count();
    j.relation == PairRelation::GarbledCopy
        && j.confidence >= SURE
        && j.verbatim <= MOST_VERBATIM
        && runs >= LEAST_RUNS
        && own.sketch.words() >= MIN_WORDS
        && !is_younger(&found.card.origin, &own.origin)
}

/// Is it dated after the other?
fn is_younger(found: &Origin, page: &Origin) -> bool {
    matches!((day(found), day(page)), (Some(theirs), Some(ours)) if theirs > ours)
}

/// Is it the very page that is asked about?
fn is_itself(page: &Origin, found: &Origin) -> bool {
    let bare = |url: &str| {
        let url = url.split('#').next().unwrap_or(url);
        let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
        url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/').to_owned()
    };
    matches!((&page.url, &found.url), (Some(a), Some(b)) if bare(a) == bare(b))
}

fn row(page: &Origin, candidate: &Candidate) -> SourceRow {
    let origin = &candidate.card.origin;
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let j = &candidate.judgement;
    let mut reasons = vec![match j.relation {
        PairRelation::SameText if j.verbatim >= MOST_VERBATIM => {
            Message::new("source_index_same", &[&percent(j.aligned)])
        }
        _ => Message::new("source_index_match", &[&percent(j.aligned), &percent(j.in_order)]),
    }];
    let mut confidence = (1.0 / (1.0 + libm::exp(-f64::from(candidate.log_odds)))).min(CEILING);
    if let (Some(ours), Some(theirs)) = (day(page), day(origin)) {
        if theirs > ours {
            reasons.push(Message::new("source_index_later", &[theirs, ours]));
            confidence /= 2.0;
        } else if theirs < ours {
            reasons.push(Message::new("source_index_earlier", &[theirs, ours]));
        }
    }
    SourceRow {
        id: Some(origin.id.clone()),
        url: origin.url.as_deref().and_then(web_link).unwrap_or_default().to_owned(),
        title: origin.title.clone(),
        publisher: origin.publisher.clone(),
        relation: Relation::IndexedMatch,
        confidence,
        reasons: reasons.iter().map(Message::english).collect(),
        reason_messages: reasons,
    }
}

/// The day of a date in ISO 8601; days compare as their text does.
fn day(origin: &Origin) -> Option<&str> {
    let day = origin.published.as_deref()?.get(..10)?;
    let shaped = day.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    shaped.then_some(day)
}

/// An address that may become a link. What stands in an index was written by strangers.
fn web_link(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain =
        url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '\'' | '`'));
    (web && plain).then_some(url)
}

/// The comparison without the original's text: which sentence became which, by their numbers.
fn comparison(page: &Origin, candidate: &Candidate, names: &[NameRow]) -> Comparison {
    let j = &candidate.judgement;
    let side = |origin: &Origin| Side {
        url: origin.url.as_deref().and_then(web_link).map(str::to_owned),
        title: origin.title.clone(),
        publisher: origin.publisher.clone(),
        published: origin.published.clone(),
        ..Side::default()
    };
    let rows = j.links.iter().map(|l| Row {
        copy: Some(l.copy.first),
        copy_sentences: l.copy.count,
        original: Some(l.original.first),
        original_sentences: l.original.count,
        similarity: f64::from(l.similarity),
        moved: l.moved,
        changes: Vec::new(),
    });
    Comparison {
        relation: j.relation,
        confidence: j.confidence,
        aligned: j.aligned,
        in_order: j.in_order,
        verbatim: j.verbatim,
        used: j.used,
        copy: side(page),
        original: side(&candidate.card.origin),
        sentences: rows.collect(),
        names: names.to_vec(),
        titles: Vec::new(),
        numbers: Vec::new(),
        dates: Vec::new(),
        quotes: Vec::new(),
        meanings: Vec::new(),
    }
}
