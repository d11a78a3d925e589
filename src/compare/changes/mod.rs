//! What changed inside aligned sentences.

use super::relation::Judgement;
use super::sides::Cut;
use crate::report::{NameRow, Row};

/// Two texts and how their sentences align.
pub struct Pair<'p> {
    /// The text that was looked at.
    pub copy: &'p Cut<'p>,
    /// The candidate for its original.
    pub original: &'p Cut<'p>,
    /// How they align; its links count sentences without the headline's.
    pub judgement: &'p Judgement,
}

/// Puts the changes into the rows, and answers with the names that changed.
pub fn find(pair: &Pair<'_>, rows: &mut [Row]) -> Vec<NameRow> {
    let _ = (pair, rows);
    Vec::new()
}
