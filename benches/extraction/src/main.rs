//! Ungarble's extraction beside other extractors written in Rust, on the same pages in one run: quality and time.
//!
//! ```text
//! cargo run --release --manifest-path benches/extraction/Cargo.toml [FOLDER]
//! ```
//! FOLDER holds pages whose true article text is known, as `tests/sabotage/pages.rs` says; without it
//! `../shared/data/dev/pages` is read, seen from the root of the repository.
//!
//! Every extractor gets the page as a string and gives the text of the article; reading the HTML counts. Nothing here
//! starts a thread, and the last line tells whether an extractor did. On each page the extractors take turns, so that
//! what slows the machine for a while slows all of them; the median of a page's runs counts.

#[path = "../../../tests/sabotage/pages.rs"]
mod pages;
#[path = "../../../tests/sabotage/shingles.rs"]
mod shingles;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use pages::Page;
use shingles::Score;

/// Runs of each extractor on each page.
const RUNS: usize = 5;

/// From a page to the text of its article; nothing where the extractor finds none.
type Extractor = fn(&Page) -> String;

/// The first is ours; the others are measured against it.
const EXTRACTORS: [(&str, Extractor); 4] = [
    ("ungarble", ungarble),
    ("dom_smoothie", dom_smoothie),
    ("dom_smoothie, formatted", dom_smoothie_formatted),
    ("rs-trafilatura", rs_trafilatura),
];

fn ungarble(page: &Page) -> String {
    let tree = ungarble::article::html::parse(&page.html, page.url.as_deref());
    ungarble::article::extract::extract(&tree).text()
}

fn dom_smoothie(page: &Page) -> String {
    readability(page, dom_smoothie::TextMode::Raw)
}

/// The same with line breaks between blocks: texts that would run together count as read.
fn dom_smoothie_formatted(page: &Page) -> String {
    readability(page, dom_smoothie::TextMode::Formatted)
}

fn readability(page: &Page, text_mode: dom_smoothie::TextMode) -> String {
    let config = dom_smoothie::Config { text_mode, ..Default::default() };
    dom_smoothie::Readability::new(page.html.as_str(), page.url.as_deref(), Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|article| article.text_content.to_string())
        .unwrap_or_default()
}

fn rs_trafilatura(page: &Page) -> String {
    let options = rs_trafilatura::Options { url: page.url.clone(), ..Default::default() };
    rs_trafilatura::extract_with_options(&page.html, &options).map(|r| r.content_text).unwrap_or_default()
}

/// What one extractor did with one page.
struct Run {
    score: Score,
    time: Duration,
    failed: bool,
}

fn main() -> ExitCode {
    let given = std::env::args().nth(1);
    let folder = given
        .as_ref()
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/dev/pages"), PathBuf::from);
    let Some(pages) = pages::read(&folder) else {
        eprintln!(
            "{} has no index.tsv: no pages, nothing to compare. Name a folder with an index.tsv (columns source, id, \
             url) and SOURCE/ID.html, SOURCE/ID.txt for each row.",
            folder.display()
        );
        // Without an argument the pages are optional, as for all that reads them.
        return if given.is_some() { ExitCode::from(2) } else { ExitCode::SUCCESS };
    };
    // A panic of an extractor is counted, not printed hundreds of times.
    std::panic::set_hook(Box::new(|_| ()));
    let mut bytes = 0;
    let mut sources: BTreeMap<String, Vec<[Run; EXTRACTORS.len()]>> = BTreeMap::new();
    for page in pages {
        bytes += page.html.len();
        sources.entry(page.source.clone()).or_default().push(measure(&page));
    }
    report(&sources, bytes);
    ExitCode::SUCCESS
}

fn measure(page: &Page) -> [Run; EXTRACTORS.len()] {
    let mut times = [const { [Duration::ZERO; RUNS] }; EXTRACTORS.len()];
    let mut texts = [const { None }; EXTRACTORS.len()];
    for run in 0..RUNS {
        for (at, (_, extract)) in EXTRACTORS.iter().enumerate() {
            let started = Instant::now();
            let text = black_box(catch_unwind(AssertUnwindSafe(|| extract(black_box(page)))).ok());
            times[at][run] = started.elapsed();
            texts[at] = text;
        }
    }
    std::array::from_fn(|at| {
        times[at].sort_unstable();
        let text = texts[at].as_deref();
        Run {
            score: Score::of(text.unwrap_or_default(), &page.truth),
            time: times[at][RUNS / 2],
            failed: text.is_none(),
        }
    })
}

fn report(sources: &BTreeMap<String, Vec<[Run; EXTRACTORS.len()]>>, bytes: usize) {
    let all: Vec<&[Run; EXTRACTORS.len()]> = sources.values().flatten().collect();
    println!("{} pages, {:.1} MB, median of {RUNS} runs a page\n", all.len(), bytes as f64 / 1e6);
    println!(
        "{:<26} {:>7} {:>9} {:>7} {:>9} {:>9} {:>7} {:>12} {:>7}",
        "", "F1", "precision", "recall", "total", "a page", "times", "slower on", "panics"
    );
    let total = |at: usize| all.iter().map(|runs| runs[at].time).sum::<Duration>();
    for (at, (name, _)) in EXTRACTORS.iter().enumerate() {
        let mean = Score::mean(&all.iter().map(|runs| runs[at].score).collect::<Vec<_>>());
        let ours = total(0).as_secs_f64();
        let slower = all.iter().filter(|runs| runs[at].time > runs[0].time).count();
        println!(
            "{name:<26} {:>7.4} {:>9.4} {:>7.4} {:>9.2?} {:>9.2?} {:>7.2} {:>6} pages {:>7}",
            mean.f1,
            mean.precision,
            mean.recall,
            total(at),
            total(at) / all.len().max(1) as u32,
            total(at).as_secs_f64() / ours,
            slower,
            all.iter().filter(|runs| runs[at].failed).count(),
        );
    }
    for (source, pages) in sources {
        println!("\n{source}, {} pages", pages.len());
        for (at, (name, _)) in EXTRACTORS.iter().enumerate() {
            let mean = Score::mean(&pages.iter().map(|runs| runs[at].score).collect::<Vec<_>>());
            let time: Duration = pages.iter().map(|runs| runs[at].time).sum();
            println!("{name:<26} {:>7.4} {:>9.4} {:>7.4} {time:>9.2?}", mean.f1, mean.precision, mean.recall);
        }
    }
    match std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|s| s.lines().find_map(|l| l.strip_prefix("Threads:")).and_then(|n| n.trim().parse::<u32>().ok()))
    {
        Some(1) => println!("\nall on one thread"),
        Some(threads) => println!("\n{threads} threads: the times are not of one core"),
        None => println!("\nthreads cannot be counted here"),
    }
}
