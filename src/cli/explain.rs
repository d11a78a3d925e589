//! `ungarble explain`: what the detectors find, why that is a sign, and where they err. All of it is what the detectors
//! say of themselves.

use std::io::{self, Write};

use ungarble::detect::{self, DETECTORS, DetectorInfo, Example, Stage};
use ungarble::report::Category;

use super::args::ExplainArgs;
use super::render::paper::{Ink, Paper};
use super::{Failure, Outcome, output_failure};

/// Runs the command.
pub fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let paper = Paper::stdout();
    let page = match &args.detector {
        None => list(paper),
        Some(id) => one(known(id)?, paper),
    };
    io::stdout().lock().write_all(page.as_bytes()).map_err(output_failure)?;
    Ok(Outcome::Done)
}

/// The detector of this id, or what the user may have meant.
pub fn known(id: &str) -> Result<&'static DetectorInfo, Failure> {
    if let Some(detector) = detect::find(id) {
        return Ok(detector.info());
    }
    let nearest = DETECTORS
        .iter()
        .map(|d| d.info().id)
        .map(|other| (strsim::jaro_winkler(&id.to_lowercase().replace(['_', ' '], "-"), other), other))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = nearest.map_or(String::new(), |(_, other)| format!(" (did you mean \"{other}\"?)"));
    Err(Failure::Usage(format!("no detector is called \"{id}\"{hint}; `ungarble explain` lists them all")))
}

fn list(paper: Paper) -> String {
    let infos: Vec<&DetectorInfo> = DETECTORS.iter().map(|d| d.info()).collect();
    let widest = infos.iter().map(|i| i.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for category in Category::ALL {
        for (i, info) in infos.iter().filter(|i| i.category == category).enumerate() {
            if i == 0 {
                if !out.is_empty() {
                    out.push('\n');
                }
                out += &paper.paragraph(0, 2, &[(Ink::Strong, category.as_str())]);
            }
            let gap = "\u{a0}".repeat(widest + 1 - info.id.len());
            let trial = if info.stage == Stage::Nursery { " (on trial)" } else { "" };
            let line = [
                (Ink::Good, info.id),
                (Ink::Plain, &gap),
                (Ink::Plain, " "),
                (Ink::Plain, info.title),
                (Ink::Faint, trial),
            ];
            out += &paper.paragraph(2, widest + 4, &line);
        }
    }
    out.push('\n');
    out += &paper.paragraph(
        0,
        0,
        &[(Ink::Faint, "`ungarble explain ID` tells what one finds, why that is a sign, and where it errs.")],
    );
    out
}

fn one(info: &DetectorInfo, paper: Paper) -> String {
    let stage = match info.stage {
        Stage::Stable => "counts in the score",
        Stage::Nursery => "on trial: does not count, shown with --nursery",
    };
    let facts = format!("{} · {} · since {} · {stage}", info.id, info.category.as_str(), info.since);
    let mut out = paper.paragraph(0, 0, &[(Ink::Strong, info.title)]);
    out += &paper.paragraph(0, 0, &[(Ink::Faint, &facts)]);
    for (heading, text) in [
        ("What it finds", info.what),
        ("Why that is a sign", info.why),
        ("Where it errs", info.limits),
        ("How often, on honest texts", info.false_alarms),
    ] {
        if !text.is_empty() {
            out += &titled(paper, heading);
            out += &paper.paragraph(2, 2, &[(Ink::Plain, text)]);
        }
    }
    let (hits, clean): (Vec<&Example>, Vec<&Example>) =
        info.examples.iter().partition(|e| matches!(e, Example::Hit { .. }));
    for (heading, examples) in [("A sign", hits), ("No sign", clean)] {
        if examples.is_empty() {
            continue;
        }
        out += &titled(paper, heading);
        for e in examples {
            out += &example(e, paper);
        }
    }
    if !info.references.is_empty() {
        out += &titled(paper, "More");
        for reference in info.references {
            out += &paper.paragraph(2, 4, &[(Ink::Plain, reference)]);
        }
    }
    out
}

fn titled(paper: Paper, heading: &str) -> String {
    format!("\n{}", paper.paragraph(0, 0, &[(Ink::Strong, heading)]))
}

fn example(example: &Example, paper: Paper) -> String {
    let (open, close) = if paper.colours { ("", "") } else { ("«", "»") };
    let text = example.excerpt();
    match example {
        Example::Hit { expected, .. } => {
            let (before, rest) = text.split_once("[[").unwrap_or((&text, ""));
            let (marked, after) = rest.split_once("]]").unwrap_or((rest, ""));
            let arrow = if expected.is_some() { " →\u{a0}" } else { "" };
            let after = format!("{close}{after}");
            paper.paragraph(
                2,
                4,
                &[
                    (Ink::Faint, "- "),
                    (Ink::Plain, before),
                    (Ink::Plain, open),
                    (Ink::Mark, marked),
                    (Ink::Plain, &after),
                    (Ink::Plain, arrow),
                    (Ink::Good, expected.unwrap_or("")),
                ],
            )
        }
        Example::Clean { because, .. } => {
            let because = format!(" ({because})");
            paper.paragraph(2, 4, &[(Ink::Faint, "- "), (Ink::Plain, &text), (Ink::Faint, &because)])
        }
    }
}
