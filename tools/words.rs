//! Builds `data/words.bin` from the word lists `data/PROVENANCE.md` names, or with `--check` says whether the file is
//! what they give.
//!
//! ```text
//! cargo run --example words -- [--check] --frequencies FILE --extra data/words-extra.txt LIST...
//! ```
//! `LIST` holds a word a line (SCOWL as Debian packs it; the first two are taken whole, from the others only what the
//! frequency list holds too). `--frequencies` is symspellpy's list, a word and a count a line.

#[path = "built.rs"]
mod built;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use built::read;

/// How many of the words count as common.
const COMMON: usize = 15_000;

const OUTPUT: &str = "data/words.bin";

fn main() -> ExitCode {
    built::tell("words", run(std::env::args().skip(1)))
}

fn run(mut args: impl Iterator<Item = String>) -> Result<String, String> {
    let (mut check, mut frequencies, mut extra, mut lists) = (false, None, None, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--check" => check = true,
            "--frequencies" => frequencies = args.next(),
            "--extra" => extra = args.next(),
            _ => lists.push(arg),
        }
    }
    let frequencies = frequencies.ok_or("--frequencies FILE is missing")?;
    let extra = extra.ok_or("--extra FILE is missing")?;
    if lists.len() < 2 {
        return Err("name at least the two word lists that are taken whole".to_owned());
    }

    let counts: BTreeMap<String, u64> = read(&frequencies)?
        .lines()
        .filter_map(|line| line.trim_start_matches('\u{feff}').split_once(' '))
        .filter_map(|(word, count)| Some((word.to_owned(), count.trim().parse().ok()?)))
        .collect();
    let mut all: BTreeSet<String> = words_of(&read(&extra)?);
    for (i, list) in lists.iter().enumerate() {
        let words = words_of(&read(list)?);
        all.extend(words.into_iter().filter(|w| i < 2 || counts.contains_key(w)));
    }

    let mut by_use: Vec<&String> = all.iter().filter(|w| counts.contains_key(*w)).collect();
    by_use.sort_by_key(|w| (std::cmp::Reverse(counts[*w]), *w));
    let common: Vec<String> = by_use.into_iter().take(COMMON).cloned().collect();
    let all: Vec<String> = all.into_iter().collect();
    let file = ungarble::text::lexicon::build(&all, &common)?;

    let summary = format!("{} words, {} of them common, {} bytes", all.len(), common.len(), file.len());
    built::write_or_check(OUTPUT, &file, &summary, check)
}

/// The words written in lower case: capitals mark names and abbreviations, which are not wanted. Of single letters only
/// the two that are words. Possessives are stripped before anyone asks, so they need no room.
fn words_of(list: &str) -> BTreeSet<String> {
    list.lines()
        .map(str::trim)
        .filter(|w| !w.starts_with('#') && !w.ends_with("'s") && !w.ends_with('\''))
        .filter(|w| w.chars().all(|c| c.is_lowercase() || c == '\''))
        .filter(|w| w.chars().count() > 1 || matches!(*w, "a" | "i"))
        .map(str::to_owned)
        .collect()
}
