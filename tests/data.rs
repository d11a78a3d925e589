//! The facts of `data/` are well formed: a bad row is told with file, line and reason.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::path::Path;

use ungarble::data::Data;
use ungarble::names::{offices, table};

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).expect("a file of data/")
}

fn assert_sound(name: &str, key: usize) {
    let faults = table::check(&format!("data/{name}"), &file(name), key);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn figures_are_sorted_and_whole() {
    assert_sound("figures.tsv", 1);
}

#[test]
fn organisations_are_sorted_and_whole() {
    assert_sound("organisations.tsv", 1);
}

#[test]
fn titles_are_sorted_and_whole() {
    assert_sound("titles.tsv", 3);
}

#[test]
fn collisions_are_sorted_and_speak_of_known_figures() {
    assert_sound("collisions.tsv", 2);
    for line in file("collisions.tsv").lines().skip(2) {
        let name = line.split('\t').next().unwrap_or_default();
        assert!(Data::get().figures.named(name).is_some(), "data/collisions.tsv: `{name}` is not in data/figures.tsv");
    }
}

#[test]
fn figures_have_offices_scripts_and_surnames() {
    for (i, line) in file("figures.tsv").lines().enumerate().filter(|(_, l)| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let at = format!("data/figures.tsv:{}", i + 1);
        let offices: Vec<&str> = offices::split(cells[6]).collect();
        assert!(!offices.is_empty(), "{at}: an office is needed");
        for office in offices {
            offices::read(office).unwrap_or_else(|why| panic!("{at}: {why}"));
        }
        assert!(matches!(cells[3], "" | "he" | "she" | "they"), "{at}: pronoun `{}`", cells[3]);
        assert!(matches!(cells[4], "latin" | "non-latin"), "{at}: script `{}`", cells[4]);
        assert!(!cells[7].is_empty(), "{at}: a source is needed");
        assert!(!cells[1].is_empty(), "{at}: a surname is needed");
    }
}

#[test]
fn no_alias_is_the_name_of_another_figure() {
    let text = file("figures.tsv");
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect()).collect();
    for row in &rows {
        for alias in row[2].split('|').filter(|a| a.contains(' ')) {
            let other = rows.iter().find(|r| r[0] != row[0] && r[0] == alias);
            assert!(other.is_none(), "data/figures.tsv: {}'s alias `{alias}` is another figure", row[0]);
        }
    }
}

#[test]
fn every_title_belongs_to_an_organisation_that_can_be_told() {
    let organisations = file("organisations.tsv");
    let known: Vec<&str> = organisations.lines().filter_map(|l| l.split('\t').next()).collect();
    for line in file("titles.tsv").lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(known.contains(&cells[0]), "data/titles.tsv: `{}` is not in data/organisations.tsv", cells[0]);
        assert!(matches!(cells[3], "org" | "figure" | "both" | "alone"), "data/titles.tsv: near `{}`", cells[3]);
    }
}
