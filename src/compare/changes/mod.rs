//! What changed inside aligned sentences: names, offices, numbers, dates, quotations, denials, meanings, other words.
//!
//! Each row's words are matched ([`matching`]); what has no partner is a change. A change has one kind, the most telling
//! that fits, and no two changes of a row overlap. Nothing here says why a text changed: that an editor has brought a figure
//! up to date and that a machine has garbled it look alike. Names alone are weighed ([`names`]): one is said to be corrupted
//! only in a text that is a copy, since a reader will take that for a finding.

mod dates;
mod likeness;
mod matching;
mod meanings;
mod names;
mod negations;
mod numbers;
mod people;
mod quotes;
mod titles;
mod words;
mod write;

use std::collections::HashMap;

use super::relation::Judgement;
use super::sides::Cut;
use crate::report::{NameRow, Row};

pub(super) use likeness::distance;
pub(super) use names::by_sound;
pub(super) use people::{How, name_of, role_before, row, sure};
pub(super) use words::What;

use matching::Matching;
use names::Names;
pub(super) use words::Text;
use words::Words;

/// Two texts and how their sentences align.
pub struct Pair<'p> {
    /// The text that was looked at.
    pub copy: &'p Cut<'p>,
    /// The candidate for its original.
    pub original: &'p Cut<'p>,
    /// How they align; its links count sentences without the headline's.
    pub judgement: &'p Judgement,
}

/// Rows in which less is the same are not made from one another: nothing in them is called a change.
const UNLIKE: f64 = 0.06;

/// Puts the changes into the rows, and answers with the names that changed. Linear in the rows; each is compared word by
/// word up to a limit ([`words::MOST_WORDS`]).
pub fn find(pair: &Pair<'_>, rows: &mut [Row]) -> Vec<NameRow> {
    let (copy, original) = (Text::new(pair.copy), Text::new(pair.original));
    let mut names = Names::new(&copy, &original);
    let mut stems = HashMap::new();
    let aligned: Vec<usize> = (0..rows.len()).filter(|r| rows.get(*r).is_some_and(is_aligned)).collect();
    let mut matched: Vec<(Words<'_>, Matching)> = Vec::with_capacity(aligned.len());
    for row in aligned.iter().filter_map(|r| rows.get(*r)) {
        let words = Words::new(row, &copy, &original, &mut stems);
        let matching = Matching::new(&words, |c, o| names.alike(c, o));
        matched.push((words, matching));
    }
    let renamed = names.find(&mut matched, pair.judgement.relation);
    let mut people = people::People::new(&original);
    for ((row, (words, matching)), renamed) in aligned.iter().zip(&mut matched).zip(&renamed) {
        let mut writer = write::Writer::new(&copy, &original, words, matching);
        writer.names(renamed, &mut people);
        let changes = writer.finish();
        if let Some(row) = rows.get_mut(*row) {
            row.changes = changes;
        }
    }
    people.rows()
}

/// Has the row two sides that were made from one another? A headline's is taken on trust: headlines are rewritten.
fn is_aligned(row: &Row) -> bool {
    let headline = row.copy == Some(0) && row.original == Some(0) && row.similarity <= 0.0;
    row.copy.is_some() && row.original.is_some() && (headline || row.similarity >= UNLIKE)
}
