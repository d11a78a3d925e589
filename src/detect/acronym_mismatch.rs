//! `acronym-mismatch`: a known acronym in brackets after words whose letters do not give it.
//!
//! Knows the acronyms of `data/institutions.tsv` only. An acronym that fits its words is another body's, and one whose words
//! are of another number is explained rather than spelled out; both are left alone.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::institutions::Expansion;
use crate::report::Category;
use crate::text::{Case, Document};

/// See [`INFO`].
pub struct AcronymMismatch;

static INFO: DetectorInfo = DetectorInfo {
    id: "acronym-mismatch",
    title: "Acronym that does not fit its words",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.5,
    what: "A well-known acronym in brackets after a name that it does not abbreviate: “World Wellbeing Association (WHO)”, or \
           the acronym of another language after an English name.",
    why: "Spinners and translation machines change the words of a name and leave its acronym, or carry the other language's \
          acronym over.",
    limits: "Writers who keep the acronym of their own language.",
    false_alarms: "0 of 1,859 human articles, 209 human translations and 77 learners' texts, and 0 of the true texts of 374 \
                   news pages; it is rare in copies too. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The [[International Nuclear Force Office]] (IAEA) inspected the plant.",
            expected: Some("International Atomic Energy Agency"),
        },
        Example::Hit {
            text: "Money came from the [[Global Hygiene Institution]] (WHO) in spring.",
            expected: Some("World Health Organization"),
        },
        Example::Hit {
            text: "She worked for the Federal Reserve and the [[National Bureau of Investigation]] (FBI) in turn.",
            expected: Some("Federal Bureau of Investigation"),
        },
        Example::Hit { text: "The World Health Organization ([[OMS]]) sent two doctors.", expected: Some("WHO") },
        Example::Clean {
            text: "The International Atomic Energy Agency (IAEA) and the UN nuclear watchdog (IAEA) are one.",
            because: "the right name, and a description",
        },
        Example::Clean {
            text: "Médecins Sans Frontières (MSF) and the Russian Federal Security Service (FSB) have other letters than in English.",
            because: "acronyms of other languages that are theirs",
        },
        Example::Clean {
            text: "The International Cricket Council (ICC), the International Chamber of Commerce (ICC) and the World Tourism \
                   Organization (WTO) met.",
            because: "other bodies with the same letters",
        },
        Example::Clean {
            text: "The Organización Mundial de la Salud (OMS) is the World Health Organization in Spanish.",
            because: "the acronym of the language of the name",
        },
        Example::Clean {
            text: "The Centers for Disease Control and Prevention (CDC) and the Department of Human Services (DHS) replied.",
            because: "words that the acronym skips, and another department",
        },
    ],
    references: &[],
};

impl Detector for AcronymMismatch {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            for at in (0..block.tokens.len()).filter(|i| block.tokens[*i].case == Case::Upper) {
                let Some((body, first, what)) = data.institutions.misfit(block, at) else { continue };
                let letters = block.word(at);
                let (span, seen, expected, id) = match what {
                    Expansion::Misfit => {
                        (block.span(first, at - 2), block.slice(first, at - 2), body.name, "acronym_misfit")
                    }
                    Expansion::Foreign => (block.span(at, at), letters, body.acronym, "acronym_foreign"),
                };
                // A name that is itself listed as garbled is told by its own detector.
                let told = (first..at - 1).any(|i| data.institutions.at(doc, block, i).is_some());
                if told {
                    continue;
                }
                let message = Message::new(id, &[seen, expected, body.acronym, body.name]);
                let strength = if what == Expansion::Misfit { 1.0 } else { 0.6 };
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(expected));
            }
        }
    }
}
