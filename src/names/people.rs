//! Who is spoken of in one article: which well-known people appear under their right names, and which under a name that
//! sounds like theirs and is nobody's.
//!
//! [`resolve`] is the one place that decides "this is X, corrupted". It prefers silence: a likeness of sound alone is never
//! enough, the person's office or organisation must stand near by, or a mark that legitimate spellings do not show.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::context::Context;
use super::fold::letters;
use super::parts::{Word, name_words, surname_of_another};
use super::route::Route;
use super::search::Search;
use crate::data::Data;
use crate::order;
use crate::text::{Document, Span};

/// A corrupted name in the text.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// Index of the figure that is meant.
    pub figure: usize,
    /// Index of the block.
    pub block: usize,
    /// The name's place.
    pub span: Span,
    /// The name as written, without a possessive ending.
    pub observed: String,
    /// What stands there when it is mended.
    pub expected: String,
    /// Given name and surname, not the surname alone.
    pub full: bool,
    /// How the change came about.
    pub route: Route,
    /// 0 to 1.
    pub confidence: f64,
}

/// A figure called by a right name.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    /// Index of the figure.
    pub figure: usize,
    /// Index of the block.
    pub block: usize,
    /// First token of the name, without offices.
    pub first: usize,
    /// Last token of the name.
    pub last: usize,
    /// Given name and surname, not the surname alone, which several figures may share.
    pub full: bool,
}

/// The well-known people of one article.
#[derive(Debug, Default)]
pub struct People {
    /// Corrupted names, in the order of the text.
    pub sightings: Vec<Sighting>,
    /// Right names, in the order of the text.
    pub references: Vec<Reference>,
    /// Figures that appear under a right name.
    pub named: BTreeSet<usize>,
}

impl People {
    /// Figures that appear, under a right name or a corrupted one.
    pub fn present(&self) -> BTreeSet<usize> {
        order::set(self.named.iter().copied().chain(self.sightings.iter().map(|s| s.figure)))
    }
}

/// Finds the people. Linear in the mentions; each is looked up by its sound.
pub fn resolve(doc: &Document<'_>, data: &Data) -> People {
    let mut people = People::default();
    let words: Vec<Vec<Vec<Word<'_>>>> =
        doc.blocks.iter().map(|block| block.mentions.iter().map(|m| name_words(block, *m, data)).collect()).collect();
    for (b, mentions) in words.iter().enumerate() {
        for words in mentions {
            note_right_names(b, words, data, &mut people);
        }
    }
    let borne = order::set(words.iter().flatten().filter_map(|words| surname_of_another(words)));
    let search = Search {
        borne,
        strangers: RefCell::default(),
        nearest: RefCell::default(),
        doc,
        data,
        context: Context::new(doc, data),
        named: &people.named,
        references: &people.references,
    };
    let mut sightings = Vec::new();
    for (b, mentions) in words.iter().enumerate() {
        for words in mentions {
            search.full_names(b, words, &mut sightings);
        }
    }
    let anchors: Vec<(usize, String)> =
        sightings.iter().map(|s| (s.figure, s.observed.rsplit(' ').next().map(letters).unwrap_or_default())).collect();
    for (b, mentions) in words.iter().enumerate() {
        for words in mentions {
            let Some(word) = search.lone_surname(b, words, &sightings) else { continue };
            let found = search.surname_alone(b, word, &anchors).or_else(|| search.word_for_surname(b, word));
            sightings.extend(found);
        }
    }
    order::sort_by_key(&mut sightings, |s| (s.block, s.span.start, s.span.end));
    people.sightings = sightings;
    people
}

/// Notes who is called by a right name. A surname inside a longer name counts as named too ("Robert F. Kennedy Jr."), but
/// only a name that stands by itself is a reference.
fn note_right_names(b: usize, words: &[Word<'_>], data: &Data, people: &mut People) {
    for (j, word) in words.iter().enumerate().filter(|(_, w)| data.figures.is_known_key(w.key)) {
        let mut full = false;
        for form in data.figures.forms_like(word.keys()).filter(|f| f.last == word.folded) {
            if let Some(first) = words[..j].iter().rev().find(|w| w.folded == form.first) {
                people.named.insert(form.figure);
                let reference =
                    Reference { figure: form.figure, block: b, first: first.token, last: word.last, full: true };
                if !full {
                    people.references.push(reference);
                }
                full = true;
            }
        }
        let alone = !full && words.iter().all(|w| w.role || w.token == word.token);
        for surname in data.figures.surnames_like(word.keys()).filter(|s| s.letters == word.folded) {
            people.named.insert(surname.figure);
            if alone {
                people.references.push(Reference {
                    figure: surname.figure,
                    block: b,
                    first: word.token,
                    last: word.last,
                    full: false,
                });
            }
        }
    }
}
