//! Which blocks are the article: first the element that holds it, then each block in the light of its neighbours.
//!
//! Nothing here knows a site. A purpose that an element claims is believed unless most of the page's prose would be
//! lost by it; what is left is judged by length, links, punctuation and by what stands around it.

use super::blocks::{Block, Blocks};
use super::claims::Claims;
use super::features::Ruled;
use super::hints::Purpose;
use super::judge::{Judge, Judgement};
use super::tree::{PageTree, Tag};
use super::trust::{OUTSIDE, prefix_sums, prose, sum_of};
use super::{headline, judge, phrases, shape, trust};

/// Purposes that a whole sentence refutes: galleries carry text, their captions have a purpose of their own.
const WEAK: Purpose = Purpose::FIGURE;

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
    /// A few words below the linked headline of another article.
    Teaser,
    /// Behind the last place of the kind the article stands in.
    Loose,
    /// Credits, corrections, appeals below the last sentence.
    Below,
    /// A heading without text below it.
    Bare,
    /// The rules would keep it; the trained judge takes it for something else.
    Judged,
}

impl Fate {
    /// The fates in the order of how near they are to being kept, for the trained judge.
    pub fn rank(self) -> u8 {
        match self {
            Self::Elsewhere => 0,
            Self::Before => 1,
            Self::After => 2,
            Self::Outside => 3,
            Self::Links => 4,
            Self::Furniture => 5,
            Self::Short => 6,
            Self::Repeated => 7,
            Self::Teaser => 8,
            Self::Loose => 9,
            Self::Below => 10,
            Self::Bare => 11,
            Self::Judged | Self::Headline => 12,
            Self::Kept => 13,
        }
    }

    /// What happened, in words for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Kept => "text of the article",
            Self::Headline => "the headline",
            Self::Before => "stands above the headline",
            Self::Elsewhere => "outside the element that holds the article",
            Self::Outside => "in an element for something else",
            Self::After => "below a line that ends the article",
            Self::Furniture => "a line of the page, not of the article",
            Self::Links => "mostly links",
            Self::Short => "a word or two, no sentence",
            Self::Repeated => "repeats the headline or the byline",
            Self::Teaser => "a few words about another article",
            Self::Loose => "hangs behind the text in another place",
            Self::Below => "a credit, correction or appeal below the text",
            Self::Bare => "a heading without text below it",
            Self::Judged => "the trained judge takes it for something else",
        }
    }
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

/// What the rules make of a page, before the trained judge has looked at it.
pub struct Rules {
    /// The block that is the headline.
    pub headline: Option<usize>,
    /// Blocks in the element that holds the article.
    pub root: (usize, usize),
    /// For each block what would become of it.
    pub fates: Vec<Fate>,
    /// The kind of place each stands in.
    pub kinds: Vec<Option<u64>>,
}

/// Applies the rules.
pub fn rules(tree: &PageTree, blocks: &mut Blocks, claims: &Claims) -> Rules {
    let headline = headline::find(&blocks.list, claims);
    trust::believe(tree, blocks, headline);
    let list = &blocks.list;
    let sums = prefix_sums(list.iter().map(worth));
    let root = find_root(tree, list, &sums, headline);
    let mut fates = decide(tree, list, root, headline, claims);
    let kinds: Vec<Option<u64>> = list.iter().map(|b| shape::kind(tree, b)).collect();
    for at in shape::scattered(list, &kinds, &fates, headline.map_or(0, |h| h + 1)) {
        if let (Some(f), Some(block)) = (fates.get_mut(at), list.get(at)) {
            *f = fate(block, claims);
        }
    }
    shape::drop_teasers(tree, list, &mut fates);
    shape::trim(tree, list, &kinds, &mut fates);
    drop_below(list, &mut fates, claims);
    add_standfirst(list, &mut fates, headline, claims);
    drop_bare_headings(list, &mut fates);
    Rules { headline, root, fates, kinds }
}

impl Rules {
    /// The judge, and what it looks at; none on a page that is left to the rules.
    fn judge<'a>(
        &'a self,
        tree: &'a PageTree,
        blocks: &'a Blocks,
        claims: &'a Claims,
    ) -> Option<(&'static Judge, Ruled<'a>)> {
        let Self { headline, root, ref fates, ref kinds } = *self;
        let judge = judge::shipped().filter(|_| judge::knows(fates, &blocks.list))?;
        Some((judge, Ruled { tree, blocks, claims, headline, root, fates, kinds }))
    }

    /// The choice, after the judge gave its scores; without any the rules stand.
    fn overruled(self, blocks: &Blocks, scores: &[f32]) -> Choice {
        let Self { headline, mut fates, .. } = self;
        judge::overrule(&mut fates, &blocks.list, scores);
        drop_bare_headings(&blocks.list, &mut fates);
        Choice { fates, headline }
    }
}

/// Chooses the article's blocks.
pub fn choose(tree: &PageTree, blocks: &mut Blocks, claims: &Claims) -> Choice {
    let rules = rules(tree, blocks, claims);
    let scores = rules.judge(tree, blocks, claims).map(|(judge, page)| judge.look(&page).scores).unwrap_or_default();
    rules.overruled(blocks, &scores)
}

/// Chooses, and tells for each block the judge's score and what moved it most, for people who wonder.
pub fn explain(tree: &PageTree, blocks: &mut Blocks, claims: &Claims) -> (Choice, Vec<Judgement>) {
    let rules = rules(tree, blocks, claims);
    let judgements = rules.judge(tree, blocks, claims).map(|(judge, page)| judge.explain(&page)).unwrap_or_default();
    let scores: Vec<f32> = judgements.iter().map(|j| j.score).collect();
    (rules.overruled(blocks, &scores), judgements)
}

/// Takes away credits, corrections and appeals below the last sentence.
fn drop_below(blocks: &[Block], fates: &mut [Fate], claims: &Claims) {
    let mut left = fates.iter().filter(|f| **f == Fate::Kept).count();
    for (block, fate) in blocks.iter().zip(fates.iter_mut()).rev() {
        if *fate != Fate::Kept {
            continue;
        }
        left -= 1;
        if left == 0 || !phrases::stands_below(block, claims.byline.as_ref()) {
            return;
        }
        *fate = Fate::Below;
    }
}

/// The standfirst is part of what a person reads, wherever the template puts it.
fn add_standfirst(blocks: &[Block], fates: &mut [Fate], headline: Option<usize>, claims: &Claims) {
    let Some(first) = fates.iter().position(|f| *f == Fate::Kept) else { return };
    let from = headline.filter(|h| *h < first).map_or(first.saturating_sub(12), |h| h + 1);
    for (block, fate) in blocks.iter().zip(fates.iter_mut()).take(first).skip(from) {
        let said = || claims.description.as_ref().is_some_and(|d| d.likeness(&block.text) > 0.8);
        if block.words >= 6
            && block.link_density() < 0.5
            && matches!(*fate, Fate::Elsewhere | Fate::Outside)
            && !block.purpose.any(Purpose::RELATED.or(Purpose::NAVIGATION))
            && (block.purpose.any(Purpose::STANDFIRST) || said())
        {
            *fate = Fate::Kept;
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

/// The element that holds the article: from the top, always into the child that has nearly all the prose.
fn find_root(tree: &PageTree, blocks: &[Block], sums: &[f64], headline: Option<usize>) -> (usize, usize) {
    let range = |from: usize, to: usize| {
        let start = blocks.partition_point(|b| (b.node as usize) < from);
        let end = blocks.partition_point(|b| (b.node as usize) < to);
        (start, end)
    };
    let sum = |(start, end): (usize, usize)| sum_of(sums, start, end);
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
    claims: &Claims,
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
            fate(block, claims)
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

fn fate(block: &Block, claims: &Claims) -> Fate {
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
    if claims.title_likeness(block) > 0.9
        || block.words < 12 && claims.byline.as_ref().is_some_and(|b| b.likeness(&block.text) > 0.5)
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
