//! The shape of the article: in what kind of places its text stands, and what of the page has that shape.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Block;
use super::choose::Fate;
use super::tree::{PageTree, Tag};
use super::trust::prose;

/// Shares of the article's prose from which a kind of place counts as the article's, and as one of the article's.
const MAIN_KIND: f64 = 0.3;
const SIDE_KIND: f64 = 0.1;
/// Words up to which a last line without a sentence is no text.
const LAST_LINE: u32 = 10;

/// The kind of place a block stands in: the tags and class names around it, without numbers. None where the elements
/// around it say nothing of their own.
pub fn kind(tree: &PageTree, block: &Block) -> Option<u64> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut at = block.container;
    for level in 0..4 {
        let node = tree.nodes.get(at as usize)?;
        add(node.tag as u8);
        // The block's own class is often set for one paragraph only: a drop cap, a paywall.
        if level > 0 && !node.hints.is_empty() {
            node.hints.bytes().filter(|b| !b.is_ascii_digit()).for_each(add);
            return Some(hash);
        }
        at = node.parent;
    }
    None
}

/// The element that holds a block together with its neighbours, past the paragraph, list or table around it.
pub fn home(tree: &PageTree, block: &Block) -> u32 {
    let mut at = block.container;
    while let Some(node) = tree.nodes.get(at as usize) {
        let wraps = matches!(
            node.tag,
            Tag::P
                | Tag::Li
                | Tag::Ul
                | Tag::Ol
                | Tag::Dl
                | Tag::Dt
                | Tag::Dd
                | Tag::Blockquote
                | Tag::Table
                | Tag::Tbody
                | Tag::Thead
                | Tag::Tr
                | Tag::Td
                | Tag::Th
                | Tag::Pre
        ) || node.tag.heading_level().is_some();
        if !wraps {
            break;
        }
        at = node.parent;
    }
    at
}

/// Words of a teaser at most.
const TEASER: u32 = 45;
/// Share of the prose that teasers may have; with more, the text is a list of links with words about each.
const MAX_TEASED: f64 = 0.35;

/// Blocks of one card at most: headline, teaser, author, date.
const CARD: usize = 6;

/// Takes away teasers: short paragraphs right below a linked heading, in a small box with it.
pub fn drop_teasers(tree: &PageTree, blocks: &[Block], fates: &mut [Fate]) {
    let in_card = |at: usize, block: &Block| {
        let home = home(tree, block);
        let end = tree.nodes.get(home as usize).map_or(home, |n| home + n.size);
        let start = blocks.partition_point(|b| b.node < home);
        start < at && blocks.partition_point(|b| b.node <= end) - start <= CARD
    };
    let (mut teasers, mut teased, mut all) = (Vec::new(), 0.0, 0.0);
    for (at, block) in blocks.iter().enumerate().filter(|(at, _)| fates.get(*at) == Some(&Fate::Kept)) {
        all += prose(block);
        let above = at.checked_sub(1).and_then(|above| blocks.get(above));
        let below_link = above.is_some_and(|a| a.heading.is_some() && a.words >= 4 && a.link_density() > 0.8);
        if below_link && block.words <= TEASER && block.heading.is_none() && in_card(at, block) {
            teasers.push(at);
            teased += prose(block);
        }
    }
    if teased <= MAX_TEASED * all {
        for at in teasers {
            if let Some(fate) = fates.get_mut(at) {
                *fate = Fate::Teaser;
            }
        }
    }
}

/// Share of the kept prose that stands right below a linked headline, as teasers do.
pub fn teasing(blocks: &[Block], fates: &[Fate]) -> f64 {
    let (mut teasers, mut all) = (0.0, 0.0);
    // Blocks since the last linked headline.
    let mut since = usize::MAX;
    for (block, fate) in blocks.iter().zip(fates) {
        if block.words >= 4 && block.link_density() > 0.8 {
            since = 0;
            continue;
        }
        since = since.saturating_add(1);
        if *fate == Fate::Kept {
            let prose = prose(block);
            all += prose;
            if since <= 1 {
                teasers += prose;
            }
        }
    }
    teasers / f64::max(all, 1.0)
}

/// Prose of the kept blocks by kind.
fn profile(blocks: &[Block], kinds: &[Option<u64>], fates: &[Fate]) -> (BTreeMap<u64, f64>, f64) {
    let mut by_kind = BTreeMap::new();
    let mut all = 0.0;
    for ((block, kind), fate) in blocks.iter().zip(kinds).zip(fates) {
        if *fate == Fate::Kept {
            let prose = prose(block);
            all += prose;
            if let Some(kind) = kind {
                *by_kind.entry(*kind).or_default() += prose;
            }
        }
    }
    (by_kind, all)
}

/// What stands elsewhere, but in places of the very kind that most of the article stands in: texts are cut into several
/// containers by advertisements.
pub fn scattered(blocks: &[Block], kinds: &[Option<u64>], fates: &[Fate], from: usize) -> Vec<usize> {
    let (by_kind, all) = profile(blocks, kinds, fates);
    let main = |kind: &Option<u64>| kind.and_then(|k| by_kind.get(&k)).is_some_and(|prose| *prose >= MAIN_KIND * all);
    (from..blocks.len())
        .filter(|&at| fates.get(at) == Some(&Fate::Elsewhere) && kinds.get(at).is_some_and(main))
        .collect()
}

/// Takes away what hangs behind the text: blocks in other places than the text, and last lines that are no sentences.
pub fn trim(tree: &PageTree, blocks: &[Block], kinds: &[Option<u64>], fates: &mut [Fate]) {
    let (by_kind, all) = profile(blocks, kinds, fates);
    let main = |at: usize| {
        fates.get(at) == Some(&Fate::Kept)
            && kinds
                .get(at)
                .and_then(|kind| kind.and_then(|k| by_kind.get(&k)))
                .is_some_and(|prose| *prose >= SIDE_KIND * all)
    };
    if let Some(last) = (0..blocks.len()).rev().find(|at| main(*at)) {
        let homes: BTreeSet<u32> = crate::order::set(
            blocks
                .iter()
                .zip(fates.iter())
                .take(last + 1)
                .filter(|(_, f)| **f == Fate::Kept)
                .map(|(b, _)| home(tree, b)),
        );
        for (block, fate) in blocks.iter().zip(fates.iter_mut()).skip(last + 1) {
            if *fate == Fate::Kept && !homes.contains(&home(tree, block)) {
                *fate = Fate::Loose;
            }
        }
    }
    for (block, fate) in blocks.iter().zip(fates.iter_mut()).rev() {
        if *fate != Fate::Kept {
            continue;
        }
        let line = block.words <= LAST_LINE && !block.item && !block.quote && block.heading.is_none();
        if !line || block.ends_sentence() && !block.text.ends_with(':') {
            break;
        }
        *fate = Fate::Loose;
    }
}
