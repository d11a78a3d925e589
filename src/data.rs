//! The facts compiled in: public figures, titles, set phrases, publishers, words. Read once, on first use.
//!
//! The files lie in `data/`; `data/PROVENANCE.md` says where each fact comes from. A faulty row stops the build
//! ([`check`]).

pub mod check;

use std::sync::OnceLock;

use crate::names::bearers::Bearers;
use crate::names::collisions::Collisions;
use crate::names::figures::Figures;
use crate::names::institutions::Institutions;
use crate::names::organisations::Organisations;
use crate::names::packed::Packed;
use crate::names::table;
use crate::names::titles::Titles;
use crate::phrases::Phrases;
use crate::source::Publishers;
use crate::text::{KeySet, Lexicon, word_key};

/// A table as the build script packed it.
macro_rules! packed {
    ($table:literal) => {
        Packed::new(
            include_str!(concat!(env!("OUT_DIR"), "/", $table, ".txt")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".bin")),
        )
    };
}

/// A table without its comments, as the build script left it.
macro_rules! table {
    ($table:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $table))
    };
}

/// The day up to which the offices of well-known people were checked, as YYYY-MM-DD; `data/figures.tsv` says so in its head.
pub const FIGURES_AS_OF: &str = env!("FIGURES_AS_OF");

/// All compiled-in facts.
#[derive(Debug, Default)]
pub struct Data {
    /// Names that real people bear.
    pub bearers: Bearers,
    /// Names that are, or sound like, common words.
    pub collisions: Collisions,
    /// Well-known people.
    pub figures: Figures,
    /// Institutions and places, and how machines rename them.
    pub institutions: Institutions,
    /// Words by which a sentence speaks of a state or an institution.
    pub organisations: Organisations,
    /// Keys of words that are places: states, provinces, cities.
    pub places: KeySet,
    /// Offices and what they are never called.
    pub titles: Titles,
    /// Set phrases and their corruptions.
    pub phrases: Phrases,
    /// Publishers and news agencies.
    pub publishers: Publishers,
    /// English word forms.
    pub words: Lexicon,
}

impl Data {
    /// The facts; read on the first call (a few milliseconds), free afterwards.
    pub fn get() -> &'static Self {
        static DATA: OnceLock<Data> = OnceLock::new();
        DATA.get_or_init(Self::load)
    }

    fn load() -> Self {
        let organisations = Organisations::load(table!("organisations.tsv"));
        let figures = Figures::read(packed!("figures"), &organisations);
        Self {
            bearers: Bearers::default(),
            collisions: Collisions::load(table!("collisions.tsv"), table!("wordnames.tsv"), &figures),
            figures,
            institutions: Institutions::load(table!("institutions.tsv")),
            organisations,
            places: places(table!("places.tsv")),
            titles: Titles::load(table!("titles.tsv"), table!("groups.tsv")),
            phrases: Phrases::default(),
            publishers: Publishers::load(),
            words: Lexicon::default(),
        }
    }
}

fn places(text: &str) -> KeySet {
    table::rows(text).filter_map(|row| row.get(1).copied()).flat_map(table::list).map(word_key).collect()
}
