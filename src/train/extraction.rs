//! Trains the judge of `article::judge` on real pages whose text is known.
//!
//! A folder of pages is `index.tsv` (columns `source`, `id`, `url`, `domain`) with `SOURCE/ID.html` and the true text in
//! `SOURCE/ID.txt`. Every page is learned three times: as it is, without class names and ids, and with every `<p>` a
//! `<div>`, so that the judge leans on neither. Pages of one domain are never on both sides of a fold.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::boost::{Examples, Grown, Settings, grow};
use crate::article::choose::{Fate, rules};
use crate::article::claims::Claims;
use crate::article::features::{self, FIRST, Rows, Ruled, SECOND};
use crate::article::judge;
use crate::article::tree::Tag;
use crate::article::{PageTree, blocks, html, metadata, trust};
use crate::boost::Forest;

/// Words of a shingle, as the evaluation counts them.
const SHINGLE: usize = 4;

/// Weights of the three ways a page is learned.
const VARIANTS: [f32; 3] = [1.0, 0.35, 0.35];

/// A page to learn from, in one variant.
struct Page {
    id: String,
    domain: String,
    variant: usize,
    truth: HashMap<u64, u32>,
    truth_count: u32,
    /// For each block its text's words, hashed.
    words: Vec<Vec<u64>>,
    rows: Rows,
    kinds: Vec<Option<u64>>,
    list: Vec<blocks::Block>,
    fates: Vec<Fate>,
    labels: Vec<f32>,
    weights: Vec<f32>,
}

fn hashed(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn words(text: &str) -> Vec<u64> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .map(hashed)
        .collect()
}

fn shingles(words: &[u64]) -> impl Iterator<Item = u64> {
    let mix = |w: &[u64]| w.iter().fold(17_u64, |h, x| h.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ x.rotate_left(23));
    // A text shorter than a shingle is one.
    words.windows(SHINGLE.min(words.len()).max(1)).map(mix)
}

fn counted(words: &[u64]) -> HashMap<u64, u32> {
    let mut out = HashMap::new();
    for s in shingles(words) {
        *out.entry(s).or_insert(0) += 1;
    }
    out
}

/// F1, precision and recall.
pub type Quality = [f64; 3];

impl Page {
    /// Whether the truth plainly holds the whole text, and the page does: on others no choice of blocks is right.
    fn is_sound(&self) -> bool {
        let distrusted: usize =
            self.words.iter().zip(&self.weights).filter(|(_, w)| **w <= 0.0).map(|(own, _)| own.len()).sum();
        (distrusted as f64) < 0.1 * f64::from(self.truth_count) && self.quality(|at| self.labels[at] > 0.5)[0] > 0.9
    }

    fn quality(&self, kept: impl Fn(usize) -> bool) -> Quality {
        let mut got: Vec<u64> = Vec::new();
        for (at, own) in self.words.iter().enumerate() {
            if kept(at) {
                got.extend(own);
            }
        }
        let got = counted(&got);
        let all: u32 = got.values().sum();
        let both: u32 = got.iter().map(|(s, n)| (*n).min(self.truth.get(s).copied().unwrap_or(0))).sum();
        let precision = f64::from(both) / f64::from(all.max(1));
        let recall = f64::from(both) / f64::from(self.truth_count.max(1));
        let sum = precision + recall;
        [if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }, precision, recall]
    }
}

fn change(tree: &mut PageTree, variant: usize) {
    for node in &mut tree.nodes {
        match variant {
            1 => node.hints.clear(),
            2 if node.tag == Tag::P => node.tag = Tag::Div,
            _ => {}
        }
    }
}

fn page(id: &str, domain: &str, url: &str, markup: &str, text: &str, variant: usize) -> Page {
    let mut tree = html::parse(markup, Some(url).filter(|u| !u.is_empty()));
    change(&mut tree, variant);
    let truth_words = words(text);
    let truth = counted(&truth_words);
    let truth_count: u32 = truth.values().sum();
    let lines: Vec<Vec<u64>> = text.lines().map(words).filter(|l| !l.is_empty()).collect();
    let meta = metadata::read(&tree);
    let claims = Claims::new(&meta);
    let mut cut = blocks::cut(&tree);
    let ruled = rules(&tree, &mut cut, &claims);
    let rows = features::rows(&Ruled {
        tree: &tree,
        blocks: &cut,
        claims: &claims,
        headline: ruled.headline,
        root: ruled.root,
        fates: &ruled.fates,
        kinds: &ruled.kinds,
    });
    let block_words: Vec<Vec<u64>> = cut.list.iter().map(|b| words(&b.text)).collect();
    let mut labels = Vec::with_capacity(block_words.len());
    let mut weights = Vec::with_capacity(block_words.len());
    for own in &block_words {
        let covered = if own.len() < SHINGLE {
            f32::from(u8::from(lines.contains(own)))
        } else {
            let (mut hits, mut all) = (0.0, 0.0);
            for s in shingles(own) {
                all += 1.0;
                hits += f32::from(u8::from(truth.contains_key(&s)));
            }
            hits / all
        };
        labels.push(f32::from(u8::from(covered > 0.5)));
        // What counts is the share of the text that is won or spoilt; furniture counts a little besides.
        let share = own.len() as f32 / (truth_words.len() as f32).max(150.0);
        weights.push(VARIANTS[variant] * (share.min(0.2) + 0.002) * 100.0);
    }
    distrust(&cut.list, &ruled.kinds, &labels, &mut weights);
    Page {
        id: id.to_owned(),
        domain: domain.to_owned(),
        variant,
        truth,
        truth_count,
        words: block_words,
        rows,
        kinds: ruled.kinds,
        fates: ruled.fates,
        list: cut.list,
        labels,
        weights,
    }
}

/// Takes away the weight of paragraphs that the truth lacks although they stand in the very places its text stands in:
/// the truth of a page in several parts often holds the first part only, and would teach that long texts end early.
fn distrust(list: &[blocks::Block], kinds: &[Option<u64>], labels: &[f32], weights: &mut [f32]) {
    let mut by_kind: HashMap<u64, (f64, f64)> = HashMap::new();
    let mut positive = 0.0;
    for ((block, kind), label) in list.iter().zip(kinds).zip(labels) {
        let words = trust::prose(block);
        let own = by_kind.entry(kind.unwrap_or(0)).or_default();
        if *label > 0.5 {
            own.0 += words;
            positive += words;
        } else {
            own.1 += words;
        }
    }
    for (((block, kind), label), weight) in list.iter().zip(kinds).zip(labels).zip(weights) {
        let (good, bad) = by_kind.get(&kind.unwrap_or(0)).copied().unwrap_or_default();
        if *label < 0.5 && good > 0.3 * positive && bad > 0.15 * positive && block.link_density() < 0.5 {
            *weight = 0.0;
        }
    }
}

fn read(folder: &Path) -> io::Result<Vec<Page>> {
    let index = fs::read_to_string(folder.join("index.tsv"))?;
    let mut lines = index.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let column = |name: &str| {
        header.iter().position(|h| *h == name).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, format!("index.tsv has no column '{name}': add it"))
        })
    };
    let [source, id, url, domain] = [column("source")?, column("id")?, column("url")?, column("domain")?];
    let rows: Vec<Vec<&str>> = lines.map(|l| l.split('\t').collect()).collect();
    let pages: io::Result<Vec<Vec<Page>>> = rows
        .par_iter()
        .map(|row| {
            let field = |at: usize| row.get(at).copied().unwrap_or("");
            let base = folder.join(field(source)).join(field(id));
            let markup = String::from_utf8_lossy(&fs::read(base.with_extension("html"))?).into_owned();
            let text = fs::read_to_string(base.with_extension("txt"))?;
            let id = format!("{}/{}", field(source), field(id));
            Ok((0..VARIANTS.len()).map(|v| page(&id, field(domain), field(url), &markup, &text, v)).collect())
        })
        .collect();
    Ok(pages?.into_iter().flatten().collect())
}

/// Which of `folds` parts a domain is in.
fn fold(domain: &str, folds: u64) -> u64 {
    (hashed(domain) >> 20) % folds
}

/// Parts of the training pages whose scores for the second look come from the others.
const INNER: u64 = 4;

fn inner_fold(domain: &str) -> u64 {
    (hashed(domain) >> 40) % INNER
}

fn first_settings() -> Settings {
    Settings { trees: 160, leaves: 16, rate: 0.08, penalty: 3.0, least: 2.0, ..Settings::default() }
}

fn second_settings() -> Settings {
    Settings { trees: 160, leaves: 16, rate: 0.08, penalty: 3.0, least: 2.0, ..Settings::default() }
}

/// Of the many short lines of menus one in this many is learned from, and speaks for all.
const MENU_LINES: usize = 6;

fn fit(pages: &[&Page], width: usize, rows: &[&Rows], settings: &Settings) -> Grown {
    let mut examples = Examples::new(width);
    for (page, rows) in pages.iter().zip(rows) {
        for at in 0..page.labels.len() {
            let menu = page.labels[at] < 0.5 && page.words[at].len() < 6 && page.fates[at] != Fate::Kept;
            let judged = judge::is_open(page.fates[at], &page.list[at]) && page.weights[at] > 0.0;
            if judged && (!menu || at.is_multiple_of(MENU_LINES)) {
                let weight = page.weights[at] * if menu { MENU_LINES as f32 } else { 1.0 };
                examples.push(rows.row(at), page.labels[at], weight);
            }
        }
    }
    grow(&examples, settings)
}

fn forest(grown: &Grown) -> Forest {
    Forest::parse(&grown.pack()).unwrap_or_default()
}

fn first_scores(forest: &Forest, page: &Page) -> Vec<f32> {
    judge::first_look(forest, &page.rows, &page.fates, &page.list)
}

fn with_scores(page: &Page, scores: &[f32]) -> Rows {
    let mut rows = page.rows.clone();
    features::add_scores(&mut rows, &page.list, &page.kinds, scores);
    rows
}

/// Both forests of the pages given; the second learns from scores that the first gave to pages it had not seen.
fn train_both(pages: &[&Page]) -> (Grown, Grown) {
    let plain: Vec<&Rows> = pages.iter().map(|p| &p.rows).collect();
    let (first, inner) = rayon::join(
        || fit(pages, FIRST, &plain, &first_settings()),
        || {
            (0..INNER)
                .into_par_iter()
                .map(|part| {
                    let own: Vec<&Page> = pages.iter().copied().filter(|p| inner_fold(&p.domain) != part).collect();
                    let rows: Vec<&Rows> = own.iter().map(|p| &p.rows).collect();
                    forest(&fit(&own, FIRST, &rows, &first_settings()))
                })
                .collect::<Vec<Forest>>()
        },
    );
    let rows: Vec<Rows> = pages
        .par_iter()
        .map(|p| {
            let part = inner_fold(&p.domain) as usize;
            with_scores(p, &first_scores(&inner[part], p))
        })
        .collect();
    let rows: Vec<&Rows> = rows.iter().collect();
    let second = fit(pages, SECOND, &rows, &second_settings());
    (first, second)
}

/// What the judge would do with a page.
fn judged(first: &Forest, second: &Forest, page: &Page) -> Vec<Fate> {
    let rows = with_scores(page, &first_scores(first, page));
    let mut fates = page.fates.clone();
    let scores: Vec<f32> = (0..rows.len())
        .map(|at| if judge::is_open(fates[at], &page.list[at]) { second.score(rows.row(at)) } else { judge::CLOSED })
        .collect();
    judge::overrule(&mut fates, &page.list, &scores);
    fates
}

/// How well a page came out, by the rules and by the judge.
struct Result<'a> {
    page: &'a Page,
    rules: Quality,
    judge: Quality,
}

fn mean(all: impl Iterator<Item = Quality>) -> (usize, Quality) {
    let all: Vec<Quality> = all.collect();
    let mut out = [0.0; 3];
    for one in &all {
        for (o, v) in out.iter_mut().zip(one) {
            *o += v / all.len() as f64;
        }
    }
    (all.len(), out)
}

/// Quality on pages of domains that were left out of training, and of the rules alone: a table for people.
///
/// # Errors
/// A file of the folder cannot be read, or `index.tsv` lacks a column.
pub fn cross_validate(folder: &Path, folds: u64) -> io::Result<String> {
    let pages = read(folder)?;
    let mut results = Vec::new();
    for part in 0..folds {
        let (others, own): (Vec<&Page>, Vec<&Page>) = pages.iter().partition(|p| fold(&p.domain, folds) == part);
        let (first, second) = train_both(&own);
        let (first, second) = (forest(&first), forest(&second));
        results.par_extend(others.par_iter().map(|&page| {
            let fates = judged(&first, &second, page);
            Result {
                page,
                rules: page.quality(|at| page.fates[at] == Fate::Kept),
                judge: page.quality(|at| fates[at] == Fate::Kept),
            }
        }));
        eprintln!("fold {} of {folds} done", part + 1);
    }
    let mut out = String::new();
    let mut line = |name: &str, pick: &dyn Fn(&Page) -> bool| {
        for (who, quality) in [("rules", 0), ("judge", 1)] {
            let picked = results.iter().filter(|r| pick(r.page));
            let (count, [f1, precision, recall]) = mean(picked.map(|r| if quality == 0 { r.rules } else { r.judge }));
            let _ = writeln!(
                out,
                "{name:28} {count:4} pages  {who}: F1 {f1:.4}  precision {precision:.4}  recall {recall:.4}"
            );
        }
    };
    line("as they are", &|p| p.variant == 0);
    line("without class names", &|p| p.variant == 1);
    line("every <p> a <div>", &|p| p.variant == 2);
    let mut sources: Vec<&str> = pages.iter().filter_map(|p| p.id.split('/').next()).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        line(source, &|p| p.variant == 0 && p.id.split('/').next() == Some(source));
    }
    line("truth and page whole", &|p| p.variant == 0 && p.is_sound());
    let plain = pages.iter().filter(|p| p.variant == 0);
    let (_, [f1, precision, recall]) = mean(plain.map(|p| p.quality(|at| p.labels[at] > 0.5)));
    let _ = writeln!(out, "best choice of blocks: F1 {f1:.4}  precision {precision:.4}  recall {recall:.4}");
    Ok(out)
}

/// Both forests as `Judge::parse` reads them.
fn packed(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut out = (first.len() as u32).to_le_bytes().to_vec();
    out.extend(first);
    out.extend(second);
    out
}

/// Trains on all pages: the bytes of `data/extraction.bin`.
///
/// # Errors
/// A file of the folder cannot be read, or `index.tsv` lacks a column.
pub fn train(folder: &Path) -> io::Result<Vec<u8>> {
    let pages = read(folder)?;
    let all: Vec<&Page> = pages.iter().collect();
    let (first, second) = train_both(&all);
    Ok(packed(&first.pack(), &second.pack()))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::article::extract::extract;

    /// A folder of small pages, each with three paragraphs and a menu, on domains of their own.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("ungarble-train-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("own")).unwrap();
        let mut index = "source\tid\turl\tdomain\n".to_owned();
        for at in 0..24 {
            let text: Vec<String> = (0..3)
                .map(|p| {
                    format!("Lock keeper {at} opened gate {p} at dawn, and the barges that had waited went through.")
                })
                .collect();
            let paragraphs = format!("<p>{}</p>", text.join("</p><p>"));
            let menu = "<ul><li><a href=/a>Ports</a><li><a href=/b>Tides and weather today</a></ul>".repeat(3);
            let page =
                format!("<div class=menu>{menu}</div><h1>Gate {at} opens early</h1><div>{paragraphs}</div>{menu}");
            fs::write(folder.join(format!("own/{at}.html")), page).unwrap();
            fs::write(folder.join(format!("own/{at}.txt")), text.join("\n\n")).unwrap();
            let _ = writeln!(index, "own\t{at}\thttps://lock{at}.example/story\tlock{at}.example");
        }
        fs::write(folder.join("index.tsv"), index).unwrap();
        folder
    }

    #[test]
    fn training_twice_gives_the_same_weights_and_they_fit() {
        let folder = folder("twice");
        let weights = train(&folder).unwrap();
        assert_eq!(weights, train(&folder).unwrap());
        assert!(judge::Judge::parse(&weights).is_ok());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn cross_validation_reads_pages_whose_text_is_plain_without_a_fault() {
        let folder = folder("cross");
        let table = cross_validate(&folder, 3).unwrap();
        assert!(table.contains("24 pages  judge: F1 1.0000"), "{table}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_without_the_columns_says_which_is_missing() {
        let folder = folder("columns");
        fs::write(folder.join("index.tsv"), "source\tid\turl\n").unwrap();
        let error = train(&folder).unwrap_err().to_string();
        assert!(error.contains("no column 'domain'"), "{error}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_truth_that_stops_short_does_not_teach_that_texts_end_early() {
        let story = [
            "Six barges came down the canal on Monday, laden with timber that the mill had waited for since spring.",
            "Their captains had been told to keep to the left bank because of the broken weir near the old tannery.",
            "Nobody in the village could remember so many boats at once, and children skipped school to count them.",
            "The lock keeper asked for two more hands, which the council granted after a short debate in the evening.",
            "By Friday all of the wood had been stacked behind the mill, where it will dry until the first frost.",
            "A second convoy is expected next month if the water stays high enough for fully loaded hulls to pass.",
        ];
        let story = format!("<p>{}</p>", story.join("</p><p>"));
        let markup = format!("<h1>The barges come</h1><div class=story>{story}</div>");
        let whole = extract(&html::parse(&markup, None)).text();
        let half = &whole[..whole.len() / 2];
        let short = page("a/1", "a.example", "", &markup, half, 0);
        let distrusted = short.labels.iter().zip(&short.weights).filter(|(l, w)| **l < 0.5 && **w <= 0.0).count();
        assert!(distrusted >= 2, "{distrusted}");
        let full = page("a/1", "a.example", "", &markup, &whole, 0);
        assert!(full.weights.iter().all(|w| *w > 0.0));
    }
}
