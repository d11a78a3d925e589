//! Quotation marks that stand apart from every word: "said. " It is difficult to explain", "deeply sad "" for the fight".
//!
//! One such mark is a slip that honest pages show; a text with two or more is none. Marks that are spaced in pairs, as in
//! “ Wild Rose ”, are somebody's habit and do not count, nor do inches. Whether quotations are closed is not judged: 4 % of
//! honest paragraphs with quotations are not, once a page's layout is gone. Linear in the tokens.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Document, Span, TokenKind};

/// See the module.
pub struct StrayQuotationMark;

static INFO: DetectorInfo = DetectorInfo {
    id: "stray-quotation-mark",
    title: "Quotation marks apart from the words",
    category: Category::Quote,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.0,
    what: "Two or more quotation marks in a text that have a space, or nothing, on both sides, and quotation marks around \
           nothing.",
    why: "A translation machine cuts the text at quotation marks and puts the pieces together again; where it lost count, a mark \
          stands between two words and belongs to neither.",
    limits: "Texts that were cut into words for a program and carelessly joined.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; \
                   2.4 % of the copies nothing was planted in. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "He said he is sad [[\"\"]] for the fight in the street.", expected: None },
        Example::Hit { text: "The plan framed [[“”]] nobody, the bank said.", expected: None },
        Example::Hit { text: "The bank, it said, did not frame [[\"\"]], nor did the court.", expected: None },
        Example::Clean {
            text: "“We are glad,” he said. \" And so are we,” said she.",
            because: "one mark apart from the words",
        },
        Example::Clean {
            text: "The song “ Wild Rose ” and the film \" Blue Sky \" won; « Oui », he said.",
            because: "marks that are spaced in pairs",
        },
        Example::Clean { text: "A 24 \" screen and a 27 \" one; the board is 6 \" wide.", because: "inches" },
    ],
    references: &[],
};

/// Stray marks below this many say nothing: straight ones, and any. Curly ones lose a space in honest pages' templates.
const CLUSTER: (usize, usize) = (2, 4);

impl Detector for StrayQuotationMark {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut strays = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            if block.text.is_ascii() && !block.text.as_bytes().contains(&b'"') {
                continue;
            }
            for span in empty(block) {
                let message = Message::new("quotation_empty", &[block.text.get(span.start..span.end).unwrap_or("")]);
                sink.push(Evidence::new(&INFO, index, span, 0.6, message));
            }
            strays.extend(apart(block).into_iter().map(|span| (index, span)));
        }
        let straight = strays.iter().filter(|(_, span)| span.end - span.start == 1).count();
        if straight < CLUSTER.0 && strays.len() < CLUSTER.1 {
            return;
        }
        for (index, span) in strays {
            let Some(block) = doc.blocks.get(index) else { continue };
            let message = Message::new("quotation_mark_apart", &[block.text.get(span.start..span.end).unwrap_or("")]);
            let strength = if span.end - span.start == 1 { 0.4 } else { 0.25 };
            sink.push(Evidence::new(&INFO, index, span, strength, message));
        }
    }
}

fn is_quotation_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”")
}

fn spaced(block: &Block<'_>, i: usize) -> (bool, bool) {
    let Some(token) = block.tokens.get(i) else { return (false, false) };
    let before = i.checked_sub(1).and_then(|b| block.tokens.get(b)).is_none_or(|t| t.end < token.start);
    let after = block.tokens.get(i + 1).is_none_or(|t| t.start > token.end);
    (before, after)
}

/// Quotation marks that belong to no word. Two in a row that are both apart are a pair and left out.
fn apart(block: &Block<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut pending: Option<usize> = None;
    for (i, token) in block.tokens.iter().enumerate() {
        if token.kind != TokenKind::Mark || !is_quotation_mark(block.word(i)) {
            continue;
        }
        let behind_a_mark = i.checked_sub(1).map_or("", |b| block.word(b));
        // “… win.’ ” ends a quotation in a quotation, 24 " is a measure.
        let excused = matches!(behind_a_mark, "’" | "'" | "‘")
            || i.checked_sub(1).and_then(|b| block.tokens.get(b)).is_some_and(|t| t.kind == TokenKind::Number);
        let (before, after) = spaced(block, i);
        let stray = before && after && !excused && block.tokens.len() > 1;
        match (pending.take(), stray) {
            (None, true) => pending = Some(i),
            (Some(one), false) => out.push(block.span(one, one)),
            (Some(_), true) | (None, false) => {}
        }
    }
    out.extend(pending.map(|one| block.span(one, one)));
    out
}

/// An opening and a closing mark with nothing between, apart from the word before.
fn empty(block: &Block<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    // Programmers and style guides mean the empty marks.
    let mentioned = |word: &str| block.text.contains(word);
    for (i, pair) in block.tokens.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        if one.kind != TokenKind::Mark || one.end != two.start {
            continue;
        }
        let matching = matches!((block.word(i), block.word(i + 1)), ("\"", "\"") | ("“", "”"));
        let after = block.tokens.get(i + 2);
        let free = i.checked_sub(1).and_then(|b| block.tokens.get(b)).is_some_and(|t| t.end < one.start)
            && after.is_some_and(|t| t.start > two.end || matches!(block.word(i + 2), "," | "." | ";"));
        if matching && free && !["string", "empty", "quot", "()"].into_iter().any(mentioned) {
            out.push(Span::new(one.start as usize, two.end as usize));
        }
    }
    out
}
