//! Evidence to probability, score and verdict.
//!
//! Each sign adds log-odds, its detector's weight times its strength. Within a category signs saturate, so that a
//! hundred signs of one kind say little more than five; the categories add up. A verdict wants independent grounds: two
//! kinds of signs, or several different ones of a kind that honest pages do not show. `docs/scoring.md` has the figures
//! behind the constants. Nothing here looks at the text.

use std::collections::BTreeSet;

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

/// Log-odds of a text without any sign: half of the copies show none, nearly all honest texts do.
const NO_SIGN: f64 = -0.7;
/// What the presence of any sign adds, and how fast it does.
const ANY_SIGN: (f64, f64) = (1.7, 0.2);
/// Log-odds for each unit of weight; the weights were shrunk, this undoes it in part.
const STRETCH: f64 = 2.0;
/// From this weight on the verdict is `some-signs`.
const SOME: f64 = 0.8;
/// From this weight on, with two kinds of signs, it is `likely-garbled`.
const LIKELY: f64 = 1.2;
/// The same with one kind only.
const LIKELY_BY_ONE_KIND: f64 = 2.2;
/// Different signs that one kind must show to carry a verdict alone.
const DIFFERENT: usize = 3;
/// Weight at which the score reaches 63 of 100.
const SCALE: f64 = 1.75;

/// Most log-odds a category can add.
fn cap(category: Category) -> f64 {
    match category {
        Category::Name => 4.5,
        Category::Title | Category::Phrase => 3.0,
        _ => 2.2,
    }
}

/// Can signs of this kind alone carry a verdict? Damage to letters and spaces also comes from careless pages and from
/// imperfect reading of a page; a corrupted name does not.
fn carries_alone(category: Category) -> bool {
    matches!(category, Category::Name | Category::Title | Category::Phrase)
}

/// Weighs the evidence.
pub fn score(evidence: &[Evidence]) -> Score {
    let counted: Vec<&Evidence> = evidence.iter().filter(|e| e.detector.stage == Stage::Stable).collect();
    let mut parts = Vec::new();
    let mut total = 0.0;
    for category in Category::ALL {
        let of_kind: Vec<&&Evidence> = counted.iter().filter(|e| e.detector.category == category).collect();
        if of_kind.is_empty() {
            continue;
        }
        let sum: f64 = of_kind.iter().map(|e| e.detector.weight * e.strength).sum();
        let weight = cap(category) * (1.0 - libm::exp(-sum / cap(category)));
        total += weight;
        parts.push(ScorePart { category, count: of_kind.len(), weight });
    }
    let log_odds = NO_SIGN + ANY_SIGN.0 * (1.0 - libm::exp(-total / ANY_SIGN.1)) + STRETCH * total;
    #[allow(clippy::cast_sign_loss)] // 0 to 100
    let points = libm::round(100.0 * (1.0 - libm::exp(-total / SCALE))) as u32;
    Score {
        probability: 1.0 / (1.0 + libm::exp(-log_odds)),
        score: points,
        verdict: verdict(total, parts.len(), &counted),
        parts,
    }
}

fn verdict(total: f64, kinds: usize, counted: &[&Evidence]) -> Verdict {
    // One misspelled name, however often it stands there, is one sign: the same words count once.
    let different: BTreeSet<&[String]> = counted
        .iter()
        .filter(|e| carries_alone(e.detector.category))
        .map(|e| e.message.params.get(..1).unwrap_or_default())
        .collect();
    if kinds >= 2 && total >= LIKELY || different.len() >= DIFFERENT && total >= LIKELY_BY_ONE_KIND {
        Verdict::LikelyGarbled
    } else if total >= SOME {
        Verdict::SomeSigns
    } else {
        Verdict::NoSigns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{DetectorInfo, EvidenceSink};
    use crate::message::Message;
    use crate::text::Span;

    const fn detector(category: Category, stage: Stage) -> DetectorInfo {
        DetectorInfo {
            id: "test",
            title: "",
            category,
            since: "",
            stage,
            weight: 3.0,
            what: "",
            why: "",
            limits: "",
            false_alarms: "",
            examples: &[],
            references: &[],
        }
    }

    static NAME: DetectorInfo = detector(Category::Name, Stage::Stable);
    static GLUE: DetectorInfo = detector(Category::Glue, Stage::Stable);
    static TRIAL: DetectorInfo = detector(Category::Title, Stage::Nursery);

    fn signs(detector: &'static DetectorInfo, observed: &[&str]) -> Vec<Evidence> {
        let mut sink = EvidenceSink::new();
        for (i, o) in observed.iter().enumerate() {
            sink.push(Evidence {
                detector,
                strength: 1.0,
                block: 0,
                span: Span::new(i, i + 1),
                expected: None,
                message: Message::new("test", &[o]),
                name: None,
            });
        }
        sink.finish()
    }

    #[test]
    fn no_evidence_is_score_zero() {
        let s = score(&[]);
        assert_eq!((s.score, s.verdict), (0, Verdict::NoSigns));
        assert!(s.probability < 0.5);
    }

    #[test]
    fn one_misspelled_name_is_no_verdict_however_often_it_is_repeated() {
        let s = score(&signs(&NAME, &["Karas"; 20]));
        assert_eq!(s.verdict, Verdict::SomeSigns);
    }

    #[test]
    fn several_different_names_are_a_verdict() {
        assert_eq!(score(&signs(&NAME, &["Karas", "Latte", "Makuron"])).verdict, Verdict::LikelyGarbled);
    }

    #[test]
    fn glue_alone_never_is() {
        assert_eq!(score(&signs(&GLUE, &["a", "b", "c", "d", "e", "f", "g"])).verdict, Verdict::SomeSigns);
    }

    #[test]
    fn two_kinds_are_a_verdict() {
        let both: Vec<Evidence> = signs(&NAME, &["Karas"]).into_iter().chain(signs(&GLUE, &["inthe"])).collect();
        let s = score(&both);
        assert_eq!(s.verdict, Verdict::LikelyGarbled);
        assert_eq!(s.parts.len(), 2);
    }

    #[test]
    fn a_kind_saturates() {
        let few = score(&signs(&GLUE, &["a", "b", "c"]));
        let many = score(&signs(&GLUE, &["a"; 100]));
        assert!(many.parts[0].weight - few.parts[0].weight < 0.1);
    }

    #[test]
    fn detectors_on_trial_do_not_count() {
        assert_eq!(score(&signs(&TRIAL, &["a", "b", "c"])), score(&[]));
    }
}
