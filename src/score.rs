//! Evidence to probability, score and verdict.
//!
//! Each sign adds log-odds, its detector's weight times its strength. Within a category signs saturate, so that a
//! hundred signs of one kind say little more than five; the categories add up. The prior is 50/50: `probability` is the
//! chance that an article drawn from an even mix of garbled copies and honest texts is a copy.

use crate::detect::{Evidence, Stage};
use crate::report::{Category, ScorePart, Verdict};

/// What the evidence comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// 0 to 1, at even odds.
    pub probability: f64,
    /// 0 to 100, 0 without evidence.
    pub score: u32,
    /// In one word.
    pub verdict: Verdict,
    /// By category.
    pub parts: Vec<ScorePart>,
}

/// Most log-odds a category can add.
fn cap(category: Category) -> f64 {
    match category {
        Category::Name => 4.5,
        Category::Title | Category::Phrase | Category::Glue | Category::Encoding => 3.0,
        _ => 2.0,
    }
}

/// Log-odds of a text without any sign: copies without a sign are rarer than honest texts without one.
const NO_SIGN: f64 = -0.7;

/// Weighs the evidence. `words` is the length of the text.
pub fn score(evidence: &[Evidence], words: usize) -> Score {
    let _ = words;
    let mut parts = Vec::new();
    let mut total = 0.0;
    for category in Category::ALL {
        let of_kind =
            || evidence.iter().filter(|e| e.detector.category == category && e.detector.stage == Stage::Stable);
        let count = of_kind().count();
        if count == 0 {
            continue;
        }
        let sum: f64 = of_kind().map(|e| e.detector.weight * e.strength).sum();
        let cap = cap(category);
        let weight = cap * (1.0 - libm::exp(-sum / cap));
        total += weight;
        parts.push(ScorePart { category, count, weight });
    }
    let probability = 1.0 / (1.0 + libm::exp(-(NO_SIGN + total)));
    #[allow(clippy::cast_sign_loss)] // 0 to 100
    let score = libm::round(100.0 * (1.0 - libm::exp(-total / 3.0))) as u32;
    let verdict = if total >= 3.5 {
        Verdict::LikelyGarbled
    } else if total >= 1.0 {
        Verdict::SomeSigns
    } else {
        Verdict::NoSigns
    };
    Score { probability, score, verdict, parts }
}
