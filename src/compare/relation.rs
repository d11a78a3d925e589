//! What one text is to another, from how their sentences align.

use super::align::{Link, Terms, align};
use super::sketch::Sketch;
use crate::report::PairRelation;

/// How two texts compare, before anything is said about single changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What the copy is to the original.
    pub relation: PairRelation,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// Share of the copy's words in aligned sentences.
    pub aligned: f64,
    /// Share of the aligned sentences in the original's order.
    pub in_order: f64,
    /// Share of the copy's runs of words that the original has too.
    pub verbatim: f64,
    /// Share of the original's words in aligned sentences.
    pub used: f64,
    /// Which sentences were made from which.
    pub links: Vec<Link>,
}

/// Holds two sketches against each other.
pub fn judge(copy: &Sketch, original: &Sketch) -> Judgement {
    let terms = Terms::new(copy, original);
    let links = align(&terms);
    let words = |sketch: &Sketch, range: std::ops::Range<usize>| -> f64 {
        sketch.sentences.get(range).unwrap_or(&[]).iter().map(|s| f64::from(s.words)).sum()
    };
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let aligned =
        share(links.iter().map(|l| words(copy, l.copy.indexes())).sum(), words(copy, 0..copy.sentences.len()));
    let used = share(
        links.iter().map(|l| words(original, l.original.indexes())).sum(),
        words(original, 0..original.sentences.len()),
    );
    let in_order = share(links.iter().filter(|l| !l.moved).count() as f64, links.len() as f64);
    let verbatim = copy.runs.share_in(&original.runs);
    let relation = if aligned >= 0.5 && in_order >= 0.5 {
        if verbatim < 0.9 { PairRelation::GarbledCopy } else { PairRelation::SameText }
    } else if aligned >= 0.1 {
        PairRelation::SameStory
    } else {
        PairRelation::Unrelated
    };
    Judgement { relation, confidence: 0.5, aligned, in_order, verbatim, used, links }
}
