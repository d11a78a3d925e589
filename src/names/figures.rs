//! The gazetteer: who is well known, by which names, in which office; found by sound in microseconds.
//!
//! It holds the facts of `data/figures.tsv`, which the build script packed, and indexes them. Whether a likeness means a corruption is decided in `people`.

use std::sync::OnceLock;

use super::fold::{letters, name_words};
use super::gazetteer::{self, Entry};
use super::keyindex::KeyIndex;
pub use super::offices::{Office, Until};
use super::organisations::Organisations;
use super::packed::Packed;
use super::phonetic::{Symbol, consonant_kinds, known_keys, symbols, unlike};
use crate::text::tokens::phrase_key;
use crate::text::{KeySet, word_key};

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
    /// Where its houses stand in [`Figures::houses`].
    houses: (u32, u32),
    /// The person's own name is written in Latin letters, so that it has one spelling, give or take marks.
    pub latin: bool,
    /// He, she or they, where known.
    pub pronoun: Option<Pronoun>,
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
    /// Worked out when they are asked for, which for most never happens.
    first_sounds: OnceLock<Vec<Symbol>>,
    /// The sounds of the last word.
    pub last_sounds: Vec<Symbol>,
}

impl Form {
    /// The sounds of the first word.
    pub fn first_sounds(&self) -> &[Symbol] {
        self.first_sounds.get_or_init(|| symbols(&self.first))
    }
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
    /// Of each office of each figure the organisation's index, where it is in the table of organisations.
    houses: Vec<u16>,
    forms: Vec<Form>,
    /// Of each form the kinds of consonants of its last word: what most are told apart by lies close together.
    last_kinds: Vec<u16>,
    surnames: Vec<Surname>,
    /// Indexes into `forms` by the keys of the last word.
    form_keys: KeyIndex,
    /// Indexes into `forms` by the letters of the first word.
    given_keys: KeyIndex,
    /// Indexes into `surnames`.
    surname_keys: KeyIndex,
    /// Keys of every full form and single word that is right.
    known: KeySet,
}

impl Figures {
    /// How many people.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Reads what the build script packed.
    pub fn read(packed: Packed<'static>, organisations: &Organisations) -> Self {
        let (houses, entries) = gazetteer::read(packed);
        let index = |name: &&str| organisations.index(name).and_then(|i| u16::try_from(i).ok());
        let houses: Vec<Option<u16>> = houses.iter().map(index).collect();
        let mut reader = Reader::default();
        for entry in entries {
            reader.add(entry, &houses);
        }
        reader.end()
    }

    /// The figure of this index.
    pub fn get(&self, figure: usize) -> Option<&Figure> {
        self.all.get(figure)
    }

    /// Indexes of the organisations in which the figure has or had an office, as far as they are in the table.
    pub fn houses(&self, figure: &Figure) -> &[u16] {
        let (first, end) = figure.houses;
        self.houses.get(first as usize..end as usize).unwrap_or_default()
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
        self.given_keys.of(word_key(first)).filter_map(|at| self.forms.get(at))
    }

    /// Full forms that begin with the folded word, then others whose last word has one of these blocking keys, without
    /// those whose last word is [`unlike`] one of these consonants; one may come twice.
    pub fn forms_near(&self, first: &str, last: [u64; 4], kinds: u16) -> impl Iterator<Item = &Form> {
        let near = move |at: &usize| self.last_kinds.get(*at).is_some_and(|k| !unlike(*k, kinds));
        let given = self.given_keys.of(word_key(first)).filter(near).filter_map(|at| self.forms.get(at));
        let like = lookup_all(&self.form_keys, last).filter(near).filter_map(|at| self.forms.get(at));
        given.chain(like.filter(move |f| f.first != first))
    }

    /// Surnames that have one of these blocking keys; one may come twice.
    pub fn surnames_like(&self, sounds: [u64; 4]) -> impl Iterator<Item = &Surname> {
        lookup_all(&self.surname_keys, sounds).filter_map(|at| self.surnames.get(at))
    }

    /// Is the folded word, or the folded `first last`, a right form of somebody?
    pub fn is_known(&self, folded: &str) -> bool {
        self.is_known_key(word_key(folded))
    }

    /// The same, asked by the key of the word or by that of the full name.
    pub fn is_known_key(&self, key: u64) -> bool {
        self.known.contains(key)
    }
}

/// Fills the indexes. What is worked out for a surname serves the full names that end in it.
#[derive(Default)]
struct Reader {
    figures: Figures,
    known: Vec<u64>,
    /// Blocking keys of the surname that was added last.
    surname: Vec<u64>,
    /// Those of another last word.
    other: Vec<u64>,
}

impl Reader {
    fn add(&mut self, entry: Entry, houses: &[Option<u16>]) {
        let figure = self.figures.all.len();
        self.add_surname(figure, entry.surname);
        for form in std::iter::once(entry.name).chain(entry.aliases) {
            self.add_form(figure, form);
        }
        let first = self.figures.houses.len() as u32;
        self.figures.houses.extend(entry.houses.iter().filter_map(|h| houses.get(*h).copied().flatten()));
        self.figures.all.push(Figure {
            houses: (first, self.figures.houses.len() as u32),
            name: entry.name,
            surname: entry.surname,
            offices: entry.offices,
            latin: entry.latin,
            pronoun: Pronoun::read(entry.pronoun),
        });
    }

    fn add_form(&mut self, figure: usize, form: &str) {
        let mut words = name_words(form);
        self.known.extend(words.iter().map(|w| word_key(w)));
        if words.len() < 2 {
            return self.add_surname(figure, form);
        }
        let (Some(last), Some(first)) = (words.pop(), words.drain(..).next()) else { return };
        self.known.push(full_name_key(&first, &last));
        let at = self.figures.forms.len() as u32;
        self.figures.given_keys.add(word_key(&first), at);
        let surname = self.figures.surnames.last().filter(|s| s.figure == figure && s.letters == last);
        let (last_sounds, keys) = if let Some(surname) = surname {
            (surname.sounds.clone(), &self.surname)
        } else {
            let sounds = symbols(&last);
            known_keys(&sounds, &mut self.other);
            (sounds, &self.other)
        };
        for key in keys {
            self.figures.form_keys.add(*key, at);
        }
        self.figures.last_kinds.push(consonant_kinds(&last_sounds));
        self.figures.forms.push(Form { figure, first, last, first_sounds: OnceLock::new(), last_sounds });
    }

    fn add_surname(&mut self, figure: usize, surname: &str) {
        let letters: String = surname.split_whitespace().map(letters).collect();
        self.known.push(word_key(&letters));
        let sounds = symbols(&letters);
        let at = self.figures.surnames.len() as u32;
        known_keys(&sounds, &mut self.surname);
        for key in &self.surname {
            self.figures.surname_keys.add(*key, at);
        }
        self.figures.surnames.push(Surname { figure, letters, sounds });
    }

    fn end(self) -> Figures {
        let mut figures = self.figures;
        for index in [&mut figures.form_keys, &mut figures.given_keys, &mut figures.surname_keys] {
            index.close();
        }
        figures.known = self.known.into_iter().collect();
        figures
    }
}

/// The key of a full name, of which first and last word count, both folded.
pub fn full_name_key(first: &str, last: &str) -> u64 {
    phrase_key(&[first, " ", last])
}

/// The entries of several keys; a repeated key is looked up once.
fn lookup_all(index: &KeyIndex, keys: [u64; 4]) -> impl Iterator<Item = usize> {
    let fresh = move |i: usize| !keys[..i].contains(&keys[i]);
    (0..keys.len()).filter(move |&i| fresh(i)).flat_map(move |i| index.of(keys[i]))
}
