//! Names and titles as a careful newsroom writes them, and as machines garble them: `tests/names/clean.tsv` must stay
//! silent, `tests/names/hits.tsv` must be found.
//!
//! Every detector runs, on the text as it stands: these are sentences out of articles, too short for a verdict. The rows
//! explain themselves; what their columns hold stands at the head of each file.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ungarble::article::plain;
use ungarble::data::Data;
use ungarble::detect::{DETECTORS, EvidenceSink, Stage};
use ungarble::report::Category;
use ungarble::text::Document;

/// A line of one of the two tables.
struct Row {
    /// File and line, for messages.
    at: String,
    /// kind/name.
    id: String,
    /// `clean` or `known-false`; `must` or `wish`.
    state: String,
    /// Why the text is right; whose name is garbled.
    about: String,
    /// The text. "¶" parts paragraphs.
    text: String,
}

impl Row {
    fn kind(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }
}

fn rows(file: &str, states: [&str; 2]) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names").join(file);
    let text = std::fs::read_to_string(path).expect("a table of tests/names");
    let mut ids = BTreeSet::new();
    let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|(i, line)| {
            let at = format!("tests/names/{file}:{}", i + 1);
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{at}: {} columns instead of 4", cells.len());
            let [id, state, about, text] = [0, 1, 2, 3].map(|c| cells[c].to_owned());
            assert!(id.split('/').count() == 2 && !id.contains(' '), "{at}: `{id}` is no kind/name");
            assert!(ids.insert(id.clone()), "{at}: `{id}` twice");
            assert!(states.contains(&state.as_str()), "{at}: `{state}` is neither of {states:?}");
            assert!(!about.is_empty() && !text.is_empty(), "{at}: an empty field");
            Row { at, id, state, about, text }
        })
        .collect()
}

/// A sign, as far as these tests look at it.
#[derive(Debug)]
struct Sign {
    detector: &'static str,
    category: Category,
    /// The words it is at.
    at: String,
    /// Bytes of the paragraph.
    block: usize,
    range: std::ops::Range<usize>,
    /// What stood there, and whose name it is.
    meant: Vec<String>,
    message: String,
}

/// All signs of the detectors that count.
fn signs(text: &str) -> Vec<Sign> {
    let article = plain::read(&text.replace('¶', "\n"));
    let doc = Document::new(&article);
    let mut sink = EvidenceSink::new();
    for detector in DETECTORS.iter().filter(|d| d.info().stage == Stage::Stable) {
        detector.detect(&doc, Data::get(), &mut sink);
    }
    let found = sink.finish().into_iter().map(|e| Sign {
        detector: e.detector.id,
        category: e.detector.category,
        at: doc.blocks[e.block].text[e.span.start..e.span.end].to_owned(),
        block: e.block,
        range: e.span.start..e.span.end,
        meant: e.expected.into_iter().chain(e.name.map(|n| n.likely)).collect(),
        message: e.message.english(),
    });
    found.collect()
}

/// A garbled text: "[[Mark Latte|Mark Rutte]]" is what stands there and what should.
struct Marked {
    garbled: String,
    mended: String,
    /// Paragraph, bytes in it, and the mended words.
    marks: Vec<(usize, std::ops::Range<usize>, String)>,
}

fn unmark(row: &Row) -> Marked {
    let (mut garbled, mut mended, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (block, paragraph) in row.text.split('¶').map(str::trim).enumerate() {
        let (mut wrong, mut right) = (String::new(), String::new());
        let mut rest = paragraph;
        while let Some((before, tail)) = rest.split_once("[[") {
            let (mark, after) = tail.split_once("]]").unwrap_or_else(|| panic!("{}: an open [[", row.at));
            let (observed, expected) = mark.split_once('|').unwrap_or_else(|| panic!("{}: no | in {mark}", row.at));
            wrong.push_str(before);
            right.push_str(before);
            marks.push((block, wrong.len()..wrong.len() + observed.len(), expected.to_owned()));
            wrong.push_str(observed);
            right.push_str(expected);
            rest = after;
        }
        garbled.push(wrong + rest);
        mended.push(right + rest);
    }
    assert!(!marks.is_empty(), "{}: nothing is marked", row.at);
    Marked { garbled: garbled.join("¶"), mended: mended.join("¶"), marks }
}

fn told(row: &Row, text: &str, signs: &[Sign]) -> String {
    let list: Vec<String> =
        signs.iter().map(|s| format!("\n    {} at “{}”: {}", s.detector, s.at, s.message)).collect();
    format!("{} {} ({})\n  {}{}\n", row.at, row.id, row.about, text, list.concat())
}

/// How many rows of each kind, for the eye.
fn by_kind<'a>(rows: impl Iterator<Item = &'a Row>) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for row in rows {
        *counts.entry(row.kind()).or_default() += 1;
    }
    counts.iter().map(|(kind, n)| format!("  {n:4} {kind}\n")).collect::<Vec<_>>().concat()
}

#[test]
fn honest_names_and_titles_give_no_sign() {
    let rows = rows("clean.tsv", ["clean", "known-false"]);
    let (mut flagged, mut mended) = (Vec::new(), Vec::new());
    for row in &rows {
        let found = signs(&row.text);
        match (row.state.as_str(), found.is_empty()) {
            ("clean", false) => flagged.push(told(row, &row.text, &found)),
            ("known-false", true) => mended.push(format!("{} {}\n", row.at, row.id)),
            _ => {}
        }
    }
    let clean = rows.iter().filter(|r| r.state == "clean").count();
    println!("{clean} clean, {} known false alarms\n{}", rows.len() - clean, by_kind(rows.iter()));
    assert!(
        flagged.is_empty() && mended.is_empty(),
        "{} honest texts are flagged:\n{}{} are no longer flagged; write `clean` in the second column:\n{}",
        flagged.len(),
        flagged.concat(),
        mended.len(),
        mended.concat()
    );
    assert!(clean >= 300, "only {clean} clean texts");
}

#[test]
fn garbled_names_and_titles_are_found() {
    let rows = rows("hits.tsv", ["must", "wish"]);
    let (mut missed, mut reached, mut wishes) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let marked = unmark(row);
        let found = signs(&marked.garbled);
        let is_found = |(block, range, expected): &(usize, std::ops::Range<usize>, String)| {
            found.iter().any(|s| {
                matches!(s.category, Category::Name | Category::Title | Category::Phrase)
                    && s.block == *block
                    && s.range.start < range.end
                    && range.start < s.range.end
                    && s.meant.iter().any(|m| m == expected || *m == row.about)
            })
        };
        match (row.state.as_str(), marked.marks.iter().all(is_found)) {
            ("must", false) => missed.push(told(row, &marked.garbled, &found)),
            ("wish", true) => reached.push(format!("  {} {}\n", row.at, row.id)),
            ("wish", false) => wishes.push(row),
            _ => {}
        }
    }
    let must = rows.iter().filter(|r| r.state == "must");
    println!("{} must be found:\n{}", must.clone().count(), by_kind(must));
    println!("{} are not found yet:\n{}", wishes.len(), by_kind(wishes.into_iter()));
    println!("{} wishes are found; write `must`:\n{}", reached.len(), reached.concat());
    assert!(missed.is_empty(), "{} are no longer found:\n{}", missed.len(), missed.concat());
    assert!(rows.len() >= 120, "only {} garbled texts", rows.len());
}

#[test]
fn garbled_texts_are_silent_once_mended() {
    let mut flagged = Vec::new();
    for row in rows("hits.tsv", ["must", "wish"]) {
        let mended = unmark(&row).mended;
        let found = signs(&mended);
        if !found.is_empty() {
            flagged.push(told(&row, &mended, &found));
        }
    }
    assert!(flagged.is_empty(), "{} mended texts are flagged:\n{}", flagged.len(), flagged.concat());
}
