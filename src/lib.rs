//! Ungarble tells when a news article is a garbled copy: a text that went through machine translation and back, or
//! through an article spinner, and lost its names, titles and meaning on the way.
//!
//! The way of a page: [`article`] finds what is the article, [`text`] cuts it up, [`detect`] collects evidence,
//! [`mod@score`] weighs it, [`source`] looks for the original, and all of it ends in one [`Report`].
//!
//! ```
//! let article = ungarble::article::plain::read("Too short to judge.");
//! let report = ungarble::check(&article, &ungarble::Options::default());
//! assert_eq!(report.status, ungarble::report::Status::TooShort);
//! ```
//!
//! The core has no clock, no randomness and no network: the same text gives the same bytes everywhere.

pub mod article;
mod assemble;
pub mod boost;
pub mod compare;
pub mod data;
pub mod detect;
pub mod filter;
pub mod index;
pub mod message;
pub mod names;
mod order;
pub mod phrases;
pub mod report;
pub mod score;
pub mod source;
pub mod style;
pub mod text;
#[cfg(feature = "train")]
pub mod train;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(target_arch = "wasm32")]
mod wasm_index;

use article::{Article, ArticleStatus};
use data::Data;
use detect::{DETECTORS, Evidence, EvidenceSink, Stage, excuse};
use report::{Report, Status};
use text::Document;

/// Words below which nothing is judged.
pub const MIN_WORDS: usize = 60;

/// How to check.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The caller's name for the input.
    pub id: String,
    /// Show signs of detectors on trial too (they never count).
    pub nursery: bool,
    /// Ids of detectors to leave out.
    pub without: Vec<String>,
}

/// Checks one article.
pub fn check(article: &Article, options: &Options) -> Report {
    let doc = Document::new(article);
    let mut report = assemble::empty(article, &doc, options);
    let (status, reason) = standing(article, &doc);
    report.status = status;
    report.reason = reason;
    if status != Status::Scored {
        report.sources = source::candidates(article, &doc, &[], &[], Data::get());
        return report;
    }
    let data = Data::get();
    let evidence = signs(&doc, options);
    let asked = !options.without.iter().any(|id| id == "machine-style");
    let score = score::score(&evidence, asked.then(|| doc.style().log_odds), doc.word_count());
    assemble::fill(&mut report, &doc, &evidence, score);
    report.sources = source::candidates(article, &doc, &report.names, &evidence, data);
    report
}

/// Checks an article with a candidate for its original at hand. Where the article turns out to be a garbled copy of it, verdict,
/// probability and score are the pair's; any other candidate leaves them as they are, because it says nothing about the
/// rest of the world. Where the two cannot be compared, `comparison` stays empty and `reason` says why.
pub fn check_pair(copy: &Article, original: &Article, options: &Options) -> Report {
    let mut report = check(copy, options);
    if let Err(unfit) = compare::fit(copy, original) {
        report.reason = report.reason.or(Some(unfit.reason));
        return report;
    }
    let comparison = compare::compare(copy, original);
    if comparison.relation == report::PairRelation::GarbledCopy {
        score::with_original(&mut report, comparison.confidence);
    }
    report.comparison = Some(comparison);
    report
}

/// All signs in a text that are not excused, in its order.
pub fn signs(doc: &Document<'_>, options: &Options) -> Vec<Evidence> {
    let mut sink = EvidenceSink::new();
    for detector in DETECTORS {
        let info = detector.info();
        if options.without.iter().any(|id| id == info.id) || info.stage == Stage::Nursery && !options.nursery {
            continue;
        }
        detector.detect(doc, Data::get(), &mut sink);
    }
    excuse::unexcused(doc, sink.finish())
}

/// The report of an input that could not be read.
pub fn error_report(id: String, reason: String) -> Report {
    assemble::error(id, reason)
}

/// Can the text be judged, and if not, why? `check` and `extract` answer by this one rule.
pub fn standing(article: &Article, doc: &Document<'_>) -> (Status, Option<String>) {
    match &article.status {
        ArticleStatus::NotArticle(why) => return (Status::NotArticle, Some(why.clone())),
        ArticleStatus::TranslatedByBrowser(why) => return (Status::TranslatedByBrowser, Some(why.clone())),
        ArticleStatus::Article => {}
    }
    let words = doc.word_count();
    if words < MIN_WORDS {
        let unit = if words == 1 { "word" } else { "words" };
        return (
            Status::TooShort,
            Some(format!("The text has {words} {unit}; at least {MIN_WORDS} are needed to judge it.")),
        );
    }
    if !text::language::is_english(doc) {
        return (Status::UnsupportedLanguage, Some("The text is not in English; only English is judged.".to_owned()));
    }
    (Status::Scored, None)
}
