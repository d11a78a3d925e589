//! Which words tell that a sentence is about a state or an institution: "Prague" and "Czech" for Czechia, "Fed" for the
//! Federal Reserve. Used as context only.

use super::table;
use crate::text::{Block, KeySet, word_key};

/// The words of every organisation.
#[derive(Debug, Default)]
pub struct Organisations {
    /// Name, and its words as runs of token keys. Sorted by name.
    rows: Vec<(&'static str, Vec<Vec<u64>>)>,
    /// Names of one word.
    single: KeySet,
}

impl Organisations {
    /// Reads the compiled-in table.
    pub fn load(text: &'static str) -> Self {
        let mut rows: Vec<(&str, Vec<Vec<u64>>)> = table::rows(text)
            .filter_map(|row| Some((*row.first()?, table::list(row.get(1)?).map(keys).collect())))
            .collect();
        rows.sort_by_key(|r| r.0);
        let single = rows.iter().flat_map(|(_, words)| words).filter(|w| w.len() == 1).map(|w| w[0]).collect();
        Self { rows, single }
    }

    /// Is this single word, given by its key, the name of some organisation?
    pub fn is_word(&self, key: u64) -> bool {
        self.single.contains(key)
    }

    /// Do these tokens (`last` included) name the organisation? One that is not in the table counts by its own name.
    pub fn mentioned(&self, organisation: &str, block: &Block<'_>, first: usize, last: usize) -> bool {
        if organisation.is_empty() {
            return false;
        }
        match self.rows.binary_search_by_key(&organisation, |r| r.0) {
            Ok(i) => self.rows.get(i).is_some_and(|(_, words)| words.iter().any(|w| contains(block, first, last, w))),
            Err(_) => organisation.split(" / ").any(|name| contains(block, first, last, &keys(name))),
        }
    }
}

/// Token keys of a name as the tokeniser cuts it.
fn keys(name: &str) -> Vec<u64> {
    crate::text::tokens::tokenize(name).iter().filter(|t| t.is_word_like()).map(|t| t.key).collect()
}

fn contains(block: &Block<'_>, first: usize, last: usize, words: &[u64]) -> bool {
    let Some(head) = words.first() else { return false };
    let lower_us = word_key("us");
    (first..=last).any(|i| {
        block.tokens.get(i).is_some_and(|t| t.key == *head)
            && words.iter().enumerate().all(|(k, w)| block.tokens.get(i + k).is_some_and(|t| t.key == *w))
            // "us" is a pronoun, "US" a country; likewise "who" and "WHO".
            && (words.len() > 1 || (*head != lower_us && *head != word_key("who")) || block.tokens[i].case == crate::text::Case::Upper)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    #[test]
    fn a_pronoun_is_no_country() {
        let orgs = Organisations::load("name\twords\nUnited States\tUS|White House\n");
        let told = |text: &str| {
            let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
            orgs.mentioned("United States", &b, 0, b.tokens.len() - 1)
        };
        assert!(!told("They told us so."));
        assert!(told("The US said so."));
        assert!(told("The White House said so."));
        assert!(!told("The white paint of the house."));
    }
}
