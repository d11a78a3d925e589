//! How fast the engine is natively, on one core: `./build.sh bench`, or `cargo bench`.
//!
//! Each step is run on `article.html` (1,036 words of our own) until a second has passed; the table gives the fastest
//! and the median run. The fastest is the figure to compare, the median tells how quiet the machine was.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ungarble::article::{extract, html, plain};
use ungarble::text::Document;
use ungarble::{Options, check};

const PAGE: &str = include_str!("article.html");
const RUNS_AT_LEAST: usize = 20;

/// Times one step and prints its row; `bytes` is what it reads.
fn row<T>(name: &str, bytes: usize, mut step: impl FnMut() -> T) {
    let mut times = Vec::new();
    let started = Instant::now();
    while times.len() < RUNS_AT_LEAST || started.elapsed() < Duration::from_secs(1) {
        let at = Instant::now();
        black_box(step());
        times.push(at.elapsed());
    }
    times.sort_unstable();
    let (fastest, median) = (times[0], times[times.len() / 2]);
    let rate = bytes as f64 / fastest.as_secs_f64() / 1e6;
    println!("{name:<44} {fastest:>11.1?} {median:>11.1?} {rate:>9.1} MB/s {:>7} runs", times.len());
}

fn main() {
    let options = Options::default();
    let started = Instant::now();
    let tree = html::parse(PAGE, None);
    let article = extract::extract(&tree);
    let report = check(&article, &options);
    println!("first page of a process: {:.1?} ({} words)\n", started.elapsed(), report.text.words);

    let text = article.text();
    let long = format!("{text}\n\n").repeat(900_000 / text.len());
    println!("{:<44} {:>11} {:>11}", "step", "fastest", "median");
    row("parse the page", PAGE.len(), || html::parse(PAGE, None));
    row("find the article in it", PAGE.len(), || extract::extract(&tree));
    row("cut its text into words and sentences", text.len(), || Document::new(&article).word_count());
    row("check the article", text.len(), || check(&article, &options));
    row("all of it: page to report", PAGE.len(), || check(&extract::extract(&html::parse(PAGE, None)), &options));
    row("check plain text, 1,000 words", text.len(), || check(&plain::read(&text), &options));
    row("check plain text, 150,000 words", long.len(), || check(&plain::read(&long), &options));
}
