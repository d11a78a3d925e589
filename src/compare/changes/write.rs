//! A row's changes, from its matched words: each run without partners becomes one change of one kind.

use std::ops::Range;

use super::matching::{Facing, Matching};
use super::names::Renamed;
use super::people::People;
use super::words::{Text, What, Word, Words};
use super::{meanings, negations, quotes, titles};
use crate::message::Message;
use crate::names::fold::letters;
use crate::report::{Change, ChangeKind, Channel};

/// Words of a run in which opposites are sought: in a longer one they need not be about one thing.
const MOST_OPPOSED: usize = 6;
/// Changes of one row that are reported.
const MOST_CHANGES: usize = 100;

/// Collects a row's changes.
pub struct Writer<'w, 'p> {
    copy: &'w Text<'p>,
    original: &'w Text<'p>,
    words: &'w Words<'p>,
    matching: &'w mut Matching,
    /// Where a change stands among the others, and the change.
    found: Vec<(usize, Change)>,
    /// The words of each side that a change is made of: no word is part of two.
    used: (Vec<bool>, Vec<bool>),
}

/// A run that is no name, number or office.
struct Piece {
    kind: ChangeKind,
    facing: Facing,
    /// The quotation of the original in which it stands.
    quotation: Option<(usize, usize)>,
}

impl<'w, 'p> Writer<'w, 'p> {
    /// For a row.
    pub fn new(copy: &'w Text<'p>, original: &'w Text<'p>, words: &'w Words<'p>, matching: &'w mut Matching) -> Self {
        let used = (vec![false; words.copy.len()], vec![false; words.original.len()]);
        Self { copy, original, words, matching, found: Vec::new(), used }
    }

    /// The names; words that stand side by side on both sides are one name.
    pub fn names(&mut self, renamed: &[Renamed], people: &mut People<'p>) {
        let mut renamed: Vec<Renamed> = renamed.to_vec();
        crate::order::sort_by_key(&mut renamed, |r| r.copy);
        let mut end = 0;
        for first in &renamed {
            if first.copy < end {
                continue;
            }
            let (copy, original) = self.whole_name(first.copy, first.original);
            let all: Vec<Renamed> = renamed.iter().filter(|r| copy.contains(&r.copy)).copied().collect();
            end = copy.end;
            let (Some(c), Some(o)) = (self.words.copy.get(copy.clone()), self.words.original.get(original.clone()))
            else {
                continue;
            };
            let route = people.note(self.copy, c, o, self.words, &all);
            let message = |observed: &str, expected: &str| route.message(observed, expected);
            self.add(ChangeKind::Name, copy, original, Some(route.channel), message);
        }
    }

    /// The words around two that stand for each other which belong to the same name.
    fn whole_name(&self, i: usize, j: usize) -> (Range<usize>, Range<usize>) {
        let (mut copy, mut original) = (i..i + 1, j..j + 1);
        let belongs = |a: usize, b: usize, to: usize| {
            let (c, o, anchor) = (self.words.copy.get(a), self.words.original.get(b), self.words.original.get(to));
            let name = |w: Option<&Word<'_>>| w.is_some_and(|w| w.what == What::Name);
            let side_by_side = |x: Option<&Word<'_>>, y: Option<&Word<'_>>| {
                x.zip(y).is_some_and(|(x, y)| {
                    x.block == y.block
                        && (x.last.max(y.last) - x.first.min(y.first)) == x.last - x.first + y.last - y.first + 1
                })
            };
            name(c) && name(o) && self.matching.partner(a) == Some(b) && side_by_side(o, anchor)
        };
        while belongs(copy.end, original.end, original.end - 1) {
            (copy.end, original.end) = (copy.end + 1, original.end + 1);
        }
        while copy.start > 0 && original.start > 0 && belongs(copy.start - 1, original.start - 1, original.start) {
            (copy.start, original.start) = (copy.start - 1, original.start - 1);
        }
        (copy, original)
    }

    /// Everything else, and the changes in their order.
    pub fn finish(mut self) -> Vec<Change> {
        self.numbers();
        self.titles();
        self.opposites();
        self.rest();
        crate::order::sort_by_key(&mut self.found, |(at, _)| *at);
        self.found.truncate(MOST_CHANGES);
        self.found.into_iter().map(|(_, change)| change).collect()
    }

    /// Numbers and dates that face each other and do not agree.
    fn numbers(&mut self) {
        for facing in self.matching.runs(self.words) {
            for what in [What::Number, What::Date] {
                let of = |words: &[Word<'_>], range: &Range<usize>| -> Vec<usize> {
                    range.clone().filter(|i| words[*i].what == what).collect()
                };
                let (copy, original) = (of(&self.words.copy, &facing.copy), of(&self.words.original, &facing.original));
                for (i, j) in copy.into_iter().zip(original) {
                    let kind = if what == What::Number { ChangeKind::Number } else { ChangeKind::Date };
                    let id = if what == What::Number { "change_number" } else { "change_date" };
                    self.add(kind, i..i + 1, j..j + 1, None, |c, o| Message::new(id, &[c, o]));
                    self.matching.join(i, j);
                }
            }
        }
    }

    /// Offices.
    fn titles(&mut self) {
        for facing in self.matching.runs(self.words) {
            if let Some((copy, original)) = titles::widen(self.words, self.matching, &facing) {
                self.title(copy, original);
            }
        }
        for (copy, original) in titles::elsewhere(self.words, self.matching) {
            self.title(copy, original);
        }
    }

    fn title(&mut self, copy: Range<usize>, original: Range<usize>) {
        let (copy, original) = (trimmed(&self.words.copy, copy), trimmed(&self.words.original, original));
        if same_letters(&self.words.copy[copy.clone()], &self.words.original[original.clone()]) {
            return;
        }
        self.add(ChangeKind::Title, copy.clone(), original.clone(), None, |c, o| Message::new("change_title", &[c, o]));
        self.close(&copy, &original);
    }

    /// Words that a change has been made of have partners now, the longer side's last ones the first word of the other.
    fn close(&mut self, copy: &Range<usize>, original: &Range<usize>) {
        for (i, j) in copy.clone().zip(original.clone()) {
            if self.matching.partner(i).is_none() && self.matching.original[j].is_none() {
                self.matching.join(i, j);
            }
        }
        for i in copy.clone() {
            self.matching.copy[i] = self.matching.copy[i].or(Some(original.start));
        }
        for j in original.clone() {
            self.matching.original[j] = self.matching.original[j].or(Some(copy.start));
        }
    }

    /// Words that became their opposite.
    fn opposites(&mut self) {
        for facing in self.matching.runs(self.words) {
            if facing.copy.len() > MOST_OPPOSED || facing.original.len() > MOST_OPPOSED {
                continue;
            }
            if let Some((i, j)) = meanings::flip(self.words, &facing) {
                self.add(ChangeKind::Meaning, i..i + 1, j..j + 1, None, |c, o| Message::new("change_meaning", &[c, o]));
                self.matching.join(i, j);
            }
        }
    }

    /// Quotations, denials, names of institutions, other words.
    fn rest(&mut self) {
        let runs = self.matching.runs(self.words);
        let negative =
            |runs: &[Facing], side: fn(&Facing) -> &Range<usize>, words: &[Word<'_>], is: fn(&Word<'_>) -> bool| {
                runs.iter().any(|f| words[side(f).clone()].iter().any(is))
            };
        let denied = (
            negative(&runs, |f| &f.copy, &self.words.copy, negations::leans_negative),
            negative(&runs, |f| &f.original, &self.words.original, negations::leans_negative),
        );
        let mut pieces: Vec<Piece> = Vec::new();
        for facing in runs {
            let Some(kind) = self.kind(&facing, denied) else { continue };
            let quotation = quotes::around(self.words, self.matching, &facing);
            // One change for what one quotation has lost in one stretch.
            if quotation.is_some()
                && kind == ChangeKind::Wording
                && let Some(last) =
                    pieces.last_mut().filter(|p| p.quotation == quotation && p.kind == ChangeKind::Wording)
                && self.is_clear(&last.facing, &facing)
            {
                last.facing.copy = quotes::span(&last.facing.copy, &facing.copy);
                last.facing.original = quotes::span(&last.facing.original, &facing.original);
                continue;
            }
            pieces.push(Piece { kind, facing, quotation });
        }
        for Piece { kind, facing, quotation } in pieces {
            let copy = trimmed(&self.words.copy, facing.copy);
            let original = trimmed(&self.words.original, facing.original);
            let said = quotation.and_then(|(block, number)| self.original.quotation(block, number));
            let (copy, original) =
                if kind == ChangeKind::Name { self.whole_institution(copy, original) } else { (copy, original) };
            let (kind, id) = match (kind, copy.is_empty(), original.is_empty(), said) {
                (ChangeKind::Wording, _, _, Some(_)) => (ChangeKind::Quote, "change_quote"),
                (ChangeKind::Negation, _, _, _) => (kind, "change_negation"),
                (ChangeKind::Name, _, _, _) => (kind, "change_name"),
                (_, true, _, _) => (kind, "change_dropped"),
                (_, _, true, _) => (kind, "change_added"),
                _ => (kind, "change_wording"),
            };
            let message = |c: &str, o: &str| match said {
                Some(said) if kind == ChangeKind::Quote => Message::new(id, &[c, o, said]),
                _ => Message::new(id, &[c, o]),
            };
            self.add(kind, copy, original, None, message);
        }
    }

    /// The kind of two runs that face each other; none for what is no change to speak of.
    fn kind(&self, facing: &Facing, denied: (bool, bool)) -> Option<ChangeKind> {
        let (copy, original) =
            (self.words.copy.get(facing.copy.clone())?, self.words.original.get(facing.original.clone())?);
        if same_letters(copy, original) {
            return None;
        }
        let small = copy.len() <= MOST_OPPOSED && original.len() <= MOST_OPPOSED;
        let negative = |words: &[Word<'_>]| small && words.iter().any(negations::is_negative);
        if negative(copy) && !denied.1 || negative(original) && !denied.0 {
            return Some(ChangeKind::Negation);
        }
        let content = |words: &[Word<'_>]| words.iter().any(Word::is_content);
        if !content(copy) && !content(original) {
            return None;
        }
        let name = |words: &[Word<'_>]| words.iter().any(|w| w.what == What::Name);
        // A first name left out beside a surname that stands is no change.
        if copy.is_empty()
            && original.iter().all(|w| matches!(w.what, What::Name | What::Function))
            && self.is_named_beside(facing)
            || original.is_empty()
                && copy.iter().all(|w| matches!(w.what, What::Name | What::Function))
                && self.is_named_beside(facing)
        {
            return None;
        }
        let name_like = |words: &[Word<'_>]| words.iter().any(Word::is_name_like);
        if small && name_like(copy) && name_like(original) && (name(copy) || name(original)) {
            return Some(ChangeKind::Name);
        }
        Some(ChangeKind::Wording)
    }

    /// The name around a changed word of it: "Ministry of National Security".
    fn whole_institution(&self, mut copy: Range<usize>, mut original: Range<usize>) -> (Range<usize>, Range<usize>) {
        let like = |i: usize, j: usize| {
            self.matching.partner(i) == Some(j)
                && self
                    .words
                    .copy
                    .get(i)
                    .zip(self.words.original.get(j))
                    .is_some_and(|(c, o)| c.is_name_like() && o.is_name_like() && c.stem == o.stem)
        };
        let of = |i: usize, j: usize| {
            self.matching.partner(i) == Some(j) && self.words.copy.get(i).is_some_and(|w| w.text == "of")
        };
        while like(copy.end, original.end) {
            (copy.end, original.end) = (copy.end + 1, original.end + 1);
        }
        loop {
            let step = if copy.start > 0 && original.start > 0 && like(copy.start - 1, original.start - 1) {
                1
            } else if copy.start > 1
                && original.start > 1
                && of(copy.start - 1, original.start - 1)
                && like(copy.start - 2, original.start - 2)
            {
                2
            } else {
                return (copy, original);
            };
            (copy.start, original.start) = (copy.start - step, original.start - step);
        }
    }

    /// Does a name that stands on both sides begin right behind the runs?
    fn is_named_beside(&self, facing: &Facing) -> bool {
        let name = |w: Option<&Word<'_>>| w.is_some_and(|w| w.what == What::Name);
        if facing.copy.is_empty() {
            name(self.words.original.get(facing.original.end))
        } else {
            name(self.words.copy.get(facing.copy.end))
        }
    }

    /// Does no other change stand between two pieces, on either side?
    fn is_clear(&self, one: &Facing, other: &Facing) -> bool {
        let between = |a: &Range<usize>, b: &Range<usize>| {
            if a.is_empty() || b.is_empty() { 0..0 } else { a.end.min(b.end)..a.start.max(b.start) }
        };
        let same = |i: usize| {
            self.matching.partner(i).is_some_and(|j| {
                let (c, o) = (&self.words.copy[i], &self.words.original[j]);
                c.stem == o.stem || matches!(c.what, What::Number | What::Date) && c.quantity.agrees(o.quantity)
            })
        };
        let copy = between(&one.copy, &other.copy);
        let original = between(&one.original, &other.original);
        let in_order = one.original.is_empty() || other.original.is_empty() || one.original.end <= other.original.start;
        in_order
            && copy.clone().all(same)
            && original.clone().all(|j| self.matching.original.get(j).copied().flatten().is_some_and(same))
    }

    fn add(
        &mut self,
        kind: ChangeKind,
        copy: Range<usize>,
        original: Range<usize>,
        channel: Option<Channel>,
        message: impl Fn(&str, &str) -> Message,
    ) {
        let of = |text: &Text<'p>, words: &[Word<'p>], range: &Range<usize>| {
            words.get(range.clone()).filter(|w| !w.is_empty()).and_then(|w| text.place(w))
        };
        let (c, o) = (of(self.copy, &self.words.copy, &copy), of(self.original, &self.words.original, &original));
        let used = |used: &[bool], range: &Range<usize>| used.get(range.clone()).is_some_and(|u| u.contains(&true));
        if c.is_none() && o.is_none() || used(&self.used.0, &copy) || used(&self.used.1, &original) {
            return;
        }
        for (used, range) in [(&mut self.used.0, &copy), (&mut self.used.1, &original)] {
            used.get_mut(range.clone()).into_iter().flatten().for_each(|u| *u = true);
        }
        let message = message(c.map_or("", |c| c.1), o.map_or("", |o| o.1));
        // What the copy lacks stands behind the word that precedes it in the original.
        let at = if copy.is_empty() {
            let before = (0..original.start).rev().find_map(|j| self.matching.original.get(j).copied().flatten());
            before.map_or(0, |i| 2 * i + 1)
        } else {
            2 * copy.start
        };
        let change = Change {
            kind,
            copy: c.map(|c| c.0),
            original: o.map(|o| o.0),
            observed: c.map(|c| c.1.to_owned()),
            expected: o.map(|o| o.1.to_owned()),
            channel,
            message: message.english(),
            message_id: message.message_id,
            params: message.params,
        };
        self.found.push((at, change));
    }
}

/// The run without words of grammar at its ends, unless it has no others.
fn trimmed(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let telling = |i: &usize| words.get(*i).is_some_and(|w| w.is_content() || negations::is_negative(w));
    // "take away", "call off"
    let particle = |i: usize| {
        let small = words.get(i).filter(|_| i < range.end).map_or("", |w| w.text);
        matches!(small, "away" | "back" | "down" | "off" | "out" | "over" | "up")
    };
    match (range.clone().find(telling), range.clone().rev().find(telling)) {
        (Some(first), Some(last)) => first..last + 1 + usize::from(particle(last + 1)),
        _ => range,
    }
}

/// "cyber attack", "cyberattack", "cyber-attack".
fn same_letters(copy: &[Word<'_>], original: &[Word<'_>]) -> bool {
    let joined = |words: &[Word<'_>]| words.iter().map(|w| letters(w.text)).collect::<String>();
    copy.len() + original.len() < 8 && !copy.is_empty() && joined(copy) == joined(original)
}
