//! The set phrases of `data/phrases.tsv` are well formed and do what they say.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::path::Path;

use ungarble::article::plain;
use ungarble::data::Data;
use ungarble::detect::{EvidenceSink, find};
use ungarble::text::Document;

/// The rows with their line numbers.
fn rows() -> Vec<(usize, String, String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/phrases.tsv");
    let text = std::fs::read_to_string(path).expect("data/phrases.tsv");
    let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')).skip(1);
    lines
        .map(|(i, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "data/phrases.tsv:{}: {} columns instead of 4", i + 1, cells.len());
            let [observed, expected, topic, route] = [0, 1, 2, 3].map(|c| cells[c].to_owned());
            (i + 1, observed, expected, topic, route)
        })
        .collect()
}

/// What the detector marks in the text, and what it expects there.
fn signs(text: &str) -> Vec<(String, String)> {
    signs_of("garbled-set-phrase", text)
}

fn signs_of(id: &str, text: &str) -> Vec<(String, String)> {
    let detector = find(id).expect("the detector");
    let article = plain::read(text);
    let doc = Document::new(&article);
    let mut sink = EvidenceSink::new();
    detector.detect(&doc, Data::get(), &mut sink);
    let marked = |e: &ungarble::detect::Evidence| doc.blocks[e.block].text[e.span.start..e.span.end].to_owned();
    sink.finish().iter().map(|e| (marked(e), e.expected.clone().unwrap_or_default())).collect()
}

#[test]
fn rows_are_whole_sorted_and_unique() {
    let mut before = String::new();
    for (line, observed, expected, topic, route) in rows() {
        let at = format!("data/phrases.tsv:{line}");
        for cell in [&observed, &expected, &topic] {
            assert!(!cell.is_empty(), "{at}: an empty field");
            assert_eq!(cell.trim(), cell, "{at}: white space at an edge");
            assert!(!cell.contains("  "), "{at}: two spaces in `{cell}`");
            // Precomposed letters only: U+0300 to U+036F are what NFC would join.
            assert!(!cell.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)), "{at}: `{cell}` is not NFC");
        }
        assert!(matches!(route.as_str(), "spinner" | "translation"), "{at}: route `{route}`");
        let key = observed.to_lowercase();
        assert!(before < key, "{at}: `{observed}` is out of order or here twice");
        before = key;
    }
}

#[test]
fn every_row_is_found_and_what_it_expects_is_not() {
    for (line, observed, expected, ..) in rows() {
        let found = signs(&format!("They spoke of {observed}, it seems."));
        assert_eq!(
            found,
            [(observed.clone(), expected.clone())],
            "data/phrases.tsv:{line}: `{observed}` in a sentence gives this instead"
        );
        let mended = signs(&format!("They spoke of {expected}, it seems."));
        assert!(mended.is_empty(), "data/phrases.tsv:{line}: `{expected}` is taken for a corruption: {mended:?}");
    }
}

#[test]
fn no_row_is_the_business_of_another_detector() {
    let doubled: Vec<String> = rows()
        .into_iter()
        .filter(|(_, observed, ..)| {
            // Words that some institutions' forms need somewhere in the text.
            let text = format!(
                "They spoke of {observed}, it seems. The president of the football club met the NFL, the prime minister, \
                 an automaker and a stock trader from Moscow, Israel and New York, who had won the Nobel Prize."
            );
            ["corrupted-title", "garbled-institution", "garbled-publisher"].iter().any(|id| !signs_of(id, &text).is_empty())
        })
        .map(|(line, observed, ..)| format!("data/phrases.tsv:{line}: {observed}"))
        .collect();
    assert!(doubled.is_empty(), "signs that would count twice:\n{}", doubled.join("\n"));
}

#[test]
fn there_are_enough_to_be_of_use() {
    assert!(rows().len() > 1000);
}
