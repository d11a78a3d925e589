//! Trains the style model, and tells how it does on engines and articles it has not seen.
//!
//! Both sides weigh the same; within the copies a family of engines weighs as the square root of its number, within the
//! human texts collections weigh by how much they are like the news that is read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::boost::{Examples, Settings, grow};
use super::texts::{self, Labelled};
use crate::article::plain;
use crate::style::features::{self, Counts, Feature, WIDTH};
use crate::style::pairs::Pairs;
use crate::style::{MIN_WORDS, Model};
use crate::text::{Document, word_key};

/// Labelled texts with what the features counted.
#[derive(Debug)]
pub struct Corpus {
    /// The texts.
    pub texts: Vec<Labelled>,
    counts: Vec<Counts>,
    words: Vec<usize>,
}

impl Corpus {
    /// Reads the texts of a folder.
    ///
    /// # Errors
    /// See [`texts::read`].
    pub fn read(folder: &Path) -> io::Result<Self> {
        let texts = texts::read(folder)?;
        let pairs = Pairs::default();
        let (counts, words) = texts
            .par_iter()
            .map(|t| {
                let article = plain::read(&t.text);
                let doc = Document::new(&article);
                (features::count(&doc, &pairs), doc.word_count())
            })
            .unzip();
        Ok(Self { texts, counts, words })
    }

    /// Log-odds by the model compiled in, which has seen most of the texts.
    pub fn shipped_log_odds(&self) -> Vec<f32> {
        self.counts.iter().map(|c| Model::get().log_odds(c)).collect()
    }

    /// Indices of all texts.
    pub fn all(&self) -> Vec<usize> {
        (0..self.texts.len()).collect()
    }
}

/// Weight of a human text among the examples.
fn human_weight(text: &Labelled) -> f64 {
    match (text.kind.as_str(), text.collection.as_str()) {
        ("human-translated", _) => 1.5,
        ("learner" | "page", _) => 1.0,
        // One paper, twenty years old, and most of all texts.
        (_, "bbc05") => 0.3,
        _ => 0.8,
    }
}

/// Which of the folds the article of a text is in.
pub fn fold(text: &Labelled, folds: u64) -> u64 {
    (word_key(&text.source).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % folds.max(1)
}

fn weights(corpus: &Corpus, chosen: &[usize]) -> Vec<f64> {
    let mut of_family: BTreeMap<&str, f64> = BTreeMap::new();
    for &at in chosen {
        if let Some(family) = corpus.texts[at].family() {
            *of_family.entry(family).or_default() += 1.0;
        }
    }
    let mut weights: Vec<f64> = chosen
        .iter()
        .map(|&at| match corpus.texts[at].family() {
            Some(family) => 1.0 / of_family[family].sqrt(),
            None => human_weight(&corpus.texts[at]),
        })
        .collect();
    for copies in [true, false] {
        let on_this_side = |at: &usize| corpus.texts[*at].engine.is_some() == copies;
        let sum: f64 = chosen.iter().zip(&weights).filter(|(at, _)| on_this_side(at)).map(|(_, w)| w).sum();
        for (at, w) in chosen.iter().zip(&mut weights) {
            if on_this_side(at) {
                *w *= chosen.len() as f64 / 2.0 / sum.max(1e-9);
            }
        }
    }
    weights
}

/// Rates of the features in the honest texts; learners' apart, whose slips are many.
fn rates(corpus: &Corpus, chosen: &[usize]) -> [f32; WIDTH] {
    let (mut sums, mut units) = ([0.0; WIDTH], [0.0; WIDTH]);
    for &at in chosen {
        let text = &corpus.texts[at];
        if text.engine.is_some() || text.kind == "learner" {
            continue;
        }
        for feature in 0..WIDTH {
            sums[feature] += human_weight(text) * f64::from(corpus.counts[at].sums[feature]);
            units[feature] += human_weight(text) * f64::from(corpus.counts[at].units[feature]);
        }
    }
    std::array::from_fn(|f| (sums[f] / f64::max(units[f], 1e-9)) as f32)
}

/// Trains a model on the chosen texts. Packed as [`Model::parse`] reads it.
pub fn train(corpus: &Corpus, chosen: &[usize]) -> Vec<u8> {
    let rates = rates(corpus, chosen);
    let mut examples = Examples::new(WIDTH);
    for (&at, weight) in chosen.iter().zip(weights(corpus, chosen)) {
        let label = f32::from(u8::from(corpus.texts[at].engine.is_some()));
        examples.push(&corpus.counts[at].deviations(&rates), label, weight as f32);
    }
    let settings = Settings {
        trees: 400,
        leaves: 3,
        rate: 0.08,
        penalty: 5.0,
        least: 5.0,
        bins: 32,
        rest: 3,
        monotone: Feature::ALL.iter().map(|f| f.direction()).collect(),
        ..Settings::default()
    };
    let mut out: Vec<u8> = rates.iter().flat_map(|r| r.to_le_bytes()).collect();
    out.extend(grow(&examples, &settings).pack());
    out
}

/// What is left out of training when a text is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveOut {
    /// Its article.
    Article,
    /// Its article, and for copies all engines of its family.
    Family,
}

/// Log-odds of every text by models that saw neither its article nor, if asked for, its family of engines. A human
/// text is judged by the models of all families; its log-odds are their mean.
pub fn out_of_fold(corpus: &Corpus, folds: u64, leave_out: LeaveOut) -> Vec<f32> {
    let mut families: Vec<Option<&str>> = corpus.texts.iter().map(Labelled::family).collect();
    families.sort_unstable();
    families.dedup();
    match leave_out {
        LeaveOut::Article => families = vec![None],
        LeaveOut::Family => families.retain(Option::is_some),
    }
    let jobs: Vec<(Option<&str>, u64)> = families.iter().flat_map(|f| (0..folds).map(move |k| (*f, k))).collect();
    let answers: Vec<Vec<(usize, f32)>> = jobs
        .par_iter()
        .map(|&(family, k)| {
            let left_out = |text: &Labelled| family.is_some() && text.family() == family;
            let chosen: Vec<usize> = corpus
                .all()
                .into_iter()
                .filter(|&at| !left_out(&corpus.texts[at]) && fold(&corpus.texts[at], folds) != k)
                .collect();
            let model = Model::parse(&train(corpus, &chosen)).unwrap_or_default();
            let judged = |text: &Labelled| {
                fold(text, folds) == k && (family.is_none() || left_out(text) || text.family().is_none())
            };
            let judge = |at: usize| (at, model.log_odds(&corpus.counts[at]));
            corpus.all().into_iter().filter(|&at| judged(&corpus.texts[at])).map(judge).collect()
        })
        .collect();
    let mut sums = vec![(0.0, 0.0); corpus.texts.len()];
    for (at, score) in answers.into_iter().flatten() {
        sums[at].0 += score;
        sums[at].1 += 1.0;
    }
    sums.into_iter().map(|(sum, count)| sum / f32::max(count, 1.0)).collect()
}

/// How well style alone does on unseen families of engines and articles, as a table.
pub fn cross_validate(corpus: &Corpus, folds: u64) -> String {
    let mut out = String::from(
        "Recall of style alone where 1 % of human and human-translated texts pass; neither article nor family seen.\n\n",
    );
    let scores = out_of_fold(corpus, folds, LeaveOut::Family);
    let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<f32> {
        corpus.all().into_iter().filter(|&at| wanted(at)).map(|at| scores[at]).collect()
    };
    let mut honest = of(&|at| matches!(corpus.texts[at].kind.as_str(), "human" | "human-translated"));
    honest.sort_by(|a, b| b.total_cmp(a));
    let limit = honest.get(honest.len() / 100).copied().unwrap_or(f32::MAX);
    let mut row = |name: &str, scores: &[f32]| {
        let above = scores.iter().filter(|s| **s > limit).count() as f64 / scores.len().max(1) as f64;
        let _ = writeln!(out, "{name:28} {:5}  {above:.3}", scores.len());
    };
    let mut families: Vec<&str> = corpus.texts.iter().filter_map(Labelled::family).collect();
    families.sort_unstable();
    families.dedup();
    for family in families {
        row(family, &of(&|at| corpus.texts[at].family() == Some(family)));
    }
    let copy = |at: usize| corpus.texts[at].engine.is_some();
    row("all copies", &of(&copy));
    row("  with nothing planted", &of(&|at| copy(at) && corpus.texts[at].planted.is_empty()));
    row(&format!("  of {MIN_WORDS} words and more"), &of(&|at| copy(at) && corpus.words[at] >= MIN_WORDS));
    row("learners", &of(&|at| corpus.texts[at].kind == "learner"));
    row("pages", &of(&|at| corpus.texts[at].kind == "page"));
    let long = |at: usize| corpus.words[at] >= MIN_WORDS;
    let mut honest = of(&|at| long(at) && corpus.texts[at].engine.is_none());
    honest.sort_by(|a, b| b.total_cmp(a));
    let copies = of(&|at| long(at) && copy(at));
    let _ = writeln!(
        out,
        "\nOf {MIN_WORDS} words and more: log-odds that so many honest texts (learners too) pass, and copies then.\n"
    );
    for (rate, one_of) in [(0.001, 1000), (0.002, 500), (0.005, 200), (0.01, 100), (0.02, 50)] {
        let limit = honest.get(honest.len() / one_of).copied().unwrap_or(f32::MAX);
        let above = copies.iter().filter(|s| **s > limit).count() as f64 / copies.len().max(1) as f64;
        let _ = writeln!(out, "{:4.1} % of {}   {limit:6.3}   {above:.3}", 100.0 * rate, honest.len());
    }
    out
}
