//! Puts the file together: lanes, background, calibration.

use std::collections::BTreeMap;

use ungarble::names::channels::{Channels, END, LANES, Lane, Priced, START, STEPS, Table, encode};
use ungarble::names::distance::{Sounded, score};
use ungarble::names::handset;
use ungarble::names::phonetic::symbols;

use crate::pairs::{CHANNELS, FOLDS, Lists, Pair, fold, hash};
use crate::train::{self, Example, untaught};

/// Pairs of the tables that one channel learns from.
const FROM_TABLES: usize = 6000;
/// Pairs of one channel that the lane of all scripts, and the prior of the others, learn from.
const FOR_ANY: usize = 2500;
/// Longer rewritings that a lane keeps; the lane of all scripts keeps twice as many.
const KEEP: usize = 500;
/// Pairs further apart than this by the hand-set weights are mistakes of the lists.
const MISTAKE: f64 = 0.8;

/// What training must not see.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held<'a> {
    /// Surnames of this fold.
    pub fold: Option<u64>,
    /// Channels, as indices into [`CHANNELS`].
    pub channels: &'a [usize],
}

/// Learns all lanes. The calibration is left empty.
pub fn table(lists: &Lists, held: Held<'_>) -> Table {
    let unseen = |name: &str| held.fold == Some(fold(name));
    let by_channel: Vec<Vec<&Pair>> = (0..CHANNELS.len())
        .map(|c| if held.channels.contains(&c) { Vec::new() } else { pairs_of(lists, c, &unseen) })
        .collect();
    let any: Vec<&Pair> = by_channel.iter().flat_map(|pairs| pairs.iter().take(FOR_ANY).copied()).collect();
    let any = examples(&any);
    let broad = train::lane(&any, &untaught, None);
    let prior = |k: &[u8], o: &[u8]| broad.seen(k, o).unwrap_or(0.0) + 0.02 * untaught(k, o);
    let lanes: Vec<Option<train::Lane>> = Lane::ALL
        .iter()
        .map(|lane| {
            if *lane == Lane::Any {
                return Some(train::lane(&any, &untaught, Some(KEEP * 2)));
            }
            let own: Vec<&Pair> = CHANNELS
                .iter()
                .zip(&by_channel)
                .filter(|((_, _, l), _)| l == lane)
                .flat_map(|(_, pairs)| pairs.iter().copied())
                .collect();
            (!own.is_empty()).then(|| train::lane(&examples(&own), &prior, Some(KEEP)))
        })
        .collect();
    Table {
        calibration: Vec::new(),
        background: background(lists.names.iter().filter(|n| !unseen(n))),
        rewritings: rewritings(&lanes, &prior),
    }
}

/// What a channel learns from: generated corruptions first, then a sample of the tables.
fn pairs_of<'a>(lists: &'a Lists, channel: usize, unseen: &impl Fn(&str) -> bool) -> Vec<&'a Pair> {
    let sensible = |p: &&Pair| {
        let lengths = (1..=20).contains(&p.known.len()) && (1..=26).contains(&p.observed.len());
        lengths && handset::distance(&symbols(&p.known), &symbols(&p.observed)) < MISTAKE
    };
    let dev = lists.dev.iter().filter(|p| p.channel == Some(channel) && !unseen(&p.known));
    let mut tables: Vec<(u64, &Pair)> = lists
        .tables
        .iter()
        .filter(|p| p.channel == Some(channel) && !unseen(&p.known) && !unseen(&p.observed))
        .map(|p| (hash(&format!("{} {}", p.known, p.observed)), p))
        .collect();
    tables.sort_by_key(|(h, p)| (*h, p.known.as_str(), p.observed.as_str()));
    dev.chain(tables.into_iter().take(FROM_TABLES).map(|(_, p)| p)).filter(sensible).collect()
}

fn examples(pairs: &[&Pair]) -> Vec<Example> {
    let example =
        |p: &&Pair| Example { known: encode(&p.known, 24), observed: encode(&p.observed, 30), weight: p.weight };
    pairs.iter().map(example).collect()
}

/// Costs of all lanes side by side.
fn rewritings(lanes: &[Option<train::Lane>], prior: train::Prior<'_>) -> Vec<Priced> {
    let cost = |q: f64| libm::round(-libm::log(q) * f64::from(STEPS)).clamp(0.0, 255.0) as u8;
    let mut out: BTreeMap<train::Piece, [Option<u8>; LANES]> = BTreeMap::new();
    for (number, lane) in lanes.iter().enumerate() {
        let Some(lane) = lane else { continue };
        for ((k, o), (q, _)) in lane.rewritings.iter().filter(|((k, o), _)| k.len() > 1 || o.len() > 1) {
            out.entry((k.clone(), o.clone())).or_default()[number] = Some(cost(*q));
        }
        let letters = || std::iter::once(Vec::new()).chain((1..=26).map(|c| vec![c]));
        let singles = letters().flat_map(|k| letters().map(move |o| (k.clone(), o))).skip(1);
        for (k, o) in singles.chain([START, END].map(|mark| (vec![mark], vec![mark]))) {
            let q = lane.single(&k, &o, prior);
            out.entry((k, o)).or_default()[number] = Some(cost(q));
        }
    }
    out.into_iter().map(|((k, o), costs)| (k, o, costs)).collect()
}

/// How likely each letter is after two others in a name, smoothed by what follows one (Witten and Bell), in half nats.
fn background<'a>(names: impl Iterator<Item = &'a String>) -> Vec<u8> {
    const SYMBOLS: usize = 27;
    let mut three = vec![0f64; SYMBOLS * SYMBOLS * SYMBOLS];
    for name in names {
        let (mut before, mut last) = (26, 26);
        for c in name.bytes().map(|b| usize::from(b - b'a')).chain([26]) {
            three[(before * SYMBOLS + last) * SYMBOLS + c] += 1.0;
            (before, last) = (last, c);
        }
    }
    let smooth = |counts: &[f64], behind: &[f64]| -> Vec<f64> {
        let sum: f64 = counts.iter().sum();
        let kinds = counts.iter().filter(|c| **c > 0.0).count() as f64;
        let share = |(c, b): (&f64, &f64)| if sum > 0.0 { (c + kinds * b) / (sum + kinds) } else { *b };
        counts.iter().zip(behind).map(share).collect()
    };
    let fold_by = |of: &dyn Fn(usize) -> usize, size: usize| {
        let mut sums = vec![0f64; size];
        three.iter().enumerate().for_each(|(i, c)| sums[of(i)] += c);
        sums
    };
    let one = smooth(&fold_by(&|i| i % SYMBOLS, SYMBOLS), &[1.0 / SYMBOLS as f64; SYMBOLS]);
    let two = fold_by(&|i| i % (SYMBOLS * SYMBOLS), SYMBOLS * SYMBOLS);
    let two: Vec<Vec<f64>> = two.chunks(SYMBOLS).map(|row| smooth(row, &one)).collect();
    three
        .chunks(SYMBOLS)
        .enumerate()
        .flat_map(|(context, row)| smooth(row, &two[context % SYMBOLS]))
        .map(|p| libm::round(-libm::log(p) * 2.0).clamp(0.0, 63.0) as u8)
        .collect()
}

/// Score of a pair, or None where the hand-set weights settle it.
pub fn score_of(channels: &Channels, p: &Pair) -> Option<i32> {
    let (known, observed) = (symbols(&p.known), symbols(&p.observed));
    score(channels, Sounded::new(&p.known, &known), Sounded::new(&p.observed, &observed)).ok()
}

/// Distances whose share of false matches is carried over from the hand-set weights to the score.
const ANCHORS: [f64; 8] = [0.05, 0.08, 0.12, 0.15, 0.178, 0.25, 0.32, 0.4];

/// What a score means: the hand-set distance that as many pairs of different people fall below. Every pair is scored by
/// lanes that have not seen its known surname.
pub fn calibration(strangers: &[Pair], scores: &[Option<i32>]) -> Vec<(i16, u16)> {
    let mut by_hand: Vec<f64> =
        strangers.iter().map(|p| handset::distance(&symbols(&p.known), &symbols(&p.observed))).collect();
    by_hand.sort_by(f64::total_cmp);
    let mut scores: Vec<i32> = scores.iter().map(|s| s.unwrap_or(i32::MAX)).collect();
    scores.sort_unstable();
    let anchors: Vec<(i32, f64)> =
        ANCHORS.iter().map(|a| (scores[by_hand.partition_point(|d| d <= a).min(scores.len() - 1)], *a)).collect();
    let ends = [(anchors[0].0 - 25 * STEPS, 0.005), (anchors[ANCHORS.len() - 1].0 + 30 * STEPS, 0.6)];
    let mut points: Vec<(i16, u16)> = Vec::new();
    for (score, distance) in ends[..1].iter().chain(&anchors).chain(&ends[1..]) {
        let score = *score as i16;
        if points.last().is_none_or(|(s, _)| *s < score) {
            points.push((score, libm::round(distance * 1000.0) as u16));
        }
    }
    points
}

/// Learns everything, and the calibration from lanes that have not seen the names they judge.
pub fn whole(lists: &Lists) -> Table {
    let folds: Vec<Channels> =
        (0..FOLDS).map(|f| Channels::new(&table(lists, Held { fold: Some(f), channels: &[] }))).collect();
    let scores: Vec<Option<i32>> =
        lists.strangers.iter().map(|p| score_of(&folds[fold(&p.known) as usize], p)).collect();
    Table { calibration: calibration(&lists.strangers, &scores), ..table(lists, Held::default()) }
}
