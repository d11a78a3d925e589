//! No well-known person is ever told that the right name is wrong: every name and alias of `data/figures.tsv`, written as
//! honest pages write names, beside the person's own office and organisation.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::path::Path;

use ungarble::article::plain;
use ungarble::data::Data;
use ungarble::detect::{DETECTORS, Detector, EvidenceSink, Stage};
use ungarble::names::fold::letters;
use ungarble::report::Category;
use ungarble::text::Document;

/// A person, as far as this test needs one.
struct Person {
    names: Vec<String>,
    surname: String,
    role: String,
    organisation: String,
}

fn people() -> Vec<Person> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/figures.tsv");
    let text = std::fs::read_to_string(path).expect("data/figures.tsv");
    let mut lines = text.lines().filter(|l| !l.starts_with('#'));
    let head: Vec<&str> = lines.next().expect("a head").split('\t').collect();
    let column = |name: &str| head.iter().position(|h| *h == name).expect("a column");
    let [name, surname, aliases, offices] = ["name", "surname", "aliases", "offices"].map(column);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let office = cells[offices].split(" | ").next().unwrap_or_default();
            let mut parts = office.split(", ");
            Person {
                names: std::iter::once(cells[name])
                    .chain(cells[aliases].split('|').filter(|a| !a.is_empty()))
                    .map(str::to_owned)
                    .collect(),
                surname: cells[surname].to_owned(),
                role: parts.next().unwrap_or_default().to_owned(),
                organisation: parts.next().unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

/// Latin letters without their marks, the case kept; `oe` for ö where a German or Scandinavian desk writes it out.
fn plain_letters(name: &str, written_out: bool) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let two = match c.to_lowercase().next() {
            Some('ö' | 'ø') => "oe",
            Some('ü') => "ue",
            Some('ä') => "ae",
            Some('å') => "aa",
            _ => "",
        };
        let base = if c.is_ascii() { c.to_string() } else { letters(&c.to_string()) };
        let lower = if written_out && !two.is_empty() { two.to_owned() } else { base };
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if c.is_uppercase() => out.extend(first.to_uppercase().chain(letters)),
            Some(_) => out.push_str(&lower),
            None => out.push(c),
        }
    }
    out
}

/// The ways in which honest pages write a name.
fn forms(name: &str) -> Vec<String> {
    let mut out = vec![
        name.to_owned(),
        name.to_uppercase(),
        plain_letters(name, false),
        plain_letters(name, true),
        format!("{name}’s aide"),
        format!("{name} Jr."),
        name.replace('-', " "),
    ];
    if let [first, last] = name.split(' ').collect::<Vec<_>>()[..] {
        let initial: String = first.chars().take(1).collect();
        out.extend([
            format!("{initial}. {last}"),
            format!("{first} J. {last}"),
            format!("{first} {}", last.to_uppercase()),
        ]);
    }
    out.sort();
    out.dedup();
    out
}

#[test]
fn a_right_name_in_any_honest_form_gives_no_sign() {
    let detectors: Vec<&dyn Detector> = DETECTORS
        .iter()
        .copied()
        .filter(|d| d.info().stage == Stage::Stable && d.info().category == Category::Name)
        .collect();
    let (mut texts, mut flagged) = (0, Vec::new());
    for p in people() {
        for form in p.names.iter().flat_map(|n| forms(n)) {
            let (role, house, surname) = (&p.role, &p.organisation, &p.surname);
            for text in [
                format!("{house}: {role} {form} spoke on Monday. Later {surname} left."),
                format!("{form}, the {role} of {house}, spoke on Monday, and {surname}’s guests left."),
            ] {
                texts += 1;
                let article = plain::read(&text);
                let doc = Document::new(&article);
                let mut sink = EvidenceSink::new();
                for detector in &detectors {
                    detector.detect(&doc, Data::get(), &mut sink);
                }
                flagged.extend(sink.finish().iter().map(|e| format!("{text}\n    {}\n", e.message.english())));
            }
        }
    }
    println!("{} of {texts} texts", flagged.len());
    assert!(texts > 10_000, "only {texts} texts");
    assert!(flagged.is_empty(), "{} right names are flagged:\n{}", flagged.len(), flagged.concat());
}
