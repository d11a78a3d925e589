//! `corrupted-title`: an office under a name it never bears, beside the organisation or the person it belongs to.

use std::collections::BTreeSet;

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::nearby::{Nearby, Place};
use crate::names::titles::{Near, Origin, Row};
use crate::order;
use crate::report::Category;
use crate::text::{Block, Document, Span, Token, TokenKind};

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
    limits: "Writers who take a title from their own language with them; a body or a person in the news only since this \
             version was made.",
    false_alarms: "0 of 1,859 human articles, 209 human translations and 77 learners' texts, and 0 of the true texts of 374 \
                   news pages. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The alliance stands firm, said Mark Rutte, NATO [[executive director]], on Friday.",
            expected: Some("Secretary General"),
        },
        Example::Hit {
            text: "The EU sent two envoys. The bloc’s [[diplomatic director]] spoke after the talks in Geneva.",
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
        Example::Hit {
            text: "The bridge was promised long before [[Chairman]] Obama came to the valley.",
            expected: Some("President"),
        },
        Example::Hit {
            text: "The dam was opened by the [[general manager]] of Rwanda Paul Kagame.",
            expected: Some("President"),
        },
        Example::Hit {
            text: "Nobody but the [[chairman]] of Slovenia, it was said, had been told of the fire.",
            expected: Some("President"),
        },
        Example::Hit {
            text: "The miners were received by the [[premier minister]] in the evening.",
            expected: Some("Prime Minister"),
        },
        Example::Hit {
            text: "The visitors were shown around by the [[German Prime Minister]] on Sunday.",
            expected: Some("Chancellor"),
        },
        Example::Hit {
            text: "The ferry will sail on Monday, a [[speaker]] for the harbour company said.",
            expected: Some("spokesman"),
        },
        Example::Hit {
            text: "Texas [[regional head]] Walter Ash signed the law on Friday.",
            expected: Some("Governor"),
        },
        Example::Hit {
            text: "A copy of the letter went to the [[FBI minister]] in spring.",
            expected: Some("Director"),
        },
        Example::Hit {
            text: "The case was dropped by the [[attorney common]] of the island.",
            expected: Some("Attorney General"),
        },
        Example::Hit {
            text: "The [[minister of outside affairs]] left for Geneva at noon.",
            expected: Some("Foreign Minister"),
        },
        Example::Clean {
            text: "The executive director of the food bank thanked NATO soldiers for their help.",
            because: "another organisation's office",
        },
        Example::Clean {
            text: "The executive director of NATO’s school in Latina and the executive director of the UN Office on Drugs and \
                   Crime gave talks.",
            because: "offices of lower bodies",
        },
        Example::Clean { text: "A senior representative of the company met the mayor.", because: "an ordinary phrase" },
        Example::Clean {
            text: "The European Union sent a senior representative of its trade department to the hearing.",
            because: "one of many",
        },
        Example::Clean { text: "Donald Trump met the chairman of Toyota.", because: "somebody else is the chairman" },
        Example::Clean {
            text: "Committee chairman Barack Obama opened the hearing; party chairman Emmanuel Macron was late.",
            because: "chairmen of something else",
        },
        Example::Clean {
            text: "Kennedy Center Chairman Donald Trump chose the play.",
            because: "the chairman of a body that is named",
        },
        Example::Clean {
            text: "Chairman Lee Jae-yong of Samsung met President Lee Jae-myung, and Chairman Lee smiled.",
            because: "a namesake is the chairman",
        },
        Example::Clean {
            text: "Deputy Chairman Dmitry Medvedev spoke for the Security Council.",
            because: "an office he holds",
        },
        Example::Clean {
            text: "The chairman of France Télévisions met the chairman of Russian Railways and the chairman of Ghana’s bank.",
            because: "companies named after a state",
        },
        Example::Clean {
            text: "The club’s American chairman Bill Ash and Portugal’s former chairman of the board were there.",
            because: "a state is no owner of a chairman",
        },
        Example::Clean {
            text: "Atlanta Fed president Ann Ash spoke before Jerome Powell, the Fed chair.",
            because: "a regional bank's president",
        },
        Example::Clean {
            text: "Minister President Markus Söder of Bavaria spoke in Munich.",
            because: "the heads of the German states are called so",
        },
        Example::Clean {
            text: "In Japan, upper house member Taro Abe and representative director Ken Abe of the railway company resigned.",
            because: "where these are the titles",
        },
        Example::Clean {
            text: "Ann Ash, the bank’s regional head of sales in Texas, and the regional head of its New York office left.",
            because: "business has regional heads",
        },
        Example::Clean {
            text: "A keynote speaker for the evening said so, and the Speaker of the House spoke for an hour, Ann Ash said.",
            because: "speakers who speak",
        },
        Example::Clean {
            text: "A speaker for the afternoon session told the class about bees. The EU’s foreign policy director for Asia left.",
            because: "a speaker at an event, and an office with a field of its own",
        },
        Example::Clean {
            text: "A former CIA secretary wrote a book about the director of the CIA.",
            because: "one who kept the files",
        },
        Example::Clean {
            text: "The foreign priest, a finance director and a prime suspect met the chief minister of Kerala and the first \
                   minister of Wales.",
            because: "the same words in honest company",
        },
        Example::Clean {
            text: "India’s Minister of External Affairs and Cuba’s Minister of Foreign Affairs met the general counsel.",
            because: "titles that only sound translated",
        },
    ],
    references: &[],
};

impl Detector for CorruptedTitle {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let candidates = candidates(doc, data);
        if candidates.is_empty() {
            return;
        }
        let nearby = Nearby { doc, data, people: doc.people(data) };
        // A form once tied to its holder or organisation is that office's name wherever the article repeats it.
        let mut settled: BTreeSet<(&str, &str, String)> = BTreeSet::new();
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for c in candidates {
            if nearby.is_wrong(c.row, c.at) {
                settled.insert(c.office(doc));
                sure.push(c);
            } else {
                open.push(c);
            }
        }
        sure.extend(open.into_iter().filter(|c| {
            matches!(c.row.near, Near::Both | Near::Organisation)
                && settled.contains(&c.office(doc))
                && is_definite(&doc.blocks[c.at.block], c.at.first)
        }));
        let mut taken: Vec<(usize, Span)> = Vec::new();
        let mut told: BTreeSet<String> = BTreeSet::new();
        for c in sure {
            let block = &doc.blocks[c.at.block];
            let span = block.span(c.at.first, c.at.last);
            if taken.iter().any(|(b, s)| *b == c.at.block && s.overlaps(span)) {
                continue;
            }
            taken.push((c.at.block, span));
            let observed = block.slice(c.at.first, c.at.last);
            // What renamed an office once renames it always: the second time says little more.
            let strength = if told.insert(observed.to_lowercase()) { 1.0 } else { 0.3 };
            let evidence = Evidence::new(&INFO, c.at.block, span, strength, message(c.row, observed));
            sink.push(evidence.expecting(c.row.title));
        }
    }
}

fn message(row: &Row, observed: &str) -> Message {
    match row.origin {
        Origin::Spinner => Message::new("title_spun", &[observed, row.title]),
        Origin::Pivot(word) => Message::new("title_pivot", &[observed, row.title, word]),
        Origin::Literal if row.is_shared() => Message::new("title_literal", &[observed, row.title]),
        Origin::Literal => Message::new("title_corrupt", &[observed, row.organisation, row.title]),
    }
}

/// A wrong form seen in the text, whose neighbourhood is still to be looked at.
struct Candidate<'d> {
    row: &'d Row,
    at: Place,
}

impl Candidate<'_> {
    /// What tells one renamed office from another.
    fn office(&self, doc: &Document<'_>) -> (&'static str, &'static str, String) {
        let form = doc.blocks[self.at.block].slice(self.at.first, self.at.last).to_lowercase();
        (self.row.organisation, self.row.title, form)
    }
}

/// Forms in the order of the text; of those that begin at one word the longest first.
fn candidates<'d>(doc: &Document<'_>, data: &'d Data) -> Vec<Candidate<'d>> {
    let mut out = Vec::new();
    for (block, b) in doc.blocks.iter().enumerate() {
        let begins = |t: &Token| t.kind == TokenKind::Word && data.titles.may_begin(t);
        for (first, _) in b.tokens.iter().enumerate().filter(|(_, t)| begins(t)) {
            let from = out.len();
            out.extend(
                data.titles
                    .at(b, first)
                    .filter(|(_, last)| !begins_compound(b, *last))
                    .map(|(row, last)| Candidate { row, at: Place { block, first, last } }),
            );
            order::sort_by_key(&mut out[from..], |c: &Candidate<'_>| std::cmp::Reverse(c.at.last));
        }
    }
    out
}

fn is_definite(block: &Block<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|i| matches!(block.word(i).to_lowercase().as_str(), "the" | "s" | "’s"))
}

/// "Boss of state-owned": the last word belongs to what follows.
fn begins_compound(block: &Block<'_>, last: usize) -> bool {
    matches!(block.word(last + 1), "-" | "‐" | "‑")
        && block.tokens.get(last).zip(block.tokens.get(last + 1)).is_some_and(|(a, b)| a.end == b.start)
}
