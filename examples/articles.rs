//! Prints made-up articles as NDJSON, for measuring an index of any size:
//!
//! ```text
//! cargo run --release --example articles -- 100000 | ungarble index build -o made.ungarble -
//! ```

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

#[path = "../benches/news/mod.rs"]
mod news;

fn main() -> ExitCode {
    let Some(count) = std::env::args().nth(1).and_then(|n| n.parse().ok()) else {
        eprintln!("usage: articles COUNT");
        return ExitCode::from(2);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for number in 0..count {
        let news::Article { id, title, text, url, publisher, published } = news::article(number);
        let line = serde_json::json!({
            "id": id, "title": title, "text": text, "url": url, "publisher": publisher, "published": published
        });
        if writeln!(out, "{line}").is_err() {
            return ExitCode::SUCCESS; // whoever reads has seen enough
        }
    }
    ExitCode::SUCCESS
}
