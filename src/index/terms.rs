//! The terms by which an article is found: keys of its stems, and how often each occurs.

use crate::compare::sketch::Stems;
use crate::text::Document;

/// A term that occurs more often counts no more.
const MOST_COUNTED: u8 = 4;

/// Keys of stems, in order, each with how often it occurs (up to [`MOST_COUNTED`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms(pub Vec<(u32, u8)>);

impl Terms {
    /// The terms of an article, its headline's too.
    pub fn of(doc: &Document<'_>) -> Self {
        let mut stems = Stems::default();
        let mut all: Vec<u32> = Vec::with_capacity(doc.word_count());
        for block in &doc.blocks {
            for (at, token) in block.tokens.iter().enumerate() {
                if token.is_word_like() && !token.is_function() {
                    all.push(stems.of(token, block.word(at)));
                }
            }
        }
        all.sort_unstable();
        let counted =
            |same: &[u32]| (same.first().copied().unwrap_or(0), same.len().min(usize::from(MOST_COUNTED)) as u8);
        Self(all.chunk_by(|a, b| a == b).map(counted).collect())
    }
}

/// What a term counts in an article that has it so often.
pub fn weight(count: u8) -> f32 {
    // 1 + ln n
    match count {
        0 | 1 => 1.0,
        2 => 1.693,
        3 => 2.099,
        _ => 2.386,
    }
}

/// What a term counts that so many of all articles have.
pub fn idf(articles: usize, having: usize) -> f32 {
    libm::logf(1.0 + articles as f32 / having.max(1) as f32)
}
