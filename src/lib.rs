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
use detect::{DETECTORS, DetectorInfo, Evidence, EvidenceSink, Stage, excuse};
use report::{Category, Report, Status};
use score::Sensitivity;
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
    /// Detectors to leave out, by id, or by kind of sign ([`report::Category::as_str`]).
    pub without: Vec<String>,
    /// Names the caller knows to be right, as they stand in the text: they are no sign.
    pub accepted: Vec<String>,
    /// How much it takes for a verdict.
    pub sensitivity: Sensitivity,
}

impl Options {
    /// The kinds of signs that a check looks for and counts, in the order of the docs.
    pub fn kinds(&self) -> Vec<Category> {
        let mut kinds = Vec::new();
        for info in DETECTORS.iter().map(|d| d.info()).filter(|i| i.stage == Stage::Stable && !self.leaves_out(i)) {
            if !kinds.contains(&info.category) {
                kinds.push(info.category);
            }
        }
        kinds
    }

    fn leaves_out(&self, info: &DetectorInfo) -> bool {
        self.without.iter().any(|word| word == info.id || word == info.category.as_str())
    }

    fn accepts(&self, doc: &Document<'_>, sign: &Evidence) -> bool {
        let known = |name: &str| self.accepted.iter().any(|accepted| accepted == name);
        let about_a_name = matches!(sign.detector.category, Category::Name | Category::Title);
        !self.accepted.is_empty()
            && (sign.name.as_ref().is_some_and(|link| known(&link.observed))
                || about_a_name
                    && doc
                        .blocks
                        .get(sign.block)
                        .and_then(|b| b.text.get(sign.span.start..sign.span.end))
                        .is_some_and(known))
    }
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
    let asked = !detect::find("machine-style").is_some_and(|detector| options.leaves_out(detector.info()));
    let style = asked.then(|| doc.style().log_odds);
    let score = score::score(&evidence, style, doc.word_count(), options.sensitivity);
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
        if options.leaves_out(info) || info.stage == Stage::Nursery && !options.nursery {
            continue;
        }
        detector.detect(doc, Data::get(), &mut sink);
    }
    let mut signs = excuse::unexcused(doc, sink.finish());
    signs.retain(|sign| !options.accepts(doc, sign));
    signs
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
