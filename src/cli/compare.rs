//! `ungarble compare`: what one article is to another, and what changed between them.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use ungarble::compare::{self, Unfit};
use ungarble::report::{Comparison, ENGINE, SCHEMA, Status};

use super::args::{CompareArgs, CompareFormat};
use super::batch::{self, Answer, Batch, Frame, Job, Tally};
use super::input::{self, Id, Item, Refused, Unit, rows};
use super::render::paper::Paper;
use super::render::{comparison, json};
use super::{Failure, Outcome, output_failure};

/// What is answered.
#[derive(Debug, Serialize)]
pub struct Compared {
    schema: u32,
    engine: &'static str,
    /// The caller's name for the pair.
    pub id: String,
    /// Compared, or why not.
    pub status: Status,
    /// Why not, in a sentence.
    pub reason: Option<String>,
    /// What came of it.
    #[serde(flatten)]
    pub comparison: Option<Comparison>,
}

impl Compared {
    #[cfg(test)]
    pub fn of(id: &str, comparison: Comparison) -> Self {
        Self::new(&Id::Text(id.to_owned()), Ok(comparison))
    }

    fn new(id: &Id, outcome: Result<Comparison, Unfit>) -> Self {
        let (status, reason, comparison) = match outcome {
            Ok(comparison) => (Status::Scored, None, Some(comparison)),
            Err(unfit) => (unfit.status, Some(unfit.reason), None),
        };
        Self { schema: SCHEMA, engine: ENGINE, id: id.as_str().to_owned(), status, reason, comparison }
    }
}

struct Compare {
    format: CompareFormat,
    paper: Paper,
}

/// Runs the command.
pub fn run(args: &CompareArgs) -> Result<Outcome, Failure> {
    let job = Compare { format: args.format, paper: Paper::stdout() };
    match args.paths.as_slice() {
        [copy, original] => {
            if copy == original && copy == Path::new("-") {
                return Err(Failure::Usage("only one of the two can come from standard input".to_owned()));
            }
            let (copy, original) = (read(copy)?, read(original)?);
            let mut body = job.ask(copy, original).body;
            if args.format == CompareFormat::Json {
                body.push(b'\n');
            }
            io::stdout().lock().write_all(&body).map_err(output_failure)?;
            Ok(Outcome::Done)
        }
        [] if io::stdin().is_terminal() => {
            Err(Failure::Usage("give a COPY and an ORIGINAL, or pipe NDJSON in (see --help)".to_owned()))
        }
        [one] if one != Path::new("-") => {
            Err(Failure::Usage(format!("give the candidate for the original after \"{}\"", one.display())))
        }
        _ if args.format == CompareFormat::Html => {
            Err(Failure::Usage("a page shows one pair: give a COPY and an ORIGINAL with --format html".to_owned()))
        }
        _ => {
            let batch = Batch { paths: vec![PathBuf::from("-")], lines_only: true, jobs: args.threads.jobs };
            let mut frame: Box<dyn Frame> = match args.format {
                CompareFormat::Json => Box::new(json::Array::default()),
                CompareFormat::Ndjson => Box::new(json::Lines),
                _ => Box::new(Sheets),
            };
            Ok(batch::run(batch, &job, frame.as_mut())?.outcome(None))
        }
    }
}

/// Answers for reading, an empty line between them.
struct Sheets;

impl Frame for Sheets {
    fn head(&mut self, _several: bool) -> String {
        String::new()
    }
    fn between(&self) -> String {
        "\n".to_owned()
    }
    fn foot(&self, _tally: &Tally) -> String {
        String::new()
    }
}

/// One of the two articles.
fn read(path: &Path) -> Result<Item, Failure> {
    let name = path.to_string_lossy().into_owned();
    let input: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|e| Failure::Io(format!("cannot open {name}"), e))?)
    };
    input::whole(name, input).map_err(|refused| Failure::Usage(format!("{}: {}", refused.id.as_str(), refused.reason)))
}

impl Job for Compare {
    fn answer(&self, unit: Unit<'_>) -> Answer {
        match unit.line().and_then(rows::pair) {
            Ok((copy, original)) => self.ask(copy, original),
            Err(refused) => self.refuse(refused),
        }
    }

    fn refuse(&self, refused: Refused) -> Answer {
        let Refused { id, reason, unreadable } = refused;
        let line = unreadable.then(|| format!("{}: {reason}", id.as_str()));
        let compared = Compared::new(&id, Err(Unfit { status: Status::Error, reason }));
        Answer { unreadable: line, ..self.print(&compared, &id) }
    }
}

impl Compare {
    fn ask(&self, copy: Item, original: Item) -> Answer {
        let id = copy.id.clone();
        let (copy, original) = (copy.article(None), original.article(None));
        self.print(
            &Compared::new(&id, compare::fit(&copy, &original).map(|()| compare::compare(&copy, &original))),
            &id,
        )
    }

    fn print(&self, compared: &Compared, id: &Id) -> Answer {
        let body = match self.format {
            CompareFormat::Text => comparison::text::sheet(compared, self.paper).into_bytes(),
            CompareFormat::Json => json::print(compared, id, false),
            CompareFormat::Ndjson => json::print(compared, id, true),
            CompareFormat::Markdown => comparison::markdown::ticket(compared).into_bytes(),
            CompareFormat::Html => comparison::html::page(compared).into_bytes(),
        };
        Answer { body, status: compared.status, verdict: None, unreadable: None }
    }
}
