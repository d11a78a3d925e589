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
    /// Pieces of the known name and what became of each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alignment: Vec<(String, String)>,
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
        alignment: comparison.alignment.into_iter().map(|p| (p.known, p.observed)).collect(),
    })
}

impl Job for Name {
    fn answer(&self, unit: Unit<'_>) -> Answer {
        match unit.line().and_then(rows::read::<Row>) {
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
            alignment: Vec::new(),
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
        let mut sheet = self.paper.paragraph(0, 2, &head) + &self.paper.paragraph(2, 2, &[(Ink::Plain, why)]);
        if compared.alignment.iter().any(|(known, observed)| known != observed) {
            sheet += &self.paper.paragraph(2, 2, &[(Ink::Plain, &changes(&compared.alignment))]);
        }
        sheet
    }
}

/// The alignment in one line, words apart by a stroke: what stays as it is, "ll>r" for what changed, "+u" for what was put in, "-h" for what was
/// left out.
fn changes(alignment: &[(String, String)]) -> String {
    let mut out = String::new();
    for (known, observed) in alignment {
        if known == observed {
            if known != " " && !out.is_empty() && out.ends_with(MARKED) {
                out.push(' ');
            }
            out.push_str(if known == " " { " / " } else { known });
            continue;
        }
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        match (known.as_str(), observed.as_str()) {
            ("", put_in) => out.extend(["+", put_in]),
            (left_out, "") => out.extend(["-", left_out]),
            (from, to) => out.extend([from, ">", to]),
        }
        out.push(MARKED);
    }
    out.replace(MARKED, "")
}

/// Stands after a change until the line is done.
const MARKED: char = '\u{0}';
