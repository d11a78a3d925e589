//! Figures whose name is, or sounds like, a common word on some route: Kallas and the Japanese for crow.

use super::figures::Figures;
use super::table;
use crate::order;
use crate::report::Channel;
use crate::text::{KeySet, word_key};

/// A word that a figure's name may have become.
#[derive(Debug)]
pub struct Collision {
    /// Index of the figure.
    pub figure: usize,
    /// The route.
    pub channel: Channel,
}

/// Collisions by word.
#[derive(Debug, Default)]
pub struct Collisions {
    /// Sorted by the word's key.
    rows: Vec<(u64, Collision)>,
    words: KeySet,
    /// (key of a synonym, the name that is a word), sorted.
    synonyms: Vec<(u64, &'static str)>,
    synonym_words: KeySet,
}

impl Collisions {
    /// Reads the compiled-in tables: of figures and words, of names that are words. Only single words are looked up;
    /// "playing cards" counts by its last.
    pub fn load(text: &'static str, wordnames: &'static str, figures: &Figures) -> Self {
        let mut rows = Vec::new();
        for row in table::rows(text) {
            let [name, word, plural, route] = row[..] else { continue };
            let Some(figure) = figures.named(name) else { continue };
            let channel = if route == "japanese" { Channel::Japanese } else { Channel::CommonNoun };
            for form in [word, plural] {
                let last = form.rsplit(' ').next().unwrap_or(form);
                rows.push((word_key(last), Collision { figure, channel }));
            }
        }
        order::sort_by_key(&mut rows, |r| (r.0, r.1.figure));
        let words = rows.iter().map(|r| r.0).collect();
        let mut synonyms: Vec<(u64, &'static str)> = table::rows(wordnames)
            .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
            .flat_map(|(word, list)| table::list(list).map(move |s| (s, word)))
            .filter(|(synonym, _)| !synonym.contains([' ', '-']))
            .map(|(synonym, word)| (word_key(synonym), word))
            .collect();
        order::sort(&mut synonyms);
        let synonym_words = synonyms.iter().map(|s| s.0).collect();
        Self { rows, words, synonyms, synonym_words }
    }

    /// For which names that are words does a spinner write the word of this key?
    pub fn synonym_of(&self, key: u64) -> impl Iterator<Item = &'static str> {
        let from = if self.synonym_words.contains(key) {
            self.synonyms.partition_point(|s| s.0 < key)
        } else {
            self.synonyms.len()
        };
        self.synonyms.iter().skip(from).take_while(move |s| s.0 == key).map(|s| s.1)
    }

    /// Whose name may have become the word of this key?
    pub fn of(&self, key: u64) -> impl Iterator<Item = &Collision> {
        let from = if self.words.contains(key) { self.rows.partition_point(|r| r.0 < key) } else { self.rows.len() };
        self.rows.iter().skip(from).take_while(move |r| r.0 == key).map(|r| &r.1)
    }
}
