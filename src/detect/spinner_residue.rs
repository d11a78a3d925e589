//! What a spinner or a template leaves unfilled: "{big|large}", "{{city}}", "%keyword%".
//!
//! A list of alternatives in braces is certain; a placeholder may also be an honest page's own broken template, so it
//! counts less. Square brackets are the press's sign for its own insertions and are left alone but for a few words no
//! editor inserts. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Document, Span};

/// See the module.
pub struct SpinnerResidue;

static INFO: DetectorInfo = DetectorInfo {
    id: "spinner-residue",
    title: "Remains of a spinner's template",
    category: Category::Structure,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.8,
    what: "A choice of words in braces, or a placeholder nobody filled.",
    why: "Article spinners write “{big|large}” where one of the words is to be picked. What they fail to read stays.",
    limits: "Articles about templates or programming; pages whose own template failed (these show placeholders, never \
             choices).",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The town saw a [[{big|large|huge}]] rise in rents.", expected: None },
        Example::Hit { text: "Residents of [[{{city}}]] were told to stay indoors.", expected: None },
        Example::Hit { text: "Find the best [[%keyword%]] near the harbour.", expected: None },
        Example::Hit { text: "The best hotels of the harbour are listed here.[[[/spin]]]", expected: None },
        Example::Hit { text: "The firm, based in [[[insert city]]], did not reply.", expected: None },
        Example::Clean {
            text: "“We [the council] never agreed,” she said, and “[the city] pays”, a set {1, 2} of demands.",
            because: "editors insert words in square brackets, and braces hold sets",
        },
        Example::Clean {
            text: "Rents rose 5% in one year and 10% in two; a|b and c|d are the tracks.",
            because: "per cent signs and bars alone say nothing",
        },
        Example::Clean {
            text: "The function reads function(x) { return x || y; } and returns at once.",
            because: "program code has braces and double bars",
        },
    ],
    references: &[],
};

/// What stands in square brackets when a template was not filled, in lower case. Sorted.
#[rustfmt::skip] // a list of words, not of lines
const BRACKETED: [&str; 16] = [
    "/spin", "city name", "company name", "insert city", "insert company", "insert date", "insert keyword",
    "insert location", "insert name", "keyword", "keyword here", "main keyword", "spintax", "spun content",
    "target keyword", "your name",
];

impl Detector for SpinnerResidue {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut done = 0;
            for (at, mark) in block.text.match_indices(['{', '[', '%']) {
                if at < done {
                    continue;
                }
                let rest = block.text.get(at..).unwrap_or("");
                let found = match mark {
                    "{" => braces(rest),
                    "[" => bracketed(rest),
                    _ => percent(rest),
                };
                let Some((length, strength)) = found else { continue };
                done = at + length;
                let span = Span::new(at, done);
                let message = Message::new("spinner_residue", &[block.text.get(span.start..span.end).unwrap_or("")]);
                sink.push(Evidence::new(&INFO, index, span, strength, message));
            }
        }
    }
}

/// Longest choice or placeholder looked at, in bytes; keeps the search linear.
const LONGEST: usize = 240;

/// "{a|b}" or "{{name}}" at the head of the text: its length and certainty.
fn braces(text: &str) -> Option<(usize, f64)> {
    let head = text.get(..text.floor_char_boundary(LONGEST))?;
    if let Some(inner) = head.strip_prefix("{{") {
        let end = inner.find("}}")?;
        let name = inner.get(..end)?.trim();
        let plain =
            !name.is_empty() && name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || "._- ".contains(c));
        return plain.then_some((end + 4, 0.5));
    }
    let end = head.find('}')?;
    let inner = head.get(1..end)?;
    let choices: Vec<&str> = inner.split('|').collect();
    let words = |c: &&str| c.chars().all(|c| c.is_alphanumeric() || " -'’,".contains(c));
    let spun =
        choices.len() > 1 && choices.iter().all(words) && choices.iter().filter(|c| !c.trim().is_empty()).count() > 1;
    spun.then_some((end + 1, 1.0))
}

fn bracketed(text: &str) -> Option<(usize, f64)> {
    let head = text.get(..text.floor_char_boundary(32))?;
    let end = head.find(']')?;
    let name = head.get(1..end)?.to_lowercase();
    BRACKETED.binary_search(&name.as_str()).is_ok().then_some((end + 1, 0.7))
}

/// "%keyword%": letters and underscores only, so that "5% to 6%" is none.
fn percent(text: &str) -> Option<(usize, f64)> {
    let head = text.get(1..text.floor_char_boundary(40))?;
    let end = head.find('%')?;
    let name = head.get(..end)?;
    let plain = name.len() > 2 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    plain.then_some((end + 2, 0.7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bracketed_words_are_sorted() {
        assert!(BRACKETED.is_sorted());
    }
}
