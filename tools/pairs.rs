//! Builds `data/pairs.bin` from the lists `data/PROVENANCE.md` names, or with `--check` says whether the file is what they
//! give.
//!
//! ```text
//! cargo run --example pairs -- [--check] --words FILE --pairs FILE [--count N]
//! ```
//! `--words` and `--pairs` are symspellpy's lists: a word (two words) and a count a line. The N pairs used most whose
//! words `data/words.bin` knows are taken, and the most used words in classes.

#[path = "built.rs"]
mod built;

use std::collections::BTreeMap;
use std::process::ExitCode;

use built::read;
use ungarble::style::pairs;
use ungarble::text::{Lexicon, word_key};

const OUTPUT: &str = "data/pairs.bin";

/// Pairs taken unless told otherwise.
const COUNT: usize = 20_000;

fn main() -> ExitCode {
    built::tell("pairs", run(std::env::args().skip(1)))
}

fn run(mut args: impl Iterator<Item = String>) -> Result<String, String> {
    let (mut check, mut words, mut pairs_file, mut count) = (false, None, None, COUNT);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--check" => check = true,
            "--words" => words = args.next(),
            "--pairs" => pairs_file = args.next(),
            "--count" => count = args.next().and_then(|n| n.parse().ok()).ok_or("--count wants a number")?,
            other => return Err(format!("unknown argument {other}")),
        }
    }
    let words = read(&words.ok_or("--words FILE is missing")?)?;
    let listed = read(&pairs_file.ok_or("--pairs FILE is missing")?)?;
    let lexicon = Lexicon::default();

    let mut by_use: BTreeMap<u64, u64> = BTreeMap::new();
    for (word, used) in counted(&words).filter(|(w, _)| lexicon.contains(w)) {
        by_use.insert(word_key(word), used);
    }
    let mut words: Vec<(u64, u64)> = by_use.into_iter().collect();
    words.sort_by_key(|&(key, used)| (std::cmp::Reverse(used), key));
    let words: Vec<u64> = words.into_iter().map(|(key, _)| key).collect();

    let mut all: Vec<(u64, [u64; 2])> = counted(&listed)
        .filter_map(|(pair, used)| Some((used, pair.split_once(' ')?)))
        .filter(|(_, (a, b))| lexicon.contains(a) && lexicon.contains(b))
        .map(|(used, (a, b))| (used, [word_key(a), word_key(b)]))
        .collect();
    all.sort_by_key(|&(used, pair)| (std::cmp::Reverse(used), pair));
    all.truncate(count);
    let all: Vec<[u64; 2]> = all.into_iter().map(|(_, pair)| pair).collect();

    let file = pairs::build(&all, &words)?;
    let summary = format!("{} pairs, {} bytes", all.len(), file.len());
    built::write_or_check(OUTPUT, &file, &summary, check)
}

/// Entries of a list with their counts.
fn counted(list: &str) -> impl Iterator<Item = (&str, u64)> {
    list.lines()
        .filter_map(|line| line.trim_start_matches('\u{feff}').rsplit_once(' '))
        .filter_map(|(entry, count)| Some((entry, count.trim().parse().ok()?)))
}
