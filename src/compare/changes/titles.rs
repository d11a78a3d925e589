//! Offices that became other offices: "foreign policy chief", "diplomatic director".
//!
//! A changed word beside an office's unchanged one belongs to the title: "High Representative", "senior representative".

use std::ops::Range;

use super::matching::{Facing, Matching};
use super::words::{What, Word, Words};
use crate::names::roles::is_role_key;
use crate::text::word_key;

/// Words of `names::roles` that name no office by themselves.
const TRIMMINGS: &[&str] = &[
    "acting", "actor", "actress", "aide", "analyst", "author", "candidate", "count", "defence", "defense", "democrat",
    "dr", "ex", "farmer", "finance", "first", "foreign", "former", "high", "home", "interim", "interior", "journalist",
    "lady", "legend", "major", "managing", "member", "miss", "mr", "mrs", "ms", "official", "opposition", "player",
    "police", "presidential", "press", "prime", "republican", "sir", "special", "star", "state", "striker", "supreme",
    "treasury", "vice", "writer",
];

/// Is the word the head of an office's name?
pub fn is_head(word: &Word<'_>) -> bool {
    word.what == What::Office && !TRIMMINGS.iter().any(|t| t.eq_ignore_ascii_case(word.text))
}

/// "ministers", "lawmakers".
pub fn is_plural_head(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or("");
    is_role_key(word_key(one)) && !TRIMMINGS.iter().any(|t| t.eq_ignore_ascii_case(one))
}

/// The office around two runs that face each other, where it is one that changed.
pub fn widen(words: &Words<'_>, matching: &Matching, facing: &Facing) -> Option<(Range<usize>, Range<usize>)> {
    let (mut copy, mut original) = narrowed(words, facing);
    if copy.is_empty() || original.is_empty() || !words.copy[copy.clone()].iter().any(Word::is_content) {
        return None;
    }
    // What follows or precedes on both sides and is part of an office.
    let office = |i: usize, j: usize| {
        matching.partner(i) == Some(j)
            && words
                .copy
                .get(i)
                .is_some_and(|w| w.what == What::Office && words.original.get(j).is_some_and(|o| o.stem == w.stem))
            && words
                .original
                .get(j)
                .is_some_and(|w| w.what == What::Office && same_sentence(w, words, &facing.original))
    };
    while office(copy.end, original.end) {
        (copy.end, original.end) = (copy.end + 1, original.end + 1);
    }
    while copy.start > 0 && original.start > 0 && office(copy.start - 1, original.start - 1) {
        (copy.start, original.start) = (copy.start - 1, original.start - 1);
    }
    let (run_of_copy, run) = narrowed(words, facing);
    let widened = original.len() > run.len();
    let said = &words.original[original.clone()];
    let heads = said.iter().any(is_head);
    // Beside an unchanged office only a short run is part of it; a changed office is one in a run of its own size.
    let short = run_of_copy.len() <= 3 && run.len() <= 3;
    let changed = words.original[run].iter().any(is_head);
    (heads && (changed && original.len() <= 5 && copy.len() <= 6 || widened && short)).then_some((copy, original))
}

/// Offices that changed and stand in no runs that face each other: "Prime Minister", "Minister President".
pub fn elsewhere(words: &Words<'_>, matching: &Matching) -> Vec<(Range<usize>, Range<usize>)> {
    let (copy, original) = (phrases(&words.copy), phrases(&words.original));
    let new = |c: &Range<usize>| c.clone().any(|i| matching.partner(i).is_none());
    let lost = |o: &Range<usize>| o.clone().any(|j| matching.original[j].is_none() && !is_trimming(&words.original[j]));
    // What a phrase has in common with one of the other side, it has kept there.
    let kept =
        |c: &Range<usize>, o: &Range<usize>| c.clone().any(|i| matching.partner(i).is_some_and(|j| o.contains(&j)));
    let mut out = Vec::new();
    let (mut new_ones, mut lost_ones) = (Vec::new(), Vec::new());
    for o in original.iter().filter(|o| lost(o)) {
        match copy.iter().find(|c| kept(c, o)) {
            Some(c) if new(c) => out.push((c.clone(), o.clone())),
            None if o.clone().all(|j| matching.original[j].is_none()) => lost_ones.push(o.clone()),
            Some(_) | None => {}
        }
    }
    for c in copy.iter().filter(|c| (*c).clone().all(|i| matching.partner(i).is_none())) {
        new_ones.push(widened(&words.copy, matching, c));
    }
    // As many new ones as were lost: each for each, in their order.
    if new_ones.len() == lost_ones.len() {
        out.extend(new_ones.into_iter().zip(lost_ones));
    }
    out
}

/// Runs of words of offices that hold a head.
fn phrases(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, word) in words.iter().enumerate().filter(|(_, w)| w.what == What::Office) {
        match out.last_mut() {
            Some(run) if run.end == i && words[run.start].block == word.block => run.end += 1,
            _ => out.push(i..i + 1),
        }
    }
    out.retain(|run| words[run.clone()].iter().any(is_head));
    out
}

/// A new office with the new word before it: "regional head".
fn widened(words: &[Word<'_>], matching: &Matching, phrase: &Range<usize>) -> Range<usize> {
    let before = phrase.start.checked_sub(1).filter(|i| {
        let word = &words[*i];
        word.what != What::Name
            && word.is_content()
            && matching.partner(*i).is_none()
            && word.block == words[phrase.start].block
    });
    before.unwrap_or(phrase.start)..phrase.end
}

fn is_trimming(word: &Word<'_>) -> bool {
    matches!(word.text, "former" | "ex" | "acting" | "interim")
}

/// Where words were replaced one by one, the office alone.
fn narrowed(words: &Words<'_>, facing: &Facing) -> (Range<usize>, Range<usize>) {
    let (copy, original) = (facing.copy.clone(), facing.original.clone());
    let office = |j: &usize| words.original[*j].what == What::Office;
    match (original.clone().find(office), original.clone().rev().find(office)) {
        (Some(first), Some(last)) if copy.len() == original.len() => {
            let (from, to) = (first - original.start, last + 1 - original.start);
            (copy.start + from..copy.start + to, first..last + 1)
        }
        _ => (copy, original),
    }
}

fn same_sentence(word: &Word<'_>, words: &Words<'_>, run: &Range<usize>) -> bool {
    words.original.get(run.start).is_some_and(|w| w.block == word.block)
}
