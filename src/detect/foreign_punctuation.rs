//! Punctuation of another language left beside English words: "one-。", "【Photo】", "，", "¿Why", "، ", "„so“".
//!
//! A mark counts only where English stands next to it: inside a name or a quotation in its own script it is at home. Marks that
//! touch a small letter ("or。s") are `foreign-letters-in-word`'s. Bullets, arrows, stars, middle dots and the full-width bar
//! are left alone, headlines everywhere use them. Linear in the text; plain ASCII is skipped at once.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Document, Span, Token, TokenKind};

/// See the module.
pub struct ForeignPunctuation;

static INFO: DetectorInfo = DetectorInfo {
    id: "foreign-punctuation",
    title: "Punctuation of another language",
    category: Category::Script,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "Chinese, Japanese and Arabic full stops, commas and brackets beside English words, Spanish inverted marks before an \
           English sentence, and „low“ or «angle» quotation marks around one.",
    why: "Translation machines turn words and often let the marks between them stand. A writer of English has no key for them.",
    limits: "Fan sites that set titles in 「brackets」 as the original does, and English pages written with a Chinese keyboard. \
             Full-width commas and brackets alone are therefore weak.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; \
                   2.0 % of the copies nothing was planted in. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The flight was put off to 2019[[。 ]]It then left.", expected: Some(". ") },
        Example::Hit { text: "The storm hit the coast in 1998[[、]] 2004 and 2011.", expected: Some(",") },
        Example::Hit {
            text: "Rain is likely all week. [[【Video】]] See the coast from above.",
            expected: Some("[Video]"),
        },
        Example::Hit {
            text: "He asked the house [[「Is it late?」]] and sat down.", expected: Some("“Is it late?”")
        },
        Example::Hit { text: "The plan failed[[，]] the union said.", expected: Some(",") },
        Example::Hit { text: "The envoy left Cairo[[،]] officials said.", expected: Some(",") },
        Example::Hit { text: "[[¿Why]] did the mayor not call the police?", expected: Some("Why") },
        Example::Hit {
            text: "The minister called it [[„]]a shame for all of us“ and left.", expected: Some("“")
        },
        Example::Clean {
            text: "Her novel 《三体》 won; “加油，中国！” they cried, and the shop is called 茶。",
            because: "marks inside and beside their own script",
        },
        Example::Clean {
            text: "The crowd sang “¡Viva la libertad!” and asked ¿qué pasa? in Madrid; Der Spiegel wrote „Das ist das Ende“.",
            because: "Spanish and German words under their own marks",
        },
        Example::Clean {
            text: "• Traffic → page 3 · Weather ★★★ | More » and «Je suis Charlie» on the wall.",
            because: "bullets and arrows, and French words",
        },
    ],
    references: &[],
};

impl Detector for ForeignPunctuation {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            if block.text.is_ascii() {
                continue;
            }
            // A closing bracket tells nothing that its opening one did not.
            let mut open = false;
            for (at, c) in block.text.char_indices() {
                let Some((english, strength)) = mark(c) else { continue };
                let (before, after) = (last(block.text, at), next(block.text, at + c.len_utf8()));
                let end = at + c.len_utf8();
                let (beside, opens) = match c {
                    '¿' | '¡' => (english_follows(block, end, 3), false),
                    '„' | '«' => (closes(block.text, end, c) && english_follows(block, end, 4), false),
                    _ if is_opening(c) => (is_english(after), true),
                    _ if is_closing(c) => (is_english(before) && !open, false),
                    _ => (is_english(before) && after.is_none_or(is_plain) && !touches(block.text, at, end), false),
                };
                open = if opens { beside } else { open && !is_closing(c) };
                if !beside {
                    continue;
                }
                let (span, expected) = match c {
                    '¿' | '¡' => match block.tokens.iter().find(|t| t.start as usize >= end) {
                        Some(word) if word.start as usize == end => {
                            let word = block.text.get(end..word.end as usize).unwrap_or("");
                            (Span::new(at, end + word.len()), word.to_owned())
                        }
                        _ => continue,
                    },
                    '。' if block.text.get(end..).is_some_and(|rest| rest.starts_with(' ')) => {
                        (Span::new(at, end + 1), ". ".to_owned())
                    }
                    _ => match pair(block.text, at, c) {
                        Some((inside, close, closing)) if opens => {
                            (Span::new(at, close), format!("{english}{inside}{closing}"))
                        }
                        _ => (Span::new(at, end), english.to_owned()),
                    },
                };
                let seen = block.text.get(span.start..span.end).unwrap_or("").trim_end();
                let message = Message::new("foreign_punctuation", &[seen, expected.trim_end()]);
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(expected));
            }
        }
    }
}

/// Letters between two brackets that are told as one sign.
const MOST_IN_BRACKETS: usize = 60;

/// What English prints for the mark, and how surely it is foreign.
fn mark(c: char) -> Option<(&'static str, f64)> {
    Some(match c {
        '。' | '｡' | '।' => (".", 0.8),
        '、' | '､' | '،' => (",", 0.8),
        '؛' => (";", 0.8),
        '؟' => ("?", 0.8),
        '，' => (",", 0.4),
        '；' => (";", 0.4),
        '：' => (":", 0.4),
        '？' => ("?", 0.4),
        '！' => ("!", 0.4),
        '（' => ("(", 0.4),
        '）' => (")", 0.4),
        '【' | '〔' => ("[", 0.7),
        '】' | '〕' => ("]", 0.7),
        '「' | '『' | '《' | '〈' | '„' | '«' => ("“", 0.5),
        '」' | '』' | '》' | '〉' => ("”", 0.5),
        '¿' | '¡' => ("", 0.8),
        _ => return None,
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '【' | '〔' | '「' | '『' | '《' | '〈')
}

fn is_closing(c: char) -> bool {
    matches!(c, '）' | '】' | '〕' | '」' | '』' | '》' | '〉')
}

/// What a bracket holds, the byte behind its partner, and the partner's English form, where the partner is near.
fn pair(text: &str, at: usize, open: char) -> Option<(&str, usize, &'static str)> {
    let inside = text.get(at + open.len_utf8()..)?;
    let (length, close) = inside.char_indices().take(MOST_IN_BRACKETS).find(|(_, c)| is_closing(*c))?;
    let end = at + open.len_utf8() + length + close.len_utf8();
    Some((inside.get(..length)?, end, mark(close)?.0))
}

fn last(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().rev().find(|c| !c.is_whitespace())
}

fn next(text: &str, from: usize) -> Option<char> {
    text.get(from..)?.chars().find(|c| !c.is_whitespace())
}

/// A letter or digit as English has them, or a mark that closes English words.
fn is_english(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ')' | '"' | '”' | '’' | '%' | '?' | '!'))
}

/// Nothing of another script: Latin letters, digits and the marks of English.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '‘' | '’' | '“' | '”' | '–' | '—' | '…')
}

/// `foreign-letters-in-word` tells of a full stop or comma right between small letters.
fn touches(text: &str, at: usize, end: usize) -> bool {
    let mark = text.get(at..end).is_some_and(|m| matches!(m, "。" | "、"));
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    mark && (small(text.get(..at).and_then(|t| t.chars().next_back()))
        || small(text.get(end..).and_then(|t| t.chars().next())))
}

/// Are the next words, up to `count`, known English ones, one of them a function word?
fn english_follows(block: &Block<'_>, from: usize, count: usize) -> bool {
    let first = block.tokens.partition_point(|t| (t.start as usize) < from);
    let words = || block.tokens.iter().skip(first).filter(|t| t.kind == TokenKind::Word).take(count);
    words().count() == count
        && words().all(Token::is_known)
        && words().any(Token::is_function)
        && words().all(|t| block.text.get(t.start as usize..t.end as usize).is_some_and(str::is_ascii))
}

/// Is the quotation closed in this paragraph, by the mark that goes with the opening one?
fn closes(text: &str, from: usize, open: char) -> bool {
    let close: &[char] = if open == '«' { &['»'] } else { &['“', '”', '"'] };
    text.get(from..).is_some_and(|rest| rest.contains(close))
}
