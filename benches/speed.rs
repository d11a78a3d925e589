//! How fast the engine is natively, on one core: `./build.sh bench`, or `cargo bench --bench speed`.
//!
//! Each step is run on `article.html` (1,036 words of our own) until a second has passed; the table gives the fastest
//! and the median run. The fastest is the figure to compare, the median tells how quiet the machine was. Then each
//! detector alone, and long texts of odd shapes: the time for 1,000 words should not grow with the text.

#[path = "../tests/long/shapes.rs"]
#[allow(dead_code)]
mod shapes;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ungarble::article::{extract, html, plain};
use ungarble::data::Data;
use ungarble::detect::{DETECTORS, EvidenceSink, Stage};
use ungarble::text::Document;
use ungarble::{Options, check};

const PAGE: &str = include_str!("article.html");
const RUNS_AT_LEAST: usize = 20;

/// Fastest and median run of a step, and how many there were, within about this time.
fn time<T>(within: Duration, mut step: impl FnMut() -> T) -> (Duration, Duration, usize) {
    let mut times = Vec::new();
    let started = Instant::now();
    while times.len() < RUNS_AT_LEAST || started.elapsed() < within {
        let at = Instant::now();
        black_box(step());
        times.push(at.elapsed());
    }
    times.sort_unstable();
    (times[0], times[times.len() / 2], times.len())
}

/// Times one step and prints its row; `bytes` is what it reads.
fn row<T>(name: &str, bytes: usize, step: impl FnMut() -> T) {
    let (fastest, median, runs) = time(Duration::from_secs(1), step);
    let rate = bytes as f64 / fastest.as_secs_f64() / 1e6;
    println!("{name:<44} {fastest:>11.1?} {median:>11.1?} {rate:>9.1} MB/s {runs:>7} runs");
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
    let people = || Document::new(&article).people(Data::get()).sightings.len();
    row("the same, and see who is spoken of", text.len(), people);
    row("check the article", text.len(), || check(&article, &options));
    row("all of it: page to report", PAGE.len(), || check(&extract::extract(&html::parse(PAGE, None)), &options));
    row("check plain text, 1,000 words", text.len(), || check(&plain::read(&text), &options));
    row("check plain text, 150,000 words", long.len(), || check(&plain::read(&long), &options));

    detectors(&Document::new(&article), text.len());
    growth(&options);
}

/// Each detector alone, on a document whose people are known.
fn detectors(doc: &Document<'_>, bytes: usize) {
    let data = Data::get();
    doc.people(data);
    println!("\n{:<44} {:>11} {:>11}", "detector", "fastest", "median");
    for detector in DETECTORS.iter().filter(|d| d.info().stage != Stage::Nursery) {
        let (fastest, median, _) = time(Duration::from_millis(50), || {
            let mut sink = EvidenceSink::new();
            detector.detect(doc, data, &mut sink);
            sink
        });
        let rate = bytes as f64 / fastest.as_secs_f64() / 1e6;
        println!("{:<44} {fastest:>11.1?} {median:>11.1?} {rate:>9.1} MB/s", detector.info().id);
    }
}

/// The time for 1,000 words of texts of 1,000, 10,000 and 100,000.
fn growth(options: &Options) {
    println!(
        "\n{:<44} {:>11} {:>11} {:>11} {:>7}",
        "ms for 1,000 words, in a text of", "1,000", "10,000", "100,000", "growth"
    );
    for shape in shapes::ALL {
        let [short, middle, long] = [1_000, 10_000, 100_000].map(|words| {
            let text = (shape.make)(words);
            let mut best = Duration::MAX;
            for _ in 0..3 {
                let at = Instant::now();
                black_box(check(&plain::read(&text), options));
                best = best.min(at.elapsed());
            }
            best.as_secs_f64() * 1e6 / words as f64
        });
        println!("{:<44} {short:>11.3} {middle:>11.3} {long:>11.3} {:>7.1}", shape.name, long / short);
    }
}
