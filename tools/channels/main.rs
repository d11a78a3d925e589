//! Learns `data/channels.bin`, what foreign scripts make of names, from the lists `data/PROVENANCE.md` names.
//!
//! ```text
//! cargo run --release --example channels -- build [--check] LISTS NAMES.jsonl.gz   learn and write, or compare
//! cargo run --release --example channels -- measure LISTS NAMES.jsonl.gz           recall by channel, also out of sample
//! cargo run --release --example channels -- show                                   the commonest rewritings of each lane
//! ```
//! `LISTS` holds `transliteration_*.tsv.gz` and `people.json`; `NAMES.jsonl.gz` has the generated corruptions. Building
//! takes about two minutes on one core, measuring six.

#![allow(clippy::many_single_char_names, clippy::cast_sign_loss)] // letters of formulas; sums kept above zero

mod build;
mod measure;
mod pairs;
mod scripts;
mod train;

use std::path::Path;
use std::process::ExitCode;

use ungarble::names::channels::{END, Lane, START, Table};

const OUTPUT: &str = "data/channels.bin";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["build", "--check", lists, names] => pairs::read(Path::new(lists), Path::new(names)).and_then(|l| check(&l)),
        ["build", lists, names] => pairs::read(Path::new(lists), Path::new(names)).and_then(|l| write(&l)),
        ["measure", lists, names] => pairs::read(Path::new(lists), Path::new(names)).and_then(|lists| {
            measure::print(&lists, &shipped()?);
            Ok(())
        }),
        ["show"] => shipped().map(|table| show(&table)),
        _ => Err("say build [--check], measure or show; build and measure want LISTS and NAMES.jsonl.gz".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("channels: {why}");
            ExitCode::from(2)
        }
    }
}

fn shipped() -> Result<Table, String> {
    let bytes = std::fs::read(OUTPUT).map_err(|e| format!("{OUTPUT}: {e}"))?;
    Table::read(&bytes).ok_or_else(|| format!("{OUTPUT} is not of this format: build it again"))
}

fn write(lists: &pairs::Lists) -> Result<(), String> {
    let table = build::whole(lists);
    let bytes = table.write();
    std::fs::write(OUTPUT, &bytes).map_err(|e| format!("{OUTPUT}: {e}"))?;
    println!("{OUTPUT}: {} rewritings, {} bytes", table.rewritings.len(), bytes.len());
    Ok(())
}

fn check(lists: &pairs::Lists) -> Result<(), String> {
    if build::whole(lists) == shipped()? {
        println!("{OUTPUT} is up to date");
        Ok(())
    } else {
        Err(format!("{OUTPUT} is stale: build it again"))
    }
}

/// Prints the cheapest rewritings of each lane that change something.
fn show(table: &Table) {
    let letters = |piece: &[u8]| -> String {
        piece
            .iter()
            .map(|&c| match c {
                START => '^',
                END => '$',
                c => char::from(b'a' + c - 1),
            })
            .collect()
    };
    for (number, lane) in Lane::ALL.iter().enumerate() {
        let mut own: Vec<(u8, String)> = table
            .rewritings
            .iter()
            .filter(|(k, o, _)| k != o)
            .filter_map(|(k, o, costs)| Some((costs[number]?, format!("{}>{}", letters(k), letters(o)))))
            .collect();
        own.sort();
        let shown: Vec<String> = own.into_iter().take(24).map(|(_, text)| text).collect();
        println!("{lane:?}: {}", shown.join(" "));
    }
}
