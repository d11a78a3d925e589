//! How two texts are alike, in a dozen numbers: what the relation is judged by.
//!
//! All of it comes from two sketches and the links between their sentences, so that a pair of texts and a pair of index
//! entries are judged alike.

use super::align::{Link, Terms};
use super::sketch::{Line, Sketch};

/// How many numbers describe a pair.
pub const WIDTH: usize = Feature::ALL.len();

/// One of the numbers. All are 0 to 1 but for [`Feature::Links`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// Share of the copy's words in aligned sentences.
    Aligned,
    /// Share of the original's words in aligned sentences.
    Used,
    /// Of the original's sentences between the first and the last that were used, the share that was.
    Dense,
    /// Share of the links that stand in the original's order.
    InOrder,
    /// Share of neighbours in the copy that are neighbours in the original.
    Contiguous,
    /// How much alike the aligned sentences are, by words.
    Similarity,
    /// Of the numbers and names in aligned sentences of the copy, the share that their originals have.
    Anchors,
    /// How near the aligned sentences are in length.
    Lengths,
    /// Share of the copy's runs of words that the original has.
    Verbatim,
    /// Of the copy's words in aligned sentences, the share in sentences that are the same to the word.
    Same,
    /// Of aligned sentences that are not the same: are words exchanged (1), or only put in or left out (0)?
    Exchanged,
    /// Of aligned sentences, the share in which less than a fifth is the same.
    Faint,
    /// Logarithm of one more than the number of links.
    Links,
    /// How much of what the two say at all is the same.
    Topic,
    /// Of the copy's names and numbers, the share that stands anywhere in the original.
    Known,
}

impl Feature {
    /// Every feature, in the order of a row.
    pub const ALL: [Self; 15] = [
        Self::Aligned,
        Self::Used,
        Self::Dense,
        Self::InOrder,
        Self::Contiguous,
        Self::Similarity,
        Self::Anchors,
        Self::Lengths,
        Self::Verbatim,
        Self::Same,
        Self::Exchanged,
        Self::Faint,
        Self::Links,
        Self::Topic,
        Self::Known,
    ];
}

/// The numbers of a pair, in the order of [`Feature::ALL`].
pub type Likeness = [f32; WIDTH];

/// Describes a pair.
pub fn likeness(copy: &Sketch, original: &Sketch, terms: &Terms, links: &[Link]) -> Likeness {
    let mut out = [0.0; WIDTH];
    let mut set = |feature: Feature, value: f64| out[feature as usize] = value as f32;
    let words = |lines: &[Line]| -> f64 { lines.iter().map(|s| f64::from(s.words)).sum() };
    let of = |sketch: &Sketch| words(&sketch.sentences);
    let aligned: f64 = links.iter().map(|l| words(copied(copy, l))).sum();
    let used: f64 = links.iter().map(|l| words(origin(original, l))).sum();
    set(Feature::Aligned, share(aligned, of(copy)));
    set(Feature::Used, share(used, of(original)));
    let in_order: Vec<&Link> = links.iter().filter(|l| !l.moved).collect();
    set(Feature::InOrder, share(in_order.len() as f64, links.len() as f64));
    if let (Some(first), Some(last)) = (in_order.first(), in_order.last()) {
        let span = last.original.end() - first.original.first;
        let inside: usize = in_order.iter().map(|l| l.original.count).sum();
        set(Feature::Dense, share(inside as f64, span as f64));
    }
    let (mut neighbours, mut kept) = (0.0, 0.0);
    for pair in links.windows(2) {
        if let [a, b] = pair
            && a.copy.end() == b.copy.first
        {
            neighbours += 1.0;
            kept += f64::from(u8::from(a.original.end() == b.original.first));
        }
    }
    // One sentence alone has no neighbours that could have been torn apart.
    set(Feature::Contiguous, if neighbours > 0.0 { kept / neighbours } else { 0.5 });
    let (mut alike, mut faint, mut same, mut lengths) = (0.0, 0.0, 0.0, 0.0);
    let (mut anchors, mut anchored) = (0.0, 0.0);
    let (mut exchanged, mut changed) = (0.0, 0.0);
    for link in links {
        let (ours, theirs) = (copied(copy, link), origin(original, link));
        let (n, m) = (words(ours), words(theirs));
        alike += n * f64::from(link.similarity);
        faint += f64::from(u8::from(link.similarity < 0.2));
        let is_same = matches!((ours, theirs), ([a], [b]) if a.whole == b.whole && a.words == b.words);
        same += if is_same { n } else { 0.0 };
        lengths += share(n.min(m), n.max(m));
        let (a, b) = (keys(ours, |l| &l.anchors), keys(theirs, |l| &l.anchors));
        anchors += a.len() as f64;
        anchored += common(&a, &b) as f64;
        if !is_same {
            let (a, b) = (keys(ours, |l| &l.stems), keys(theirs, |l| &l.stems));
            let shared = common(&a, &b);
            let (gained, lost) = (a.len() - shared, b.len() - shared);
            exchanged += 2.0 * gained.min(lost) as f64;
            changed += (gained + lost) as f64;
        }
    }
    let count = links.len() as f64;
    set(Feature::Similarity, share(alike, aligned));
    set(Feature::Faint, share(faint, count));
    set(Feature::Same, share(same, aligned));
    set(Feature::Lengths, share(lengths, count));
    set(Feature::Anchors, if anchors > 0.0 { anchored / anchors } else { 0.5 });
    set(Feature::Exchanged, if changed > 0.0 { exchanged / changed } else { 0.5 });
    set(Feature::Verbatim, copy.runs.share_in(&original.runs));
    set(Feature::Links, libm::log1p(count));
    set(Feature::Topic, f64::from(terms.in_common()));
    let (a, b) = (keys(&copy.sentences, |l| &l.anchors), keys(&original.sentences, |l| &l.anchors));
    set(Feature::Known, share(common(&a, &b) as f64, a.len() as f64));
    out
}

fn copied<'s>(copy: &'s Sketch, link: &Link) -> &'s [Line] {
    copy.sentences.get(link.copy.indexes()).unwrap_or(&[])
}

fn origin<'s>(original: &'s Sketch, link: &Link) -> &'s [Line] {
    original.sentences.get(link.original.indexes()).unwrap_or(&[])
}

fn share(part: f64, whole: f64) -> f64 {
    // An empty sum is -0, which would be printed so.
    if whole > 0.0 { part / whole + 0.0 } else { 0.0 }
}

/// The keys of some sentences, sorted, each once.
fn keys(lines: &[Line], of: impl Fn(&Line) -> &Vec<u32>) -> Vec<u32> {
    let mut out: Vec<u32> = lines.iter().flat_map(|l| of(l).iter().copied()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|k| b.binary_search(k).is_ok()).count()
}
