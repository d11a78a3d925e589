//! The gazetteer: who is well known, by which names, in which office; found by sound in microseconds.
//!
//! It holds facts of `data/figures.tsv` and indexes them. Whether a likeness means a corruption is decided in `people`.

use super::fold::{letters, name_words};
use super::offices;
pub use super::offices::{Office, Until};
use super::phonetic::{Symbol, known_keys, symbols};
use super::table;
use crate::text::word_key;

/// How the press refers back to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// He, him, his.
    He,
    /// She, her.
    She,
    /// They, their.
    They,
}

impl Pronoun {
    /// Reads a cell of the table; none for an unknown word.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "he" => Some(Self::He),
            "she" => Some(Self::She),
            "they" => Some(Self::They),
            _ => None,
        }
    }
}

/// A well-known person.
#[derive(Debug)]
pub struct Figure {
    /// Full name as the press writes it.
    pub name: &'static str,
    /// The part by which the press calls the person alone.
    pub surname: &'static str,
    /// Offices and callings, present and former, the one the press means today first; there is at least one.
    pub offices: Vec<Office<'static>>,
    /// The person's own name is written in Latin letters, so that it has one spelling, give or take marks.
    pub latin: bool,
    /// He, she or they, where known.
    pub pronoun: Option<Pronoun>,
    /// The name in its own script; empty where no source has it.
    pub native: &'static str,
}

impl Figure {
    /// The office the press means today, without "former".
    pub fn role(&self) -> &'static str {
        self.offices.first().map_or("", |o| o.role)
    }

    /// State, institution or company of that office.
    pub fn organisation(&self) -> &'static str {
        self.offices.first().map_or("", |o| o.organisation)
    }

    /// Is that office held today?
    pub fn is_in_office(&self) -> bool {
        self.offices.first().is_some_and(Office::is_held)
    }
}

/// One full form of a figure's name: its first and last word in plain letters.
#[derive(Debug)]
pub struct Form {
    /// Index of the figure.
    pub figure: usize,
    /// First word, folded.
    pub first: String,
    /// Last word, folded.
    pub last: String,
    /// Its sounds.
    pub first_sounds: Vec<Symbol>,
    /// Its sounds.
    pub last_sounds: Vec<Symbol>,
}

/// A figure's surname, standing alone.
#[derive(Debug)]
pub struct Surname {
    /// Index of the figure.
    pub figure: usize,
    /// Folded, its words joined.
    pub letters: String,
    /// Its sounds.
    pub sounds: Vec<Symbol>,
}

/// All figures with their indexes.
#[derive(Debug, Default)]
pub struct Figures {
    all: Vec<Figure>,
    forms: Vec<Form>,
    surnames: Vec<Surname>,
    /// (key of the last word, index into `forms`), sorted.
    form_keys: Vec<(u64, u32)>,
    /// (key of the first word's letters, index into `forms`), sorted.
    given_keys: Vec<(u64, u32)>,
    /// (key of the surname, index into `surnames`), sorted.
    surname_keys: Vec<(u64, u32)>,
    /// Keys of every full form and single-word form that is right, sorted.
    known: Vec<u64>,
}

impl Figures {
    /// Reads the compiled-in table.
    pub fn load(text: &'static str) -> Self {
        let mut out = Self::default();
        for row in table::rows(text) {
            let [name, surname, aliases, pronoun, script, native, held, _source] = row[..] else { continue };
            let figure = out.all.len();
            let offices = offices::split(held).filter_map(|o| offices::read(o).ok()).collect();
            let pronoun = Pronoun::read(pronoun);
            out.all.push(Figure { name, surname, offices, latin: script == "latin", pronoun, native });
            out.add_surname(figure, surname);
            for form in std::iter::once(name).chain(table::list(aliases)) {
                out.add_form(figure, form);
            }
        }
        for index in [&mut out.form_keys, &mut out.given_keys, &mut out.surname_keys] {
            index.sort_unstable();
            index.dedup();
        }
        out.known.sort_unstable();
        out.known.dedup();
        out
    }

    fn add_form(&mut self, figure: usize, form: &str) {
        let words = name_words(form);
        for word in &words {
            self.known.push(word_key(word));
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        if words.len() < 2 {
            return self.add_surname(figure, form);
        }
        self.known.push(word_key(&format!("{first} {last}")));
        let last_sounds = symbols(last);
        let at = self.forms.len() as u32;
        self.form_keys.extend(known_keys(&last_sounds).into_iter().map(|k| (k, at)));
        self.given_keys.push((word_key(first), at));
        let first_sounds = symbols(first);
        self.forms.push(Form { figure, first: first.clone(), last: last.clone(), first_sounds, last_sounds });
    }

    fn add_surname(&mut self, figure: usize, surname: &str) {
        let letters: String = surname.split_whitespace().map(letters).collect();
        self.known.push(word_key(&letters));
        let sounds = symbols(&letters);
        let at = self.surnames.len() as u32;
        self.surname_keys.extend(known_keys(&sounds).into_iter().map(|k| (k, at)));
        self.surnames.push(Surname { figure, letters, sounds });
    }

    /// The figure of this index.
    pub fn get(&self, figure: usize) -> Option<&Figure> {
        self.all.get(figure)
    }

    /// The figure of exactly this name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|f| f.name == name)
    }

    /// Full forms whose last word has one of these blocking keys; one may come twice.
    pub fn forms_like(&self, last: [u64; 4]) -> impl Iterator<Item = &Form> {
        lookup_all(&self.form_keys, last).filter_map(|at| self.forms.get(at))
    }

    /// Full forms whose first word has these letters.
    pub fn forms_given(&self, first: &str) -> impl Iterator<Item = &Form> {
        lookup(&self.given_keys, word_key(first)).filter_map(|at| self.forms.get(at))
    }

    /// Surnames that have one of these blocking keys; one may come twice.
    pub fn surnames_like(&self, sounds: [u64; 4]) -> impl Iterator<Item = &Surname> {
        lookup_all(&self.surname_keys, sounds).filter_map(|at| self.surnames.get(at))
    }

    /// Is the folded word, or the folded `first last`, a right form of somebody?
    pub fn is_known(&self, folded: &str) -> bool {
        self.known.binary_search(&word_key(folded)).is_ok()
    }
}

/// The entries of a key.
fn lookup(index: &[(u64, u32)], key: u64) -> impl Iterator<Item = usize> {
    let from = index.partition_point(|(k, _)| *k < key);
    index.iter().skip(from).take_while(move |(k, _)| *k == key).map(|(_, at)| *at as usize)
}

/// The entries of several keys; a repeated key is looked up once.
fn lookup_all(index: &[(u64, u32)], keys: [u64; 4]) -> impl Iterator<Item = usize> {
    let fresh = move |i: usize| !keys[..i].contains(&keys[i]);
    (0..keys.len()).filter(move |&i| fresh(i)).flat_map(move |i| lookup(index, keys[i]))
}
