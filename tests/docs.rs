//! docs/detectors.md is what the detectors say of themselves. `UPDATE_DOCS=1 cargo test --test docs` writes it anew.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::fmt::Write;
use std::path::Path;

use ungarble::detect::{DETECTORS, DetectorInfo, Example, Stage};

const OPENING: &str = "\
# Detectors

<!-- Written by `UPDATE_DOCS=1 cargo test --test docs` from what the detectors say of themselves; a test compares. -->

A detector finds one kind of sign of machine rewriting. It never makes a verdict: every sign adds its weight, each kind
of sign saturates, and the sum becomes the score. The weight is what one sign at full strength adds to the log-odds
before its kind saturates. A detector on trial is shown on request (`--nursery`) and adds nothing.

`ungarble explain ID` prints the same, and the examples below are the detectors' tests.

";

/// Text that Markdown must not read as markup.
fn code(text: &str) -> String {
    let text = text.replace("\n\n", " ¶ ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn stage(info: &DetectorInfo) -> String {
    match info.stage {
        Stage::Stable => format!("{:.1}", info.weight),
        Stage::Nursery => "on trial".to_owned(),
    }
}

fn section(out: &mut String, info: &DetectorInfo) -> std::fmt::Result {
    writeln!(out, "\n## {}\n", info.title)?;
    writeln!(
        out,
        "`{}` · kind: {} · weight: {} · since {}\n",
        info.id,
        info.category.as_str(),
        stage(info),
        info.since
    )?;
    writeln!(out, "**What it finds.** {}\n", info.what)?;
    writeln!(out, "**Why that is a sign.** {}\n", info.why)?;
    writeln!(out, "**Known false alarms.** {}\n", info.limits)?;
    if !info.false_alarms.is_empty() {
        writeln!(out, "**Measured.** {}\n", info.false_alarms)?;
    }
    writeln!(out, "A sign, with what probably stood there:\n")?;
    for example in info.examples {
        if let Example::Hit { expected, .. } = example {
            let mended = expected.map_or(String::new(), |e| format!(" → {}", code(e)));
            writeln!(out, "- {}{mended}", code(&example.excerpt()))?;
        }
    }
    writeln!(out, "\nNo sign:\n")?;
    for example in info.examples {
        if let Example::Clean { because, .. } = example {
            writeln!(out, "- {} ({because})", code(&example.excerpt()))?;
        }
    }
    if !info.references.is_empty() {
        writeln!(out, "\nMore: {}", info.references.join("; "))?;
    }
    Ok(())
}

fn page() -> String {
    let mut out = OPENING.to_owned();
    out.push_str("| detector | kind | weight | finds |\n| --- | --- | --- | --- |\n");
    for info in DETECTORS.iter().map(|d| d.info()) {
        let anchor =
            info.title.to_lowercase().replace(' ', "-").replace(|c: char| !c.is_alphanumeric() && c != '-', "");
        writeln!(out, "| [{}](#{anchor}) | {} | {} | {} |", info.id, info.category.as_str(), stage(info), info.title)
            .expect("a string takes any text");
    }
    for info in DETECTORS.iter().map(|d| d.info()) {
        section(&mut out, info).expect("a string takes any text");
    }
    out
}

#[test]
fn the_detectors_page_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/detectors.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        assert!(std::env::var_os("CI").is_none(), "CI compares, it does not rewrite");
        std::fs::write(&path, &page).expect("docs/ can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let differing = page.lines().zip(there.lines()).find(|(ours, theirs)| ours != theirs);
    assert!(
        page == there,
        "docs/detectors.md is out of date: run `UPDATE_DOCS=1 cargo test --test docs`; first difference: {differing:?}"
    );
}
