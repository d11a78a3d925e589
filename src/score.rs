//! Evidence to probability, score and verdict.
//!
//! Each sign adds log-odds, its detector's weight times its strength. Within a category signs saturate, so that a
//! hundred signs of one kind say little more than five, and long texts must show more of them; the categories add up. A
//! verdict wants independent grounds: signs of two detectors that no one cause explains, or several different ones of a
//! kind that honest pages do not show. The style model moves the probability, and makes no verdict. `docs/scoring.md` has
//! the figures behind the constants. Nothing here looks at the text.

use std::collections::BTreeMap;

use crate::detect::{DetectorInfo, Evidence, Stage};
use crate::report::{Category, Report, ScorePart, Status, Verdict};

/// What the evidence comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// 0 to 1, at even odds.
    pub probability: f64,
    /// 0 to 100, 0 without evidence.
    pub score: u32,
    /// In one word.
    pub verdict: Verdict,
    /// Weight of all signs but the style's.
    pub weight: f64,
    /// By category.
    pub parts: Vec<ScorePart>,
}

/// How log-odds follow from what was found; fitted by `ungarble calibrate` on labelled texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Log-odds of a text without any sign and of a style that says nothing.
    pub base: f64,
    /// What the presence of any sign adds.
    pub any: f64,
    /// For each unit of weight; the weights were shrunk, this undoes it in part.
    pub weight: f64,
    /// For each unit of the style's log-odds.
    pub style: f64,
}

/// As fitted; `docs/scoring.md` has the figures.
pub const CALIBRATION: Calibration = Calibration { base: -0.68, any: 1.47, weight: 2.83, style: 1.07 };

impl Calibration {
    /// What log-odds are made of, in the order of the fields.
    pub fn terms(total: f64, style: Option<f32>) -> [f64; 4] {
        let style = f64::from(style.unwrap_or(0.0)).clamp(-STYLE_LIMIT, STYLE_LIMIT);
        [1.0, 1.0 - libm::exp(-total / ANY), total, style]
    }

    /// Probability at even odds.
    pub fn probability(&self, total: f64, style: Option<f32>) -> f64 {
        let [one, any, weight, style] = Self::terms(total, style);
        let log_odds = self.base * one + self.any * any + self.weight * weight + self.style * style;
        1.0 / (1.0 + libm::exp(-log_odds))
    }
}

/// Weight at which two thirds of what any sign adds is reached.
const ANY: f64 = 0.2;
/// Log-odds beyond which style says no more.
const STYLE_LIMIT: f64 = 3.0;
/// How much it takes for a verdict. Score and probability are the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Says nothing of a text with a sign or two.
    Cautious,
    /// What the verdicts of the docs mean.
    #[default]
    Balanced,
    /// Would rather look once too often.
    Keen,
}

/// What the verdicts of one sensitivity take.
struct Bars {
    /// Weight from which the verdict is `some-signs`.
    some: f64,
    /// Weight from which, on two independent grounds, it is `likely-garbled`.
    likely: f64,
    /// The weight that names, titles and phrases need to carry a verdict alone.
    one_kind: f64,
    /// How many different ones of them it takes.
    different: usize,
    /// The weight at which names of well-known people, corrupted in two ways, need no other ground.
    beyond_doubt: f64,
}

/// What a sensitivity costs and brings, counted on the labelled texts. `ungarble calibrate` prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rates {
    /// Honest texts: news, human translations, today's pages.
    pub honest: usize,
    /// Of them called `likely-garbled`.
    pub honest_likely: usize,
    /// Of them called `some-signs` or more.
    pub honest_some: usize,
    /// Garbled copies.
    pub copies: usize,
    /// Of them called `likely-garbled`.
    pub copies_likely: usize,
    /// Of them called `some-signs` or more.
    pub copies_some: usize,
}

impl Rates {
    /// The row of `docs/scoring.md`.
    pub fn row(&self, sensitivity: Sensitivity) -> String {
        let Self { honest, honest_likely, honest_some, copies, copies_likely, copies_some } = self;
        let name = sensitivity.as_str();
        format!("| {name} | {honest} | {honest_likely} | {honest_some} | {copies} | {copies_likely} | {copies_some} |")
    }
}

impl Sensitivity {
    /// As measured on the labelled texts, by style models that had not seen the article.
    pub const fn rates(self) -> Rates {
        let (honest_likely, honest_some, copies_likely, copies_some) = match self {
            Self::Cautious => (0, 0, 626, 709),
            Self::Balanced => (0, 14, 682, 970),
            Self::Keen => (0, 27, 699, 1_050),
        };
        Rates { honest: 2_442, honest_likely, honest_some, copies: 1_665, copies_likely, copies_some }
    }

    /// All of them, the most careful first.
    pub const ALL: [Self; 3] = [Self::Cautious, Self::Balanced, Self::Keen];

    /// As options and docs call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cautious => "cautious",
            Self::Balanced => "balanced",
            Self::Keen => "keen",
        }
    }

    const fn bars(self) -> Bars {
        match self {
            Self::Cautious => Bars { some: 1.6, likely: 1.6, one_kind: 3.0, different: 4, beyond_doubt: 3.6 },
            Self::Balanced => Bars { some: 0.8, likely: 0.9, one_kind: 2.2, different: 3, beyond_doubt: 3.0 },
            Self::Keen => Bars { some: 0.5, likely: 0.7, one_kind: 1.6, different: 2, beyond_doubt: 2.0 },
        }
    }
}

/// What a ground must weigh to be one: more than a single slip that any page may have.
const GROUND: f64 = 0.3;
/// Detectors that are one ground together: who writes in haste, or English as a second language, shows them all, and the
/// style model counts the others' signs.
const WRITING: &[&str] = &["doubled-word", "lower-case-sentence-start", "machine-style", "wrong-article"];
/// Detectors of such names.
const FIGURES: &[&str] = &["misspelled-public-figure", "name-as-common-noun"];
/// Weight at which the score reaches 63 of 100.
const SCALE: f64 = 1.75;
/// Words up to which length does not matter.
const USUAL_WORDS: f64 = 1_000.0;

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

/// Weighs the evidence of a text of so many words, and its style if it was judged.
pub fn score(evidence: &[Evidence], style: Option<f32>, words: usize, sensitivity: Sensitivity) -> Score {
    let counted: Vec<&Evidence> = evidence.iter().filter(|e| e.detector.stage == Stage::Stable).collect();
    // Honest slips and chance hits grow with the text: the odds of one fall as the text grows.
    let length = libm::log(f64::max(words as f64 / USUAL_WORDS, 1.0));
    let mut parts = Vec::new();
    let (mut total, mut style_weight) = (0.0, 0.0);
    for category in Category::ALL {
        let of_kind: Vec<&&Evidence> = counted.iter().filter(|e| e.detector.category == category).collect();
        if of_kind.is_empty() {
            continue;
        }
        let sum: f64 = of_kind.iter().map(|e| e.detector.weight * e.strength).sum();
        // The style is a rate already.
        let sum = if category == Category::Style { sum } else { f64::max(sum - length, 0.0) };
        let weight = cap(category) * (1.0 - libm::exp(-sum / cap(category)));
        total += weight;
        if category == Category::Style {
            style_weight = weight;
        }
        parts.push(ScorePart { category, count: of_kind.len(), weight });
    }
    #[allow(clippy::cast_sign_loss)] // 0 to 100
    let points = libm::round(100.0 * (1.0 - libm::exp(-total / SCALE))) as u32;
    Score {
        // The style counts once: as log-odds of its own, not as a sign.
        probability: CALIBRATION.probability(total - style_weight, style),
        weight: total - style_weight,
        score: points,
        verdict: verdict(total, length, &parts, &counted, &sensitivity.bars()),
        parts,
    }
}

fn verdict(total: f64, length: f64, parts: &[ScorePart], counted: &[&Evidence], bars: &Bars) -> Verdict {
    let mut grounds: BTreeMap<&str, f64> = BTreeMap::new();
    for e in counted {
        *grounds.entry(ground(e.detector.id)).or_default() += e.detector.weight * e.strength;
    }
    let independent = grounds.values().filter(|weight| **weight >= GROUND + length).count();
    let names = parts.iter().find(|p| p.category == Category::Name).map_or(0.0, |p| p.weight);
    let likely = independent >= 2 && total >= bars.likely
        || different(counted, |d| carries_alone(d.category)) >= bars.different && total >= bars.one_kind
        || different(counted, |d| FIGURES.contains(&d.id)) >= 2 && names >= bars.beyond_doubt;
    if likely {
        Verdict::LikelyGarbled
    } else if total >= bars.some {
        Verdict::SomeSigns
    } else {
        Verdict::NoSigns
    }
}

/// Confidence from which a garbled copy of a known original is said to be likely.
const CONFIRMED: f64 = 0.9;

/// Puts the pair's verdict in where an article is a garbled copy of an original at hand. The signs stay as they are, and
/// never count against it.
pub fn with_original(report: &mut Report, confidence: f64) {
    let verdict = if confidence >= CONFIRMED { Verdict::LikelyGarbled } else { Verdict::SomeSigns };
    report.verdict = report.verdict.max(Some(verdict));
    report.probability = Some(report.probability.unwrap_or(0.0).max(confidence));
    report.score = report.score.max(Some(of_pair(confidence)));
    if report.status == Status::TooShort {
        // Too little for signs, enough beside its original.
        report.status = Status::Scored;
        report.reason = None;
    }
}

/// The score of a pair that is so surely a garbled copy and its original.
#[allow(clippy::cast_sign_loss)] // a confidence is none below 0
pub fn of_pair(confidence: f64) -> u32 {
    libm::round(100.0 * confidence) as u32
}

/// What a detector's signs count as: their own ground, or that of others which one cause brings about together.
fn ground(detector: &'static str) -> &'static str {
    if WRITING.contains(&detector) { "writing" } else { detector }
}

/// Different signs of some kinds. One misspelled name, however often it stands there, is one sign: the same words count
/// once, and "Mark Latte" is "Latte" again.
fn different(counted: &[&Evidence], of: impl Fn(&DetectorInfo) -> bool) -> usize {
    let observed = counted.iter().filter(|e| of(e.detector)).map(|e| e.message.params.first());
    crate::order::set(observed.map(|words| words.and_then(|w| w.rsplit(' ').next()))).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::EvidenceSink;
    use crate::message::Message;
    use crate::text::Span;

    const fn detector(id: &'static str, category: Category, stage: Stage) -> DetectorInfo {
        DetectorInfo {
            id,
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

    static NAME: DetectorInfo = detector("name", Category::Name, Stage::Stable);
    static GLUE: DetectorInfo = detector("glue", Category::Glue, Stage::Stable);
    static FIGURE: DetectorInfo = detector("misspelled-public-figure", Category::Name, Stage::Stable);
    static SLIP: DetectorInfo = detector("wrong-article", Category::Grammar, Stage::Stable);
    static STYLE: DetectorInfo = detector("machine-style", Category::Style, Stage::Stable);
    static TRIAL: DetectorInfo = detector("trial", Category::Title, Stage::Nursery);

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
        let s = score(&[], None, 500, Sensitivity::Balanced);
        assert_eq!((s.score, s.verdict), (0, Verdict::NoSigns));
        assert!(s.probability < 0.5);
    }

    #[test]
    fn one_misspelled_name_is_no_verdict_however_often_it_is_repeated() {
        let s = score(&signs(&NAME, &["Karas"; 20]), None, 500, Sensitivity::Balanced);
        assert_eq!(s.verdict, Verdict::SomeSigns);
    }

    #[test]
    fn several_different_names_are_a_verdict() {
        assert_eq!(
            score(&signs(&NAME, &["Karas", "Latte", "Makuron"]), None, 500, Sensitivity::Balanced).verdict,
            Verdict::LikelyGarbled
        );
    }

    #[test]
    fn glue_alone_never_is() {
        assert_eq!(
            score(&signs(&GLUE, &["a", "b", "c", "d", "e", "f", "g"]), None, 500, Sensitivity::Balanced).verdict,
            Verdict::SomeSigns
        );
    }

    #[test]
    fn two_kinds_are_a_verdict() {
        let both: Vec<Evidence> = signs(&NAME, &["Karas"]).into_iter().chain(signs(&GLUE, &["inthe"])).collect();
        let s = score(&both, None, 500, Sensitivity::Balanced);
        assert_eq!(s.verdict, Verdict::LikelyGarbled);
        assert_eq!(s.parts.len(), 2);
    }

    #[test]
    fn a_name_corrupted_in_two_ways_is_beyond_doubt() {
        assert_eq!(
            score(&signs(&FIGURE, &["Karas", "Karasu"]), None, 500, Sensitivity::Balanced).verdict,
            Verdict::LikelyGarbled
        );
        assert_eq!(
            score(&signs(&FIGURE, &["Karas", "Kaja Karas"]), None, 500, Sensitivity::Balanced).verdict,
            Verdict::SomeSigns
        );
        assert_eq!(
            score(&signs(&NAME, &["Karas", "Karasu"]), None, 500, Sensitivity::Balanced).verdict,
            Verdict::SomeSigns
        );
    }

    #[test]
    fn signs_of_one_cause_are_one_ground() {
        let both: Vec<Evidence> = signs(&SLIP, &["a old"; 4]).into_iter().chain(signs(&STYLE, &["all"])).collect();
        assert_eq!(score(&both, Some(3.0), 500, Sensitivity::Balanced).verdict, Verdict::SomeSigns);
    }

    #[test]
    fn the_detectors_spoken_of_are_there() {
        for id in WRITING.iter().chain(FIGURES) {
            assert!(crate::detect::find(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_slight_sign_is_no_ground() {
        let mut weak = signs(&GLUE, &["inthe"]);
        weak[0].strength = 0.05;
        let with = |own: Vec<Evidence>| {
            score(&own.into_iter().chain(weak.clone()).collect::<Vec<_>>(), None, 500, Sensitivity::Balanced)
        };
        assert_eq!(with(signs(&NAME, &["Karas"])).verdict, Verdict::SomeSigns);
    }

    #[test]
    fn the_same_signs_say_less_of_a_longer_text() {
        let found = signs(&GLUE, &["inthe"]);
        let weights: Vec<f64> =
            [60, 1_000, 5_000, 100_000].map(|words| score(&found, None, words, Sensitivity::Balanced).weight).to_vec();
        assert_eq!(weights[0].to_bits(), weights[1].to_bits());
        assert!(weights[1] > weights[2] && weights[2] > weights[3], "{weights:?}");
        assert_eq!(score(&found, None, 100_000, Sensitivity::Balanced).verdict, Verdict::NoSigns);
        assert_eq!(
            score(&signs(&NAME, &["Karas", "Latte", "Makuron"]), None, 5_000, Sensitivity::Balanced).verdict,
            Verdict::LikelyGarbled
        );
    }

    #[test]
    fn style_moves_the_probability_and_not_the_score() {
        let (plain, odd) =
            (score(&[], Some(-2.0), 500, Sensitivity::Balanced), score(&[], Some(3.0), 500, Sensitivity::Balanced));
        assert!(plain.probability < 0.2 && odd.probability > 0.8, "{} {}", plain.probability, odd.probability);
        assert_eq!((plain.score, odd.score), (0, 0));
    }

    #[test]
    fn a_kind_saturates() {
        let few = score(&signs(&GLUE, &["a", "b", "c"]), None, 500, Sensitivity::Balanced);
        let many = score(&signs(&GLUE, &["a"; 100]), None, 500, Sensitivity::Balanced);
        assert!(many.parts[0].weight - few.parts[0].weight < 0.1);
    }

    #[test]
    fn detectors_on_trial_do_not_count() {
        assert_eq!(
            score(&signs(&TRIAL, &["a", "b", "c"]), None, 500, Sensitivity::Balanced),
            score(&[], None, 500, Sensitivity::Balanced)
        );
    }
}
