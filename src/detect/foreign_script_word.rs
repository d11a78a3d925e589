//! A word in another script that stands in an English sentence as one of its words: "the new 捕 to the right wing".
//!
//! Honest texts show foreign words too: beside their English, in brackets or quotation marks, as a name, or where writing is
//! the subject. So a word counts only right after an article, a possessive or a preposition, with more of the sentence behind
//! it, and in a sentence that speaks of no language, word or character. What touches a small Latin letter is
//! `foreign-letters-in-word`'s. Linear in the tokens.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Document, Token, TokenKind};

/// See the module.
pub struct ForeignScriptWord;

static INFO: DetectorInfo = DetectorInfo {
    id: "foreign-script-word",
    title: "Word left in another script",
    category: Category::Script,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "A Chinese, Japanese, Korean, Arabic, Hebrew, Thai, Indian or Cyrillic word in the place of an English one, without a \
           gloss.",
    why: "A translation machine copies what it does not know. A writer who quotes a foreign word says what it means or that it \
          is one.",
    limits: "Pages on languages, manga or music that use a foreign word as an English one.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; \
                   rare in copies too: most such words are glued to their neighbours. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The report is the work of the [[部門]] and of two banks.", expected: None },
        Example::Hit { text: "They went by [[자동차]] to the capital at night.", expected: None },
        Example::Hit { text: "The envoy spoke of his [[позиция]] on the talks.", expected: None },
        Example::Clean {
            text: "The shop 茶 sells tea, and the dance (花前態舞) is old; he wrote “雪” on the wall of the 茶の湯 (tea room).",
            because: "a name, brackets, quotation marks, and a gloss",
        },
        Example::Clean {
            text: "The Japanese word for the 雪 on the roof has one character.",
            because: "the sentence is about a word",
        },
        Example::Clean {
            text: "Azusa tweeted on 14 сентября 2017 г. that she was well.",
            because: "a foreign date of a quoted post",
        },
        Example::Clean { text: "He signed with the 王.", because: "nothing of the sentence follows" },
    ],
    references: &[],
};

impl Detector for ForeignScriptWord {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            if block.text.is_ascii() {
                continue;
            }
            let mut i = 0;
            while i < block.tokens.len() {
                if !is_foreign(block, i) {
                    i += 1;
                    continue;
                }
                // Chinese and Japanese are cut between characters.
                let mut last = i;
                while is_foreign(block, last + 1) && glued(block, last) {
                    last += 1;
                }
                if stands_for_a_word(block, i, last) {
                    let message = Message::new("foreign_script_word", &[block.slice(i, last)]);
                    sink.push(Evidence::new(&INFO, index, block.span(i, last), 0.8, message));
                }
                i = last + 1;
            }
        }
    }
}

fn is_foreign(block: &Block<'_>, i: usize) -> bool {
    let foreign = |c: char| {
        matches!(c,
            '\u{410}'..='\u{44f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{904}'..='\u{d4d}'
            | '\u{e01}'..='\u{e4e}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    };
    let word = block.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    word && block.word(i).chars().all(foreign)
}

/// Is there no space behind the token?
fn glued(block: &Block<'_>, i: usize) -> bool {
    matches!((block.tokens.get(i), block.tokens.get(i + 1)), (Some(a), Some(b)) if a.end == b.start)
}

/// Is the run the noun of an English phrase, in a sentence that does not speak of words?
fn stands_for_a_word(block: &Block<'_>, first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).filter(|b| !glued(block, *b)).map_or("", |b| block.word(b));
    let led = matches!(
        before,
        "a" | "an"
            | "and"
            | "at"
            | "by"
            | "during"
            | "for"
            | "from"
            | "her"
            | "his"
            | "in"
            | "into"
            | "its"
            | "my"
            | "of"
            | "on"
            | "our"
            | "over"
            | "some"
            | "the"
            | "their"
            | "these"
            | "this"
            | "those"
            | "through"
            | "to"
            | "with"
    );
    let small = block.tokens.get(last + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised());
    if !led || !small || glued(block, last) || is_foreign(block, last + 1) {
        return false;
    }
    block.sentence_of(first).is_some_and(|s| {
        (s.first..=s.last).all(|t| {
            let token: Option<&Token> = block.tokens.get(t);
            token.is_none_or(|k| k.kind != TokenKind::Word) || !speaks_of_words(block.word(t))
        })
    })
}

/// Words of a sentence that is about words, writing or names.
fn speaks_of_words(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "account"
            | "alphabet"
            | "arabic"
            | "called"
            | "calligraphy"
            | "channel"
            | "character"
            | "characters"
            | "chinese"
            | "cyrillic"
            | "hashtag"
            | "hebrew"
            | "hiragana"
            | "japanese"
            | "kanji"
            | "katakana"
            | "korean"
            | "language"
            | "letter"
            | "letters"
            | "logo"
            | "means"
            | "meaning"
            | "name"
            | "named"
            | "names"
            | "phrase"
            | "pronounced"
            | "reads"
            | "russian"
            | "script"
            | "sign"
            | "song"
            | "spelled"
            | "symbol"
            | "term"
            | "thai"
            | "title"
            | "titled"
            | "translated"
            | "tweet"
            | "tweeted"
            | "ukrainian"
            | "word"
            | "words"
            | "write"
            | "written"
            | "wrote"
    )
}
