//! Dates: weekdays, months, years, yesterday and tomorrow.

use super::numbers::{Quantity, Unit};
use crate::text::{Block, TokenKind};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];
const RELATIVE: [&str; 4] = ["yesterday", "today", "tomorrow", "tonight"];

/// Reads the word at a token. `head` tells that its capital proves nothing.
pub fn read(block: &Block<'_>, at: usize, head: bool) -> Option<Quantity> {
    let word = block.word(at);
    if !(3..=9).contains(&word.len()) || block.tokens.get(at)?.kind != TokenKind::Word {
        return None;
    }
    let of = |value: usize, unit| Some(Quantity { value: value as f64, unit });
    let place = |names: &[&str]| {
        names.iter().position(|n| n.eq_ignore_ascii_case(word) || is_short(n, word) && dotted_or_dated(block, at))
    };
    if word.starts_with(|c: char| c.is_ascii_uppercase()) {
        if let Some(day) = place(&WEEKDAYS) {
            return of(day, Unit::Weekday);
        }
        if let Some(month) = place(&MONTHS) {
            // "May" and "March" begin sentences that are not about months.
            let word_too = matches!(month, 2 | 4);
            return if word_too && head && !is_day(block, at + 1) { None } else { of(month, Unit::Month) };
        }
    }
    RELATIVE.iter().position(|n| n.eq_ignore_ascii_case(word)).and_then(|n| of(n, Unit::Relative))
}

/// "Jan", "Sept", "Wed", "Thurs".
fn is_short(name: &str, word: &str) -> bool {
    (3..=5).contains(&word.len()) && name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word))
}

/// A short form is one before a full stop or a day: "Sun" and "Mar" are words and names too.
fn dotted_or_dated(block: &Block<'_>, at: usize) -> bool {
    block.word(at + 1) == "." || is_day(block, at + 1) || at.checked_sub(1).is_some_and(|before| is_day(block, before))
}

fn is_day(block: &Block<'_>, at: usize) -> bool {
    block.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number) && block.word(at).len() <= 4
}

/// Is the number a year, or the day of a month beside it?
pub fn is_year(block: &Block<'_>, first: usize, last: usize, quantity: Quantity) -> bool {
    let plain = matches!(quantity.unit, Unit::None | Unit::Ordinal) && first == last;
    let year = block.word(first).len() == 4 && (1000.0..2100.0).contains(&quantity.value);
    let day = (1.0..=31.0).contains(&quantity.value) && {
        let month = |at: usize| read(block, at, false).is_some_and(|d| d.unit == Unit::Month);
        month(last + 1) || first.checked_sub(1).is_some_and(month)
    };
    plain && (year || day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    fn dates(text: &str) -> Vec<Unit> {
        let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
        (0..b.tokens.len()).filter_map(|i| read(&b, i, i == 0)).map(|d| d.unit).collect()
    }

    #[test]
    fn names_of_days_and_months_are_dates_and_words_are_not() {
        assert_eq!(dates("On Wednesday 5 May, and Sept. 3"), [Unit::Weekday, Unit::Month, Unit::Month]);
        assert_eq!(dates("May he come; they march. The Sun and Mar wrote"), []);
        assert_eq!(dates("They left yesterday"), [Unit::Relative]);
    }
}
