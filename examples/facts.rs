//! What the facts cost: how long the first use of them takes, and what they weigh in the package.
//!
//! ```text
//! cargo run --release --example facts
//! ```
//! The time is the best of several fresh processes. Sizes are those of `gzip -9`, each file by itself.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use ungarble::data::Data;

/// Facts about names; together they must stay small.
const NAMES: &[&str] = &[
    "channels.bin",
    "people.bin",
    "organisations.tsv",
    "titles.tsv",
    "groups.tsv",
    "places.tsv",
    "collisions.tsv",
    "wordnames.tsv",
    "institutions.tsv",
];
/// Those of them that are compiled in as they lie in `data/`.
const BINARIES: [&str; 2] = ["channels.bin", "people.bin"];
const OTHERS: &[&str] = &["extraction.bin", "phrases.tsv", "publishers.tsv", "suffixes.tsv", "words.bin"];
const RUNS: usize = 20;

fn main() -> ExitCode {
    if std::env::args().any(|a| a == "--once") {
        let started = Instant::now();
        let figures = &Data::get().figures;
        println!("{}", started.elapsed().as_nanos());
        return if figures.get(0).is_some() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    let fresh = || -> Option<Duration> {
        let run = Command::new(std::env::current_exe().ok()?).arg("--once").output().ok()?;
        Some(Duration::from_nanos(String::from_utf8(run.stdout).ok()?.trim().parse().ok()?))
    };
    let Some(best) = (0..RUNS).filter_map(|_| fresh()).min() else {
        eprintln!("facts: no process could be started");
        return ExitCode::from(2);
    };
    println!("first use of the facts: {best:.1?}, best of {RUNS} processes\n");
    let packed = Path::new(env!("OUT_DIR"));
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let names = [packed.join("figures.txt"), packed.join("figures.bin")];
    let names: Vec<_> = names
        .into_iter()
        .chain(NAMES.iter().map(|n| if BINARIES.contains(n) { data.join(n) } else { packed.join(n) }))
        .collect();
    let others: Vec<_> = OTHERS.iter().map(|n| data.join(n)).collect();
    for (group, files) in [("names", names), ("other facts", others)] {
        let mut total = 0;
        for file in files {
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let Some(size) = compressed(&file) else {
                eprintln!("facts: {} could not be compressed with gzip", file.display());
                return ExitCode::from(2);
            };
            total += size;
            println!("{name:<22} {:>6.1} KB", size as f64 / 1024.0);
        }
        println!("{group:<22} {:>6.1} KB together\n", total as f64 / 1024.0);
    }
    ExitCode::SUCCESS
}

fn compressed(file: &Path) -> Option<usize> {
    let bytes = std::fs::read(file).ok()?;
    let gzip = Command::new("gzip").arg("-9cn").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut gzip = gzip.ok()?;
    let mut stdin = gzip.stdin.take()?;
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let size = gzip.wait_with_output().ok()?.stdout.len();
    writer.join().ok()?.ok()?;
    Some(size)
}
