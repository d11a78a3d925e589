//! Builds `data/people.bin` from the lists `data/PROVENANCE.md` names, or with `--check` says whether the file is what
//! they give.
//!
//! ```text
//! cargo run --example people -- [--check] PEOPLE.json SURNAMES.csv FORENAMES.csv
//! ```
//! `PEOPLE.json` is an array of objects with `given` and `sur`; `SURNAMES.csv` has the romanised surname in its sixth column,
//! `FORENAMES.csv` the romanised given name in its twelfth. `data/people-extra.txt` is read too.

#[path = "built.rs"]
mod built;

use std::process::ExitCode;

use built::read;
use ungarble::names::bearers::{Lists, build};

const OUTPUT: &str = "data/people.bin";
const EXTRA: &str = "data/people-extra.txt";

/// Given names of this many listed people are frequent.
const FREQUENT: usize = 8;

fn main() -> ExitCode {
    built::tell("people", run(std::env::args().skip(1)))
}

fn run(args: impl Iterator<Item = String>) -> Result<String, String> {
    let (flags, files): (Vec<String>, Vec<String>) = args.partition(|a| a.starts_with("--"));
    let [people, surnames, forenames] = files.as_slice() else {
        return Err("name PEOPLE.json, SURNAMES.csv and FORENAMES.csv".to_owned());
    };
    let listed: Vec<serde_json::Value> = serde_json::from_str(&read(people)?).map_err(|e| format!("{people}: {e}"))?;
    let text = |v: &serde_json::Value, key: &str| v[key].as_str().unwrap_or("").to_owned();
    let column = |file: String, n: usize| -> Vec<String> {
        file.lines().skip(1).filter_map(|l| Some(l.split(',').nth(n)?.trim().to_owned())).collect()
    };
    let lists = Lists {
        people: listed.iter().map(|v| (text(v, "given"), text(v, "sur"))).collect(),
        extra: read(EXTRA)?
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once(' '))
            .map(|(given, surname)| (given.to_owned(), surname.to_owned()))
            .collect(),
        surnames: column(read(surnames)?, 5),
        given: column(read(forenames)?, 11),
        frequent: FREQUENT,
    };
    let file = build(&lists)?;
    let summary = format!(
        "{} people and {} more, {} surnames, {} given names, {} bytes",
        lists.people.len(),
        lists.extra.len(),
        lists.surnames.len(),
        lists.given.len(),
        file.len()
    );
    built::write_or_check(OUTPUT, &file, &summary, flags.iter().any(|f| f == "--check"))
}
