//! How far apart two names are: 0 for the same letters, 1 for names that have nothing to do with one another.
//!
//! The hand-set weights answer first and settle most pairs. The rest are judged by the learned channels, and the two
//! together give a score whose meaning in false matches was measured on pairs of different people (see [`SAME`]).
//! The first name is the known one: "Kurinton" is an easy corruption of "Clinton", not the other way round.

use super::channels::{Channels, STEPS, Verdicts};
use super::handset;
use super::phonetic::Symbol;

/// Up to here two surnames beside the same given name belong to one person: one false match in a thousand pairs of
/// different people. At .15 there are .75, at .25 2.4.
pub const SAME: f64 = 0.178;

/// Beyond this hand-set distance the channels are not asked: they would hardly ever disagree.
const HOPELESS: f64 = 0.6;
/// What the hand-set distance weighs beside the best channel, in nats. Half as much tells one corruption in a hundred more,
/// but forgives one wrong consonant in a long name ("Lindholm" and "Lindblom"), which a page of relatives would pay for.
/// With a whole script left out of training anything from 20 to 40 is alike.
const HAND_NATS: i32 = 40;
/// Distance of names that the hand-set weights call hopeless, at the least.
const FAR: f64 = 0.6;

/// A name's folded letters and its sounds, made once for many comparisons.
#[derive(Debug, Clone, Copy)]
pub struct Sounded<'a> {
    /// [`super::fold::letters`] of it.
    pub letters: &'a str,
    /// [`super::phonetic::symbols`] of the letters.
    pub sounds: &'a [Symbol],
}

impl<'a> Sounded<'a> {
    /// Letters and their sounds.
    pub fn new(letters: &'a str, sounds: &'a [Symbol]) -> Self {
        Self { letters, sounds }
    }
}

/// The distance of an observed name from a known one, 0 to 1.
pub fn distance(known: Sounded<'_>, observed: Sounded<'_>) -> f64 {
    distance_by(Channels::get(), known, observed)
}

/// The same where the hand-set distance is known already.
pub fn distance_beyond(hand: f64, known: &str, observed: &str) -> f64 {
    by_hand(Channels::get(), hand, known, observed)
}

/// The same by other channels than those compiled in.
pub fn distance_by(channels: &Channels, known: Sounded<'_>, observed: Sounded<'_>) -> f64 {
    if known.letters == observed.letters {
        return 0.0;
    }
    by_hand(channels, handset::distance(known.sounds, observed.sounds), known.letters, observed.letters)
}

fn by_hand(channels: &Channels, hand: f64, known: &str, observed: &str) -> f64 {
    if known == observed {
        return 0.0;
    }
    match judged(channels, hand, known, observed) {
        Ok(score) => calibrated(&channels.calibration, score),
        Err(hand) => FAR + (1.0 - FAR) * ((hand - HOPELESS) / (2.0 - HOPELESS)).clamp(0.0, 1.0),
    }
}

/// The score before it is made a distance, in steps: lower is nearer.
///
/// # Errors
/// The hand-set distance, where that settles the question alone.
pub fn score(channels: &Channels, known: Sounded<'_>, observed: Sounded<'_>) -> Result<i32, f64> {
    judged(channels, handset::distance(known.sounds, observed.sounds), known.letters, observed.letters)
}

fn judged(channels: &Channels, hand: f64, known: &str, observed: &str) -> Result<i32, f64> {
    if hand > HOPELESS || known.is_empty() || observed.is_empty() {
        return Err(hand);
    }
    Ok(combined(&channels.judge(known, observed), hand))
}

fn combined(verdicts: &Verdicts, hand: f64) -> i32 {
    let best = verdicts.iter().copied().max().unwrap_or(0);
    libm::round(f64::from(HAND_NATS * STEPS) * hand) as i32 - best
}

/// Between the points of the calibration straight lines.
fn calibrated(points: &[(i32, f64)], score: i32) -> f64 {
    let after = points.partition_point(|(s, _)| *s < score);
    match (after.checked_sub(1).and_then(|i| points.get(i)), points.get(after)) {
        (Some((low, a)), Some((high, b))) => a + (b - a) * f64::from(score - low) / f64::from((high - low).max(1)),
        (None, Some((_, first))) => *first,
        (Some((_, last)), None) => *last,
        (None, None) => 1.0,
    }
}
