//! The pair of texts that started it all. It lies beside the repository and not in it: without it this says so and shows
//! nothing.

use std::collections::BTreeMap;
use std::path::Path;

use ungarble::article::plain;
use ungarble::detect::DETECTORS;
use ungarble::report::{Category, Change, ChangeKind, Comparison, PairRelation, Report, Verdict};
use ungarble::{Options, check, compare};

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

/// The copy held against its original, if both are there.
fn pair() -> Option<Comparison> {
    let read = |name: &str| {
        let path = Path::new(SEEDS).join(name);
        let text = std::fs::read_to_string(&path);
        if text.is_err() {
            println!("SKIPPED: {} is not there", path.display());
        }
        text.ok().map(|text| plain::read(&text))
    };
    Some(compare::compare(&read("copy.txt")?, &read("original.txt")?))
}

fn changes(pair: &Comparison) -> impl Iterator<Item = &Change> {
    pair.sentences.iter().flat_map(|row| &row.changes)
}

#[test]
fn the_pair_is_a_copy_of_the_article_and_of_nothing_in_its_tail() {
    let Some(pair) = pair() else { return };
    assert_eq!(pair.relation, PairRelation::GarbledCopy);
    assert!(pair.aligned >= 0.85 && pair.in_order >= 0.95, "{} {}", pair.aligned, pair.in_order);
    let tail = pair.original.paragraphs.iter().position(|p| p.text == "Related Articles").unwrap_or(usize::MAX);
    for row in pair.sentences.iter().filter(|row| row.copy.is_some()) {
        let paragraph = row.original.and_then(|o| pair.original.sentences.get(o)).and_then(|s| s.paragraph);
        assert!(paragraph.is_none_or(|p| p < tail), "{row:?}");
    }
}

#[test]
fn every_name_of_the_pair_has_its_true_form() {
    let Some(pair) = pair() else { return };
    let forms = |likely: &str| -> Vec<&str> {
        let row = pair.names.iter().find(|row| row.likely == likely);
        row.map(|row| row.observed.iter().map(String::as_str).collect()).unwrap_or_default()
    };
    assert_eq!(forms("Kaja Kallas"), ["Kaja Karas", "the Crow", "Karas", "crows", "Karasu"]);
    assert_eq!(forms("Mark Rutte"), ["Mark Latte"]);
    assert_eq!(pair.names.len(), 2, "{:?}", pair.names);
}

#[test]
fn every_office_of_the_pair_has_its_true_form() {
    let Some(pair) = pair() else { return };
    for (observed, expected) in [
        ("senior representative", "High Representative"),
        ("diplomatic director", "foreign policy chief"),
        ("executive director", "Secretary General"),
    ] {
        let found = changes(&pair).any(|c| {
            c.kind == ChangeKind::Title
                && c.observed.as_deref() == Some(observed)
                && c.expected.as_deref() == Some(expected)
        });
        assert!(found, "{observed}, {expected}");
    }
    let ministry = |c: &Change| c.expected.as_deref().is_some_and(|e| e.contains("State Security"));
    assert!(changes(&pair).any(|c| c.kind == ChangeKind::Name && ministry(c)));
    let twice = changes(&pair).filter(|c| c.observed.as_deref().is_some_and(|o| o.contains("senior")));
    assert_eq!(twice.count(), 2);
}

#[test]
fn what_turned_the_meaning_is_shown_with_both_sides() {
    let Some(pair) = pair() else { return };
    for (observed, expected) in
        [("head", "responsible"), ("take", "slap"), ("double", "dual"), ("enemies", "adversaries")]
    {
        let found = changes(&pair).any(|c| {
            let says = |said: &Option<String>, words: &str| said.as_deref().is_some_and(|s| s.contains(words));
            says(&c.observed, observed) && says(&c.expected, expected) && c.copy.is_some() && c.original.is_some()
        });
        assert!(found, "{observed}, {expected}");
    }
}
