//! `ungarble name`: could one name be another, corrupted?

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ungarble::names::compare;
use ungarble::report::{Channel, Status};

use super::args::{NameArgs, PlainFormat};
use super::batch::{self, Answer, Batch, Frame, Job, Tally};
use super::input::{Id, Refused, Unit, rows};
use super::render::json;
use super::render::paper::{Ink, Paper};
use super::{Failure, Outcome, output_failure};

/// Characters of the longest name that is compared: the longest of real people have half of it.
const MAX_CHARS: usize = 200;

/// What a stream asks.
#[derive(Debug, Deserialize)]
struct Row {
    known: String,
    observed: String,
}

/// What is answered.
#[derive(Debug, Serialize)]
struct Compared {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    distance: Option<f64>,
    same_person: Option<bool>,
    channel: Option<Channel>,
    why: Option<String>,
    message_id: Option<&'static str>,
    params: Vec<String>,
}

struct Name {
    format: PlainFormat,
    paper: Paper,
}

/// Runs the command.
pub fn run(args: &NameArgs) -> Result<Outcome, Failure> {
    let name = Name { format: args.format, paper: Paper::stdout() };
    match args.names.as_slice() {
        [known, observed] => {
            let compared = ask(&Row { known: known.clone(), observed: observed.clone() }).map_err(Failure::Usage)?;
            let mut body = name.print(&compared, &Id::Text(String::new())).body;
            if args.format == PlainFormat::Json {
                body.push(b'\n');
            }
            io::stdout().lock().write_all(&body).map_err(output_failure)?;
            Ok(Outcome::Done)
        }
        [] if io::stdin().is_terminal() => {
            Err(Failure::Usage("give two names, or pipe NDJSON in (see --help)".to_owned()))
        }
        [one] if one != "-" => Err(Failure::Usage(format!("give the name that was seen after \"{one}\""))),
        _ => {
            let batch = Batch { paths: vec![PathBuf::from("-")], lines_only: true, jobs: args.threads.jobs };
            let mut frame: Box<dyn Frame> = match args.format {
                PlainFormat::Json => Box::new(json::Array::default()),
                PlainFormat::Text | PlainFormat::Ndjson => Box::new(json::Lines),
            };
            let tally: Tally = batch::run(batch, &name, frame.as_mut())?;
            Ok(tally.outcome(None))
        }
    }
}

/// Compares, or says why not.
fn ask(row: &Row) -> Result<Compared, String> {
    for (field, name) in [("known", &row.known), ("observed", &row.observed)] {
        if name.trim().is_empty() {
            return Err(format!("The {field} name is empty."));
        }
        if name.chars().nth(MAX_CHARS).is_some() {
            return Err(format!("The {field} name has more than {MAX_CHARS} characters."));
        }
    }
    let comparison = compare(&row.known, &row.observed);
    Ok(Compared {
        id: None,
        status: None,
        reason: None,
        distance: Some(ungarble::report::round4(comparison.distance)),
        same_person: Some(comparison.same_person),
        channel: Some(comparison.channel),
        why: Some(comparison.why.english()),
        message_id: Some(comparison.why.message_id),
        params: comparison.why.params,
    })
}

impl Job for Name {
    fn answer(&self, unit: Unit<'_>) -> Answer {
        let line = match unit {
            Unit::Line(line) => line,
            Unit::Refused(refused) => return self.refuse(refused.clone()),
            // Every input is taken for a stream.
            Unit::Document(opened) => {
                return self.refuse(Refused {
                    id: Id::Text(opened.id.clone()),
                    reason: "This is not NDJSON.".to_owned(),
                    unreadable: true,
                });
            }
        };
        match rows::read::<Row>(line) {
            Err(refused) => self.refuse(refused),
            Ok((id, row)) => match ask(&row) {
                Err(reason) => self.refuse(Refused { id, reason, unreadable: false }),
                Ok(compared) => self.print(&Compared { id: Some(id.as_str().to_owned()), ..compared }, &id),
            },
        }
    }

    fn refuse(&self, refused: Refused) -> Answer {
        let Refused { id, reason, unreadable } = refused;
        let line = unreadable.then(|| format!("{}: {reason}", id.as_str()));
        let compared = Compared {
            id: Some(id.as_str().to_owned()),
            status: Some(Status::Error),
            reason: Some(reason),
            distance: None,
            same_person: None,
            channel: None,
            why: None,
            message_id: None,
            params: Vec::new(),
        };
        Answer { unreadable: line, ..self.print(&compared, &id) }
    }
}

impl Name {
    fn print(&self, compared: &Compared, id: &Id) -> Answer {
        let body = match self.format {
            PlainFormat::Text => self.sheet(compared).into_bytes(),
            PlainFormat::Json => json::print(compared, id, false),
            PlainFormat::Ndjson => json::print(compared, id, true),
        };
        Answer { body, status: compared.status.unwrap_or(Status::Scored), verdict: None, unreadable: None }
    }

    fn sheet(&self, compared: &Compared) -> String {
        let (ink, finding) = match compared.same_person {
            Some(true) => (Ink::Doubtful, "May be the same person"),
            Some(false) => (Ink::Good, "Two different names"),
            None => (Ink::Bad, "Could not be read"),
        };
        let id = compared.id.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
        let distance = compared.distance.map(|d| format!(" (distance {d:.2})")).unwrap_or_default();
        let why = compared.why.as_ref().or(compared.reason.as_ref()).map_or("", String::as_str);
        let head = [(Ink::Strong, id.as_str()), (ink, finding), (Ink::Faint, &distance)];
        self.paper.paragraph(0, 2, &head) + &self.paper.paragraph(2, 2, &[(Ink::Plain, why)])
    }
}
