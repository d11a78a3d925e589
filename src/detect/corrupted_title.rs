//! `corrupted-title`: an office under a name it never bears, beside the organisation or the person it belongs to.

use std::collections::BTreeSet;

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::people::People;
use crate::names::titles::{CorruptTitle, Near};
use crate::report::Category;
use crate::text::{Block, Document, Sentence, TokenKind};

/// See [`INFO`].
pub struct CorruptedTitle;

static INFO: DetectorInfo = DetectorInfo {
    id: "corrupted-title",
    title: "Corrupted title",
    category: Category::Title,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 2.2,
    what: "An office called by words it never bears, next to its organisation or its holder: NATO's “executive director”.",
    why: "Titles are set phrases. A translation machine takes them apart and puts them together again: High \
          Representative becomes “senior representative”, Secretary General “executive director”.",
    limits: "Offices of lower rank that do bear such a name: an executive director of a NATO agency, a senior \
             representative of a company. They are left alone where the text names the lower office.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The alliance stands firm, said Mark Rutte, NATO [[executive director]], on Friday.",
            expected: Some("Secretary General"),
        },
        Example::Hit {
            text: "The bloc’s [[diplomatic director]] spoke after the talks in Geneva.",
            expected: Some("High Representative"),
        },
        Example::Hit {
            text: "In Beijing, [[national chairman]] Xi Jinping received the guests.",
            expected: Some("President"),
        },
        Example::Hit {
            text: "The [[European Committee president]] Ursula von der Leyen agreed.",
            expected: Some("President of the European Commission"),
        },
        Example::Clean {
            text: "The executive director of the food bank thanked NATO soldiers for their help.",
            because: "another organisation's office",
        },
        Example::Clean { text: "A senior representative of the company met the mayor.", because: "an ordinary phrase" },
        Example::Clean {
            text: "The European Union sent a senior representative of its trade department to the hearing.",
            because: "one of many",
        },
        Example::Clean { text: "Donald Trump met the chairman of Toyota.", because: "somebody else is the chairman" },
    ],
    references: &[],
};

/// Words between an office and its organisation.
const REACH: usize = 3;

impl Detector for CorruptedTitle {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let candidates = candidates(doc, data);
        if candidates.is_empty() {
            return;
        }
        let people = doc.people(data);
        // A form once tied to its holder or organisation is that office's name wherever the article repeats it.
        let mut settled: BTreeSet<(&str, &str)> = BTreeSet::new();
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for c in candidates {
            if stands_near(doc, &c, people, data) {
                settled.insert((c.title.organisation, c.title.form));
                sure.push(c);
            } else {
                open.push(c);
            }
        }
        for c in open {
            if c.title.near != Near::Figure
                && settled.contains(&(c.title.organisation, c.title.form))
                && is_definite(&doc.blocks[c.block], &c)
            {
                sure.push(c);
            }
        }
        let mut taken: Vec<(usize, crate::text::Span)> = Vec::new();
        for c in sure {
            let span = doc.blocks[c.block].span(c.first, c.last);
            if taken.iter().any(|(b, s)| *b == c.block && s.overlaps(span)) {
                continue;
            }
            taken.push((c.block, span));
            let observed = doc.blocks[c.block].slice(c.first, c.last);
            sink.push(Evidence {
                detector: &INFO,
                strength: 1.0,
                block: c.block,
                span,
                expected: Some(c.title.title.to_owned()),
                message: Message::new("title_corrupt", &[observed, c.title.organisation, c.title.title]),
                name: None,
            });
        }
    }
}

/// A wrong form seen in the text, whose neighbourhood is still to be looked at.
struct Candidate<'d> {
    block: usize,
    first: usize,
    last: usize,
    title: &'d CorruptTitle,
}

fn candidates<'d>(doc: &Document<'_>, data: &'d Data) -> Vec<Candidate<'d>> {
    let mut out = Vec::new();
    for (b, block) in doc.blocks.iter().enumerate() {
        for (i, token) in block.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word) {
            for title in data.titles.beginning(token.key) {
                if let Some(last) = matches(block, i, &title.words) {
                    out.push(Candidate { block: b, first: i, last, title });
                }
            }
        }
    }
    out
}

/// Matches words in a row; a hyphen between two is as good as a space. Gives the last token.
fn matches(block: &Block<'_>, first: usize, words: &[u64]) -> Option<usize> {
    let mut at = first;
    for (k, word) in words.iter().enumerate() {
        if k > 0 {
            at += 1;
            if block.word(at) == "-" {
                at += 1;
            }
        }
        if block.tokens.get(at)?.key != *word {
            return None;
        }
    }
    Some(at)
}

fn stands_near(doc: &Document<'_>, c: &Candidate<'_>, people: &People, data: &Data) -> bool {
    let block = &doc.blocks[c.block];
    match c.title.near {
        Near::Alone => true,
        Near::Organisation => organisation_near(block, c, data),
        Near::Figure => figure_near(block, c, people, data),
        Near::Both => figure_near(block, c, people, data) || organisation_near(block, c, data),
    }
}

/// "NATO executive director", "the bloc’s diplomatic director", "executive director of NATO": the organisation within a few
/// words, and no other owner in between.
fn organisation_near(block: &Block<'_>, c: &Candidate<'_>, data: &Data) -> bool {
    let Some(sentence) = block.sentence_of(c.first).copied() else { return false };
    // "a senior representative", "one of the senior representatives": one of many, not the office.
    let article = c.first.checked_sub(1).map(|i| block.word(i).to_lowercase()).unwrap_or_default();
    if matches!(article.as_str(), "a" | "an" | "another" | "any" | "deputy" | "former" | "every") {
        return false;
    }
    let before = c.first.saturating_sub(2).max(sentence.first);
    if c.first > before && data.organisations.mentioned(c.title.organisation, block, before, c.first - 1) {
        return true;
    }
    // After the form only by way of "of": "executive director of NATO", "of the alliance".
    let of = block.word(c.last + 1) == "of";
    let after = (c.last + REACH).min(sentence.last);
    of && c.last + 2 <= after && data.organisations.mentioned(c.title.organisation, block, c.last + 2, after)
}

/// The form directly before a holder's name, or after it and a comma.
fn figure_near(block: &Block<'_>, c: &Candidate<'_>, people: &People, data: &Data) -> bool {
    let Some(sentence) = block.sentence_of(c.first).copied() else { return false };
    let belongs = |figure: usize| data.figures.get(figure).is_some_and(|f| holds(f.role(), f.organisation(), c.title));
    let next = c.last + 1;
    let directly_after = next <= sentence.last && {
        let span = block.span(next, next);
        people.sightings.iter().any(|s| s.block == c.block && s.span.start == span.start && belongs(s.figure))
            || right_name_at(block, next, sentence, data).is_some_and(&belongs)
    };
    let comma = c.first >= sentence.first + 2 && block.word(c.first - 1) == ",";
    let directly_before = comma && {
        let end = block.span(c.first - 2, c.first - 2).end;
        people.sightings.iter().any(|s| s.block == c.block && s.span.end == end && belongs(s.figure))
            || (c.first.saturating_sub(4)..c.first - 1)
                .any(|i| right_name_at(block, i, sentence, data).is_some_and(&belongs))
    };
    directly_after || directly_before
}

/// A figure whose right full name begins at this token.
fn right_name_at(block: &Block<'_>, at: usize, sentence: Sentence, data: &Data) -> Option<usize> {
    let fold = |i: usize| crate::names::fold::letters(crate::text::tokens::strip_possessive(block.word(i)));
    let first = fold(at);
    if first.is_empty() || !block.tokens.get(at)?.is_capitalised() {
        return None;
    }
    // "Ursula von der Leyen": up to three words lie between the first and the last.
    (at + 1..=(at + 4).min(sentence.last)).find_map(|i| {
        let last = fold(i);
        let keys = crate::names::phonetic::keys(&crate::names::phonetic::symbols(&last));
        data.figures.forms_like(keys).find(|f| f.last == last && f.first == first).map(|f| f.figure)
    })
}

/// Is this figure's office the one the form corrupts?
fn holds(role: &str, organisation: &str, title: &CorruptTitle) -> bool {
    let same_house = organisation == title.organisation;
    let role = role.to_lowercase();
    same_house && (role.contains(&title.title.to_lowercase()) || title.title.to_lowercase().contains(&role))
}

fn is_definite(block: &Block<'_>, c: &Candidate<'_>) -> bool {
    c.first.checked_sub(1).is_some_and(|i| matches!(block.word(i).to_lowercase().as_str(), "the" | "s" | "’s"))
}
