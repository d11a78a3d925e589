//! What the features know of function words: which is a preposition, which a word for one or for many.

use crate::text::{word_key, words::FUNCTION_WORDS};

/// What a function word can be; several at once.
pub mod flag {
    /// Any of them.
    pub const FUNCTION: u16 = 1;
    /// In, of.
    pub const PREPOSITION: u16 = 2;
    /// The, their.
    pub const DETERMINER: u16 = 4;
    /// These, several.
    pub const PLURAL_DETERMINER: u16 = 8;
    /// A, every.
    pub const SINGULAR_DETERMINER: u16 = 16;
    /// He, it.
    pub const SINGULAR_SUBJECT: u16 = 32;
    /// They.
    pub const PLURAL_SUBJECT: u16 = 64;
    /// Is, has.
    pub const SINGULAR_VERB: u16 = 128;
    /// Are, have.
    pub const PLURAL_VERB: u16 = 256;
    /// Before the base form of a verb.
    pub const BASE_NEXT: u16 = 512;
}

/// Flags of the function words by key, open addressed: every word of every text is looked up.
pub struct FunctionWords {
    slots: Vec<(u64, u16)>,
}

impl FunctionWords {
    /// Builds the table.
    pub fn new() -> Self {
        let marked: &[(u16, &[&str])] = &[
            (flag::FUNCTION, FUNCTION_WORDS),
            (
                flag::PREPOSITION,
                &[
                    "of", "in", "on", "at", "by", "for", "with", "from", "into", "about", "against", "between",
                    "through", "during", "without", "within", "under", "among", "towards", "toward", "upon", "despite",
                ],
            ),
            (
                flag::DETERMINER,
                &[
                    "the", "a", "an", "this", "these", "those", "my", "your", "his", "its", "our", "their", "every",
                    "each",
                ],
            ),
            (flag::PLURAL_DETERMINER, &["these", "those", "several", "many", "few"]),
            (flag::SINGULAR_DETERMINER, &["a", "an", "this", "each", "every", "another"]),
            (flag::SINGULAR_SUBJECT, &["he", "she", "it"]),
            (flag::PLURAL_SUBJECT, &["they", "we", "you"]),
            (flag::SINGULAR_VERB, &["is", "was", "has", "does"]),
            (flag::PLURAL_VERB, &["are", "were", "have", "do"]),
            (flag::BASE_NEXT, &["to", "will", "would", "can", "could", "may", "might", "must", "should"]),
        ];
        let mut table = Self { slots: vec![(0, 0); 1024] };
        for (flags, words) in marked {
            for word in *words {
                let key = word_key(word);
                let at = table.slot(key);
                if let Some(slot) = table.slots.get_mut(at) {
                    *slot = (key, slot.1 | flags);
                }
            }
        }
        table
    }

    /// What the word with this key is; 0 for all but function words.
    pub fn flags(&self, key: u64) -> u16 {
        self.slots.get(self.slot(key)).map_or(0, |s| s.1)
    }

    /// Where the key is or would be. The table is far from full, so that there is always a place.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots.get(at).is_some_and(|s| s.0 != 0 && s.0 != key) {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_can_be_several_things() {
        let words = FunctionWords::new();
        let is = |word: &str, wanted: u16| words.flags(word_key(word)) & wanted == wanted;
        assert!(is("an", flag::FUNCTION | flag::DETERMINER | flag::SINGULAR_DETERMINER));
        assert!(is("despite", flag::PREPOSITION) && !is("these", flag::SINGULAR_DETERMINER));
        assert_eq!(words.flags(word_key("crow")), 0);
    }
}
