//! The one value everything ends in: popup, side panel, demo, command and exports all render a [`Report`].
//!
//! Its JSON form is a contract (fields may be added, never renamed). It judges nothing: numbers and words are
//! put in by the pipeline in `lib.rs`. Floats are rounded to four decimals on the way out, so that a browser and a
//! server print the same bytes.

pub mod comparison;

use serde::{Serialize, Serializer};

use crate::message::Message;

pub use comparison::{
    Change, ChangeKind, ChangeRef, Comparison, PairRelation, Place, Row, Side, SideParagraph, SideSentence,
};

/// Version of the JSON form.
pub const SCHEMA: u32 = 1;

/// Name and version of the engine, as `ungarble 0.1.0`.
pub const ENGINE: &str = concat!("ungarble ", env!("CARGO_PKG_VERSION"));

/// What became of a page: judged, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Status {
    /// Score, probability and verdict are given.
    Scored,
    /// The page holds no article.
    NotArticle,
    /// Fewer than [`crate::MIN_WORDS`] words.
    TooShort,
    /// Only English is judged.
    UnsupportedLanguage,
    /// The browser or the publisher translated the page by machine; it would look garbled, and says so itself.
    TranslatedByBrowser,
    /// The input could not be read.
    Error,
}

impl Status {
    /// The contract's word for this status.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::NotArticle => "not-article",
            Self::TooShort => "too-short",
            Self::UnsupportedLanguage => "unsupported-language",
            Self::TranslatedByBrowser => "translated-by-browser",
            Self::Error => "error",
        }
    }
}

/// What was found, in one word. Never says who did what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Verdict {
    /// Nothing, or too little to speak of.
    NoSigns,
    /// Worth a second look.
    SomeSigns,
    /// Several independent signs.
    LikelyGarbled,
}

impl Verdict {
    /// The contract's word for this verdict.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoSigns => "no-signs",
            Self::SomeSigns => "some-signs",
            Self::LikelyGarbled => "likely-garbled",
        }
    }
}

/// Kind of a sign. The score saturates by category, so one kind alone cannot run away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Category {
    /// A person's or organisation's name is corrupted.
    Name,
    /// An office is called by a name it does not bear.
    Title,
    /// A set phrase is broken.
    Phrase,
    /// Words run together where a link or an element ended.
    Glue,
    /// Grammar no writer and no editor lets pass.
    Grammar,
    /// A quotation is damaged.
    Quote,
    /// The style of machine output.
    Style,
    /// Characters were decoded wrongly.
    Encoding,
    /// The page's structure shows through the text.
    Structure,
    /// A number changed.
    Number,
    /// Letters of a foreign script inside words.
    Script,
}

impl Category {
    /// Every category, in the order of the declaration.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Title,
        Self::Phrase,
        Self::Glue,
        Self::Grammar,
        Self::Quote,
        Self::Style,
        Self::Encoding,
        Self::Structure,
        Self::Number,
        Self::Script,
    ];

    /// The contract's word for this category.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::Phrase => "phrase",
            Self::Glue => "glue",
            Self::Grammar => "grammar",
            Self::Quote => "quote",
            Self::Style => "style",
            Self::Encoding => "encoding",
            Self::Structure => "structure",
            Self::Number => "number",
            Self::Script => "script",
        }
    }
}

/// The route by which a name was corrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Channel {
    /// Through katakana.
    Japanese,
    /// Through hangul.
    Korean,
    /// Through Chinese characters.
    Chinese,
    /// Through Arabic letters.
    Arabic,
    /// Through Cyrillic letters.
    Russian,
    /// A title, not a name, was translated.
    Title,
    /// The name was taken for a word and translated.
    CommonNoun,
    /// None of these explains it better than the others.
    Other,
}

impl Channel {
    /// The contract's word for this channel.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Japanese => "japanese",
            Self::Korean => "korean",
            Self::Chinese => "chinese",
            Self::Arabic => "arabic",
            Self::Russian => "russian",
            Self::Title => "title",
            Self::CommonNoun => "common-noun",
            Self::Other => "other",
        }
    }
}

/// What a name finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Basis {
    /// A person of the gazetteer.
    PublicFigure,
    /// Another spelling in the same text.
    InDocument,
    /// The original article.
    Source,
}

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// [`ENGINE`].
    pub engine: &'static str,
    /// The caller's name for the input; the path or line number where it gave none.
    pub id: String,
    /// Judged, or why not.
    pub status: Status,
    /// Why the status is not `scored`, in a sentence.
    pub reason: Option<String>,
    /// What the page says of itself.
    pub page: PageInfo,
    /// Size of what was read.
    pub text: TextInfo,
    /// Strength of the evidence, 0 (none) to 100.
    pub score: Option<u32>,
    /// Calibrated at a 50/50 prior, 0 to 1.
    #[serde(serialize_with = "rounded_option")]
    pub probability: Option<f64>,
    /// The finding in one word.
    pub verdict: Option<Verdict>,
    /// How the score came about, one row for each category with evidence.
    pub score_parts: Vec<ScorePart>,
    /// The signs, in the order of the text.
    pub evidence: Vec<EvidenceRow>,
    /// Corrupted names, one entry for each person.
    pub names: Vec<NameRow>,
    /// Candidates for the original, best first.
    pub sources: Vec<SourceRow>,
    /// Filled when the original was at hand; verdict, probability and score are then the pair's.
    pub comparison: Option<Comparison>,
}

/// What the page says of itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct PageInfo {
    /// Address of the page.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Date of publication as the page writes it, ISO 8601 where it does.
    pub published: Option<String>,
    /// Language tag; from the page, else what the text looks like.
    pub language: Option<String>,
}

/// Size of what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TextInfo {
    /// Words in the paragraphs.
    pub words: usize,
    /// Sentences in the paragraphs.
    pub sentences: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// The text was longer than what is judged.
    pub truncated: bool,
}

/// The share of one category in the score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ScorePart {
    /// Kind of sign.
    pub category: Category,
    /// Signs of this kind.
    pub count: usize,
    /// Log-odds this category added, after saturation.
    #[serde(serialize_with = "rounded")]
    pub weight: f64,
}

/// One sign.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct EvidenceRow {
    /// Id of the detector.
    pub detector: &'static str,
    /// Kind of sign.
    pub category: Category,
    /// 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub strength: f64,
    /// Index of the paragraph; null for the title.
    pub paragraph: Option<usize>,
    /// Start in that paragraph, in UTF-16 units.
    pub start: usize,
    /// End in that paragraph, in UTF-16 units.
    pub end: usize,
    /// For finding it on the page.
    pub quote: Quote,
    /// What probably stood there.
    pub expected: Option<String>,
    /// What and why, in English.
    pub message: String,
    /// Name of the message, for translation.
    pub message_id: &'static str,
    /// What fills the message's places, in order.
    pub params: Vec<String>,
}

/// A W3C TextQuoteSelector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Quote {
    /// Up to 32 characters before.
    pub prefix: String,
    /// The words themselves.
    pub exact: String,
    /// Up to 32 characters after.
    pub suffix: String,
}

/// A person whose name is corrupted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct NameRow {
    /// The forms found, in the order of the text, each once.
    pub observed: Vec<String>,
    /// The name that was meant.
    pub likely: String,
    /// That person's office.
    pub role: Option<String>,
    /// The route.
    pub channel: Channel,
    /// 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// What it rests on.
    pub basis: Basis,
    /// In a sentence.
    pub why: String,
    /// Name of the `why` message, for translation.
    pub message_id: &'static str,
    /// What fills the message's places.
    pub params: Vec<String>,
}

/// How a candidate is tied to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Relation {
    /// The page itself names it as canonical.
    DeclaredCanonical,
    /// The text credits it.
    Credited,
    /// The text links to it.
    Linked,
    /// It was found in a local index.
    IndexedMatch,
    /// A search the reader may start.
    Search,
}

impl Relation {
    /// The contract's word for this relation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeclaredCanonical => "declared-canonical",
            Self::Credited => "credited",
            Self::Linked => "linked",
            Self::IndexedMatch => "indexed-match",
            Self::Search => "search",
        }
    }
}

/// A candidate for the original.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct SourceRow {
    /// Id in the index, for `indexed-match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// http(s) only. For `search`, the address that runs the search.
    pub url: String,
    /// Headline or search words.
    pub title: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// How it is tied to the page.
    pub relation: Relation,
    /// 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// Why it is a candidate, in English sentences.
    pub reasons: Vec<String>,
    /// The same reasons for translation, in the same order.
    pub reason_messages: Vec<Message>,
}

/// Four decimals: enough for every reader, and the same bits on every platform.
pub fn round4(x: f64) -> f64 {
    libm::round(x * 10_000.0) / 10_000.0
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde passes a reference to the field
pub(crate) fn rounded<S: Serializer>(x: &f64, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_f64(round4(*x))
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // serde passes a reference to the field
pub(crate) fn rounded_option<S: Serializer>(x: &Option<f64>, s: S) -> Result<S::Ok, S::Error> {
    match x {
        Some(x) => s.serialize_some(&round4(*x)),
        None => s.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(x: impl Serialize) -> String {
        serde_json::to_value(x).expect("JSON").as_str().expect("a word").to_owned()
    }

    #[test]
    fn the_words_of_the_enums_are_those_of_the_json_form() {
        use {Channel as C, Relation as R, Status as S, Verdict as V};
        for s in [S::Scored, S::NotArticle, S::TooShort, S::UnsupportedLanguage, S::TranslatedByBrowser, S::Error] {
            assert_eq!(word(s), s.as_str());
        }
        for v in [V::NoSigns, V::SomeSigns, V::LikelyGarbled] {
            assert_eq!(word(v), v.as_str());
        }
        for c in Category::ALL {
            assert_eq!(word(c), c.as_str());
        }
        for c in [C::Japanese, C::Korean, C::Chinese, C::Arabic, C::Russian, C::Title, C::CommonNoun, C::Other] {
            assert_eq!(word(c), c.as_str());
        }
        for r in [R::DeclaredCanonical, R::Credited, R::Linked, R::IndexedMatch, R::Search] {
            assert_eq!(word(r), r.as_str());
        }
    }
}
