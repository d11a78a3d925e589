//! Is a candidate that the search found the original of this text, or only about the same things?
//!
//! The sketches are aligned, and what is asked of the alignment is how much of what is rare in the whole index the two share
//! at the same places. A candidate is also held against the others: of two articles on one story the original is the one
//! that fits clearly better.

use super::card::Card;
use super::file::{Fault, Index};
use super::search::Hit;
use super::terms::{Terms, idf};
use crate::compare::{Judgement, judge};

/// What is asked of a candidate.
pub const FEATURES: usize = 12;

/// A candidate that was looked at.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Where it is.
    pub hit: Hit,
    /// Its card.
    pub card: Card,
    /// How the two texts align.
    pub judgement: Judgement,
    /// What is asked of it.
    pub features: [f32; FEATURES],
    /// Log-odds that it is the original.
    pub log_odds: f32,
}

/// Looks at what the search found.
///
/// # Errors
/// A card is damaged.
pub fn candidates(card: &Card, terms: &Terms, hits: &[Hit], indexes: &[Index<'_>]) -> Result<Vec<Candidate>, Fault> {
    let rarity = Rarity::new(terms, indexes);
    let mut out = Vec::with_capacity(hits.len());
    for hit in hits {
        let Some(index) = indexes.get(hit.index) else { continue };
        let found = index.card(hit.article)?;
        out.push(look(card, found, *hit, &rarity));
    }
    compete(&mut out);
    for c in &mut out {
        c.log_odds = log_odds(&c.features);
    }
    out.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then(a.hit.article.cmp(&b.hit.article)));
    Ok(out)
}

/// What the stems of a text count, by the two bytes that cards keep of their keys.
struct Rarity(Vec<(u16, f32)>);

impl Rarity {
    fn new(terms: &Terms, indexes: &[Index<'_>]) -> Self {
        let articles = indexes.iter().map(Index::articles).sum();
        let having = |key: u32| -> usize { indexes.iter().filter_map(|i| i.find(key)).map(|p| p.len()).sum() };
        let mut all: Vec<(u16, f32)> =
            terms.0.iter().map(|(key, _)| (*key as u16, idf(articles, having(*key)))).collect();
        all.sort_by_key(|t| t.0);
        Self(all)
    }

    fn of(&self, key: u32) -> f32 {
        let at = self.0.partition_point(|t| u32::from(t.0) < key);
        self.0.get(at).filter(|t| u32::from(t.0) == key).map_or(0.0, |t| t.1)
    }
}

fn look(card: &Card, found: Card, hit: Hit, rarity: &Rarity) -> Candidate {
    let (copy, original) = card.comparable(&found);
    let judgement = judge(&copy, &original);
    let (mut all, mut shared, mut anchors, mut shared_anchors, mut likeness) =
        (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for line in &copy.sentences {
        all += line.stems.iter().map(|k| rarity.of(*k)).sum::<f32>();
        anchors += line.anchors.len() as f32;
    }
    for link in &judgement.links {
        let there = original.sentences.get(link.original.indexes()).unwrap_or(&[]);
        for line in copy.sentences.get(link.copy.indexes()).unwrap_or(&[]) {
            let common = |k: &&u32| there.iter().any(|l| l.stems.binary_search(k).is_ok());
            shared += line.stems.iter().filter(common).map(|k| rarity.of(*k)).sum::<f32>();
            let common = |k: &&u32| there.iter().any(|l| l.anchors.binary_search(k).is_ok());
            shared_anchors += line.anchors.iter().filter(common).count() as f32;
            likeness += link.similarity * f32::from(line.words);
        }
    }
    let words = copy.words() as f32;
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let coverage = share(shared, all);
    let features = [
        judgement.aligned as f32,
        share(likeness, words),
        judgement.in_order as f32,
        judgement.verbatim as f32,
        hit.score,
        coverage,
        libm::logf(1.0 + shared),
        share(shared_anchors, anchors),
        judgement.used as f32,
        libm::logf(1.0 + words),
        0.0,
        0.0,
    ];
    Candidate { hit, card: found, judgement, features, log_odds: 0.0 }
}

/// How much better each fits than the best of the others.
fn compete(candidates: &mut [Candidate]) {
    for (feature, place) in [(4, 10), (5, 11)] {
        let values: Vec<f32> = candidates.iter().map(|c| c.features[feature]).collect();
        for (at, c) in candidates.iter_mut().enumerate() {
            let others = values.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, v)| *v).fold(0.0, f32::max);
            c.features[place] = c.features[feature] - others;
        }
    }
}

/// What each term of [`log_odds`] counts.
const WEIGHTS: [f32; 18] = [
    -6.696, 2.084, 4.19, -0.277, -4.34, 2.166, 0.032, 1.646, 4.153, -0.302, 5.421, 6.01, 0.637, -1.523, 0.367, -0.047,
    0.098, -0.593,
];

/// Log-odds that a candidate is the original: a logistic regression, whose weights `examples/originals.rs` fits.
fn log_odds(features: &[f32; FEATURES]) -> f32 {
    terms(features).iter().zip(WEIGHTS).map(|(x, w)| x * w).sum()
}

/// The features, and how some of them change their meaning with the length of the text.
pub fn terms(features: &[f32; FEATURES]) -> [f32; 18] {
    let [aligned, likeness, _, verbatim, cosine, coverage, shared, anchors, used, words, ahead, clear] = *features;
    let long = words - 5.0;
    [
        1.0,
        aligned,
        likeness,
        verbatim,
        cosine,
        coverage,
        shared,
        anchors,
        used,
        long,
        ahead,
        clear,
        aligned * long,
        likeness * long,
        coverage * long,
        shared * long,
        clear * long,
        ahead * long,
    ]
}
