//! Which blocks are the article: first the element that holds it, then each block in the light of its neighbours.
//!
//! Nothing here knows a site. A purpose that an element claims is believed unless most of the page's prose would be
//! lost by it; what is left is judged by length, links, punctuation and by what stands around it.

use std::collections::BTreeMap;

use super::blocks::{Block, Blocks, Region};
use super::hints::Purpose;
use super::phrases;
use super::tree::{PageTree, Tag};

/// Purposes whose text is no part of the article.
const OUTSIDE: Purpose = Purpose::NAVIGATION
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
    .or(Purpose::CONTROL);

/// Shares of the page's prose up to which elements are believed to hold comments, other articles, or anything else
/// that is not the article. There are often more comments than article, but never more promotion.
const MAX_COMMENTS: f64 = 0.9;
const MAX_RELATED: f64 = 0.7;
const MAX_OTHER: f64 = 0.4;

/// Purposes that a whole sentence refutes: galleries carry text, their captions have a purpose of their own.
const WEAK: Purpose = Purpose::FIGURE;

/// Shares of the article's prose from which a kind of place counts as the article's, and as one of the article's.
const MAIN_KIND: f64 = 0.3;
const SIDE_KIND: f64 = 0.1;

/// What became of a block, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A paragraph of the article.
    Kept,
    /// The headline.
    Headline,
    /// Stands before the headline.
    Before,
    /// Not in the element that holds the article.
    Elsewhere,
    /// The elements around it are for something else.
    Outside,
    /// Below a line such as "Related Articles".
    After,
    /// Furniture by its words.
    Furniture,
    /// Mostly links.
    Links,
    /// A few words without a sentence.
    Short,
    /// Says the headline or the byline again.
    Repeated,
    /// Behind the last place of the kind the article stands in.
    Loose,
    /// A heading without text below it.
    Bare,
}

/// What was chosen.
#[derive(Debug, Default)]
pub struct Choice {
    /// For each block what became of it.
    pub fates: Vec<Fate>,
    /// The block that is the headline.
    pub headline: Option<usize>,
}

impl Choice {
    /// Indices of the blocks kept, in order.
    pub fn kept(&self) -> impl Iterator<Item = usize> {
        self.fates.iter().enumerate().filter(|(_, f)| **f == Fate::Kept).map(|(at, _)| at)
    }
}

/// Chooses the article's blocks. `titles` are the headlines the page's metadata give.
pub fn choose(
    tree: &PageTree,
    blocks: &mut Blocks,
    titles: &[String],
    byline: Option<&str>,
    description: Option<&str>,
) -> Choice {
    let headline = find_headline(&blocks.list, titles);
    believe(tree, blocks, headline);
    let worth: Vec<f64> = blocks.list.iter().map(worth).collect();
    let sums = prefix_sums(&worth);
    let root = find_root(tree, &blocks.list, &sums, headline);
    let mut fates = decide(tree, &blocks.list, root, headline, titles, byline);
    let kinds: Vec<Option<u64>> = blocks.list.iter().map(|b| kind(tree, b)).collect();
    gather(&blocks.list, &kinds, &mut fates, headline, titles, byline);
    trim(&blocks.list, &kinds, &mut fates);
    add_standfirst(&blocks.list, &mut fates, headline, description);
    drop_bare_headings(&blocks.list, &mut fates);
    Choice { fates, headline }
}

/// The kind of place a block stands in: the tags and class names around it, without numbers. None where the elements
/// around it say nothing of their own.
fn kind(tree: &PageTree, block: &Block) -> Option<u64> {
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

/// Takes in what stands elsewhere, but in places of the very kind that most of the article stands in: texts cut into
/// several containers by advertisements.
fn gather(
    blocks: &[Block],
    kinds: &[Option<u64>],
    fates: &mut [Fate],
    headline: Option<usize>,
    titles: &[String],
    byline: Option<&str>,
) {
    let (by_kind, all) = profile(blocks, kinds, fates);
    let from = headline.map_or(0, |h| h + 1);
    for at in from..blocks.len() {
        if fates[at] == Fate::Elsewhere
            && kinds[at].and_then(|k| by_kind.get(&k)).is_some_and(|prose| *prose >= MAIN_KIND * all)
        {
            fates[at] = fate(&blocks[at], titles, byline);
        }
    }
}

/// Takes away what stands before the first and behind the last place that looks like the article's main text.
fn trim(blocks: &[Block], kinds: &[Option<u64>], fates: &mut [Fate]) {
    let (by_kind, all) = profile(blocks, kinds, fates);
    let main = |at: usize| {
        fates[at] == Fate::Kept
            && kinds[at].and_then(|k| by_kind.get(&k)).is_some_and(|prose| *prose >= SIDE_KIND * all)
    };
    let Some(last) = (0..blocks.len()).rev().find(|at| main(*at)) else { return };
    for fate in fates.iter_mut().skip(last + 1).filter(|f| **f == Fate::Kept) {
        *fate = Fate::Loose;
    }
}

/// The standfirst is part of what a person reads, wherever the template puts it.
fn add_standfirst(blocks: &[Block], fates: &mut [Fate], headline: Option<usize>, description: Option<&str>) {
    let Some(first) = fates.iter().position(|f| *f == Fate::Kept) else { return };
    let from = headline.filter(|h| *h < first).map_or(first.saturating_sub(12), |h| h + 1);
    for at in from..first {
        let block = &blocks[at];
        let said = description.is_some_and(|d| likeness(d, &block.text) > 0.8);
        if block.words >= 6
            && block.link_density() < 0.5
            && matches!(fates[at], Fate::Elsewhere | Fate::Outside)
            && (said || block.purpose.any(Purpose::STANDFIRST))
            && !block.purpose.any(Purpose::RELATED.or(Purpose::NAVIGATION))
        {
            fates[at] = Fate::Kept;
            return;
        }
    }
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
fn believe(tree: &PageTree, blocks: &mut Blocks, headline: Option<usize>) {
    let prose: Vec<f64> = blocks.list.iter().map(prose).collect();
    let sums = prefix_sums(&prose);
    let total = sums.last().copied().unwrap_or(0.0);
    let inside = |r: &Region| sums.get(r.end as usize).unwrap_or(&0.0) - sums.get(r.start as usize).unwrap_or(&0.0);
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

/// Decides on each block.
fn decide(
    tree: &PageTree,
    blocks: &[Block],
    (start, end): (usize, usize),
    headline: Option<usize>,
    titles: &[String],
    byline: Option<&str>,
) -> Vec<Fate> {
    let headline_in = headline.filter(|h| (start..end).contains(h));
    let mut fates = vec![Fate::Elsewhere; blocks.len()];
    let mut last_kept = None;
    let mut kept = 0;
    let mut at = start;
    while at < end {
        let Some(block) = blocks.get(at) else { break };
        let fate = if headline_in == Some(at) {
            Fate::Headline
        } else if headline_in.is_some_and(|h| at < h) {
            Fate::Before
        } else if kept > 1 && phrases::ends_article(block) {
            let past = tail(tree, blocks, at, end, last_kept);
            fates[at..past].fill(Fate::After);
            at = past;
            continue;
        } else {
            fate(block, titles, byline)
        };
        fates[at] = fate;
        if fate == Fate::Kept {
            last_kept = Some(at);
            kept += 1;
        }
        at += 1;
    }
    fates
}

fn fate(block: &Block, titles: &[String], byline: Option<&str>) -> Fate {
    let sound = block.words >= 20 && block.ends_sentence() && block.link_density() < 0.3;
    let outside = if sound { OUTSIDE.without(WEAK) } else { OUTSIDE };
    if block.purpose.any(outside) {
        return Fate::Outside;
    }
    if phrases::is_furniture(&block.text) {
        return Fate::Furniture;
    }
    if block.link_density() > 0.5 && !(block.words > 15 && block.ends_sentence()) {
        return Fate::Links;
    }
    if block.words < 3 && block.heading.is_none() && !block.ends_sentence() {
        return Fate::Short;
    }
    if titles.iter().any(|t| likeness(t, &block.text) > 0.9)
        || byline.is_some_and(|b| block.words < 12 && likeness(b, &block.text) > 0.5)
    {
        return Fate::Repeated;
    }
    Fate::Kept
}

/// The block after what a line such as "Related Articles" stands above.
///
/// Where the line opens a box of its own, the box goes and the text may go on below it. Where it stands among the
/// article's own paragraphs, everything below goes, unless it is plainly a few links in the middle of the text.
fn tail(tree: &PageTree, blocks: &[Block], at: usize, end: usize, last_kept: Option<usize>) -> usize {
    let Some(block) = blocks.get(at) else { return end };
    let kept_node = last_kept.and_then(|k| blocks.get(k)).map_or(0, |b| b.node);
    let mut boxed = block.container;
    while let Some(node) = tree.nodes.get(boxed as usize) {
        if node.parent == u32::MAX || node.parent < kept_node && holds(tree, node.parent, kept_node) {
            break;
        }
        boxed = node.parent;
    }
    let Some(node) = tree.nodes.get(boxed as usize) else { return end };
    let after = boxed + node.size;
    let past = blocks.partition_point(|b| b.node <= after).clamp(at + 1, end);
    let more = |b: &Block| b.words >= 20 && b.ends_sentence() && b.link_density() < 0.3 && !b.purpose.any(OUTSIDE);
    if past > at + 1 {
        return past;
    }
    // Not boxed: cards of other articles begin with short lines that are no links.
    let next = blocks.get(past..end).unwrap_or(&[]);
    let lines = next.iter().take_while(|b| !more(b)).count();
    let plain = next.iter().take(lines).filter(|b| b.link_density() < 0.5).count();
    if lines < next.len() && plain < 2 { past + lines } else { end }
}

fn holds(tree: &PageTree, outer: u32, inner: u32) -> bool {
    tree.nodes.get(outer as usize).is_some_and(|n| outer <= inner && inner <= outer + n.size)
}

/// A heading stays only above text.
fn drop_bare_headings(blocks: &[Block], fates: &mut [Fate]) {
    let mut text_below = false;
    for (block, fate) in blocks.iter().zip(fates.iter_mut()).rev() {
        if *fate != Fate::Kept {
            continue;
        }
        if block.heading.is_none() {
            text_below = true;
        } else if !text_below {
            *fate = Fate::Bare;
        } else {
            text_below = false;
        }
    }
}
