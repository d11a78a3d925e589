//! Set phrases of the news that no writer breaks: "double-use goods", "the White Home", "heart assault".
//!
//! Knows only what `data/phrases.tsv` lists, so that a sign always names the phrase that was meant. A quotation of such a
//! phrase, in an article about machine translation, is taken for one. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::phrases::Route;
use crate::report::Category;
use crate::text::{Block, Document};

/// See the module.
pub struct GarbledSetPhrase;

static INFO: DetectorInfo = DetectorInfo {
    id: "garbled-set-phrase",
    title: "Garbled set phrase",
    category: Category::Phrase,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 2.0,
    what: "A fixed expression of the news or an idiom in a form that machines give it and writers do not; a form that could be \
           honest only near a word of its field.",
    why: "Set phrases do not survive word by word. A spinner replaces their words by synonyms; a translation and back \
          picks another word, or another language's word order.",
    limits: "Articles that quote such phrases, as ones about machine translation do; writers whose own language has the \
             phrase in this form.",
    false_alarms: "0 of 2,068 human articles and translations, of 77 learners' texts and of 355 news pages, on which rows that hit \
                   were left out; about one row more would hit in 500 new articles. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The bank had sold machines counted as [[double-use goods]] to the port.",
            expected: Some("dual-use goods"),
        },
        Example::Hit {
            text: "Doctors said the mayor had suffered a [[heart assault]] on the ferry.",
            expected: Some("heart attack"),
        },
        Example::Hit {
            text: "The vote on the island ended in a [[hanged parliament]], as in spring.",
            expected: Some("hung parliament"),
        },
        Example::Hit {
            text: "The court turned a deaf ear; the council [[flipped a blind eye]] to the noise.",
            expected: Some("turned a blind eye"),
        },
        Example::Hit {
            text: "The keeper was hurt in [[damage time]], a minute before the goal.",
            expected: Some("injury time"),
        },
        Example::Clean {
            text: "The damage time does to bronze is slow.",
            because: "a form that can be honest counts only near a word of its field",
        },
        Example::Hit { text: "The driver [[pleaded responsible]] and paid a fine.", expected: Some("pleaded guilty") },
        Example::Hit {
            text: "[[Counterfeit consciousness]] will write half of the letters, the firm says.",
            expected: Some("Artificial intelligence"),
        },
        Example::Hit {
            text: "The report went to the [[Committee of Intelligence]] in spring.",
            expected: Some("Intelligence Committee"),
        },
        Example::Clean {
            text: "The United Nations and the White House spoke of dual-use goods and artificial intelligence.",
            because: "the phrases as they should be",
        },
        Example::Clean {
            text: "Two nations joined forces; the white home at the corner was assembled from countries' timber.",
            because: "the same words in free use",
        },
        Example::Clean {
            text: "An anti-personnel mine, the pro-life sentence, and a non-state actor of the art world.",
            because: "the second half of a compound begins no phrase",
        },
    ],
    references: &["https://arxiv.org/abs/2107.06751"],
};

impl Detector for GarbledSetPhrase {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        // The same phrase again says little more: what broke it once breaks it always.
        let mut told: Vec<&str> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut from = 0;
            for first in 0..block.tokens.len() {
                if first < from {
                    continue;
                }
                // What stands before is looked at last: hardly any word begins a phrase.
                let found = data.phrases.at(block, first).filter(|_| !follows_hyphen(block, first));
                let Some((phrase, last)) = found else { continue };
                from = last + 1;
                let seen = block.slice(first, last);
                let expected = phrase.mend(seen);
                let id = match phrase.route {
                    Route::Spinner => "garbled_phrase_spinner",
                    Route::Translation => "garbled_phrase_translation",
                };
                let again = told.contains(&phrase.observed);
                if !again && told.len() < 64 {
                    told.push(phrase.observed);
                }
                let strength = if again { 0.2 } else { 1.0 };
                let message = Message::new(id, &[seen, &expected]);
                sink.push(Evidence::new(&INFO, index, block.span(first, last), strength, message).expecting(expected));
            }
        }
    }
}

fn follows_hyphen(block: &Block<'_>, token: usize) -> bool {
    let start = block.tokens.get(token).map_or(0, |t| t.start as usize);
    block.text.get(..start).is_some_and(|t| t.ends_with(['-', '‐', '‑']))
}
