//! Negations that came or went.

use super::words::Word;
use crate::text::{KeySet, word_key};
use std::sync::LazyLock;

/// Does the word deny?
pub fn is_negative(word: &Word<'_>) -> bool {
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
        "not no never none nor neither nothing nobody nowhere without cannot".split(' ').map(word_key).collect()
    });
    KEYS.contains(word.key) || is_contracted(word.text)
}

/// "don't", "wasn’t".
fn is_contracted(text: &str) -> bool {
    text.len() > 3 && (text.ends_with("n't") || text.ends_with("n’t"))
}

/// Does the word deny, or mean something that a denial can be said with: "failed", "unable", "impossible"?
pub fn leans_negative(word: &Word<'_>) -> bool {
    const STARTS: [&str; 24] = [
        "fail", "refus", "reject", "den", "lack", "hardly", "barely", "rarely", "scarcely", "prevent", "avoid", "stop",
        "un", "im", "in", "ir", "dis", "non", "absen", "little", "few", "miss", "instead", "despite",
    ];
    is_negative(word) || STARTS.iter().any(|s| word.text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s)))
}
