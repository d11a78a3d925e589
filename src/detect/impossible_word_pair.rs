//! Two function words in a row that English never puts so: "the his", "can being", "each another".
//!
//! A closed table of pairs, each wrong by grammar whoever writes and whatever surrounds it. Pairs that dialects, learners'
//! everyday slips or a stranded preposition can produce ("your the", "capable to", "spoke to have") are left out. Linear
//! in the text.

use std::sync::LazyLock;

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, KeySet, TokenKind, language, word_key};

/// See the module.
pub struct ImpossibleWordPair;

static INFO: DetectorInfo = DetectorInfo {
    id: "impossible-word-pair",
    title: "Words that cannot follow each other",
    category: Category::Grammar,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "Two articles or determiners in a row, an article before a preposition or a verb, a modal verb before the wrong \
           form.",
    why: "Translation by rules carries the grammar of the other language over (“the his”), and spinners replace words \
          without looking at their neighbours.",
    limits: "A word left standing after an edit (“a the phrase”): about one honest article in a thousand.",
    false_alarms: "0.2 % of human articles (4 of 1,859), 0 of 209 human translations. `cargo run --release \
                   --example rates`",
    examples: &[
        Example::Hit { text: "The senator spoke of [[the his]] wife and the harbour.", expected: None },
        Example::Hit { text: "The batteries [[can being]] replaced in any shop.", expected: None },
        Example::Hit { text: "The two ministers insulted [[each another]] for an hour.", expected: None },
        Example::Hit { text: "The vote ended [[according into]] the union in chaos.", expected: None },
        Example::Clean {
            text: "All of his, the most loyal of the lot, gave her the key; each, another said, can be his.",
            because: "a comma or the grammar stands between the two",
        },
        Example::Clean {
            text: "The choir sang the a cappella version and his a priori case for the is-ought gap.",
            because: "foreign set phrases and compounds",
        },
        Example::Clean {
            text: "It is Markel with an a. We wir oot an the cat wis in, an the watter wis risin, an he said naethin.",
            because: "a letter's name, and the Scots word for “and”",
        },
        Example::Clean {
            text: "The people he spoke to have left; what it is has been known; no one but her is in.",
            because: "stranded prepositions and clauses meet in the middle",
        },
    ],
    references: &[],
};

/// First words, sorted, each with the words that cannot follow it.
const PAIRS: [(&str, &[&str]); 18] = [
    ("a", &["an", "another", "any", "his", "its", "my", "our", "some", "the", "their", "these", "those", "your"]),
    ("according", &["against", "at", "by", "for", "from", "into", "of", "on", "that"]),
    ("against", &["be"]),
    ("an", &["a", "alone", "another", "any", "his", "its", "my", "of", "our", "some", "the", "their", "these", "your"]),
    ("are", &["been"]),
    ("can", &["been", "being", "has"]),
    ("could", &["been", "being", "has"]),
    ("each", &["another"]),
    ("his", &["a", "an", "its", "my", "our", "the", "their", "these", "those", "your"]),
    ("into", &["be"]),
    ("is", &["been"]),
    ("my", &["a", "an", "his", "its", "our", "the", "their", "these", "those", "your"]),
    ("no", &["a", "an", "only", "the"]),
    ("our", &["a", "an", "his", "its", "my", "the", "their", "these", "those", "your"]),
    (
        "the",
        &[
            "a", "an", "another", "any", "been", "does", "his", "into", "is", "its", "my", "of", "our", "some",
            "their", "these", "those", "your",
        ],
    ),
    ("was", &["been"]),
    ("were", &["been"]),
    ("would", &["been", "being", "has"]),
];

/// A key of each pair: most neighbours are told off by one look.
fn is_listed(first: u64, second: u64) -> bool {
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
        let keys = |(first, seconds): &(&str, &'static [&str])| {
            let first = word_key(first);
            seconds.iter().map(move |second| first.rotate_left(29) ^ word_key(second))
        };
        PAIRS.iter().flat_map(keys).collect()
    });
    KEYS.contains(first.rotate_left(29) ^ second)
}

/// What makes "the a" or "his a" right: "a cappella".
const AFTER_A: [&str; 5] = ["cappella", "la", "posteriori", "priori", "tempo"];

impl Detector for ImpossibleWordPair {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            for i in 1..block.tokens.len() {
                if !is_impossible(block, i) {
                    continue;
                }
                let (first, second) = (block.word(i - 1), block.word(i));
                if first == "an" && language::says_an_for_and(doc) {
                    continue;
                }
                let message = Message::new("impossible_word_pair", &[first, second]);
                sink.push(Evidence::new(&INFO, index, block.span(i - 1, i), 1.0, message));
            }
        }
    }
}

/// Are tokens `i - 1` and `i` such a pair, with nothing but a space between and no hyphen around?
fn is_impossible(block: &Block<'_>, i: usize) -> bool {
    let (Some(first), Some(second)) = (block.tokens.get(i - 1), block.tokens.get(i)) else { return false };
    // All words of the table are function words, and few words stand between two of them.
    if !first.is_function() || !second.is_function() {
        return false;
    }
    if second.kind != TokenKind::Word || second.case != Case::Lower || first.end + 1 != second.start {
        return false;
    }
    if !is_listed(first.key, second.key) || !matches!(first.case, Case::Lower | Case::Capitalised) {
        return false;
    }
    let (head, word) = (block.word(i - 1), block.word(i));
    let by_head = |(first, _): &(&str, _)| first.bytes().cmp(head.bytes().map(|b| b.to_ascii_lowercase()));
    let Ok(row) = PAIRS.binary_search_by(by_head) else { return false };
    let listed = PAIRS.get(row).is_some_and(|(_, seconds)| seconds.binary_search(&word).is_ok());
    let hyphen = |at: Option<char>| matches!(at, Some('-' | '–' | '/' | '\'' | '’'));
    let compound = hyphen(block.text.get(second.end as usize..).and_then(|t| t.chars().next()))
        || hyphen(block.text.get(..first.start as usize).and_then(|t| t.chars().next_back()));
    let foreign = word == "a" && AFTER_A.binary_search(&block.word(i + 1)).is_ok();
    // "It is spelt with an a." An article stands before a word.
    let letter = word == "a" && block.tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Mark);
    listed && !compound && !foreign && !letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(PAIRS.is_sorted_by_key(|(first, _)| *first));
        assert!(PAIRS.iter().all(|(_, seconds)| seconds.is_sorted()));
        assert!(AFTER_A.is_sorted());
        let all = PAIRS.iter().flat_map(|(first, seconds)| std::iter::once(first).chain(*seconds));
        assert_eq!(all.filter(|w| !crate::text::words::is_function_word(w)).collect::<Vec<_>>(), [&""; 0]);
    }
}
