//! How often an index names the original of a copy, a wrong one, or one where there is none; and the weights by which it
//! decides.
//!
//! ```text
//! cargo run --release --features train --example originals
//! ```
//! Texts: `../shared/data/dev/text.jsonl.gz`. All originals and all human texts are indexed; every copy asks, as a whole and
//! with its first three sentences, and every human text asks an index without it (and without what shares 15 % of its
//! runs of five words, which would be a right answer). The weights are fitted five times, each time without a fifth of
//! the source articles, and the figures are those of the fifths left out. Without the data it says so.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::ExitCode;

use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde_json::Value;
use ungarble::article::plain;
use ungarble::index::matching::{TERMS, candidates, terms};
use ungarble::index::{Entry, Index, Origin, Question, build, search};
use ungarble::text::{Document, word_key};

const TEXTS: &str = "../shared/data/dev/text.jsonl.gz";
const FOLDS: u64 = 5;
/// Candidates of a question that the weights are fitted to.
const FITTED: usize = 3;

/// Terms by which these are chosen: how alike the aligned sentences are, and what share of the rare stems is there.
const LIKELY: [usize; 2] = [6, 17];

/// A question that has been asked.
struct Asked {
    snippet: bool,
    /// Engine of the copy; none for a human text, whose original is not there.
    engine: Option<String>,
    fold: u64,
    /// Was the right one first by the search alone?
    ranked: bool,
    /// For each candidate: what it is judged by, and whether it is the right one.
    candidates: Vec<([f64; TERMS], bool)>,
}

fn main() -> ExitCode {
    let Ok(file) = File::open(TEXTS) else {
        println!("SKIPPED: {TEXTS} is not there, so nothing was measured.");
        return ExitCode::SUCCESS;
    };
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let rows: Option<Vec<Value>> = lines.map(|l| serde_json::from_str(&l.ok()?).ok()).collect();
    let Some(asked) = rows.and_then(|rows| ask(&rows)) else {
        eprintln!("originals: {TEXTS} cannot be read");
        return ExitCode::from(2);
    };
    report(&asked);
    ExitCode::SUCCESS
}

fn ask(rows: &[Value]) -> Option<Vec<Asked>> {
    let of = |row: &Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    let copies: Vec<&Value> = rows.iter().filter(|r| r["label"] == 1).collect();
    let mut originals: BTreeMap<String, String> = BTreeMap::new();
    for row in &copies {
        let next = format!("original-{}", originals.len());
        originals.entry(of(row, "original_text")).or_insert(next);
    }
    let human = |row: &&Value| row["kind"] == "human" || row["kind"] == "human-translated";
    let humans: Vec<&Value> = rows.iter().filter(human).filter(|r| !originals.contains_key(&of(r, "text"))).collect();
    let mut texts: Vec<(String, String)> = originals.iter().map(|(text, id)| (id.clone(), text.clone())).collect();
    texts.extend(humans.iter().map(|r| (of(r, "id"), of(r, "text"))));
    let entry = |(id, text): &(String, String)| {
        let origin = Origin { id: id.clone(), ..Origin::default() };
        Entry::new(&Document::new(&plain::read(text)), origin)
    };
    let bytes = build(texts.par_iter().map(entry).collect(), Vec::new()).ok()?;
    let index = Index::open(&bytes).ok()?;
    println!("{} articles, {} bytes each", index.articles(), bytes.len() / index.articles().max(1));
    let number: HashMap<&str, usize> = (0..index.articles()).filter_map(|n| Some((index.id(n).ok()?, n))).collect();
    let runs: Vec<HashSet<u64>> = texts.par_iter().map(|(_, text)| runs_of(text)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for ((id, _), runs) in texts.iter().zip(&runs) {
        for run in runs {
            holders.entry(*run).or_default().push(number[id.as_str()]);
        }
    }
    // What has much of a text in common with it would be a right answer.
    let reused = |text: &str| -> HashSet<usize> {
        let runs = runs_of(text);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        runs.iter()
            .flat_map(|r| holders.get(r).into_iter().flatten())
            .for_each(|n| *shared.entry(*n).or_default() += 1);
        shared.into_iter().filter(|(_, n)| *n as f64 >= 0.15 * runs.len() as f64).map(|(n, _)| n).collect()
    };
    let mut questions: Vec<(&Value, String, Option<usize>)> = Vec::new();
    for row in copies {
        questions.push((row, of(row, "copy_text"), number.get(originals[&of(row, "original_text")].as_str()).copied()));
    }
    questions.extend(humans.iter().map(|r| (*r, of(r, "text"), None)));
    let both = questions.par_iter().flat_map_iter(|(row, text, right)| {
        let left_out = if right.is_none() { reused(text) } else { HashSet::new() };
        let fold = word_key(&of(row, "source_id")) % FOLDS;
        let engine = row["engine"].as_str().map(str::to_owned);
        [(false, text.clone()), (true, first_three(text))].map(|(snippet, text)| {
            let question = Question::new(&Document::new(&plain::read(&text)), "");
            let mut hits = search(&question.terms.0, &[index], 12);
            hits.retain(|h| !left_out.contains(&h.article));
            let ranked = right.is_some() && hits.first().map(|h| h.article) == *right;
            let found = candidates(&question.card, &question.terms, &hits, &[index]).unwrap_or_default();
            let candidates =
                found.iter().map(|c| (terms(&c.features).map(f64::from), Some(c.hit.article) == *right)).collect();
            Asked { snippet, engine: engine.clone(), fold, ranked, candidates }
        })
    });
    Some(both.collect())
}

fn runs_of(text: &str) -> HashSet<u64> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    words.windows(5).map(|w| word_key(&w.join(" "))).collect()
}

/// Up to the third end of a sentence.
fn first_three(text: &str) -> String {
    let ends = text.char_indices().zip(text.chars().skip(1));
    let mut ends = ends.filter(|((_, c), next)| matches!(c, '.' | '!' | '?') && next.is_whitespace());
    let end = ends.nth(2).map_or(text.len(), |((at, _), _)| at + 1);
    text[..end].to_owned()
}

fn score(weights: &[f64; TERMS], x: &[f64; TERMS]) -> f64 {
    weights.iter().zip(x).map(|(w, x)| w * x).sum()
}

/// Logistic regression by Newton's method, with a small penalty on large weights.
fn fit<'a>(asked: impl Iterator<Item = &'a Asked>) -> [f64; TERMS] {
    let likely = |c: &([f64; TERMS], bool)| c.0[LIKELY[0]] + c.0[LIKELY[1]];
    let mut rows: Vec<([f64; TERMS], bool)> = Vec::new();
    for one in asked {
        let mut best = one.candidates.clone();
        best.sort_by(|a, b| likely(b).total_cmp(&likely(a)));
        rows.extend(best.into_iter().take(FITTED));
    }
    let mut weights = [0.0; TERMS];
    for _ in 0..15 {
        let mut system = [[0.0; TERMS + 1]; TERMS];
        for (x, right) in &rows {
            let p = 1.0 / (1.0 + (-score(&weights, x)).exp());
            let (slope, curve) = (f64::from(u8::from(*right)) - p, (p * (1.0 - p)).max(1e-6));
            for i in 0..TERMS {
                system[i][TERMS] += slope * x[i];
                for j in 0..TERMS {
                    system[i][j] += curve * x[i] * x[j];
                }
            }
        }
        for i in 0..TERMS {
            system[i][i] += 1.0;
            system[i][TERMS] -= weights[i];
        }
        let step = solve(system);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s);
    }
    weights
}

/// Gauss's elimination; the penalty keeps the system regular.
fn solve(mut m: [[f64; TERMS + 1]; TERMS]) -> [f64; TERMS] {
    for i in 0..TERMS {
        let pivot = (i..TERMS).max_by(|a, b| m[*a][i].abs().total_cmp(&m[*b][i].abs())).unwrap_or(i);
        m.swap(i, pivot);
        let row = m[i];
        for other in (0..TERMS).filter(|o| *o != i) {
            let factor = m[other][i] / row[i];
            m[other].iter_mut().zip(row).for_each(|(a, b)| *a -= factor * b);
        }
    }
    std::array::from_fn(|i| m[i][TERMS] / m[i][i])
}

fn report(asked: &[Asked]) {
    let mut best: Vec<Option<(f64, bool)>> = vec![None; asked.len()];
    for fold in 0..FOLDS {
        let weights = fit(asked.iter().filter(|a| a.fold != fold));
        for (one, best) in asked.iter().zip(&mut best).filter(|(a, _)| a.fold == fold) {
            let scored = one.candidates.iter().map(|(x, right)| (score(&weights, x), *right));
            *best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
        }
    }
    for snippet in [false, true] {
        println!("\n{}", if snippet { "Three sentences" } else { "Whole articles" });
        let of = |copies: bool| {
            asked.iter().zip(&best).filter(move |(a, _)| a.snippet == snippet && a.engine.is_some() == copies)
        };
        let share = |n: usize, all: usize| n as f64 / all.max(1) as f64;
        let (copies, absent) = (of(true).count(), of(false).count());
        let first = of(true).filter(|(a, _)| a.ranked).count();
        let judged = of(true).filter(|(_, b)| b.is_some_and(|b| b.1)).count();
        println!("  {copies} copies, {absent} texts whose original is absent");
        println!("  first by search alone {:.4}, after judging {:.4}", share(first, copies), share(judged, copies));
        println!("  log-odds  right    wrong    named when absent (left out of the fit)");
        for least in [-1.0, -0.5, 0.0, 0.5, 1.0, 1.5] {
            let named = |b: &Option<(f64, bool)>, right: bool| b.is_some_and(|b| b.0 > least && b.1 == right);
            let right = of(true).filter(|(_, b)| named(b, true)).count();
            let wrong = of(true).filter(|(_, b)| named(b, false)).count();
            let absently = of(false).filter(|(_, b)| b.is_some_and(|b| b.0 > least)).count();
            println!(
                "  {least:>8.1}  {:.4}   {:.4}   {:.4}",
                share(right, copies),
                share(wrong, copies),
                share(absently, absent)
            );
        }
        let mut missed: BTreeMap<&str, usize> = BTreeMap::new();
        for (one, b) in of(true) {
            if !b.is_some_and(|b| b.0 > 0.0 && b.1) {
                *missed.entry(one.engine.as_deref().unwrap_or("")).or_default() += 1;
            }
        }
        println!("  not named at 0: {missed:?}");
    }
    let weights = fit(asked.iter()).map(|w| format!("{w:.3}"));
    println!("\nWeights fitted to all: [{}]", weights.join(", "));
}
