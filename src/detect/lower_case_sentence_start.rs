//! A sentence that begins without a capital: "The talks failed. the union left."
//!
//! Only after a stop that follows a known word, a name or a number, and only where a common word follows, or a name that
//! the article writes with a capital elsewhere; so too after “Mr.”. Abbreviations, addresses and names that are written
//! small are left alone. A writer who never capitalises has a habit, not damage: many of them count next to
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
    what: "A full stop, then a sentence that begins with a small letter; or a title (“Mr.”), then a name that does.",
    why: "Copying machines split the text into pieces, translate them and join them; a piece that was no sentence \
          becomes one.",
    limits: "Typing slips in one honest article of 250; learners and casual writers do it often, so it counts little.",
    false_alarms: "0.4 % of human articles (7 of 1,859), 1.0 % of human translations (2 of 209), 0.8 % of 355 news \
                   pages; 57 % of learners' texts. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The talks failed. [[the]] union left the table.", expected: Some("The") },
        Example::Hit { text: "Rents rose again. [[nobody]] in the city was surprised.", expected: Some("Nobody") },
        Example::Hit { text: "It was a cold night. [[she]] walked home alone.", expected: Some("She") },
        Example::Hit { text: "The plan of Orban was old. Then Mr. [[orban]] left the hall.", expected: Some("Orban") },
        Example::Hit { text: "The bridge was to open in 2016. [[it]] never did.", expected: Some("It") },
        Example::Clean {
            text: "The letter of Rep. Ada Moss (D-Calif.) was read, Maple St. traffic stopped, and Dr. van Dyke came.",
            because: "abbreviations with a capital, and names that begin small",
        },
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

/// Titles after which a name follows. Sorted.
const TITLES: [&str; 11] = ["Dr", "Gen", "Gov", "Lt", "Mr", "Mrs", "Ms", "Prof", "Rep", "Sen", "Sgt"];

/// Words that begin statements and go on with none that was ended by a mark inside it. Sorted.
const OPENERS: [&str; 18] = [
    "although", "because", "but", "he", "however", "i", "in", "it", "meanwhile", "she", "the", "there", "these",
    "they", "this", "those", "we", "you",
];

impl Detector for LowerCaseSentenceStart {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let mut found: Vec<(usize, usize, f64)> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            for stop in 1..block.tokens.len().saturating_sub(1) {
                if !is_stop(block, stop) {
                    continue;
                }
                if let Some((i, strength)) = starts_small(doc, block, stop, &data.words) {
                    found.push((index, i, strength));
                }
            }
        }
        let habit = found.len() > 3;
        for (index, i, strength) in found {
            let Some(block) = doc.blocks.get(index) else { continue };
            let word = block.word(i);
            let Some(first) = word.chars().next() else { continue };
            let capital: String = first.to_uppercase().chain(word.chars().skip(1)).collect();
            let message = Message::new("lower_case_sentence_start", &[word]);
            let strength = if habit { 0.1 } else { strength };
            sink.push(Evidence::new(&INFO, index, block.span(i, i), strength, message).expecting(capital));
        }
    }
}

/// A full stop, exclamation or question mark right after its word.
fn is_stop(block: &Block<'_>, i: usize) -> bool {
    block.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Mark && t.end == t.start + 1)
        && matches!(block.word(i), "." | "!" | "?")
        && i.checked_sub(1).and_then(|b| block.tokens.get(b)).is_some_and(|b| b.end == block.span(i, i).start as u32)
}

/// The small first word of the sentence after this stop, and how sure it is that one begins there.
fn starts_small(doc: &Document<'_>, block: &Block<'_>, stop: usize, lexicon: &Lexicon) -> Option<(usize, f64)> {
    let (last, mark) = (block.tokens.get(stop - 1)?, block.word(stop));
    let closing = block.tokens.get(stop + 1).is_some_and(|t| {
        t.kind == TokenKind::Mark
            && t.start == block.span(stop, stop).end as u32
            && matches!(block.word(stop + 1), ")" | "]")
    });
    let (before, i) = if closing { (stop + 1, stop + 2) } else { (stop, stop + 1) };
    let (first, second) = (block.tokens.get(i)?, block.tokens.get(i + 1)?);
    let apart = block.tokens.get(before).is_some_and(|t| t.end + 1 == first.start);
    if !apart || first.kind != TokenKind::Word || first.case != Case::Lower {
        return None;
    }
    let (end, start) = (block.word(stop - 1), block.word(i));
    // What follows tells addresses ("example. org/") and enumerations ("one. two. three.") apart from sentences.
    let comma = second.start == first.end && block.word(i + 1) == ",";
    let follows = comma || second.start == first.end + 1 && second.kind == TokenKind::Word;
    if !follows || mentions::PARTICLES.binary_search(&start).is_ok() || closing && mark != "." {
        return None;
    }
    if last.kind == TokenKind::Word && TITLES.binary_search(&end).is_ok() && mark == "." {
        // "Mr. obama": the article knows better elsewhere.
        return (!lexicon.is_common_key(first.key) || second.case == Case::Capitalised)
            .then(|| is_name(doc, first.key).then_some((i, 0.6)))
            .flatten();
    }
    let function = words::is_function_word(start);
    let known = start == "i" || start.len() > 1 && lexicon.is_common_key(first.key) || is_name(doc, first.key);
    // A capital or a number before the stop may be an abbreviation or a rank ("Corp. said", "12. a bridge"), and an
    // exclamation mark may end a quoted title, so there the sentence must start with a word that begins one.
    let ends = match last.kind {
        TokenKind::Word if mark != "." => last.case == Case::Lower && OPENERS.binary_search(&start).is_ok(),
        TokenKind::Word => match last.case {
            Case::Lower => {
                end.len() > 2 && lexicon.is_common_key(last.key)
                    || end.len() > 5 && lexicon.contains_key(last.key) && function
            }
            Case::Capitalised => {
                !closing && end.len() > 4 && (function || end.len() > 5 && !comma && !lexicon.contains_key(last.key))
            }
            _ => false,
        },
        TokenKind::Number => mark == "." && end.len() > 3 && OPENERS.binary_search(&start).is_ok(),
        TokenKind::Mark => false,
    };
    (ends && known && ABBREVIATIONS.binary_search(&end).is_err()).then_some((i, 0.6))
}

/// Does the article write the word with a capital, too, inside a sentence?
fn is_name(doc: &Document<'_>, key: u64) -> bool {
    doc.blocks.iter().any(|b| {
        b.mentions.iter().any(|m| {
            (m.first..=m.last).any(|at| b.tokens.get(at).is_some_and(|t| t.key == key && t.case == Case::Capitalised))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted() && TITLES.is_sorted() && OPENERS.is_sorted());
    }
}
