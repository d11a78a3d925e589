//! What holds for every detector, whichever it is: its examples are true, its name is well formed, it is registered.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::collections::BTreeSet;
use std::path::Path;

use ungarble::article::{Article, plain};
use ungarble::data::Data;
use ungarble::detect::{DETECTORS, Detector, Evidence, EvidenceSink, Example, Stage};
use ungarble::text::Document;

/// Runs one detector alone; gives (paragraph text, span, evidence).
fn run(detector: &dyn Detector, text: &str) -> Vec<(String, Evidence)> {
    let article: Article = plain::read(text);
    let doc = Document::new(&article);
    let mut sink = EvidenceSink::new();
    detector.detect(&doc, Data::get(), &mut sink);
    sink.finish().into_iter().map(|e| (doc.blocks[e.block].text[e.span.start..e.span.end].to_owned(), e)).collect()
}

/// The text without its mark, the marked words, and the text with `replacement` in their place.
fn unmark(text: &str, replacement: &str) -> (String, String, String) {
    let open = text.find("[[").expect("a hit has a [[mark]]");
    let close = text.rfind("]]").expect("a hit has a closed [[mark]]");
    let marked = &text[open + 2..close];
    let plain = format!("{}{marked}{}", &text[..open], &text[close + 2..]);
    let mended = format!("{}{replacement}{}", &text[..open], &text[close + 2..]);
    (plain, marked.to_owned(), mended)
}

#[test]
fn every_hit_gives_exactly_the_marked_sign() {
    for d in DETECTORS {
        for example in d.info().examples {
            let Example::Hit { text, expected } = example else { continue };
            let (plain, marked, mended) = unmark(text, expected.unwrap_or(""));
            let found = run(*d, &plain);
            let spans: Vec<&str> = found.iter().map(|(s, _)| s.as_str()).collect();
            assert_eq!(spans, [marked.as_str()], "{}: signs found in: {plain}", d.info().id);
            assert_eq!(found[0].1.expected.as_deref(), *expected, "{}: expected in: {plain}", d.info().id);
            assert!((0.0..=1.0).contains(&found[0].1.strength), "{}: strength in: {plain}", d.info().id);
            if expected.is_some() {
                assert_eq!(run(*d, &mended).len(), 0, "{}: still fires once mended: {mended}", d.info().id);
            }
        }
    }
}

#[test]
fn every_clean_example_stays_clean() {
    for d in DETECTORS {
        for example in d.info().examples {
            let Example::Clean { text, because } = example else { continue };
            assert!(!text.contains("[["), "{}: a clean example has no mark", d.info().id);
            let found = run(*d, text);
            assert!(
                found.is_empty(),
                "{}: {because}: found {:?} in: {text}",
                d.info().id,
                found.iter().map(|f| &f.0).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn every_detector_is_well_formed() {
    let mut ids = BTreeSet::new();
    for d in DETECTORS {
        let info = d.info();
        assert!(ids.insert(info.id), "{}: twice", info.id);
        assert!(info.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}: kebab-case", info.id);
        let hits = info.examples.iter().filter(|e| matches!(e, Example::Hit { .. })).count();
        let clean = info.examples.len() - hits;
        assert!(
            hits >= 3 && clean >= 3,
            "{}: {hits} hits and {clean} clean examples; 3 of each are the least",
            info.id
        );
        for text in [info.title, info.what, info.why, info.limits] {
            assert!(!text.is_empty(), "{}: a field is empty", info.id);
        }
        assert!(
            info.stage == Stage::Nursery || !info.false_alarms.is_empty(),
            "{}: stable without a measured rate",
            info.id
        );
        assert!(info.weight > 0.0, "{}: weight", info.id);
    }
}

#[test]
fn every_file_in_the_folder_is_registered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect");
    let source = std::fs::read_to_string(folder.join("mod.rs")).expect("src/detect/mod.rs");
    let mut detectors = 0;
    for entry in std::fs::read_dir(&folder).expect("src/detect") {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        let Some(stem) = name.strip_suffix(".rs") else { continue };
        if ["excuse", "mod", "info", "sink"].contains(&stem) {
            continue;
        }
        detectors += 1;
        assert!(source.contains(&format!("&{stem}::")), "{name} is not in DETECTORS");
    }
    assert_eq!(detectors, DETECTORS.len(), "one file for each detector");
}
