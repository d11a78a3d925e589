//! Character references that show as text: "caf&eacute;", "&#8217;".
//!
//! On trial: publishers' own archives show them too, more often than copies in the texts measured so far.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Document, Span};

/// See the module.
pub struct VisibleEntity;

static INFO: DetectorInfo = DetectorInfo {
    id: "visible-entity",
    title: "Character reference shown as text",
    category: Category::Encoding,
    since: "0.1.0",
    stage: Stage::Nursery,
    weight: 0.3,
    what: "HTML character references that a reader sees as they are written.",
    why: "Text that was taken out of one page and escaped again for another keeps them.",
    limits: "Old archives of honest publishers show them as well.",
    false_alarms: "0.7 % of human articles (14 of 1,859), more than of copies. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "They met at a caf[[&#233;]] near the station.", expected: Some("é") },
        Example::Hit { text: "The union said it doesn[[&rsquo;]]t agree.", expected: Some("’") },
        Example::Hit { text: "Profits at Marks [[&amp;]] Daughters rose.", expected: Some("&") },
        Example::Clean { text: "Marks & Daughters; AT&T; Q&A.", because: "an ampersand is no reference" },
        Example::Clean { text: "The R&D budget & costs; more to come.", because: "a semicolon may follow by chance" },
        Example::Clean { text: "Ticket &1234; was sold on Track #12;", because: "numbers without the number sign" },
    ],
    references: &[],
};

/// The named references that text from the press holds. Sorted.
const NAMED: [(&str, &str); 24] = [
    ("aacute", "á"),
    ("amp", "&"),
    ("apos", "'"),
    ("auml", "ä"),
    ("bull", "•"),
    ("ccedil", "ç"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("euro", "€"),
    ("gt", ">"),
    ("hellip", "…"),
    ("iacute", "í"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("ntilde", "ñ"),
    ("oacute", "ó"),
    ("ouml", "ö"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
];

impl Detector for VisibleEntity {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            for (at, _) in block.text.match_indices('&') {
                let Some((name, _)) = block.text.get(at + 1..).and_then(|rest| rest.split_once(';')) else { continue };
                let Some(was) = decode(name) else { continue };
                let span = Span::new(at, at + name.len() + 2);
                let message =
                    Message::new("visible_entity", &[block.text.get(span.start..span.end).unwrap_or(""), &was]);
                sink.push(Evidence::new(&INFO, index, span, 0.5, message).expecting(was));
            }
        }
    }
}

fn decode(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return number.ok().filter(|n| *n >= 32).and_then(char::from_u32).map(String::from);
    }
    NAMED.binary_search_by_key(&name, |(n, _)| *n).ok().and_then(|i| NAMED.get(i)).map(|(_, was)| (*was).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted() {
        assert!(NAMED.is_sorted());
    }
}
