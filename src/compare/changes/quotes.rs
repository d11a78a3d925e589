//! Words changed inside quotation marks: a quotation is what somebody said, word for word, and no paraphrase of it.

use std::ops::Range;

use super::matching::{Facing, Matching};
use super::words::Words;

/// The quotation of the original in which runs lie that face each other: the block and its number there.
pub fn around(words: &Words<'_>, matching: &Matching, facing: &Facing) -> Option<(usize, usize)> {
    let of = |j: usize| words.original.get(j).and_then(|w| Some((w.block, w.quotation?)));
    if !facing.original.is_empty() {
        // A run that begins before the quotation or goes on behind it is no change of it alone.
        let first = of(facing.original.start)?;
        return (of(facing.original.end - 1) == Some(first)).then_some(first);
    }
    let before = facing.copy.start.checked_sub(1).and_then(|i| matching.partner(i)).and_then(of)?;
    let behind = matching.partner(facing.copy.end).and_then(of)?;
    (before == behind).then_some(before)
}

/// The stretch that two ranges span; an empty one spans nothing.
pub fn span(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b.clone(),
        (_, true) => a.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    }
}
