//! Names, offices and numbers of an article as facts: what an index keeps of it, so that a changed name can be told without
//! either text.
//!
//! A fact is a name as it is written, the office before it, or a number, and the sentences it stands in. That is less than a
//! comparison of texts sees: without its place in the sentence a name that became a common word is not found, nor one
//! that became an altogether other name.

use std::collections::HashMap;

use super::align::Link;
use super::changes::{How, Text, What, by_sound, distance, name_of, role_before, row, sure};
use super::sides::Cut;
use crate::data::Data;
use crate::names::fold::letters;
use crate::report::{NameRow, PairRelation};
use crate::text::tokens::strip_possessive;
use crate::text::{Document, word_key};

/// Sentences a fact is noted for.
const MOST_SENTENCES: usize = 12;
/// Facts of each kind.
const MOST_FACTS: usize = 250;
/// Bytes of a name or an office.
const LONGEST: usize = 80;
/// What speaks for a changed name must sum up to this; more than where the texts are at hand.
const ENOUGH: f32 = 2.6;

/// The facts of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Names, in the order of the text.
    pub names: Vec<NameFact>,
    /// Numbers, in the order of the text.
    pub numbers: Vec<NumberFact>,
}

/// A name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameFact {
    /// In full, as it is written.
    pub name: String,
    /// The office before it; empty if there is none.
    pub role: String,
    /// The sentences that hold it or its last word, the headline's not counted; rising.
    pub sentences: Vec<u16>,
}

/// A number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberFact {
    /// As it is written.
    pub number: String,
    /// The sentence, the headline's not counted.
    pub sentence: u16,
}

impl NameFact {
    /// The last word of the name.
    pub fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or("")
    }
}

impl Facts {
    /// The facts of an article.
    pub fn new(doc: &Document<'_>) -> Self {
        let cut = Cut::new(doc);
        let text = Text::new(&cut);
        let mut stems = HashMap::new();
        let mut out = Self::default();
        for (sentence, at) in cut.sentences.iter().enumerate().skip(cut.headline) {
            let (Some(block), Ok(number)) = (doc.blocks.get(at.block), u16::try_from(sentence - cut.headline)) else {
                continue;
            };
            let words = text.words(Some(sentence), 1, &text, &mut stems);
            for word in &words {
                if word.what == What::Number && out.numbers.len() < MOST_FACTS {
                    let number_text = clipped(block.slice(word.first, word.last));
                    out.numbers.push(NumberFact { number: number_text.to_owned(), sentence: number });
                }
            }
            for mention in block.mentions.iter().filter(|m| (at.sentence.first..=at.sentence.last).contains(&m.first)) {
                let Some((first, last)) = name_of(block, *mention) else { continue };
                // A common word at the head of the sentence is no part of a name.
                let first = (first..=last).find(|t| words.iter().any(|w| w.first == *t && w.what == What::Name));
                let Some(first) = first else { continue };
                let name = clipped(strip_possessive(block.slice(first, last)));
                let role = role_before(block, *mention, first).map_or("", clipped);
                out.note(name, role, number);
            }
        }
        out
    }

    fn note(&mut self, name: &str, role: &str, sentence: u16) {
        let same = |f: &NameFact| {
            f.name == name
                || !name.contains(' ') && f.surname() == name
                || !f.name.contains(' ') && ends_with(name, &f.name)
        };
        if let Some(fact) = self.names.iter_mut().find(|f| same(f)) {
            if name.len() > fact.name.len() {
                name.clone_into(&mut fact.name);
            }
            if fact.role.is_empty() {
                role.clone_into(&mut fact.role);
            }
            if fact.sentences.last() != Some(&sentence) && fact.sentences.len() < MOST_SENTENCES {
                fact.sentences.push(sentence);
            }
        } else if self.names.len() < MOST_FACTS && !name.is_empty() {
            self.names.push(NameFact { name: name.to_owned(), role: role.to_owned(), sentences: vec![sentence] });
        }
    }

    /// As bytes, no more than `limit` of them: the names that stand in the most sentences come first, then the numbers.
    pub fn write(&self, limit: usize) -> Vec<u8> {
        let mut order: Vec<&NameFact> = self.names.iter().collect();
        crate::order::sort_by_key(&mut order, |f| std::cmp::Reverse(f.sentences.len()));
        let mut names: Vec<Vec<u8>> = Vec::new();
        let mut room = limit.saturating_sub(2);
        for fact in order {
            let mut bytes = Vec::new();
            put_text(&mut bytes, &fact.name);
            put_text(&mut bytes, &fact.role);
            bytes.push(fact.sentences.len().min(MOST_SENTENCES) as u8);
            let mut before = 0;
            for sentence in fact.sentences.iter().take(MOST_SENTENCES) {
                put_number(&mut bytes, sentence.saturating_sub(before));
                before = *sentence;
            }
            if bytes.len() <= room && names.len() < MOST_FACTS {
                room -= bytes.len();
                names.push(bytes);
            }
        }
        let mut numbers: Vec<Vec<u8>> = Vec::new();
        for fact in &self.numbers {
            let mut bytes = Vec::new();
            put_text(&mut bytes, &fact.number);
            put_number(&mut bytes, fact.sentence);
            if bytes.len() <= room && numbers.len() < MOST_FACTS {
                room -= bytes.len();
                numbers.push(bytes);
            }
        }
        let mut out = Vec::with_capacity(limit - room.min(limit));
        for list in [names, numbers] {
            out.push(list.len() as u8);
            out.extend(list.concat());
        }
        out
    }

    /// From bytes; none if they are damaged.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut out = Self::default();
        for _ in 0..take_byte(&mut rest)? {
            let mut fact = NameFact { name: take_text(&mut rest)?, role: take_text(&mut rest)?, sentences: Vec::new() };
            let mut last = 0_u16;
            for _ in 0..take_byte(&mut rest)? {
                last = last.checked_add(take_number(&mut rest)?)?;
                fact.sentences.push(last);
            }
            out.names.push(fact);
        }
        for _ in 0..take_byte(&mut rest)? {
            out.numbers.push(NumberFact { number: take_text(&mut rest)?, sentence: take_number(&mut rest)? });
        }
        rest.is_empty().then_some(out)
    }

    fn named_in(&self, sentences: std::ops::Range<usize>) -> Vec<&NameFact> {
        let within = |f: &&NameFact| f.sentences.iter().any(|s| sentences.contains(&usize::from(*s)));
        self.names.iter().filter(within).collect()
    }
}

/// The names of the original that became others in the copy, by the sentences they stand in. Only a copy is asked: another
/// newsroom spells as it likes.
pub fn names(copy: &Facts, original: &Facts, links: &[Link], relation: PairRelation) -> Vec<NameRow> {
    let mut found: Vec<Renamed<'_>> = Vec::new();
    if relation != PairRelation::GarbledCopy {
        return Vec::new();
    }
    for link in links {
        let (here, there) = (copy.named_in(link.copy.indexes()), original.named_in(link.original.indexes()));
        let lost: Vec<&NameFact> = there.iter().copied().filter(|o| !here.iter().any(|c| is_kept(o, c))).collect();
        let new: Vec<&NameFact> = here.iter().copied().filter(|c| !there.iter().any(|o| is_kept(o, c))).collect();
        for known in &lost {
            let best = new
                .iter()
                .map(|seen| weigh(known, seen, lost.len() == 1 && new.len() == 1))
                .max_by(|a, b| a.score.total_cmp(&b.score));
            let Some(best) = best.filter(|b| !original.names.iter().any(|o| is_kept(o, b.observed))) else { continue };
            match found.iter_mut().find(|f| f.known.name == known.name && f.observed.name == best.observed.name) {
                Some(before) => {
                    before.count += 1;
                    before.score = before.score.max(best.score);
                }
                None => found.push(best),
            }
        }
    }
    let mut rows: Vec<(&str, Vec<Renamed<'_>>)> = Vec::new();
    for renamed in found {
        if renamed.score + 0.6 * (renamed.count as f32 - 1.0).min(3.0) < ENOUGH {
            continue;
        }
        match rows.iter_mut().find(|(name, _)| *name == renamed.known.name) {
            Some((_, all)) => all.push(renamed),
            None => rows.push((&renamed.known.name, vec![renamed])),
        }
    }
    rows.into_iter().filter_map(|(likely, all)| person(likely, &all)).collect()
}

/// A name that became another.
#[derive(Debug, Clone, Copy)]
struct Renamed<'f> {
    known: &'f NameFact,
    observed: &'f NameFact,
    distance: f32,
    score: f32,
    count: usize,
}

fn person(likely: &str, all: &[Renamed<'_>]) -> Option<NameRow> {
    let best = all.iter().min_by(|a, b| a.distance.total_cmp(&b.distance))?;
    let how = How::of(best.known.surname(), best.observed.surname(), best.distance, None);
    let observed: Vec<String> = all.iter().map(|r| r.observed.name.clone()).collect();
    let count = all.iter().map(|r| r.count).sum();
    let score = all.iter().map(|r| r.score).fold(0.0, f32::max);
    let role = Some(best.known.role.clone()).filter(|r| !r.is_empty());
    Some(row(observed, likely.to_owned(), role, how, sure(score, count)))
}

/// Is it the same name, in full or in part?
fn is_kept(original: &NameFact, copy: &NameFact) -> bool {
    let same = |a: &str, b: &str| distance(a, b) <= 0.0;
    same(original.surname(), copy.surname())
        || !original.name.contains(' ') && copy.name.split(' ').any(|w| same(original.surname(), w))
        || !copy.name.contains(' ') && original.name.split(' ').any(|w| same(w, copy.surname()))
}

fn weigh<'f>(known: &'f NameFact, observed: &'f NameFact, alone: bool) -> Renamed<'f> {
    let distance = distance(known.surname(), observed.surname());
    let key = word_key(&letters(observed.surname()));
    let data = Data::get();
    let borne = data.words.contains_key(key) || data.bearers.surname_key(key) || data.bearers.given_key(key);
    let first = |f: &'f NameFact| f.name.split_once(' ').map(|(first, _)| first);
    let same_first = first(known).zip(first(observed)).is_some_and(|(a, b)| a == b);
    let score = by_sound(distance)
        + if borne { 0.0 } else { 0.8 }
        + if same_first { 1.2 } else { 0.0 }
        + if alone { 0.4 } else { 0.0 };
    Renamed { known, observed, distance, score, count: 1 }
}

fn ends_with(name: &str, surname: &str) -> bool {
    name.strip_suffix(surname).is_some_and(|head| head.ends_with(' '))
}

fn clipped(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or("")
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    let text = clipped(text);
    out.push(text.len() as u8);
    out.extend_from_slice(text.as_bytes());
}

/// Numbers below 255 take a byte.
fn put_number(out: &mut Vec<u8>, number: u16) {
    if let Some(small) = u8::try_from(number).ok().filter(|n| *n < u8::MAX) {
        out.push(small);
    } else {
        out.push(u8::MAX);
        out.extend(number.to_le_bytes());
    }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(count)?;
    *rest = tail;
    Some(head)
}

fn take_byte(rest: &mut &[u8]) -> Option<u8> {
    take(rest, 1)?.first().copied()
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    let length = usize::from(take_byte(rest)?);
    let text = std::str::from_utf8(take(rest, length)?).ok()?;
    (text.len() <= LONGEST).then(|| text.to_owned())
}

fn take_number(rest: &mut &[u8]) -> Option<u16> {
    match take_byte(rest)? {
        u8::MAX => Some(u16::from_le_bytes(take(rest, 2)?.try_into().ok()?)),
        small => Some(u16::from(small)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::plain;
    use crate::compare::{Sketch, judge};
    use proptest::prelude::*;

    const ORIGINAL: &str = "Harbour chief Henrik Vallas opened the new quay on Monday before 400 guests.\n\
        Vallas said the quay would serve the ferries to Oland and back.\n\
        The mayor, Judith Brennan, thanked the workers for two years of labour in wind and rain.";
    const COPY: &str = "Harbour boss Henrik Barasu unlocked the fresh quay on Monday in front of 400 visitors.\n\
        Barasu stated the quay will serve the ferries to Oland and return.\n\
        The mayor, Judith Brennan, thanked the labourers for two years of work in wind and rain.";

    fn facts(text: &str) -> Facts {
        Facts::new(&Document::new(&plain::read(text)))
    }

    fn links(copy: &str, original: &str) -> Vec<Link> {
        let (copy, original) = (plain::read(copy), plain::read(original));
        judge(&Sketch::new(&Document::new(&copy)), &Sketch::new(&Document::new(&original))).links
    }

    #[test]
    fn a_name_is_one_fact_in_all_its_sentences() {
        let facts = facts(ORIGINAL);
        let vallas = facts.names.iter().find(|f| f.name == "Henrik Vallas").expect("the name");
        assert_eq!((vallas.role.as_str(), vallas.sentences.as_slice()), ("chief", &[0, 1][..]));
        assert!(facts.numbers.iter().any(|n| n.number == "400" && n.sentence == 0));
    }

    #[test]
    fn a_changed_name_is_told_without_the_texts() {
        let rows = names(&facts(COPY), &facts(ORIGINAL), &links(COPY, ORIGINAL), PairRelation::GarbledCopy);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(
            (rows[0].likely.as_str(), rows[0].observed.as_slice()),
            ("Henrik Vallas", &["Henrik Barasu".to_owned()][..])
        );
    }

    #[test]
    fn the_same_names_are_no_change_and_no_other_relation_is_asked() {
        let own = facts(ORIGINAL);
        assert_eq!(names(&own, &own, &links(ORIGINAL, ORIGINAL), PairRelation::GarbledCopy), []);
        assert_eq!(names(&facts(COPY), &own, &links(COPY, ORIGINAL), PairRelation::SameStory), []);
    }

    #[test]
    fn bytes_give_the_facts_back_and_stay_within_the_limit() {
        let facts = facts(ORIGINAL);
        let again = Facts::read(&facts.write(2_000)).expect("whole");
        assert_eq!((again.names.len(), again.numbers), (facts.names.len(), facts.numbers.clone()));
        for limit in 2..200 {
            let bytes = facts.write(limit);
            assert!(bytes.len() <= limit, "{} of {limit}", bytes.len());
            assert!(Facts::read(&bytes).is_some());
        }
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_told_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Facts::read(&bytes);
        }

        #[test]
        fn any_text_has_facts(text in "\\PC{0,120}") {
            let facts = facts(&text);
            prop_assert!(Facts::read(&facts.write(400)).is_some());
        }
    }
}
