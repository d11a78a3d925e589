//! A report for reading in a terminal.

use ungarble::report::{Report, Verdict};

use super::paper::{Ink, Paper};
use super::view::{self, Mood};
use crate::cli::batch::{Frame, Tally};

/// Different signs of one detector that are shown.
const SHOWN: usize = 12;

/// Reports one below the other, and a line about all of them.
#[derive(Debug, Default)]
pub struct Sheets {
    several: bool,
}

impl Frame for Sheets {
    fn head(&mut self, several: bool) -> String {
        self.several = several;
        String::new()
    }
    fn between(&self) -> String {
        "\n".to_owned()
    }
    fn foot(&self, tally: &Tally) -> String {
        match (self.several, tally.all) {
            (false, _) | (_, 0) => String::new(),
            (true, _) => format!("\n{}\n", view::summary(tally)),
        }
    }
}

/// One report.
pub fn report(report: &Report, paper: Paper) -> String {
    let mut out = heading(report, paper);
    let score = report.score.filter(|_| report.verdict != Some(Verdict::NoSigns) || !report.evidence.is_empty());
    let mut line = vec![(verdict_ink(view::mood(report)), view::headline(report))];
    if let Some(score) = score {
        line.push((Ink::Faint, format!(" (score {score} of 100)")));
    }
    out += &inked(paper, 0, 2, &line);
    if let Some(reason) = &report.reason {
        out += &paper.paragraph(2, 2, &[(Ink::Plain, reason)]);
    }
    if report.text.truncated {
        out += &paper.paragraph(
            2,
            2,
            &[(Ink::Faint, "Only the beginning was read: the text is longer than what is judged.")],
        );
    }
    out += &names(report, paper);
    out += &signs(report, paper);
    out += &sources(report, paper);
    out
}

fn heading(report: &Report, paper: Paper) -> String {
    let name = if report.id == "-" { "standard input" } else { &report.id };
    let mut out = paper.paragraph(0, 2, &[(Ink::Strong, name)]);
    let page = &report.page;
    if let Some(title) = &page.title {
        out += &paper.paragraph(2, 2, &[(Ink::Plain, title)]);
    }
    let about: Vec<&str> =
        [&page.byline, &page.publisher, &page.published].into_iter().flatten().map(String::as_str).collect();
    if !about.is_empty() {
        out += &paper.paragraph(2, 2, &[(Ink::Faint, &about.join(" · "))]);
    }
    if let Some(url) = &page.url {
        out += &paper.paragraph(2, 2, &[(Ink::Faint, url)]);
    }
    out
}

fn names(report: &Report, paper: Paper) -> String {
    let mut out = String::new();
    for name in &report.names {
        if out.is_empty() {
            out += &section(paper, "Names", "");
        }
        let mut line = vec![(Ink::Good, name.likely.clone())];
        if let Some(role) = &name.role {
            line.push((Ink::Faint, format!(", {role}")));
        }
        line.push((Ink::Plain, ": written as ".to_owned()));
        for (i, observed) in name.observed.iter().enumerate() {
            line.push((Ink::Plain, if i == 0 { "“" } else { ", “" }.to_owned()));
            line.push((Ink::Mark, observed.clone()));
            line.push((Ink::Plain, "”".to_owned()));
        }
        out += &inked(paper, 2, 4, &line);
        out += &paper.paragraph(4, 4, &[(Ink::Faint, &name.why)]);
    }
    out
}

fn signs(report: &Report, paper: Paper) -> String {
    let mut out = String::new();
    for group in view::groups(report) {
        let note = if group.nursery { " (on trial, does not count)" } else { "" };
        out += &section(paper, group.title, note);
        for sign in group.signs.iter().take(SHOWN) {
            let (before, after) = view::context(&sign.row.quote);
            let mut line =
                vec![(Ink::Faint, format!("{}: ", sign.place().replace("¶ ", "¶\u{a0}"))), (Ink::Plain, before)];
            // Without colours the words are told by their marks.
            let (open, close) = if paper.colours { ("", "") } else { ("«", "»") };
            line.push((Ink::Plain, open.to_owned()));
            line.push((Ink::Mark, sign.row.quote.exact.clone()));
            line.push((Ink::Plain, format!("{close}{after}")));
            if let Some(expected) = &sign.row.expected {
                line.push((Ink::Plain, " →\u{a0}".to_owned()));
                line.push((Ink::Good, expected.clone()));
            }
            out += &inked(paper, 2, 6, &line);
            out += &paper.paragraph(6, 6, &[(Ink::Faint, &sign.row.message)]);
        }
        if group.signs.len() > SHOWN {
            let more = group.signs.len() - SHOWN;
            out += &paper.paragraph(2, 2, &[(Ink::Faint, &format!("and {more} more; --format json has them all"))]);
        }
    }
    out
}

fn sources(report: &Report, paper: Paper) -> String {
    let mut out = String::new();
    for source in &report.sources {
        if out.is_empty() {
            out += &section(paper, "Where the original may be", "");
        }
        let name = view::source_name(source);
        out += &paper.paragraph(
            2,
            4,
            &[(Ink::Plain, &name), (Ink::Faint, &format!(" ({})", view::relation(source.relation)))],
        );
        out += &paper.paragraph(4, 4, &[(Ink::Plain, &source.url)]);
        if !source.reasons.is_empty() {
            out += &paper.paragraph(4, 4, &[(Ink::Faint, &source.reasons.join(" "))]);
        }
    }
    out
}

fn section(paper: Paper, title: &str, note: &str) -> String {
    format!("\n{}", paper.paragraph(0, 2, &[(Ink::Strong, title), (Ink::Faint, note)]))
}

fn inked(paper: Paper, first: usize, rest: usize, pieces: &[(Ink, String)]) -> String {
    let pieces: Vec<(Ink, &str)> = pieces.iter().map(|(ink, s)| (*ink, s.as_str())).collect();
    paper.paragraph(first, rest, &pieces)
}

fn verdict_ink(mood: Mood) -> Ink {
    match mood {
        Mood::Calm => Ink::Good,
        Mood::Doubtful => Ink::Doubtful,
        Mood::Alarmed | Mood::Broken => Ink::Bad,
        Mood::Silent => Ink::Strong,
    }
}
