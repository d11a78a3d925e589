//! Is a candidate that the search found the original of this text, or only about the same things?
//!
//! The sketches are aligned, and what is asked of the alignment is how much of what is rare in the whole index the two share
//! at the same places. A candidate is also held against the others: of two articles on one story the original is the one
//! that fits clearly better.

use super::card::Card;
use super::file::{Fault, Index};
use super::search::Hit;
use super::terms::{Terms, idf};
use crate::compare::likeness::{Feature, WIDTH};
use crate::compare::{Judgement, judge};

/// What is asked of a candidate.
pub const FEATURES: usize = WIDTH + 7;

/// Places of those features that are not [`crate::compare::likeness`]'s: cosine of the search, share of the rare stems at the same
/// places, how much that is, how much in the second best sentence, length, and how far ahead of the others by the first two.
const COSINE: usize = WIDTH;
const COVERAGE: usize = WIDTH + 1;
const SHARED: usize = WIDTH + 2;
const SECOND: usize = WIDTH + 3;
const WORDS: usize = WIDTH + 4;
const AHEAD: usize = WIDTH + 5;
const CLEAR: usize = WIDTH + 6;

/// Features whose meaning changes with the length of the text.
const BY_LENGTH: [usize; 8] = [
    Feature::Aligned as usize,
    Feature::Similarity as usize,
    Feature::Known as usize,
    COVERAGE,
    SHARED,
    SECOND,
    AHEAD,
    CLEAR,
];

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
    crate::order::sort_by(&mut out, |a, b| b.log_odds.total_cmp(&a.log_odds).then(a.hit.article.cmp(&b.hit.article)));
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
        crate::order::sort_by_key(&mut all, |t| t.0);
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
    let all: f32 = copy.sentences.iter().flat_map(|l| &l.stems).map(|k| rarity.of(*k)).sum();
    // What of a sentence is there, in all, and in the sentence after the best: chance is alike in one, a copy in all.
    let (mut shared, mut best, mut second) = (0.0_f32, 0.0_f32, 0.0_f32);
    for link in &judgement.links {
        let there = original.sentences.get(link.original.indexes()).unwrap_or(&[]);
        for line in copy.sentences.get(link.copy.indexes()).unwrap_or(&[]) {
            let common = |k: &&u32| there.iter().any(|l| l.stems.binary_search(k).is_ok());
            let worth = line.stems.iter().filter(common).map(|k| rarity.of(*k)).sum::<f32>();
            shared += worth;
            second = second.max(worth.min(best));
            best = best.max(worth);
        }
    }
    let coverage = if all > 0.0 { shared / all } else { 0.0 };
    let mut features = [0.0; FEATURES];
    let own = [
        hit.score,
        coverage,
        libm::logf(1.0 + shared),
        libm::logf(1.0 + second),
        libm::logf(1.0 + copy.words() as f32),
        0.0,
        0.0,
    ];
    for (feature, value) in features.iter_mut().zip(judgement.likeness.into_iter().chain(own)) {
        *feature = value;
    }
    Candidate { hit, card: found, judgement, features, log_odds: 0.0 }
}

/// How much better each fits than the best of the others.
fn compete(candidates: &mut [Candidate]) {
    for (feature, place) in [(COSINE, AHEAD), (COVERAGE, CLEAR)] {
        let values: Vec<f32> = candidates.iter().map(|c| c.features[feature]).collect();
        for (at, c) in candidates.iter_mut().enumerate() {
            let others = values.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, v)| *v).fold(0.0, f32::max);
            c.features[place] = c.features[feature] - others;
        }
    }
}

/// What each term of [`log_odds`] counts.
const WEIGHTS: [f32; TERMS] = [
    -0.816, 3.752, 3.173, 1.887, -1.212, 2.303, 0.790, 0.973, 0.028, -0.538, -1.400, 0.903, -1.430, 0.233, -0.299,
    0.588, -2.780, 2.238, -0.058, -0.140, -1.766, 3.674, 6.662, 0.771, -1.380, 0.434, -0.828, 0.370, -0.012, -0.219,
    -0.402,
];

/// Terms of the log-odds: one for all, the features, and some of them again by the length.
pub const TERMS: usize = 1 + FEATURES + BY_LENGTH.len();

/// Log-odds that a candidate is the original: a logistic regression, whose weights `examples/originals.rs` fits.
fn log_odds(features: &[f32; FEATURES]) -> f32 {
    terms(features).iter().zip(WEIGHTS).map(|(x, w)| x * w).sum()
}

/// What is weighed.
pub fn terms(features: &[f32; FEATURES]) -> [f32; TERMS] {
    let mut out = [1.0; TERMS];
    let (_, rest) = out.split_at_mut(1);
    let (plain, by_length) = rest.split_at_mut(FEATURES);
    plain.copy_from_slice(features);
    let long = features[WORDS] - 5.0;
    for (term, feature) in by_length.iter_mut().zip(BY_LENGTH) {
        *term = features[feature] * long;
    }
    out
}
