//! Contractions whose apostrophe was lost or replaced on the way: "don t", "isn?t", "do n't", "canít", "don\'t", "wonu2019t".
//!
//! Only what a program leaves: a space, a question mark, another encoding's letter, an escape. "dont" is how people type, and
//! is left alone. Linear in the tokens.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Document, TokenKind};

/// See the module.
pub struct BrokenContraction;

static INFO: DetectorInfo = DetectorInfo {
    id: "broken-contraction",
    title: "Contraction without its apostrophe",
    category: Category::Encoding,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 0.8,
    what: "“don t”, “isn?t”, “do n't”, “canít”, “don\\'t”, “wonu2019t”: a contraction whose apostrophe became something else.",
    why: "The curly apostrophe is the first character to go when a text passes through programs that disagree on encoding, and \
          translation machines are fed with words cut from their endings.",
    limits: "Old archives that were moved between systems carry the same damage. After the first sign, further ones count little.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; \
                   rare in the copies measured. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The harbour master [[wasn t]] there.", expected: Some("wasn’t") },
        Example::Hit { text: "The union says it [[doesn?t]] agree.", expected: Some("doesn’t") },
        Example::Hit { text: "She [[did n't]] answer the question.", expected: Some("didn’t") },
        Example::Hit { text: "We [[canít]] say more, he told reporters.", expected: Some("can’t") },
        Example::Hit { text: "They [[won\\'t]] be paid this year.", expected: Some("won’t") },
        Example::Hit { text: "The ships [[haven\\u2019t]] left port.", expected: Some("haven’t") },
        Example::Hit { text: "The court said [[it s]] too late.", expected: Some("it’s") },
        Example::Clean {
            text: "They don't, she won’t, and I dont either; you re-read it, they re-route it.",
            because: "apostrophes in their place, a way of typing, and a prefix",
        },
        Example::Clean {
            text: "Was it s. 5 or s. 6? Can T cells help? Did he? Don T. Smith can.",
            because: "a section, a kind of cell, a question, an initial",
        },
        Example::Clean { text: "Don’t. Isn't. País and Luís.", because: "names with the letter" },
    ],
    references: &[],
};

/// What stands before "n’t" when a machine cuts there.
const STEMS: [&str; 14] =
    ["are", "ca", "could", "did", "do", "does", "had", "has", "have", "is", "should", "was", "were", "would"];

impl Detector for BrokenContraction {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut first = true;
        for (index, block) in doc.blocks.iter().enumerate() {
            for (i, token) in block.tokens.iter().enumerate() {
                if token.kind != TokenKind::Word || !may_be_broken(block, i) {
                    continue;
                }
                let Some((from, last, whole)) = broken(block, i) else { continue };
                let strength = if std::mem::take(&mut first) { 1.0 } else { 0.1 };
                let message = Message::new("broken_contraction", &[block.slice(from, last), &whole]);
                let span = block.span(from, last);
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(whole));
            }
        }
    }
}

/// Asks the cheapest questions first: nearly every word of nearly every text ends here.
fn may_be_broken(block: &Block<'_>, i: usize) -> bool {
    let Some(token) = block.tokens.get(i) else { return false };
    let last = block.text.as_bytes().get(token.end as usize - 1).copied().unwrap_or(0);
    match last {
        // "don t", "don?t", "it s", "that s", "let s": a single character comes next.
        b'n' => block.tokens.get(i + 1).is_some_and(|next| next.end - next.start == 1),
        // "do n't", "canít", "donu2019t"
        b't' | b's' => {
            let lone = block.tokens.get(i + 1).is_some_and(|next| next.end - next.start == 1);
            let word = block.word(i);
            let cut = word.len() < 6 && word.starts_with('n');
            lone || cut || !word.is_ascii() || word.len() > 7 && word.contains("u2019")
        }
        b'e' => matches!(block.word(i), "there" | "There"),
        _ => false,
    }
}

/// The stem of a negative contraction, up to its n: "don", "isn".
fn is_negated(word: &str) -> bool {
    word.strip_suffix('n').is_some_and(|stem| STEMS.iter().chain(&["wo"]).any(|known| stem.eq_ignore_ascii_case(known)))
}

/// The contraction that begins, or sits, at this word: its first and last token and how it is written.
fn broken(block: &Block<'_>, i: usize) -> Option<(usize, usize, String)> {
    let word = block.word(i);
    let glued =
        |a: usize| matches!((block.tokens.get(a), block.tokens.get(a + 1)), (Some(x), Some(y)) if x.end == y.start);
    if is_negated(word) {
        let whole = || format!("{word}’t");
        // "don t"
        if block.word(i + 1) == "t" && !glued(i) && block.word(i + 2) != "-" {
            return Some((i, i + 1, whole()));
        }
        // "don?t", "don\'t", "don\u2019t"
        if glued(i) && matches!(block.word(i + 1), "?" | "\\") {
            let last = (i + 1..i + 4).find(|t| matches!(block.word(*t), "t" | "u2019t") && glued(t - 1))?;
            return Some((i, last, whole()));
        }
    }
    // "do n't"
    if matches!(word, "n't" | "n’t") {
        let stem = i.checked_sub(1).map_or("", |b| block.word(b));
        let known = STEMS.iter().chain(&["wo"]).any(|s| stem.eq_ignore_ascii_case(s));
        return known.then(|| (i - 1, i, format!("{stem}n’t")));
    }
    // "it s late"; "it s. 5" is a section.
    let said = matches!(word, "it" | "It" | "that" | "That" | "there" | "There" | "what" | "What" | "let" | "Let");
    let goes_on = block.tokens.get(i + 2).is_some_and(|t| t.kind == TokenKind::Word);
    if said && goes_on && block.word(i + 1) == "s" && !glued(i) && !glued(i + 1) {
        return Some((i, i + 1, format!("{word}’s")));
    }
    // "donít", "itís", "donÆt", "donu2019t"
    for lost in ["ít", "Æt", "u2019t", "\u{92}t"] {
        if let Some(stem) = word.strip_suffix(lost).filter(|stem| is_negated(stem)) {
            return Some((i, i, format!("{stem}’t")));
        }
    }
    for lost in ["ís", "Æs", "u2019s"] {
        let stem = word.strip_suffix(lost);
        if let Some(stem) =
            stem.filter(|s| matches!(*s, "it" | "It" | "that" | "That" | "there" | "There" | "what" | "What"))
        {
            return Some((i, i, format!("{stem}’s")));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stems_are_sorted() {
        assert!(STEMS.is_sorted());
    }
}
