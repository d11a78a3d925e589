//! `ungarble extract`: the article of each input, as it is judged.

use serde::Serialize;
use ungarble::article::extract::Note;
use ungarble::article::{Article, Clues, Credit, Entry, Field, ParagraphKind, Said};
use ungarble::report::{Status, round4};
use ungarble::text::Document;
use ungarble::text::utf16::Utf16Map;

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
    standfirst: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    published_iso: Option<String>,
    modified: Option<String>,
    modified_iso: Option<String>,
    language: Option<String>,
    section: Option<String>,
    credits: Vec<Credit>,
    clues: Clues,
    words: usize,
    truncated: bool,
    text: String,
    paragraphs: Vec<Place>,
    links: Vec<Target>,
    entries: Vec<Entry>,
    corrections: Vec<String>,
    fields: Vec<Field>,
    /// With `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<Block>>,
}

/// Where a paragraph stands in `text`, in UTF-16 units.
#[derive(Debug, Serialize)]
struct Place {
    kind: ParagraphKind,
    start: usize,
    end: usize,
    entry: Option<u32>,
}

/// A link, with offsets in UTF-16 units in its paragraph.
#[derive(Debug, Serialize)]
struct Target {
    paragraph: usize,
    start: usize,
    end: usize,
    href: String,
}

/// One block of the page, and what became of it.
#[derive(Debug, Serialize)]
struct Block {
    kind: ParagraphKind,
    kept: bool,
    why: String,
    /// Log-odds that it is the article's, where the trained judge was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    features: Vec<Feature>,
    text: String,
}

/// What moved a score, and by how much.
#[derive(Debug, Serialize)]
struct Feature {
    name: String,
    weight: f64,
}

impl From<Note> for Block {
    fn from(note: Note) -> Self {
        let feature = |(name, weight): (String, f32)| Feature { name, weight: round4(f64::from(weight)) };
        Self {
            kind: note.kind,
            kept: note.kept,
            why: note.why,
            score: note.score.map(|s| round4(f64::from(s))),
            features: note.reasons.into_iter().map(feature).collect(),
            text: note.text,
        }
    }
}

impl Extracted {
    /// An answer without an article.
    fn empty(id: &Id, status: Status, reason: Option<String>) -> Self {
        Self::new(id, status, reason, Article::empty(), 0)
    }

    fn new(id: &Id, status: Status, reason: Option<String>, article: Article, words: usize) -> Self {
        let text = article.text();
        let mut paragraphs = Vec::new();
        let mut links = Vec::new();
        let mut start = 0;
        for (index, p) in article.paragraphs.into_iter().enumerate() {
            let map = Utf16Map::new(&p.text);
            let end = start + map.offset(p.text.len());
            paragraphs.push(Place { kind: p.kind, start, end, entry: p.entry });
            // The empty line between two paragraphs.
            start = end + 2;
            links.extend(p.links.into_iter().map(|l| Target {
                paragraph: index,
                start: map.offset(l.start as usize),
                end: map.offset(l.end as usize),
                href: l.href,
            }));
        }
        Self {
            id: id.as_str().to_owned(),
            status,
            reason,
            url: article.url,
            title: article.title,
            standfirst: article.standfirst,
            byline: article.byline,
            publisher: article.publisher,
            published: article.published,
            published_iso: article.published_iso,
            modified: article.modified,
            modified_iso: article.modified_iso,
            language: article.language,
            section: article.section,
            credits: article.credits,
            clues: article.clues,
            words,
            truncated: article.truncated,
            text,
            paragraphs,
            links,
            entries: article.entries,
            corrections: article.corrections,
            fields: article.fields,
            blocks: None,
        }
    }
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
        let blocks = self.args.explain.then(|| item.blocks(url).into_iter().map(Block::from).collect());
        let article = item.article(url);
        let doc = Document::new(&article);
        let (status, reason) = ungarble::standing(&article, &doc);
        let words = doc.word_count();
        let extracted = Extracted { blocks, ..Extracted::new(&id, status, reason, article, words) };
        self.print(&extracted, &id)
    }

    fn refuse(&self, refused: Refused) -> Answer {
        let Refused { id, reason, unreadable } = refused;
        let line = unreadable.then(|| format!("{}: {reason}", id.as_str()));
        let extracted = Extracted::empty(&id, Status::Error, Some(reason));
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
        return out + &explanation(extracted, blocks, paper);
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

/// Columns of the names of the fields.
const NAMES: usize = 12;

/// Where each field comes from and who says otherwise, then every block of the page and what became of it.
fn explanation(extracted: &Extracted, blocks: &[Block], paper: Paper) -> String {
    let mut out = String::new();
    if !extracted.fields.is_empty() {
        out.push('\n');
    }
    for field in &extracted.fields {
        let name = format!("{:NAMES$}", field.field).replace(' ', "\u{a0}");
        let value = shorten(&field.said.value);
        out += &paper.paragraph(
            0,
            NAMES,
            &[(Ink::Plain, &name), (Ink::Plain, &value), (Ink::Faint, &format!(" [{}]", place(&field.said)))],
        );
        for other in &field.alternatives {
            let value = shorten(&other.value);
            out += &paper.paragraph(
                NAMES,
                NAMES + 2,
                &[(Ink::Doubtful, "≠ "), (Ink::Plain, &value), (Ink::Faint, &format!(" [{}]", place(other)))],
            );
        }
    }
    let credits: Vec<String> = extracted.credits.iter().map(|c| format!("{} ({})", c.name, c.kind.as_str())).collect();
    for (name, list) in [("credits", &credits), ("corrections", &extracted.corrections)] {
        let name = format!("{name:NAMES$}").replace(' ', "\u{a0}");
        for line in list {
            out += &paper.paragraph(0, NAMES, &[(Ink::Plain, &name), (Ink::Plain, &shorten(line))]);
        }
    }
    out.push('\n');
    for block in blocks {
        let (sign, ink) = if block.kept { ("+ ", Ink::Good) } else { ("- ", Ink::Faint) };
        let features: Vec<String> =
            block.features.iter().take(3).map(|f| format!("{} {:+.1}", f.name, f.weight)).collect();
        let moved = if features.is_empty() { String::new() } else { format!(": {}", features.join(", ")) };
        let score = block.score.map(|s| format!("; score {s:+.1}{moved}")).unwrap_or_default();
        let why = format!("[{}{score}] ", block.why);
        let text = shorten(&block.text);
        out += &paper.paragraph(0, 2, &[(ink, sign), (Ink::Faint, &why), (Ink::Plain, &text)]);
    }
    out
}

/// A source and the name a claim has in it.
fn place(said: &Said) -> String {
    match said.name {
        "" => said.source.as_str().to_owned(),
        name => format!("{} {name}", said.source.as_str()),
    }
}

/// Characters of a text that an explanation shows.
const SHOWN: usize = 160;

/// The beginning of a text, up to the end of a word where one is near.
fn shorten(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(SHOWN) else { return text.to_owned() };
    let front = &text[..cut];
    let end = front.rfind(' ').filter(|at| cut - at < 40).unwrap_or(cut);
    format!("{}…", &front[..end])
}
