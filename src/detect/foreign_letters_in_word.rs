//! Letters of another script inside an English word: "the雪 slope", "or。s relating to", "Nоvember" with a Cyrillic o.
//!
//! Foreign names in their own script stand apart, in brackets or quotation marks, or follow a capital ("NHKニュース"); only
//! what touches a small Latin letter counts. Greek letters are left alone, units and chemistry use them, unless one that looks Latin stands
//! between two small Latin letters. Linear in the
//! text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Document, Span};

/// See the module.
pub struct ForeignLettersInWord;

static INFO: DetectorInfo = DetectorInfo {
    id: "foreign-letters-in-word",
    title: "Foreign letters in a word",
    category: Category::Script,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 2.0,
    what: "A word that runs into letters or punctuation of another script without a space, or mixes Latin and Cyrillic.",
    why: "Translation machines leave pieces of the other language untranslated, glued to their neighbours. Spinners put \
          in letters that only look Latin, so that the copy is not recognised.",
    limits: "A translator who typed one look-alike letter; English pages that set Chinese or Japanese words without a \
             space.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "A fall of rock on [[the雪]] slope closed the road.", expected: None },
        Example::Hit { text: "Keep your hands [[asリラックス]] as you can while playing.", expected: None },
        Example::Hit { text: "The students spoke of experience, intuition [[or。s]] and of God.", expected: None },
        Example::Hit { text: "The talks will go on in [[Nоvember]], the envoy said.", expected: None },
        Example::Hit { text: "The talks will go on in [[Nοvember]], with a Greek letter, he said.", expected: None },
        Example::Clean {
            text: "President Xi (习近平) met Владимир Путин; “静岡” is Shizuoka, and NHKニュース and AKB48グループ reported it.",
            because: "names in their own script, in brackets, quotation marks, or after a capital",
        },
        Example::Clean {
            text: "Particles of 10 μm, β-carotene, IFNγ and a 5 kΩ resistor; café, naïve, Dvořák.",
            because: "Greek letters in units and chemistry, and accented Latin letters",
        },
        Example::Clean {
            text: "The shop 茶 sells tea 。 It opened in 2月 and calls itself 茶の湯.",
            because: "foreign words and marks that stand apart, or touch a number",
        },
    ],
    references: &[],
};

impl Detector for ForeignLettersInWord {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            if block.is_plain() {
                continue;
            }
            let mut done = 0;
            let mut before = ' ';
            for (at, c) in block.text.char_indices() {
                let disguised = is_greek_lookalike(before) && c.is_ascii_lowercase() && {
                    let left = block.text.get(..at).unwrap_or("").chars().rev().nth(1);
                    left.is_some_and(|l| l.is_ascii_alphabetic())
                };
                if at >= done && (disguised || touches(before, c) || touches(c, before) && before != ' ') {
                    let span = word_around(block.text, at);
                    done = span.end;
                    let word = block.text.get(span.start..span.end).unwrap_or("");
                    // Wrong decoding is another detector's sign.
                    if word.contains(['Ђ', '鈥', '窶']) {
                        before = c;
                        continue;
                    }
                    let message = Message::new("foreign_letters_in_word", &[word]);
                    let strength = if disguised || is_cyrillic(c) || is_cyrillic(before) { 0.6 } else { 1.0 };
                    sink.push(Evidence::new(&INFO, index, span, strength, message));
                }
                before = c;
            }
        }
    }
}

/// Does a small Latin letter run into something that cannot follow it without a space?
fn touches(latin: char, other: char) -> bool {
    latin.is_ascii_lowercase() && (is_unspaced(other) || is_cyrillic(other) || matches!(other, '。' | '、'))
}

/// Letters of scripts that English never mixes into its words.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}' | '\u{e01}'..='\u{e30}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Greek letters that a reader takes for Latin ones.
fn is_greek_lookalike(c: char) -> bool {
    matches!(c, 'ο' | 'ν' | 'ι' | 'ρ' | 'υ' | 'κ')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{45f}')
}

/// The run of letters, marks and long-vowel signs around a byte.
fn word_around(text: &str, at: usize) -> Span {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '。' | '、' | 'ー');
    let (left, right) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let start = left.char_indices().rev().take_while(|(_, c)| inside(*c)).last().map_or(at, |(i, _)| i);
    let length = right.char_indices().find(|(_, c)| !inside(*c)).map_or(right.len(), |(i, _)| i);
    Span::new(start, at + length)
}
