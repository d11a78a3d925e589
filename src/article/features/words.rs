//! The words of one block, counted in one pass.

use super::super::blocks::Block;
use crate::text::words::is_function_word_in_any_case;

/// What a text is like, counted in one pass.
#[derive(Default)]
pub struct Counts {
    pub words: f32,
    pub letters: f32,
    pub sentences: f32,
    pub commas: f32,
    pub function_words: f32,
    pub address: f32,
    pub digits: f32,
    pub capitals: f32,
    pub shouting: f32,
    pub separators: f32,
}

/// Counts a block's words.
pub fn count(block: &Block) -> Counts {
    let mut c = Counts::default();
    for word in block.text.split(' ') {
        c.words += 1.0;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = bare.chars().next() else {
            if matches!(word, "|" | "/" | "•" | "·" | "–" | "»" | ">" | "&") {
                c.separators += 1.0;
            }
            continue;
        };
        c.letters += bare.len() as f32;
        if word.ends_with(',') {
            c.commas += 1.0;
        }
        if word.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?']) && bare.len() > 2 {
            c.sentences += 1.0;
        }
        if first.is_ascii_digit() {
            c.digits += 1.0;
        }
        if first.is_uppercase() {
            c.capitals += 1.0;
            if bare.len() > 2 && bare.chars().all(|l| !l.is_lowercase()) {
                c.shouting += 1.0;
            }
        }
        if is_function_word_in_any_case(bare) {
            c.function_words += 1.0;
        }
        if ["you", "your", "we", "our", "us"].iter().any(|w| bare.eq_ignore_ascii_case(w)) {
            c.address += 1.0;
        }
    }
    c
}
