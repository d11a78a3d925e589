//! Words run together: "Provisionthe campaign", "unaddressedMost notably", "in statement“Malicious".
//!
//! Looks at single tokens only: a token that is no known word but falls apart into two that are, one of them a function
//! word or the edge of a link. Glue of two content words ("extremeweather") is left alone: compounds and brands look
//! just so. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, Lexicon, Span, Token, TokenKind, word_key, words};

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
    false_alarms: "0.2 % of human articles (4 of 1,859), 0.5 % of human translations (1 of 209); each a typing slip of this \
                   shape; 2 of 374 news pages. `cargo run --release --example rates`",
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

/// A place where a space is missing.
struct Glue {
    index: usize,
    span: Span,
    at: usize,
    strength: f64,
}

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
        let mut found: Vec<Glue> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut push = |span: Span, at: usize, strength: f64| found.push(Glue { index, span, at, strength });
            let mut boundaries: Vec<usize> =
                block.links.iter().flat_map(|l| [l.start as usize, l.end as usize]).collect();
            boundaries.sort_unstable();
            let mut straight_quotes = 0;
            for (i, &token) in block.tokens.iter().enumerate() {
                // Most words are known, and then nothing can be glued.
                let unknown = token.kind == TokenKind::Word && !token.is_known();
                if unknown && !in_an_address(block, token) {
                    let word = block.word(i);
                    if let Some(at) = at_link(word, token, &boundaries, &data.words) {
                        push(block.span(i, i), at, 1.0);
                    } else if !is_name(block, i, &names)
                        && let Some((at, strength)) = falls_apart(word, token.case, code, &data.words, &names)
                    {
                        push(block.span(i, i), token.start as usize + at, strength);
                    }
                }
                if token.kind != TokenKind::Mark {
                    continue;
                }
                let mark = block.word(i);
                let opens = mark == "“" || mark == "\"" && straight_quotes % 2 == 0;
                if opens && let Some(span) = glued_quote(block, i) {
                    push(span, token.start as usize, if mark == "“" { 0.9 } else { 0.6 });
                }
                straight_quotes += usize::from(mark == "\"");
            }
        }
        // Small letters on both sides, over and over: whatever the text was read from lost its spaces.
        let lost = found.iter().filter(|g| g.strength <= LOWER).count() > MANY_LOWER;
        for Glue { index, span, at, strength } in found {
            let Some(block) = doc.blocks.get(index) else { continue };
            let (Some(left), Some(right)) = (block.text.get(span.start..at), block.text.get(at..span.end)) else {
                continue;
            };
            let message = Message::new("glued_words", &[left, right]);
            let strength = if lost && strength <= LOWER { 0.1 } else { strength };
            sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(format!("{left} {right}")));
        }
    }
}

/// Keys of the words the text writes with a capital, sorted, one for each time.
fn names(doc: &Document<'_>) -> Vec<u64> {
    let mut keys: Vec<u64> =
        doc.blocks.iter().flat_map(|b| &b.tokens).filter(|t| t.case == Case::Capitalised).map(|t| t.key).collect();
    keys.sort_unstable();
    keys
}

/// Is this capitalised word a name after all? Names come again, or stand beside another name; glue does neither.
fn is_name(block: &Block<'_>, i: usize, names: &[u64]) -> bool {
    let Some(token) = block.tokens.get(i).filter(|t| t.case == Case::Capitalised) else { return false };
    let from = names.partition_point(|n| *n < token.key);
    let again = names.get(from + 1) == Some(&token.key);
    let capital = |at: Option<usize>| at.and_then(|at| block.tokens.get(at)).is_some_and(Token::is_capitalised);
    let beside = capital(i.checked_sub(1)) || capital(Some(i + 1));
    again || beside && !block.word(i).ends_with("the")
}

/// Handles, hashtags, paths and compounds: their parts follow rules of their own.
fn in_an_address(block: &Block<'_>, token: Token) -> bool {
    let before = block.text.get(..token.start as usize).and_then(|t| t.chars().next_back());
    let after = block.text.get(token.end as usize..).and_then(|t| t.chars().next());
    matches!(before, Some('@' | '#' | '/' | '\\' | '_' | '.' | '-' | '&' | '='))
        || matches!(after, Some('@' | '/' | '\\' | '_' | '-' | '=' | '('))
}

/// Function words that end no name and no longer word: "the" in "wantedthe".
const TAILS: [&str; 11] = ["and", "for", "from", "has", "that", "the", "this", "was", "were", "which", "with"];
/// Function words that begin none.
const HEADS: [&str; 13] =
    ["also", "and", "from", "only", "that", "the", "their", "these", "those", "through", "which", "with", "would"];
/// Capitalised words no brand ends with: "The" in "LeslieThe".
const CAPITAL_TAILS: [&str; 14] =
    ["And", "Are", "But", "From", "Had", "Has", "Have", "That", "The", "These", "This", "Was", "Were", "Which"];
/// Words that follow a name and end none: "Ukrainewill".
const NAME_TAILS: [&str; 11] = ["and", "from", "has", "said", "that", "the", "this", "was", "were", "will", "with"];
/// Small words that brands and programs put before a noun.
const PREFIXES: [&str; 3] = ["is", "my", "on"];
/// Brands that split into two words when the writer spares the first capital, and names that end in a function word.
const NAMES: [&str; 16] = [
    "andover", "beckwith", "bestbuy", "fortnite", "fortwo", "linkedin", "marchand", "myspace", "offwhite", "onlyfans",
    "romanof", "theguardian", "thehub", "thescore", "thestreet", "youtube",
];

/// Byte in `word` where it falls apart, and how sure that is.
fn falls_apart(word: &str, case: Case, code: bool, words: &Lexicon, names: &[u64]) -> Option<(usize, f64)> {
    if !word.bytes().all(|b| b.is_ascii_alphabetic()) || word.len() < 5 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let known = |w: &str| words.contains(w) || w.strip_suffix('s').is_some_and(|stem| words.contains(stem));
    if known(&lower) || NAMES.binary_search(&lower.as_str()).is_ok() {
        return None;
    }
    match case {
        Case::Mixed => {
            let at = 1 + word.bytes().skip(1).position(|b| b.is_ascii_uppercase())?;
            let (left, right) = word.split_at_checked(at)?;
            if right.len() < 2 || right.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
                return None;
            }
            let (l, r) = lower.split_at_checked(at)?;
            if word.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
                return (left.len() >= 3 && CAPITAL_TAILS.contains(&right)).then_some((at, 1.0));
            }
            if code || !words.contains(l) || !words.contains(r) {
                return None;
            }
            let function = words::is_function_word(l) || words::is_function_word(r);
            // "onDevice", "isOpen", "myHome": brands and programs begin so as often as glue does.
            if PREFIXES.binary_search(&l).is_ok() && !words::is_function_word(r) {
                return None;
            }
            if l.len() > 1 && function {
                return Some((at, 0.9));
            }
            // "aStatement", "closingCeremony": two content words are a brand as easily, unless both are long and common;
            // one company names all it has "easySomething".
            let common = words.is_common(l) && words.is_common(r);
            let long = l == "a" && r.len() > 3 || l.len() > 4 && r.len() > 4;
            (common && long).then_some((at, 0.7))
        }
        Case::Lower => {
            let tail = TAILS.iter().find_map(|t| {
                let at = lower.strip_suffix(t)?.len();
                let left = &lower[..at];
                (at > 1 && words::is_function_word(left) || at >= 4 && words.is_common(left)).then_some((at, 0.5))
            });
            tail.or_else(|| head(&lower, words).map(|at| (at, 0.5))).or_else(|| {
                // The two-letter ones begin many words, so what follows must be long or a function word itself.
                ["in", "of", "to"].iter().find_map(|h| {
                    let right = lower.strip_prefix(h)?;
                    let fits = *h != "in" && right.len() >= 6 && words.is_common(right) || right == "which";
                    fits.then_some((h.len(), 0.5))
                })
            })
        }
        Case::Capitalised => capitalised(&lower, words, names).map(|at| (at, 0.8)),
        Case::Upper => None,
    }
}

/// Where a word with one capital at its head falls apart: "Provisionthe", "Tothe", "Ukrainewill". The shorter the first
/// half and the last, the likelier the whole is a name, so each tail has its own least length before it.
fn capitalised(lower: &str, words: &Lexicon, names: &[u64]) -> Option<usize> {
    let long_enough = |tail: &str, at: usize| match tail {
        "from" | "of" | "that" | "which" => at >= 4,
        "and" | "for" => at >= 6,
        _ => at >= 5,
    };
    let tail = TAILS.iter().chain(["of", "to"].iter()).find_map(|t| {
        let at = lower.strip_suffix(t)?.len();
        (long_enough(t, at) && words.is_common(&lower[..at])).then_some(at)
    });
    let name = || {
        NAME_TAILS.iter().find_map(|t| {
            let at = lower.strip_suffix(t)?.len();
            (at >= 4 && names.binary_search(&word_key(&lower[..at])).is_ok()).then_some(at)
        })
    };
    // Two function words in one: "Havebeen". Bethe, Ismay and Mayall are people.
    let both = || {
        (2..lower.len() - 2).filter(|at| lower.is_char_boundary(*at)).find(|at| {
            let (left, right) = lower.split_at(*at);
            let long = lower.len() > 5 || matches!(right, "the" | "not");
            let function = words::is_function_word(left) && words::is_function_word(right);
            long && function && right.len() > 2 && !matches!(left, "be" | "do" | "may" | "me")
        })
    };
    let short_head = || {
        ["is", "of", "to"].iter().find_map(|h| {
            let right = lower.strip_prefix(h)?;
            (right.len() >= 6 && words.is_common(right)).then_some(h.len())
        })
    };
    tail.or_else(name).or_else(both).or_else(|| head(lower, words)).or_else(short_head)
}

/// Byte where a function word at the head ends and a common word begins.
fn head(lower: &str, words: &Lexicon) -> Option<usize> {
    HEADS.iter().find_map(|h| {
        let right = lower.strip_prefix(h)?;
        (right.len() >= 4 && words.is_common(right) || right.len() == 3 && words::is_function_word(right))
            .then_some(h.len())
    })
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

    #[test]
    fn the_names_are_sorted() {
        assert!(NAMES.is_sorted());
    }
}
