//! A capital where no sentence, name or title begins: "in The region", "points It remains", "statement Released on".
//!
//! Most capitals inside a sentence are names, and many copies and honest pages alike run a heading into the sentence after
//! it. So only three shapes count: a function word between a word that cannot end a sentence and a lower-case one; a
//! capitalised "of", "was" or the like that begins no sentence; a capitalised participle before a preposition. Nothing
//! counts near another capital. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, Lexicon, TokenKind, words};

/// See the module.
pub struct StrayCapital;

static INFO: DetectorInfo = DetectorInfo {
    id: "stray-capital",
    title: "Capital inside a sentence",
    category: Category::Grammar,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.0,
    what: "A function word or verb with a capital in the middle of a sentence, where nothing begins.",
    why: "Machines translate the pieces of a paragraph (the text before a link, the link, the text after it) one by one \
          and begin each with a capital.",
    limits: "Titles in sentence case without quotation marks (“the novel About a boy”), capitals out of reverence \
             (“in His mercy”), headings run into the text.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The group has fought in [[The]] region for ten years.", expected: Some("the") },
        Example::Hit {
            text: "He read out a statement [[Released]] on behalf of the union.",
            expected: Some("released"),
        },
        Example::Hit { text: "They heard the testimony [[Of]] the driver on Monday.", expected: Some("of") },
        Example::Clean {
            text: "The king went to The Hague in May and saw The Tempest; the Who played for The Sun.",
            because: "names and titles keep their capitals",
        },
        Example::Clean {
            text: "She wrote the song For the love of Money and reads About a Boy at night.",
            because: "a title goes on with small words",
        },
        Example::Clean {
            text: "Related stories It happened to me. He put the United in the lead: The goal came late.",
            because: "a heading runs into the text, a club's name is a participle, and a colon may be followed by a capital",
        },
        Example::Clean {
            text: "“We will win,” he said of the vote. “In the end, In is In,” as I told them.",
            because: "quotations and “I”",
        },
    ],
    references: &[],
};

/// Words that no sentence ends with and no heading either. Sorted.
const OPEN: [&str; 45] = [
    "a", "against", "an", "and", "are", "as", "at", "be", "because", "been", "between", "but", "by", "can", "could",
    "during", "for", "from", "has", "have", "her", "his", "if", "in", "into", "is", "its", "must", "my", "of", "on",
    "or", "our", "should", "than", "that", "the", "their", "to", "very", "was", "were", "which", "with", "your",
];
/// Words whose capital is wrong after an open word. Sorted. "May", "Will" and "Us" are names as well; "He" and "His" are
/// capitalised out of reverence.
const CLOSED: [&str; 34] = [
    "a", "after", "also", "an", "and", "are", "at", "be", "been", "but", "by", "could", "from", "has", "have", "in",
    "into", "is", "of", "on", "or", "should", "than", "that", "the", "their", "there", "these", "this", "to", "was",
    "were", "with", "would",
];
/// Words that begin no statement, so that even a heading before them explains no capital. Sorted.
const NEVER_FIRST: [&str; 10] = ["are", "be", "been", "had", "has", "is", "of", "than", "was", "were"];
/// Participles that are names of clubs, bands and forces. Sorted.
const NAMES: [&str; 14] = [
    "advanced", "allied", "applied", "armed", "associated", "busted", "combined", "fed", "federated", "integrated",
    "limited", "related", "ted", "united",
];

impl Detector for StrayCapital {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            for i in 1..block.tokens.len() {
                let Some(token) = block.tokens.get(i) else { continue };
                if token.kind != TokenKind::Word || token.case != Case::Capitalised {
                    continue;
                }
                let Some(strength) = is_stray(block, i, &data.words) else { continue };
                let word = block.word(i);
                let message = Message::new("stray_capital", &[word]);
                sink.push(
                    Evidence::new(&INFO, index, block.span(i, i), strength, message).expecting(word.to_lowercase()),
                );
            }
        }
    }
}

fn is_stray(block: &Block<'_>, i: usize, lexicon: &Lexicon) -> Option<f64> {
    let lower_word =
        |at: usize| block.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    let spaced = |at: usize| match (block.tokens.get(at), block.tokens.get(at + 1)) {
        (Some(a), Some(b)) => a.end + 1 == b.start,
        _ => false,
    };
    if !lower_word(i - 1) || !lower_word(i + 1) || !spaced(i - 1) || !spaced(i) {
        return None;
    }
    // A capital close by: a title or a name in sentence case.
    let near = (i.saturating_sub(2)..i).chain(i + 2..i + 4).filter_map(|at| block.tokens.get(at));
    if near.into_iter().any(|t| t.kind == TokenKind::Word && t.case != Case::Lower) {
        return None;
    }
    let word = block.word(i).to_lowercase();
    let (before, after) = (block.word(i - 1), block.word(i + 1));
    let open = OPEN.binary_search(&before).is_ok();
    if open && CLOSED.binary_search(&word.as_str()).is_ok() {
        return Some(0.8);
    }
    if !open && before.len() > 1 && NEVER_FIRST.binary_search(&word.as_str()).is_ok() {
        return Some(0.8);
    }
    let participle = word.len() > 4 && word.ends_with("ed") && lexicon.is_common(&word);
    let preposition =
        matches!(after, "after" | "at" | "between" | "by" | "during" | "from" | "in" | "on" | "to" | "with");
    let noun = !words::is_function_word(before) && before.len() > 3 && lexicon.is_common(before);
    (participle && preposition && noun && NAMES.binary_search(&word.as_str()).is_err()).then_some(0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [&OPEN[..], &CLOSED, &NEVER_FIRST, &NAMES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
