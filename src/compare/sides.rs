//! A document cut into the sentences that a comparison counts: the headline's first, then the paragraphs'.

use crate::report::comparison::SideParagraph;
use crate::report::{Place, Side, SideSentence};
use crate::text::utf16::Utf16Map;
use crate::text::{Block, Document, Sentence, Span};

/// A sentence with the block it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Index of the block.
    pub block: usize,
    /// Its tokens.
    pub sentence: Sentence,
}

/// A document with its sentences counted through.
pub struct Cut<'d> {
    /// The text.
    pub doc: &'d Document<'d>,
    /// The sentences; the headline's come first.
    pub sentences: Vec<At>,
    /// How many of them are the headline's.
    pub headline: usize,
    maps: Vec<Utf16Map>,
}

impl<'d> Cut<'d> {
    /// Counts the sentences of a document.
    pub fn new(doc: &'d Document<'d>) -> Self {
        let of = |title: bool| {
            doc.blocks
                .iter()
                .enumerate()
                .filter(move |(_, b)| b.paragraph.is_none() == title)
                .flat_map(|(block, b)| b.sentences.iter().map(move |sentence| At { block, sentence: *sentence }))
        };
        let mut sentences: Vec<At> = of(true).collect();
        let headline = sentences.len();
        sentences.extend(of(false));
        Self { doc, sentences, headline, maps: doc.blocks.iter().map(|b| Utf16Map::new(b.text)).collect() }
    }

    /// The block of a sentence.
    pub fn block(&self, sentence: usize) -> Option<&'d Block<'d>> {
        self.sentences.get(sentence).and_then(|at| self.doc.blocks.get(at.block))
    }

    /// A span of a block as it is reported.
    pub fn place(&self, block: usize, span: Span) -> Option<Place> {
        let map = self.maps.get(block)?;
        let paragraph = self.doc.blocks.get(block)?.paragraph;
        Some(Place { paragraph, start: map.offset(span.start), end: map.offset(span.end) })
    }

    /// The side as it is reported.
    pub fn side(&self) -> Side {
        let article = self.doc.article;
        let place = |at: &At| {
            let block = self.doc.blocks.get(at.block)?;
            self.place(at.block, block.span(at.sentence.first, at.sentence.last))
        };
        Side {
            url: article.url.clone(),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            byline: article.byline.clone(),
            published: article.published_iso.clone().or_else(|| article.published.clone()),
            paragraphs: article
                .paragraphs
                .iter()
                .map(|p| SideParagraph { kind: p.kind, text: p.text.clone() })
                .collect(),
            sentences: self
                .sentences
                .iter()
                .filter_map(place)
                .map(|p| SideSentence { paragraph: p.paragraph, start: p.start, end: p.end })
                .collect(),
        }
    }
}
