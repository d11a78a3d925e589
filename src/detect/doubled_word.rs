//! A word written twice: "the the", "police police".
//!
//! Only inside a sentence, only with nothing but space between, and never where English doubles words on purpose
//! ("had had", "very very", names). One is a slip that honest pages make too; two different ones in one text are not.
//! Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, Span, TokenKind};

/// See the module.
pub struct DoubledWord;

static INFO: DetectorInfo = DetectorInfo {
    id: "doubled-word",
    title: "Doubled word",
    category: Category::Grammar,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 0.8,
    what: "The same word twice in a row where English never doubles it.",
    why: "Machine translation and spinners replace a word by one that stands beside it already.",
    limits: "Typing slips: one honest article in a hundred has one. A single one therefore counts little.",
    false_alarms: "0.6 % of human articles (12 of 1,859), 1.4 % of human translations (3 of 209), 2 % of 374 \
                   news pages. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The council will vote on [[the the]] new budget in March.", expected: Some("the") },
        Example::Hit {
            text: "A spokeswoman for the [[police police]] confirmed the arrest.",
            expected: Some("police"),
        },
        Example::Hit { text: "The two sides met [[at at]] the northern border.", expected: Some("at") },
        Example::Clean {
            text: "She had had enough, and he knew that that was very very true.",
            because: "English doubles these words",
        },
        Example::Clean {
            text: "Duran Duran played in Pago Pago after the La La Land premiere.",
            because: "names are doubled as they are",
        },
        Example::Clean {
            text: "He was arrested for a break-in in May. In the end, what he is is unclear, and it went on, on and on.",
            because: "a compound, a cleft sentence and a comma stand between the two",
        },
        Example::Clean {
            text: "Doctors went there. There they found nothing: “No, no no.”",
            because: "a sentence ends between the two, and a quotation repeats for effect",
        },
    ],
    references: &[],
};

/// Words that are rightly doubled: grammar ("had had", "that that", "is is"), emphasis, sounds, and particles.
/// Sorted.
const DOUBLED: [&str; 51] = [
    "billion", "blah", "bye", "can", "chop", "do", "far", "fifty", "go", "great", "ha", "had", "her", "hip", "hush",
    "is", "knock", "like", "long", "many", "million", "more", "much", "my", "never", "night", "no", "now", "ok", "one",
    "over", "please", "pretty", "quite", "rah", "really", "so", "step", "that", "there", "tut", "up", "very", "was",
    "way", "well", "what", "who", "win", "yeah", "yes",
];

impl Detector for DoubledWord {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut kinds: Vec<u64> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            for i in 1..block.tokens.len() {
                let Some(token) = block.tokens.get(i).filter(|_| is_doubled(block, i)) else { continue };
                if data.words.contains_key(token.key) {
                    found.push((index, i));
                    if !kinds.contains(&token.key) && kinds.len() < 8 {
                        kinds.push(token.key);
                    }
                }
            }
        }
        let strength = if kinds.len() > 1 { 1.0 } else { 0.5 };
        for (index, i) in found {
            let Some(block) = doc.blocks.get(index) else { continue };
            let word = block.word(i - 1);
            let span = Span::new(block.span(i - 1, i - 1).start, block.span(i, i).end);
            let message = Message::new("doubled_word", &[word]);
            sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(word));
        }
    }
}

/// Is token `i` the word before it once more?
fn is_doubled(block: &Block<'_>, i: usize) -> bool {
    let (Some(first), Some(second)) = (block.tokens.get(i - 1), block.tokens.get(i)) else { return false };
    if second.kind != TokenKind::Word || second.case != Case::Lower || first.key != second.key {
        return false;
    }
    if !matches!(first.case, Case::Lower | Case::Capitalised) || first.end + 1 != second.start {
        return false;
    }
    let word = block.word(i);
    let before = block.text.get(..first.start as usize).and_then(|t| t.chars().next_back());
    // A possessive differs from its stem, and the tail of a compound ("break-in in") is no word of its own.
    block.word(i - 1).len() == word.len()
        && !matches!(before, Some('-' | '–' | '\'' | '’' | '/'))
        && (word.len() > 1 || word == "a")
        && DOUBLED.binary_search(&word).is_err()
        // A third time is a song or a slogan.
        && block.tokens.get(i + 1).is_none_or(|t| t.key != second.key)
        && (i < 2 || block.tokens.get(i - 2).is_none_or(|t| t.key != first.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(DOUBLED.is_sorted());
    }
}
