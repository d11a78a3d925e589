//! A comparison in every form but JSON. The forms say the same in the same words, those of the side-by-side view.
//!
//! [`html`] is the view itself: the file holds the answer and the extension's own JavaScript, so that there is one drawing of
//! a comparison and not two. [`markdown`] gives the bytes that the extension's button gives. [`text`] is for a terminal.

pub mod html;
pub mod markdown;
mod sentences;
pub mod text;

use ungarble::report::{ChangeKind, ChangeRef, Comparison, PairRelation, Row};

use sentences::Sentences;

/// Findings by kind, in the order of every form, with the heading's key.
fn findings(c: &Comparison) -> [(&'static str, &[ChangeRef]); 5] {
    [
        ("compare_found_titles", &c.titles),
        ("compare_found_numbers", &c.numbers),
        ("compare_found_dates", &c.dates),
        ("compare_found_quotes", &c.quotes),
        ("compare_found_meanings", &c.meanings),
    ]
}

/// A share in whole percents, rounded as JavaScript rounds it.
fn percent(share: f64) -> String {
    format!("{}%", libm::floor(share * 100.0 + 0.5))
}

/// How sure the relation is: never wholly.
fn sure(c: &Comparison, say: &Sentences) -> String {
    say.filled("compare_confidence", &percent(c.confidence.min(0.99)))
}

/// The key of a sentence about the relation: `lead` or `relation`.
fn about_relation(kind: &str, c: &Comparison) -> String {
    format!("compare_{kind}_{}", c.relation.as_str().replace('-', "_"))
}

/// Was one made from the other? If not, nothing was added to one or left out of it either.
fn related(c: &Comparison) -> bool {
    matches!(c.relation, PairRelation::GarbledCopy | PairRelation::SameText)
}

/// The keys of what the two are called.
fn side_names(c: &Comparison) -> [&'static str; 2] {
    if related(c) {
        ["compare_side_copy", "compare_side_original"]
    } else {
        ["compare_side_this", "compare_side_other"]
    }
}

/// How much of each corresponds.
fn shares(c: &Comparison, say: &Sentences) -> Vec<String> {
    let all = [("aligned", c.aligned), ("used", c.used), ("order", c.in_order), ("verbatim", c.verbatim)];
    let apart = [("this", c.aligned), ("other", c.used)];
    if related(c) { &all[..] } else { &apart[..] }
        .iter()
        .map(|(key, share)| format!("{} {}", percent(*share), say.get(&format!("compare_share_{key}"))))
        .collect()
}

/// What became of a sentence as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Added,
    Dropped,
    Moved,
}

fn fate(row: &Row) -> Option<Fate> {
    match (row.copy, row.original) {
        (_, None) => Some(Fate::Added),
        (None, _) => Some(Fate::Dropped),
        _ => row.moved.then_some(Fate::Moved),
    }
}

/// "2 sentences of the original are missing. 1 sentence was added."
fn told(c: &Comparison, say: &Sentences) -> Option<String> {
    if !related(c) {
        return None;
    }
    // What of the original stands before or after all that was used may be the next article's: nobody left it out.
    let is_pair = |row: &Row| row.copy.is_some() && row.original.is_some();
    let first = c.sentences.iter().position(is_pair).unwrap_or(c.sentences.len());
    let last = c.sentences.iter().rposition(is_pair).unwrap_or(c.sentences.len());
    let inside = first..last + 1;
    let count = |wanted: &dyn Fn(usize, &Row) -> bool| -> usize {
        let of = |row: &Row| if row.original.is_none() { row.copy_sentences } else { row.original_sentences };
        c.sentences.iter().enumerate().filter(|(at, row)| wanted(*at, row)).map(|(_, row)| of(row).max(1)).sum()
    };
    let parts: Vec<String> = [
        (count(&|at, row| fate(row) == Some(Fate::Dropped) && inside.contains(&at)), "dropped"),
        (count(&|_, row| fate(row) == Some(Fate::Added)), "added"),
        (count(&|_, row| fate(row) == Some(Fate::Moved)), "moved"),
        (count(&|at, row| fate(row) == Some(Fate::Dropped) && !inside.contains(&at)), "unused"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, key)| say.plural(&format!("compare_count_{key}"), n))
    .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// How many changes of each kind; neighbouring sentences that came or went are one.
fn counts(c: &Comparison, say: &Sentences) -> Option<String> {
    let mut parts: Vec<(&str, usize)> = ChangeKind::ALL
        .iter()
        .map(|kind| (kind.as_str(), c.sentences.iter().flat_map(|r| &r.changes).filter(|x| x.kind == *kind).count()))
        .collect();
    let fates = [(Fate::Added, "added"), (Fate::Dropped, "dropped"), (Fate::Moved, "moved")];
    for (wanted, key) in fates.into_iter().filter(|_| related(c)) {
        let mut before = None;
        let mut runs = 0;
        for row in &c.sentences {
            let now = fate(row);
            runs += usize::from(now == Some(wanted) && (before != now || wanted == Fate::Moved));
            before = now;
        }
        parts.push((key, runs));
    }
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| format!("{} {n}", say.get(&format!("compare_kind_{key}"))))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
