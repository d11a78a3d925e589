//! `inconsistent-name`: one person under two spellings in one text, apart by the marks of a pivot script.

use std::cell::OnceCell;

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, NameLink, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::distance::{Sounded, distance};
use crate::names::fold::{is_latin, letters};
use crate::names::phonetic::{Symbol, symbols};
use crate::names::roles::{is_role_key, is_role_word};
use crate::names::route;
use crate::report::{Basis, Category};
use crate::text::tokens::strip_possessive;
use crate::text::{Case, Document, Span, TokenKind};

/// See [`INFO`].
pub struct InconsistentName;

static INFO: DetectorInfo = DetectorInfo {
    id: "inconsistent-name",
    title: "One person, several spellings",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.6,
    what: "Two surnames that sound alike under one given name, where l stands for r, b for v, or a vowel was put between \
           consonants: “Petra Lindqvist” and “Petra Rindkvist”.",
    why: "A machine spells a name anew each time it meets it. A newsroom spells it once.",
    limits: "Two relatives or colleagues of the same given name and nearly the same surname; typing errors. It is a weak \
             sign by itself.",
    false_alarms: "0.05 % of human articles (1 of 1,859), 0 of 209 human translations. `cargo run --release --example \
                   rates`",
    examples: &[
        Example::Hit {
            text: "The mayor, Petra Lindholm, opened the bridge. Later [[Petra Rindholm]] thanked the builders.",
            expected: Some("Petra Lindholm"),
        },
        Example::Hit {
            text: "Coach Dario Belmonte praised the team. “We ran,” [[Dario Bermonte]] said. Dario Belmonte left early.",
            expected: Some("Dario Belmonte"),
        },
        Example::Hit {
            text: "Anna Clermont wrote the report. The board heard [[Anna Kurermont]] on Monday, and Anna Clermont again on Friday.",
            expected: Some("Anna Clermont"),
        },
        Example::Clean {
            text: "Anna Clark and Anna Clarke share an office.",
            because: "no mark of a pivot script: two people may be so called",
        },
        Example::Clean { text: "Peter Miller met Paul Mirrer in Leeds.", because: "two given names" },
        Example::Clean { text: "Maria Lopez and Maria Rivas run the school.", because: "the surnames sound different" },
    ],
    references: &[],
};

/// Surnames up to this far apart may be one.
const NEAR: f64 = 0.1;
/// Names that are compared with one another; a text with more full names is a list.
const MAX_NAMES: usize = 150;

struct FullName<'a> {
    block: usize,
    span: Span,
    written: &'a str,
    first: String,
    last: String,
    /// Made when first asked for: few names meet another beside the same given name.
    sounds: OnceCell<Vec<Symbol>>,
}

impl FullName<'_> {
    fn surname(&self) -> Sounded<'_> {
        Sounded::new(&self.last, self.sounds.get_or_init(|| symbols(&self.last)))
    }
}

impl Detector for InconsistentName {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let names = full_names(doc, data);
        let count = |last: &str, first: &str| names.iter().filter(|n| n.last == last && n.first == first).count();
        for (i, odd) in names.iter().enumerate() {
            // A well-known person's right spelling is never the odd one; a corrupted one is another detector's.
            if data.figures.is_known(&odd.last) {
                continue;
            }
            let other = names.iter().enumerate().find(|(j, usual)| {
                usual.first == odd.first
                    && !doc
                        .blocks
                        .get(odd.block)
                        .is_some_and(|b| usual.block == odd.block && b.share_a_sentence(usual.span, odd.span))
                    && !(data.bearers.surname(&usual.last) && data.bearers.surname(&odd.last))
                    && usual.last != odd.last
                    && !data.figures.is_known(&usual.last)
                    && is_usual((count(&usual.last, &usual.first), *j), (count(&odd.last, &odd.first), i))
                    && distance(usual.surname(), odd.surname()) <= NEAR
                    && route::explain(&usual.last, &odd.last).signature
            });
            let Some((_, usual)) = other else { continue };
            let route = route::explain(&usual.last, &odd.last);
            sink.push(Evidence {
                detector: &INFO,
                strength: 0.7,
                block: odd.block,
                span: odd.span,
                expected: Some(usual.written.to_owned()),
                message: Message::new("name_inconsistent", &[odd.written, usual.written]),
                name: Some(NameLink {
                    observed: odd.written.to_owned(),
                    likely: usual.written.to_owned(),
                    role: None,
                    channel: route.channel,
                    confidence: 0.5,
                    basis: Basis::InDocument,
                }),
            });
        }
    }
}

/// The more frequent spelling is the usual one; of two as frequent, the earlier.
fn is_usual(usual: (usize, usize), odd: (usize, usize)) -> bool {
    usual.0 > odd.0 || usual.0 == odd.0 && usual.1 < odd.1
}

/// Mentions of two or three name words without an office among them.
fn full_names<'a>(doc: &Document<'a>, data: &Data) -> Vec<FullName<'a>> {
    let mut out = Vec::new();
    for (b, block) in doc.blocks.iter().enumerate() {
        for m in &block.mentions {
            let tokens: Vec<usize> = (m.first..=m.last)
                .filter(|&t| {
                    block.tokens.get(t).is_some_and(|k| k.kind == TokenKind::Word && k.case == Case::Capitalised)
                })
                .filter(|&t| {
                    // The key has shed a possessive ending, which no office has.
                    let role = block.tokens.get(t).is_some_and(|k| is_role_key(k.key));
                    !(role && is_role_word(&block.word(t).to_lowercase()))
                })
                .skip_while(|&t| t == m.first && m.at_start && is_plain(block.word(t), data))
                .filter(|&t| !is_day(block.word(t)))
                .collect();
            let [first, .., last] = tokens.as_slice() else { continue };
            if tokens.len() > 3 || !is_latin(block.word(*first)) || !is_latin(block.word(*last)) {
                continue;
            }
            let surname = strip_possessive(block.word(*last));
            let span = Span::new(block.span(*first, *first).start, block.span(*last, *last).start + surname.len());
            let (first, last) = (letters(block.word(*first)), letters(surname));
            if first.len() < 2 || last.len() < 4 {
                continue;
            }
            let written = block.text.get(span.start..span.end).unwrap_or("");
            out.push(FullName { block: b, span, written, first, last, sounds: OnceCell::new() });
            if out.len() >= MAX_NAMES {
                return out;
            }
        }
    }
    out
}

/// A word of the language at the head of a sentence, and no given name.
fn is_plain(word: &str, data: &Data) -> bool {
    let lower = word.to_lowercase();
    data.words.is_common(&lower) && !data.bearers.given(&lower)
}

/// "On Friday Petra Lindholm": the day is no given name.
fn is_day(word: &str) -> bool {
    word.ends_with("day")
        && matches!(word, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
}
