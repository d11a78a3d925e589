//! Many inputs, one answer each: spread over threads, written in the order of the inputs, never stopped by one of them.
//!
//! Work is done in windows: what is ready is answered in parallel and written before the next window is taken. So memory
//! stays flat however long a stream is, and a program that feeds single lines is answered line by line.

use std::any::Any;
use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use rayon::prelude::*;
use ungarble::report::{Status, Verdict};

use super::input::{Chunk, Feed, Id, Line, Refused, Unit, rows};
use super::progress::Progress;
use super::{Failure, Outcome, complain, output_failure};

/// Bytes of streams answered in one window.
const WINDOW_BYTES: usize = 4 << 20;

/// Answers in one window.
const WINDOW_ANSWERS: usize = 2048;

/// One answer, ready to be written.
#[derive(Debug)]
pub struct Answer {
    /// As it is printed, without what stands between two answers.
    pub body: Vec<u8>,
    /// What became of the input.
    pub status: Status,
    /// What was found, where something was judged.
    pub verdict: Option<Verdict>,
    /// A file could not be read: the line for stderr.
    pub unreadable: Option<String>,
}

/// Counts over all answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers.
    pub all: usize,
    /// Of these, the verdicts in the order of [`Verdict`].
    pub verdicts: [usize; 3],
    /// Neither judged nor failed: too short, no article, ...
    pub unjudged: usize,
    /// Errors.
    pub errors: usize,
    /// Files among the errors.
    pub unreadable: usize,
}

impl Tally {
    fn count(&mut self, answer: &Answer) {
        self.all += 1;
        match (answer.status, answer.verdict) {
            (Status::Error, _) => self.errors += 1,
            (_, Some(Verdict::NoSigns)) => self.verdicts[0] += 1,
            (_, Some(Verdict::SomeSigns)) => self.verdicts[1] += 1,
            (_, Some(Verdict::LikelyGarbled)) => self.verdicts[2] += 1,
            _ => self.unjudged += 1,
        }
        self.unreadable += usize::from(answer.unreadable.is_some());
    }

    /// Verdicts that are this or worse.
    pub fn reached(&self, least: Verdict) -> usize {
        let from = match least {
            Verdict::NoSigns => 0,
            Verdict::SomeSigns => 1,
            Verdict::LikelyGarbled => 2,
        };
        self.verdicts.iter().skip(from).sum()
    }

    /// What the exit code tells.
    pub fn outcome(&self, fail_on: Option<Verdict>) -> Outcome {
        if self.unreadable > 0 {
            Outcome::SomeUnreadable
        } else if fail_on.is_some_and(|v| self.reached(v) > 0) {
            Outcome::VerdictReached
        } else {
            Outcome::Done
        }
    }
}

/// What stands around and between the answers.
pub trait Frame {
    /// Before the first. `several` says that the inputs are a list, even if it should hold only one.
    fn head(&mut self, several: bool) -> String;
    /// Between two.
    fn between(&self) -> String;
    /// After the last.
    fn foot(&self, tally: &Tally) -> String;
}

/// How a command answers.
pub trait Job: Sync {
    /// The answer to one input.
    fn answer(&self, unit: Unit<'_>) -> Answer;
    /// The answer that says that there is none.
    fn refuse(&self, refused: Refused) -> Answer;
}

/// What is read, and on how many threads.
#[derive(Debug)]
pub struct Batch {
    /// Files, folders, `-`.
    pub paths: Vec<PathBuf>,
    /// Every input is a stream, whatever it looks like.
    pub lines_only: bool,
    /// Threads; all processors when none.
    pub jobs: Option<u16>,
}

/// Answers all inputs and writes the answers to standard output.
pub fn run(batch: Batch, job: &impl Job, frame: &mut dyn Frame) -> Result<Tally, Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut tally = Tally::default();
    // Where both go to one terminal, the answer has told it already.
    let told = io::stdout().is_terminal() && io::stderr().is_terminal();
    let answer = |unit: Unit<'_>| job.answer(unit);
    let refuse = |refused| job.refuse(refused);
    let folders = each(batch, &answer, &refuse, |answers, several, progress| {
        if tally.all == 0 {
            out.write_all(frame.head(several).as_bytes()).map_err(output_failure)?;
        }
        for answer in &answers {
            if tally.all > 0 {
                out.write_all(frame.between().as_bytes()).map_err(output_failure)?;
            }
            tally.count(answer);
            out.write_all(&answer.body).map_err(output_failure)?;
            if let Some(line) = answer.unreadable.as_ref().filter(|_| !told) {
                progress.suspend(|| complain(line));
            }
        }
        out.flush().map_err(output_failure)
    })?;
    if tally.all == 0 {
        if folders {
            complain("nothing was read: there is no HTML, text or NDJSON in the folder");
        }
        out.write_all(frame.head(true).as_bytes()).map_err(output_failure)?;
    }
    out.write_all(frame.foot(&tally).as_bytes()).and_then(|()| out.flush()).map_err(output_failure)?;
    Ok(tally)
}

/// Answers all inputs on several threads and hands the answers on in the order of the inputs, window by window. `take` is
/// told whether the inputs are a list, even if it should hold only one. Returns whether a folder was among them.
pub fn each<T: Send>(
    batch: Batch,
    answer: &(impl Fn(Unit<'_>) -> T + Sync),
    refuse: &(impl Fn(Refused) -> T + Sync),
    mut take: impl FnMut(Vec<T>, bool, &Progress) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let jobs = match batch.jobs {
        Some(n) => usize::from(n),
        None => std::thread::available_parallelism().map_or(1, usize::from),
    };
    // One thread needs no pool: the work is done right here.
    let pool = (jobs > 1)
        .then(|| rayon::ThreadPoolBuilder::new().num_threads(jobs).build())
        .transpose()
        .map_err(|e| Failure::Usage(format!("cannot start {jobs} threads ({e}); give a smaller --jobs")))?;
    let folders = batch.paths.iter().any(|p| p.is_dir());
    let listed = folders || batch.paths.len() != 1;
    quiet_panics();
    let feed = Feed::new(batch.paths, batch.lines_only);
    let mut progress = Progress::new();
    let mut done = 0;
    while let Some(chunk) = feed.next() {
        let mut chunks = vec![chunk];
        let (mut bytes, mut pieces) = (size(&chunks[0]), 1);
        while bytes < WINDOW_BYTES && pieces < WINDOW_ANSWERS {
            let Some(chunk) = feed.ready() else { break };
            bytes += size(&chunk);
            pieces += 1;
            chunks.push(chunk);
        }
        let several = listed || matches!(chunks.first(), Some(Chunk::Lines(_)));
        let units = units(&mut chunks);
        let one = |unit| guarded(answer, refuse, unit);
        let answers: Vec<T> = match &pool {
            Some(pool) if units.len() > 1 => pool.install(|| units.into_par_iter().map(one).collect()),
            _ => units.into_iter().map(one).collect(),
        };
        done += answers.len();
        take(answers, several, &progress)?;
        progress.at(done);
        for chunk in &chunks {
            if let Chunk::Lines(block) = chunk {
                feed.done(block);
            }
        }
    }
    Ok(folders)
}

fn size(chunk: &Chunk) -> usize {
    match chunk {
        Chunk::Lines(block) => block.bytes.len(),
        // Its rest is read when its turn comes; so many at a time are enough for any machine.
        Chunk::Document(_) => WINDOW_BYTES / 64,
        Chunk::Refused(_) => 0,
    }
}

fn units(chunks: &mut [Chunk]) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    for chunk in chunks {
        match chunk {
            Chunk::Document(opened) => units.push(Unit::Document(opened)),
            Chunk::Refused(refused) => units.push(Unit::Refused(refused)),
            Chunk::Lines(block) => {
                let lines = block.bytes.strip_suffix(b"\n").unwrap_or(&block.bytes).split(|&b| b == b'\n');
                let origin = block.origin.as_deref();
                for (number, bytes) in (block.first..).zip(lines) {
                    units.push(Unit::Line(Line { bytes, origin, number, cut: block.cut }));
                }
            }
        }
    }
    units
}

/// An answer in any case: a panic, which would be a bug of ours, costs only the input that met it.
fn guarded<T>(answer: impl Fn(Unit<'_>) -> T, refuse: impl Fn(Refused) -> T, unit: Unit<'_>) -> T {
    let line = if let Unit::Line(line) = &unit { Some(*line) } else { None };
    let path = if let Unit::Document(opened) = &unit { opened.id.clone() } else { String::new() };
    panic::catch_unwind(AssertUnwindSafe(|| answer(unit))).unwrap_or_else(|payload| {
        let id = line.map_or(Id::Text(path), rows::any_id);
        let reason = format!("The engine failed on this input ({}). Please report it.", describe(payload.as_ref()));
        refuse(Refused { id, reason, unreadable: false })
    })
}

thread_local! {
    /// Where the last panic of this thread was.
    static PANIC_AT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics are told in the answer, not in between the output's lines.
fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let at = info.location().map(ToString::to_string).unwrap_or_default();
        PANIC_AT.with(|p| *p.borrow_mut() = at);
    }));
}

fn describe(payload: &(dyn Any + Send)) -> String {
    let what = payload
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic".to_owned());
    let at = PANIC_AT.with(|p| p.borrow().clone());
    if at.is_empty() { what } else { format!("{what}, at {at}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails on lines that say so.
    struct Fragile;

    impl Job for Fragile {
        fn answer(&self, unit: Unit<'_>) -> Answer {
            let Unit::Line(line) = unit else { panic!("lines only") };
            assert!(!line.bytes.contains(&b'!'), "a bug");
            Answer { body: line.bytes.to_vec(), status: Status::Scored, verdict: None, unreadable: None }
        }
        fn refuse(&self, refused: Refused) -> Answer {
            let body = format!("{}: {}", refused.id.as_str(), refused.reason).into_bytes();
            Answer { body, status: Status::Error, verdict: None, unreadable: None }
        }
    }

    #[test]
    fn a_panic_costs_only_its_own_line() {
        let line =
            |text: &'static str| Unit::Line(Line { bytes: text.as_bytes(), origin: None, number: 3, cut: false });
        let guarded = |unit| guarded(|u: Unit<'_>| Fragile.answer(u), |r| Fragile.refuse(r), unit);
        let told = guarded(line("{\"id\": \"x\"} !"));
        assert_eq!(told.status, Status::Error);
        let body = String::from_utf8(told.body).expect("UTF-8");
        assert!(body.starts_with("x: The engine failed on this input (a bug"), "{body}");
        assert_eq!(guarded(line("fine")).body, b"fine");
    }

    #[test]
    fn an_unreadable_file_outranks_a_verdict() {
        let mut tally = Tally { verdicts: [5, 1, 0], ..Tally::default() };
        assert_eq!(tally.outcome(None), Outcome::Done);
        assert_eq!(tally.outcome(Some(Verdict::LikelyGarbled)), Outcome::Done);
        assert_eq!(tally.outcome(Some(Verdict::SomeSigns)), Outcome::VerdictReached);
        tally.unreadable = 1;
        assert_eq!(tally.outcome(Some(Verdict::SomeSigns)), Outcome::SomeUnreadable);
    }
}
