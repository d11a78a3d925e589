//! How much of a text was read: runs of four words, counted. The measure of the extraction figures in the docs.

use std::collections::BTreeMap;

/// Words in a run.
const RUN: usize = 4;

/// How a reading compares with the true text, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Harmonic mean of the other two.
    pub f1: f64,
    /// How much of what was read is in the true text.
    pub precision: f64,
    /// How much of the true text was read.
    pub recall: f64,
}

impl Score {
    /// Compares what was read with what should have been.
    pub fn of(read: &str, truth: &str) -> Self {
        let (read, truth) = (read.to_lowercase(), truth.to_lowercase());
        let (read, truth) = (words(&read), words(&truth));
        let (read, truth) = (runs(&read), runs(&truth));
        let common: usize = read.iter().map(|(run, n)| truth.get(run).map_or(0, |m| *n.min(m))).sum();
        let share = |of: &BTreeMap<&[&str], usize>| {
            if of.is_empty() { 0.0 } else { common as f64 / of.values().sum::<usize>() as f64 }
        };
        let (precision, recall) = (share(&read), share(&truth));
        let f1 = if common == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        Self { f1, precision, recall }
    }

    /// The mean of many.
    pub fn mean(scores: &[Self]) -> Self {
        let n = scores.len().max(1) as f64;
        let mean = |of: fn(&Self) -> f64| scores.iter().map(of).sum::<f64>() / n;
        Self { f1: mean(|s| s.f1), precision: mean(|s| s.precision), recall: mean(|s| s.recall) }
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect()
}

/// Every run of words with how often it stands in the text; a text shorter than a run is one.
fn runs<'w>(words: &'w [&'w str]) -> BTreeMap<&'w [&'w str], usize> {
    let mut out = BTreeMap::new();
    if words.is_empty() {
        return out;
    }
    for run in words.windows(RUN.min(words.len())) {
        *out.entry(run).or_default() += 1;
    }
    out
}
