//! Names that became other names, or words: which of them were corrupted, told from all rows together.
//!
//! A name of the original that its row of the copy lacks is held against what is new there: by sound, by the place it has
//! in the row, by the names beside it. What happens in several rows is likelier. Honest differences are none: spellings,
//! transliterations, a state and its capital, an acronym and its words, a name and a pronoun.

use std::collections::{BTreeMap, HashMap};

use super::likeness::{FAR, distance};
use super::matching::{Facing, Matching};
use super::words::{Text, What, Word, Words};
use crate::data::Data;
use crate::names::fold::letters;
use crate::names::variants;
use crate::report::PairRelation;

/// Distance up to which two names that stand alike are matched at once.
const ALIKE: f32 = 0.25;
/// Distance up to which names anywhere in a row are thought of together.
const NEAR: f32 = 0.35;
/// What speaks for a change must sum up to this in a copy...
const ENOUGH: f32 = 2.2;
/// ... and to this in a reprint, whose editors respell names too.
const ENOUGH_IN_REPRINT: f32 = 4.2;

/// Pairs of names that are held against each other: ten times what long articles ask for.
const MOST_DISTANCES: usize = 20_000;
/// Names of a row that are looked at, on each side.
const MOST_NAMES: usize = 24;
/// What a common word need not bring along where the name is known to be corrupted elsewhere.
const AGAIN: f32 = 1.2;

/// A name that changed in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Renamed {
    /// The word of the copy.
    pub copy: usize,
    /// The word of the original.
    pub original: usize,
    /// How far apart they sound.
    pub distance: f32,
    /// What speaks for it.
    pub score: f32,
}

/// Compares names of two texts.
pub struct Names<'t, 'p> {
    copy: &'t Text<'p>,
    original: &'t Text<'p>,
    distances: HashMap<(u64, u64), f32>,
}

struct Candidate {
    row: usize,
    /// A common word, not written like a name.
    is_word: bool,
    /// A hand may have slipped, or an editor mended it.
    is_slip: bool,
    copy: usize,
    original: usize,
    keys: (u64, u64),
    distance: f32,
    score: f32,
}

impl<'t, 'p> Names<'t, 'p> {
    /// Names of these two texts.
    pub fn new(copy: &'t Text<'p>, original: &'t Text<'p>) -> Self {
        Self { copy, original, distances: HashMap::new() }
    }

    /// How far the copy's word sounds from the original's; far where it does not sound like it, 0 for an honest spelling.
    pub fn distance(&mut self, copy: &Word<'_>, original: &Word<'_>) -> f32 {
        let pair = (copy.key, original.key);
        if let Some(known) = self.distances.get(&pair) {
            return *known;
        }
        if self.distances.len() >= MOST_DISTANCES {
            return FAR;
        }
        let distance = distance(original.text, copy.text);
        self.distances.insert(pair, distance);
        distance
    }

    /// What two names are worth as a match.
    pub fn alike(&mut self, copy: &Word<'_>, original: &Word<'_>) -> Option<f32> {
        let distance = self.distance(copy, original);
        if distance <= 0.0 {
            return Some(2.6);
        }
        (distance <= ALIKE).then_some(2.2 - 2.0 * distance)
    }

    /// The names that changed, row by row. Matches that turn out to be of two different names are parted.
    pub fn find(&mut self, rows: &mut [(Words<'p>, Matching)], relation: PairRelation) -> Vec<Vec<Renamed>> {
        let mut candidates = Vec::new();
        for (row, (words, matching)) in rows.iter().enumerate() {
            self.candidates(row, words, matching, &mut candidates);
        }
        let mut pooled: BTreeMap<(u64, u64), (f32, f32)> = BTreeMap::new();
        for c in &candidates {
            let (best, count) = pooled.entry(c.keys).or_default();
            (*best, *count) = (best.max(c.score), *count + 1.0);
        }
        let enough = match relation {
            PairRelation::GarbledCopy => ENOUGH,
            PairRelation::SameText => ENOUGH_IN_REPRINT,
            PairRelation::SameStory | PairRelation::Unrelated => f32::INFINITY,
        };
        if relation == PairRelation::SameText {
            candidates.retain(|c| !c.is_slip);
        }
        for c in &mut candidates {
            let (best, count) = pooled.get(&c.keys).copied().unwrap_or_default();
            // What was seen once at its best counts for its poorer places too.
            c.score = 0.5 * (c.score + best) + 0.6 * (count - 1.0).min(3.0);
        }
        // Whoever has lost his name in one place may be a common word in the next.
        let mut lost: Vec<u64> = candidates.iter().filter(|c| c.score >= enough).map(|c| c.keys.1).collect();
        lost.sort_unstable();
        candidates.retain(|c| {
            c.score >= enough || c.is_word && c.score + AGAIN >= enough && lost.binary_search(&c.keys.1).is_ok()
        });
        crate::order::sort_by(&mut candidates, |a, b| {
            (a.row.cmp(&b.row)).then(b.score.total_cmp(&a.score)).then((a.copy, a.original).cmp(&(b.copy, b.original)))
        });
        let mut out = vec![Vec::new(); rows.len()];
        for (row, (words, matching)) in rows.iter_mut().enumerate() {
            self.part_strangers(words, matching);
            for c in candidates.iter().filter(|c| c.row == row) {
                let free = matching.copy.get(c.copy).is_some_and(Option::is_none)
                    && matching.original.get(c.original).is_some_and(Option::is_none);
                if free {
                    matching.join(c.copy, c.original);
                    out[row].push(Renamed { copy: c.copy, original: c.original, distance: c.distance, score: c.score });
                }
            }
        }
        out
    }

    /// Parts what was matched by sound alone.
    fn part_strangers(&mut self, words: &Words<'_>, matching: &mut Matching) {
        for i in 0..words.copy.len() {
            let Some(j) = matching.partner(i) else { continue };
            let (c, o) = (&words.copy[i], &words.original[j]);
            if self.is_renamed(c, o) {
                matching.copy[i] = None;
                matching.original[j] = None;
            }
        }
    }

    fn is_renamed(&mut self, copy: &Word<'_>, original: &Word<'_>) -> bool {
        copy.what == What::Name
            && original.what == What::Name
            && copy.key != original.key
            && !(copy.known && original.known && copy.stem == original.stem)
            && self.distance(copy, original) > 0.0
    }

    fn candidates(&mut self, row: usize, words: &Words<'_>, matching: &Matching, out: &mut Vec<Candidate>) {
        for i in 0..words.copy.len() {
            let Some(j) = matching.partner(i) else { continue };
            if self.is_renamed(&words.copy[i], &words.original[j]) {
                self.weigh(row, words, matching, (i, j), Some((1, 1, true)), out);
            }
        }
        let facing = matching.runs(words);
        let lost: Vec<usize> = (0..words.original.len())
            .filter(|j| matching.original[*j].is_none() && is_name(&words.original[*j]))
            .take(MOST_NAMES)
            .filter(|j| !self.is_said_otherwise(*j, words))
            .collect();
        if lost.is_empty() {
            return;
        }
        let new: Vec<usize> = (0..words.copy.len())
            .filter(|i| matching.copy[*i].is_none() && may_be_name(&words.copy[*i]))
            .take(MOST_NAMES)
            .collect();
        for j in lost.iter().copied() {
            let run = facing.iter().find(|f| f.original.contains(&j));
            for i in new.iter().copied() {
                let together = run.filter(|f| f.copy.contains(&i)).filter(|f| in_turn(words, f, i, j));
                let place = together.map(|f| {
                    let content = |words: &[Word<'_>]| words.iter().filter(|w| w.is_content()).count();
                    (content(&words.copy[f.copy.clone()]), content(&words.original[f.original.clone()]), f.held)
                });
                let (c, o) = (&words.copy[i], &words.original[j]);
                if place.is_some() || self.distance(c, o) <= NEAR || collides(c, o) {
                    self.weigh(row, words, matching, (i, j), place, out);
                }
            }
        }
    }

    /// Weighs a pair of words of a row. `place` tells how many words that mean something the runs have in which the two
    /// face each other, and whether both ends of the runs hold.
    fn weigh(
        &mut self,
        row: usize,
        words: &Words<'_>,
        matching: &Matching,
        pair: (usize, usize),
        place: Option<(usize, usize, bool)>,
        out: &mut Vec<Candidate>,
    ) {
        let (copy, original) = (&words.copy[pair.0], &words.original[pair.1]);
        let distance = self.distance(copy, original);
        if distance <= 0.0 {
            return;
        }
        // An office in other words is no name; one that is no word any more was taken for one.
        if original.what == What::Office && (copy.known || distance > NEAR && !matches!(place, Some((1, 1, true)))) {
            return;
        }
        let mut score = by_sound(distance) + by_place(place) + by_form(words, pair);
        if is_beside_a_name(words, matching, pair) {
            score += 1.2;
        }
        if collides(copy, original) {
            score += 2.0;
        }
        // Whoever is spoken of in the original is nobody's corruption.
        if self.original.bears(copy.key) {
            score -= 2.5;
        }
        out.push(Candidate {
            row,
            is_word: copy.what != What::Name,
            is_slip: is_slip(original.text, copy.text),
            copy: pair.0,
            original: pair.1,
            keys: (copy.key, original.key),
            distance,
            score,
        });
    }

    /// Does the copy's row name the same state, institution or acronym in other words?
    fn is_said_otherwise(&self, j: usize, words: &Words<'_>) -> bool {
        let original = &words.original[j];
        let mut meant = self.original.organisations(original.block, original.first, original.last).peekable();
        if meant.peek().is_some() {
            let meant: Vec<usize> = meant.collect();
            let named = |w: &Word<'_>| self.copy.organisations(w.block, w.first, w.last).any(|n| meant.contains(&n));
            if words.copy.iter().any(named) {
                return true;
            }
        }
        // The letters of an acronym are the first letters of words in a row.
        let stands_for = |acronym: &Word<'_>, run: &[Word<'_>]| {
            acronym.text.len() == run.len()
                && acronym.text.bytes().zip(run).all(|(letter, w)| w.text.as_bytes().first() == Some(&letter))
        };
        let acronym = |w: &Word<'_>| w.text.len() > 1 && w.text.bytes().all(|b| b.is_ascii_uppercase());
        if acronym(original) && words.copy.windows(original.text.len()).any(|run| stands_for(original, run)) {
            return true;
        }
        words.copy.iter().filter(|c| acronym(c)).any(|c| {
            let from = (j + 1).saturating_sub(c.text.len());
            let around = words.original.get(from..words.original.len().min(j + c.text.len())).unwrap_or_default();
            around.windows(c.text.len()).any(|run| stands_for(c, run))
        })
    }
}

/// Could an editor have spelled the one for the other?
fn is_slip(known: &str, observed: &str) -> bool {
    let (known, observed) = (letters(known), letters(observed));
    variants::is_slip(&known, &observed) || variants::is_honest(&known, &observed, false)
}

/// What likeness of sound speaks for.
pub fn by_sound(distance: f32) -> f32 {
    match distance {
        d if d <= 0.08 => 3.0,
        d if d <= 0.178 => 2.4,
        d if d <= 0.25 => 1.9,
        d if d <= 0.35 => 1.3,
        d if d <= 0.5 => 0.6,
        _ => 0.0,
    }
}

fn by_place(place: Option<(usize, usize, bool)>) -> f32 {
    match place {
        Some((1, 1, true)) => 1.0,
        Some((1..=2, 1..=2, true)) => 0.8,
        Some((1..=2, 1..=2, false)) => 0.4,
        Some((_, _, true)) => 0.3,
        _ => 0.0,
    }
}

/// A word that is none and that nobody is called speaks for a corruption; a common word only where it stands as names do.
fn by_form(words: &Words<'_>, (i, j): (usize, usize)) -> f32 {
    let (copy, original) = (&words.copy[i], &words.original[j]);
    let bearers = &Data::get().bearers;
    if copy.what == What::Name {
        let borne = bearers.surname_key(copy.key) || bearers.given_key(copy.key);
        return if copy.known || borne { 0.4 } else { 1.2 };
    }
    let article = |words: &[Word<'_>], at: usize| {
        at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| w.text.eq_ignore_ascii_case("the"))
    };
    // "the potato said", "crows said".
    let like_a_name = article(&words.copy, i) && !article(&words.original, j)
        || copy.text.ends_with('s') && !original.text.ends_with('s');
    (if copy.known { -0.6 } else { 0.0 }) + if like_a_name { 0.4 } else { 0.0 }
}

/// Does a part of the same name stand beside both, unchanged?
fn is_beside_a_name(words: &Words<'_>, matching: &Matching, (i, j): (usize, usize)) -> bool {
    let same = |a: usize, b: usize| {
        words.copy.get(a).zip(words.original.get(b)).is_some_and(|(x, y)| {
            x.what == What::Name && y.what == What::Name && x.stem == y.stem && matching.partner(a) == Some(b)
        })
    };
    same(i + 1, j + 1) || i > 0 && j > 0 && same(i - 1, j - 1)
}

/// A name, or an office written like one: "Skipper".
fn is_name(word: &Word<'_>) -> bool {
    word.what == What::Name || word.what == What::Office && word.capital
}

/// May a name have come out as this word?
fn may_be_name(word: &Word<'_>) -> bool {
    match word.what {
        What::Name => true,
        What::Plain => word.text.len() > 2 && !is_stand_in(word.key),
        _ => false,
    }
}

/// Words that honestly stand for a name: "the company", "the city".
fn is_stand_in(key: u64) -> bool {
    use crate::text::{KeySet, word_key};
    use std::sync::LazyLock;
    const WORDS: &str = "company companies firm group groups team club bank party government country nation city town \
        state states capital region island organisation organization agency ministry department court authority \
        authorities officials police army military man woman men women boy girl couple pair family father mother son \
        daughter brother sister husband wife singer actor actress author player players driver rider suspect victim \
        former latter people side hospital school university newspaper paper magazine site website network channel \
        film movie album song book show series match game race event house area district county province river sea \
        business giant maker star politician leader leaders lawyer lawyers president premier minister troops forces \
        americans british french germans russians chinese americas american";
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| WORDS.split_whitespace().map(word_key).collect());
    KEYS.contains(key)
}

/// Do the two stand alike in their runs, counted among what may be names?
fn in_turn(words: &Words<'_>, facing: &Facing, i: usize, j: usize) -> bool {
    let capital = |w: &Word<'_>| w.what == What::Name;
    let before = |words: &[Word<'_>], range: &std::ops::Range<usize>, at: usize| {
        let all = words[range.clone()].iter().filter(|w| capital(w)).count();
        let before = words[range.start..at].iter().filter(|w| capital(w)).count();
        (before, all)
    };
    let (a, of_copy) = before(&words.copy, &facing.copy, i);
    let (b, of_original) = before(&words.original, &facing.original, j);
    if words.copy[i].what == What::Name {
        of_copy == of_original && a == b || of_copy == 1 && of_original == 1
    } else {
        // A word stands for the name only where no other name does.
        let plain = words.copy[facing.copy.clone()].iter().filter(|w| may_be_name(w)).count();
        of_copy == 0 && of_original == 1 && plain == 1
    }
}

/// Is the copy's word what the original's name means or sounds like in another language?
pub fn collides(copy: &Word<'_>, original: &Word<'_>) -> bool {
    let data = Data::get();
    let of = |key: u64| {
        let of_figure = data.collisions.of(key).any(|c| {
            let figure = data.figures.get(c.figure);
            figure.is_some_and(|f| f.surname.split(' ').any(|s| letters(s) == letters(original.text)))
        });
        of_figure || data.collisions.synonym_of(key).any(|name| name == letters(original.text))
    };
    of(copy.key)
}
