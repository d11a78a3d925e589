//! The facts compiled in: public figures, titles, set phrases, publishers, words. Read once, on first use.
//!
//! The files lie in `data/`; `data/PROVENANCE.md` says where each fact comes from. A row that cannot be read is a bug
//! that a test finds; at run time it is left out rather than stopping a check.

use std::sync::OnceLock;

use crate::text::Lexicon;

/// All compiled-in facts.
#[derive(Debug, Default)]
pub struct Data {
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
        Self { words: Lexicon::default() }
    }
}
