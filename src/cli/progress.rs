//! How far it is, on a terminal's stderr, for work that takes long. Where standard output is the terminal too, the
//! answers themselves show it.

use std::io::{IsTerminal, stderr, stdout};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar};

/// Work done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line that counts, or nothing.
pub struct Progress {
    started: Instant,
    wanted: bool,
    line: Option<ProgressBar>,
}

impl Progress {
    /// Starts the clock.
    pub fn new() -> Self {
        Self { started: Instant::now(), wanted: stderr().is_terminal() && !stdout().is_terminal(), line: None }
    }

    /// So many inputs are answered.
    pub fn at(&mut self, answered: usize) {
        let took = self.started.elapsed();
        if !self.wanted || took < PATIENCE {
            return;
        }
        let line = self.line.get_or_insert_with(ProgressBar::new_spinner);
        let rate = answered as f64 / took.as_secs_f64();
        line.set_message(format!("{} inputs, {rate:.0} a second", HumanCount(answered as u64)));
        line.tick();
    }

    /// Writes a line on stderr without tearing the count.
    pub fn suspend(&self, write: impl FnOnce()) {
        match &self.line {
            Some(line) => line.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.finish_and_clear();
        }
    }
}
