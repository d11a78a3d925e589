//! Figures whose name is, or sounds like, a common word on some route: Kallas and the Japanese for crow.

use super::figures::Figures;
use super::table;
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
}

impl Collisions {
    /// Reads the compiled-in table. Only single words are looked up; "playing cards" counts by its last.
    pub fn load(text: &'static str, figures: &Figures) -> Self {
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
        rows.sort_by_key(|r| (r.0, r.1.figure));
        let words = rows.iter().map(|r| r.0).collect();
        Self { rows, words }
    }

    /// Whose name may have become the word of this key?
    pub fn of(&self, key: u64) -> impl Iterator<Item = &Collision> {
        let from = if self.words.contains(key) { self.rows.partition_point(|r| r.0 < key) } else { self.rows.len() };
        self.rows.iter().skip(from).take_while(move |r| r.0 == key).map(|r| &r.1)
    }
}
