//! The command: reads inputs, runs the engine on each, prints what came of it.
//!
//! It only moves data and draws: every finding and every sentence about the text is the library's. The way of an input:
//! [`input`] opens, tells apart and decodes; [`batch`] spreads the work over threads and keeps the order; `check`,
//! `extract`, `name`, `data` and `explain` answer; [`render`] draws.

mod args;
mod batch;
#[cfg(feature = "train")]
mod calibrate;
mod check;
mod compare;
mod data;
mod explain;
mod extract;
mod index;
mod input;
mod name;
mod progress;
mod render;
#[cfg(feature = "train")]
mod train;

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Why the command stops before its work is done.
#[derive(Debug)]
enum Failure {
    /// The arguments do not go together; says what to do.
    Usage(String),
    /// Reading or writing failed.
    Io(String, io::Error),
    /// Whoever read our output has seen enough.
    BrokenPipe,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => f.write_str(what),
            Self::Io(what, error) => write!(f, "{what}: {error}"),
            Self::BrokenPipe => f.write_str("the output was closed"),
        }
    }
}

/// Sorts out the one write error that is none.
fn output_failure(error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::BrokenPipe
    } else {
        Failure::Io("cannot write the output".to_owned(), error)
    }
}

/// What the exit code tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// Everything was done, and a verdict reached `--fail-on`, or `--check` found something to do.
    VerdictReached,
    /// Everything else was done, but some input could not be read.
    SomeUnreadable,
}

/// Runs the command on the process's arguments.
pub fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(Outcome::Done) | Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Ok(Outcome::VerdictReached) => ExitCode::from(1),
        Ok(Outcome::SomeUnreadable) => ExitCode::from(2),
        Err(failure) => {
            complain(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> Result<Outcome, Failure> {
    match args.command {
        Command::Check(args) => check::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Index(args) => index::run(&args.command),
        Command::Name(args) => name::run(&args),
        Command::Data(args) => data::run(&args),
        Command::Explain(args) => explain::run(&args),
        #[cfg(feature = "train")]
        Command::Train(args) => train::run(&args),
        #[cfg(feature = "train")]
        Command::Calibrate(args) => calibrate::run(&args),
    }
}

/// A line on stderr. That stderr is closed is no reason to stop.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "ungarble: {message}");
}
