//! Which of the purposes that elements claim are to be believed.
//!
//! A class name is a hint by somebody who wrote a template. `sidebar` on the whole page, or `paywall` on every paragraph,
//! is no reason to lose the article: a claim that would cost much of the page's prose is not believed.

use std::collections::BTreeMap;

use super::blocks::{Block, Blocks, Region};
use super::hints::Purpose;
use super::tree::{PageTree, Tag};

/// Purposes whose text is no part of the article.
pub const OUTSIDE: Purpose = Purpose::NAVIGATION
    .or(Purpose::FRAME)
    .or(Purpose::ASIDE)
    .or(Purpose::FIGURE)
    .or(Purpose::CAPTION)
    .or(Purpose::EMBED)
    .or(Purpose::COMMENTS)
    .or(Purpose::RELATED)
    .or(Purpose::SHARING)
    .or(Purpose::PROMOTION)
    .or(Purpose::META)
    .or(Purpose::BYLINE)
    .or(Purpose::CONTROL);

/// Shares of the page's prose up to which elements are believed to hold comments, other articles, or anything else
/// that is not the article. There are often more comments than article, but never more promotion.
const MAX_COMMENTS: f64 = 0.9;
const MAX_RELATED: f64 = 0.7;
const MAX_OTHER: f64 = 0.4;

/// Words of prose from which a paragraph is believed to be one.
const LONG_PARAGRAPH: f64 = 20.0;

/// Words of a block that read like sentences.
pub fn prose(block: &Block) -> f64 {
    let density = block.link_density();
    if density > 0.5 || block.words < 5 {
        return 0.0;
    }
    let sentence = if block.ends_sentence() { 1.0 } else { 0.3 };
    f64::from(block.words) * (1.0 - density) * sentence
}

/// Sums from the first element up to each.
pub fn prefix_sums(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums = vec![0.0];
    sums.extend(values.map(|v| {
        sum += v;
        sum
    }));
    sums
}

/// Sum over a range of what `prefix_sums` summed.
pub fn sum_of(sums: &[f64], start: usize, end: usize) -> f64 {
    sums.get(end).unwrap_or(&0.0) - sums.get(start).unwrap_or(&0.0)
}

/// Writes into each block the purposes of the regions around it, as far as they are to be believed.
pub fn believe(tree: &PageTree, blocks: &mut Blocks, headline: Option<usize>) {
    let sums = prefix_sums(blocks.list.iter().map(prose));
    let total = sums.last().copied().unwrap_or(0.0);
    let inside = |r: &Region| sum_of(&sums, r.start as usize, r.end as usize);
    // What many elements of one kind claim, each for a little, they claim together.
    let mut kinds: BTreeMap<&str, f64> = BTreeMap::new();
    for region in &blocks.regions {
        if let Some(node) = tree.nodes.get(region.node as usize) {
            *kinds.entry(node.hints.as_str()).or_default() += inside(region);
        }
    }
    let mut changes = vec![[0i32; Purpose::COUNT]; blocks.list.len() + 1];
    for region in &blocks.regions {
        let share = inside(region) / total.max(1.0);
        let hints = tree.nodes.get(region.node as usize).map_or("", |n| n.hints.as_str());
        let shared = if hints.is_empty() { share } else { kinds.get(hints).unwrap_or(&0.0) / total.max(1.0) };
        let holds_headline = headline.is_some_and(|h| (region.start as usize..region.end as usize).contains(&h));
        let mut purpose = region.purpose;
        let tag = tree.nodes.get(region.node as usize).map_or(Tag::Other, |n| n.tag);
        if tag.heading_level().is_some() {
            // A heading's own class names are about type and anchors, not about what stands below it.
            purpose = purpose.only(Purpose::RELATED.or(Purpose::COMMENTS).or(Purpose::PROMOTION));
        } else if tag == Tag::P && inside(region) >= LONG_PARAGRAPH {
            // Nor are those of a long paragraph: `paywall` marks where it would end, `figure` a number in it.
            purpose = purpose.only(
                Purpose::RELATED.or(Purpose::COMMENTS).or(Purpose::CAPTION).or(Purpose::EMBED).or(Purpose::STANDFIRST),
            );
        }
        if purpose.any(Purpose::BODY) || holds_headline && share > 0.1 {
            purpose = purpose.without(OUTSIDE);
        }
        if share > MAX_COMMENTS {
            purpose = purpose.without(Purpose::COMMENTS);
        }
        if share > MAX_RELATED {
            purpose = purpose.without(Purpose::RELATED);
        }
        if shared > MAX_OTHER {
            purpose = purpose.without(OUTSIDE.without(Purpose::COMMENTS.or(Purpose::RELATED)));
        }
        for bit in 0..Purpose::COUNT {
            if purpose.0 & (1 << bit) != 0 {
                if let Some(c) = changes.get_mut(region.start as usize) {
                    c[bit] += 1;
                }
                if let Some(c) = changes.get_mut(region.end as usize) {
                    c[bit] -= 1;
                }
            }
        }
    }
    let mut open = [0i32; Purpose::COUNT];
    for (block, change) in blocks.list.iter_mut().zip(&changes) {
        for (o, c) in open.iter_mut().zip(change) {
            *o += c;
        }
        let around = open.iter().enumerate().filter(|(_, o)| **o > 0).fold(0, |set, (bit, _)| set | 1 << bit);
        block.purpose = Purpose(around).or(block.inline);
    }
}
