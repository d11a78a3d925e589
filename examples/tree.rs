//! Prints the facts of HTML pages as the extraction sees them, one JSON value a line: `cargo run --example tree PAGE...`
//!
//! For writing extraction rules, and for the test that feeds the same facts to the WebAssembly build.

use std::io::{self, Write};
use std::process::ExitCode;

use ungarble::article::html;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?;
        serde_json::to_writer(&mut out, &html::parse(&String::from_utf8_lossy(&bytes), None))?;
        writeln!(out)?;
    }
    Ok(())
}
