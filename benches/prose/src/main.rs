//! Ungarble's check beside a grammar checker's, on the same texts in one run: time, and what each has to say of garbled
//! texts and of honest ones.
//!
//! ```text
//! cargo run --release --manifest-path benches/prose/Cargo.toml [FOLDER]
//! ```
//! Without FOLDER the articles of `tests/pages` are read. FOLDER holds `text.jsonl.gz`, a line for each text:
//! `{"label": 1, "copy_text": "..."}` for a garbled one, `{"label": 0, "kind": "human", "text": "..."}` for an honest one;
//! [`SAMPLE`] of each, evenly spaced, are taken.
//!
//! Harper keeps what it found in a clause and answers from memory when the clause comes again. So every text is checked
//! once, by one engine and then by the other, and what either does on its first call is timed apart. One thread.

mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use harper_core::linting::{LintGroup, Linter};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document};
use ungarble::article::plain;
use ungarble::{Options, check};

use texts::Text;

/// Texts of each kind that are taken from a folder.
const SAMPLE: usize = 150;

/// What a reader is asked to look at on a first visit.
const FIRST: &str = "The talks in Geneva will go on next week, the envoys said on Friday.";

/// Time and findings of one engine on the texts of one kind.
#[derive(Default)]
struct Sum {
    time: Duration,
    found: usize,
}

impl Sum {
    fn add(&mut self, started: Instant, found: usize) {
        self.time += started.elapsed();
        self.found += found;
    }

    /// Milliseconds and findings for 1,000 words.
    fn row(&self, words: usize) -> (f64, f64) {
        let thousands = words as f64 / 1000.0;
        (self.time.as_secs_f64() * 1000.0 / thousands, self.found as f64 / thousands)
    }
}

fn main() -> ExitCode {
    let given = std::env::args().nth(1).map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages");
    let texts = match &given {
        Some(folder) => texts::labelled(&folder.join("text.jsonl.gz"), SAMPLE),
        None => texts::pages(&own),
    };
    let texts = match texts {
        Ok(texts) => texts,
        Err(why) => {
            eprintln!("{}: {why}", given.as_deref().unwrap_or(&own).display());
            return ExitCode::from(2);
        }
    };

    let options = Options::default();
    let started = Instant::now();
    check(&plain::read(&FIRST.repeat(8)), &options);
    println!("ungarble, first call: {:.1} ms", started.elapsed().as_secs_f64() * 1000.0);
    let started = Instant::now();
    let mut linter = LintGroup::new_curated(FstDictionary::curated(), Dialect::American);
    linter.lint(&Document::new_curated(FIRST, &PlainEnglish));
    println!("harper, first call: {:.1} ms\n", started.elapsed().as_secs_f64() * 1000.0);

    println!(
        "{:<18} {:>6} {:>8} {:>14} {:>14} {:>7} {:>16} {:>16}",
        "", "texts", "words", "ungarble ms/kw", "harper ms/kw", "times", "ungarble signs", "harper lints"
    );
    for garbled in [true, false] {
        let (mut ours, mut theirs) = (Sum::default(), Sum::default());
        let (mut count, mut words) = (0, 0);
        for Text { text, .. } in texts.iter().filter(|t| t.garbled == garbled) {
            let started = Instant::now();
            let report = check(&plain::read(text), &options);
            ours.add(started, report.evidence.len());
            let started = Instant::now();
            let lints = linter.lint(&Document::new_curated(text, &PlainEnglish));
            theirs.add(started, lints.len());
            count += 1;
            words += report.text.words;
        }
        if count == 0 {
            continue;
        }
        let ((our_time, signs), (their_time, lints)) = (ours.row(words), theirs.row(words));
        println!(
            "{:<18} {count:>6} {words:>8} {our_time:>14.3} {their_time:>14.3} {:>7.0} {signs:>16.2} {lints:>16.2}",
            if garbled { "garbled" } else { "honest" },
            their_time / our_time,
        );
    }
    println!("\nkw: 1,000 words; signs and lints are for 1,000 words too");
    ExitCode::SUCCESS
}
