//! The pair of texts that started it all. It lies beside the repository and not in it: without it this says so and shows
//! nothing.

use std::collections::BTreeMap;
use std::path::Path;

use ungarble::article::plain;
use ungarble::detect::DETECTORS;
use ungarble::report::{Category, Report, Verdict};
use ungarble::{Options, check};

const SEEDS: &str = "../shared/seeds";

/// The report of one of the two, if they are there, without the detectors of some kinds.
fn report(name: &str, without: &[Category]) -> Option<Report> {
    let path = Path::new(SEEDS).join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let ids = DETECTORS.iter().map(|d| d.info()).filter(|d| without.contains(&d.category));
    let options = Options { without: ids.map(|d| d.id.to_owned()).collect(), ..Options::default() };
    Some(check(&plain::read(&text), &options))
}

#[test]
fn the_copy_loses_no_sign_that_was_found_before() {
    let Some(report) = report("copy.txt", &[]) else { return };
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for e in &report.evidence {
        *found.entry(e.detector).or_default() += 1;
    }
    for (detector, least) in [
        ("misspelled-public-figure", 4),
        ("name-as-common-noun", 2),
        ("corrupted-title", 4),
        ("garbled-set-phrase", 2),
        ("glued-words", 3),
        ("stray-capital", 1),
    ] {
        let count = found.get(detector).copied().unwrap_or(0);
        assert!(count >= least, "{detector}: {count} signs, {least} were found before: {found:?}");
    }
    assert_eq!(report.verdict, Some(Verdict::LikelyGarbled));
}

#[test]
fn without_its_names_the_copy_still_shows_signs() {
    for without in [&[Category::Name][..], &[Category::Name, Category::Title]] {
        let Some(report) = report("copy.txt", without) else { return };
        assert!(report.verdict >= Some(Verdict::SomeSigns), "without {without:?}: {:?}", report.verdict);
    }
}

#[test]
fn the_original_is_clean() {
    let Some(report) = report("original.txt", &[]) else { return };
    assert_eq!(report.verdict, Some(Verdict::NoSigns), "{:?}", report.evidence);
}
