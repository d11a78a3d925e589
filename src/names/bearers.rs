//! Names that real people bear: a likeness to a well-known name is no corruption where the name is somebody's own.
//!
//! `data/people.bin` is a filter over full names, surnames and frequent given names; it answers yes or no, and wrongly yes
//! in 1 of 256 cases, which costs a finding and never makes one.

use super::fold::letters;
use crate::filter::{self, KeyFilter};
use crate::text::word_key;

static PEOPLE: &[u8] = include_bytes!("../../data/people.bin");

/// Turned on in the key of a word to ask for it as a surname.
const SURNAME: u64 = 0x9ae1_6a3b_2f90_404f;
/// The same for given names.
const GIVEN: u64 = 0xc3a5_c85c_97cb_3127;

/// Names known to be borne.
#[derive(Debug)]
pub struct Bearers(KeyFilter);

impl Default for Bearers {
    fn default() -> Self {
        Self(KeyFilter::read(PEOPLE))
    }
}

impl Bearers {
    /// Is somebody known by this given name and surname (both folded)?
    pub fn full(&self, given: &str, surname: &str) -> bool {
        self.0.contains(word_key(&format!("{given} {surname}")))
    }

    /// Is the folded word a surname people bear?
    pub fn surname(&self, folded: &str) -> bool {
        self.0.contains(word_key(folded) ^ SURNAME)
    }

    /// Is the folded word one of the given names so frequent that it says little of who is meant?
    pub fn frequent_given(&self, folded: &str) -> bool {
        self.0.contains(word_key(folded) ^ GIVEN)
    }
}

/// Builds the file. `people` are (given name, surname); given names of at least `frequent` people count as frequent.
///
/// # Errors
/// If the filter cannot be built.
pub fn build(people: &[(String, String)], surnames: &[String], frequent: usize) -> Result<Vec<u8>, String> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    let mut keys = Vec::new();
    for (given, surname) in people {
        let first = given.split_whitespace().next().map(letters).unwrap_or_default();
        let last = surname.split_whitespace().last().map(letters).unwrap_or_default();
        if first.is_empty() || last.is_empty() {
            continue;
        }
        keys.push(word_key(&format!("{first} {last}")));
        keys.push(word_key(&last) ^ SURNAME);
        *counts.entry(first).or_default() += 1;
    }
    keys.extend(surnames.iter().map(|s| letters(s)).filter(|s| !s.is_empty()).map(|s| word_key(&s) ^ SURNAME));
    keys.extend(counts.iter().filter(|(_, n)| **n >= frequent).map(|(given, _)| word_key(given) ^ GIVEN));
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
        assert!(bearers.full("angela", "merkel"));
        assert!(bearers.surname("kelly"));
        assert!(bearers.frequent_given("john"));
        // One of so many strangers may pass for a bearer, not several.
        let strangers = ["latte", "krinton", "makuron", "sandaz", "zelaiensikeyi"];
        assert!(strangers.iter().filter(|s| bearers.surname(s)).count() <= 1);
        assert!(strangers.iter().filter(|s| bearers.full("mark", s)).count() <= 1);
    }
}
