//! Detectors: each finds one kind of sign of machine rewriting and says what it saw, what probably stood there, and why.
//!
//! One file per detector. A detector's [`DetectorInfo`] is its documentation, its tests and its entry in the popup, the
//! options and `ungarble explain`; nothing is written twice. Detectors are stateless, run once per article, in time
//! linear in its tokens, and never decide a verdict: `score` weighs what they find.

mod acronym_mismatch;
mod broken_contraction;
mod calqued_date;
mod calqued_number;
mod corrupted_title;
mod doubled_word;
mod encoding_damage;
pub mod excuse;
mod foreign_letters_in_word;
mod foreign_punctuation;
mod foreign_script_word;
mod garbled_institution;
mod garbled_publisher;
mod garbled_set_phrase;
mod glued_words;
mod hidden_character;
mod impossible_word_pair;
mod inconsistent_name;
mod info;
mod lower_case_sentence_start;
mod machine_style;
mod misspelled_public_figure;
mod name_as_common_noun;
mod pronoun_clash;
mod respelled_number;
mod scraper_boilerplate;
mod sink;
mod spinner_residue;
mod stray_capital;
mod stray_quotation_mark;
mod untranslated_word;
mod visible_entity;
mod wrong_article;

pub use info::{DetectorInfo, Example, Stage};
pub use sink::{Evidence, EvidenceSink, MAX_PER_DETECTOR, NameLink};

use crate::data::Data;
use crate::text::Document;

/// One kind of sign of machine rewriting. Stateless; called once per article.
pub trait Detector: Sync {
    /// What it finds, with examples.
    fn info(&self) -> &'static DetectorInfo;
    /// Puts every sign it sees into the sink.
    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink);
}

/// All detectors; the order is that of the docs.
pub static DETECTORS: &[&dyn Detector] = &[
    &misspelled_public_figure::MisspelledPublicFigure,
    &inconsistent_name::InconsistentName,
    &name_as_common_noun::NameAsCommonNoun,
    &pronoun_clash::PronounClash,
    &corrupted_title::CorruptedTitle,
    &garbled_institution::GarbledInstitution,
    &acronym_mismatch::AcronymMismatch,
    &garbled_publisher::GarbledPublisher,
    &garbled_set_phrase::GarbledSetPhrase,
    &glued_words::GluedWords,
    &calqued_date::CalquedDate,
    &calqued_number::CalquedNumber,
    &respelled_number::RespelledNumber,
    &encoding_damage::EncodingDamage,
    &broken_contraction::BrokenContraction,
    &foreign_letters_in_word::ForeignLettersInWord,
    &hidden_character::HiddenCharacter,
    &foreign_punctuation::ForeignPunctuation,
    &foreign_script_word::ForeignScriptWord,
    &stray_quotation_mark::StrayQuotationMark,
    &untranslated_word::UntranslatedWord,
    &scraper_boilerplate::ScraperBoilerplate,
    &spinner_residue::SpinnerResidue,
    &impossible_word_pair::ImpossibleWordPair,
    &wrong_article::WrongArticle,
    &doubled_word::DoubledWord,
    &stray_capital::StrayCapital,
    &lower_case_sentence_start::LowerCaseSentenceStart,
    &visible_entity::VisibleEntity,
    &machine_style::MachineStyle,
];

/// The detector of this id.
pub fn find(id: &str) -> Option<&'static dyn Detector> {
    DETECTORS.iter().copied().find(|d| d.info().id == id)
}
