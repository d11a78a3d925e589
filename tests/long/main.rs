//! Texts of 100,000 words and of 60: the report of a long text is as sane as that of a short one.
//!
//! No time is taken here, for it would depend on the machine: the length is such that a step that takes the square of it
//! would not end while somebody waits. `cargo bench --bench speed` prints how the time grows.

#![allow(clippy::expect_used)] // a test may stop where it stands

mod shapes;

use ungarble::article::plain;
use ungarble::detect::{DETECTORS, MAX_PER_DETECTOR};
use ungarble::report::{Report, Status, Verdict};
use ungarble::{MIN_WORDS, Options, check};

const LONG: usize = 100_000;

fn report(name: &str, words: usize) -> Report {
    let shape = shapes::ALL.iter().find(|s| s.name == name).expect(name);
    check(&plain::read(&(shape.make)(words)), &Options::default())
}

/// What holds of every report, whatever the text.
fn assert_sane(report: &Report, text: &str, name: &str) {
    let article = plain::read(text);
    assert!(report.evidence.len() <= DETECTORS.len() * MAX_PER_DETECTOR, "{name}: {} signs", report.evidence.len());
    assert!(report.score.is_some_and(|s| s <= 100), "{name}: {:?}", report.score);
    assert!(report.probability.is_some_and(|p| (0.0..=1.0).contains(&p)), "{name}: {:?}", report.probability);
    for sign in &report.evidence {
        let paragraph = &article.paragraphs[sign.paragraph.expect("plain text has no title")];
        let units: Vec<u16> = paragraph.text.encode_utf16().collect();
        let seen = String::from_utf16(&units[sign.start..sign.end]).expect("whole characters");
        assert_eq!(seen, sign.quote.exact, "{name}: {}", sign.detector);
    }
}

#[test]
fn every_long_text_gets_a_whole_report() {
    for shape in shapes::ALL {
        let text = (shape.make)(LONG);
        let report = check(&plain::read(&text), &Options::default());
        assert_eq!(report.status, Status::Scored, "{}: {:?}", shape.name, report.reason);
        assert!(report.text.words > LONG / 2 && !report.text.truncated, "{}: {} words", shape.name, report.text.words);
        assert_sane(&report, &text, shape.name);
    }
}

#[test]
fn every_short_text_gets_one_too() {
    for shape in shapes::ALL {
        let text = (shape.make)(MIN_WORDS * 2);
        let report = check(&plain::read(&text), &Options::default());
        assert_eq!(report.status, Status::Scored, "{}: {:?}", shape.name, report.reason);
        assert_sane(&report, &text, shape.name);
    }
}

#[test]
fn an_honest_text_is_honest_at_any_length() {
    for name in ["an article again and again", "one sentence without an end", "a public figure in every sentence"] {
        for words in [MIN_WORDS + 20, 1_000, LONG] {
            let report = report(name, words);
            assert_eq!(report.verdict, Some(Verdict::NoSigns), "{name}, {words}: {:?}", report.evidence.first());
        }
    }
}

#[test]
fn one_sign_however_often_is_no_verdict() {
    for words in [MIN_WORDS + 20, 1_000, LONG] {
        let report = report("one sign in every sentence", words);
        assert!(!report.evidence.is_empty());
        assert_ne!(report.verdict, Some(Verdict::LikelyGarbled), "{words} words");
    }
}

#[test]
fn a_text_broken_in_several_ways_is_told_at_any_length() {
    for words in [MIN_WORDS + 20, 1_000, LONG] {
        let report = report("every sentence broken in several ways", words);
        assert_eq!(report.verdict, Some(Verdict::LikelyGarbled), "{words} words");
    }
}
