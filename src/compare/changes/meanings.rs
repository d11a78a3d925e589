//! Words that became their opposite: "slap sanctions", "take away sanctions".
//!
//! A short table of things that cannot be said of one event: up and down, begin and end, he and she. It decides nothing;
//! it only names what is otherwise shown as other words.

use std::sync::LazyLock;

use super::matching::Facing;
use super::words::{What, Word, Words, american_stem};
use crate::text::word_key;

/// Pairs of sides, parted by `|`; what stands on one side is the opposite of all on the other.
const OPPOSITES: &[&str] = &[
    "rise rose risen increase grow grew grown climb gain jump surge soar raise expand|fall fell fallen drop decline \
     decrease sink sank plunge slump reduce shrink shrank",
    "begin began begun start open launch|end finish close stop halt cease",
    "win won victory beat|lose lost defeat loss",
    "allow permit authorise legalise|ban prohibit forbid block outlaw",
    "accept approve agree|reject refuse disapprove disagree",
    "support back favour|oppose resist",
    "attack|defend",
    "buy bought purchase|sell sold",
    "impose slap introduce levy|lift remove withdraw take revoke ease",
    "arrive enter join|leave depart exit quit",
    "guilty|innocent",
    "alive survive|dead die kill",
    "more higher above|fewer lower below less",
    "before|after",
    "with|without",
    "last previous|next coming",
    "import|export",
    "ally friend partner|enemy foe rival adversary",
    "hire employ recruit|fire sack dismiss",
    "arrest detain imprison|release free",
    "deny|admit confess confirm",
    "include|exclude",
    "peace|war",
    "strengthen|weaken",
    "improve|worsen deteriorate",
    "success succeed|failure fail",
    "rich wealthy|poor",
    "north northern|south southern",
    "east eastern|west western",
    "husband|wife",
    "brother|sister",
    "son|daughter",
    "man men boy|woman women girl",
    "he him his himself|she her herself",
    "victim|perpetrator attacker culprit",
    "majority|minority",
    "maximum most|minimum least",
    "legal lawful|illegal unlawful",
    "likely probable|unlikely improbable",
    "possible|impossible",
    "responsible|irresponsible",
    "public|private",
    "lend|borrow",
    "praise welcome hail|criticise condemn denounce",
    "remember|forget",
    "profit surplus|deficit",
];

#[derive(Clone, Copy)]
struct Side {
    stem: u32,
    pair: u8,
    second: bool,
}

fn sides(stem: u32) -> impl Iterator<Item = Side> {
    static TABLE: LazyLock<Vec<Side>> = LazyLock::new(|| {
        let mut table = Vec::new();
        for (pair, text) in OPPOSITES.iter().enumerate() {
            for (second, side) in text.split('|').enumerate() {
                table.extend(side.split(' ').map(|word| Side {
                    // Words of grammar are known by their keys, as in a row's words.
                    stem: if crate::text::words::is_function_word(word) {
                        word_key(word) as u32
                    } else {
                        american_stem(word)
                    },
                    pair: pair as u8,
                    second: second == 1,
                }));
            }
        }
        crate::order::sort_by_key(&mut table, |s| s.stem);
        table
    });
    let from = TABLE.partition_point(|s| s.stem < stem);
    TABLE.iter().skip(from).take_while(move |s| s.stem == stem).copied()
}

/// Are the two words opposites?
fn are_opposite(one: &Word<'_>, other: &Word<'_>) -> bool {
    let word = |w: &Word<'_>| matches!(w.what, What::Plain | What::Function);
    word(one)
        && word(other)
        && sides(one.stem).any(|a| sides(other.stem).any(|b| a.pair == b.pair && a.second != b.second))
}

/// The first pair of opposites in two runs that face each other.
pub fn flip(words: &Words<'_>, facing: &Facing) -> Option<(usize, usize)> {
    facing.copy.clone().find_map(|i| {
        let j = facing.original.clone().find(|j| are_opposite(&words.copy[i], &words.original[*j]))?;
        Some((i, j))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_two_sides() {
        assert!(OPPOSITES.iter().all(|o| o.split('|').count() == 2), "{OPPOSITES:?}");
        assert!(OPPOSITES.len() < 256);
    }
}
