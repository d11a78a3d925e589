//! A comparison for reading in a terminal: the finding, both articles, what became of names and the rest, and some of the
//! sentences one below the other.

use ungarble::report::{Change, Comparison, PairRelation, Place, Row, Side};

use super::super::paper::{Ink, Paper};
use super::sentences::Sentences;
use super::{about_relation, counts, fate, findings, shares, side_names, sure, told};
use crate::cli::compare::Compared;

/// Pairs of sentences that are shown; the HTML form has them all.
const SHOWN: usize = 6;

/// The sheet of one pair.
pub fn sheet(compared: &Compared, paper: Paper) -> String {
    let say = Sentences::english();
    let id = if compared.id == "-" { "standard input" } else { &compared.id };
    let mut out = if id.is_empty() { String::new() } else { paper.paragraph(0, 2, &[(Ink::Strong, id)]) };
    let Some(c) = &compared.comparison else {
        let why = compared.reason.as_deref().unwrap_or_default();
        out += &paper.paragraph(0, 2, &[(Ink::Bad, say.get("compare_failed_heading"))]);
        return out + &paper.paragraph(2, 2, &[(Ink::Plain, why)]);
    };
    let ink = match c.relation {
        PairRelation::GarbledCopy => Ink::Bad,
        PairRelation::SameText => Ink::Good,
        PairRelation::SameStory => Ink::Doubtful,
        PairRelation::Unrelated => Ink::Plain,
    };
    let sure = format!(" ({})", sure(c, say));
    out += &paper.paragraph(0, 2, &[(ink, say.get(&about_relation("relation", c))), (Ink::Faint, &sure)]);
    for (key, side) in side_names(c).into_iter().zip([&c.copy, &c.original]) {
        out += &about(say.get(key), side, paper);
    }
    out += &paper.paragraph(2, 2, &[(Ink::Plain, &format!("{}.", shares(c, say).join(", ")))]);
    for line in [told(c, say), counts(c, say)].into_iter().flatten() {
        out += &paper.paragraph(2, 2, &[(Ink::Faint, &line)]);
    }
    out += &what_changed(c, say, paper);
    out + &pairs(c, say, paper)
}

fn about(name: &str, side: &Side, paper: Paper) -> String {
    let facts: Vec<&str> =
        [&side.title, &side.publisher, &side.published, &side.url].into_iter().flatten().map(String::as_str).collect();
    if facts.is_empty() {
        return String::new();
    }
    paper.paragraph(2, 4, &[(Ink::Faint, &format!("{name}: ")), (Ink::Plain, &facts.join(" · "))])
}

fn heading(paper: Paper, words: &str) -> String {
    format!("\n{}", paper.paragraph(2, 2, &[(Ink::Strong, words)]))
}

fn what_changed(c: &Comparison, say: &Sentences, paper: Paper) -> String {
    let nothing = say.get("compare_nothing");
    let mut out = String::new();
    if !c.names.is_empty() {
        out += &heading(paper, say.get("compare_found_names"));
    }
    for name in &c.names {
        out += &swap(paper, &name.observed.join(", "), &name.likely);
        out += &paper.paragraph(6, 6, &[(Ink::Faint, &name.why)]);
    }
    for (key, rows) in findings(c) {
        if !rows.is_empty() {
            out += &heading(paper, say.get(key));
        }
        for row in rows {
            let or_nothing = |words: &str| if words.is_empty() { nothing.to_owned() } else { words.to_owned() };
            out += &swap(paper, &or_nothing(&row.observed), &or_nothing(&row.expected));
        }
    }
    out
}

fn swap(paper: Paper, observed: &str, expected: &str) -> String {
    paper.paragraph(4, 6, &[(Ink::Mark, observed), (Ink::Plain, " →\u{a0}"), (Ink::Good, expected)])
}

/// Sentences in which most changed, in the order of the copy.
fn pairs(c: &Comparison, say: &Sentences, paper: Paper) -> String {
    let mut rows: Vec<(usize, &Row)> =
        c.sentences.iter().enumerate().filter(|(_, row)| fate(row).is_none() && differs(c, row)).collect();
    rows.sort_by(|(_, a), (_, b)| b.changes.len().cmp(&a.changes.len()).then(a.similarity.total_cmp(&b.similarity)));
    rows.truncate(SHOWN);
    rows.sort_by_key(|(at, _)| *at);
    let [this, other] = side_names(c);
    let mut out = String::new();
    for (at, (_, row)) in rows.iter().enumerate() {
        out += &if at == 0 { heading(paper, say.get("compare_texts")) } else { "\n".to_owned() };
        for (name, side, first, count, place) in [
            (this, &c.copy, row.copy, row.copy_sentences, place_in_copy as fn(&Change) -> Option<Place>),
            (other, &c.original, row.original, row.original_sentences, place_in_original),
        ] {
            let places: Vec<Place> = row.changes.iter().filter_map(place).collect();
            let label = format!("{}: ", say.get(name));
            let text = marked(side, first, count, &places, paper.colours);
            let mut pieces = vec![(Ink::Faint, label.as_str())];
            pieces.extend(text.iter().map(|(ink, words)| (*ink, words.as_str())));
            out += &paper.paragraph(4, 6, &pieces);
        }
    }
    out
}

fn place_in_copy(change: &Change) -> Option<Place> {
    change.copy
}

fn place_in_original(change: &Change) -> Option<Place> {
    change.original
}

fn differs(c: &Comparison, row: &Row) -> bool {
    let plain = |side, first, count| marked(side, first, count, &[], true);
    plain(&c.copy, row.copy, row.copy_sentences) != plain(&c.original, row.original, row.original_sentences)
}

/// The words of some sentences, with what changed in another ink or, without colours, between marks.
fn marked(side: &Side, first: Option<usize>, count: usize, places: &[Place], inks: bool) -> Vec<(Ink, String)> {
    let sentences = side.sentences.iter().skip(first.unwrap_or(usize::MAX)).take(count.max(1));
    let mut out: Vec<(Ink, String)> = Vec::new();
    for sentence in sentences {
        let text = match sentence.paragraph {
            None => side.title.as_deref().unwrap_or_default(),
            Some(at) => side.paragraphs.get(at).map_or("", |p| p.text.as_str()),
        };
        if !out.is_empty() {
            out.push((Ink::Plain, " ".to_owned()));
        }
        let mut at = 0;
        for c in text.chars() {
            let inside = |p: &Place| p.paragraph == sentence.paragraph && p.start <= at && at < p.end;
            if at >= sentence.start && at < sentence.end {
                let ink = if places.iter().any(inside) { Ink::Mark } else { Ink::Plain };
                match out.last_mut() {
                    Some((last, words)) if *last == ink => words.push(c),
                    _ => out.push((ink, c.to_string())),
                }
            }
            at += c.len_utf16();
        }
    }
    if !inks {
        for (ink, words) in &mut out {
            if *ink == Ink::Mark {
                *words = format!("«{words}»");
            }
        }
    }
    out
}
