//! A comparison for reading in a terminal.

use ungarble::report::{Comparison, PairRelation};

use super::paper::{Ink, Paper};
use super::view::clean;
use crate::cli::compare::Compared;

/// What the relation says, in words that accuse nobody.
fn finding(relation: PairRelation) -> (Ink, &'static str) {
    match relation {
        PairRelation::GarbledCopy => (Ink::Bad, "Likely a garbled copy of the other text"),
        PairRelation::SameText => (Ink::Good, "The same text"),
        PairRelation::SameStory => (Ink::Doubtful, "The same story, told in other words"),
        PairRelation::Unrelated => (Ink::Plain, "Nothing in common"),
    }
}

/// The sheet of one pair.
pub fn text(compared: &Compared, paper: Paper) -> String {
    let id = if compared.id.is_empty() { String::new() } else { format!("{}: ", clean(&compared.id)) };
    let Some(c) = &compared.comparison else {
        let why = compared.reason.as_deref().unwrap_or("It could not be compared.");
        return paper.paragraph(0, 2, &[(Ink::Strong, &id), (Ink::Bad, &clean(why))]);
    };
    let (ink, words) = finding(c.relation);
    let sure = format!(" ({:.0} % sure)", c.confidence * 100.0);
    let mut out = paper.paragraph(0, 2, &[(Ink::Strong, &id), (ink, words), (Ink::Faint, &sure)]);
    out += &paper.paragraph(2, 2, &[(Ink::Plain, &shares(c))]);
    for name in &c.names {
        let line = format!("{} -> {}", name.observed.join(", "), name.likely);
        out += &paper.paragraph(2, 4, &[(Ink::Plain, &clean(&line))]);
    }
    for change in c.titles.iter().chain(&c.numbers).chain(&c.dates).chain(&c.quotes).chain(&c.meanings) {
        out += &paper.paragraph(2, 4, &[(Ink::Plain, &clean(&format!("{} -> {}", change.observed, change.expected)))]);
    }
    out
}

fn shares(c: &Comparison) -> String {
    format!(
        "{:.0} % of it aligned, {:.0} % of that in order, {:.0} % word for word.",
        c.aligned * 100.0,
        c.in_order * 100.0,
        c.verbatim * 100.0
    )
}
