//! How the text reads as a whole: a trained model of some thirty counts, the supporting voice beside the detectors.
//!
//! It hears rule-based translation and crude spinners well, and modern neural round trips hardly at all
//! (`docs/scoring.md` has the figures for engines it never saw). So it never makes a verdict: `score` lets it say at most
//! "some signs", and that only of texts long enough. What it does not do: look at what the detectors look at, or at what a
//! text is about.

pub mod features;
mod function_words;
pub mod pairs;

use std::sync::LazyLock;

use crate::boost::{Damaged, Forest};
use crate::text::Document;
use features::{Counts, Feature, WIDTH};
use pairs::Pairs;

static MODEL: &[u8] = include_bytes!("../../data/style.bin");

/// Words below which the style alone says nothing: shorter honest texts look odd too often.
pub const MIN_WORDS: usize = 300;

/// The trained model.
#[derive(Debug)]
pub struct Model {
    /// Rates of the features in honest texts.
    rates: [f32; WIDTH],
    forest: Forest,
    pairs: Pairs,
}

/// What the model says of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// Log-odds (natural logarithm) that a machine rewrote the text, at even odds, of this style alone.
    pub log_odds: f32,
    /// What was counted.
    pub counts: Counts,
}

impl Style {
    /// The same with other log-odds, for measuring with models that have not seen a text.
    #[must_use]
    pub fn with_log_odds(self, log_odds: f32) -> Self {
        Self { log_odds, ..self }
    }
}

impl Model {
    /// The model compiled in.
    pub fn get() -> &'static Self {
        static COMPILED: LazyLock<Model> = LazyLock::new(|| Model::parse(MODEL).unwrap_or_default());
        &COMPILED
    }

    /// Reads a packed model: the rates, then the forest.
    ///
    /// # Errors
    /// The bytes are no model for these features.
    pub fn parse(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut rates = [0.0; WIDTH];
        let (head, forest) = bytes.split_at_checked(4 * WIDTH).ok_or(Damaged)?;
        for (rate, four) in rates.iter_mut().zip(head.chunks_exact(4)) {
            *rate = f32::from_le_bytes(four.try_into().map_err(|_| Damaged)?);
        }
        if rates.iter().any(|r| !(0.0..=1.0).contains(r)) {
            return Err(Damaged);
        }
        let forest = Forest::parse(forest)?;
        if forest.features() != WIDTH {
            return Err(Damaged);
        }
        Ok(Self { rates, forest, pairs: Pairs::default() })
    }

    /// Judges the style of a text. Linear in its length.
    pub fn judge(&self, doc: &Document<'_>) -> Style {
        let counts = features::count(doc, &self.pairs);
        Style { log_odds: self.log_odds(&counts), counts }
    }

    /// How often a feature is there in honest texts, of the times it could be.
    pub fn rate(&self, feature: Feature) -> f32 {
        self.rates[feature as usize]
    }

    /// Log-odds of a text whose features have been counted.
    pub fn log_odds(&self, counts: &Counts) -> f32 {
        self.forest.score(&counts.deviations(&self.rates))
    }

    /// What moved the log-odds, and by how much.
    pub fn reasons(&self, style: &Style) -> Vec<(Feature, f32)> {
        let moved = self.forest.reasons(&style.counts.deviations(&self.rates));
        moved.into_iter().filter_map(|(at, by)| Some((*Feature::ALL.get(at)?, by))).collect()
    }
}

impl Default for Model {
    /// Knows nothing and says so: log-odds 0 for every text.
    fn default() -> Self {
        Self { rates: [0.0; WIDTH], forest: Forest::default(), pairs: Pairs::default() }
    }
}
