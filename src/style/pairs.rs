//! Which word follows which in everyday English, and how much each word is used.
//!
//! The 20,000 pairs of words used most lie in `data/pairs.bin` as a filter over keys, and with them the words of two
//! classes of use. A pair of the list is always known; one that is not passes for known in 1 of 256 cases. Nothing can
//! be read out, and nothing is known of grammar or meaning: a pair that is not among them is rare, not wrong.

use crate::filter::{self, KeyFilter};

static PAIRS: &[u8] = include_bytes!("../../data/pairs.bin");

/// Words in each class of use.
pub const CLASSES: [usize; 2] = [1_500, 5_000];

/// Turned on in the key of a word to ask whether it is in a class.
const CLASS_MARKS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03];

/// The pairs of words used most.
#[derive(Debug)]
pub struct Pairs {
    filter: KeyFilter,
}

impl Default for Pairs {
    fn default() -> Self {
        Self { filter: KeyFilter::read(PAIRS) }
    }
}

/// One key for two words in this order.
fn pair_key(first: u64, second: u64) -> u64 {
    first.rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ second
}

impl Pairs {
    /// Do the words with these keys often stand together in this order?
    ///
    /// ```
    /// use ungarble::text::word_key;
    /// let pairs = ungarble::style::pairs::Pairs::default();
    /// assert!(pairs.contains(word_key("prime"), word_key("minister")));
    /// assert!(!pairs.contains(word_key("high"), word_key("pastor")));
    /// ```
    pub fn contains(&self, first: u64, second: u64) -> bool {
        self.filter.contains(pair_key(first, second))
    }

    /// In the narrowest class of use the word is in: 0 for the most used words, 2 for those in none.
    pub fn class(&self, key: u64) -> usize {
        CLASS_MARKS.iter().position(|mark| self.filter.contains(key ^ mark)).unwrap_or(CLASSES.len())
    }
}

/// Builds the file from pairs of keys and the keys of words, most used first; the same input gives the same bytes.
///
/// # Errors
/// If two entries share a key, or the filter cannot be built.
pub fn build(pairs: &[[u64; 2]], words: &[u64]) -> Result<Vec<u8>, String> {
    let mut keys: Vec<u64> = pairs.iter().map(|[a, b]| pair_key(*a, *b)).collect();
    let mut from = 0;
    for (size, mark) in CLASSES.iter().zip(CLASS_MARKS) {
        // A word is stored in its narrowest class only.
        keys.extend(words.iter().take(*size).skip(from).map(|w| w ^ mark));
        from = *size;
    }
    keys.sort_unstable();
    if keys.windows(2).any(|w| w[0] == w[1]) {
        return Err("two entries share a key: remove repetitions".to_owned());
    }
    filter::build(&keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word_key;

    #[test]
    fn knows_the_order_of_a_pair() {
        let pairs = Pairs::default();
        let known = |a: &str, b: &str| pairs.contains(word_key(a), word_key(b));
        assert!(known("prime", "minister") && !known("minister", "prime"));
        assert!(known("last", "week") && !known("week", "beyond"));
    }

    #[test]
    fn tells_classes_of_use() {
        let pairs = Pairs::default();
        let class = |w: &str| pairs.class(word_key(w));
        assert_eq!((class("the"), class("people")), (0, 0));
        assert_eq!((class("lepidopterist"), class("zzxqy")), (2, 2));
    }
}
