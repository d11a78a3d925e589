//! Characters that nobody sees inside English words: joiners, direction marks, fillers, tags.
//!
//! Zero-width spaces and soft hyphens are dropped when a text is read and tell nothing: publishers put them in so that long
//! words may break. Joiners belong to Arabic, Indian and emoji sequences, direction marks to the edges of Arabic and Hebrew
//! words; between two small Latin letters none of them has work to do. Linear in the text; plain ASCII is skipped at once.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Document, Span};

/// See the module.
pub struct HiddenCharacter;

static INFO: DetectorInfo = DetectorInfo {
    id: "hidden-character",
    title: "Hidden character inside a word",
    category: Category::Script,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.0,
    what: "A joiner, a direction mark, a filler or a tag between two small letters of an English word.",
    why: "Hidden characters make a copy differ from its original for a program and not for a reader; some spinners sow them.",
    limits: "A word pasted from a program that marks the direction of text. After the first sign, further ones count next to nothing.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; \
                   0 of the copies measured too. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The [[gover\u{200d}nment]] denied it.", expected: Some("government") },
        Example::Hit { text: "Two [[mini\u{200c}sters]] left the hall.", expected: Some("ministers") },
        Example::Hit { text: "The court heard [[wit\u{200e}nesses]] for a week.", expected: Some("witnesses") },
        Example::Clean {
            text: "She waved a 🏳\u{fe0f}\u{200d}🌈 and wrote \u{200e}انوشے\u{200e} under it; می\u{200c}خواهم is Persian, क्\u{200d}ष Hindi.",
            because: "emoji and scripts that need joiners and marks",
        },
        Example::Clean {
            text: "A non\u{a0}breaking space, an e\u{301} and a dash \u{2013} so.",
            because: "marks with work to do",
        },
        Example::Clean {
            text: "\u{200e}The word begins here\u{200e}.",
            because: "direction marks at the edge of a word",
        },
    ],
    references: &[],
};

impl Detector for HiddenCharacter {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut first = true;
        for (index, block) in doc.blocks.iter().enumerate() {
            if block.text.is_ascii() {
                continue;
            }
            let mut done = 0;
            for (at, _) in block.text.char_indices().filter(|(_, c)| is_hidden(*c)) {
                let Some(span) = word_around(block.text, at).filter(|_| at >= done) else { continue };
                done = span.end;
                let seen = block.text.get(span.start..span.end).unwrap_or("");
                let expected: String = seen.chars().filter(|c| !is_hidden(*c)).collect();
                let strength = if std::mem::take(&mut first) { 1.0 } else { 0.1 };
                let message = Message::new("hidden_character", &[&expected]);
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(expected));
            }
        }
    }
}

/// Characters without a shape.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2061}'..='\u{2069}' | '\u{3164}' | '\u{ffa0}' | '\u{e0020}'..='\u{e007f}')
}

/// The word around a hidden character that stands between two small Latin letters.
fn word_around(text: &str, at: usize) -> Option<Span> {
    let inside = |c: &char| c.is_ascii_alphabetic() || is_hidden(*c);
    let (left, right) = text.split_at_checked(at)?;
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    let between = small(left.chars().rev().find(|c| !is_hidden(*c))) && small(right.chars().find(|c| !is_hidden(*c)));
    let before: usize = left.chars().rev().take_while(inside).map(char::len_utf8).sum();
    let after: usize = right.chars().take_while(inside).map(char::len_utf8).sum();
    between.then(|| Span::new(at - before, at + after))
}
