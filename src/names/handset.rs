//! How far apart two names sound, by weights set by hand: steps that pivot scripts take cost little.
//!
//! It knows no particular script, needs no data and answers in a fraction of a microsecond. `distance` asks it first, so
//! that most pairs go no further, and lets it weigh in on the rest, so that a script nobody trained on is still heard.
//! The costs are the project's measured specification.

use super::phonetic::{Symbol, is_vowel};

/// Every sound there is.
const SOUNDS: &[Symbol; 23] = b"0BCDFGHJKMNPRSTVWYaeiou";

/// [`substitution`] of every pair, by [`row`].
static SUBSTITUTION: [[f64; 32]; 32] = {
    let mut costs = [[0.0; 32]; 32];
    let mut i = 0;
    while i < SOUNDS.len() {
        let mut j = 0;
        while j < SOUNDS.len() {
            costs[row(SOUNDS[i])][row(SOUNDS[j])] = substitution(SOUNDS[i], SOUNDS[j]);
            j += 1;
        }
        i += 1;
    }
    costs
};

/// What the costs are counted in where a rough sum will do; each is a whole number of these.
const GRAIN: f64 = 20.0;

/// The same in grains.
static IN_GRAINS: [[u8; 32]; 32] = {
    let mut costs = [[0; 32]; 32];
    let mut i = 0;
    while i < 32 {
        let mut j = 0;
        while j < 32 {
            costs[i][j] = grains(SUBSTITUTION[i][j]) as u8;
            j += 1;
        }
        i += 1;
    }
    costs
};

#[allow(clippy::cast_sign_loss)] // no cost is negative
const fn grains(cost: f64) -> u16 {
    (cost * GRAIN + 0.5) as u16
}

/// Where a sound stands in the table: no two letters of [`SOUNDS`] share their last five bits, but for `0` and `P`.
const fn row(sound: Symbol) -> usize {
    if sound == b'0' { 0 } else { (sound & 31) as usize }
}

/// Cost of putting one sound for another.
fn substitute(a: Symbol, b: Symbol) -> f64 {
    SUBSTITUTION[row(a)][row(b)]
}

const fn substitution(a: Symbol, b: Symbol) -> f64 {
    if a == b {
        return 0.0;
    }
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    match (a, b) {
        (b'B', b'V') | (b'0', b'S') => 0.0,
        (b'0', b'T') | (b'J', b'Y') | (b'Y', b'i') | (b'W', b'u') => 0.1,
        (b'V', b'W') | (b'J', b'i') => 0.2,
        (b'C', b'S' | b'J') | (b'J', b'S') | (b'G', b'J') | (b'F', b'H') | (b'V', b'u') => 0.3,
        (b'C', b'K' | b'T' | b'H') | (b'F', b'V') | (b'M', b'N') => 0.4,
        (b'B', b'W' | b'F') | (b'F', b'P' | b'W') | (b'H', b'K') | (b'G', b'H') => 0.5,
        (b'D', b'J' | b'T') | (b'G', b'K') | (b'B', b'P') | (b'P', b'V') => 0.6,
        (b'S', b'T') => 0.7,
        (b'J', b'K') | (b'N', b'R') | (b'D', b'S') => 0.8,
        _ => match (is_vowel(a), is_vowel(b)) {
            (true, true) => match (a, b) {
                (b'a', b'e' | b'u' | b'o') | (b'e', b'i') | (b'o', b'u') => 0.15,
                _ => 0.3,
            },
            (false, false) => 1.0,
            _ => 1.2,
        },
    }
}

/// Cost of a sound that stands at `i` of one name and nowhere in the other.
fn gap(name: &[Symbol], i: usize) -> f64 {
    let Some(&s) = name.get(i) else { return 1.0 };
    let before = i.checked_sub(1).and_then(|b| name.get(b)).copied();
    let after = name.get(i + 1).copied();
    match s {
        b'u' | b'o' | b'i' if before.is_some_and(|b| !is_vowel(b)) => 0.1,
        b'H' => 0.2,
        b'Y' | b'W' => 0.3,
        b'R' if before.is_some_and(is_vowel) && !after.is_some_and(is_vowel) => 0.3,
        b'N' if before.is_some() && after.is_some() => 0.9,
        b'T' | b'S' if before.is_some_and(|b| matches!(b, b'S' | b'T' | b'K')) => 0.5,
        _ if is_vowel(s) => 0.3,
        _ => 1.0,
    }
}

/// Longest name that is compared, in sounds; what follows is cut off.
const MAX: usize = 32;

/// The distance of two names given as sounds ([`super::phonetic::symbols`]). 0 for the same, about 1 for unrelated ones.
pub fn distance(a: &[Symbol], b: &[Symbol]) -> f64 {
    within(f64::INFINITY, a, b).unwrap_or(f64::INFINITY)
}

/// The same, none for names that are farther apart than the limit: most are, and it is seen after a few sounds.
pub fn within(limit: f64, a: &[Symbol], b: &[Symbol]) -> Option<f64> {
    Heard::new(b).within(limit, a)
}

/// A name that is compared with many others: what its own sounds cost is worked out once.
#[derive(Debug)]
pub struct Heard<'a> {
    sounds: &'a [Symbol],
    consonants: usize,
    /// Cost of each sound that stands in this name alone.
    gaps: [f64; MAX],
    /// What the name costs beside one without any sound, up to each place.
    edge: [f64; MAX + 1],
    /// The two in grains.
    rough_gaps: [u16; MAX],
    rough_edge: [u16; MAX + 1],
}

impl<'a> Heard<'a> {
    /// Takes the sounds of a name.
    pub fn new(sounds: &'a [Symbol]) -> Self {
        let sounds = cut(sounds);
        let mut heard = Self {
            sounds,
            consonants: consonants(sounds),
            gaps: [0.0; MAX],
            edge: [0.0; MAX + 1],
            rough_gaps: [0; MAX],
            rough_edge: [0; MAX + 1],
        };
        for j in 0..sounds.len() {
            heard.gaps[j] = gap(sounds, j);
            heard.edge[j + 1] = heard.edge[j] + heard.gaps[j];
            heard.rough_gaps[j] = grains(heard.gaps[j]);
            heard.rough_edge[j + 1] = heard.rough_edge[j] + heard.rough_gaps[j];
        }
        heard
    }

    /// [`within`], of a known name.
    pub fn within(&self, limit: f64, known: &[Symbol]) -> Option<f64> {
        let (a, b) = (cut(known), self.sounds);
        let (Some(&first_a), Some(&first_b)) = (a.first(), b.first()) else {
            return Some(if a.len() == b.len() { 0.0 } else { 9.0 }).filter(|d| *d <= limit);
        };
        let length = consonants(a).max(self.consonants) as f64 + 0.5;
        let beginning = first_sound(first_a, first_b);
        if limit.is_finite() && self.is_beyond(limit * length - beginning, a) {
            return None;
        }
        let mut row = self.edge;
        for (i, &sound) in a.iter().enumerate() {
            let gap = gap(a, i);
            let costs = &SUBSTITUTION[self::row(sound)];
            let mut diagonal = row[0];
            row[0] += gap;
            for (j, &other) in b.iter().enumerate() {
                let best = (diagonal + costs[self::row(other)]).min(row[j + 1] + gap).min(row[j] + self.gaps[j]);
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }
        Some((row[b.len()] + beginning) / length).filter(|d| *d <= limit)
    }

    /// Does every way from the known name to this one cost more than `most`? The same sum as above in whole grains, which
    /// a machine adds three times as fast; most pairs of names end here, after a few sounds. A hair more than `most` is
    /// not beyond it: there the exact sum decides.
    fn is_beyond(&self, most: f64, known: &[Symbol]) -> bool {
        if most < 0.0 {
            return true;
        }
        // Half a grain is added, and cut off again: the sums are whole.
        let most = grains(most);
        let mut row = self.rough_edge;
        for (i, &sound) in known.iter().enumerate() {
            let gap = grains(gap(known, i));
            let costs = &IN_GRAINS[self::row(sound)];
            let mut diagonal = row[0];
            row[0] += gap;
            let mut best = row[0];
            // No cost is negative, so what the cheapest way has cost so far is a lower bound.
            let mut least = best;
            for ((&other, &own), there) in self.sounds.iter().zip(&self.rough_gaps).zip(&mut row[1..]) {
                best = (diagonal + u16::from(costs[self::row(other)])).min(*there + gap).min(best + own);
                diagonal = std::mem::replace(there, best);
                least = least.min(best);
            }
            if least > most {
                return true;
            }
        }
        row[self.sounds.len()] > most
    }
}

fn cut(name: &[Symbol]) -> &[Symbol] {
    name.get(..MAX).unwrap_or(name)
}

fn consonants(name: &[Symbol]) -> usize {
    name.iter().filter(|s| !is_vowel(**s)).count()
}

/// Readers and scripts alike keep the first sound best, so a different one weighs more.
fn first_sound(a: Symbol, b: Symbol) -> f64 {
    match (is_vowel(a), is_vowel(b)) {
        (true, false) | (false, true) => {
            if a == b'H' || b == b'H' {
                0.2
            } else {
                0.7
            }
        }
        _ => substitute(a, b) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::phonetic::symbols;
    use super::*;
    use proptest::prelude::*;

    fn between(a: &str, b: &str) -> f64 {
        crate::report::round4(distance(&symbols(a), &symbols(b)))
    }

    #[test]
    fn every_sound_has_its_own_row() {
        let rows: std::collections::BTreeSet<usize> = SOUNDS.iter().map(|s| row(*s)).collect();
        assert_eq!(rows.len(), SOUNDS.len());
        for name in ["chapulinjohnson", "thatchermybdqwvfkz", "aeiouxg", "phhoyoghu"] {
            assert!(symbols(name).iter().all(|s| SOUNDS.contains(s)), "{name}");
        }
    }

    #[test]
    fn agrees_with_the_specification() {
        assert!(between("karas", "kallas").abs() < 1e-9);
        assert!((between("karasu", "kallas") - 0.03).abs() < 0.005);
        assert!((between("latte", "rutte") - 0.06).abs() < 0.005);
        assert!((between("ruffalo", "rutte") - 0.64).abs() < 0.02);
    }

    proptest! {
        #[test]
        fn a_limit_hides_what_is_farther_and_nothing_else(a in "[a-z]{0,12}", b in "[a-z]{0,12}", limit in 0.0..2.0) {
            let (a, b) = (symbols(&a), symbols(&b));
            let whole = distance(&a, &b);
            prop_assert_eq!(within(limit, &a, &b), (whole <= limit).then_some(whole));
        }

        #[test]
        fn is_symmetric_and_never_negative(a in "[a-z]{0,40}", b in "[a-z]{0,40}") {
            prop_assert!(between(&a, &b) >= 0.0);
            prop_assert_eq!(between(&a, &b).to_bits(), between(&b, &a).to_bits());
            prop_assert!(between(&a, &a).abs() < 1e-12);
        }
    }
}
