//! A text held against a candidate for its original: which sentence became which, what changed, and what the one is to the
//! other.
//!
//! [`sketch`] makes two texts comparable, [`mod@align`] pairs their sentences, [`relation`] says what the one is to the other, and
//! [`changes`] what happened inside the pairs. It fetches nothing and finds no candidates: that is `source`'s and `index`'s.

pub mod align;
pub mod changes;
pub mod facts;
pub mod likeness;
pub mod relation;
pub mod sides;
pub mod sketch;

use crate::article::{Article, ArticleStatus};
use crate::report::{ChangeKind, ChangeRef, Comparison, Row, Status};
use crate::text::Document;

pub use relation::{Judgement, judge};
pub use sketch::Sketch;

use changes::Pair;
use sides::Cut;

/// Words that either text must have to be compared.
pub const MIN_WORDS: usize = 20;

/// Why two texts are not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong with one of them.
    pub status: Status,
    /// In a sentence.
    pub reason: String,
}

/// Can the two be compared?
///
/// # Errors
/// One of them is no article, was translated by the browser, or has next to no text.
pub fn fit(copy: &Article, original: &Article) -> Result<(), Unfit> {
    for (article, name) in [(copy, "text"), (original, "candidate for the original")] {
        let (status, reason) = match &article.status {
            ArticleStatus::NotArticle(why) => (Status::NotArticle, why.clone()),
            ArticleStatus::TranslatedByBrowser(why) => (Status::TranslatedByBrowser, why.clone()),
            ArticleStatus::Article => {
                let words: usize = article.paragraphs.iter().map(|p| p.text.split(' ').count()).sum();
                if words >= MIN_WORDS {
                    continue;
                }
                (Status::TooShort, format!("It has fewer than {MIN_WORDS} words."))
            }
        };
        return Err(Unfit { status, reason: format!("The {name} cannot be compared. {reason}") });
    }
    Ok(())
}

/// Compares a text with a candidate for its original. In O(n log n) of the sentences, but for texts that repeat themselves.
pub fn compare(copy: &Article, original: &Article) -> Comparison {
    let (copy_doc, original_doc) = (Document::new(copy), Document::new(original));
    let judgement = judge(&Sketch::new(&copy_doc), &Sketch::new(&original_doc));
    let (copy, original) = (Cut::new(&copy_doc), Cut::new(&original_doc));
    let mut rows = rows(&judgement, &copy, &original);
    let names = changes::find(&Pair { copy: &copy, original: &original, judgement: &judgement }, &mut rows);
    let refs = |kinds: &[ChangeKind]| refs(&rows, kinds);
    Comparison {
        relation: judgement.relation,
        confidence: judgement.confidence,
        aligned: judgement.aligned,
        in_order: judgement.in_order,
        verbatim: judgement.verbatim,
        used: judgement.used,
        names,
        titles: refs(&[ChangeKind::Title]),
        numbers: refs(&[ChangeKind::Number]),
        dates: refs(&[ChangeKind::Date]),
        quotes: refs(&[ChangeKind::Quote]),
        meanings: refs(&[ChangeKind::Negation, ChangeKind::Meaning]),
        copy: copy.side(),
        original: original.side(),
        sentences: rows,
    }
}

/// The rows, in the order of the copy. A sentence that the copy lacks stands behind what came before it in the original; the
/// headlines face each other.
fn rows(judgement: &Judgement, copy: &Cut<'_>, original: &Cut<'_>) -> Vec<Row> {
    let row = |copy: Option<usize>, original: Option<usize>| Row {
        copy,
        copy_sentences: usize::from(copy.is_some()),
        original,
        original_sentences: usize::from(original.is_some()),
        similarity: 0.0,
        moved: false,
        changes: Vec::new(),
    };
    let mut out: Vec<Row> = Vec::new();
    match (copy.headline, original.headline) {
        (0, 0) => {}
        (c, o) => out.push(Row {
            copy_sentences: c,
            original_sentences: o,
            ..row((c > 0).then_some(0), (o > 0).then_some(0))
        }),
    }
    let mut aligned = vec![false; original.sentences.len()];
    for link in &judgement.links {
        for j in link.original.indexes() {
            if let Some(aligned) = aligned.get_mut(j + original.headline) {
                *aligned = true;
            }
        }
    }
    let (mut next_copy, mut next_original) = (copy.headline, original.headline);
    let mut drop_up_to = |end: usize, out: &mut Vec<Row>| {
        while next_original < end {
            if !aligned[next_original] {
                out.push(row(None, Some(next_original)));
            }
            next_original += 1;
        }
    };
    for link in &judgement.links {
        let (c, o) = (link.copy.first + copy.headline, link.original.first + original.headline);
        // What the copy lacks stands before what it adds.
        if !link.moved {
            drop_up_to(o, &mut out);
        }
        out.extend((next_copy..c).map(|i| row(Some(i), None)));
        out.push(Row {
            copy_sentences: link.copy.count,
            original_sentences: link.original.count,
            similarity: f64::from(link.similarity),
            moved: link.moved,
            ..row(Some(c), Some(o))
        });
        next_copy = c + link.copy.count;
    }
    drop_up_to(original.sentences.len(), &mut out);
    out.extend((next_copy..copy.sentences.len()).map(|i| row(Some(i), None)));
    out
}

/// The changes of some kinds, by their places in the rows.
fn refs(rows: &[Row], kinds: &[ChangeKind]) -> Vec<ChangeRef> {
    let mut out = Vec::new();
    for (row, r) in rows.iter().enumerate() {
        for (change, c) in r.changes.iter().enumerate().filter(|(_, c)| kinds.contains(&c.kind)) {
            out.push(ChangeRef {
                row,
                change,
                observed: c.observed.clone().unwrap_or_default(),
                expected: c.expected.clone().unwrap_or_default(),
                why: c.message.clone(),
            });
        }
    }
    out
}
