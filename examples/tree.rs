//! Prints the facts of an HTML page as the extraction sees them, as JSON: `cargo run --example tree PAGE.html [URL]`.
//!
//! For writing extraction rules, and for the test that feeds the same facts to the WebAssembly build.

use std::io::Write;
use std::process::ExitCode;

use ungarble::article::html;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(path) = args.next() else {
        eprintln!("usage: tree PAGE.html [URL]");
        return ExitCode::from(2);
    };
    let tree = match std::fs::read(&path) {
        Ok(bytes) => html::parse(&String::from_utf8_lossy(&bytes), args.next().as_deref()),
        Err(error) => {
            eprintln!("error: {path}: {error}");
            return ExitCode::from(2);
        }
    };
    let mut out = std::io::stdout().lock();
    let written = serde_json::to_writer(&mut out, &tree).map_err(std::io::Error::from).and_then(|()| writeln!(out));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
