//! Pairs of texts written for this project: copies garbled in many ways, whose changes are listed beside them, and honest
//! twins: reprints, updates, other papers' stories, in which no name may be called changed.

#![allow(clippy::expect_used, clippy::panic)] // a test may stop where it stands

mod kinds;

use std::fs;
use std::path::{Path, PathBuf};

use ungarble::article::{Article, plain};
use ungarble::compare;
use ungarble::report::{Change, Comparison, PairRelation, Place, Side};

fn folders(kind: &str) -> Vec<PathBuf> {
    let here = Path::new("tests/compare").join(kind);
    let mut all: Vec<PathBuf> = fs::read_dir(here).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    all.sort();
    assert!(all.len() >= 4, "{all:?}");
    all
}

fn article(folder: &Path, name: &str) -> Article {
    plain::read(&fs::read_to_string(folder.join(name)).expect("a text"))
}

fn compared(folder: &Path) -> Comparison {
    compare::compare(&article(folder, "copy.txt"), &article(folder, "original.txt"))
}

/// All changes, row by row.
fn changes(comparison: &Comparison) -> impl Iterator<Item = &Change> {
    comparison.sentences.iter().flat_map(|row| &row.changes)
}

/// What stands at a place.
fn at(side: &Side, place: Place) -> String {
    let text = match place.paragraph {
        None => side.title.as_deref().unwrap_or(""),
        Some(p) => &side.paragraphs[p].text,
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[place.start..place.end]).expect("whole characters")
}

/// Each change says what stands at its places, and no two overlap.
fn check_places(comparison: &Comparison) {
    for row in &comparison.sentences {
        let mut last: Option<Place> = None;
        for change in &row.changes {
            assert!(change.copy.is_some() || change.original.is_some(), "{change:?}");
            if let Some(place) = change.copy {
                assert_eq!(Some(at(&comparison.copy, place)), change.observed);
                let apart = last.is_none_or(|l| l.paragraph != place.paragraph || l.end <= place.start);
                assert!(apart, "{change:?} overlaps what is before it");
                last = Some(place);
            }
            if let Some(place) = change.original {
                assert_eq!(Some(at(&comparison.original, place)), change.expected);
            }
        }
    }
}

#[test]
fn what_is_marked_in_a_copy_is_found() {
    let mut missed = Vec::new();
    for folder in folders("garbled") {
        let comparison = compared(&folder);
        check_places(&comparison);
        if comparison.relation != PairRelation::GarbledCopy {
            missed.push(format!("{}: called {:?}", folder.display(), comparison.relation));
        }
        let list = fs::read_to_string(folder.join("changes.tsv")).expect("the list");
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let found = match cells[..] {
                ["person", observed, likely, channel] => comparison.names.iter().any(|row| {
                    row.likely == likely
                        && observed.split('/').all(|o| row.observed.iter().any(|r| r == o))
                        && (channel == "*" || row.channel.as_str() == channel)
                }),
                [kind, observed, expected] => changes(&comparison).any(|c| {
                    let says = |said: &Option<String>, cell: &str| cell == "*" || said.as_deref() == Some(cell);
                    c.kind.as_str() == kind && says(&c.observed, observed) && says(&c.expected, expected)
                }),
                _ => panic!("{}: `{line}` has {} columns", folder.display(), cells.len()),
            };
            if !found {
                missed.push(format!("{}: {line}", folder.display()));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn no_name_is_reported_that_is_not_in_the_list() {
    for folder in folders("garbled") {
        let list = fs::read_to_string(folder.join("changes.tsv")).expect("the list");
        for row in compared(&folder).names {
            let known = |l: &str| l.split('\t').nth(2) == Some(row.likely.as_str());
            assert!(list.lines().any(known), "{}: {row:?}", folder.display());
        }
    }
}

#[test]
fn an_honest_text_has_no_corrupted_name() {
    for folder in folders("honest") {
        let comparison = compared(&folder);
        check_places(&comparison);
        assert_eq!(comparison.names, [], "{}", folder.display());
    }
}

#[test]
fn a_text_beside_itself_has_not_changed() {
    for folder in folders("garbled").into_iter().chain(folders("honest")) {
        for name in ["copy.txt", "original.txt"] {
            let article = article(&folder, name);
            let comparison = compare::compare(&article, &article);
            assert_eq!(changes(&comparison).count(), 0, "{}/{name}", folder.display());
            assert_eq!(comparison.names, []);
        }
    }
}
