//! Characters decoded wrongly: "donâ€™t", "cafÃ©", lost letters.
//!
//! Looks at each run of characters without a space, undoes the decoding and shows what comes out. Accented names and
//! foreign words are no damage: only what decodes to a sensible character counts. Character references left standing
//! ("&eacute;") are another detector's. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Document, Span, mojibake};

/// See the module.
pub struct EncodingDamage;

static INFO: DetectorInfo = DetectorInfo {
    id: "encoding-damage",
    title: "Damaged characters",
    category: Category::Encoding,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "Characters that come out when UTF-8 is read in another encoding, and replacement characters inside words.",
    why: "A copy passes through several programs, and one of them takes the text for another encoding. A publisher's \
          own system and readers would notice.",
    limits: "Old archives that were moved between systems carry the same damage. After the first sign, further ones \
             therefore count next to nothing.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The harbour master said he [[didnâ€™t]] know.", expected: Some("didn’t") },
        Example::Hit { text: "They met at a [[cafÃ©]] near the station.", expected: Some("café") },
        Example::Hit {
            text: "The project was called [[â€œpointlessâ€�]] by the union.",
            expected: Some("“pointless”"),
        },
        Example::Hit { text: "The tunnel cost [[Â£40m]] more than planned.", expected: Some("£40m") },
        Example::Hit { text: "The minister said it wasn[[\u{fffd}]]t so.", expected: None },
        Example::Hit { text: "The envoy said he [[donвЂ™t]] know.", expected: Some("don’t") },
        Example::Hit { text: "The envoy said he don[[鈥]]檛 know.", expected: None },
        Example::Hit { text: "They met at a caf[[\u{fffd}]] near the station.", expected: None },
        Example::Clean {
            text: "João and Conceição flew from São Paulo to İstanbul; Ângela, Âge Håkansson and IRMÃ Dulce stayed.",
            because: "letters that wrong decoding often yields, in names that have them",
        },
        Example::Clean {
            text: "The fâché critic paid €5 for the “Ça va” album – a naïve, 20°C-warm façade…",
            because: "accents, signs and punctuation as they should be",
        },
        Example::Clean {
            text: "Mrs Đặng Thị Ngọc Ân and Mr Ţălpălaru spoke of the Ærø ferry and the ÖBB.",
            because: "Vietnamese, Romanian and Nordic letters",
        },
    ],
    references: &["https://www.w3.org/International/questions/qa-what-is-encoding"],
};

impl Detector for EncodingDamage {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut first = true;
        let mut strength = || if std::mem::take(&mut first) { 1.0 } else { 0.1 };
        for (index, block) in doc.blocks.iter().enumerate() {
            if block.is_plain() {
                continue;
            }
            for (start, end) in chunks(block.text) {
                let Some(chunk) = block.text.get(start..end) else { continue };
                if let Some(whole) = mojibake::repair(chunk) {
                    let message = Message::new("encoding_damage", &[chunk, &whole]);
                    sink.push(Evidence::new(&INFO, index, Span::new(start, end), strength(), message).expecting(whole));
                } else if let Some((at, length)) = lost_letter(chunk) {
                    let span = Span::new(start + at, start + at + length);
                    let message = Message::new("encoding_lost", &[chunk]);
                    sink.push(Evidence::new(&INFO, index, span, strength(), message));
                }
            }
        }
    }
}

/// Runs without a space that hold more than ASCII. "donâ t" and "Ã la" hold the one space that was a no-break space's byte.
fn chunks(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c != ' ' {
            continue;
        }
        let piece = text.get(start..at).unwrap_or("");
        let next = text.get(at + 1..).unwrap_or("");
        if piece.ends_with('â') && piece.chars().count() > 2 {
            // Keep the ending that "â" was the apostrophe of.
            if ["s", "t", "re", "ve", "ll", "d", "m"]
                .contains(&next.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
            {
                continue;
            }
        }
        if !piece.is_ascii() {
            out.push((start, at));
        }
        start = at + 1;
    }
    out
}

/// A replacement character that touches a letter, or one of the two Chinese characters that the first bytes of UTF-8
/// punctuation become in the Chinese and the Japanese encoding, where the rest of the mark took a letter with it.
fn lost_letter(chunk: &str) -> Option<(usize, usize)> {
    let (at, c) = chunk.char_indices().find(|(_, c)| matches!(c, '\u{fffd}' | '鈥' | '窶'))?;
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let before = chunk.get(..at)?.chars().next_back();
    let after = chunk.get(at + c.len_utf8()..)?.chars().next();
    let latin = chunk.bytes().any(|b| b.is_ascii_alphabetic());
    let lost = if c == '\u{fffd}' { letter(before) || letter(after) } else { latin };
    lost.then_some((at, c.len_utf8()))
}
