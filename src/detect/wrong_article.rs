//! "A" before a vowel, "an" before a consonant: "a account", "an statement".
//!
//! Judged by letters, so only where letters and sound agree: h, u, y, x, "eu-", "one" and abbreviations are left alone.
//! One is a slip; two different ones in a text are a spinner's mark. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, TokenKind, language, words};

/// See the module.
pub struct WrongArticle;

static INFO: DetectorInfo = DetectorInfo {
    id: "wrong-article",
    title: "Wrong form of the article",
    category: Category::Grammar,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "“a” before a word that begins with a vowel, or “an” before one that begins with a consonant.",
    why: "A spinner replaces the noun and leaves the article that fitted the word before: “a statement” becomes “a \
          account”.",
    limits: "Slips of this kind stand in one honest article of 250 and in one learner's text of ten. One alone counts \
             half.",
    false_alarms: "0.4 % of human articles (7 of 1,859), 0 of 209 human translations; 12 % of learners' texts (9 \
                   of 77). `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "Police released [[a account]] of the night.", expected: Some("an account") },
        Example::Hit { text: "It was [[an total]] failure, the coach said.", expected: Some("a total") },
        Example::Hit { text: "[[A old]] bridge fell into the river.", expected: Some("An old") },
        Example::Clean {
            text: "A European, a one-off, a useful eulogy, a ewe, a unit and a once-proud utopia.",
            because: "vowels in writing, consonants in sound",
        },
        Example::Clean {
            text: "An hour, an heir, an MP, an NHS bed, an X-ray, an 8 and an honest FBI; an historic day.",
            because: "consonants in writing, vowels in sound",
        },
        Example::Clean {
            text: "Group a is ahead, plan a often fails, and a Serie A outing or M&A activity may follow.",
            because: "the letter is a label",
        },
    ],
    references: &[],
};

impl Detector for WrongArticle {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let mut found: Vec<(usize, usize, &str)> = Vec::new();
        let mut kinds: Vec<u64> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            for i in 1..block.tokens.len() {
                let Some(right) = right_article(block, i) else { continue };
                let Some(token) = block.tokens.get(i).filter(|t| data.words.contains_key(t.key)) else { continue };
                found.push((index, i, right));
                if !kinds.contains(&token.key) && kinds.len() < 2 {
                    kinds.push(token.key);
                }
            }
        }
        if found.iter().any(|(_, _, right)| *right == "a") && language::says_an_for_and(doc) {
            return;
        }
        let strength = if kinds.len() > 1 { 1.0 } else { 0.5 };
        for (index, i, right) in found {
            let Some(block) = doc.blocks.get(index) else { continue };
            let (wrong, word) = (block.word(i - 1), block.word(i));
            let message = Message::new("wrong_article", &[wrong, word]);
            let evidence = Evidence::new(&INFO, index, block.span(i - 1, i), strength, message);
            sink.push(evidence.expecting(format!("{right} {word}")));
        }
    }
}

/// The article that should stand before token `i`, if the other form stands there.
fn right_article(block: &Block<'_>, i: usize) -> Option<&'static str> {
    let (article, noun) = (block.tokens.get(i - 1)?, block.tokens.get(i)?);
    let plain = noun.kind == TokenKind::Word && noun.case == Case::Lower && noun.end - noun.start > 2;
    if !plain || article.end + 1 != noun.start || article.end - article.start > 2 {
        return None;
    }
    if !["a", "an", "A", "An"].contains(&block.word(i - 1)) {
        return None;
    }
    let word = block.word(i);
    if words::is_function_word(word) {
        return None;
    }
    let vowel = vowel_sound(word)?;
    match (block.word(i - 1), vowel) {
        ("a", true) => Some("an"),
        ("an", false) => Some("a"),
        // Inside a sentence a capital A is a label: "Serie A outing", "M&A activity".
        ("A", true) if starts_sentence(block, i - 1) => Some("An"),
        ("An", false) if starts_sentence(block, i - 1) => Some("A"),
        _ => None,
    }
}

fn starts_sentence(block: &Block<'_>, token: usize) -> bool {
    block.sentence_of(token).is_some_and(|s| (s.first..token).all(|t| matches!(block.word(t), "\"" | "“" | "‘" | "'")))
}

/// Does the word begin with a vowel sound? None where the letters don't tell.
fn vowel_sound(word: &str) -> Option<bool> {
    match word.as_bytes().first()? {
        b'a' | b'i' => Some(true),
        b'e' => (!word.starts_with("eu") && !word.starts_with("ew")).then_some(true),
        b'o' => (!word.starts_with("one") && !word.starts_with("once") && !word.starts_with("oui")).then_some(true),
        b'u' => ["ugl", "ultim", "unde", "unex", "unk", "unl", "unp", "unu", "upr", "ups", "urg"]
            .iter()
            .any(|p| word.starts_with(p))
            .then_some(true),
        b'h' | b'x' | b'y' => None,
        b if b.is_ascii_lowercase() => Some(false),
        _ => None,
    }
}
