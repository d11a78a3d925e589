//! Which sentence of a copy was made from which of its original.
//!
//! Sentences are alike by the rare stems, numbers and sounding names they share. The best chain that keeps the order of both
//! texts is the backbone; what lies in small gaps of it is aligned on less likeness, neighbours are joined where one sentence
//! became two, and what is very much alike elsewhere was moved. Nothing here knows why two texts are alike.

use super::sketch::{Line, Sketch};
use crate::order;

/// Likeness from which two sentences may stand in the backbone.
const LINK: f32 = 0.12;
/// What each sentence of the backbone costs, so that it is not made of chance.
const COST: f32 = 0.10;
/// Likeness that is enough inside a small gap.
const IN_GAP: f32 = 0.05;
/// Sentences of a small gap, on each side.
const GAP: usize = 4;
/// Likeness of a sentence that was moved.
const MOVED: f32 = 0.35;
/// What a joined sentence must add.
const JOIN: f32 = 0.03;
/// Sentences that become one, at most.
const MOST_JOINED: usize = 3;
/// Terms in more sentences than this say nothing of where a sentence comes from.
const COMMON: usize = 64;

/// A stretch of sentences: the first, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Index of the first.
    pub first: usize,
    /// How many.
    pub count: usize,
}

impl Stretch {
    fn one(first: usize) -> Self {
        Self { first, count: 1 }
    }
    /// Index after the last.
    pub fn end(self) -> usize {
        self.first + self.count
    }
    /// The indexes.
    pub fn indexes(self) -> std::ops::Range<usize> {
        self.first..self.end()
    }
}

/// Sentences of the copy and those they were made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// In the copy.
    pub copy: Stretch,
    /// In the original.
    pub original: Stretch,
    /// 0 to 1.
    pub similarity: f32,
    /// It stands elsewhere in the original's order.
    pub moved: bool,
}

/// The terms of both texts with their weights.
pub struct Terms {
    weights: Vec<f32>,
    copy: Vec<Sentence>,
    original: Vec<Sentence>,
}

struct Sentence {
    /// Sorted indexes of terms.
    terms: Vec<u32>,
    weight: f32,
    whole: u32,
    words: u16,
}

impl Terms {
    /// Weighs what the two texts say: a term in few sentences counts most.
    pub fn new(copy: &Sketch, original: &Sketch) -> Self {
        let keys = |line: &Line| -> Vec<u64> {
            let stems = line.stems.iter().map(|k| u64::from(*k));
            stems.chain(line.anchors.iter().map(|k| u64::from(*k) | 1 << 32)).collect()
        };
        let lines = || copy.sentences.iter().chain(&original.sentences);
        let mut all: Vec<u64> = lines().flat_map(keys).collect();
        all.sort_unstable();
        let mut vocabulary: Vec<u64> = Vec::new();
        let mut weights: Vec<f32> = Vec::new();
        let total = (copy.sentences.len() + original.sentences.len()) as f64;
        for same in all.chunk_by(|a, b| a == b) {
            vocabulary.extend(same.first());
            weights.push(libm::log(1.0 + total / same.len() as f64) as f32);
        }
        let sentence = |line: &Line| {
            // Both lists are sorted and the anchors lie above the stems.
            let terms: Vec<u32> =
                keys(line).iter().filter_map(|k| vocabulary.binary_search(k).ok()).map(|at| at as u32).collect();
            let weight = terms.iter().map(|t| weights[*t as usize]).sum();
            Sentence { terms, weight, whole: line.whole, words: line.words }
        };
        let of = |sketch: &Sketch| sketch.sentences.iter().map(sentence).collect();
        Self { copy: of(copy), original: of(original), weights }
    }

    /// How much of what two sentences say is the same, 0 to 1.
    fn alike(&self, one: usize, other: usize) -> f32 {
        let (a, b) = (&self.copy[one], &self.original[other]);
        if a.whole == b.whole && a.words == b.words {
            return 1.0;
        }
        share(self.common(&a.terms, &b.terms), a.weight, b.weight)
    }

    fn common(&self, a: &[u32], b: &[u32]) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            if x == y {
                sum += self.weights[*x as usize];
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        sum
    }

    /// The same for stretches of sentences.
    pub fn alike_joined(&self, copy: Stretch, original: Stretch) -> f32 {
        if copy.count == 1 && original.count == 1 {
            return self.alike(copy.first, original.first);
        }
        let joined = |sentences: &[Sentence], stretch: Stretch| {
            let mut terms: Vec<u32> =
                sentences[stretch.indexes()].iter().flat_map(|s| s.terms.iter().copied()).collect();
            terms.sort_unstable();
            terms.dedup();
            let weight: f32 = terms.iter().map(|t| self.weights[*t as usize]).sum();
            (terms, weight)
        };
        let (a, wa) = joined(&self.copy, copy);
        let (b, wb) = joined(&self.original, original);
        share(self.common(&a, &b), wa, wb)
    }

    /// How much of what the two texts say is the same, wherever they say it.
    pub fn in_common(&self) -> f32 {
        let all = |sentences: &[Sentence]| {
            let mut terms: Vec<u32> = sentences.iter().flat_map(|s| s.terms.iter().copied()).collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        let (a, b) = (all(&self.copy), all(&self.original));
        let weight = |terms: &[u32]| -> f32 { terms.iter().map(|t| self.weights[*t as usize]).sum() };
        share(self.common(&a, &b), weight(&a), weight(&b))
    }

    /// Every pair of sentences that is at least this much alike, in the order of the copy, then of the original.
    fn cells(&self, least: f32) -> Vec<Cell> {
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); self.weights.len()];
        for (j, s) in self.original.iter().enumerate() {
            for t in &s.terms {
                holders[*t as usize].push(j as u32);
            }
        }
        // Sentences without a word of meaning are found by all their words.
        let mut wholes: Vec<(u32, u32)> = self.original.iter().enumerate().map(|(j, s)| (s.whole, j as u32)).collect();
        order::sort(&mut wholes);
        let mut cells = Vec::new();
        let mut shared = vec![0.0_f32; self.original.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (i, a) in self.copy.iter().enumerate() {
            for t in &a.terms {
                let holders = &holders[*t as usize];
                if holders.len() > COMMON {
                    continue;
                }
                for j in holders {
                    if shared[*j as usize] == 0.0 {
                        touched.push(*j);
                    }
                    shared[*j as usize] += self.weights[*t as usize];
                }
            }
            let from = wholes.partition_point(|(w, _)| *w < a.whole);
            for (_, j) in wholes[from..].iter().take_while(|(w, _)| *w == a.whole).take(COMMON) {
                if shared[*j as usize] == 0.0 {
                    touched.push(*j);
                    shared[*j as usize] = f32::MIN_POSITIVE;
                }
            }
            touched.sort_unstable();
            for j in touched.drain(..) {
                let common = std::mem::take(&mut shared[j as usize]);
                let b = &self.original[j as usize];
                // What very common terms add is left out: they hardly weigh.
                let similarity =
                    if a.whole == b.whole && a.words == b.words { 1.0 } else { share(common, a.weight, b.weight) };
                if similarity >= least {
                    cells.push(Cell { copy: i, original: j as usize, similarity });
                }
            }
        }
        cells
    }
}

fn share(common: f32, a: f32, b: f32) -> f32 {
    let all = a + b - common;
    if all > 0.0 { common / all } else { 0.0 }
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    copy: usize,
    original: usize,
    similarity: f32,
}

/// Aligns the sentences, in the order of the copy.
pub fn align(terms: &Terms) -> Vec<Link> {
    let cells = terms.cells(LINK);
    let mut links: Vec<Link> = chain(&cells, COST, terms.original.len())
        .into_iter()
        .map(|c| Link {
            copy: Stretch::one(c.copy),
            original: Stretch::one(c.original),
            similarity: c.similarity,
            moved: false,
        })
        .collect();
    fill_gaps(terms, &mut links);
    join(terms, &mut links);
    find_moved(&cells, terms, &mut links);
    order::sort_by_key(&mut links, |l| l.copy);
    links
}

/// The chain of cells that rises in both texts and is worth most. In O(n log n) of the cells.
fn chain(cells: &[Cell], cost: f32, originals: usize) -> Vec<Cell> {
    // best[k]: the worth of the best chain that ends before original k+1, and its last cell, as a Fenwick tree of maxima.
    let mut best: Vec<(f32, usize)> = vec![(0.0, usize::MAX); originals + 1];
    let mut before: Vec<usize> = Vec::with_capacity(cells.len());
    let mut top = (0.0_f32, usize::MAX);
    let mut waiting: Vec<(f32, usize)> = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        // Cells of one sentence of the copy cannot follow one another: they are entered together.
        let row = cells[at].copy;
        waiting.clear();
        while let Some(cell) = cells.get(at).filter(|c| c.copy == row) {
            let mut reached = (0.0_f32, usize::MAX);
            let mut k = cell.original;
            while k > 0 {
                if best[k].0 > reached.0 {
                    reached = best[k];
                }
                k &= k - 1;
            }
            before.push(reached.1);
            waiting.push((reached.0 + cell.similarity - cost, at));
            at += 1;
        }
        for &(worth, cell) in &waiting {
            if worth > top.0 {
                top = (worth, cell);
            }
            let mut k = cells[cell].original + 1;
            while k <= originals {
                if worth > best[k].0 {
                    best[k] = (worth, cell);
                }
                k += k & k.wrapping_neg();
            }
        }
    }
    let mut out = Vec::new();
    let mut cell = top.1;
    while let Some(c) = cells.get(cell) {
        out.push(*c);
        cell = before[cell];
    }
    out.reverse();
    out
}

/// Between two links that stand close together, the sentences left over on both sides belong together if anything at all
/// speaks for it.
fn fill_gaps(terms: &Terms, links: &mut Vec<Link>) {
    let mut found = Vec::new();
    let mut last = (0, 0);
    let end = (terms.copy.len(), terms.original.len());
    for next in links.iter().map(|l| (l.copy.first, l.original.first)).chain([end]) {
        let (copies, originals) = (next.0.saturating_sub(last.0), next.1.saturating_sub(last.1));
        if (1..=GAP).contains(&copies) && (1..=GAP).contains(&originals) {
            let mut cells = Vec::new();
            for i in last.0..next.0 {
                for j in last.1..next.1 {
                    let similarity = terms.alike(i, j);
                    if similarity >= IN_GAP && of_like_length(terms.copy[i].words, terms.original[j].words) {
                        cells.push(Cell { copy: i, original: j - last.1, similarity });
                    }
                }
            }
            found.extend(chain(&cells, 0.0, originals).into_iter().map(|c| Link {
                copy: Stretch::one(c.copy),
                original: Stretch::one(c.original + last.1),
                similarity: c.similarity,
                moved: false,
            }));
        }
        last = (next.0 + 1, next.1 + 1);
    }
    links.extend(found);
    order::sort_by_key(links, |l| l.copy);
}

fn of_like_length(a: u16, b: u16) -> bool {
    let (a, b) = (u32::from(a) + 4, u32::from(b) + 4);
    a <= 2 * b && b <= 2 * a
}

/// A sentence left over beside a link joins it where that makes the two sides more alike: one sentence became two, or two one.
fn join(terms: &Terms, links: &mut [Link]) {
    for at in 0..links.len() {
        let before = at.checked_sub(1).and_then(|b| links.get(b)).map_or((0, 0), |l| (l.copy.end(), l.original.end()));
        let after =
            links.get(at + 1).map_or((terms.copy.len(), terms.original.len()), |l| (l.copy.first, l.original.first));
        let Some(link) = links.get_mut(at) else { continue };
        loop {
            let (c, o) = (link.copy, link.original);
            let wider = |s: Stretch| Stretch { count: s.count + 1, ..s };
            let earlier = |s: Stretch| Stretch { first: s.first - 1, count: s.count + 1 };
            let mut tries: Vec<(Stretch, Stretch)> = Vec::new();
            if c.count < MOST_JOINED && o.count == 1 {
                if c.end() < after.0 {
                    tries.push((wider(c), o));
                }
                if c.first > before.0 {
                    tries.push((earlier(c), o));
                }
            }
            if o.count < MOST_JOINED && c.count == 1 {
                if o.end() < after.1 {
                    tries.push((c, wider(o)));
                }
                if o.first > before.1 {
                    tries.push((c, earlier(o)));
                }
            }
            let best = tries.into_iter().map(|(c, o)| (terms.alike_joined(c, o), c, o)).fold(
                None,
                |best: Option<(f32, Stretch, Stretch)>, t| if best.is_none_or(|b| t.0 > b.0) { Some(t) } else { best },
            );
            match best {
                Some((similarity, copy, original)) if similarity > link.similarity + JOIN => {
                    *link = Link { copy, original, similarity, moved: false };
                }
                _ => break,
            }
        }
    }
}

/// What is left over and very much like something left over elsewhere was moved.
fn find_moved(cells: &[Cell], terms: &Terms, links: &mut Vec<Link>) {
    let mut taken = (vec![false; terms.copy.len()], vec![false; terms.original.len()]);
    for link in links.iter() {
        link.copy.indexes().for_each(|i| taken.0[i] = true);
        link.original.indexes().for_each(|j| taken.1[j] = true);
    }
    let mut left: Vec<&Cell> = cells.iter().filter(|c| c.similarity >= MOVED).collect();
    order::sort_by(&mut left, |a, b| {
        b.similarity.total_cmp(&a.similarity).then((a.copy, a.original).cmp(&(b.copy, b.original)))
    });
    for cell in left {
        if !taken.0[cell.copy] && !taken.1[cell.original] {
            taken.0[cell.copy] = true;
            taken.1[cell.original] = true;
            links.push(Link {
                copy: Stretch::one(cell.copy),
                original: Stretch::one(cell.original),
                similarity: cell.similarity,
                moved: true,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::plain;
    use crate::text::Document;

    fn sketch(text: &str) -> Sketch {
        Sketch::new(&Document::new(&plain::read(text)))
    }

    /// Links as (copy, count, original, count, moved).
    fn linked(copy: &str, original: &str) -> Vec<(usize, usize, usize, usize, bool)> {
        let links = align(&Terms::new(&sketch(copy), &sketch(original)));
        links.iter().map(|l| (l.copy.first, l.copy.count, l.original.first, l.original.count, l.moved)).collect()
    }

    const HARBOUR: &str = "The harbour of Vellmar will be closed to freighters from Monday. \
        Divers found a bomb from the war at the foot of the eastern pier. \
        Mayor Ottilie Brandauer asked 4,200 residents to leave their homes. \
        Schools near the water stay shut until the bomb is defused. \
        The army expects the work to take nine hours.";

    #[test]
    fn other_words_in_the_same_order_are_aligned_one_to_one() {
        let copy = "The port of Vellmar is going to be closed for cargo boats starting Monday. \
            Divers discovered a war bomb on the eastern pier foot. \
            Mayor Otiriye Burandauaa requested 4,200 inhabitants to abandon their houses. \
            The schools close to water remain closed till the bomb is defused. \
            The army awaits the labour to last nine hours.";
        assert_eq!(linked(copy, HARBOUR), (0..5).map(|i| (i, 1, i, 1, false)).collect::<Vec<_>>());
    }

    #[test]
    fn a_sentence_made_of_two_is_joined() {
        let copy = "The harbour of Vellmar will be closed to freighters from Monday. \
            Divers found a bomb from the war at the foot of the eastern pier, and Mayor Ottilie Brandauer asked 4,200 \
            residents to leave their homes. \
            Schools near the water stay shut until the bomb is defused.";
        assert_eq!(linked(copy, HARBOUR), [(0, 1, 0, 1, false), (1, 1, 1, 2, false), (2, 1, 3, 1, false)]);
    }

    #[test]
    fn what_was_moved_is_told() {
        let copy = "The army expects the work to take nine hours. \
            The harbour of Vellmar will be closed to freighters from Monday. \
            Divers found a bomb from the war at the foot of the eastern pier. \
            Mayor Ottilie Brandauer asked 4,200 residents to leave their homes.";
        let links = linked(copy, HARBOUR);
        assert_eq!(links.first(), Some(&(0, 1, 4, 1, true)));
        assert!(links[1..].iter().all(|l| !l.4), "{links:?}");
    }

    #[test]
    fn a_sentence_of_small_words_is_found_by_all_of_them() {
        let (copy, original) = ("He said so. We are not there yet.", "It is what it is. He said so. Who were they?");
        assert_eq!(linked(copy, original), [(0, 1, 1, 1, false)]);
    }

    #[test]
    fn texts_about_other_things_have_no_links() {
        let other = "A cellist from Norway won the second prize. Critics praised her tone and her courage.";
        assert_eq!(linked(other, HARBOUR), []);
        assert_eq!(linked("", HARBOUR), []);
        assert_eq!(linked(HARBOUR, ""), []);
    }

    #[test]
    fn the_best_chain_rises_in_both_texts() {
        let cell = |copy, original, similarity| Cell { copy, original, similarity };
        let cells = [cell(0, 2, 0.9), cell(1, 0, 0.8), cell(1, 3, 0.3), cell(2, 1, 0.8), cell(3, 2, 0.7)];
        let chain: Vec<(usize, usize)> = chain(&cells, 0.1, 4).iter().map(|c| (c.copy, c.original)).collect();
        assert_eq!(chain, [(1, 0), (2, 1), (3, 2)]);
    }
}
