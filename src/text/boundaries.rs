//! Where words begin and end: the boundaries of UAX #29.
//!
//! The rules in full are the crate `unicode-segmentation`'s, which looks every character up among some thousand ranges.
//! News needs a few of them: letters, digits, spaces and a handful of marks. So a run between two spaces that holds
//! nothing else is cut here by the same rules, five times as fast, and any other run is handed to the crate. Which one
//! cut a run cannot be told from the result; a property test holds the two together.

use unicode_segmentation::UnicodeSegmentation;

use super::TokenKind;

/// What the rules see in a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// The underscore, which ties letters and digits.
    Tie,
    /// Between two letters it parts nothing: a colon.
    MidLetter,
    /// Between two digits it parts nothing: comma and semicolon.
    MidDigit,
    /// Neither between two letters nor between two digits: full stop and apostrophe.
    Mid,
    /// Stands by itself.
    Other,
    /// White space that parts like any mark and is left out: tab and line ends.
    Blank,
    /// For the rules in full.
    Unknown,
}

/// The class of every ASCII character.
static ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut c = 0;
    while c < 128 {
        classes[c] = match c as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Tie,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidDigit,
            b'.' | b'\'' => Class::Mid,
            b'\t'..=b'\r' => Class::Blank,
            _ => Class::Other,
        };
        c += 1;
    }
    classes
};

/// The class of the character that begins at this byte, and its length.
fn class_at(text: &[u8], at: usize) -> Option<(Class, usize)> {
    let &first = text.get(at)?;
    if let Some(class) = ASCII.get(usize::from(first)) {
        return Some((*class, 1));
    }
    let byte = |i: usize| text.get(at + i).copied().unwrap_or(0);
    Some(match (first, byte(1), byte(2)) {
        // £, ×, ÷ (among the letters À to ſ), – — “ ” … and €
        (0xc2, 0xa3, _) | (0xc3, 0x97 | 0xb7, _) => (Class::Other, 2),
        (0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6) | (0xe2, 0x82, 0xac) => (Class::Other, 3),
        (0xc3..=0xc5, _, _) => (Class::Letter, 2),
        // ‘ and ’
        (0xe2, 0x80, 0x98 | 0x99) => (Class::Mid, 3),
        _ => (Class::Unknown, 1),
    })
}

/// Gives the first byte, the byte after the last and the kind of every piece that is no white space, in order.
pub fn pieces(text: &str, mut give: impl FnMut(usize, usize, TokenKind)) {
    let mut at = 0;
    let mut run: Vec<(usize, usize, TokenKind)> = Vec::new();
    while at < text.len() {
        if text.as_bytes().get(at) == Some(&b' ') {
            at += 1;
            continue;
        }
        run.clear();
        if let Some(end) = plain_run(text.as_bytes(), at, &mut run) {
            for &(start, end, kind) in &run {
                give(start, end, kind);
            }
            at = end;
        } else {
            let end = text.get(at..).and_then(|rest| rest.find(' ')).map_or(text.len(), |length| at + length);
            // The space before belongs to the run: a combining mark at its head would join it.
            let from = at.saturating_sub(1);
            by_the_crate(text.get(from..end).unwrap_or(""), |s, e, kind| give(from + s, from + e, kind));
            at = end;
        }
    }
}

/// The pieces up to the next space, and where that is. None where the run holds a character for the rules in full.
fn plain_run(text: &[u8], from: usize, out: &mut Vec<(usize, usize, TokenKind)>) -> Option<usize> {
    let mut at = from;
    while let Some((class, length)) = class_at(text, at).filter(|_| text.get(at) != Some(&b' ')) {
        let start = at;
        at += length;
        match class {
            Class::Unknown => return None,
            Class::Blank => {}
            Class::Letter | Class::Digit | Class::Tie => {
                let only_ties = rest_of_word(text, class, &mut at)?;
                let kind = match class {
                    Class::Digit => TokenKind::Number,
                    Class::Tie if only_ties => TokenKind::Mark,
                    _ => TokenKind::Word,
                };
                out.push((start, at, kind));
            }
            _ => out.push((start, at, TokenKind::Mark)),
        }
    }
    Some(at)
}

/// Moves `at` behind the word whose first character, of this class, ends there. Were they all underscores? None where a
/// character for the rules in full decides.
fn rest_of_word(text: &[u8], first: Class, at: &mut usize) -> Option<bool> {
    let mut last = first;
    let mut only_ties = first == Class::Tie;
    while let Some((class, length)) = class_at(text, *at) {
        match class {
            Class::Letter | Class::Digit | Class::Tie => {
                only_ties &= class == Class::Tie;
                (last, *at) = (class, *at + length);
            }
            Class::Unknown => return None,
            _ => {
                let Some((next, more)) = class_at(text, *at + length) else { break };
                let held = match (last, class) {
                    (Class::Letter, Class::MidLetter | Class::Mid) => next == Class::Letter,
                    (Class::Digit, Class::MidDigit | Class::Mid) => next == Class::Digit,
                    _ => false,
                };
                if !held {
                    break;
                }
                (last, *at) = (next, *at + length + more);
            }
        }
    }
    Some(only_ties)
}

/// The same by the rules in full.
fn by_the_crate(text: &str, mut give: impl FnMut(usize, usize, TokenKind)) {
    for (start, piece) in text.split_word_bound_indices() {
        let Some(first) = piece.chars().next() else { continue };
        if first.is_whitespace() {
            continue;
        }
        let kind = if first.is_numeric() {
            TokenKind::Number
        } else if first.is_alphabetic() || piece.chars().any(char::is_alphanumeric) {
            TokenKind::Word
        } else {
            TokenKind::Mark
        };
        give(start, start + piece.len(), kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Piece = (usize, usize, TokenKind);

    fn here(text: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        pieces(text, |start, end, kind| out.push((start, end, kind)));
        out
    }

    fn in_full(text: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        by_the_crate(text, |start, end, kind| out.push((start, end, kind)));
        out
    }

    /// Every character that is cut here, and of those that are not the kinds that join, tie or part in ways of their own.
    const MIXED: &str =
        "[ -~\t\n\r\u{b}\u{1f}À-ſ£€–—‘’“”…\u{301}\u{200d}\u{ad}\u{fe0f}\u{a0}\u{2003}·\u{2024}אב\"カー雪🇩🇪👩🏽_＿٣ΩЖ]";

    fn mixed() -> impl Strategy<Value = String> {
        proptest::string::string_regex(&format!("{MIXED}{{0,24}}")).unwrap()
    }

    #[test]
    fn every_character_alone_and_between_others_is_cut_alike() {
        for c in (0..0x3000).chain(0xfe00..0x10000).chain(0x1f1e0..0x1f700).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("a{c}b 1{c}2 _{c}_ {c} {c}a a{c} .{c}.")] {
                assert_eq!(here(&text), in_full(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_plain_is_cut_here() {
        let text = "Karas’s “case-by-case” – 2,000 don't, café_1 £5.50…";
        let mut run = Vec::new();
        for word in text.split(' ') {
            assert!(plain_run(word.as_bytes(), 0, &mut run).is_some(), "{word}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn mixed_texts_are_cut_alike(text in mixed()) {
            prop_assert_eq!(here(&text), in_full(&text));
        }

        #[test]
        fn words_and_marks_are_cut_alike(text in "([a-cÀ0-2_]{1,3}[.,:;'’\" -]{0,2}){0,8}") {
            prop_assert_eq!(here(&text), in_full(&text));
        }

        #[test]
        fn any_text_is_cut_alike(text in "\\PC{0,40}") {
            prop_assert_eq!(here(&text), in_full(&text));
        }
    }
}
