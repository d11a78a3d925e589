//! What a caller may choose: kinds of signs left out, names taken for right, how much a verdict takes.

use std::path::Path;

use serde_json::Value;
use ungarble::report::{Category, Verdict};
use ungarble::score::Sensitivity;

use crate::support::run;

/// The demo's copy, checked in this way.
#[track_caller]
fn copy(args: &[&str]) -> Value {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples/garbled.txt");
    let args = [&["check", "--format", "ndjson", sample.to_str().expect("a path of plain letters")], args].concat();
    let ran = run(&args, "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.json()
}

fn signs<'r>(report: &'r Value, category: &str) -> Vec<&'r str> {
    let rows = report["evidence"].as_array().expect("evidence");
    rows.iter().filter(|e| e["category"] == category).filter_map(|e| e["quote"]["exact"].as_str()).collect()
}

#[test]
fn a_whole_kind_of_sign_can_be_left_out() {
    for category in Category::ALL.map(Category::as_str) {
        let report = copy(&["--without", category]);
        assert!(signs(&report, category).is_empty(), "{category}");
        assert!(report["score_parts"].as_array().expect("parts").iter().all(|p| p["category"] != category));
    }
    assert!(!signs(&copy(&[]), "name").is_empty());
    let ran = run(&["check", "--without", "names"], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no detector is called \"names\""), "{}", ran.err);
}

#[test]
fn an_accepted_name_is_no_sign_and_weighs_nothing() {
    let (before, after) = (copy(&[]), copy(&["--accept", "Christine Ragardo", "--accept", "Ragardo"]));
    let likely =
        |report: &Value, name: &str| report["names"].as_array().expect("names").iter().any(|n| n["likely"] == name);
    assert!(likely(&before, "Christine Lagarde") && !likely(&after, "Christine Lagarde"));
    assert!(likely(&after, "Ursula von der Leyen"), "the others stay");
    assert!(!signs(&after, "name").iter().any(|quote| quote.contains("Ragardo")));
    let weight = |report: &Value| {
        report["score_parts"]
            .as_array()
            .expect("parts")
            .iter()
            .find(|p| p["category"] == "name")
            .map_or(0.0, |p| p["weight"].as_f64().expect("a weight"))
    };
    assert!(weight(&after) < weight(&before), "{} and {}", weight(&after), weight(&before));
    assert_eq!(copy(&["--accept", "ragardo", "--accept", "Lagarde"]), before, "only as it stands there");
}

#[test]
fn the_keener_the_worse_the_verdict_and_the_same_the_score() {
    for text in ["garbled.txt", "honest.txt", "reprint.txt", "spun.txt"] {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples").join(text);
        let by = |level: &str| {
            run(&["check", "--format", "ndjson", "--sensitivity", level, sample.to_str().expect("a path")], "").json()
        };
        let reports = Sensitivity::ALL.map(|level| by(level.as_str()));
        let rank = |report: &Value| {
            [Verdict::NoSigns, Verdict::SomeSigns, Verdict::LikelyGarbled]
                .iter()
                .position(|v| report["verdict"] == v.as_str())
        };
        let ranks: Vec<_> = reports.iter().map(rank).collect();
        assert!(ranks.is_sorted() && ranks.iter().all(Option::is_some), "{text}: {ranks:?}");
        assert!(reports.iter().all(|r| r["score"] == reports[0]["score"] && r["evidence"] == reports[0]["evidence"]));
    }
    let ran = run(&["check", "--sensitivity", "high"], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cautious, balanced and keen"), "{}", ran.err);
}

#[test]
fn the_rates_of_the_sensitivities_are_those_of_the_docs() {
    let docs = include_str!("../../docs/scoring.md");
    for level in Sensitivity::ALL {
        let row = level.rates().row(level);
        assert!(docs.lines().any(|line| line == row), "docs/scoring.md lacks {row}");
    }
    let rates = Sensitivity::ALL.map(Sensitivity::rates);
    assert!(rates.is_sorted_by_key(|r| r.honest_some) && rates.is_sorted_by_key(|r| r.copies_some));
}
