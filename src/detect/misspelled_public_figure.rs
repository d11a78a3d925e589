//! `misspelled-public-figure`: a well-known person under a name that sounds like the right one and is nobody's.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, NameLink, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::figures::Figure;
use crate::names::people::Sighting;
use crate::report::{Basis, Category};
use crate::text::Document;

/// See [`INFO`].
pub struct MisspelledPublicFigure;

static INFO: DetectorInfo = DetectorInfo {
    id: "misspelled-public-figure",
    title: "Misspelled public figure",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 3.2,
    what: "A name that sounds like a well-known person's and is written otherwise, next to that person's office, \
           organisation or given name.",
    why: "A name that passes through Japanese, Korean, Chinese, Arabic or Russian script and back loses letters: l and r \
          fall together, vowels are put between consonants, th becomes s. An editor who knows the person does not write \
          it so.",
    limits: "A real person of nearly the same name and office; a plain typing error in the name of a well-known person. \
             People who are not in the gazetteer are not found.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "On Monday the NATO chief [[Mark Latte]] spoke to reporters in Brussels.",
            expected: Some("Mark Rutte"),
        },
        Example::Hit {
            text: "The European Union will answer, said [[Kaja Karasu]], its foreign policy chief.",
            expected: Some("Kaja Kallas"),
        },
        Example::Hit {
            text: "Voters in Scranton heard Senator [[Bernie Sandaz]] of the Democrats.",
            expected: Some("Bernie Sanders"),
        },
        Example::Hit {
            text: "French President [[Emmanuel Makuron]] travelled to Lille.",
            expected: Some("Emmanuel Macron"),
        },
        Example::Clean {
            text: "Siim Kallas, once prime minister of Estonia, was a European Commissioner.",
            because: "a relative of the same surname",
        },
        Example::Clean {
            text: "Volodymyr Zelenskyy and Volodymyr Zelenskiy are one president of Ukraine.",
            because: "legitimate spellings",
        },
        Example::Clean {
            text: "Mark Rudd taught mathematics in New Mexico for many years.",
            because: "somebody else, and no office near by",
        },
        Example::Clean { text: "The Clintons and the Bushes met in Washington.", because: "plurals of names" },
        Example::Clean {
            text: "Marc Rotter, a baker from Basel, sold his shop.",
            because: "sounds alike, but nothing ties him to NATO",
        },
    ],
    references: &[],
};

impl Detector for MisspelledPublicFigure {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        for s in &doc.people(data).sightings {
            let Some(figure) = data.figures.get(s.figure) else { continue };
            sink.push(Evidence {
                detector: &INFO,
                strength: s.confidence,
                block: s.block,
                span: s.span,
                expected: Some(s.expected.clone()),
                message: why(s, figure),
                name: Some(link(s, figure)),
            });
        }
    }
}

/// The office as it is told to a reader.
pub fn office(figure: &Figure) -> String {
    let former = if figure.is_in_office() { "" } else { "former " };
    let (role, organisation) = (figure.role(), figure.organisation());
    if role.contains(organisation) { format!("{former}{role}") } else { format!("{former}{role}, {organisation}") }
}

fn why(s: &Sighting, figure: &Figure) -> Message {
    Message::new(s.route.mark.figure_message_id(), &[&s.observed, figure.name, &office(figure)])
}

fn link(s: &Sighting, figure: &Figure) -> NameLink {
    NameLink {
        observed: s.observed.clone(),
        likely: figure.name.to_owned(),
        role: Some(office(figure)),
        channel: s.route.channel,
        confidence: s.confidence,
        basis: Basis::PublicFigure,
    }
}
