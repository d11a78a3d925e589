//! Names that real people bear: a likeness to a well-known name is no corruption where the name is somebody's own.
//!
//! `data/people.bin` is a filter over full names, surnames, given names, and which of them are frequent; it answers yes or
//! no, and wrongly yes in 1 of 256 cases, which costs a finding and never makes one.

use super::figures::full_name_key;
use super::fold::letters;
use crate::filter::{self, KeyFilter};
use crate::text::word_key;

static PEOPLE: &[u8] = include_bytes!("../../data/people.bin");

/// Turned on in the key of a word to ask for it as a surname.
const SURNAME: u64 = 0x9ae1_6a3b_2f90_404f;
/// The same for given names.
const GIVEN: u64 = 0xc3a5_c85c_97cb_3127;

/// The same for surnames that are among the most frequent of some country.
const FREQUENT_SURNAME: u64 = 0x2545_f491_4f6c_dd1d;
/// The same for given names, frequent or not.
const ANY_GIVEN: u64 = 0x8ebc_6af0_9c88_c6e3;

/// Names known to be borne.
#[derive(Debug)]
pub struct Bearers(KeyFilter);

impl Default for Bearers {
    fn default() -> Self {
        Self(KeyFilter::read(PEOPLE))
    }
}

impl Bearers {
    /// Is somebody known by the full name of this [`full_name_key`]?
    pub fn full(&self, key: u64) -> bool {
        self.0.contains(key)
    }

    /// Is the folded word a surname people bear?
    pub fn surname(&self, folded: &str) -> bool {
        self.surname_key(word_key(folded))
    }

    /// The same, asked by the word's key.
    pub fn surname_key(&self, key: u64) -> bool {
        self.0.contains(key ^ SURNAME) || self.frequent_surname_key(key)
    }

    /// Is the folded word of this key one of the surnames that are most frequent in some country?
    pub fn frequent_surname_key(&self, key: u64) -> bool {
        self.0.contains(key ^ FREQUENT_SURNAME)
    }

    /// Is the folded word a given name people bear?
    pub fn given(&self, folded: &str) -> bool {
        self.given_key(word_key(folded))
    }

    /// The same, asked by the word's key.
    pub fn given_key(&self, key: u64) -> bool {
        self.0.contains(key ^ ANY_GIVEN) || self.frequent_given_key(key)
    }

    /// Is the folded word one of the given names so frequent that it says little of who is meant?
    pub fn frequent_given(&self, folded: &str) -> bool {
        self.frequent_given_key(word_key(folded))
    }

    /// The same, asked by the word's key.
    pub fn frequent_given_key(&self, key: u64) -> bool {
        self.0.contains(key ^ GIVEN)
    }
}

/// What [`build`] reads: names as written.
#[derive(Debug, Default)]
pub struct Lists {
    /// People as given name and surname.
    pub people: Vec<(String, String)>,
    /// More people, of whom only the full name counts.
    pub extra: Vec<(String, String)>,
    /// The most frequent surnames of many countries.
    pub surnames: Vec<String>,
    /// The most frequent given names of many countries.
    pub given: Vec<String>,
    /// A given name of at least this many `people` is frequent.
    pub frequent: usize,
}

/// Builds the file.
///
/// # Errors
/// If the filter cannot be built.
pub fn build(lists: &Lists) -> Result<Vec<u8>, String> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    let mut keys = Vec::new();
    let ends = |given: &str, surname: &str| {
        let first = given.split_whitespace().next().map(letters).unwrap_or_default();
        let last = surname.split_whitespace().last().map(letters).unwrap_or_default();
        (!first.is_empty() && !last.is_empty()).then_some((first, last))
    };
    for (given, surname) in &lists.people {
        let Some((first, last)) = ends(given, surname) else { continue };
        keys.push(full_name_key(&first, &last));
        keys.push(word_key(&last) ^ SURNAME);
        *counts.entry(first).or_default() += 1;
    }
    for (given, surname) in &lists.extra {
        let Some((first, last)) = ends(given, surname) else { continue };
        keys.push(full_name_key(&first, &last));
    }
    let folded = |names: &[String]| names.iter().map(|n| letters(n)).filter(|n| !n.is_empty()).collect::<Vec<_>>();
    let frequent: Vec<u64> = folded(&lists.surnames).iter().map(|s| word_key(s)).collect();
    // Said once: a frequent surname is a surname.
    keys.retain(|k| !frequent.contains(&(k ^ SURNAME)));
    keys.extend(frequent.iter().map(|k| k ^ FREQUENT_SURNAME));
    keys.extend(folded(&lists.given).iter().map(|g| word_key(g) ^ ANY_GIVEN));
    keys.extend(counts.iter().filter(|(_, n)| **n >= lists.frequent).map(|(given, _)| word_key(given) ^ GIVEN));
    keys.sort_unstable();
    keys.dedup();
    filter::build(&keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_bearers_and_frequent_given_names() {
        let bearers = Bearers::default();
        assert!(bearers.full(full_name_key("angela", "merkel")));
        assert!(bearers.surname("kelly"));
        assert!(bearers.frequent_given("john"));
        // One of so many strangers may pass for a bearer, not several.
        let strangers = ["latte", "krinton", "makuron", "sandaz", "zelaiensikeyi"];
        assert!(strangers.iter().filter(|s| bearers.surname(s)).count() <= 1);
        assert!(strangers.iter().filter(|s| bearers.full(full_name_key("mark", s))).count() <= 1);
    }
}
