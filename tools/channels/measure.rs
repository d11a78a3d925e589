//! How many corruptions are told at a given share of false matches: in sample, out of fold by surname, and by lanes that
//! have never seen the channel, or the script, in question.

use std::collections::BTreeMap;

use ungarble::names::channels::{Channels, Table};
use ungarble::names::handset;
use ungarble::names::phonetic::symbols;

use crate::build::{Held, score_of, table};
use crate::pairs::{CHANNELS, FOLDS, Lists, Pair, fold};

/// Distances or scores: lower is nearer.
type Scores = Vec<f64>;

fn scores<'a>(pairs: &[Pair], channels: impl Fn(&Pair) -> Judges<'a>) -> Scores {
    pairs.iter().map(|p| channels(p).map_or(f64::INFINITY, |c| score_of(c, p).map_or(f64::MAX, f64::from))).collect()
}

/// Lanes to judge a pair by, if any.
type Judges<'a> = Option<&'a Channels>;

/// Share of `pairs` below the score that `rate` of the strangers fall below.
fn recall(of: &[f64], strangers: &[f64], rate: f64) -> f64 {
    let mut sorted = strangers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let limit = sorted[(rate * sorted.len() as f64) as usize];
    of.iter().filter(|s| **s < limit).count() as f64 / of.len().max(1) as f64
}

/// Prints recall per channel, side by side.
pub fn print(lists: &Lists, shipped: &Table) {
    let by_hand: Scores =
        lists.dev.iter().map(|p| handset::distance(&symbols(&p.known), &symbols(&p.observed))).collect();
    let shipped = Channels::new(shipped);
    let in_sample = scores(&lists.dev, |_| Some(&shipped));
    let folds: Vec<Channels> =
        (0..FOLDS).map(|f| Channels::new(&table(lists, Held { fold: Some(f), channels: &[] }))).collect();
    let out_of_fold = scores(&lists.dev, |p| folds.get(fold(&p.known) as usize));
    let one: Vec<Vec<usize>> = (0..CHANNELS.len()).map(|c| vec![c]).collect();
    let mut scripts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (c, (_, script, _)) in CHANNELS.iter().enumerate() {
        scripts.entry(script).or_default().push(c);
    }
    let scripts: Vec<Vec<usize>> = scripts.into_values().collect();

    println!("recall at .1 % and .25 % false matches among {} pairs of different people", strangers(lists));
    println!("{:<16}{:>6}  hand-set    in sample   out of fold  no channel   no script", "channel", "pairs");
    let mut rows: BTreeMap<usize, Vec<[f64; 2]>> = BTreeMap::new();
    for scores in [&by_hand, &in_sample, &out_of_fold] {
        for c in 0..CHANNELS.len() {
            rows.entry(c).or_default().push(both(lists, scores, &[c]));
        }
    }
    for held in [one, scripts] {
        for channels in held {
            let without: Vec<Channels> =
                (0..2).map(|f| Channels::new(&table(lists, Held { fold: Some(f), channels: &channels }))).collect();
            let unseen = scores(&lists.dev, |p| without.get(fold(&p.known) as usize));
            for c in &channels {
                rows.entry(*c).or_default().push(both(lists, &unseen, &[*c]));
            }
        }
    }
    let line = |name: &str, count: usize, row: &[[f64; 2]]| {
        let cells: Vec<String> = row.iter().map(|[a, b]| format!("{a:.3} {b:.3}")).collect();
        println!("{name:<16}{count:>6}  {}", cells.join("  "));
    };
    for (c, row) in &rows {
        line(CHANNELS[*c].0, lists.dev.iter().filter(|p| p.channel == Some(*c)).count(), row);
    }
    let kana: Vec<usize> = (0..CHANNELS.len()).filter(|c| CHANNELS[*c].1 == "katakana").collect();
    let all: Vec<usize> = (0..CHANNELS.len()).collect();
    for (name, channels) in [("katakana", &kana), ("all", &all)] {
        let row: Vec<[f64; 2]> =
            [&by_hand, &in_sample, &out_of_fold].iter().map(|s| both(lists, s, channels)).collect();
        line(name, lists.dev.iter().filter(|p| p.channel.is_some_and(|c| channels.contains(&c))).count(), &row);
    }
    println!(
        "\"no channel\" and \"no script\" are trained without it and without a fold of the surnames; two folds of five."
    );
}

fn strangers(lists: &Lists) -> usize {
    lists.dev.iter().filter(|p| p.channel.is_none()).count()
}

/// Recall of the channels at .1 % and .25 % false matches, on the pairs that were scored.
fn both(lists: &Lists, scores: &Scores, channels: &[usize]) -> [f64; 2] {
    let pick = |wanted: &dyn Fn(&Pair) -> bool| -> Scores {
        lists.dev.iter().zip(scores).filter(|(p, s)| wanted(p) && **s != f64::INFINITY).map(|(_, s)| *s).collect()
    };
    let of = pick(&|p| p.channel.is_some_and(|c| channels.contains(&c)));
    let apart = pick(&|p| p.channel.is_none());
    [0.001, 0.0025].map(|rate| recall(&of, &apart, rate))
}
