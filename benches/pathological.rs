//! Whether reading a page stays linear: the pages of `tests/pathological`, at a quarter of their size and in full.
//!
//! ```text
//! cargo bench --bench pathological [NAME]
//! ```
//! Four times the page should take about four times as long, by the parser of the command (`html`), by the reader of
//! what a browser serialises (`markup`) and in finding the article. Pages past a limit take less than that, because
//! what follows the limit is not read. Times of a few milliseconds say little.

#[path = "../tests/pathological/pages.rs"]
mod pages;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ungarble::article::{extract, html, markup};

fn main() {
    let wanted = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    println!(
        "{:<42} {:>8} {:>8} {:>5} {:>9} {:>5} {:>9} {:>5} {:>9} {:>5}",
        "", "MB", "nodes", "cut", "html", "1:4", "markup", "1:4", "extract", "1:4"
    );
    for excess in pages::ALL.iter().filter(|e| e.name.contains(&wanted)) {
        let (quarter, full) = ((excess.make)(excess.full / 4), (excess.make)(excess.full));
        let tree = html::parse(&full, None);
        print!(
            "{:<42} {:>8.2} {:>8} {:>5}",
            excess.name,
            full.len() as f64 / 1e6,
            tree.nodes.len(),
            if tree.truncated { "yes" } else { "" }
        );
        column(fastest(|| html::parse(&quarter, None)), fastest(|| html::parse(&full, None)));
        column(fastest(|| markup::read(&quarter, None)), fastest(|| markup::read(&full, None)));
        let small = html::parse(&quarter, None);
        column(fastest(|| extract::extract(&small)), fastest(|| extract::extract(&tree)));
        println!();
    }
}

fn column(quarter: Duration, full: Duration) {
    print!(" {full:>9.1?} {:>5.1}", full.as_secs_f64() / quarter.as_secs_f64());
}

/// Of up to three runs, as long as they are short.
fn fastest<T>(mut step: impl FnMut() -> T) -> Duration {
    let mut best = Duration::MAX;
    let started = Instant::now();
    for _ in 0..3 {
        let at = Instant::now();
        black_box(step());
        best = best.min(at.elapsed());
        if started.elapsed() > Duration::from_secs(2) {
            break;
        }
    }
    best
}
