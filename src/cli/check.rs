//! `ungarble check`: one report for each input.

use ungarble::article::Article;
use ungarble::index::{self, Index, Question};
use ungarble::report::{Category, Report, Status};
use ungarble::text::Document;

use super::args::{CheckArgs, Format};
use super::batch::{self, Answer, Batch, Frame, Job};
use super::index::Mapped;
use super::input::{Id, Refused, Unit};
use super::render::paper::Paper;
use super::render::{csv, html, json, markdown, text};
use super::{Failure, Outcome, explain};

struct Check<'a> {
    args: &'a CheckArgs,
    options: ungarble::Options,
    paper: Paper,
    indexes: Vec<Index<'a>>,
}

/// Runs the command.
pub fn run(args: &CheckArgs) -> Result<Outcome, Failure> {
    for word in &args.without {
        if !Category::ALL.iter().any(|category| category.as_str() == word) {
            explain::known(word)?;
        }
    }
    let options = ungarble::Options {
        nursery: args.nursery,
        without: args.without.clone(),
        accepted: args.accept.clone(),
        sensitivity: args.sensitivity,
        ..ungarble::Options::default()
    };
    let maps: Vec<Mapped> = args.index.iter().map(|path| Mapped::open(path)).collect::<Result<_, _>>()?;
    let indexes = maps.iter().map(Mapped::index).collect::<Result<_, _>>()?;
    let batch = Batch { paths: args.inputs.paths()?, lines_only: false, jobs: args.inputs.threads.jobs };
    let mut frame: Box<dyn Frame> = match args.format {
        Format::Json => Box::new(json::Array::default()),
        Format::Ndjson => Box::new(json::Lines),
        Format::Text => Box::new(text::Sheets::default()),
        Format::Csv => Box::new(csv::Table),
        Format::Markdown => Box::new(markdown::Ticket::default()),
        Format::Html => Box::new(html::Page),
    };
    let tally = batch::run(batch, &Check { args, options, paper: Paper::stdout(), indexes }, frame.as_mut())?;
    Ok(tally.outcome(args.fail_on))
}

impl Job for Check<'_> {
    fn answer(&self, unit: Unit<'_>) -> Answer {
        let item = match unit.item() {
            Ok(item) => item,
            Err(refused) => return self.refuse(refused),
        };
        let id = item.id.clone();
        let article = item.article(self.args.inputs.url.as_deref());
        let options = ungarble::Options { id: id.as_str().to_owned(), ..self.options.clone() };
        let mut report = ungarble::check(&article, &options);
        if report.status != Status::Error
            && !self.indexes.is_empty()
            && let Err(fault) = self.consult(&article, &mut report)
        {
            return self.refuse(Refused {
                id,
                reason: format!("An index cannot be used: {fault}."),
                unreadable: false,
            });
        }
        self.print(&report, &id)
    }

    fn refuse(&self, refused: Refused) -> Answer {
        let Refused { id, reason, unreadable } = refused;
        let line = unreadable.then(|| format!("{}: {reason}", id.as_str()));
        let report = ungarble::error_report(id.as_str().to_owned(), reason);
        Answer { unreadable: line, ..self.print(&report, &id) }
    }
}

impl Check<'_> {
    fn consult(&self, article: &Article, report: &mut Report) -> Result<(), index::Fault> {
        let question = Question::new(&Document::new(article), "");
        index::add_to(report, index::consult(&question, &self.indexes)?);
        Ok(())
    }

    fn print(&self, report: &Report, id: &Id) -> Answer {
        let body = match self.args.format {
            Format::Text => text::report(report, self.paper).into_bytes(),
            Format::Json => json::print(report, id, false),
            Format::Ndjson => json::print(report, id, true),
            Format::Csv => csv::row(report),
            Format::Markdown => markdown::report(report).into_bytes(),
            Format::Html => html::row(report).into_bytes(),
        };
        Answer { body, status: report.status, verdict: report.verdict, unreadable: None }
    }
}
