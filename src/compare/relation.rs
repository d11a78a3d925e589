//! What one text is to another, from how their sentences align.
//!
//! Three questions, each answered by a small trained forest over [`super::likeness`]: do the two tell one story, was one made
//! from the other, and if so, by exchanging words all over (a machine) or by leaving out and putting in (people)? What the
//! texts are about, and which words were changed, is not looked at.

use std::sync::LazyLock;

use super::align::{Link, Terms, align};
use super::likeness::{Feature, Likeness, WIDTH, likeness};
use super::sketch::Sketch;
use crate::boost::{Damaged, Forest};
use crate::report::PairRelation;

static MODEL: &[u8] = include_bytes!("../../data/relation.bin");

/// Probability from which a text is called a garbled copy: less would call more of honest papers' articles so than it finds.
const GARBLED: f64 = 0.7;

/// The questions, in the order of the packed model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Do the two tell one story?
    OneStory,
    /// Was one made from the other?
    Derived,
    /// By a machine?
    Rewritten,
}

impl Question {
    /// Every question.
    pub const ALL: [Self; 3] = [Self::OneStory, Self::Derived, Self::Rewritten];
}

/// How two texts compare, before anything is said about single changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What the copy is to the original.
    pub relation: PairRelation,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// Probability that one was made from the other, by people or by machines, 0 to 1.
    pub derived: f64,
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
    /// What all this was judged by.
    pub likeness: Likeness,
}

/// The trained forests.
#[derive(Debug, Default)]
pub struct Model {
    forests: [Forest; Question::ALL.len()],
}

impl Model {
    /// The model compiled in.
    pub fn get() -> &'static Self {
        static COMPILED: LazyLock<Model> = LazyLock::new(|| Model::parse(MODEL).unwrap_or_default());
        &COMPILED
    }

    /// Reads a packed model: for each question the length of its forest as four bytes, and the forest.
    ///
    /// # Errors
    /// The bytes are no model for these features.
    pub fn parse(mut bytes: &[u8]) -> Result<Self, Damaged> {
        let mut model = Self::default();
        for forest in &mut model.forests {
            let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Damaged)?;
            let (packed, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Damaged)?;
            *forest = Forest::parse(packed)?;
            if forest.features() != WIDTH {
                return Err(Damaged);
            }
            bytes = rest;
        }
        if bytes.is_empty() { Ok(model) } else { Err(Damaged) }
    }

    /// Probability of a yes.
    pub fn answer(&self, question: Question, likeness: &Likeness) -> f64 {
        let log_odds = f64::from(self.forests[question as usize].score(likeness));
        1.0 / (1.0 + libm::exp(-log_odds))
    }

    /// The relation, how sure it is, and the probability that one was made from the other.
    pub fn relation(&self, likeness: &Likeness) -> (PairRelation, f64, f64) {
        let derived = self.answer(Question::Derived, likeness);
        let rewritten = self.answer(Question::Rewritten, likeness);
        if derived * rewritten >= GARBLED {
            return (PairRelation::GarbledCopy, derived * rewritten, derived);
        }
        if derived >= 0.5 && rewritten < 0.5 {
            return (PairRelation::SameText, derived * (1.0 - rewritten), derived);
        }
        // What may be a garbled copy, but not surely enough, is told as the story it tells.
        let one_story = self.answer(Question::OneStory, likeness);
        let (relation, sure) = if one_story >= 0.5 {
            (PairRelation::SameStory, one_story)
        } else {
            (PairRelation::Unrelated, 1.0 - one_story)
        };
        (relation, (1.0 - derived * rewritten) * sure, derived)
    }
}

/// How the sentences of two sketches align, and how alike that makes them.
pub fn measure(copy: &Sketch, original: &Sketch) -> (Vec<Link>, Likeness) {
    let terms = Terms::new(copy, original);
    let links = align(&terms);
    let likeness = likeness(copy, original, &terms, &links);
    (links, likeness)
}

/// Holds two sketches against each other.
pub fn judge(copy: &Sketch, original: &Sketch) -> Judgement {
    let (links, likeness) = measure(copy, original);
    let (relation, confidence, derived) = Model::get().relation(&likeness);
    let of = |feature: Feature| f64::from(likeness[feature as usize]);
    Judgement {
        relation,
        confidence,
        derived,
        aligned: of(Feature::Aligned),
        in_order: of(Feature::InOrder),
        verbatim: of(Feature::Verbatim),
        used: of(Feature::Used),
        links,
        likeness,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::plain;
    use crate::text::Document;

    fn sketch(text: &str) -> Sketch {
        Sketch::new(&Document::new(&plain::read(text)))
    }

    #[test]
    fn the_model_compiled_in_can_be_read() {
        assert!(Model::parse(MODEL).is_ok());
    }

    #[test]
    fn a_damaged_model_is_refused() {
        for end in (0..MODEL.len()).step_by(97) {
            assert!(Model::parse(&MODEL[..end]).is_err());
        }
        assert!(Model::parse(&[MODEL, &[0]].concat()).is_err());
    }

    #[test]
    fn a_sample_of_the_runs_says_about_the_same() {
        let text: String = (0..200)
            .fold(String::new(), |text, i| format!("{text}word{} and term{} meet thing{}. ", i % 37, i % 41, i % 53));
        let whole = sketch(&text);
        let half = sketch(&text[..text.len() / 2]);
        let sample = |s: &Sketch| {
            let mut s = s.clone();
            s.runs.every = 4;
            s.runs.hashes.retain(|h| h % 4 == 0);
            s
        };
        let (all, some) = (whole.runs.share_in(&half.runs), sample(&whole).runs.share_in(&sample(&half).runs));
        assert!((all - some).abs() < 0.1, "{all} {some}");
        assert!((all - whole.runs.share_in(&sample(&half).runs)).abs() < 0.1);
    }
}
