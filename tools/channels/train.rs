//! Learns one lane from pairs: expectation maximisation over all ways of cutting two names into pieces.
//!
//! A lane is a distribution over rewritings. Each name pair is explained by every sequence of rewritings that makes the one
//! into the other, in proportion to its likelihood; the rewritings used are counted, and the counts are the next
//! distribution. A prior keeps rare pieces from being learnt by heart (variational Bayes with a Dirichlet prior), and of
//! the pieces longer than one letter only those that gain most over their parts are kept.

use std::collections::{BTreeMap, BTreeSet};

use ungarble::names::channels::{END, MAX_KNOWN, MAX_OBSERVED, START, may_rewrite, near_diagonal};

/// Pieces of the known and of the observed name.
pub type Piece = (Vec<u8>, Vec<u8>);
/// What is likely before anything was seen.
pub type Prior<'a> = &'a dyn Fn(&[u8], &[u8]) -> f64;

/// Encoded names and their weight.
pub struct Example {
    pub known: Vec<u8>,
    pub observed: Vec<u8>,
    pub weight: f64,
}

/// Strength of the prior, in pieces seen.
const PRIOR_PIECES: f64 = 200.0;
/// Rounds of learning with all pieces, and with those kept.
const ROUNDS: usize = 6;
const ROUNDS_AFTER: usize = 4;
/// A pair less likely than this for each letter (in nats) is probably no pair at all and hardly counts.
const OUTLIER: f64 = -4.2;

/// A learned distribution.
#[derive(Debug, Default, Clone)]
pub struct Lane {
    /// Probability and count of each rewriting.
    pub rewritings: BTreeMap<Piece, (f64, f64)>,
    /// Pieces counted in all.
    total: f64,
}

fn is_vowel(c: u8) -> bool {
    matches!(c, 1 | 5 | 9 | 15 | 21 | 25)
}

/// What a rewriting is worth before anything is known of a script: letters stay, vowels change easily.
pub fn untaught(known: &[u8], observed: &[u8]) -> f64 {
    const BY_LENGTH: [[f64; MAX_OBSERVED + 1]; MAX_KNOWN + 1] =
        [[0.0, 0.03, 0.003, 0.0, 0.0], [0.03, 1.0, 0.15, 0.03, 0.003], [0.005, 0.15, 0.15, 0.05, 0.01]];
    const SPREAD: [f64; MAX_KNOWN + 1] = [1.0, 1.0 / 26.0, 1.0 / 300.0];
    let substitute = |a: u8, b: u8| match (a == b, a.max(b) >= START, is_vowel(a), is_vowel(b)) {
        (true, ..) => 0.9,
        (_, true, ..) => 1e-6,
        (_, _, true, true) => 0.03,
        (_, _, false, false) => 0.004,
        _ => 0.0005,
    };
    let drop = |c: u8| match c {
        START.. => 1e-6,
        c if is_vowel(c) => 0.05,
        _ => 0.01,
    };
    let mut d = [[0f64; MAX_OBSERVED + 1]; MAX_KNOWN + 1];
    d[0][0] = 1.0;
    for i in 0..=known.len() {
        for j in 0..=observed.len() {
            if i > 0 {
                d[i][j] += d[i - 1][j] * drop(known[i - 1]);
            }
            if j > 0 {
                d[i][j] += d[i][j - 1] * drop(observed[j - 1]) / 6.0;
            }
            if i > 0 && j > 0 {
                d[i][j] += d[i - 1][j - 1] * substitute(known[i - 1], observed[j - 1]);
            }
        }
    }
    let (n, m) = (known.len(), observed.len());
    d[n][m] * BY_LENGTH[n][m] * SPREAD[n]
}

/// Marks stand for themselves only.
fn marks_agree(known: &[u8], observed: &[u8]) -> bool {
    [START, END].iter().all(|mark| known.contains(mark) == observed.contains(mark))
}

fn digamma(mut x: f64) -> f64 {
    let mut sum = 0.0;
    while x < 6.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let f = 1.0 / (x * x);
    sum + libm::log(x) - 0.5 / x - f * (1.0 / 12.0 - f * (1.0 / 120.0 - f / 252.0))
}

/// A place in two names, the lengths of the pieces that begin there, and which rewriting that is.
struct Step {
    i: u8,
    j: u8,
    a: u8,
    b: u8,
    piece: u32,
}

/// The rewritings of a set of examples, numbered as they are met.
struct Lattice {
    pieces: Vec<Piece>,
    steps: Vec<Vec<Step>>,
}

fn lattice(examples: &[Example], only: Option<&BTreeSet<Piece>>) -> Lattice {
    let mut numbers: std::collections::HashMap<u64, Option<u32>> = std::collections::HashMap::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut steps = Vec::with_capacity(examples.len());
    let pack = |s: &[u8]| s.iter().fold(1u64, |sum, &c| sum << 5 | u64::from(c));
    for e in examples {
        let (n, m) = (e.known.len(), e.observed.len());
        let mut of = Vec::new();
        for i in 0..=n {
            for j in (0..=m).filter(|&j| near_diagonal(i, n, j, m)) {
                for a in 0..=MAX_KNOWN.min(n - i) {
                    for b in (0..=MAX_OBSERVED.min(m - j)).filter(|&b| may_rewrite(a, b)) {
                        let (known, observed) = (&e.known[i..i + a], &e.observed[j..j + b]);
                        if !marks_agree(known, observed) {
                            continue;
                        }
                        let number = *numbers.entry(pack(known) << 32 | pack(observed)).or_insert_with(|| {
                            let piece = (known.to_vec(), observed.to_vec());
                            let kept = a <= 1 && b <= 1 || only.is_none_or(|o| o.contains(&piece));
                            kept.then(|| {
                                pieces.push(piece);
                                pieces.len() as u32 - 1
                            })
                        });
                        if let Some(piece) = number {
                            of.push(Step { i: i as u8, j: j as u8, a: a as u8, b: b as u8, piece });
                        }
                    }
                }
            }
        }
        steps.push(of);
    }
    Lattice { pieces, steps }
}

fn learn(examples: &[Example], prior: Prior<'_>, rounds: usize, only: Option<&BTreeSet<Piece>>) -> Lane {
    let Lattice { pieces, steps } = lattice(examples, only);
    let mut before: Vec<f64> = pieces.iter().map(|(k, o)| prior(k, o)).collect();
    let sum: f64 = before.iter().sum();
    for p in &mut before {
        *p = (*p / sum).max(1e-12);
    }
    let mut q = before.clone();
    let mut counts = vec![0.0; pieces.len()];
    let mut total = 0.0;
    for round in 0..rounds {
        counts.fill(0.0);
        total = 0.0;
        for (e, steps) in examples.iter().zip(&steps) {
            count(e, steps, &q, round > 2, &mut counts, &mut total);
        }
        let whole = libm::exp(digamma(total + PRIOR_PIECES));
        for ((q, count), before) in q.iter_mut().zip(&counts).zip(&before) {
            let seen = count + PRIOR_PIECES * before;
            *q = if round + 1 == rounds {
                seen / (total + PRIOR_PIECES)
            } else if seen < 1e-4 {
                (seen / (total + PRIOR_PIECES) * 1e-3).max(1e-300)
            } else {
                libm::exp(digamma(seen)) / whole
            };
        }
    }
    let rewritings = pieces.into_iter().zip(q.into_iter().zip(counts)).filter(|(_, (q, _))| *q > 1e-9).collect();
    Lane { rewritings, total }
}

/// Counts the rewritings of one example, forwards and backwards.
fn count(e: &Example, steps: &[Step], q: &[f64], settled: bool, counts: &mut [f64], total: &mut f64) {
    let (n, width) = (e.known.len(), e.observed.len() + 1);
    let from = |s: &Step| usize::from(s.i) * width + usize::from(s.j);
    let to = |s: &Step| usize::from(s.i + s.a) * width + usize::from(s.j + s.b);
    let last = (n + 1) * width - 1;
    let mut forward = vec![0f64; last + 1];
    forward[0] = 1.0;
    for s in steps {
        forward[to(s)] += forward[from(s)] * q[s.piece as usize];
    }
    let likelihood = forward[last];
    if likelihood <= 0.0 {
        return;
    }
    let odd = settled && libm::log(likelihood) < OUTLIER * (e.known.len() + e.observed.len()) as f64;
    let weight = if odd { e.weight * 0.05 } else { e.weight };
    let mut backward = vec![0f64; last + 1];
    backward[last] = 1.0;
    for s in steps.iter().rev() {
        let x = backward[to(s)] * q[s.piece as usize];
        backward[from(s)] += x;
        let share = forward[from(s)] * x / likelihood * weight;
        counts[s.piece as usize] += share;
        *total += share;
    }
}

/// Learns a lane and keeps the `keep` longer rewritings that gain most.
pub fn lane(examples: &[Example], prior: Prior<'_>, keep: Option<usize>) -> Lane {
    let all = learn(examples, prior, ROUNDS, None);
    let Some(keep) = keep else { return all };
    let mut gains: Vec<(f64, &Piece)> = all
        .rewritings
        .iter()
        .filter(|((k, o), (_, count))| (k.len() > 1 || o.len() > 1) && *count >= 1.0)
        .map(|(piece, (q, count))| (count * (libm::log(*q) - libm::log(all.by_parts(piece, prior).max(1e-12))), piece))
        .collect();
    gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let kept: BTreeSet<Piece> = gains.into_iter().take(keep).map(|(_, piece)| piece.clone()).collect();
    learn(examples, prior, ROUNDS_AFTER, Some(&kept))
}

impl Lane {
    /// Probability of a rewriting of single letters, seen or not.
    pub fn single(&self, known: &[u8], observed: &[u8], prior: Prior<'_>) -> f64 {
        self.seen(known, observed)
            .unwrap_or_else(|| prior(known, observed) * PRIOR_PIECES / (self.total + PRIOR_PIECES))
    }

    /// Probability of a rewriting, where it was learnt.
    pub fn seen(&self, known: &[u8], observed: &[u8]) -> Option<f64> {
        self.rewritings.get(&(known.to_vec(), observed.to_vec())).map(|(q, _)| *q)
    }

    /// Probability of the best way to make a rewriting out of smaller ones.
    fn by_parts(&self, (known, observed): &Piece, prior: Prior<'_>) -> f64 {
        let (n, m) = (known.len(), observed.len());
        let mut best = [[0f64; MAX_OBSERVED + 1]; MAX_KNOWN + 1];
        best[0][0] = 1.0;
        for i in 0..=n {
            for j in 0..=m {
                for a in 0..=n - i {
                    for b in (0..=m - j).filter(|&b| may_rewrite(a, b) && (a, b) != (n, m)) {
                        let (k, o) = (&known[i..i + a], &observed[j..j + b]);
                        let q = match self.seen(k, o) {
                            Some(q) => q,
                            None if a <= 1 && b <= 1 && marks_agree(k, o) => self.single(k, o, prior),
                            None => continue,
                        };
                        best[i + a][j + b] = best[i + a][j + b].max(best[i][j] * q);
                    }
                }
            }
        }
        best[n][m]
    }
}
