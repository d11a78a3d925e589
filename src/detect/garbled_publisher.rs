//! A publisher's name with one of its words swapped: "the New York Occasions".
//!
//! The names come from the table of publishers; which words are swapped, `source::publishers` knows.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::Document;

/// See the module.
pub struct GarbledPublisher;

static INFO: DetectorInfo = DetectorInfo {
    id: "garbled-publisher",
    title: "Name of a publisher translated",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 2.0,
    what: "Names of newspapers, broadcasters and agencies in which one word is replaced by another of the same meaning.",
    why: "Spinners and translation machines take a newspaper's name for words and replace them: Times by Occasions, Post \
          by Submit, News by Information, Daily by Every day. Writers know the name.",
    limits: "An office or a company may really bear such a name.",
    false_alarms: "0 of 1,859 human articles, 209 human translations and 77 learners' texts; it is rare in copies too (6 of \
                   1,665), most of which name no such publisher. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "She told the [[New York Occasions]] that the bridge was closed.",
            expected: Some("New York Times"),
        },
        Example::Hit {
            text: "The [[Related Press]] reported on Monday that the bridge was closed.",
            expected: Some("Associated Press"),
        },
        Example::Hit {
            text: "In an interview with the [[Every day Mail]], he denied it.",
            expected: Some("Daily Mail"),
        },
        Example::Hit {
            text: "He wrote in the [[Wall Avenue Journal]] last week.",
            expected: Some("Wall Street Journal"),
        },
        Example::Clean {
            text: "The New York Times and the Associated Press reported it.",
            because: "the names are right",
        },
        Example::Clean {
            text: "On New York occasions such as this, related press work is done every day.",
            because: "the words are not written as a name",
        },
        Example::Clean {
            text: "She runs the Fox Information Centre and the Sky Information Desk.",
            because: "another body's longer name",
        },
    ],
    references: &[],
};

impl Detector for GarbledPublisher {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut i = 0;
            while i < block.tokens.len() {
                let Some(naming) = data.publishers.at(block, i) else {
                    i += 1;
                    continue;
                };
                let next = block.tokens.get(naming.last + 1);
                if naming.garbled
                    && !next.is_some_and(crate::text::Token::is_capitalised)
                    && let Some(publisher) = data.publishers.get(naming.publisher)
                {
                    let name = publisher.name.strip_prefix("The ").unwrap_or(publisher.name);
                    let message = Message::new("garbled_publisher", &[block.slice(naming.first, naming.last), name]);
                    let span = block.span(naming.first, naming.last);
                    sink.push(Evidence::new(&INFO, index, span, 0.9, message).expecting(name));
                }
                i = naming.last + 1;
            }
        }
    }
}
