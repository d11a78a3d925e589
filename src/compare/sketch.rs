//! What of an article is needed to hold it against another: for each sentence the stems of its words and what machines
//! rarely change, as hashes.
//!
//! A sketch is made from a text, or read back from an index, which keeps it in a smaller form; the two are compared in the
//! same way. It holds no word: a stem's key cannot be read back but by trying words.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::names::fold::letters;
use crate::names::phonetic;
use crate::text::{Block, Case, Document, Sentence, Token, TokenKind, word_key};

/// Words of a run that counts as verbatim.
pub const RUN: usize = 5;

/// An article as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    /// The sentences of the paragraphs, in order; the headline is not among them.
    pub sentences: Vec<Line>,
    /// Its runs of [`RUN`] words.
    pub runs: Runs,
}

/// One sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Words and numbers in it.
    pub words: u16,
    /// Key of all its words in their order: equal where the whole sentence is.
    pub whole: u32,
    /// Keys of the stems of its words that carry meaning, sorted, each once.
    pub stems: Vec<u32>,
    /// Keys of its numbers and of the sounds of its names, sorted, each once.
    pub anchors: Vec<u32>,
}

/// Hashed runs of words, all of them or a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs {
    /// Only hashes that this number divides are kept; 1 for all.
    pub every: u32,
    /// Sorted, each once.
    pub hashes: Vec<u32>,
}

impl Default for Runs {
    fn default() -> Self {
        Self { every: 1, hashes: Vec::new() }
    }
}

impl Runs {
    /// Share of these runs that the other text has too, by what both samples keep; 0 for a text without runs.
    pub fn share_in(&self, other: &Self) -> f64 {
        let every = self.every.max(other.every).max(1);
        let (mut all, mut common) = (0_u32, 0_u32);
        for hash in self.hashes.iter().filter(|h| *h % every == 0) {
            all += 1;
            common += u32::from(other.hashes.binary_search(hash).is_ok());
        }
        if all == 0 { 0.0 } else { f64::from(common) / f64::from(all) }
    }
}

impl Sketch {
    /// The sketch of a text. Linear in its length.
    pub fn new(doc: &Document<'_>) -> Self {
        let mut stems = Stems::default();
        let mut out = Self::default();
        let mut running: Vec<u64> = Vec::new();
        for block in doc.body() {
            for sentence in &block.sentences {
                out.sentences.push(line(block, *sentence, &mut stems));
            }
            running.extend(block.tokens.iter().filter(|t| t.is_word_like()).map(|t| t.key));
        }
        out.runs.hashes = running.windows(RUN).map(run_key).collect();
        out.runs.hashes.sort_unstable();
        out.runs.hashes.dedup();
        out
    }

    /// Words of all sentences.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|s| usize::from(s.words)).sum()
    }
}

/// One sentence as it is compared.
fn line(block: &Block<'_>, sentence: Sentence, stems: &mut Stems) -> Line {
    let mut out = Line::default();
    let mut whole = Key::default();
    for at in sentence.first..=sentence.last {
        let Some(token) = block.tokens.get(at).filter(|t| t.is_word_like()) else { continue };
        out.words = out.words.saturating_add(1);
        whole.add(token.key);
        let word = block.word(at);
        if token.kind == TokenKind::Number {
            out.anchors.push(number_key(word));
        } else if let Some(number) = counted(token) {
            out.anchors.push(number);
        } else if !token.is_function() {
            out.stems.push(stems.of(token, word));
            if token.case != Case::Lower && (at > sentence.first || !token.is_known()) {
                out.anchors.push(sound_key(word));
            }
        }
    }
    out.whole = whole.done();
    out.stems.sort_unstable();
    out.stems.dedup();
    out.anchors.sort_unstable();
    out.anchors.dedup();
    out
}

/// Stems of words, each looked up once.
#[derive(Default)]
pub struct Stems {
    known: HashMap<u64, u32>,
}

impl Stems {
    /// Key of a token's stem.
    pub fn of(&mut self, token: &Token, word: &str) -> u32 {
        *self.known.entry(token.key).or_insert_with(|| stem_key(word))
    }
}

/// Key of a word's stem: "condemned" and "condemns" have one key.
pub fn stem_key(word: &str) -> u32 {
    let lower = crate::text::tokens::strip_possessive(word).to_lowercase();
    let stem = Stemmer::create(Algorithm::English).stem(&lower);
    fold32(word_key(&stem))
}

/// Key of a number as it is written in digits: "2,000" and "2000" have one key.
pub fn number_key(word: &str) -> u32 {
    let digits: String =
        word.chars().filter(|c| *c != ',' && *c != '\'' && *c != '’').flat_map(char::to_lowercase).collect();
    fold32(word_key(&digits)) | 1
}

/// Key of a name's consonants as pivot languages keep them: "Kallas" and "Karasu" begin alike.
pub fn sound_key(word: &str) -> u32 {
    let letters = letters(crate::text::tokens::strip_possessive(word));
    let symbols = phonetic::symbols(&letters);
    fold32(phonetic::keys(&symbols)[0]) & !1
}

/// Small numbers written as words count as their digits.
fn counted(token: &Token) -> Option<u32> {
    const WORDS: [(&str, &str); 11] = [
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
    ];
    WORDS.iter().find(|(word, _)| word_key(word) == token.key).map(|(_, digits)| number_key(digits))
}

/// Key of a run of words.
pub fn run_key(keys: &[u64]) -> u32 {
    let mut key = Key::default();
    for k in keys {
        key.add(*k);
    }
    key.done()
}

/// A key made of keys, in their order.
#[derive(Default)]
struct Key(u64);

impl Key {
    fn add(&mut self, key: u64) {
        self.0 = (self.0.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn done(self) -> u32 {
        fold32(self.0)
    }
}

fn fold32(key: u64) -> u32 {
    (key ^ (key >> 32)) as u32
}
