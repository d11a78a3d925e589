//! What came of comparing a text with a candidate for its original: which sentence became which, and what changed in them.
//!
//! The value is complete in itself: it carries both texts, so that a view, an export or another program needs nothing else.
//! Places count UTF-16 units in a paragraph of their side, as everywhere in a report.

use serde::Serialize;

use super::{Channel, NameRow, rounded};
use crate::article::ParagraphKind;

/// What one text is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum PairRelation {
    /// The original's sentences in other words: rewritten by a machine.
    GarbledCopy,
    /// The same text, perhaps edited by people: a reprint, an excerpt, a newer version.
    SameText,
    /// The same events, told by others.
    SameStory,
    /// Nothing in common.
    Unrelated,
}

impl PairRelation {
    /// The contract's word for this relation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GarbledCopy => "garbled-copy",
            Self::SameText => "same-text",
            Self::SameStory => "same-story",
            Self::Unrelated => "unrelated",
        }
    }
}

/// The outcome of comparing a text with a candidate for its original.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Comparison {
    /// What the copy is to the original.
    pub relation: PairRelation,
    /// How sure that is, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// Share of the copy's words that stand in aligned sentences.
    #[serde(serialize_with = "rounded")]
    pub aligned: f64,
    /// Share of the aligned sentences that stand in the original's order.
    #[serde(serialize_with = "rounded")]
    pub in_order: f64,
    /// Share of the copy's five-word runs that the original has too.
    #[serde(serialize_with = "rounded")]
    pub verbatim: f64,
    /// Share of the original's words that stand in aligned sentences.
    #[serde(serialize_with = "rounded")]
    pub used: f64,
    /// The text that was looked at.
    pub copy: Side,
    /// The candidate for its original.
    pub original: Side,
    /// Which sentence became which, in the order of the copy; sentences of the original that the copy lacks stand where they
    /// would have come.
    pub sentences: Vec<Row>,
    /// Names that changed, one row for each person.
    pub names: Vec<NameRow>,
    /// Offices that changed.
    pub titles: Vec<ChangeRef>,
    /// Numbers that changed.
    pub numbers: Vec<ChangeRef>,
    /// Dates that changed.
    pub dates: Vec<ChangeRef>,
    /// What changed inside quotation marks.
    pub quotes: Vec<ChangeRef>,
    /// Negations and words of opposite meaning.
    pub meanings: Vec<ChangeRef>,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Side {
    /// Address of the page.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// The text; empty where only an index entry was at hand.
    pub paragraphs: Vec<SideParagraph>,
    /// Its sentences, the headline's first.
    pub sentences: Vec<SideSentence>,
}

/// A paragraph of a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SideParagraph {
    /// What it is on the page.
    pub kind: ParagraphKind,
    /// Its text.
    pub text: String,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct SideSentence {
    /// Index of the paragraph; null for the headline.
    pub paragraph: Option<usize>,
    /// Start in UTF-16 units.
    pub start: usize,
    /// End in UTF-16 units.
    pub end: usize,
}

/// Sentences of the copy beside those of the original they were made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Row {
    /// First sentence of the copy, an index into [`Side::sentences`]; null for what the copy dropped.
    pub copy: Option<usize>,
    /// How many sentences of the copy from there.
    pub copy_sentences: usize,
    /// First sentence of the original; null for what the copy added.
    pub original: Option<usize>,
    /// How many sentences of the original from there.
    pub original_sentences: usize,
    /// How much of the words is the same, 0 to 1; rare words count more.
    #[serde(serialize_with = "rounded")]
    pub similarity: f64,
    /// It stands elsewhere in the original's order.
    pub moved: bool,
    /// What changed, in the order of the copy.
    pub changes: Vec<Change>,
}

/// Kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum ChangeKind {
    /// A person's, place's or organisation's name.
    Name,
    /// An office.
    Title,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Words inside quotation marks.
    Quote,
    /// A negation came or went.
    Negation,
    /// A word became one that means something else or the opposite.
    Meaning,
    /// Other words.
    Wording,
}

impl ChangeKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Title, Self::Number, Self::Date, Self::Quote, Self::Negation, Self::Meaning, Self::Wording];

    /// The contract's word for this kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::Number => "number",
            Self::Date => "date",
            Self::Quote => "quote",
            Self::Negation => "negation",
            Self::Meaning => "meaning",
            Self::Wording => "wording",
        }
    }
}

/// One change between aligned sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Change {
    /// Kind of the change.
    pub kind: ChangeKind,
    /// Where it is in the copy; null where something was left out.
    pub copy: Option<Place>,
    /// Where it is in the original; null where something was put in.
    pub original: Option<Place>,
    /// The copy's words.
    pub observed: Option<String>,
    /// The original's words.
    pub expected: Option<String>,
    /// For names, the route.
    pub channel: Option<Channel>,
    /// What and why, in English.
    pub message: String,
    /// Name of the message, for translation.
    pub message_id: &'static str,
    /// What fills the message's places, in order.
    pub params: Vec<String>,
}

/// A stretch of one side's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Place {
    /// Index of the paragraph; null for the headline.
    pub paragraph: Option<usize>,
    /// Start in UTF-16 units.
    pub start: usize,
    /// End in UTF-16 units.
    pub end: usize,
}

/// A change, found by its place in the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ChangeRef {
    /// Index into [`Comparison::sentences`].
    pub row: usize,
    /// Index into [`Row::changes`].
    pub change: usize,
    /// The copy's words; empty where they were left out.
    pub observed: String,
    /// The original's words; empty where there were none.
    pub expected: String,
    /// In a sentence.
    pub why: String,
}
