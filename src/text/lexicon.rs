//! Is this an English word? Some 85,000 forms, British and American, inflections included, names not.
//!
//! The words lie in `data/words.bin` as a binary fuse filter over [`word_key`]s: 9 bits a word, nothing to unpack. A
//! word of the list is always known; a string that is none passes for one in 1 of 256 cases. So "known" is weak
//! evidence that something is a word, and "unknown" is strong evidence that it is none of the list. Spelling is all it
//! knows: not meanings, not which word follows which.

use std::sync::OnceLock;

use super::word_key;
use crate::filter::{self, KeyFilter};

static WORDS: &[u8] = include_bytes!("../../data/words.bin");

/// Turned on in the key of a word to ask whether it is common: both answers come from one filter.
const COMMON: u64 = 0x5bd1_e995_9e37_79b9;

/// The known words.
#[derive(Debug)]
pub struct Lexicon {
    filter: KeyFilter,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::read(WORDS)
    }
}

impl Lexicon {
    /// The words compiled in; the same as [`crate::data::Data::words`], for those who make up that data.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::default)
    }

    /// Is it an English word form? Takes lower case; a possessive ending is not stripped. Wrongly true for 0.4 % of
    /// the strings that are no word.
    ///
    /// ```
    /// let words = ungarble::text::Lexicon::default();
    /// assert!(words.contains("colour") && words.contains("color"));
    /// assert!(!words.contains("provisionthe"));
    /// ```
    pub fn contains(&self, lower: &str) -> bool {
        self.contains_key(word_key(lower))
    }

    /// The same for a token's key, which has shed its possessive ending.
    pub fn contains_key(&self, key: u64) -> bool {
        self.filter.contains(key)
    }

    /// Is it one of the 15,000 word forms used most?
    pub fn is_common(&self, lower: &str) -> bool {
        self.is_common_key(word_key(lower))
    }

    /// The same for a token's key.
    pub fn is_common_key(&self, key: u64) -> bool {
        self.contains_key(key) && self.is_common_if_known(key)
    }

    /// The same for a key that is known to be in the list: half the look-ups.
    pub(super) fn is_common_if_known(&self, key: u64) -> bool {
        self.contains_key(key ^ COMMON)
    }

    fn read(file: &'static [u8]) -> Self {
        Self { filter: KeyFilter::read(file) }
    }
}

/// Builds the file from all words and the common ones among them; the same words give the same bytes.
///
/// # Errors
/// If two different words share a key, or the filter cannot be built.
pub fn build(all: &[String], common: &[String]) -> Result<Vec<u8>, String> {
    let mut keys: Vec<u64> =
        all.iter().map(|w| word_key(w)).chain(common.iter().map(|w| word_key(w) ^ COMMON)).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|w| w[0] == w[1]) {
        return Err("two words share a key: remove repetitions and words that differ by case only".to_owned());
    }
    filter::build(&keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_both_spellings_and_inflections_but_no_names() {
        let words = Lexicon::default();
        for known in
            ["organise", "organize", "theatre", "theater", "sanctions", "unaddressed", "crow", "cyberattacks", "don't"]
        {
            assert!(words.contains(known), "{known}");
        }
        for unknown in ["kallas", "karasu", "unaddressedmost", "wasthe", "brussels"] {
            assert!(!words.contains(unknown), "{unknown}");
        }
    }

    #[test]
    fn tells_common_words_from_rare_ones() {
        let words = Lexicon::default();
        assert!(words.is_common("government") && words.is_common("the"));
        assert!(!words.is_common("lepidopterist") && !words.is_common("kallas"));
    }

    #[test]
    fn few_strings_pass_for_words() {
        let words = Lexicon::default();
        let passed = (0..20_000).filter(|i| words.contains(&format!("zq{i}x"))).count();
        assert!(passed < 130, "{passed} of 20,000");
    }

    #[test]
    fn a_cut_file_knows_nothing() {
        for length in [0, 10, 20, 400] {
            assert!(!Lexicon::read(&WORDS[..length]).contains("the"));
        }
    }

    #[test]
    fn what_was_built_is_known() {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let file = build(&list(&["crow", "latte", "reset"]), &list(&["reset"])).unwrap();
        let words = Lexicon::read(Box::leak(file.into_boxed_slice()));
        assert!(words.contains("crow") && words.contains("latte") && words.is_common("reset"));
        assert!(!words.is_common("crow"));
        assert!(build(&list(&["crow", "crow"]), &[]).is_err());
    }
}
