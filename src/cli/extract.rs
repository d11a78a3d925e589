//! `ungarble extract`: the article of each input, as it is judged.

use serde::Serialize;
use ungarble::article::extract::Note;
use ungarble::report::Status;
use ungarble::text::Document;

use super::args::{ExtractArgs, PlainFormat};
use super::batch::{self, Answer, Batch, Frame, Job, Tally};
use super::input::{Id, Refused, Unit};
use super::render::json;
use super::render::paper::{Ink, Paper};
use super::render::view::clean;
use super::{Failure, Outcome};

/// What `extract` answers.
#[derive(Debug, Serialize)]
pub struct Extracted {
    id: String,
    status: Status,
    reason: Option<String>,
    url: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    language: Option<String>,
    words: usize,
    truncated: bool,
    text: String,
    /// With `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<Block>>,
}

/// One block of the page, and what became of it.
#[derive(Debug, Serialize)]
struct Block {
    kept: bool,
    why: String,
    text: String,
}

struct Extract<'a> {
    args: &'a ExtractArgs,
    paper: Paper,
}

/// Runs the command.
pub fn run(args: &ExtractArgs) -> Result<Outcome, Failure> {
    let batch = Batch { paths: args.inputs.paths()?, lines_only: false, jobs: args.inputs.threads.jobs };
    let mut frame: Box<dyn Frame> = match args.format {
        PlainFormat::Json => Box::new(json::Array::default()),
        PlainFormat::Ndjson => Box::new(json::Lines),
        PlainFormat::Text => Box::new(Sheets),
    };
    let tally = batch::run(batch, &Extract { args, paper: Paper::stdout() }, frame.as_mut())?;
    Ok(tally.outcome(None))
}

impl Job for Extract<'_> {
    fn answer(&self, unit: Unit<'_>) -> Answer {
        let item = match unit.item() {
            Ok(item) => item,
            Err(refused) => return self.refuse(refused),
        };
        let id = item.id.clone();
        let url = self.args.inputs.url.as_deref();
        let block = |n: Note| Block { kept: n.kept, why: n.why, text: n.text };
        let blocks = self.args.explain.then(|| item.blocks(url).into_iter().map(block).collect());
        let article = item.article(url);
        let doc = Document::new(&article);
        let (status, reason) = ungarble::standing(&article, &doc);
        let words = doc.word_count();
        let text = article.text();
        let extracted = Extracted {
            id: id.as_str().to_owned(),
            status,
            reason,
            url: article.url,
            title: article.title,
            byline: article.byline,
            publisher: article.publisher,
            published: article.published,
            language: article.language,
            words,
            truncated: article.truncated,
            text,
            blocks,
        };
        self.print(&extracted, &id)
    }

    fn refuse(&self, refused: Refused) -> Answer {
        let Refused { id, reason, unreadable } = refused;
        let line = unreadable.then(|| format!("{}: {reason}", id.as_str()));
        let extracted = Extracted {
            id: id.as_str().to_owned(),
            status: Status::Error,
            reason: Some(reason),
            url: None,
            title: None,
            byline: None,
            publisher: None,
            published: None,
            language: None,
            words: 0,
            truncated: false,
            text: String::new(),
            blocks: None,
        };
        Answer { unreadable: line, ..self.print(&extracted, &id) }
    }
}

impl Extract<'_> {
    fn print(&self, extracted: &Extracted, id: &Id) -> Answer {
        let body = match self.args.format {
            PlainFormat::Text => sheet(extracted, self.paper).into_bytes(),
            PlainFormat::Json => json::print(extracted, id, false),
            PlainFormat::Ndjson => json::print(extracted, id, true),
        };
        Answer { body, status: extracted.status, verdict: None, unreadable: None }
    }
}

/// Articles one below the other.
struct Sheets;

impl Frame for Sheets {
    fn head(&mut self, _several: bool) -> String {
        String::new()
    }
    fn between(&self) -> String {
        "\n\n".to_owned()
    }
    fn foot(&self, _tally: &Tally) -> String {
        String::new()
    }
}

/// One article for reading. Its paragraphs are not broken into lines, so that it can be piped on as plain text.
fn sheet(extracted: &Extracted, paper: Paper) -> String {
    let mut out = String::new();
    if let Some(title) = &extracted.title {
        out += &paper.paragraph(0, 0, &[(Ink::Strong, title)]);
    }
    let about = [&extracted.byline, &extracted.publisher, &extracted.published];
    let about: Vec<&str> = about.into_iter().flatten().map(String::as_str).collect();
    if !about.is_empty() {
        out += &paper.paragraph(0, 0, &[(Ink::Faint, &about.join(" · "))]);
    }
    if let Some(reason) = &extracted.reason {
        out += &paper.paragraph(0, 0, &[(Ink::Faint, &format!("({}: {reason})", extracted.status.as_str()))]);
    }
    if let Some(blocks) = &extracted.blocks {
        for block in blocks {
            let (sign, ink) = if block.kept { ("+ ", Ink::Good) } else { ("- ", Ink::Faint) };
            let why = format!("[{}] ", block.why);
            out += &paper.paragraph(0, 2, &[(ink, sign), (Ink::Faint, &why), (Ink::Plain, &block.text)]);
        }
        return out;
    }
    for paragraph in extracted.text.split("\n\n").filter(|p| !p.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out += &clean(paragraph);
        out.push('\n');
    }
    out
}
