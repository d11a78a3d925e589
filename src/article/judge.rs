//! The trained judge: looks at every block twice, the second time knowing what it thought of the neighbours.
//!
//! The weights are `data/extraction.bin`, made by `ungarble train extraction`. Without them the rules stand alone.

use std::sync::OnceLock;

use super::blocks::Block;
use super::choose::Fate;
use super::features::{self, Rows, Ruled};
use super::hints::Purpose;
use crate::boost::{Damaged, Forest};

/// The weights that are compiled in.
static WEIGHTS: &[u8] = include_bytes!("../../data/extraction.bin");

/// How sure the judge must be to overrule the rules, in log-odds.
const SURE: f32 = 1.0;

/// Words of text up to which a page is like those the judge learned from.
const MOST_WORDS: u32 = 40_000;

/// Believed purposes that no judge overrules: readers' comments read like an article, and are none.
const NEVER: Purpose = Purpose::COMMENTS.or(Purpose::NAVIGATION);

/// Features named in an explanation.
const REASONS: usize = 3;

/// Score of a block that is not looked at.
pub const CLOSED: f32 = -8.0;

/// Two forests, one for each look.
#[derive(Debug)]
pub struct Judge {
    first: Forest,
    second: Forest,
}

impl Judge {
    /// Reads weights: the length of the first forest and both forests.
    pub fn parse(bytes: &[u8]) -> Result<Self, Damaged> {
        let (length, forests) = bytes.split_at_checked(4).ok_or(Damaged)?;
        let length = u32::from_le_bytes(length.try_into().map_err(|_| Damaged)?) as usize;
        let (first, second) = forests.split_at_checked(length).ok_or(Damaged)?;
        let judge = Self { first: Forest::parse(first)?, second: Forest::parse(second)? };
        let fits = judge.first.features() == features::FIRST && judge.second.features() == features::SECOND;
        if fits { Ok(judge) } else { Err(Damaged) }
    }

    /// Looks at every block, twice.
    pub fn look(&self, page: &Ruled<'_>) -> Look {
        let list = &page.blocks.list;
        let mut rows = features::rows(page);
        let first = first_look(&self.first, &rows, page.fates, list);
        features::add_scores(&mut rows, list, page.kinds, &first);
        let score = |(at, (fate, block)): (usize, (&Fate, &Block))| {
            if is_open(*fate, block) { self.second.score(rows.row(at)) } else { CLOSED }
        };
        let scores = page.fates.iter().zip(list).enumerate().map(score).collect();
        Look { rows, scores }
    }

    /// The scores, and what moved them.
    pub fn explain(&self, page: &Ruled<'_>) -> Vec<Judgement> {
        let Look { rows, scores } = self.look(page);
        let judgement = |(at, score): (usize, f32)| {
            let reasons = self.second.reasons(rows.row(at)).into_iter().take(REASONS);
            Judgement { score, reasons: reasons.map(|(feature, by)| (features::name(feature), by)).collect() }
        };
        scores.into_iter().enumerate().map(judgement).collect()
    }
}

/// What the judge saw, and what it thought of it.
pub struct Look {
    rows: Rows,
    /// Log-odds of each block that it is the article's; [`CLOSED`] where there is nothing to decide.
    pub scores: Vec<f32>,
}

/// The judge's opinion of one block.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Log-odds that it is the article's.
    pub score: f32,
    /// The features that moved the score most, and by how much.
    pub reasons: Vec<(String, f32)>,
}

/// Whether there is anything to decide: not about headline and byline, which are no text,
/// nor about links elsewhere on the page, nor about a word
/// or two that the rules drop. Most blocks of a page are such.
pub fn is_open(fate: Fate, block: &Block) -> bool {
    match fate {
        Fate::Headline | Fate::Repeated => false,
        Fate::Outside if block.purpose.any(NEVER) => false,
        Fate::Kept => true,
        Fate::Elsewhere | Fate::Before | Fate::After => block.words > 4 && block.link_density() < 0.8,
        _ => block.words > 2,
    }
}

/// What the first look gives each block, as shares of 1.
pub fn first_look(forest: &Forest, rows: &Rows, fates: &[Fate], list: &[Block]) -> Vec<f32> {
    let score = |(at, (fate, block)): (usize, (&Fate, &Block))| {
        if is_open(*fate, block) { share(forest.score(rows.row(at))) } else { 0.0 }
    };
    fates.iter().zip(list).enumerate().map(score).collect()
}

/// Probability of log-odds.
pub fn share(log_odds: f32) -> f32 {
    (1.0 / (1.0 + libm::exp(-f64::from(log_odds)))) as f32
}

/// The judge that is compiled in.
pub fn shipped() -> Option<&'static Judge> {
    static JUDGE: OnceLock<Option<Judge>> = OnceLock::new();
    JUDGE.get_or_init(|| Judge::parse(WEIGHTS).ok()).as_ref()
}

/// Whether a page is of a size the judge has learned from; of a huge one the rules know as much, and sooner.
pub fn knows(fates: &[Fate], list: &[Block]) -> bool {
    let kept: u32 = fates.iter().zip(list).filter(|(f, _)| **f == Fate::Kept).map(|(_, b)| b.words).sum();
    kept <= MOST_WORDS
}

/// Drops what the rules keep and keeps what they drop, where the judge is sure; a block dropped by both keeps the rules'
/// reason. Drops that would cost more than half of what the rules keep are not believed: a page is seldom so unlike what
/// the rules think, and a very small one is unlike all that the judge learned from.
pub fn overrule(fates: &mut [Fate], list: &[Block], scores: &[f32]) {
    let words = |pick: &dyn Fn(&Fate, f32) -> bool| -> u32 {
        fates.iter().zip(list).zip(scores).filter(|((f, _), s)| pick(f, **s)).map(|((_, b), _)| b.words).sum()
    };
    let kept = words(&|fate, _| *fate == Fate::Kept);
    let dropped = words(&|fate, score| *fate == Fate::Kept && score < -SURE);
    let believed = 2 * dropped <= kept;
    for (fate, score) in fates.iter_mut().zip(scores) {
        match *fate {
            Fate::Kept if believed && *score < -SURE => *fate = Fate::Judged,
            Fate::Headline | Fate::Kept => {}
            _ if *score > SURE => *fate = Fate::Kept,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_compiled_in_fit_the_features() {
        assert!(shipped().is_some(), "run `ungarble train extraction PAGES` after a change of features");
    }

    fn blocks(words: &[u32]) -> Vec<Block> {
        words.iter().map(|&words| Block { words, ..Block::default() }).collect()
    }

    #[test]
    fn only_a_sure_judge_overrules_the_rules() {
        let mut fates = [Fate::Kept, Fate::Kept, Fate::Links, Fate::Links, Fate::Headline];
        overrule(&mut fates, &blocks(&[40, 20, 9, 9, 5]), &[-0.5, -3.0, 0.5, 3.0, 9.0]);
        assert_eq!(fates, [Fate::Kept, Fate::Judged, Fate::Links, Fate::Kept, Fate::Headline]);
    }

    #[test]
    fn a_judge_who_would_leave_little_of_the_text_is_not_believed() {
        let mut fates = [Fate::Kept, Fate::Kept];
        overrule(&mut fates, &blocks(&[20, 40]), &[2.0, -9.0]);
        assert_eq!(fates, [Fate::Kept, Fate::Kept]);
    }
}
