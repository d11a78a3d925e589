//! What a first look at all blocks tells of each one's surroundings.

use std::collections::BTreeMap;

use super::super::blocks::Block;
use super::super::trust::{prefix_sums, sum_of};
use super::{FIRST, Rows, SECOND};

/// Blocks before and behind a block that count as around it.
const AROUND: usize = 6;
/// Words from which a block that scores high is surely text.
const SURE_WORDS: f64 = 12.0;
/// Blocks up to which the distance to sure text is counted.
const FAR: f32 = 50.0;

/// Writes into the rows what a first look at all blocks gave each and its neighbours, as shares of 1.
pub fn add_scores(rows: &mut Rows, blocks: &[Block], kinds: &[Option<u64>], scores: &[f32]) {
    let count = rows.len();
    let words = |at: usize| blocks.get(at).map_or(0.0, |b| f64::from(b.words));
    let word_sums = prefix_sums((0..count).map(words));
    let sums = prefix_sums((0..count).map(|at| words(at) * f64::from(scores.get(at).copied().unwrap_or(0.0))));
    let all = sum_of(&sums, 0, count).max(1.0);
    let mean = |from: usize, to: usize| (sum_of(&sums, from, to) / sum_of(&word_sums, from, to).max(1.0)) as f32;
    let mut groups: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
    for at in 0..count {
        let group = groups.entry(kinds.get(at).copied().flatten().unwrap_or(0)).or_default();
        group.0 += sum_of(&sums, at, at + 1);
        group.1 += words(at);
    }
    let sure = |at: usize| scores.get(at).is_some_and(|s| *s > 0.5) && words(at) >= SURE_WORDS;
    let mut before = Vec::with_capacity(count);
    let mut since = FAR;
    for at in 0..count {
        before.push(since);
        since = if sure(at) { 0.0 } else { (since + 1.0).min(FAR) };
    }
    let mut after = vec![FAR; count];
    since = FAR;
    for at in (0..count).rev() {
        after[at] = since;
        since = if sure(at) { 0.0 } else { (since + 1.0).min(FAR) };
    }
    for at in 0..count {
        let (home_from, home_to) = rows.homes.get(at).copied().unwrap_or((at, at + 1));
        let score = |step: isize| at.checked_add_signed(step).and_then(|n| scores.get(n)).copied().unwrap_or(0.0);
        let group = groups.get(&kinds.get(at).copied().flatten().unwrap_or(0)).copied().unwrap_or_default();
        let values = [
            score(0),
            score(-1),
            score(-2),
            score(-3),
            score(1),
            score(2),
            score(3),
            mean(home_from, home_to),
            (group.0 / group.1.max(1.0)) as f32,
            mean(at.saturating_sub(AROUND), (at + AROUND + 1).min(count)),
            (sum_of(&sums, 0, at) / all) as f32,
            (sum_of(&sums, at + 1, count) / all) as f32,
            before[at],
            after[at],
        ];
        if let Some(places) = rows.values.get_mut(at * SECOND + FIRST..(at + 1) * SECOND) {
            places.copy_from_slice(&values);
        }
    }
}
