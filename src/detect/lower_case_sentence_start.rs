//! A sentence that begins without a capital: "The talks failed. the union left."
//!
//! Only after a full stop that follows a common word, and only where a common word follows. Abbreviations, addresses and
//! names written small are left alone. A writer who never capitalises has a habit, not damage: many of them count next to
//! nothing. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, Lexicon, TokenKind, mentions, words};

/// See the module.
pub struct LowerCaseSentenceStart;

static INFO: DetectorInfo = DetectorInfo {
    id: "lower-case-sentence-start",
    title: "Sentence without a capital",
    category: Category::Grammar,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 0.5,
    what: "A full stop, then a sentence that begins with a small letter.",
    why: "Copying machines split the text into pieces, translate them and join them; a piece that was no sentence \
          becomes one.",
    limits: "Typing slips in one honest article of 250; learners and casual writers do it often, so it counts little.",
    false_alarms: "0.4 % of human articles (7 of 1,859), 1.0 % of human translations (2 of 209); 56 % of \
                   learners' texts. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The talks failed. [[the]] union left the table.", expected: Some("The") },
        Example::Hit { text: "Rents rose again. [[nobody]] in the city was surprised.", expected: Some("Nobody") },
        Example::Hit { text: "It was a cold night. [[she]] walked home alone.", expected: Some("She") },
        Example::Clean {
            text: "The firm sells bread, cheese etc. and wine, approx. two tons a day, est. in the city.",
            because: "abbreviations end in a full stop",
        },
        Example::Clean {
            text: "The readers of example.org wait... and wait. iPhone sales fell. van Dyke was there.",
            because: "an address, an ellipsis, and names that begin small",
        },
        Example::Clean {
            text: "“Shall we dance?” she asked. (No answer came.) And so it went, p. ten and fig. two say.",
            because: "a question inside a sentence, brackets, and page numbers",
        },
    ],
    references: &[],
};

/// Abbreviations that are also common words or look like them. Sorted.
const ABBREVIATIONS: [&str; 28] = [
    "abbr", "approx", "art", "asst", "ave", "bros", "cent", "corp", "dept", "det", "ditto", "est", "etc", "ext", "fig",
    "inc", "incl", "jun", "ltd", "max", "min", "misc", "pop", "rev", "sec", "tel", "temp", "vol",
];

impl Detector for LowerCaseSentenceStart {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            let starts = (2..block.tokens.len()).filter(|&i| starts_small(block, i, &data.words));
            found.extend(starts.map(|i| (index, i)));
        }
        let strength = if found.len() > 3 { 0.1 } else { 0.6 };
        for (index, i) in found {
            let Some(block) = doc.blocks.get(index) else { continue };
            let word = block.word(i);
            let Some(first) = word.chars().next() else { continue };
            let capital: String = first.to_uppercase().chain(word.chars().skip(1)).collect();
            let message = Message::new("lower_case_sentence_start", &[word]);
            sink.push(Evidence::new(&INFO, index, block.span(i, i), strength, message).expecting(capital));
        }
    }
}

fn starts_small(block: &Block<'_>, i: usize, lexicon: &Lexicon) -> bool {
    let (Some(last), Some(stop), Some(first)) = (block.tokens.get(i - 2), block.tokens.get(i - 1), block.tokens.get(i))
    else {
        return false;
    };
    let glued = last.end == stop.start && stop.end + 1 == first.start && block.word(i - 1) == ".";
    if !glued || first.kind != TokenKind::Word || first.case != Case::Lower {
        return false;
    }
    let (end, start) = (block.word(i - 2), block.word(i));
    // A capital before the stop may be an abbreviation ("Corp. said"), so the sentence must start with a function word.
    let ends = last.kind == TokenKind::Word
        && match last.case {
            Case::Lower => end.len() > 2 && lexicon.is_common_key(last.key),
            Case::Capitalised => end.len() > 4 && words::is_function_word(start),
            _ => false,
        };
    // What follows tells addresses ("example. org/") and enumerations ("one. two. three.") apart from sentences.
    let follows = block.tokens.get(i + 1).is_some_and(|t| t.start == first.end + 1 && t.kind == TokenKind::Word);
    ends && follows
        && (start == "i" || start.len() > 1 && lexicon.is_common_key(first.key))
        && ABBREVIATIONS.binary_search(&end).is_err()
        && mentions::PARTICLES.binary_search(&start).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
