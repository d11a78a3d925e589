//! What the trained judge looks at in each block: its words, its place, its neighbours, what the rules think of it.
//!
//! Every feature is a fact that holds on any site; none is a name of one. `judge` turns the rows into a decision.

mod scores;
mod words;

use std::collections::BTreeMap;

pub use scores::add_scores;

use super::blocks::{Block, Blocks};
use super::choose::Fate;
use super::claims::{Claim, Claims};
use super::hints::Purpose;
use super::tree::{PageTree, Tag};
use super::trust::{prefix_sums, prose, sum_of};
use super::{judge, phrases, shape};

/// Numbered names of the features of a row.
macro_rules! features {
    ($($name:ident)*) => {
        /// A feature's place in a row.
        #[allow(non_camel_case_types)]
        #[derive(Debug, Clone, Copy)]
        #[repr(usize)]
        enum F { $($name,)* Purposes }

        /// Names of the features in front of the purposes.
        const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

features! {
    words letters_per_word sentences ends_sentence ends_colon ends_ellipsis starts_lower starts_quote
    commas function_words address digits capitals shouting separators links link_density bold
    below heading quote item cell paragraph div depth
    home_blocks home_prose home_links home_words home_place home_pictures parent_prose parent_links
    kind_prose kind_blocks kind_links page_place prose_before prose_after since_headline prose_since_headline
    since_picture in_root in_article in_main fate title_likeness description_likeness byline_likeness repeats
    before1_words before1_links before1_sentence before1_kept before1_heading before1_home before1_kind
    before2_words before2_links before2_sentence before2_kept before2_heading
    after1_words after1_links after1_sentence after1_kept after1_heading after1_home after1_kind
    after2_words after2_links after2_sentence after2_kept after2_heading
    kept_before kept_after kept_above kept_below inline
}

/// Blocks up to which it matters how far from the headline a block stands.
const NEAR_HEADLINE: usize = 20;

/// Share of the kept words below a block up to which it may stand below the text.
const LAST: f64 = 0.3;

/// Levels of nesting that are looked up: deeper says no more.
const MAX_DEPTH: u8 = 40;

/// Features of a row before neighbours have a score: the purposes believed and claimed follow the named ones.
pub const FIRST: usize = F::Purposes as usize + 2 * Purpose::COUNT;

/// Names of the features that scores add.
const SECOND_NAMES: &[&str] = &[
    "score",
    "score_before1",
    "score_before2",
    "score_before3",
    "score_after1",
    "score_after2",
    "score_after3",
    "score_home",
    "score_kind",
    "score_around",
    "score_above",
    "score_below",
    "sure_before",
    "sure_after",
];

/// Features of a row with scores.
pub const SECOND: usize = FIRST + SECOND_NAMES.len();

/// The name of a feature, for people to read.
pub fn name(feature: usize) -> String {
    let purpose = |at: usize, what: &str| format!("{what} {}", Purpose(1 << at).names().trim_start_matches(", "));
    if let Some(name) = NAMES.get(feature) {
        name.replace('_', " ")
    } else if feature < NAMES.len() + Purpose::COUNT {
        purpose(feature - NAMES.len(), "believed")
    } else if feature < FIRST {
        purpose(feature - NAMES.len() - Purpose::COUNT, "claimed")
    } else {
        SECOND_NAMES.get(feature - FIRST).map_or_else(|| "?".to_owned(), |name| name.replace('_', " "))
    }
}

/// What the rules made of a page.
pub struct Ruled<'a> {
    /// The page.
    pub tree: &'a PageTree,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// What its metadata claim.
    pub claims: &'a Claims,
    /// The block that is the headline.
    pub headline: Option<usize>,
    /// Blocks in the element that holds the article.
    pub root: (usize, usize),
    /// What the rules would do with each block.
    pub fates: &'a [Fate],
    /// The kind of place each block stands in.
    pub kinds: &'a [Option<u64>],
}

/// Rows of features, one for each block.
#[derive(Clone)]
pub struct Rows {
    width: usize,
    values: Vec<f32>,
    /// Where each block is at home: number of its first block and of the block after its last.
    homes: Vec<(usize, usize)>,
}

impl Rows {
    /// The row of a block.
    pub fn row(&self, block: usize) -> &[f32] {
        self.values.get(block * self.width..(block + 1) * self.width).unwrap_or(&[])
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.homes.len()
    }
}

/// Totals of the blocks of one kind.
#[derive(Default, Clone, Copy)]
struct Group {
    prose: f64,
    blocks: f64,
    bytes: f64,
    link_bytes: f64,
}

/// Enough of a text to tell it from others on the page.
fn sample(text: &str) -> (usize, &[u8]) {
    (text.len(), text.as_bytes().get(..24).unwrap_or(text.as_bytes()))
}

fn ln(value: f64) -> f32 {
    libm::log1p(value.max(0.0)) as f32
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Everything about a page that the rows of its blocks draw on.
struct Survey<'a> {
    page: &'a Ruled<'a>,
    list: &'a [Block],
    /// Running sums over the blocks: prose, bytes, bytes in links, words, words the rules keep.
    prose: Vec<f64>,
    bytes: Vec<f64>,
    links: Vec<f64>,
    words: Vec<f64>,
    kept: Vec<f64>,
    all_prose: f64,
    all_kept: f64,
    groups: BTreeMap<u64, Group>,
    repeats: BTreeMap<(usize, &'a [u8]), u32>,
    /// Nodes that are pictures.
    pictures: Vec<u32>,
    /// The element each block is at home in.
    home_nodes: Vec<u32>,
    claimed: Vec<u16>,
}

/// Where a block is at home, with its siblings: the same for all of them.
#[derive(Clone, Copy)]
struct Home {
    node: u32,
    /// Blocks in it, and in the element around it.
    blocks: (usize, usize),
    around: (usize, usize),
    pictures: usize,
}

/// One row being filled.
struct Row<'r>(&'r mut [f32]);

impl Row<'_> {
    fn set(&mut self, feature: F, value: f32) {
        if let Some(place) = self.0.get_mut(feature as usize) {
            *place = value;
        }
    }
}

/// The rows of a page. Blocks about which nothing is to be decided keep an empty one.
pub fn rows(page: &Ruled<'_>) -> Rows {
    let survey = Survey::new(page);
    let count = survey.list.len();
    let mut out = Rows { width: SECOND, values: vec![0.0; SECOND * count], homes: Vec::with_capacity(count) };
    let mut home: Option<Home> = None;
    for (at, block) in survey.list.iter().enumerate() {
        let node = survey.home_nodes.get(at).copied().unwrap_or(u32::MAX);
        let own = home.filter(|h| h.node == node).unwrap_or_else(|| survey.home(node));
        home = Some(own);
        out.homes.push(own.blocks);
        if !page.fates.get(at).is_some_and(|f| judge::is_open(*f, block)) {
            continue;
        }
        let Some(values) = out.values.get_mut(at * SECOND..(at + 1) * SECOND) else { break };
        let mut row = Row(values);
        survey.own_words(&mut row, block);
        survey.rules(&mut row, at, block);
        survey.place(&mut row, at, block, own);
        survey.neighbours(&mut row, at);
        survey.purposes(&mut row, at, block);
    }
    out
}

impl<'a> Survey<'a> {
    fn new(page: &'a Ruled<'a>) -> Self {
        let list = &page.blocks.list;
        let kept = |(at, block): (usize, &Block)| {
            if page.fates.get(at) == Some(&Fate::Kept) { f64::from(block.words) } else { 0.0 }
        };
        let mut survey = Self {
            page,
            list,
            prose: prefix_sums(list.iter().map(prose)),
            bytes: prefix_sums(list.iter().map(|b| b.text.len() as f64)),
            links: prefix_sums(list.iter().map(|b| f64::from(b.link_bytes))),
            words: prefix_sums(list.iter().map(|b| f64::from(b.words))),
            kept: prefix_sums(list.iter().enumerate().map(kept)),
            all_prose: 1.0,
            all_kept: 1.0,
            groups: BTreeMap::new(),
            repeats: BTreeMap::new(),
            pictures: Vec::new(),
            home_nodes: list.iter().map(|b| shape::home(page.tree, b)).collect(),
            claimed: claimed(page.blocks),
        };
        survey.all_prose = sum_of(&survey.prose, 0, list.len()).max(1.0);
        survey.all_kept = sum_of(&survey.kept, 0, list.len()).max(1.0);
        for (block, kind) in list.iter().zip(page.kinds) {
            *survey.repeats.entry(sample(&block.text)).or_default() += 1;
            let group = survey.groups.entry(kind.unwrap_or(0)).or_default();
            group.prose += prose(block);
            group.blocks += 1.0;
            group.bytes += block.text.len() as f64;
            group.link_bytes += f64::from(block.link_bytes);
        }
        for (at, node) in page.tree.nodes.iter().enumerate() {
            if matches!(node.tag, Tag::Img | Tag::Picture | Tag::Figure) {
                survey.pictures.push(at as u32);
            }
        }
        survey
    }

    /// Blocks in an element.
    fn blocks_in(&self, node: u32) -> (usize, usize) {
        let end = self.end(node);
        (self.list.partition_point(|b| b.node < node), self.list.partition_point(|b| b.node <= end))
    }

    /// Last node in an element.
    fn end(&self, node: u32) -> u32 {
        self.page.tree.nodes.get(node as usize).map_or(node, |n| node + n.size)
    }

    fn home(&self, node: u32) -> Home {
        let parent = self.page.tree.nodes.get(node as usize).map_or(u32::MAX, |n| n.parent);
        let end = self.end(node);
        Home {
            node,
            blocks: self.blocks_in(node),
            around: if parent == u32::MAX { (0, self.list.len()) } else { self.blocks_in(parent) },
            pictures: self.pictures.partition_point(|p| *p <= end) - self.pictures.partition_point(|p| *p < node),
        }
    }

    /// Share of a range's text in links.
    fn density(&self, (from, to): (usize, usize)) -> f32 {
        (sum_of(&self.links, from, to) / sum_of(&self.bytes, from, to).max(1.0)) as f32
    }

    /// Share of the page's prose in a range.
    fn prose_share(&self, (from, to): (usize, usize)) -> f32 {
        (sum_of(&self.prose, from, to) / self.all_prose) as f32
    }

    fn kind(&self, at: usize) -> Option<u64> {
        self.page.kinds.get(at).copied().flatten()
    }

    /// What the block's own text is like.
    fn own_words(&self, row: &mut Row<'_>, block: &Block) {
        let counts = words::count(block);
        let words = counts.words.max(1.0);
        row.set(F::words, ln(f64::from(block.words)));
        row.set(F::letters_per_word, counts.letters / words);
        row.set(F::sentences, counts.sentences.min(8.0));
        row.set(F::ends_sentence, flag(block.ends_sentence()));
        row.set(F::ends_colon, flag(block.text.ends_with(':')));
        row.set(F::ends_ellipsis, flag(block.text.ends_with('…') || block.text.ends_with("...")));
        row.set(F::starts_lower, flag(block.text.starts_with(char::is_lowercase)));
        row.set(F::starts_quote, flag(block.text.starts_with(['"', '“', '\'', '‘'])));
        row.set(F::commas, counts.commas / words);
        row.set(F::function_words, counts.function_words / words);
        row.set(F::address, counts.address / words);
        row.set(F::digits, counts.digits / words);
        row.set(F::capitals, counts.capitals / words);
        row.set(F::shouting, counts.shouting / words);
        row.set(F::separators, counts.separators);
        row.set(F::links, (block.links.len() as f32).min(6.0));
        row.set(F::link_density, block.link_density() as f32);
        row.set(F::bold, block.bold_bytes as f32 / block.text.len().max(1) as f32);
        row.set(F::heading, block.heading.map_or(0.0, |h| 7.0 - f32::from(h)));
        row.set(F::quote, flag(block.quote));
        row.set(F::item, flag(block.item));
        row.set(F::cell, flag(block.cell));
        row.set(F::inline, flag(!block.inline.is_empty()));
        let again = self.repeats.get(&sample(&block.text)).copied().unwrap_or(1);
        row.set(F::repeats, (again as f32).min(4.0));
    }

    /// What the rules and the metadata say of it.
    fn rules(&self, row: &mut Row<'_>, at: usize, block: &Block) {
        let claims = self.page.claims;
        // Asked only near the end of what the rules keep: what they drop has its reason in `fate`.
        let last = sum_of(&self.kept, at + 1, self.list.len()) < LAST * self.all_kept;
        let kept = self.page.fates.get(at) == Some(&Fate::Kept);
        row.set(F::below, flag(kept && last && phrases::stands_below(block, claims.byline.as_ref())));
        row.set(F::in_root, flag((self.page.root.0..self.page.root.1).contains(&at)));
        row.set(F::fate, f32::from(self.page.fates.get(at).map_or(0, |f| f.rank())));
        row.set(F::title_likeness, claims.title_likeness(block) as f32);
        let like = |claim: &Option<Claim>, most: u32| {
            claim.as_ref().filter(|_| block.words < most).map_or(0.0, |c| c.likeness(&block.text) as f32)
        };
        // Only near the headline a repetition of the description is the standfirst.
        if at.abs_diff(self.page.headline.unwrap_or(0)) <= NEAR_HEADLINE {
            row.set(F::description_likeness, like(&claims.description, 120));
        }
        row.set(F::byline_likeness, like(&claims.byline, 15));
        let share = |from: usize, to: usize| {
            let to = to.min(self.list.len());
            (sum_of(&self.kept, from, to) / sum_of(&self.words, from, to).max(1.0)) as f32
        };
        row.set(F::kept_before, share(at.saturating_sub(5), at));
        row.set(F::kept_after, share(at + 1, at + 6));
        row.set(F::kept_above, (sum_of(&self.kept, 0, at) / self.all_kept) as f32);
        row.set(F::kept_below, (sum_of(&self.kept, at + 1, self.list.len()) / self.all_kept) as f32);
    }

    /// Where it stands.
    fn place(&self, row: &mut Row<'_>, at: usize, block: &Block, home: Home) {
        let nodes = &self.page.tree.nodes;
        let tag = nodes.get(block.container as usize).map_or(Tag::Other, |n| n.tag);
        row.set(F::paragraph, flag(tag == Tag::P));
        row.set(F::div, flag(tag == Tag::Div));
        let (from, to) = home.blocks;
        let siblings = to - from;
        row.set(F::home_blocks, ln(siblings as f64));
        row.set(F::home_prose, self.prose_share(home.blocks));
        row.set(F::home_links, self.density(home.blocks));
        row.set(F::home_words, ln(sum_of(&self.words, from, to) / siblings.max(1) as f64));
        row.set(F::home_place, at.saturating_sub(from) as f32 / siblings.max(1) as f32);
        row.set(F::home_pictures, (home.pictures as f32).min(8.0));
        row.set(F::parent_prose, self.prose_share(home.around));
        row.set(F::parent_links, self.density(home.around));
        let group = self.groups.get(&self.kind(at).unwrap_or(0)).copied().unwrap_or_default();
        row.set(F::kind_prose, (group.prose / self.all_prose) as f32);
        row.set(F::kind_blocks, ln(group.blocks));
        row.set(F::kind_links, (group.link_bytes / group.bytes.max(1.0)) as f32);
        row.set(F::page_place, at as f32 / self.list.len() as f32);
        row.set(F::prose_before, self.prose_share((0, at)));
        row.set(F::prose_after, self.prose_share((at + 1, self.list.len())));
        // Near the headline stand standfirst, byline and date; farther down it says nothing any more.
        let headline = self.page.headline.unwrap_or(0);
        let away = ln(at.abs_diff(headline).min(NEAR_HEADLINE) as f64);
        row.set(F::since_headline, if at < headline { -away } else { away });
        row.set(F::prose_since_headline, ln(sum_of(&self.prose, headline.min(at), at).min(80.0)));
        let next = self.pictures.partition_point(|p| *p < block.node);
        let since = next.checked_sub(1).and_then(|p| self.pictures.get(p)).map_or(u32::MAX, |p| block.node - p);
        row.set(F::since_picture, (since as f32).min(30.0));
        let (mut in_article, mut in_main, mut depth) = (false, false, 0_u8);
        let mut up = block.container;
        while let (Some(node), true) = (nodes.get(up as usize), depth < MAX_DEPTH) {
            in_article |= node.tag == Tag::Article;
            in_main |= node.tag == Tag::Main;
            depth += 1;
            up = node.parent;
        }
        row.set(F::in_article, flag(in_article));
        row.set(F::in_main, flag(in_main));
        row.set(F::depth, f32::from(depth));
    }

    /// What stands around it.
    fn neighbours(&self, row: &mut Row<'_>, at: usize) {
        const NEAR: [(isize, [F; 5]); 4] = [
            (-1, [F::before1_words, F::before1_links, F::before1_sentence, F::before1_kept, F::before1_heading]),
            (-2, [F::before2_words, F::before2_links, F::before2_sentence, F::before2_kept, F::before2_heading]),
            (1, [F::after1_words, F::after1_links, F::after1_sentence, F::after1_kept, F::after1_heading]),
            (2, [F::after2_words, F::after2_links, F::after2_sentence, F::after2_kept, F::after2_heading]),
        ];
        for (step, features) in NEAR {
            let Some(near) = at.checked_add_signed(step) else { continue };
            let Some(block) = self.list.get(near) else { continue };
            let values = [
                ln(f64::from(block.words)),
                block.link_density() as f32,
                flag(block.ends_sentence()),
                flag(self.page.fates.get(near) == Some(&Fate::Kept)),
                flag(block.heading.is_some()),
            ];
            for (feature, value) in features.into_iter().zip(values) {
                row.set(feature, value);
            }
            let (home, kind) = match step {
                -1 => (F::before1_home, F::before1_kind),
                1 => (F::after1_home, F::after1_kind),
                _ => continue,
            };
            row.set(home, flag(self.home_nodes.get(near) == self.home_nodes.get(at)));
            row.set(kind, flag(self.kind(near) == self.kind(at) && self.kind(at).is_some()));
        }
    }

    /// What the elements around it say they are for.
    fn purposes(&self, row: &mut Row<'_>, at: usize, block: &Block) {
        let claimed = self.claimed.get(at).copied().unwrap_or(0);
        let (believed, all) = row.0.split_at_mut(F::Purposes as usize + Purpose::COUNT);
        for bit in 0..Purpose::COUNT {
            if let Some(value) = believed.get_mut(F::Purposes as usize + bit) {
                *value = flag(block.purpose.0 & 1 << bit != 0);
            }
            if let Some(value) = all.get_mut(bit) {
                *value = flag(claimed & 1 << bit != 0);
            }
        }
    }
}

/// Purposes that any element around each block claims, believed or not.
fn claimed(blocks: &Blocks) -> Vec<u16> {
    let mut changes = vec![[0_i32; Purpose::COUNT]; blocks.list.len() + 1];
    for region in &blocks.regions {
        for bit in (0..Purpose::COUNT).filter(|bit| region.purpose.0 & 1 << bit != 0) {
            if let Some(change) = changes.get_mut(region.start as usize) {
                change[bit] += 1;
            }
            if let Some(change) = changes.get_mut(region.end as usize) {
                change[bit] -= 1;
            }
        }
    }
    let mut open = [0_i32; Purpose::COUNT];
    changes
        .iter()
        .map(|change| {
            open.iter_mut().zip(change).for_each(|(o, c)| *o += c);
            open.iter().enumerate().filter(|(_, o)| **o > 0).fold(0, |set, (bit, _)| set | 1 << bit)
        })
        .collect()
}
