//! Boosted decision trees: how they are stored and how they answer. Growing them is `train`'s.
//!
//! A sum of small trees, each of which asks at every step whether one feature lies above an edge. Scores are log-odds.
//! The same bytes give the same bits on every machine: sums run in one order and there is no mathematics but addition.

/// Marks a packed forest and its version.
pub const MAGIC: &[u8; 4] = b"UGT1";

/// Steps of a stored leaf to one log-odds.
pub const LEAF_STEPS: f32 = 1024.0;

/// A step of a tree.
#[derive(Debug, Clone, Copy)]
struct Step {
    edge: f32,
    feature: u8,
    /// Where to go on when the feature lies at or below the edge, and when above: a step, or a leaf if negative.
    next: [i8; 2],
}

impl Step {
    /// Where a row goes on.
    fn next(self, row: &[f32]) -> i8 {
        let above = row.get(usize::from(self.feature)).copied().unwrap_or(0.0) > self.edge;
        self.next[usize::from(above)]
    }
}

/// What a packed forest may suffer from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// A sum of trees.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    /// Features that a row must have.
    features: usize,
    base: f32,
    /// First step and first leaf of each tree.
    trees: Vec<(u32, u32)>,
    steps: Vec<Step>,
    leaves: Vec<f32>,
}

impl Forest {
    /// Reads a packed forest. Every reference in it is checked, so that answering needs no further care.
    ///
    /// # Errors
    /// The bytes are no forest of this version.
    pub fn parse(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut read = Reader { bytes };
        if read.take(4)? != MAGIC {
            return Err(Damaged);
        }
        let features = usize::from(read.u16()?);
        let base = read.f32()?;
        let mut edges: Vec<Vec<f32>> = Vec::with_capacity(features);
        for _ in 0..features {
            let count = usize::from(read.u8()?);
            edges.push((0..count).map(|_| read.f32()).collect::<Result<_, _>>()?);
        }
        let count = read.u16()?;
        let mut forest = Self { features, base, ..Self::default() };
        for _ in 0..count {
            let steps = read.i8()?;
            if steps <= 0 {
                return Err(Damaged);
            }
            forest.trees.push((forest.steps.len() as u32, forest.leaves.len() as u32));
            for at in 0..steps {
                let feature = read.u8()?;
                let edge = usize::from(read.u8()?);
                let next = [read.i8()?, read.i8()?];
                let edge = *edges.get(usize::from(feature)).and_then(|e| e.get(edge)).ok_or(Damaged)?;
                // Only forwards, so that no tree runs in a circle; a tree has one leaf more than steps.
                if next.iter().any(|&n| {
                    n >= steps || n >= 0 && n <= at || n < 0 && leaf_of(n) > usize::from(steps.unsigned_abs())
                }) {
                    return Err(Damaged);
                }
                forest.steps.push(Step { edge, feature, next });
            }
            for _ in 0..=steps {
                forest.leaves.push(f32::from(read.i16()?) / LEAF_STEPS);
            }
        }
        if read.bytes.is_empty() { Ok(forest) } else { Err(Damaged) }
    }

    /// Features that a row must have; missing ones count as 0.
    pub fn features(&self) -> usize {
        self.features
    }

    /// Log-odds of a row.
    pub fn score(&self, row: &[f32]) -> f32 {
        self.trees.iter().fold(self.base, |sum, &(step, leaf)| sum + self.leaf(row, step, leaf))
    }

    /// How much each feature of a row moved its score: at every step from the mean of the leaves below it to the mean of
    /// those on the side taken. The strongest come first; features that moved nothing are left out.
    pub fn reasons(&self, row: &[f32]) -> Vec<(usize, f32)> {
        let mut moved = vec![0.0_f32; self.features];
        for &(first_step, first_leaf) in &self.trees {
            let mut at = 0_i8;
            while let Ok(step) = u32::try_from(at) {
                let Some(step) = self.steps.get((first_step + step) as usize) else { break };
                let next = step.next(row);
                if let Some(sum) = moved.get_mut(usize::from(step.feature)) {
                    *sum += self.mean(first_step, first_leaf, next) - self.mean(first_step, first_leaf, at);
                }
                at = next;
            }
        }
        let mut reasons: Vec<(usize, f32)> = moved.into_iter().enumerate().filter(|(_, by)| *by != 0.0).collect();
        crate::order::sort_by(&mut reasons, |a, b| b.1.abs().total_cmp(&a.1.abs()));
        reasons
    }

    /// Mean of the leaves below a step, or a leaf's value.
    fn mean(&self, first_step: u32, first_leaf: u32, at: i8) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0);
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            if let Ok(step) = u32::try_from(at) {
                open.extend(self.steps.get((first_step + step) as usize).map_or([-1, -1], |s| s.next));
            } else {
                sum += self.leaves.get(first_leaf as usize + leaf_of(at)).copied().unwrap_or(0.0);
                count += 1.0;
            }
        }
        sum / count
    }

    fn leaf(&self, row: &[f32], first_step: u32, first_leaf: u32) -> f32 {
        let mut next = 0_i8;
        while let Ok(at) = u32::try_from(next) {
            let Some(step) = self.steps.get((first_step + at) as usize) else { return 0.0 };
            next = step.next(row);
        }
        self.leaves.get(first_leaf as usize + leaf_of(next)).copied().unwrap_or(0.0)
    }
}

/// Which leaf of its tree a negative reference means.
fn leaf_of(reference: i8) -> usize {
    usize::from((-1 - reference).unsigned_abs())
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Damaged> {
        let (front, back) = self.bytes.split_at_checked(count).ok_or(Damaged)?;
        self.bytes = back;
        Ok(front)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Damaged> {
        self.take(N)?.try_into().map_err(|_| Damaged)
    }

    fn u8(&mut self) -> Result<u8, Damaged> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    fn i8(&mut self) -> Result<i8, Damaged> {
        Ok(i8::from_le_bytes(self.array()?))
    }

    fn u16(&mut self) -> Result<u16, Damaged> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn i16(&mut self) -> Result<i16, Damaged> {
        Ok(i16::from_le_bytes(self.array()?))
    }

    fn f32(&mut self) -> Result<f32, Damaged> {
        Ok(f32::from_le_bytes(self.array()?))
    }
}
