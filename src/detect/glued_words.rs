//! Words run together: "Provisionthe campaign", "unaddressedMost notably", "in statement“Malicious".
//!
//! Looks at single tokens only: a token that is no known word but falls apart into two that are, one of them a function
//! word or the edge of a link (`split.rs` says where). Glue of two content words ("extremeweather") is left alone:
//! compounds and brands look just so; with a capital inside ("TheYear", "weakRadio") it counts beside other glue only.
//! Linear in the text.

mod split;

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::order;
use crate::report::Category;
use crate::text::{Block, Case, Document, Lexicon, Span, Token, TokenKind};
use split::{Place, falls_apart};

/// See the module.
pub struct GluedWords;

static INFO: DetectorInfo = DetectorInfo {
    id: "glued-words",
    title: "Words run together",
    category: Category::Glue,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "Two words without the space between them, where one is a function word, at the edge of a link, or before an \
           opening quotation mark.",
    why: "Copying machines cut the text out of its page, translate the pieces and join them again. Where a link or a \
          bold word ended, the space is lost.",
    limits: "Typing slips of the same shape (“ofthe”), pages whose own template loses spaces, and brands written like \
             two words that are not listed yet.",
    false_alarms: "0.3 % of human articles (5 of 1,859), 0.5 % of human translations (1 of 209); each a typing slip of this \
                   shape; 2 of 355 news pages. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The plan was agreed on Monday, but three points remain [[unresolvedMost]] of all the budget.",
            expected: Some("unresolved Most"),
        },
        Example::Hit {
            text: "According to [[Provisionthe]] campaign began two years ago.",
            expected: Some("Provision the"),
        },
        Example::Hit {
            text: "In a [[statement“Harbours]] will stay shut,” the port authority said.",
            expected: Some("statement “Harbours"),
        },
        Example::Hit { text: "Critics say the mayor never [[wantedthe]] bridge at all.", expected: Some("wanted the") },
        Example::Hit { text: "[[LeslieThe]] storm passed the islands at night.", expected: Some("Leslie The") },
        Example::Hit {
            text: "The king came to Kronstadt in May and went back [[ToKronstadt]] in June.",
            expected: Some("To Kronstadt"),
        },
        Example::Clean {
            text: "The weakRadio prize went to a firm that FromSoftware, WeWork and GoBank know.",
            because: "one word that a brand could be says nothing alone",
        },
        Example::Clean {
            text: "PlayStation, YouTube and McDonald’s paid for the adverts; easyJet and LinkedIn did not.",
            because: "names of brands have capitals inside",
        },
        Example::Clean {
            text: "DeAndre and LaToya asked @theRiver and #MeToo readers to write to info@theHarbour.example.",
            because: "given names, handles, hashtags and addresses",
        },
        Example::Clean {
            text: "Goethe and Blythe breathe; Marchand lives in Helmand, and absinthe is a lithe word for seethe.",
            because: "names and words that only end like function words",
        },
        Example::Clean {
            text: "The script calls toString() and forEach() before onClick runs.",
            because: "program code is written like this",
        },
        Example::Clean {
            text: "Er sagte „nein“ und ging, the paper „Abendblatt“ wrote.",
            because: "the German closing quotation mark looks like the English opening one",
        },
    ],
    references: &[],
};

/// Strength of glue that a slip of the hand makes as well: "ofthe".
const LOWER: f64 = 0.5;
/// More of those than this are no slips.
const MANY_LOWER: usize = 3;

impl Detector for GluedWords {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let code = doc.blocks.iter().any(|b| b.text.contains("()") || b.text.contains("=>"));
        let names = names(doc);
        let mut found = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut boundaries: Vec<usize> =
                block.links.iter().flat_map(|l| [l.start as usize, l.end as usize]).collect();
            order::sort(&mut boundaries);
            let mut straight_quotes = 0;
            for (i, &token) in block.tokens.iter().enumerate() {
                let (span, start) = (block.span(i, i), token.start as usize);
                let mut push = |span: Span, at: usize, strength: f64, doubtful: bool| {
                    found.push(Glue { block: index, span, at, strength, key: token.key, doubtful });
                };
                // Most words are known, and then nothing can be glued.
                let unknown = token.kind == TokenKind::Word && !token.is_known();
                if unknown && !in_an_address(block, token) {
                    let word = block.word(i);
                    if let Some(at) = at_link(word, token, &boundaries, &data.words) {
                        push(span, at, 1.0, false);
                    } else if !comes_again(token, &names)
                        && let Some(cut) = falls_apart(
                            word,
                            token.case,
                            Place { code, names: &names, beside: beside(block, i) },
                            &data.words,
                        )
                    {
                        push(span, start + cut.at, cut.strength, cut.doubtful);
                    }
                }
                if token.kind != TokenKind::Mark {
                    continue;
                }
                let mark = block.word(i);
                let opens = mark == "“" || mark == "\"" && straight_quotes % 2 == 0;
                if opens && let Some(span) = glued_quote(block, i) {
                    push(span, start, if mark == "“" { 0.9 } else { 0.6 }, false);
                }
                straight_quotes += usize::from(mark == "\"");
            }
        }
        // Small letters on both sides, over and over: whatever the text was read from lost its spaces.
        let lost = found.iter().filter(|g| g.strength <= LOWER && !g.doubtful).count() > MANY_LOWER;
        let certain = found.iter().any(|g| !g.doubtful);
        for glue in &found {
            let Some(block) = doc.blocks.get(glue.block).filter(|b| glue.counts(b, &found, certain)) else { continue };
            let (Some(left), Some(right)) =
                (block.text.get(glue.span.start..glue.at), block.text.get(glue.at..glue.span.end))
            else {
                continue;
            };
            let message = Message::new("glued_words", &[left, right]);
            let strength = if lost && glue.strength <= LOWER { 0.1 } else { glue.strength };
            let evidence = Evidence::new(&INFO, glue.block, glue.span, strength, message);
            sink.push(evidence.expecting(format!("{left} {right}")));
        }
    }
}

/// Two words run together, or a brand.
struct Glue {
    block: usize,
    span: Span,
    /// Byte in the block where the second word begins.
    at: usize,
    strength: f64,
    /// The whole token's key.
    key: u64,
    /// A brand could be written so.
    doubtful: bool,
}

impl Glue {
    /// A brand comes again. What could be one counts beside sure signs, or beside another of its kind.
    fn counts(&self, block: &Block<'_>, all: &[Glue], certain: bool) -> bool {
        let big = block.text.as_bytes().get(self.span.start).is_some_and(u8::is_ascii_uppercase);
        let again = (big || self.doubtful) && all.iter().filter(|g| g.key == self.key).count() > 1;
        !again && (!self.doubtful || certain || all.iter().any(|g| g.doubtful && g.key != self.key))
    }
}

/// Keys of the words the text writes with a capital, sorted, one for each time.
fn names(doc: &Document<'_>) -> Vec<u64> {
    let mut keys: Vec<u64> =
        doc.blocks.iter().flat_map(|b| &b.tokens).filter(|t| t.case == Case::Capitalised).map(|t| t.key).collect();
    keys.sort_unstable();
    keys
}

/// Does the article write this capitalised word more than once? Names come again, glue does not.
fn comes_again(token: Token, names: &[u64]) -> bool {
    let from = names.partition_point(|n| *n < token.key);
    token.case == Case::Capitalised && names.get(from + 1) == Some(&token.key)
}

/// Does another capital stand beside the word?
fn beside(block: &Block<'_>, i: usize) -> bool {
    let capital = |at: Option<usize>| at.and_then(|at| block.tokens.get(at)).is_some_and(Token::is_capitalised);
    capital(i.checked_sub(1)) || capital(Some(i + 1))
}

/// Handles, hashtags, paths and compounds: their parts follow rules of their own.
fn in_an_address(block: &Block<'_>, token: Token) -> bool {
    let before = block.text.get(..token.start as usize).and_then(|t| t.chars().next_back());
    let after = block.text.get(token.end as usize..).and_then(|t| t.chars().next());
    matches!(before, Some('@' | '#' | '/' | '\\' | '_' | '.' | '-' | '&' | '='))
        || matches!(after, Some('@' | '/' | '\\' | '_' | '-' | '=' | '('))
}

/// Where a link's edge cuts the token into two words, as a byte in the block.
fn at_link(word: &str, token: Token, boundaries: &[usize], words: &Lexicon) -> Option<usize> {
    let from = boundaries.partition_point(|&b| b <= token.start as usize);
    let at = *boundaries.get(from).filter(|&&b| b < token.end as usize)?;
    let (left, right) = word.split_at_checked(at - token.start as usize)?;
    // Editors link half a word by mistake, and the plural's "s" stays outside many a link.
    if left.chars().count() < 2 || right.chars().count() < 2 || words.contains(&word.to_lowercase()) {
        return None;
    }
    let known = |part: &str| words.is_common(&part.to_lowercase());
    let name = |part: &str| part.chars().next().is_some_and(char::is_uppercase) && part.chars().count() > 3;
    let apart = known(left) && (known(right) && !is_ending(right) || name(right))
        || name(left) && known(right) && !is_ending(right);
    apart.then_some(at)
}

/// Endings that follow a linked word: `[drone]ers`.
fn is_ending(part: &str) -> bool {
    matches!(
        part,
        "able"
            | "age"
            | "ed"
            | "er"
            | "ers"
            | "es"
            | "est"
            | "gate"
            | "ing"
            | "ish"
            | "ism"
            | "ist"
            | "less"
            | "like"
            | "man"
            | "men"
            | "ness"
            | "s"
            | "wide"
    )
}

/// An opening quotation mark (token `i`) with a word right before and right after it.
fn glued_quote(block: &Block<'_>, i: usize) -> Option<Span> {
    let (before, mark, after) = (block.tokens.get(i.checked_sub(1)?)?, block.tokens.get(i)?, block.tokens.get(i + 1)?);
    let glued = before.end == mark.start && mark.end == after.start;
    let plain = before.kind == TokenKind::Word && before.case == Case::Lower && after.kind == TokenKind::Word;
    // Two letters at least: "5“x" and single letters are measures and formulas.
    (glued && plain && before.end - before.start > 1).then(|| Span::new(before.start as usize, after.end as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Link, Paragraph, ParagraphKind};

    /// Marks of links as `<...>`.
    fn found(text: &str) -> Vec<String> {
        let (mut plain, mut links) = (String::new(), Vec::new());
        for c in text.chars() {
            match c {
                '<' => links.push(Link { start: plain.len() as u32, end: 0, href: String::new() }),
                '>' => links.last_mut().unwrap().end = plain.len() as u32,
                _ => plain.push(c),
            }
        }
        let mut article = Article::empty();
        article.paragraphs.push(Paragraph { kind: ParagraphKind::Body, text: plain, links, entry: None });
        let doc = Document::new(&article);
        let mut sink = EvidenceSink::new();
        GluedWords.detect(&doc, Data::get(), &mut sink);
        sink.finish().into_iter().filter_map(|e| e.expected).collect()
    }

    #[test]
    fn sees_words_glued_to_a_link() {
        assert_eq!(found("According to <Provision>the campaign began."), ["Provision the"]);
        assert_eq!(found("He told<Reuters> that talks failed."), ["told Reuters"]);
        assert_eq!(found("The minister <Kallas>said so."), ["Kallas said"]);
    }

    #[test]
    fn lets_endings_outside_a_link_pass() {
        assert!(
            found("Two <drone>s, a <Trump>ism and the <Kremlin>’s <black>list; <net>working, un<likely>.").is_empty()
        );
    }
}
