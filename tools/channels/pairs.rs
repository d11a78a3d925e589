//! Pairs of names to learn from and to measure on, read from local lists.
//!
//! A pair is a name and what a script and back made of it. Besides the generated corruptions there are tables of names in
//! five scripts: each form is romanised by rule, and two names of one form are each other's homophones.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use ungarble::names::channels::Lane;
use ungarble::names::fold::{letters, name_words};

use crate::scripts;

/// Kinds of corruption, their script and the lane that learns them.
pub const CHANNELS: [(&str, &str, Lane); 11] = [
    ("kana_hepburn", "katakana", Lane::Kana),
    ("kana_homophone", "katakana", Lane::Homophone),
    ("kana_respell", "katakana", Lane::KanaRespelled),
    ("ko_roman", "korean", Lane::Hangul),
    ("ko_homophone", "korean", Lane::Homophone),
    ("zh_pinyin", "chinese", Lane::Pinyin),
    ("zh_homophone", "chinese", Lane::Homophone),
    ("ar_roman", "arabic", Lane::Arabic),
    ("ar_homophone", "arabic", Lane::Homophone),
    ("ru_roman", "russian", Lane::Cyrillic),
    ("ru_homophone", "russian", Lane::Homophone),
];

/// Tables of names: script, channel of its romanisation, channel of its homophones.
const TABLES: [(&str, usize, usize); 5] =
    [("katakana", 0, 1), ("korean", 3, 4), ("chinese", 5, 6), ("arabic", 7, 8), ("russian", 9, 10)];

/// A name and what became of it; surnames only, folded.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The name as its bearer writes it.
    pub known: String,
    /// What was seen.
    pub observed: String,
    /// Index into [`CHANNELS`]; None for two different people.
    pub channel: Option<usize>,
    /// How much it counts in training.
    pub weight: f64,
}

/// Everything that was read.
pub struct Lists {
    /// Generated corruptions, and different people who share a given name.
    pub dev: Vec<Pair>,
    /// Pairs made from the tables.
    pub tables: Vec<Pair>,
    /// Different people who share a given name, from the list of people.
    pub strangers: Vec<Pair>,
    /// Names for the background, sorted.
    pub names: Vec<String>,
}

/// A generated corruption counts as much as so many pairs of a table.
const GENERATED: f64 = 3.0;

/// A stable hash (FNV-1a, mixed): folds and samples must not change from run to run.
pub fn hash(text: &str) -> u64 {
    let h = text.bytes().fold(0xCBF2_9CE4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3));
    let h = (h ^ h >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h ^ h >> 32
}

/// Folds of cross-validation.
pub const FOLDS: u64 = 5;

/// The fold of a surname.
pub fn fold(name: &str) -> u64 {
    hash(name) % FOLDS
}

/// Reads `names.jsonl.gz`, and `people.json` and `transliteration_*.tsv.gz` in `lists`.
pub fn read(lists: &Path, dev: &Path) -> Result<Lists, String> {
    let dev = corruptions(&gunzip(dev)?)?;
    let people = people(&lists.join("people.json"))?;
    let mut names: BTreeSet<String> = people.iter().map(|(_, surname)| surname.clone()).collect();
    let mut tables = Vec::new();
    for (script, roman, homophone) in TABLES {
        let rows = table(&gunzip(&lists.join(format!("transliteration_{script}.tsv.gz")))?);
        names.extend(rows.iter().map(|(name, _, _)| name.clone()));
        tables.extend(romanised(&rows, script, roman));
        tables.extend(homophones(&rows, homophone));
    }
    Ok(Lists { dev, tables, strangers: strangers(&people), names: names.into_iter().collect() })
}

fn gunzip(path: &Path) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text)
}

fn last_word(name: &str) -> String {
    name_words(name).pop().unwrap_or_default()
}

fn corruptions(text: &str) -> Result<Vec<Pair>, String> {
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let row: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("line {}: {e}", n + 1))?;
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let channel = CHANNELS.iter().position(|(name, _, _)| *name == text("channel"));
        if (row["label"] == 1) != channel.is_some() {
            return Err(format!("line {}: unknown channel {}", n + 1, row["channel"]));
        }
        let (known, observed) = (last_word(text("known")), last_word(text("observed")));
        out.push(Pair { known, observed, channel, weight: GENERATED });
    }
    Ok(out)
}

fn people(path: &Path) -> Result<Vec<(String, String)>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let word = |row: &serde_json::Value, key: &str| row[key].as_str().map(name_words).unwrap_or_default();
    Ok(rows.iter().filter_map(|r| Some((word(r, "given").first()?.clone(), word(r, "sur").last()?.clone()))).collect())
}

/// Pairs of surnames under one given name, each surname with at most 24 others so that no John outweighs the rest.
fn strangers(people: &[(String, String)]) -> Vec<Pair> {
    let mut by_given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (given, surname) in people.iter().filter(|(g, _)| g.len() > 1) {
        by_given.entry(given).or_default().insert(surname);
    }
    let mut out = Vec::new();
    for surnames in by_given.values() {
        for known in surnames {
            let mut others: Vec<&&str> = surnames.iter().filter(|o| *o != known).collect();
            others.sort_by_key(|o| hash(&format!("{known} {o}")));
            out.extend(others.into_iter().take(24).map(|observed| Pair {
                known: (*known).to_owned(),
                observed: (*observed).to_owned(),
                channel: None,
                weight: 1.0,
            }));
        }
    }
    out
}

/// Name, form in the script without spaces, count.
fn table(text: &str) -> Vec<(String, String, f64)> {
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let (name, form, count) = (cells.next()?, cells.next()?, cells.next()?);
        let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
        let name = letters(name);
        (plain && (2..=20).contains(&name.len())).then_some((name, form.replace(' ', ""), count.parse().ok()?))
    };
    text.lines().filter_map(row).collect()
}

/// Frequent names count for more, to a degree.
fn weight(count: f64) -> f64 {
    (1.0 + libm::log(count)).min(3.0)
}

fn romanised(rows: &[(String, String, f64)], script: &str, channel: usize) -> Vec<Pair> {
    let back = |name: &str, form: &str| match script {
        "katakana" => scripts::kana(form),
        "korean" => scripts::hangul(form),
        "chinese" => scripts::hanzi(form),
        "arabic" => scripts::arabic(form, hash(name)),
        _ => scripts::cyrillic(form),
    };
    let pair = |(name, form, count): &(String, String, f64)| {
        let observed = back(name, form).filter(|o| o.len() <= 24)?;
        Some(Pair { known: name.clone(), observed, channel: Some(channel), weight: weight(*count) })
    };
    rows.iter().filter_map(pair).collect()
}

/// Names of one form, each read as each other, the frequent ones more often.
fn homophones(rows: &[(String, String, f64)], channel: usize) -> Vec<Pair> {
    let mut by_form: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for (name, form, count) in rows {
        *by_form.entry(form).or_default().entry(name).or_default() += count;
    }
    let mut out = Vec::new();
    for names in by_form.values().filter(|n| (2..=40).contains(&n.len())) {
        for (known, count) in names {
            let others: f64 = names.iter().filter(|(n, _)| *n != known).map(|(_, c)| c).sum();
            for (observed, c) in names.iter().filter(|(n, _)| *n != known) {
                let weight = weight(*count) * c / others;
                if weight > 0.05 {
                    out.push(Pair {
                        known: (*known).to_owned(),
                        observed: (*observed).to_owned(),
                        channel: Some(channel),
                        weight,
                    });
                }
            }
        }
    }
    out
}
