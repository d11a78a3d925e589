//! One report in every form, compared with what was looked at and found good: `tests/cli/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test --bin ungarble golden` writes the files anew; look at them before committing.

use std::fs;
use std::path::Path;

use ungarble::article::ParagraphKind;
use ungarble::report::{
    Basis, Category, Change, ChangeKind, ChangeRef, Channel, Comparison, EvidenceRow, NameRow, PageInfo, PairRelation,
    Place, Quote, Relation, Report, Row, ScorePart, Side, SideParagraph, SideSentence, SourceRow, Status, TextInfo,
    Verdict,
};

use super::paper::Paper;
use super::{comparison, csv, html, json, markdown, text};
use crate::cli::batch::{Frame, Tally};
use crate::cli::compare::Compared;
use crate::cli::input::Id;

fn sign(
    detector: &'static str,
    category: Category,
    paragraph: Option<usize>,
    words: [&str; 3],
    why: &str,
) -> EvidenceRow {
    let [prefix, exact, suffix] = words;
    EvidenceRow {
        detector,
        category,
        strength: 0.75,
        paragraph,
        start: prefix.len(),
        end: prefix.len() + exact.len(),
        quote: Quote { prefix: prefix.into(), exact: exact.into(), suffix: suffix.into() },
        expected: None,
        message: why.into(),
        message_id: "example",
        params: Vec::new(),
    }
}

/// A report with something in every field, some of it hostile.
fn sample() -> Report {
    let glued = "“Provision” and “the” are run together.";
    let mut evidence = vec![
        sign("glued-words", Category::Glue, None, ["", "Provisionthe", " bill | *now*"], glued),
        sign(
            "glued-words",
            Category::Glue,
            Some(2),
            ["and the campaign that is known as ", "Provisionthe", " began."],
            glued,
        ),
        sign(
            "doubled-word",
            Category::Grammar,
            Some(0),
            ["<b>In</b> ", "the the", " end @mayor said"],
            "“the” stands here twice.",
        ),
        sign(
            "visible-entity",
            Category::Encoding,
            Some(1),
            ["Marks ", "&amp;", " Sons"],
            "An entity is shown as text.",
        ),
    ];
    for row in &mut evidence[..2] {
        row.expected = Some("Provision the".into());
    }
    Report {
        schema: ungarble::report::SCHEMA,
        engine: ungarble::report::ENGINE,
        id: "=in\u{202e}box/\x1b[31m1.html".into(),
        status: Status::Scored,
        reason: None,
        page: PageInfo {
            url: Some("https://news.example/a?b=1&c=2".into()),
            title: Some("Provisionthe bill <script>alert(1)</script>".into()),
            byline: Some("Jo [Writer](http://evil.example)".into()),
            publisher: Some("Example & Sons".into()),
            published: Some("2024-05-01".into()),
            language: Some("en".into()),
        },
        text: TextInfo { words: 612, sentences: 30, paragraphs: 9, truncated: true },
        score: Some(87),
        probability: Some(0.912_345),
        verdict: Some(Verdict::LikelyGarbled),
        score_parts: vec![ScorePart { category: Category::Glue, count: 2, weight: 1.5 }],
        evidence,
        names: vec![NameRow {
            observed: vec!["Jon Smitu".into(), "the Smithy".into()],
            likely: "John Smith".into(),
            role: Some("Mayor of Exampleton".into()),
            channel: Channel::Japanese,
            confidence: 0.9,
            basis: Basis::InDocument,
            why: "“Jon Smitu” sounds like “John Smith” after a way through Japanese.".into(),
            message_id: "example",
            params: Vec::new(),
        }],
        sources: vec![
            SourceRow {
                id: None,
                url: "https://original.example/story".into(),
                title: Some("The bill's provision".into()),
                publisher: Some("The Original".into()),
                relation: Relation::Credited,
                confidence: 0.8,
                reasons: vec!["The text credits The Original.".into()],
                reason_messages: Vec::new(),
            },
            SourceRow {
                id: None,
                url: "javascript:alert(1)".into(),
                title: None,
                publisher: None,
                relation: Relation::Search,
                confidence: 0.2,
                reasons: Vec::new(),
                reason_messages: Vec::new(),
            },
        ],
        comparison: None,
    }
}

fn page(frame: &mut dyn Frame, bodies: &[Vec<u8>]) -> String {
    let tally = Tally { all: bodies.len(), verdicts: [0, 0, 1], errors: 1, ..Tally::default() };
    let bodies: Vec<String> = bodies.iter().map(|b| String::from_utf8(b.clone()).expect("UTF-8")).collect();
    format!("{}{}{}", frame.head(true), bodies.join(&frame.between()), frame.foot(&tally))
}

#[test]
fn every_form_looks_as_it_did() {
    let reports =
        [sample(), ungarble::error_report("broken.html".into(), "This looks like an image, not text or HTML.".into())];
    let each = |draw: &dyn Fn(&Report) -> Vec<u8>| reports.iter().map(draw).collect::<Vec<_>>();
    let plain = Paper { width: 88, colours: false };
    let colour = Paper { width: 60, colours: true };
    let id = Id::Text(String::new());
    let forms = [
        ("report.txt", page(&mut text::Sheets::default(), &each(&|r| text::report(r, plain).into_bytes()))),
        ("report.ansi", page(&mut text::Sheets::default(), &each(&|r| text::report(r, colour).into_bytes()))),
        ("report.md", page(&mut markdown::Ticket::default(), &each(&|r| markdown::report(r).into_bytes()))),
        ("report.html", page(&mut html::Page, &each(&|r| html::row(r).into_bytes()))),
        ("report.csv", page(&mut csv::Table, &each(&csv::row))),
        ("report.json", page(&mut json::Array::default(), &each(&|r| json::print(r, &id, false)))),
    ];
    for (name, got) in forms {
        golden(name, &got);
    }
}

fn golden(name: &str, got: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, got).expect("written");
    }
    let want = fs::read_to_string(&path).expect("a golden file; UPDATE_GOLDEN=1 writes it");
    assert!(got == want, "{name} looks different now; UPDATE_GOLDEN=1 writes it anew:\n{got}");
}

/// A side of two sentences; the words in brackets are a change's, in order.
fn side(title: &str, text: &str) -> (Side, Vec<Place>) {
    let mut places = Vec::new();
    let mut plain = String::new();
    for c in text.chars() {
        let at = plain.encode_utf16().count();
        match c {
            '[' => places.push(Place { paragraph: Some(0), start: at, end: at }),
            ']' => places.iter_mut().last().expect("an open bracket").end = at,
            c => plain.push(c),
        }
    }
    let half = plain.find(". ").expect("two sentences") + 1;
    let sentence = |start: usize, end: usize| SideSentence {
        paragraph: Some(0),
        start: plain[..start].encode_utf16().count(),
        end: plain[..end].encode_utf16().count(),
    };
    let side = Side {
        url: None,
        title: Some(title.into()),
        sentences: vec![sentence(0, half), sentence(half + 1, plain.len())],
        paragraphs: vec![SideParagraph { kind: ParagraphKind::Body, text: plain.clone() }],
        ..Side::default()
    };
    (side, places)
}

/// A comparison with something of everything, some of it hostile.
fn pair() -> Compared {
    let (copy, ours) =
        side("Bridge <b>opens</b>", "The [office boss] Jon [Smitu] opened it. “It is [tall]”, said @mayor “𝔗”.");
    let (original, theirs) =
        side("The bridge opens", "The [mayor] John [Smith] opened it. “It is [high]”, said the mayor. It rained.");
    let kinds = [ChangeKind::Title, ChangeKind::Name, ChangeKind::Quote];
    let mut changes: Vec<Change> = kinds
        .iter()
        .zip(ours.iter().zip(&theirs))
        .map(|(kind, (copy, original))| Change {
            kind: *kind,
            copy: Some(*copy),
            original: Some(*original),
            observed: None,
            expected: None,
            channel: None,
            message: String::new(),
            message_id: "example",
            params: Vec::new(),
        })
        .collect();
    let row = |copy, original, changes| Row {
        copy,
        copy_sentences: usize::from(copy.is_some()),
        original,
        original_sentences: usize::from(original.is_some()),
        similarity: 0.7,
        moved: false,
        changes,
    };
    let quote = changes.split_off(2);
    let found = |row, change, observed: &str, expected: &str| ChangeRef {
        row,
        change,
        observed: observed.into(),
        expected: expected.into(),
        why: format!("“{observed}” | “{expected}”"),
    };
    let comparison = Comparison {
        relation: PairRelation::GarbledCopy,
        confidence: 0.985,
        aligned: 1.0,
        in_order: 1.0,
        verbatim: 0.125,
        used: 0.666,
        copy: Side { url: Some("javascript:alert(1)".into()), ..copy },
        original: Side {
            url: Some("https://original.example/bridge".into()),
            publisher: Some("The Original".into()),
            published: Some("2026-11-17".into()),
            ..original
        },
        sentences: vec![row(Some(0), Some(0), changes), row(Some(1), Some(1), quote), row(None, Some(2), Vec::new())],
        names: sample().names,
        titles: vec![found(0, 0, "office boss", "mayor")],
        numbers: Vec::new(),
        dates: Vec::new(),
        quotes: vec![found(1, 0, "tall", "high")],
        meanings: vec![found(1, 0, "", "not")],
    };
    Compared::of("pair-7", comparison)
}

#[test]
fn a_comparison_looks_as_it_did() {
    let pair = pair();
    golden("compare.txt", &comparison::text::sheet(&pair, Paper { width: 88, colours: false }));
    golden("compare.ansi", &comparison::text::sheet(&pair, Paper { width: 60, colours: true }));
    golden("compare.md", &comparison::markdown::ticket(&pair));
}
