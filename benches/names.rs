//! How well names are told apart, and how fast, beside other measures: `./build.sh bench`, or `cargo bench --bench names`.
//!
//! Recall is the share of generated corruptions nearer than all but one in a thousand (and in four hundred) pairs of
//! different people who share a given name. The measures get the same folded surnames. Ours is in sample here; `cargo run
//! --release --example channels -- measure` has it out of fold. Without the lists, which are not part of this repository,
//! only speed is measured.

#![allow(clippy::cast_sign_loss)] // shares of lengths

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Read;
use std::time::Instant;

use rphonetic::{BeiderMorseBuilder, ConfigFiles, DoubleMetaphone, Encoder, Soundex};
use ungarble::names::distance::{Sounded, distance};
use ungarble::names::fold::name_words;
use ungarble::names::handset;
use ungarble::names::phonetic::symbols;

const LIST: &str = "../shared/data/dev/names.jsonl.gz";

/// Known and observed surname.
type Pair = (String, String);

/// Pairs by channel, as the list calls it.
fn read() -> Option<BTreeMap<String, Vec<Pair>>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(LIST).ok()?).read_to_string(&mut text).ok()?;
    let mut pairs: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for row in text.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok()) {
        let last = |key: &str| row[key].as_str().map(name_words).unwrap_or_default().pop().unwrap_or_default();
        pairs.entry(row["channel"].as_str()?.to_owned()).or_default().push((last("known"), last("observed")));
    }
    Some(pairs)
}

/// A measure: lower is nearer.
struct Measure<'a> {
    name: &'static str,
    of: Box<Judge<'a>>,
}

/// What a measure says of two names.
type Judge<'a> = dyn Fn(&str, &str) -> f64 + 'a;

/// A code is the same or not; the letters decide between pairs of one code.
fn by_code<'a>(name: &'static str, same: impl Fn(&str, &str) -> bool + 'a) -> Measure<'a> {
    let of = move |a: &str, b: &str| f64::from(u8::from(!same(a, b))) + (1.0 - strsim::jaro_winkler(a, b)) / 10.0;
    Measure { name, of: Box::new(of) }
}

fn main() {
    let config = ConfigFiles::default();
    let beider_morse = BeiderMorseBuilder::new(&config).build();
    let (metaphone, soundex) = (DoubleMetaphone::default(), Soundex::default());
    // Encoders for whole words only: an empty name has no code.
    let share = |a: &str, b: &str| {
        let (a, b) = (beider_morse.encode(a), beider_morse.encode(b));
        a.split('|').any(|code| !code.is_empty() && b.split('|').any(|other| other == code))
    };
    let measures = [
        Measure {
            name: "ungarble",
            of: Box::new(|a, b| distance(Sounded::new(a, &symbols(a)), Sounded::new(b, &symbols(b)))),
        },
        Measure { name: "hand-set weights", of: Box::new(|a, b| handset::distance(&symbols(a), &symbols(b))) },
        Measure { name: "Jaro-Winkler", of: Box::new(|a, b| 1.0 - strsim::jaro_winkler(a, b)) },
        by_code("Double Metaphone", |a, b| {
            let (a, b) = (metaphone.double_metaphone(a), metaphone.double_metaphone(b));
            let codes = [b.primary(), b.alternate()];
            codes.contains(&a.primary()) || codes.contains(&a.alternate())
        }),
        by_code("Soundex", |a, b| soundex.encode(a) == soundex.encode(b)),
        by_code("Beider-Morse", share),
    ];
    let Some(pairs) = read() else {
        println!("{LIST} is not there: recall is NOT measured, only speed on a few names");
        for m in &measures {
            println!("{:<18}{:>9.2} µs a pair", m.name, speed(m, &[("clinton".into(), "kurinton".into())]));
        }
        return;
    };
    let apart = "distinct-people";
    let channels: Vec<&str> = pairs.keys().map(String::as_str).filter(|c| *c != apart).collect();
    let none = Vec::new();
    let strangers = pairs.get(apart).unwrap_or(&none);
    println!("recall at .1 % | .25 % false matches among {} pairs of different people", strangers.len());
    print!("{:<18}", "");
    for channel in &channels {
        print!("{:>13}", channel.replace("homophone", "hom").replace("hepburn", "hep"));
    }
    println!("{:>11}{:>11}{:>11}", "katakana", "all", "µs a pair");
    for m in &measures {
        let scores = |pairs: &[Pair]| -> Vec<f64> { pairs.iter().map(|(a, b)| (m.of)(a, b)).collect() };
        let mut far = scores(strangers);
        far.sort_by(f64::total_cmp);
        let limits = [0.001, 0.0025].map(|rate| far[(rate * far.len() as f64) as usize]);
        let by_channel: Vec<Vec<f64>> = channels.iter().map(|c| scores(&pairs[*c])).collect();
        let recall = |wanted: &dyn Fn(&str) -> bool| -> String {
            let of: Vec<f64> =
                channels.iter().zip(&by_channel).filter(|(c, _)| wanted(c)).flat_map(|(_, s)| s.clone()).collect();
            let [a, b] = limits.map(|l| of.iter().filter(|s| **s < l).count() as f64 / of.len() as f64);
            format!("{a:.2}|{b:.2}")
        };
        print!("{:<18}", m.name);
        for channel in &channels {
            print!("{:>13}", recall(&|other| other == *channel));
        }
        let sample: Vec<Pair> = pairs.values().flat_map(|p| p.iter().step_by(40).cloned()).collect();
        let took = speed(m, &sample);
        println!("{:>11}{:>11}{took:>11.2}", recall(&|c| c.starts_with("kana_")), recall(&|_| true));
    }
}

/// Microseconds for a pair.
fn speed(measure: &Measure<'_>, pairs: &[Pair]) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let at = Instant::now();
        for (a, b) in pairs {
            black_box((measure.of)(black_box(a), black_box(b)));
        }
        best = best.min(at.elapsed().as_secs_f64() * 1e6 / pairs.len() as f64);
    }
    best
}
