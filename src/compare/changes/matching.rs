//! Which word of a row's copy stands for which of its original.
//!
//! The best chain in the order of both sides comes first; what is left and the same was moved. Between the matched words
//! lie runs that are not the same: two runs face each other where the words before or behind them are matched.

use std::ops::Range;

use super::words::{What, Word, Words};

/// What a match next to a match adds: runs that stay together are likelier than words strewn about.
const TOGETHER: f32 = 0.4;
/// Rounds in which moved words are sought.
const ROUNDS: usize = 3;

/// How far a match may be that a word of grammar keeps step with.
const STEPS: usize = 2;

/// Which word stands for which.
#[derive(Debug, Clone, Default)]
pub struct Matching {
    /// Of each word of the copy its partner.
    pub copy: Vec<Option<usize>>,
    /// Of each word of the original its partner.
    pub original: Vec<Option<usize>>,
}

/// Two runs of words that face each other; one of them may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facing {
    /// In the copy.
    pub copy: Range<usize>,
    /// In the original.
    pub original: Range<usize>,
    /// The words on both sides of the runs are matched, not on one side alone.
    pub held: bool,
}

impl Matching {
    /// Matches the words of a row. `alike` says of two names that are not the same how much they are worth as a match.
    pub fn new(words: &Words<'_>, mut alike: impl FnMut(&Word<'_>, &Word<'_>) -> Option<f32>) -> Self {
        let mut out = Self { copy: vec![None; words.copy.len()], original: vec![None; words.original.len()] };
        let mut worth = |a: &Word<'_>, b: &Word<'_>| worth(a, b, &mut alike);
        let (copy, original): (Vec<usize>, Vec<usize>) =
            ((0..words.copy.len()).collect(), (0..words.original.len()).collect());
        for (i, j) in chain(words, &copy, &original, &mut worth) {
            out.join(i, j);
        }
        out.part_loose(words);
        for _ in 0..ROUNDS {
            let left = |partners: &[Option<usize>], words: &[Word<'_>]| -> Vec<usize> {
                (0..words.len()).filter(|i| partners[*i].is_none() && words[*i].is_content()).collect()
            };
            let (copy, original) = (left(&out.copy, &words.copy), left(&out.original, &words.original));
            let moved = chain(words, &copy, &original, &mut worth);
            if moved.is_empty() {
                break;
            }
            for (i, j) in moved {
                out.join(i, j);
            }
        }
        out.take_along(words);
        out
    }

    /// Words of grammar beside what was moved were moved with it.
    fn take_along(&mut self, words: &Words<'_>) {
        let along = |this: &mut Self, i: usize, j: usize| {
            let same =
                words.copy.get(i).zip(words.original.get(j)).is_some_and(|(a, b)| !a.is_content() && a.stem == b.stem);
            if same && this.partner(i).is_none() && this.original.get(j).is_some_and(Option::is_none) {
                this.join(i, j);
            }
        };
        for i in 0..self.copy.len() {
            if let Some(j) = self.partner(i) {
                along(self, i + 1, j + 1);
            }
        }
        for i in (0..self.copy.len()).rev() {
            if let (Some(j), Some(before)) = (self.partner(i), i.checked_sub(1)) {
                along(self, before, j.wrapping_sub(1));
            }
        }
    }

    /// Makes two words partners.
    pub fn join(&mut self, i: usize, j: usize) {
        if let (Some(a), Some(b)) = (self.copy.get_mut(i), self.original.get_mut(j)) {
            (*a, *b) = (Some(j), Some(i));
        }
    }

    /// The partner of a word of the copy.
    pub fn partner(&self, i: usize) -> Option<usize> {
        self.copy.get(i).copied().flatten()
    }

    /// Words of grammar that match by themselves, amid words that do not, match by chance; unless they keep step with a
    /// match close by, as where words were replaced one by one.
    fn part_loose(&mut self, words: &Words<'_>) {
        let loose: Vec<(usize, usize)> = (0..self.copy.len())
            .filter_map(|i| Some((i, self.partner(i)?)))
            .filter(|(i, j)| {
                let in_step = (1..=STEPS).any(|d| {
                    self.partner(i + d) == Some(j + d)
                        || i.checked_sub(d)
                            .is_some_and(|i| self.partner(i).is_some_and(|p| Some(p) == j.checked_sub(d)))
                });
                let edge = (*i == 0 && *j == 0) || (i + 1 == self.copy.len() && j + 1 == self.original.len());
                !words.copy[*i].is_content() && !edge && !in_step
            })
            .collect();
        for (i, j) in loose {
            self.copy[i] = None;
            self.original[j] = None;
        }
    }

    /// The runs without partners, facing each other where they can; in the order of the copy, then what the copy lacks.
    pub fn runs(&self, words: &Words<'_>) -> Vec<Facing> {
        let copy = unmatched(&self.copy);
        let original = unmatched(&self.original);
        let mut taken = vec![false; original.len()];
        let mut out: Vec<Facing> = Vec::new();
        // Held on both sides first, then by a word that means something, then by one of grammar.
        let mut found: Vec<Option<(usize, bool)>> = vec![None; copy.len()];
        for round in 0..3 {
            for (n, run) in copy.iter().enumerate() {
                if found.get(n).is_some_and(Option::is_some) {
                    continue;
                }
                let content =
                    |i: Option<usize>| round == 2 || i.is_none_or(|i| words.copy.get(i).is_none_or(Word::is_content));
                let before = self.facing_before(run.start).and_then(|j| original.iter().position(|o| o.start == j));
                let behind = self.facing_behind(run.end).and_then(|j| original.iter().position(|o| o.end == j));
                let face = if round == 0 {
                    before.filter(|b| Some(*b) == behind)
                } else {
                    let behind = behind.filter(|b| !taken[*b] && content(Some(run.end)));
                    before.filter(|b| !taken[*b] && content(run.start.checked_sub(1))).or(behind)
                };
                if let Some(face) = face.filter(|f| !taken[*f]) {
                    taken[face] = true;
                    found[n] = Some((face, round == 0));
                }
            }
        }
        for (n, run) in copy.into_iter().enumerate() {
            let facing = found[n].and_then(|(o, held)| Some((original.get(o)?.clone(), held)));
            let (original, held) = facing.unwrap_or((0..0, false));
            out.push(Facing { copy: run, original, held });
        }
        let lacking = original.into_iter().zip(taken).filter(|(_, taken)| !taken);
        out.extend(lacking.map(|(original, _)| Facing { copy: 0..0, original, held: false }));
        out
    }

    /// Where in the original the words after the partner of the word before `start` begin.
    fn facing_before(&self, start: usize) -> Option<usize> {
        match start.checked_sub(1) {
            None => Some(0),
            Some(before) => self.partner(before).map(|j| j + 1),
        }
    }

    fn facing_behind(&self, end: usize) -> Option<usize> {
        if end == self.copy.len() { Some(self.original.len()) } else { self.partner(end) }
    }
}

fn unmatched(partners: &[Option<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, _) in partners.iter().enumerate().filter(|(_, p)| p.is_none()) {
        match out.last_mut() {
            Some(run) if run.end == i => run.end += 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// What a match of two words is worth; 0 for none.
fn worth(a: &Word<'_>, b: &Word<'_>, alike: &mut impl FnMut(&Word<'_>, &Word<'_>) -> Option<f32>) -> f32 {
    let number = |w: &Word<'_>| matches!(w.what, What::Number | What::Date);
    if number(a) && number(b) {
        return if a.quantity.agrees(b.quantity) { 2.5 } else { 0.0 };
    }
    // Names have no endings: "Perry" is not "Perri".
    let names = |a: &Word<'_>, b: &Word<'_>| a.what == What::Name && b.what == What::Name && !(a.known && b.known);
    if a.stem == b.stem && number(a) == number(b) && (a.key == b.key || !names(a, b)) {
        return if !a.is_content() {
            0.5
        } else if a.key == b.key {
            3.0
        } else {
            2.6
        };
    }
    if a.what == What::Name && b.what == What::Name { alike(a, b).unwrap_or(0.0) } else { 0.0 }
}

/// The chain of matches that rises on both sides and is worth most, among some words of each side.
fn chain(
    words: &Words<'_>,
    copy: &[usize],
    original: &[usize],
    worth: &mut impl FnMut(&Word<'_>, &Word<'_>) -> f32,
) -> Vec<(usize, usize)> {
    let (n, m) = (copy.len(), original.len());
    if n == 0 || m == 0 {
        return Vec::new();
    }
    // Best worth up to a place, the worth of the best chain that ends with this very pair, and how each came about.
    let width = m + 1;
    let mut best = vec![0.0_f32; (n + 1) * width];
    let mut ending = vec![0.0_f32; (n + 1) * width];
    for (i, c) in copy.iter().enumerate() {
        let a = &words.copy[*c];
        for (j, o) in original.iter().enumerate() {
            let at = (i + 1) * width + j + 1;
            let value = worth(a, &words.original[*o]);
            if value > 0.0 {
                let before = at - width - 1;
                let together = if ending[before] > 0.0 { ending[before] + TOGETHER } else { 0.0 };
                ending[at] = value + together.max(best[before]);
            }
            best[at] = ending[at].max(best[at - 1]).max(best[at - width]);
        }
    }
    let (mut i, mut j) = (n, m);
    let mut out = Vec::new();
    // Inside a run the chain goes on diagonally, even where another way is worth as much.
    let mut inside = false;
    while i > 0 && j > 0 {
        let at = i * width + j;
        if ending[at] > 0.0 && (inside || ending[at] >= best[at]) {
            out.push((copy[i - 1], original[j - 1]));
            let before = at - width - 1;
            inside = ending[before] > 0.0 && ending[before] + TOGETHER >= best[before];
            (i, j) = (i - 1, j - 1);
        } else if best[at - 1] >= best[at - width] {
            (inside, j) = (false, j - 1);
        } else {
            (inside, i) = (false, i - 1);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::words::Text;
    use super::*;
    use crate::article::plain;
    use crate::compare::sides::Cut;
    use crate::report::Row;
    use crate::text::Document;

    fn runs(copy: &str, original: &str) -> Vec<(String, String)> {
        let (copy, original) = (plain::read(copy), plain::read(original));
        let (copy, original) = (Document::new(&copy), Document::new(&original));
        let (copy, original) = (Cut::new(&copy), Cut::new(&original));
        let (copy, original) = (Text::new(&copy), Text::new(&original));
        let row = Row {
            copy: Some(0),
            copy_sentences: 1,
            original: Some(0),
            original_sentences: 1,
            similarity: 1.0,
            moved: false,
            changes: Vec::new(),
        };
        let words = Words::new(&row, &copy, &original, &mut std::collections::HashMap::new());
        let matching = Matching::new(&words, |_, _| None);
        let text = |text: &Text<'_>, words: &[Word<'_>]| text.place(words).map_or("", |p| p.1).to_owned();
        matching
            .runs(&words)
            .into_iter()
            .map(|f| (text(&copy, &words.copy[f.copy]), text(&original, &words.original[f.original])))
            .collect()
    }

    #[test]
    fn what_stands_between_the_same_words_faces_each_other() {
        assert_eq!(
            runs("The crows did not specify a date.", "Kallas did not specify a date."),
            [("The crows".to_owned(), "Kallas".to_owned())]
        );
        assert_eq!(runs("He agreed to it.", "He agreed to it."), []);
    }

    #[test]
    fn what_was_moved_is_no_change() {
        let moved = runs("In Berlin the talks began on Monday.", "The talks began on Monday in Berlin.");
        assert!(moved.iter().all(|(c, o)| c.len() < 4 && o.len() < 4), "{moved:?}");
    }

    #[test]
    fn empty_sides_have_no_runs_that_face() {
        let none = Words { copy: Vec::new(), original: Vec::new() };
        assert_eq!(Matching::default().runs(&none), []);
    }
}
