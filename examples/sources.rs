//! How often the right original is named, how often a wrong one, and whether the prepared search finds it.
//!
//! ```text
//! cargo run --release --example sources [-- --show]
//! ```
//! Pages: the real pages of `../shared/data/dev/pages`, of which `../shared/data/dev/syndicated.tsv` names those that are
//! reprints, with their canonical addresses. Search: the copies of `../shared/data/dev/text.jsonl.gz` (through
//! `gzip -dc`); each query is run as a bag of words (BM25) against all originals and human texts there, which is a small
//! web, but one where every text is news. Without these files it says so and measures nothing. `--show` lists every
//! candidate and every query.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;
use ungarble::article::{extract, html, plain};
use ungarble::report::{Relation, SourceRow};
use ungarble::source::WebAddress;
use ungarble::{Options, check};

const DEV: &str = "../shared/data/dev";

fn main() -> ExitCode {
    let show = std::env::args().any(|a| a == "--show");
    if !Path::new(DEV).exists() {
        println!("SKIPPED: {DEV} is not there, so nothing was measured.");
        return ExitCode::SUCCESS;
    }
    if pages(show).is_none() || search(show).is_none() {
        eprintln!("sources: a file under {DEV} could not be read");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn pages(show: bool) -> Option<()> {
    let read = |path: &str| std::fs::read_to_string(format!("{DEV}/{path}")).ok();
    let syndicated = read("syndicated.tsv")?;
    let reprints: BTreeMap<String, &str> = syndicated
        .lines()
        .skip(1)
        .filter_map(|l| {
            let f: Vec<&str> = l.split('\t').collect();
            Some((format!("{}/{}", f.get(1)?, f.get(2)?), *f.get(4)?))
        })
        .collect();
    let (mut all, mut right, mut wrong, mut missed) = (0, 0, 0, 0);
    let mut honest = BTreeMap::new();
    for line in read("pages/index.tsv")?.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        let (id, url) = (format!("{}/{}", f.first()?, f.get(1)?), *f.get(2)?);
        let bytes = std::fs::read(format!("{DEV}/pages/{id}.html")).ok()?;
        let article = extract::extract(&html::parse(&String::from_utf8_lossy(&bytes), Some(url)));
        let report = check(&article, &Options::default());
        let rows: Vec<&SourceRow> = report.sources.iter().filter(|r| r.relation != Relation::Search).collect();
        all += 1;
        let key = |u: &str| WebAddress::read(u).map(|a| a.key());
        let expected = reprints.get(&id).and_then(|u| key(u));
        if expected.is_some() {
            let sure = rows.first().filter(|r| r.confidence >= 0.5);
            match sure {
                Some(r) if key(&r.url) == expected => right += 1,
                Some(_) => wrong += 1,
                None => missed += 1,
            }
        } else {
            for r in &rows {
                *honest.entry((r.relation, if r.confidence >= 0.5 { "sure" } else { "weak" })).or_insert(0) += 1;
            }
            let sure = usize::from(rows.iter().any(|r| r.confidence >= 0.5));
            *honest.entry((Relation::IndexedMatch, "pages with a sure one")).or_insert(0) += sure;
            *honest.entry((Relation::IndexedMatch, "pages with any")).or_insert(0) += usize::from(!rows.is_empty());
        }
        if show {
            for r in &rows {
                let what = if expected.is_some() { "reprint" } else { "page" };
                println!(
                    "{what} {id} {url}\n  {:.2} {:18} {} {:?}",
                    r.confidence,
                    r.relation.as_str(),
                    r.url,
                    r.reasons
                );
            }
        }
    }
    println!("pages: {all}, of which reprints: {}", right + wrong + missed);
    println!("reprints: canonical named first and sure (>= .5) {right}, another sure one {wrong}, none sure {missed}");
    println!("other pages, candidates by relation:");
    for ((relation, kind), n) in honest {
        println!("  {:18} {kind:24} {n}", if kind.starts_with("pages") { "" } else { relation.as_str() });
    }
    Some(())
}

/// One copy and what the search should find.
struct Copy {
    original: usize,
    query: String,
    corrupted: BTreeSet<String>,
    relation: String,
}

fn search(show: bool) -> Option<()> {
    let out = Command::new("gzip").args(["-dc", &format!("{DEV}/text.jsonl.gz")]).output().ok()?;
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut texts: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        *index.entry(text.to_owned()).or_insert_with(|| {
            texts.push(text.to_owned());
            texts.len() - 1
        })
    };
    let mut copies = Vec::new();
    for line in String::from_utf8_lossy(&out.stdout).lines() {
        let row: Value = serde_json::from_str(line).ok()?;
        let of = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or("");
        if row.get("label").and_then(Value::as_u64) != Some(1) {
            add(of("text"));
            continue;
        }
        let original = add(of("original_text"));
        let report = check(&plain::read(of("copy_text")), &Options::default());
        let query = report.sources.iter().find(|r| r.relation == Relation::Search).and_then(|r| r.title.clone());
        let mut corrupted = BTreeSet::new();
        for change in row.get("name_changes").and_then(Value::as_array).into_iter().flatten() {
            let part = |key: &str| words(change.get(key).and_then(Value::as_str).unwrap_or(""));
            if change.get("channel").and_then(Value::as_str) != Some("title") {
                let meant: BTreeSet<String> = part("original").into_iter().collect();
                corrupted.extend(part("corrupted").into_iter().filter(|w| !meant.contains(w) && w.len() > 3));
            }
        }
        copies.push(Copy {
            original,
            query: query.unwrap_or_default(),
            corrupted,
            relation: of("relation").to_owned(),
        });
    }
    let web = Bm25::new(&texts);
    // By kind of copy: queries, found first, among the first ten, with a corrupted name's word, words the original has.
    let mut by_kind: BTreeMap<String, [usize; 6]> = BTreeMap::new();
    for copy in &copies {
        let terms: BTreeSet<String> = words(&copy.query).into_iter().collect();
        let rank = web.rank(&terms, copy.original);
        let known: BTreeSet<String> = words(&texts[copy.original]).into_iter().collect();
        let damaged = terms.iter().any(|t| copy.corrupted.contains(t) && !known.contains(t));
        for kind in [copy.relation.as_str(), "all"] {
            let sums = by_kind.entry(kind.to_owned()).or_default();
            sums[0] += 1;
            sums[1] += usize::from(rank == 0);
            sums[2] += usize::from(rank < 10);
            sums[3] += usize::from(damaged);
            sums[4] += terms.len();
            sums[5] += terms.iter().filter(|t| known.contains(*t)).count();
        }
        if show {
            println!("rank {:4} {}{}", rank + 1, copy.query, if damaged { "  << corrupted" } else { "" });
        }
    }
    println!("search: {} copies against {} texts", copies.len(), texts.len());
    println!("  kind        queries  first  top10  with a corrupted name  words the original has");
    for (kind, [n, first, ten, damaged, terms, held]) in by_kind {
        let share = |x: usize, of: usize| x as f64 / of.max(1) as f64;
        println!(
            "  {kind:11} {n:7}  {:.3}  {:.3}  {:21.3}  {:.3}",
            share(first, n),
            share(ten, n),
            share(damaged, n),
            share(held, terms)
        );
    }
    Some(())
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'").replace("'s", "");
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1).map(str::to_owned).collect()
}

/// The usual ranking of a text search engine.
struct Bm25 {
    postings: HashMap<String, Vec<(usize, f64)>>,
    lengths: Vec<f64>,
    mean: f64,
}

impl Bm25 {
    fn new(texts: &[String]) -> Self {
        let mut postings: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
        let mut lengths = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            let mut counts: BTreeMap<String, f64> = BTreeMap::new();
            let all = words(text);
            lengths.push(all.len() as f64);
            for w in all {
                *counts.entry(w).or_default() += 1.0;
            }
            for (w, n) in counts {
                postings.entry(w).or_default().push((i, n));
            }
        }
        let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
        Self { postings, lengths, mean }
    }

    /// How many texts score better than the wanted one.
    fn rank(&self, terms: &BTreeSet<String>, wanted: usize) -> usize {
        let mut scores = vec![0.0; self.lengths.len()];
        for term in terms {
            let Some(list) = self.postings.get(term) else { continue };
            let idf = (self.lengths.len() as f64 / list.len() as f64).ln();
            for (i, n) in list {
                scores[*i] += idf * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * self.lengths[*i] / self.mean));
            }
        }
        if scores[wanted] == 0.0 {
            return scores.len();
        }
        scores.iter().filter(|s| **s > scores[wanted]).count()
    }
}
