//! Who is spoken of in one article: which well-known people appear under their right names, and which under a name that
//! sounds like theirs and is nobody's.
//!
//! [`resolve`] is the one place that decides "this is X, corrupted". It prefers silence: a likeness of sound alone is never
//! enough, the person's office or organisation must stand near by, or a mark that legitimate spellings do not show.

use std::collections::BTreeSet;

use super::distance::distance;
use super::figures::Figure;
use super::fold::{is_latin, letters};
use super::phonetic::{Symbol, is_vowel, keys, symbols};
use super::roles::{heads_a_house, is_office, is_role_key, names_office};
use super::route::{self, Route};
use crate::data::Data;
use crate::text::mentions::PARTICLES;
use crate::text::tokens::strip_possessive;
use crate::text::{Block, Case, Document, Mention, Span, TokenKind};

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

/// The well-known people of one article.
#[derive(Debug, Default)]
pub struct People {
    /// Corrupted names, in the order of the text.
    pub sightings: Vec<Sighting>,
    /// Figures that appear under a right name.
    pub named: BTreeSet<usize>,
}

impl People {
    /// Figures that appear, under a right name or a corrupted one.
    pub fn present(&self) -> BTreeSet<usize> {
        self.named.iter().copied().chain(self.sightings.iter().map(|s| s.figure)).collect()
    }
}

/// Given names up to this far apart may be one.
const GIVEN: f64 = 0.2;
/// Surnames beside the same given name.
const FULL: f64 = 0.15;
/// The same, with the office or organisation in the sentence.
const FULL_IN_CONTEXT: f64 = 0.25;
/// Surnames alone.
const ALONE: f64 = 0.08;
/// Surnames alone, where the full name was seen corrupted.
const ALONE_ANCHORED: f64 = 0.15;

/// Consonants of a surname that is hardly met by chance.
const LONG: usize = 4;

/// A name-like word of the text.
struct Word<'a> {
    token: usize,
    text: &'a str,
    folded: String,
    sounds: Vec<Symbol>,
    keys: [u64; 2],
    role: bool,
}

/// Finds the people. Linear in the mentions; each is looked up by its sound.
pub fn resolve(doc: &Document<'_>, data: &Data) -> People {
    let mut people = People::default();
    let words: Vec<Vec<(usize, Vec<Word<'_>>)>> = doc
        .blocks
        .iter()
        .map(|block| block.mentions.iter().enumerate().map(|(i, m)| (i, name_words(block, *m))).collect())
        .collect();
    for (b, mentions) in words.iter().enumerate() {
        for (_, words) in mentions {
            note_right_names(words, data, &mut people.named);
            full_names(doc, b, words, data, &mut people.sightings);
        }
    }
    let anchored: Vec<(usize, String)> = people
        .sightings
        .iter()
        .map(|s| (s.figure, s.observed.rsplit(' ').next().map(letters).unwrap_or_default()))
        .collect();
    for (b, mentions) in words.iter().enumerate() {
        for (i, words) in mentions {
            let Some(mention) = doc.blocks[b].mentions.get(*i) else { continue };
            surname_alone(doc, b, *mention, words, data, &anchored, &mut people);
        }
    }
    people.sightings.sort_by_key(|s| (s.block, s.span.start, s.span.end));
    people
}

/// The words of a mention that can be parts of a name; particles and marks are left out.
fn name_words<'a>(block: &Block<'a>, mention: Mention) -> Vec<Word<'a>> {
    (mention.first..=mention.last)
        .filter_map(|token| {
            let t = block.tokens.get(token)?;
            let text = strip_possessive(block.word(token));
            if t.kind != TokenKind::Word || PARTICLES.binary_search(&text).is_ok() || !is_latin(text) {
                return None;
            }
            let folded = letters(text);
            let sounds = symbols(&folded);
            let role = is_role_key(t.key);
            Some(Word { token, text, folded, keys: keys(&sounds), sounds, role })
        })
        .collect()
}

fn note_right_names(words: &[Word<'_>], data: &Data, named: &mut BTreeSet<usize>) {
    for word in words {
        for surname in data.figures.surnames_like(word.keys).filter(|s| s.letters == word.folded) {
            named.insert(surname.figure);
        }
        for form in data.figures.forms_like(word.keys).filter(|f| f.last == word.folded) {
            if words.iter().any(|w| w.folded == form.first) {
                named.insert(form.figure);
            }
        }
    }
}

/// Given name and surname side by side, an initial or a middle name between them allowed.
fn full_names(doc: &Document<'_>, b: usize, words: &[Word<'_>], data: &Data, out: &mut Vec<Sighting>) {
    let block = &doc.blocks[b];
    for (j, last) in words.iter().enumerate().skip(1) {
        for first in words[j.saturating_sub(2)..j].iter().rev().filter(|w| !w.role) {
            if data.figures.is_known(&format!("{} {}", first.folded, last.folded)) {
                break;
            }
            if let Some(sighting) = full_name(doc, b, block, first, last, data) {
                out.push(sighting);
                break;
            }
        }
    }
}

fn full_name(
    doc: &Document<'_>,
    b: usize,
    block: &Block<'_>,
    first: &Word<'_>,
    last: &Word<'_>,
    data: &Data,
) -> Option<Sighting> {
    let mut best: Option<(f64, Sighting)> = None;
    for form in data.figures.forms_like(last.keys) {
        let figure = data.figures.get(form.figure)?;
        let same_given = form.first == first.folded;
        // Most candidates fall here, before anything is measured.
        if !same_given && !form.first_keys.iter().any(|k| first.keys.contains(k)) {
            continue;
        }
        let given = if same_given { 0.0 } else { distance(&form.first_sounds, &first.sounds) };
        let surname = distance(&form.last_sounds, &last.sounds);
        let unlike = given > GIVEN || surname > FULL_IN_CONTEXT;
        if unlike || same_but_ending(&form.last, &last.folded) || too_short(&form.last_sounds) {
            continue;
        }
        // Somebody bears this very name. Asked late: it is the rarest answer.
        if data.bearers.full(&first.folded, &last.folded) {
            return None;
        }
        let route = route::explain(&form.last, &last.folded);
        let near = surroundings(doc, b, first.token, last.token, figure, data);
        let grounds = Grounds {
            near: surname <= FULL,
            same_given,
            signature: route.signature,
            latin: figure.latin,
            borne: data.bearers.surname(&last.folded),
            frequent_given: data.bearers.frequent_given(&first.folded),
            word: data.words.contains(&last.folded),
        };
        let Some(confidence) = grounds.weigh(near, || organisation_in(doc, figure, data)) else { continue };
        if best.as_ref().is_none_or(|(d, _)| given + surname < *d) {
            let sighting = Sighting {
                figure: form.figure,
                block: b,
                span: Span::new(block.span(first.token, first.token).start, name_end(block, last)),
                observed: format!("{} {}", first.text, spaced(block, first, last)),
                expected: figure.name.to_owned(),
                full: true,
                route,
                confidence,
            };
            best = Some((given + surname, sighting));
        }
    }
    best.map(|(_, s)| s)
}

/// The words after the first, as written.
fn spaced<'a>(block: &Block<'a>, first: &Word<'_>, last: &Word<'a>) -> String {
    let from = block.span(first.token, first.token).end;
    block.text.get(from..name_end(block, last)).unwrap_or(last.text).trim().to_owned()
}

fn name_end(block: &Block<'_>, last: &Word<'_>) -> usize {
    block.span(last.token, last.token).start + last.text.len()
}

/// What stands near a name that belongs to the figure it sounds like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    Nothing,
    /// The state or institution, in the same sentence.
    Organisation,
    /// The office, within a few words.
    Office,
}

/// On what a full name is judged, besides what stands near it.
#[allow(clippy::struct_excessive_bools)] // yes-or-no grounds, named
struct Grounds {
    near: bool,
    same_given: bool,
    signature: bool,
    latin: bool,
    /// People do bear this surname.
    borne: bool,
    /// The given name says little of who is meant.
    frequent_given: bool,
    /// The surname is an English word: "Latte".
    word: bool,
}

impl Grounds {
    /// How sure can one be? None: not sure enough to speak.
    fn weigh(&self, near: Near, in_article: impl Fn() -> bool) -> Option<f64> {
        if self.borne && self.frequent_given {
            return None; // a John Kelly may well work where John Kerry does
        }
        let common = self.borne || self.frequent_given;
        match (self.signature, near) {
            (true, Near::Office) if self.near => Some(0.95),
            (true, Near::Organisation) if self.near && self.same_given => Some(0.9),
            (true, Near::Office) if self.latin => Some(0.7),
            (true, Near::Organisation) if self.latin && self.same_given && !common => Some(0.6),
            (true, Near::Nothing) if self.near && self.same_given && !self.borne && in_article() => Some(0.8),
            (true, Near::Nothing) if self.near && self.same_given && self.word && !self.frequent_given => Some(0.7),
            (false, Near::Office) if self.near && self.latin && !self.borne => Some(0.7),
            (false, Near::Organisation) if self.near && self.latin && self.same_given && !common => Some(0.6),
            (false, Near::Nothing) if self.near && self.latin && self.same_given && !common && in_article() => {
                Some(0.4)
            }
            _ => None,
        }
    }
}

/// A surname without its given name.
fn surname_alone(
    doc: &Document<'_>,
    b: usize,
    mention: Mention,
    words: &[Word<'_>],
    data: &Data,
    anchored: &[(usize, String)],
    people: &mut People,
) {
    let block = &doc.blocks[b];
    let names: Vec<&Word<'_>> = words.iter().filter(|w| !w.role).collect();
    let [word] = names.as_slice() else { return };
    let place = || block.tokens.get(word.token).is_some_and(|t| data.organisations.is_word(t.key));
    if word.folded.len() < 3 || data.figures.is_known(&word.folded) || place() {
        return;
    }
    // An English word, an acronym or a surname people bear counts only where the full name was seen corrupted.
    let english = data.words.contains(&word.folded);
    let singular = !english && !data.bearers.surname(&word.folded) && block.tokens[word.token].case != Case::Upper;
    if anchored.is_empty() && !singular {
        return;
    }
    let taken = |s: &Sighting| s.block == b && s.span.overlaps(block.span(word.token, word.token));
    if people.sightings.iter().any(taken) {
        return;
    }
    let mut best: Option<(f64, Sighting)> = None;
    for known in data.figures.surnames_like(word.keys) {
        let Some(figure) = data.figures.get(known.figure) else { continue };
        let full_seen = anchored.iter().any(|(f, _)| *f == known.figure);
        // Without the full name in the text only a rare, unambiguous word is looked at; most candidates end here.
        if !full_seen && (!figure.latin || !singular || too_short(&known.sounds)) {
            continue;
        }
        let d = distance(&known.sounds, &word.sounds);
        if d > ALONE_ANCHORED || same_but_ending(&known.letters, &word.folded) {
            continue;
        }
        let same_as_full = anchored.iter().any(|(f, last)| *f == known.figure && *last == word.folded);
        let route = route::explain(&known.letters, &word.folded);
        let titled = role_before(block, words, word, figure);
        let long = consonants(&known.sounds) >= LONG;
        let near = surroundings(doc, b, word.token, word.token, figure, data);
        // A word of the language at the head of a sentence is that word.
        let plain_word = mention.at_start && words.len() == 1 && english;
        let confidence = if same_as_full {
            0.85
        } else if full_seen && !plain_word {
            0.75
        } else if d > ALONE && !long || !route.signature {
            continue;
        } else if people.named.contains(&known.figure) {
            0.5
        } else if long && route.mark.is_systematic() && organisation_in(doc, figure, data) {
            // Four consonants in the right order, spelled as only one pivot spells: nobody else is called so.
            0.5
        } else if titled && near != Near::Nothing {
            0.7
        } else {
            continue;
        };
        if best.as_ref().is_none_or(|(best, _)| d < *best) {
            best = Some((
                d,
                Sighting {
                    figure: known.figure,
                    block: b,
                    span: Span::new(block.span(word.token, word.token).start, name_end(block, word)),
                    observed: word.text.to_owned(),
                    expected: figure.surname.to_owned(),
                    full: false,
                    route,
                    confidence,
                },
            ));
        }
    }
    people.sightings.extend(best.map(|(_, s)| s));
}

/// A name of one consonant is met by chance too often.
fn too_short(sounds: &[Symbol]) -> bool {
    consonants(sounds) < 2
}

fn consonants(sounds: &[Symbol]) -> usize {
    sounds.iter().filter(|s| !is_vowel(**s)).count()
}

/// The same letters, or a plural or doubled ending of them: no corruption.
fn same_but_ending(known: &str, observed: &str) -> bool {
    known == observed
        || observed.strip_suffix('s') == Some(known)
        || observed.strip_suffix("es") == Some(known)
        || known.strip_suffix('s') == Some(observed)
}

/// Does an office of this figure stand among the mention's own words before the name, or just before the mention?
fn role_before(block: &Block<'_>, words: &[Word<'_>], word: &Word<'_>, figure: &Figure) -> bool {
    let own = words.iter().filter(|w| w.token < word.token && w.role).any(|w| names_office(figure.role(), &w.folded));
    let first = words.first().map_or(word.token, |w| w.token);
    own || (first.saturating_sub(2)..first).any(|t| names_office(figure.role(), &block.word(t).to_lowercase()))
}

/// Words around a name in which its office counts as standing near.
const ROLE_REACH: usize = 8;

/// What of the figure stands near these tokens?
fn surroundings(doc: &Document<'_>, b: usize, first: usize, last: usize, figure: &Figure, data: &Data) -> Near {
    let block = &doc.blocks[b];
    let Some(sentence) = block.sentence_of(first).copied() else { return Near::Nothing };
    let from = first.saturating_sub(ROLE_REACH).max(sentence.first);
    let to = (last + ROLE_REACH).min(sentence.last);
    let lower = |t: usize| strip_possessive(block.word(t)).to_lowercase();
    let around: Vec<String> = (from..first)
        .chain(last + 1..=to)
        .filter(|&t| block.tokens.get(t).is_some_and(|k| k.kind == TokenKind::Word))
        .map(lower)
        .collect();
    // Right before the name one word of the office will do: "Secretary Kerry".
    let titled = (first.saturating_sub(2)..first).any(|t| names_office(figure.role(), &lower(t)));
    let house = data.organisations.mentioned(figure.organisation(), block, sentence.first, sentence.last);
    if titled || is_office(figure.role(), &around) || house && around.iter().any(|w| heads_a_house(w)) {
        Near::Office
    } else if house {
        Near::Organisation
    } else {
        Near::Nothing
    }
}

/// Does the article speak of the figure's organisation anywhere?
fn organisation_in(doc: &Document<'_>, figure: &Figure, data: &Data) -> bool {
    doc.blocks
        .iter()
        .any(|b| !b.tokens.is_empty() && data.organisations.mentioned(figure.organisation(), b, 0, b.tokens.len() - 1))
}
