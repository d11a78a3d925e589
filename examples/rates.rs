//! How often each detector fires, and on what: the figures behind `weight` and `false_alarms`.
//!
//! ```text
//! cargo run --release --example rates [-- --show DETECTOR [--kind KIND]]
//! ```
//! Reads the labelled texts of `../shared/data/dev/text.jsonl.gz` (through `gzip -dc`); without them it says so and
//! measures nothing. For each detector: in which share of the texts it fires, among all copies, copies nothing was planted
//! in, human articles, human translations and learners' texts; and the likelihood ratio of firing, untouched copies against
//! human and human-translated articles (half a hit added to each, so that no ratio is infinite). `--show` lists each hit.
//! The last column is the time a detector takes for 1,000 words. Below come the verdicts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use serde_json::Value;
use ungarble::Options;
use ungarble::article::plain;
use ungarble::data::Data;
use ungarble::detect::{DETECTORS, EvidenceSink};
use ungarble::report::Verdict;
use ungarble::text::Document;

const TEXTS: &str = "../shared/data/dev/text.jsonl.gz";
const KINDS: [&str; 5] = ["copy", "untouched", "human", "human-translated", "learner"];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let after = |flag: &str| args.iter().position(|a| a == flag).and_then(|i| args.get(i + 1)).cloned();
    let (show, only) = (after("--show"), after("--kind"));
    if !Path::new(TEXTS).exists() {
        println!("SKIPPED: {TEXTS} is not there, so no rate was measured.");
        return ExitCode::SUCCESS;
    }
    let Some(rows) = read() else {
        eprintln!("rates: {TEXTS} could not be read with gzip -dc");
        return ExitCode::from(2);
    };

    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fired: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut took: BTreeMap<&str, Duration> = BTreeMap::new();
    let mut words = 0;
    for row in &rows {
        let of = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or("");
        let copy = row.get("label").and_then(Value::as_u64) == Some(1);
        let bare = |key: &str| row.get(key).and_then(Value::as_array).is_none_or(Vec::is_empty);
        let kinds: Vec<&str> = match (copy, bare("damage") && bare("name_changes")) {
            (true, true) => vec!["copy", "untouched"],
            (true, false) => vec!["copy"],
            (false, _) => vec![of("kind")],
        };
        let article = plain::read(of(if copy { "copy_text" } else { "text" }));
        let doc = Document::new(&article);
        words += doc.word_count();
        for kind in &kinds {
            *texts.entry(KINDS.iter().find(|k| *k == kind).unwrap_or(&"human")).or_default() += 1;
        }
        if let Some(verdict) = ungarble::check(&article, &Options::default()).verdict {
            for kind in &kinds {
                *fired.entry((verdict.as_str(), KINDS.iter().find(|k| *k == kind).unwrap_or(&"human"))).or_default() +=
                    1;
            }
        }
        for detector in DETECTORS {
            let id = detector.info().id;
            let mut sink = EvidenceSink::new();
            let started = Instant::now();
            detector.detect(&doc, Data::get(), &mut sink);
            *took.entry(id).or_default() += started.elapsed();
            let found = sink.finish();
            if found.is_empty() {
                continue;
            }
            for kind in &kinds {
                *fired.entry((id, KINDS.iter().find(|k| *k == kind).unwrap_or(&"human"))).or_default() += 1;
            }
            if show.as_deref() == Some(id) && only.as_deref().is_none_or(|k| kinds.contains(&k)) {
                for e in found {
                    let block = &doc.blocks[e.block];
                    let from = block.text[..e.span.start].char_indices().rev().nth(39).map_or(0, |(i, _)| i);
                    let to = block.text[e.span.end..]
                        .char_indices()
                        .nth(40)
                        .map_or(block.text.len(), |(i, _)| e.span.end + i);
                    println!(
                        "{:9} {} {:.2} …{}[[{}]]{}… -> {}",
                        kinds[kinds.len() - 1],
                        of("id"),
                        e.strength,
                        &block.text[from..e.span.start],
                        &block.text[e.span.start..e.span.end],
                        &block.text[e.span.end..to],
                        e.expected.as_deref().unwrap_or("?")
                    );
                }
            }
        }
    }

    let count = |id, kind| fired.get(&(id, kind)).copied().unwrap_or(0);
    let all = |kind| texts.get(kind).copied().unwrap_or(0).max(1);
    print!("{:32}", "share of the texts it fires in");
    for kind in KINDS {
        print!("{kind:>18}");
    }
    println!("{:>10}{:>10}", "ratio", "1k words");
    for detector in DETECTORS {
        let id = detector.info().id;
        print!("{id:32}");
        for kind in KINDS {
            print!("{:>8} = {:5.2} %", count(id, kind), 100.0 * count(id, kind) as f64 / all(kind) as f64);
        }
        let honest = (count(id, "human") + count(id, "human-translated")) as f64;
        let ratio = ((count(id, "untouched") as f64 + 0.5) / all("untouched") as f64)
            / ((honest + 0.5) / (all("human") + all("human-translated")) as f64);
        let each = took.get(id).copied().unwrap_or_default() * 1000 / u32::try_from(words.max(1)).unwrap_or(u32::MAX);
        println!("{ratio:>10.1}{:>7.1} µs", each.as_secs_f64() * 1e6);
    }
    println!();
    for verdict in [Verdict::NoSigns, Verdict::SomeSigns, Verdict::LikelyGarbled] {
        print!("{:32}", verdict.as_str());
        for kind in KINDS {
            let n = count(verdict.as_str(), kind);
            print!("{n:>8} = {:5.2} %", 100.0 * n as f64 / all(kind) as f64);
        }
        println!();
    }
    ExitCode::SUCCESS
}

fn read() -> Option<Vec<Value>> {
    let out = Command::new("gzip").args(["-dc", TEXTS]).output().ok()?;
    out.status.success().then_some(())?;
    String::from_utf8(out.stdout).ok()?.lines().map(|line| serde_json::from_str(line).ok()).collect()
}
