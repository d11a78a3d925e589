//! The set phrases of `data/phrases.tsv` are well formed and do what they say.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::path::Path;

use ungarble::article::plain;
use ungarble::data::Data;
use ungarble::detect::{EvidenceSink, find};
use ungarble::phrases::{self, Form};
use ungarble::text::Document;

/// Line, observed, expected, topic, route, near.
type Row = (usize, String, String, String, String, String);

/// The rows with their line numbers.
fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/phrases.tsv");
    let text = std::fs::read_to_string(path).expect("data/phrases.tsv");
    let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')).skip(1);
    lines
        .map(|(i, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 5, "data/phrases.tsv:{}: {} columns instead of 5", i + 1, cells.len());
            let [observed, expected, topic, route, near] = [0, 1, 2, 3, 4].map(|c| cells[c].to_owned());
            (i + 1, observed, expected, topic, route, near)
        })
        .collect()
}

/// Every phrase that a row stands for, choice by choice (of the other words the first), verbs in their base form; each with
/// what it expects.
fn choices(observed: &str, expected: &str) -> Vec<(String, String)> {
    let pieces: Vec<Vec<&str>> =
        observed.split(' ').map(|p| p.strip_suffix('~').unwrap_or(p).split('/').collect()).collect();
    let plain = |words: &[&str]| words.join(" ").replace("one's", "their");
    let expected = phrases::written(expected, Form::Base, Some("their"));
    let firsts: Vec<&str> = pieces.iter().map(|choices| choices[0]).collect();
    let mut out = vec![(plain(&firsts), expected.clone())];
    for (i, choices) in pieces.iter().enumerate() {
        for choice in &choices[1..] {
            let mut words = firsts.clone();
            words[i] = choice;
            // A choice that both phrases have is kept; verbs are not.
            let verb = observed.split(' ').nth(i).is_some_and(|p| p.ends_with('~'));
            let kept: Vec<&str> = expected
                .split(' ')
                .map(|w| if !verb && w.eq_ignore_ascii_case(choices[0]) { *choice } else { w })
                .collect();
            out.push((plain(&words), kept.join(" ")));
        }
    }
    out
}

/// A sentence with the phrase, and with the word that it needs near it.
fn sentence(phrase: &str, near: &str) -> String {
    let company = near.split('|').next().filter(|w| !w.is_empty());
    format!("They spoke of {phrase}, it seems{}.", company.map(|w| format!(" ({w})")).unwrap_or_default())
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
    for (line, observed, expected, topic, route, _) in rows() {
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
    let mut faults = Vec::new();
    for (line, observed, expected, _, _, near) in rows() {
        for (observed, expected) in choices(&observed, &expected) {
            let found = signs(&sentence(&observed, &near));
            if found != [(observed.clone(), expected.clone())] {
                faults.push(format!("{line}: `{observed}` in a sentence gives {found:?}"));
            }
            if !near.is_empty() && !signs(&sentence(&observed, "")).is_empty() {
                faults.push(format!("{line}: `{observed}` needs no company"));
            }
        }
        let expected = phrases::written(&expected, Form::Base, Some("their"));
        let mended = signs(&sentence(&expected, &near));
        if !mended.is_empty() {
            faults.push(format!("{line}: `{expected}` is taken for a corruption: {mended:?}"));
        }
    }
    assert!(faults.is_empty(), "data/phrases.tsv:\n{}", faults.join("\n"));
}

#[test]
fn no_row_is_the_business_of_another_detector() {
    let doubled: Vec<String> = rows()
        .into_iter()
        .flat_map(|(line, observed, expected, ..)| {
            choices(&observed, &expected).into_iter().map(move |(phrase, _)| (line, phrase))
        })
        .filter(|(_, observed)| {
            // Words that some institutions' forms need somewhere in the text.
            let text = format!(
                "They spoke of {observed}, it seems. The president of the football club met the NFL, the prime minister, \
                 an automaker and a stock trader from Moscow, Israel and New York, who had won the Nobel Prize."
            );
            ["corrupted-title", "garbled-institution", "garbled-publisher"].iter().any(|id| !signs_of(id, &text).is_empty())
        })
        .map(|(line, observed)| format!("data/phrases.tsv:{line}: {observed}"))
        .collect();
    assert!(doubled.is_empty(), "signs that would count twice:\n{}", doubled.join("\n"));
}

#[test]
fn there_are_enough_to_be_of_use() {
    assert!(rows().iter().map(|(_, observed, expected, ..)| choices(observed, expected).len()).sum::<usize>() > 2500);
}
