//! The words of a mention that can be parts of a person's name, with what is asked of them again and again.

use std::cell::OnceCell;

use super::figures::full_name_key;
use super::fold::{is_latin, is_suffix, letters};
use super::phonetic::{Symbol, is_vowel, keys, symbols};
use super::roles::is_role_key;
use crate::data::Data;
use crate::text::mentions::PARTICLES;
use crate::text::tokens::strip_possessive;
use crate::text::{Block, Case, Mention, TokenKind, word_key};

/// A name-like word of the text.
pub(super) struct Word<'a> {
    /// First token; a hyphenated name has several.
    pub(super) token: usize,
    pub(super) last: usize,
    pub(super) text: &'a str,
    pub(super) folded: String,
    /// [`word_key`] of the folded word.
    pub(super) key: u64,
    pub(super) role: bool,
    /// Made when first asked for: most words are told off before.
    sounds: OnceCell<Vec<Symbol>>,
    keys: OnceCell<[u64; 4]>,
}

impl Word<'_> {
    /// How the folded word sounds.
    pub(super) fn sounds(&self) -> &[Symbol] {
        self.sounds.get_or_init(|| symbols(&self.folded))
    }

    /// Under which keys a known name of like sound is found.
    pub(super) fn keys(&self) -> [u64; 4] {
        *self.keys.get_or_init(|| keys(self.sounds()))
    }
}

/// A given name and a surname, side by side.
#[derive(Clone, Copy)]
pub(super) struct Pair<'w, 'a> {
    pub(super) first: &'w Word<'a>,
    pub(super) last: &'w Word<'a>,
    /// [`full_name_key`] of the two.
    pub(super) key: u64,
}

impl<'w, 'a> Pair<'w, 'a> {
    pub(super) fn new(first: &'w Word<'a>, last: &'w Word<'a>) -> Self {
        Self { first, last, key: full_name_key(&first.folded, &last.folded) }
    }
}

/// The words of a mention that can be parts of a name; particles and marks are left out, and so is a plain word at the
/// head of the sentence: "Apparently Putin".
pub(super) fn name_words<'a>(block: &Block<'a>, mention: Mention, data: &Data) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut token = mention.first;
    while token <= mention.last {
        let last = hyphenated(block, token, data);
        // A numeral ends a name and never begins one: Xi Jinping keeps his Xi.
        if let Some(word) = name_word(block, token, last)
            && !(is_suffix(&word.folded) && words.last().is_some_and(|w| !w.role))
        {
            words.push(word);
        }
        token = last + 1;
    }
    let plain = |w: &Word<'_>| {
        !w.role
            && data.words.is_common_key(w.key)
            && !data.figures.is_known_key(w.key)
            && !data.bearers.given_key(w.key)
    };
    if mention.at_start && words.len() > 1 && words.first().is_some_and(plain) {
        words.remove(0);
    }
    words
}

/// The last token of the word that begins at `token`: "Jean-Claude" and "Geun-hye" are one, "Trump-backed" is two.
fn hyphenated(block: &Block<'_>, token: usize, data: &Data) -> usize {
    let glued =
        |i: usize| matches!((block.tokens.get(i), block.tokens.get(i + 1)), (Some(a), Some(b)) if a.end == b.start);
    let mut last = token;
    while block.word(last + 1) == "-" && glued(last) && glued(last + 1) {
        let Some(part) = block.tokens.get(last + 2).filter(|t| t.kind == TokenKind::Word) else { break };
        let particle = is_particle(block.word(last));
        let name = part.case != Case::Lower
            || data.figures.is_known(&letters(strip_possessive(block.slice(token, last + 2))))
            || !part.is_known();
        if particle || !name {
            break;
        }
        last += 2;
    }
    last
}

fn name_word<'a>(block: &Block<'a>, first: usize, last: usize) -> Option<Word<'a>> {
    let t = block.tokens.get(first)?;
    let text = strip_possessive(block.slice(first, last));
    if t.kind != TokenKind::Word || is_particle(text) || !is_latin(text) {
        return None;
    }
    // "D-Ore": a party's letter.
    if first < last && t.end - t.start == 1 {
        return None;
    }
    let folded = letters(text);
    let role = first == last && is_role_key(t.key);
    let (sounds, keys) = (OnceCell::new(), OnceCell::new());
    Some(Word { token: first, last, text, key: word_key(&folded), folded, role, sounds, keys })
}

/// "Von", "von": a particle, however written.
fn is_particle(text: &str) -> bool {
    text.len() <= LONGEST_PARTICLE && PARTICLES.iter().any(|p| p.eq_ignore_ascii_case(text))
}

/// Bytes of "della", which most names are longer than.
const LONGEST_PARTICLE: usize = 5;

/// The surname of a mention that has a given name too.
pub(super) fn surname_of_another<'w>(words: &'w [Word<'_>]) -> Option<&'w str> {
    let mut names = words.iter().filter(|w| !w.role);
    names.next()?;
    names.next_back().map(|w| w.folded.as_str())
}

/// The words after the first, as written.
pub(super) fn spaced<'a>(block: &Block<'a>, first: &Word<'_>, last: &Word<'a>) -> String {
    let from = block.span(first.token, first.token).end;
    block.text.get(from..name_end(block, last)).unwrap_or(last.text).trim().to_owned()
}

pub(super) fn name_end(block: &Block<'_>, last: &Word<'_>) -> usize {
    block.span(last.token, last.token).start + last.text.len()
}

/// A name of one consonant is met by chance too often.
pub(super) fn too_short(sounds: &[Symbol]) -> bool {
    consonants(sounds) < 2
}

pub(super) fn consonants(sounds: &[Symbol]) -> usize {
    sounds.iter().filter(|s| !is_vowel(**s)).count()
}
