//! Honest texts that look odd, and garbled ones: whole texts, as a reader meets them.
//!
//! A new file in `tests/texts/honest/KIND/` or `tests/texts/garbled/` is a new case; `tests/texts/README.md` says what is asked
//! of each. `cargo test --test texts -- --nocapture` prints every sign that is found in the honest ones.

#![cfg(feature = "cli")] // the parser of pages
#![allow(clippy::expect_used)] // a test may stop where it stands

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ungarble::article::{Article, extract, html, plain};
use ungarble::detect::{DETECTORS, Example, Stage};
use ungarble::report::{Report, Status, Verdict};
use ungarble::{Options, check};

/// Share of the honest texts that may be excepted from “no signs”.
const EXCEPTED: f64 = 0.02;

struct Text {
    /// `kind/name`, or the name alone.
    id: String,
    report: Report,
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts").join(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder of texts").map(|entry| entry.expect("an entry").path()).collect();
    all.sort();
    all
}

fn read(path: &Path) -> Article {
    let text = fs::read_to_string(path).expect("a text");
    match path.extension().and_then(|e| e.to_str()) {
        Some("html") => extract::extract(&html::parse(&text, Some("https://page.example/story"))),
        _ => plain::read(&text),
    }
}

fn texts(folder: &Path) -> Vec<Text> {
    let found = files(folder);
    let texts = found.iter().filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "html"));
    texts
        .map(|path| {
            let parts: Vec<_> =
                path.with_extension("").iter().rev().take(2).map(|p| p.to_string_lossy().into_owned()).collect();
            Text { id: format!("{}/{}", parts[1], parts[0]), report: check(&read(path), &Options::default()) }
        })
        .collect()
}

fn honest() -> Vec<Text> {
    files(&root("honest")).iter().filter(|p| p.is_dir()).flat_map(|kind| texts(kind)).collect()
}

/// The rows of a table, without its comments.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root(name)).expect("a table");
    let rows = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    rows.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn told(report: &Report) -> String {
    let rows = report.evidence.iter().map(|e| format!("    {} [{}] {}", e.detector, e.quote.exact, e.message));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_honest_text_is_called_garbled_and_hardly_any_shows_signs() {
    let texts = honest();
    assert!(texts.len() >= 190, "{} honest texts", texts.len());
    let exceptions: BTreeMap<String, String> =
        table("exceptions.tsv").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut faults = Vec::new();
    for Text { id, report } in &texts {
        if report.status != Status::Scored {
            faults.push(format!("{id} is not judged: {:?}", report.reason));
        }
        if !report.evidence.is_empty() {
            println!("{id}: {}, {} of 100", report.verdict.map_or("none", Verdict::as_str), report.score.unwrap_or(0));
            println!("{}", told(report));
        }
        match (report.verdict, exceptions.get(id)) {
            (Some(Verdict::LikelyGarbled), _) => faults.push(format!("{id} is called garbled\n{}", told(report))),
            (Some(Verdict::SomeSigns), None) => faults.push(format!("{id} shows signs\n{}", told(report))),
            (Some(Verdict::NoSigns), Some(_)) => println!("{id} is clean now and need not be excepted"),
            _ => {}
        }
    }
    for id in exceptions.keys().filter(|id| !texts.iter().any(|t| t.id == **id)) {
        faults.push(format!("{id} is excepted and not there"));
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), texts.len(), faults.join("\n"));
    assert!(exceptions.len() as f64 <= EXCEPTED * texts.len() as f64, "{} exceptions", exceptions.len());
}

#[test]
fn every_kind_of_honest_text_is_there_eight_times() {
    for kind in files(&root("honest")).iter().filter(|p| p.is_dir()) {
        assert!(files(kind).len() >= 8, "{} has {} texts", kind.display(), files(kind).len());
    }
}

/// What stands in `NAME.signs`: the least verdict, signs that must be found, signs a reader sees and nothing finds yet.
struct Wanted {
    least: Verdict,
    found: Vec<String>,
    missed: Vec<String>,
}

fn wanted(path: &Path) -> Wanted {
    let text = fs::read_to_string(path.with_extension("signs")).expect("a list of signs beside the text");
    let mut wanted = Wanted { least: Verdict::NoSigns, found: Vec::new(), missed: Vec::new() };
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        match line.split_once('\t') {
            Some(("verdict", "likely-garbled")) => wanted.least = Verdict::LikelyGarbled,
            Some(("verdict", "some-signs")) => wanted.least = Verdict::SomeSigns,
            Some(("verdict", "no-signs")) => wanted.least = Verdict::NoSigns,
            Some(("found", words)) => wanted.found.push(words.to_owned()),
            Some(("missed", words)) => wanted.missed.push(words.to_owned()),
            _ => panic!("{}: cannot read {line:?}", path.display()),
        }
    }
    wanted
}

#[test]
fn garbled_texts_lose_no_sign_and_no_verdict() {
    let paths: Vec<PathBuf> =
        files(&root("garbled")).into_iter().filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    assert!(paths.len() >= 24, "{} garbled texts", paths.len());
    let mut faults = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wanted = wanted(&path);
        let report = check(&read(&path), &Options::default());
        if report.verdict < Some(wanted.least) {
            faults.push(format!("{name} is only {:?}\n{}", report.verdict, told(&report)));
        }
        let seen = |words: &str| {
            report.evidence.iter().any(|e| e.quote.exact.contains(words) || words.contains(&e.quote.exact))
        };
        faults.extend(wanted.found.iter().filter(|w| !seen(w)).map(|w| format!("{name}: {w:?} is no longer found")));
        for words in wanted.missed.iter().filter(|w| seen(w)) {
            println!("{name}: {words:?} is found now; say `found` in its list");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The marked words of a detector's first example of a sign, in the text they stand in.
fn first_hit(examples: &[Example]) -> Option<String> {
    examples.iter().find_map(|e| match e {
        Example::Hit { text, .. } => Some(text.replace("[[", "").replace("]]", "")),
        Example::Clean { .. } => None,
    })
}

/// A clean text of our own, long enough to hold something else.
fn clean() -> String {
    fs::read_to_string(root("honest/translations/spanish-reportage.txt")).expect("a clean text")
}

#[test]
fn one_sign_however_often_it_is_repeated_makes_no_verdict() {
    for d in DETECTORS.iter().map(|d| d.info()).filter(|info| info.stage == Stage::Stable) {
        let Some(hit) = first_hit(d.examples) else { continue };
        let body = clean();
        let paragraphs: Vec<&str> = body.split("\n\n").collect();
        let mut text = String::new();
        for i in 0..30 {
            text.push_str(paragraphs[i % paragraphs.len()]);
            text.push_str("\n\n");
            text.push_str(&hit);
            text.push_str("\n\n");
        }
        let report = check(&plain::read(&text), &Options::default());
        let kinds: std::collections::BTreeSet<&str> = report.evidence.iter().map(|e| e.detector).collect();
        // An example may show the sign of another detector beside its own; it is this one's repetition that is asked about.
        if kinds.len() > 1 {
            println!("{}: its example shows {kinds:?}", d.id);
            continue;
        }
        assert_ne!(report.verdict, Some(Verdict::LikelyGarbled), "{}\n{}", d.id, told(&report));
    }
}

#[test]
fn a_few_signs_weigh_no_more_in_a_long_text_than_in_a_short_one() {
    let signs = "The bank had sold machines counted as double-use goods, said Kaja Karas, the EU’s foreign policy chief. \
                 Mark Latte, NATO executive director, agreed.";
    let body = clean();
    let first: String = body.split_whitespace().take(40).collect::<Vec<_>>().join(" ");
    let short = check(&plain::read(&format!("{signs}\n\n{first}.")), &Options::default());
    let mut text = format!("{signs}\n\n");
    // The days differ, so that no two rounds are the same text.
    for day in 0.. {
        text.push_str(&body.replace("ten o'clock", &format!("ten o'clock on day {day}")));
        text.push_str("\n\n");
        if text.split_whitespace().count() >= 100_000 {
            break;
        }
    }
    let long = check(&plain::read(&text), &Options::default());
    println!("short: {:?} {:?}, long: {:?} {:?}", short.verdict, short.score, long.verdict, long.score);
    assert_eq!((short.status, long.status), (Status::Scored, Status::Scored));
    assert!(short.text.words >= 60 && short.text.words < 80, "{} words", short.text.words);
    assert!(long.text.words >= 95_000, "{} words", long.text.words);
    assert!(short.verdict > Some(Verdict::NoSigns), "{}", told(&short));
    assert!(long.score <= short.score && long.verdict <= short.verdict, "{:?} and {:?}", short.score, long.score);
    let clean = text.replace(signs, "");
    assert_eq!(check(&plain::read(&clean), &Options::default()).verdict, Some(Verdict::NoSigns));
}
