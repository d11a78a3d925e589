//! What of a page is the article: paragraphs, headline, byline, dates, links, and the page's own clues to its origin.
//!
//! [`PageTree`] holds the facts of a page, filled from the live DOM (`dom`) or from parsed HTML (`html`); `extract` is
//! the one extraction over it. [`Article`] is what the rest of the engine sees. Nothing here judges the text.

mod address;
pub(crate) mod blocks;
mod byline;
pub(crate) mod choose;
pub(crate) mod claims;
pub mod clues;
mod credits;
mod dates;
#[cfg(target_arch = "wasm32")]
pub mod dom;
mod entities;
mod entries;
pub mod extract;
mod facts;
pub(crate) mod features;
pub mod fields;
pub mod frames;
mod headline;
mod hints;
#[cfg(feature = "cli")]
pub mod html;
mod json;
mod jsonld;
pub(crate) mod judge;
pub mod markup;
pub(crate) mod metadata;
mod phrases;
pub mod plain;
mod settle;
mod shadow;
mod shape;
mod site_name;
mod standing;
mod tag;
pub mod tree;
pub(crate) mod trust;
mod visibility;

use serde::Serialize;

pub use clues::Clues;
pub use credits::{Credit, CreditKind};
pub use entries::Entry;
pub use fields::{Field, Said, Source};
pub use tree::PageTree;

/// Bytes of article text that are judged; what follows is left out and the report says `truncated`.
pub const MAX_TEXT_BYTES: usize = 1_000_000;

/// Whether there is an article, or why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "status", content = "reason")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum ArticleStatus {
    /// An article (whether it is long enough and in English is decided on its text, later).
    Article,
    /// A front page, a shop, a search result, an app: the reason says what it looks like.
    NotArticle(String),
    /// The browser or the publisher translated this page by machine: the reason says which mark was seen.
    TranslatedByBrowser(String),
}

/// An article as a person sees it on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Article {
    /// Whether it is one.
    pub status: ArticleStatus,
    /// Address of the page.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The sentence or two that introduce the text, if it does not begin with them.
    pub standfirst: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Date of publication as the page writes it.
    pub published: Option<String>,
    /// The same in ISO 8601, where it can be read without guessing.
    pub published_iso: Option<String>,
    /// Date of the last change as the page writes it.
    pub modified: Option<String>,
    /// The same in ISO 8601.
    pub modified_iso: Option<String>,
    /// Language tag the page declares.
    pub language: Option<String>,
    /// Section of the publication.
    pub section: Option<String>,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// Where the page says it comes from.
    pub clues: Clues,
    /// Who else had a part in it: agencies, contributors, where it first appeared.
    pub credits: Vec<Credit>,
    /// What the page says was wrong in the text; not in the text.
    pub corrections: Vec<String>,
    /// The entries of a live blog, in the order of the page.
    pub entries: Vec<Entry>,
    /// For each of the fields above that the page fills: what counts, from where, and what says otherwise.
    pub fields: Vec<Field>,
    /// The text was longer than [`MAX_TEXT_BYTES`].
    pub truncated: bool,
}

impl Article {
    /// An article without text.
    pub fn empty() -> Self {
        Self {
            status: ArticleStatus::Article,
            url: None,
            title: None,
            standfirst: None,
            byline: None,
            publisher: None,
            published: None,
            published_iso: None,
            modified: None,
            modified_iso: None,
            language: None,
            section: None,
            paragraphs: Vec::new(),
            clues: Clues::default(),
            credits: Vec::new(),
            corrections: Vec::new(),
            entries: Vec::new(),
            fields: Vec::new(),
            truncated: false,
        }
    }

    /// The paragraphs, joined by an empty line.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for p in &self.paragraphs {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&p.text);
        }
        out
    }
}

/// What a paragraph is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A heading inside the article.
    Heading,
    /// A block quotation.
    Quote,
    /// An item of a list.
    ListItem,
}

/// One paragraph. Its text has single spaces and no line breaks, and every detector's offsets count in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its visible text.
    pub text: String,
    /// The links in it, in order. Words glued to a link's edge are a sign.
    pub links: Vec<Link>,
    /// Index of the live blog's entry it stands in.
    pub entry: Option<u32>,
}

/// A link inside a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Link {
    /// First byte in the paragraph's text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The target as written on the page; may be relative.
    pub href: String,
}
