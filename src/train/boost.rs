//! Grows a forest of boosted trees: gradient boosting on logistic loss, on features cut into bins.
//!
//! Leaf by leaf, always where the loss falls most; second-order steps with a quadratic penalty; features may be bound to
//! raise (or lower) the score only. No random numbers: which features a tree may use turns with its number.

use crate::boost::{LEAF_STEPS, MAGIC};

/// Leaves of a tree at most: references are bytes.
const MAX_LEAVES: usize = 120;

/// How to grow.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Number of trees.
    pub trees: usize,
    /// Leaves of a tree.
    pub leaves: usize,
    /// Share of each tree's correction that is taken.
    pub rate: f64,
    /// Penalty on a leaf's square.
    pub penalty: f64,
    /// Weight of examples (second derivatives) that a leaf must hold.
    pub least: f64,
    /// Loss that a step must save.
    pub gain: f64,
    /// Bins of a feature at most.
    pub bins: usize,
    /// Of every this many features a tree leaves out one.
    pub rest: usize,
    /// For each feature +1 (may only raise the score), -1 or 0; missing is 0.
    pub monotone: Vec<i8>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            trees: 150,
            leaves: 12,
            rate: 0.1,
            penalty: 1.0,
            least: 1.0,
            gain: 0.0,
            bins: 32,
            rest: 4,
            monotone: Vec::new(),
        }
    }
}

/// Labelled rows.
#[derive(Debug, Default)]
pub struct Examples {
    /// Features in a row.
    pub width: usize,
    /// All rows, one behind the other.
    pub values: Vec<f32>,
    /// Label of each row, 0 to 1.
    pub labels: Vec<f32>,
    /// Weight of each row.
    pub weights: Vec<f32>,
}

impl Examples {
    /// No rows yet.
    pub fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: &[f32], label: f32, weight: f32) {
        self.values.extend((0..self.width).map(|at| row.get(at).copied().unwrap_or(0.0)));
        self.labels.push(label);
        self.weights.push(weight);
    }

    /// Rows.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// No row.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }
}

/// Edges between the bins of each feature: values at or below the first edge are in bin 0.
fn edges(examples: &Examples, bins: usize) -> Vec<Vec<f32>> {
    (0..examples.width)
        .map(|feature| {
            let mut column: Vec<f32> = examples.values.iter().skip(feature).step_by(examples.width).copied().collect();
            column.sort_unstable_by(f32::total_cmp);
            let mut distinct = column.clone();
            distinct.dedup();
            if distinct.len() <= bins {
                return distinct.windows(2).map(|w| f32::midpoint(w[0], w[1])).collect();
            }
            let mut out: Vec<f32> = (1..bins).map(|b| column[b * column.len() / bins]).collect();
            out.dedup();
            out
        })
        .collect()
}

#[derive(Clone, Copy, Default)]
struct Sum {
    gradient: f64,
    curvature: f64,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
    }

    fn minus(self, other: Self) -> Self {
        Self { gradient: self.gradient - other.gradient, curvature: self.curvature - other.curvature }
    }

    fn value(self, penalty: f64) -> f64 {
        -self.gradient / (self.curvature + penalty)
    }

    fn loss(self, penalty: f64) -> f64 {
        self.gradient * self.gradient / (self.curvature + penalty)
    }
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    feature: usize,
    bin: usize,
}

/// A leaf while its tree grows.
struct Leaf {
    rows: Vec<u32>,
    sums: Vec<Sum>,
    all: Sum,
    /// Bounds of its value, set by monotone steps above it.
    bounds: (f64, f64),
    split: Option<Split>,
    /// Where the tree refers to it: step and side.
    parent: Option<(usize, usize)>,
}

struct GrownStep {
    feature: usize,
    bin: usize,
    /// A step, or a leaf if negative.
    next: [i8; 2],
}

/// A forest as it grows.
pub struct Grown {
    edges: Vec<Vec<f32>>,
    base: f32,
    trees: Vec<(Vec<GrownStep>, Vec<f64>)>,
}

/// Places of each feature's bins in a leaf's sums.
struct Layout {
    offsets: Vec<usize>,
    size: usize,
}

/// Grows a forest.
pub fn grow(examples: &Examples, settings: &Settings) -> Grown {
    let edges = edges(examples, settings.bins.min(255));
    let mut offsets = Vec::with_capacity(edges.len());
    let mut size = 0;
    for e in &edges {
        offsets.push(size);
        size += e.len() + 1;
    }
    let layout = Layout { offsets, size };
    let binned: Vec<u8> = examples
        .values
        .chunks(examples.width.max(1))
        .flat_map(|row| row.iter().zip(&edges).map(|(v, e)| e.partition_point(|edge| edge < v) as u8))
        .collect();
    let (mut positive, mut total) = (0.0, 0.0);
    for (label, weight) in examples.labels.iter().zip(&examples.weights) {
        positive += f64::from(label * weight);
        total += f64::from(*weight);
    }
    let share = (positive / total.max(1e-9)).clamp(1e-3, 1.0 - 1e-3);
    let base = libm::log(share / (1.0 - share)) as f32;
    let mut scores = vec![f64::from(base); examples.len()];
    let mut grown = Grown { edges, base, trees: Vec::new() };
    let mut gradients = vec![Sum::default(); examples.len()];
    for turn in 0..settings.trees {
        for (at, sum) in gradients.iter_mut().enumerate() {
            let p = 1.0 / (1.0 + libm::exp(-scores[at]));
            let weight = f64::from(examples.weights[at]);
            sum.gradient = weight * (p - f64::from(examples.labels[at]));
            sum.curvature = weight * (p * (1.0 - p)).max(1e-6);
        }
        let rests = |f: usize| settings.rest > 1 && (f + turn * 7 + turn / settings.rest).is_multiple_of(settings.rest);
        let grower = Grower {
            width: examples.width,
            binned: &binned,
            gradients: &gradients,
            usable: (0..examples.width).filter(|f| !rests(*f)).collect(),
            layout: &layout,
            edges: &grown.edges,
            settings,
        };
        let Some((steps, leaves)) = grower.tree() else { continue };
        let mut values = Vec::with_capacity(leaves.len());
        for (rows, value) in leaves {
            // Stored leaves are rounded; growing goes on from what is stored.
            let value = libm::round(value * settings.rate * f64::from(LEAF_STEPS)).clamp(-32000.0, 32000.0);
            for row in rows {
                scores[row as usize] += value / f64::from(LEAF_STEPS);
            }
            values.push(value);
        }
        grown.trees.push((steps, values));
    }
    grown
}

/// The rows of each leaf of a grown tree, and its value.
type LeafRows = Vec<(Vec<u32>, f64)>;

/// What growing one tree draws on.
struct Grower<'a> {
    width: usize,
    binned: &'a [u8],
    gradients: &'a [Sum],
    /// Features this tree may use.
    usable: Vec<usize>,
    layout: &'a Layout,
    edges: &'a [Vec<f32>],
    settings: &'a Settings,
}

impl Grower<'_> {
    fn bin(&self, row: u32, feature: usize) -> usize {
        usize::from(self.binned[row as usize * self.width + feature])
    }

    /// Sums of the rows by feature and bin.
    fn fill(&self, rows: &[u32]) -> Vec<Sum> {
        let mut sums = vec![Sum::default(); self.layout.size];
        for &row in rows {
            let own = self.gradients[row as usize];
            for &feature in &self.usable {
                sums[self.layout.offsets[feature] + self.bin(row, feature)].add(own);
            }
        }
        sums
    }

    fn total(&self, rows: &[u32]) -> Sum {
        let mut sum = Sum::default();
        for &row in rows {
            sum.add(self.gradients[row as usize]);
        }
        sum
    }

    fn leaf(&self, rows: Vec<u32>, sums: Vec<Sum>, bounds: (f64, f64), parent: Option<(usize, usize)>) -> Leaf {
        let mut leaf = Leaf { all: self.total(&rows), rows, sums, bounds, split: None, parent };
        leaf.split = self.best(&leaf);
        leaf
    }

    /// The step that would save most.
    fn best(&self, leaf: &Leaf) -> Option<Split> {
        let Settings { penalty, least, gain: enough, ref monotone, .. } = *self.settings;
        let here = leaf.all.loss(penalty);
        let mut best: Option<Split> = None;
        for &feature in &self.usable {
            let direction = f64::from(monotone.get(feature).copied().unwrap_or(0));
            let mut low = Sum::default();
            for bin in 0..self.edges[feature].len() {
                low.add(leaf.sums[self.layout.offsets[feature] + bin]);
                let high = leaf.all.minus(low);
                let rise = high.value(penalty) - low.value(penalty);
                if low.curvature < least || high.curvature < least || direction * rise < 0.0 {
                    continue;
                }
                let gain = low.loss(penalty) + high.loss(penalty) - here;
                if gain > enough.max(1e-9) && best.is_none_or(|b| gain > b.gain) {
                    best = Some(Split { gain, feature, bin });
                }
            }
        }
        best
    }

    /// Both sides of a leaf, low values first.
    fn split(&self, leaf: &Leaf, split: Split, step: usize) -> [Leaf; 2] {
        let penalty = self.settings.penalty;
        let (low, high): (Vec<u32>, Vec<u32>) =
            leaf.rows.iter().partition(|&&row| self.bin(row, split.feature) <= split.bin);
        // Sums of the smaller side are counted, those of the larger are what is left.
        let small_is_low = low.len() <= high.len();
        let small = self.fill(if small_is_low { &low } else { &high });
        let large: Vec<Sum> = leaf.sums.iter().zip(&small).map(|(a, s)| a.minus(*s)).collect();
        let (low_sums, high_sums) = if small_is_low { (small, large) } else { (large, small) };
        let (from, to) = leaf.bounds;
        let middle = f64::midpoint(self.total(&low).value(penalty), self.total(&high).value(penalty)).clamp(from, to);
        let (low_bounds, high_bounds) = match self.settings.monotone.get(split.feature).copied().unwrap_or(0) {
            1.. => ((from, middle), (middle, to)),
            0 => ((from, to), (from, to)),
            _ => ((middle, to), (from, middle)),
        };
        [
            self.leaf(low, low_sums, low_bounds, Some((step, 0))),
            self.leaf(high, high_sums, high_bounds, Some((step, 1))),
        ]
    }

    /// Grows one tree, or none where nothing is to be gained.
    fn tree(&self) -> Option<(Vec<GrownStep>, LeafRows)> {
        let rows: Vec<u32> = (0..self.gradients.len() as u32).collect();
        let sums = self.fill(&rows);
        let root = self.leaf(rows, sums, (f64::NEG_INFINITY, f64::INFINITY), None);
        root.split?;
        let mut leaves = vec![root];
        let mut steps: Vec<GrownStep> = Vec::new();
        while leaves.len() < self.settings.leaves.min(MAX_LEAVES) {
            let splits = leaves.iter().enumerate().filter_map(|(at, leaf)| leaf.split.map(|split| (at, split)));
            // Of equal gains the first counts.
            let best = splits.reduce(|a, b| if b.1.gain > a.1.gain { b } else { a });
            let Some((at, split)) = best else { break };
            let leaf = leaves.swap_remove(at);
            let step = steps.len();
            if let Some((parent, side)) = leaf.parent {
                steps[parent].next[side] = step as i8;
            }
            steps.push(GrownStep { feature: split.feature, bin: split.bin, next: [0, 0] });
            leaves.extend(self.split(&leaf, split, step));
        }
        let mut out = Vec::with_capacity(leaves.len());
        for (at, leaf) in leaves.into_iter().enumerate() {
            if let Some((parent, side)) = leaf.parent {
                steps[parent].next[side] = -(at as i8) - 1;
            }
            let value = leaf.all.value(self.settings.penalty).clamp(leaf.bounds.0, leaf.bounds.1);
            out.push((leaf.rows, value));
        }
        Some((steps, out))
    }
}

impl Grown {
    /// The forest as bytes, for [`crate::boost::Forest::parse`].
    pub fn pack(&self) -> Vec<u8> {
        let mut used: Vec<Vec<usize>> = vec![Vec::new(); self.edges.len()];
        for step in self.trees.iter().flat_map(|(steps, _)| steps) {
            used[step.feature].push(step.bin);
        }
        let mut out = MAGIC.to_vec();
        out.extend((self.edges.len() as u16).to_le_bytes());
        out.extend(self.base.to_le_bytes());
        for (bins, edges) in used.iter_mut().zip(&self.edges) {
            bins.sort_unstable();
            bins.dedup();
            out.push(bins.len() as u8);
            for &bin in bins.iter() {
                out.extend(edges[bin].to_le_bytes());
            }
        }
        out.extend((self.trees.len() as u16).to_le_bytes());
        for (steps, leaves) in &self.trees {
            out.push(steps.len() as u8);
            for step in steps {
                let bin = used[step.feature].binary_search(&step.bin).unwrap_or(0);
                out.extend([step.feature as u8, bin as u8, step.next[0].cast_unsigned(), step.next[1].cast_unsigned()]);
            }
            for leaf in leaves {
                out.extend((*leaf as i16).to_le_bytes());
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boost::Forest;

    /// Label 1 where exactly one of the first two features is high; the third is noise.
    fn either_or() -> Examples {
        let mut examples = Examples::new(3);
        for at in 0..400_u32 {
            let (a, b) = (at % 2, at / 2 % 2);
            examples.push(&[a as f32, b as f32, (at * 37 % 101) as f32], (a ^ b) as f32, 1.0);
        }
        examples
    }

    fn settings() -> Settings {
        Settings { trees: 30, leaves: 6, rate: 0.3, rest: 0, ..Settings::default() }
    }

    fn grown(examples: &Examples, settings: &Settings) -> Forest {
        Forest::parse(&grow(examples, settings).pack()).unwrap()
    }

    #[test]
    fn learns_what_no_single_feature_tells() {
        let mut examples = either_or();
        // An exactly balanced either-or gives no first step any gain: one corner weighs a little more.
        examples.weights.iter_mut().step_by(4).for_each(|w| *w = 1.1);
        let forest = grown(&examples, &settings());
        assert!(forest.score(&[1.0, 0.0, 50.0]) > 1.0 && forest.score(&[0.0, 1.0, 50.0]) > 1.0);
        assert!(forest.score(&[0.0, 0.0, 50.0]) < -1.0 && forest.score(&[1.0, 1.0, 50.0]) < -1.0);
    }

    #[test]
    fn a_bound_feature_only_raises_the_score() {
        let mut examples = Examples::new(1);
        for at in 0..300_u32 {
            // Rises, then falls: the fall must not be learned.
            let x = at % 30;
            examples.push(&[x as f32], f32::from(u8::from((8..22).contains(&x))), 1.0);
        }
        let free = grown(&examples, &settings());
        assert!(free.score(&[29.0]) < free.score(&[15.0]));
        let bound = grown(&examples, &Settings { monotone: vec![1], ..settings() });
        for x in 1..30_u8 {
            assert!(bound.score(&[f32::from(x)]) >= bound.score(&[f32::from(x - 1)]), "falls at {x}");
        }
        assert!(bound.score(&[29.0]) > bound.score(&[0.0]));
    }

    #[test]
    fn the_same_examples_give_the_same_bytes() {
        assert_eq!(grow(&either_or(), &settings()).pack(), grow(&either_or(), &settings()).pack());
    }

    #[test]
    fn no_examples_and_no_differences_give_a_forest_without_trees() {
        let empty = grown(&Examples::new(4), &settings());
        assert!(empty.score(&[0.0; 4]).is_finite());
        let mut same = Examples::new(1);
        (0..50).for_each(|_| same.push(&[1.0], 1.0, 1.0));
        assert!(grown(&same, &settings()).score(&[1.0]) > 2.0);
    }

    #[test]
    fn damaged_bytes_are_refused_or_harmless() {
        let bytes = grow(&either_or(), &settings()).pack();
        for length in 0..bytes.len() {
            assert!(Forest::parse(&bytes[..length]).is_err(), "cut at {length}");
        }
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut broken = bytes.clone();
                broken[at] ^= 1 << bit;
                if let Ok(forest) = Forest::parse(&broken) {
                    // Whatever it says, it must say it and stop.
                    let _ = (forest.score(&[1.0, 0.0, 3.0]), forest.score(&[]), forest.reasons(&[0.0, 1.0, 99.0]));
                }
            }
        }
    }

    #[test]
    fn the_reasons_add_up_to_what_the_row_differs_from_the_middle() {
        let mut examples = either_or();
        examples.weights.iter_mut().step_by(4).for_each(|w| *w = 1.1);
        let forest = grown(&examples, &settings());
        let one: f32 = forest.reasons(&[1.0, 0.0, 50.0]).iter().map(|r| r.1).sum();
        let other: f32 = forest.reasons(&[1.0, 1.0, 50.0]).iter().map(|r| r.1).sum();
        let apart = forest.score(&[1.0, 0.0, 50.0]) - forest.score(&[1.0, 1.0, 50.0]);
        assert!((one - other - apart).abs() < 1e-3, "{one} {other} {apart}");
    }
}
