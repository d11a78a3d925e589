//! Which blocks are the article: first the element that holds it, then each block in the light of its neighbours.
//!
//! Nothing here knows a site. A purpose that an element claims is believed unless most of the page's prose would be
//! lost by it; what is left is judged by length, links, punctuation and by what stands around it.

use super::blocks::{Block, Blocks, Region};
use super::hints::Purpose;
use super::phrases;
use super::tree::{PageTree, Tag};

/// Purposes whose text is no part of the article.
const OUTSIDE: Purpose = Purpose::NAVIGATION
    .or(Purpose::FRAME)
    .or(Purpose::ASIDE)
    .or(Purpose::FIGURE)
    .or(Purpose::COMMENTS)
    .or(Purpose::RELATED)
    .or(Purpose::SHARING)
    .or(Purpose::PROMOTION)
    .or(Purpose::META)
    .or(Purpose::CONTROL);

/// What was chosen.
#[derive(Debug, Default)]
pub struct Choice {
    /// Indices of the blocks kept, in order.
    pub kept: Vec<usize>,
    /// The block that is the headline.
    pub headline: Option<usize>,
}

/// Chooses the article's blocks. `titles` are the headlines the page's metadata give.
pub fn choose(tree: &PageTree, blocks: &mut Blocks, titles: &[String], byline: Option<&str>) -> Choice {
    let headline = find_headline(&blocks.list, titles);
    believe(blocks, headline);
    let worth: Vec<f64> = blocks.list.iter().map(worth).collect();
    let sums = prefix_sums(&worth);
    let root = find_root(tree, &blocks.list, &sums, headline);
    let kept = keep(tree, &blocks.list, root, headline, titles, byline);
    Choice { kept, headline }
}

/// How much a block speaks for its surroundings being the article: words of prose.
fn worth(block: &Block) -> f64 {
    if block.purpose.any(OUTSIDE) || block.heading.is_some() {
        return 0.0;
    }
    prose(block)
}

fn prose(block: &Block) -> f64 {
    let density = block.link_density();
    if density > 0.5 || block.words < 5 {
        return 0.0;
    }
    let sentence = if block.ends_sentence() { 1.0 } else { 0.3 };
    f64::from(block.words) * (1.0 - density) * sentence
}

fn prefix_sums(worth: &[f64]) -> Vec<f64> {
    let mut sums = Vec::with_capacity(worth.len() + 1);
    let mut sum = 0.0;
    sums.push(0.0);
    for w in worth {
        sum += w;
        sums.push(sum);
    }
    sums
}

/// Lower-case words of letters and digits.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Share of the words that two texts have in common, 0 to 1.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|w| b.contains(w)).count();
    let all = a.len().max(b.len());
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// The block that shows the headline: like the metadata's, else the first `<h1>` with words in it.
fn find_headline(blocks: &[Block], titles: &[String]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (at, block) in blocks.iter().enumerate() {
        if block.words > 60 || block.link_density() > 0.5 && block.heading != Some(1) {
            continue;
        }
        let rank = match block.heading {
            Some(1) => 0.3,
            Some(_) => 0.1,
            None => 0.0,
        };
        let like = titles.iter().map(|t| likeness(t, &block.text)).fold(0.0, f64::max);
        let score = if like >= 0.6 { like + rank } else { 0.0 };
        if score > 0.0 && best.is_none_or(|(b, _)| score > b + 1e-9) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at).or_else(|| blocks.iter().position(|b| b.heading == Some(1) && b.words >= 3))
}

/// Writes into each block the purposes of the regions around it, as far as they are to be believed.
fn believe(blocks: &mut Blocks, headline: Option<usize>) {
    let prose: Vec<f64> = blocks.list.iter().map(prose).collect();
    let sums = prefix_sums(&prose);
    let total = sums.last().copied().unwrap_or(0.0);
    let inside = |r: &Region| sums.get(r.end as usize).unwrap_or(&0.0) - sums.get(r.start as usize).unwrap_or(&0.0);
    let mut changes = vec![[0i32; Purpose::COUNT]; blocks.list.len() + 1];
    for region in &blocks.regions {
        let share = inside(region) / total.max(1.0);
        let holds_headline = headline.is_some_and(|h| (region.start as usize..region.end as usize).contains(&h));
        let mut purpose = region.purpose;
        if share > 0.4 || holds_headline && share > 0.1 {
            purpose = purpose.without(OUTSIDE);
        }
        if purpose.any(Purpose::BODY) {
            purpose = purpose.without(OUTSIDE);
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

/// The element that holds the article: from the top, always into the child that has nearly all the prose.
fn find_root(tree: &PageTree, blocks: &[Block], sums: &[f64], headline: Option<usize>) -> (usize, usize) {
    let range = |from: usize, to: usize| {
        let start = blocks.partition_point(|b| (b.node as usize) < from);
        let end = blocks.partition_point(|b| (b.node as usize) < to);
        (start, end)
    };
    let sum = |(start, end): (usize, usize)| sums.get(end).unwrap_or(&0.0) - sums.get(start).unwrap_or(&0.0);
    let (mut from, mut to) = (0, tree.nodes.len());
    loop {
        let here = sum(range(from, to));
        let mut best: Option<(f64, usize, usize)> = None;
        let mut at = from;
        while at < to {
            let Some(node) = tree.nodes.get(at) else { break };
            let end = at + 1 + node.size as usize;
            if node.size > 0 {
                let blocks_in = range(at, end);
                let mut score = sum(blocks_in);
                let holds_headline = headline.is_some_and(|h| (blocks_in.0..blocks_in.1).contains(&h));
                if node.tag == Tag::Article && holds_headline {
                    score *= 3.0;
                }
                if best.is_none_or(|(b, ..)| score > b) {
                    best = Some((score, at, end));
                }
            }
            at = end;
        }
        match best {
            Some((score, at, end)) if here > 0.0 && score >= 0.75 * here => (from, to) = (at + 1, end),
            _ => return range(from, to),
        }
    }
}

/// Decides on each block of the root.
fn keep(
    tree: &PageTree,
    blocks: &[Block],
    (start, end): (usize, usize),
    headline: Option<usize>,
    titles: &[String],
    byline: Option<&str>,
) -> Vec<usize> {
    let first = headline.filter(|h| (start..end).contains(h)).map_or(start, |h| h + 1);
    let mut kept: Vec<usize> = Vec::new();
    for at in first..end {
        let Some(block) = blocks.get(at) else { break };
        if phrases::ends_article(block) && kept.len() > 1 {
            break;
        }
        if block.purpose.any(OUTSIDE) || phrases::is_furniture(&block.text) {
            continue;
        }
        let density = block.link_density();
        if density > 0.5 && !(block.words > 15 && block.ends_sentence()) {
            continue;
        }
        if block.words < 3 && block.heading.is_none() && !block.ends_sentence() {
            continue;
        }
        if titles.iter().any(|t| likeness(t, &block.text) > 0.9) {
            continue;
        }
        if byline.is_some_and(|b| block.words < 12 && likeness(b, &block.text) > 0.5) {
            continue;
        }
        kept.push(at);
    }
    // A heading stays only above text.
    let mut out: Vec<usize> = Vec::with_capacity(kept.len());
    for (i, &at) in kept.iter().enumerate() {
        let heading = |at: usize| blocks.get(at).is_some_and(|b| b.heading.is_some());
        if heading(at) && kept.get(i + 1).is_none_or(|&next| heading(next)) {
            continue;
        }
        out.push(at);
    }
    let _ = tree;
    out
}
