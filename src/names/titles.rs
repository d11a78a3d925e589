//! Offices and the names they never bear: "diplomatic director" for the European Union's High Representative.
//!
//! Facts of `data/titles.tsv`, found by the form's first word. Which neighbourhood makes a form wrong is a column of the
//! table; looking at that neighbourhood is the detector's work.

use super::table;
use crate::text::KeySet;

/// What must stand close by for a form to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// The organisation.
    Organisation,
    /// A holder's name, right or corrupted.
    Figure,
    /// Either.
    Both,
    /// Nothing: the form is wrong anywhere.
    Alone,
}

/// A wrong form of an office.
#[derive(Debug)]
pub struct CorruptTitle {
    /// State or institution.
    pub organisation: &'static str,
    /// The office as it is called.
    pub title: &'static str,
    /// Token keys of the wrong form.
    pub words: Vec<u64>,
    /// The wrong form as in the table.
    pub form: &'static str,
    /// The neighbourhood that makes it wrong.
    pub near: Near,
}

/// All wrong forms, sorted by the key of their first word.
#[derive(Debug, Default)]
pub struct Titles {
    rows: Vec<CorruptTitle>,
    /// First words.
    heads: KeySet,
}

impl Titles {
    /// Reads the compiled-in table.
    pub fn load(text: &'static str) -> Self {
        let mut rows = Vec::new();
        for row in table::rows(text) {
            let [organisation, title, corrupt, near, _route] = row[..] else { continue };
            let near = match near {
                "org" => Near::Organisation,
                "figure" => Near::Figure,
                "both" => Near::Both,
                "alone" => Near::Alone,
                _ => continue,
            };
            for form in table::list(corrupt) {
                let words: Vec<u64> =
                    crate::text::tokens::tokenize(form).iter().filter(|t| t.is_word_like()).map(|t| t.key).collect();
                if !words.is_empty() {
                    rows.push(CorruptTitle { organisation, title, words, form, near });
                }
            }
        }
        rows.sort_by_key(|r| (r.words[0], std::cmp::Reverse(r.words.len())));
        let heads = rows.iter().map(|r| r.words[0]).collect();
        Self { rows, heads }
    }

    /// Wrong forms that begin with the word of this key, longest first.
    pub fn beginning(&self, key: u64) -> impl Iterator<Item = &CorruptTitle> {
        let from =
            if self.heads.contains(key) { self.rows.partition_point(|r| r.words[0] < key) } else { self.rows.len() };
        self.rows.iter().skip(from).take_while(move |r| r.words[0] == key)
    }
}
