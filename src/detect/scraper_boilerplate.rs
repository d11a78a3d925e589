//! What a copying machine leaves around the text: `[ad_1]`, "Source link", "The post … appeared first on …".
//!
//! These lines say that a text was fetched from elsewhere by a program; not that its words were changed, which honest
//! feeds do not do. So they count little, and what a publisher writes who reprints with leave ("This article was
//! originally published by …", "Republished under a Creative Commons licence", "Read the original article") does not
//! count at all: it names the source. Only whole short paragraphs and the marks that plug-ins write are looked at. Linear
//! in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Document, Span};

/// See the module.
pub struct ScraperBoilerplate;

static INFO: DetectorInfo = DetectorInfo {
    id: "scraper-boilerplate",
    title: "Line of a copying program",
    category: Category::Structure,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 0.6,
    what: "A mark or a line that programs write which fetch articles from other sites and publish them again.",
    why: "Garbled copies are made by such programs: they fetch, rewrite and publish without anybody reading. What they put \
          before and after the text stays.",
    limits: "Honest sites that take over feeds with the same programs and change no word: the sign is one of a copy, not of \
             garbling.",
    false_alarms: "0 of 2,068 human articles and translations, of 77 learners' texts and of the true texts of 355 news pages. \
                   `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "[[[ad_1]]] The council met on Monday to talk about the bridge.", expected: None },
        Example::Hit { text: "The mayor said she would vote for it in spring.\n\n[[Source link]]", expected: None },
        Example::Hit {
            text: "The bridge opens in May.\n\n[[The post Bridge to open in May appeared first on Harbour Herald.]]",
            expected: None,
        },
        Example::Hit { text: "The bridge opens in May.\n\n[[Click here to read the full article]]", expected: None },
        Example::Hit {
            text: "The bridge opens in May.\n\n[[This story has not been edited by our staff and is auto-generated from a \
                   syndicated feed.]]",
            expected: None,
        },
        Example::Clean {
            text: "This article was originally published by the Harbour Herald. Read the original article.\n\nThis article is \
                   republished under a Creative Commons licence. Read the original here.",
            because: "a reprint with leave names its source",
        },
        Example::Clean {
            text: "He clicked the source link and read the full article, which first appeared on a blog.\n\nSource: City \
                   council",
            because: "the words in a sentence, and a source of figures",
        },
        Example::Clean {
            text: "Advertisement\n\nRead more\n\nSubscribe to our newsletter\n\nShare this article",
            because: "furniture of honest pages that was read with the text",
        },
    ],
    references: &[],
};

/// Marks that plug-ins write and nobody else, lower case.
const MARKS: [&str; 8] =
    ["[ad_1]", "[ad_2]", "[ad_3]", "[ad_4]", "[embedyt]", "[matched_content]", "[wp_ad_camp", "[wpcode id="];

/// Whole lines, in lower case without marks at their ends. Sorted.
const LINES: [&str; 18] = [
    "article source link",
    "click here for the full story",
    "click here to read the full article",
    "click here to read the full story",
    "click here to read the original article",
    "click here to read the original story",
    "credit: original source",
    "full article here",
    "full credit to the original author",
    "go to source",
    "go to the source link",
    "link to original article",
    "link to source",
    "news source link",
    "original article source",
    "original source link",
    "photo credit: see original",
    "source link",
];

/// Beginnings of whole lines, in lower case, with what must follow somewhere in the same line.
const SENTENCES: [(&str, &str); 12] = [
    ("the post ", " appeared first on "),
    ("the post ", " first appeared on "),
    ("this post ", " was auto-generated"),
    ("this article ", " was auto-generated"),
    ("this content ", " auto-generated"),
    ("this story has not been edited by ", " auto-generated from a syndicated feed"),
    ("disclaimer: this ", " auto-generated"),
    ("disclaimer: this ", " syndicated feed"),
    ("(this story has not been edited by ", " syndicated feed"),
    ("(this article ", " auto-generated"),
    ("note: this article ", " has been indexed to our site"),
    ("this article has been indexed from ", ""),
];

/// Longest line looked at, in bytes.
const LONGEST: usize = 300;

impl Detector for ScraperBoilerplate {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            let found =
                mark(block).map(|span| (span, 1.0)).or_else(|| line(block).map(|strength| (whole(block), strength)));
            let Some((span, strength)) = found else { continue };
            let message = Message::new("scraper_boilerplate", &[block.text.get(span.start..span.end).unwrap_or("")]);
            sink.push(Evidence::new(&INFO, index, span, strength, message));
        }
    }
}

fn whole(block: &Block<'_>) -> Span {
    Span::new(0, block.text.len())
}

/// A plug-in's mark anywhere in the block.
fn mark(block: &Block<'_>) -> Option<Span> {
    block.text.match_indices('[').find_map(|(at, _)| {
        let rest = block.text.get(at..)?;
        let found = MARKS.iter().find(|m| rest.get(..m.len()).is_some_and(|head| head.eq_ignore_ascii_case(m)))?;
        let end = rest.find(']').filter(|end| *end < 60).map_or(found.len(), |end| end + 1);
        Some(Span::new(at, at + end))
    })
}

/// Is the whole block such a line, and how sure is that?
fn line(block: &Block<'_>) -> Option<f64> {
    if block.text.len() > LONGEST {
        return None;
    }
    // Nearly every block is told off by its first letter.
    let first = block.text.bytes().find(u8::is_ascii_alphabetic)?.to_ascii_lowercase();
    if !matches!(first, b'a' | b'c' | b'd' | b'f' | b'g' | b'l' | b'n' | b'o' | b'p' | b's' | b't') {
        return None;
    }
    let lower = block.text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if LINES.binary_search(&bare).is_ok() {
        return Some(0.8);
    }
    SENTENCES
        .iter()
        .any(|(begins, holds)| {
            lower.starts_with(begins) && lower.get(begins.len() - 1..).is_some_and(|r| r.contains(holds))
        })
        .then_some(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_sorted() {
        assert!(LINES.is_sorted());
    }
}
