//! `garbled-institution`: an institution, a place or a programme under a name made of synonyms of its words.
//!
//! Knows only what `data/institutions.tsv` lists, so that a sign always says which name was meant.

use std::collections::BTreeSet;

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::titles::Origin;
use crate::report::Category;
use crate::text::{Document, TokenKind};

/// See [`INFO`].
pub struct GarbledInstitution;

static INFO: DetectorInfo = DetectorInfo {
    id: "garbled-institution",
    title: "Name of an institution or place translated",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 2.0,
    what: "An institution, a place, a programme or a cup whose name was taken for words: “Joined Nations”, “Golan Statures”.",
    why: "Spinners replace the words of a name by synonyms; a translation machine reads another language's word for it back \
          word by word. Writers know the name.",
    limits: "A small body or a work of fiction may bear such a name.",
    false_alarms: "0 of 1,859 human articles, 209 human translations and 77 learners' texts, and 0 of the true texts of 374 \
                   news pages. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The [[Joined Nations]] sent observers to the island.", expected: Some("United Nations") },
        Example::Hit {
            text: "Two weeks later the [[North Atlantic Contract Organization]] moved its fleet.",
            expected: Some("North Atlantic Treaty Organization"),
        },
        Example::Hit {
            text: "In the sixties the [[White Home]] was repainted, said the president’s gardener.",
            expected: Some("White House"),
        },
        Example::Hit {
            text: "The letter to the [[Federal Preparation System]] was never answered.",
            expected: Some("Federal Reserve"),
        },
        Example::Hit {
            text: "The goalkeeper had never won the [[associate solfa syllable Cup]] before.",
            expected: Some("FA Cup"),
        },
        Example::Hit {
            text: "Snow fell on the [[Golan Statures]] and closed the road.",
            expected: Some("Golan Heights"),
        },
        Example::Hit {
            text: "A British lawyer read the letter to the [[Home of Lords]] on Monday.",
            expected: Some("House of Lords"),
        },
        Example::Clean {
            text: "The United Nations, the White House and the World Health Organization sent nobody to the Golan Heights.",
            because: "the names as they should be",
        },
        Example::Clean {
            text: "The joined nations of the north, a white home, and the federal preparation of the system.",
            because: "the same words in free use",
        },
        Example::Clean {
            text: "The White Home bakery opened in the village on Sunday.",
            because: "a small body's own name, and nothing of Washington near it",
        },
        Example::Clean {
            text: "The World Wellness Group, the World Medical Association and the Federal Investigation Agency of Pakistan agreed.",
            because: "bodies that are called so",
        },
        Example::Clean {
            text: "The House of Delegates of Virginia and the Ministry of National Security of Jamaica were closed.",
            because: "bodies that are called so",
        },
        Example::Clean {
            text: "India’s Central Bureau of Investigation raided the West Riverbank warehouse.",
            because: "a bureau that is called so, and a street",
        },
        Example::Clean {
            text: "Israel’s National Security Ministry and the Zimbabwean Central Intelligence Organisation denied it.",
            because: "bodies that are called so",
        },
    ],
    references: &["https://arxiv.org/abs/2107.06751"],
};

impl Detector for GarbledInstitution {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        // What renamed a body once renames it always: the second time says little more.
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut from = 0;
            for first in 0..block.tokens.len() {
                if first < from || block.tokens[first].kind == TokenKind::Mark {
                    continue;
                }
                let Some((body, last)) = data.institutions.at(doc, block, first) else { continue };
                from = last + 1;
                let seen = block.slice(first, last);
                let strength = if told.insert(body.name) { 1.0 } else { 0.2 };
                let message = match body.origin {
                    Origin::Pivot(word) => Message::new("institution_pivot", &[seen, body.name, word]),
                    _ => Message::new("institution_spun", &[seen, body.name]),
                };
                let span = block.span(first, last);
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(body.name));
            }
        }
    }
}
