//! Inputs: what is opened, what it turns out to be, and its text.
//!
//! [`feed`] walks the paths and cuts what it finds into [`Chunk`]s; [`Unit`]s, cut from them, are what one answer is given
//! to. [`sniff`] tells HTML, text, NDJSON and binary files apart by content, [`decode`] makes text of bytes, [`rows`] reads
//! one line of NDJSON. Nothing here judges an article.

pub mod decode;
pub mod feed;
pub mod rows;
pub mod sniff;

use std::io::Read;

use ungarble::article::{Article, Field, Said, Source, extract, html, plain};

pub use feed::{Chunk, Feed};

/// Bytes that are read of one page. The largest real pages have a few megabytes.
pub const MAX_PAGE_BYTES: usize = 32 << 20;

/// Bytes that are read of one plain text: more than is judged, in any encoding.
pub const MAX_PLAIN_BYTES: usize = 4 * ungarble::article::MAX_TEXT_BYTES;

/// Bytes looked at to tell what a document is.
const HEAD: u64 = 64 << 10;

/// The caller's name for an input, kept as it was given: a number stays a number in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Id {
    /// A string, a path, or a line number where no id was given.
    Text(String),
    /// The digits of a JSON number, as written.
    Number(String),
}

impl Id {
    /// The id without its JSON type.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(s) | Self::Number(s) => s,
        }
    }
}

/// One article's worth of input.
#[derive(Debug)]
pub struct Item {
    /// What its answer is called.
    pub id: Id,
    /// The text.
    pub body: Body,
    /// Address of the page, where it is known.
    pub url: Option<String>,
    /// Headline, where it is given apart from the text.
    pub title: Option<String>,
    /// Name of the publication, where it is given apart from the text.
    pub publisher: Option<String>,
    /// Date of publication, where it is given apart from the text.
    pub published: Option<String>,
    /// More was there than was read.
    pub truncated: bool,
}

/// Text of one of the two kinds that are read.
#[derive(Debug)]
pub enum Body {
    /// As a person would paste it.
    Text(String),
    /// With markup.
    Html(String),
}

impl Item {
    /// What became of each block of the page; none for plain text, which is taken as it is.
    pub fn blocks(&self, url: Option<&str>) -> Vec<extract::Note> {
        match &self.body {
            Body::Text(_) => Vec::new(),
            Body::Html(html) => extract::explain(&html::parse(html, self.url.as_deref().or(url))),
        }
    }

    /// The article of the page, or the text as given. `url` stands in where the item has none of its own.
    pub fn article(self, url: Option<&str>) -> Article {
        let url = self.url.as_deref().or(url);
        let mut article = match &self.body {
            Body::Text(text) => plain::read(text),
            Body::Html(html) => extract::extract(&html::parse(html, url)),
        };
        if article.url.is_none() {
            article.url = url.map(str::to_owned);
        }
        if article.title.is_none() {
            article.title = self.title.as_deref().map(plain::squeeze);
            let given = article.title.iter().map(|t| Said::new(t.clone(), Source::Given, "title"));
            let given: Vec<Said> = given.collect();
            article.fields.extend(Field::new("title", &given, 0, |a, b| a == b));
        }
        article.truncated |= self.truncated;
        article
    }
}

/// An input that cannot be read, and why.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What its answer is called.
    pub id: Id,
    /// In a sentence, for the user.
    pub reason: String,
    /// It is a file's or a folder's failure, which the exit code tells; a bad line of a stream is not.
    pub unreadable: bool,
}

/// A document that is open but not read yet.
pub struct Opened {
    /// The path, or `-`.
    pub id: String,
    /// What was read to tell what it is.
    pub head: Vec<u8>,
    /// The rest.
    pub rest: Box<dyn Read + Send>,
}

/// One line of NDJSON.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Without its end.
    pub bytes: &'a [u8],
    /// The file it stands in; none for standard input.
    pub origin: Option<&'a str>,
    /// Counted from 1.
    pub number: u64,
    /// The line was longer than what is read of one; `bytes` is its beginning.
    pub cut: bool,
}

/// What one answer is given to.
pub enum Unit<'a> {
    /// A file or standard input.
    Document(&'a mut Opened),
    /// A line of NDJSON.
    Line(Line<'a>),
    /// A path that could not even be opened.
    Refused(&'a Refused),
}

impl<'a> Unit<'a> {
    /// The line, for commands that take every input for a stream.
    pub fn line(self) -> Result<Line<'a>, Refused> {
        match self {
            Self::Line(line) => Ok(line),
            Self::Refused(refused) => Err(refused.clone()),
            Self::Document(opened) => Err(Refused {
                id: Id::Text(opened.id.clone()),
                reason: "This is not NDJSON.".to_owned(),
                unreadable: true,
            }),
        }
    }

    /// The article in it.
    pub fn item(self) -> Result<Item, Refused> {
        match self {
            Self::Document(opened) => document(opened),
            Self::Line(line) => rows::article(line),
            Self::Refused(refused) => Err(refused.clone()),
        }
    }
}

/// One document that is read at once.
pub fn whole(id: String, mut input: impl Read + Send + 'static) -> Result<Item, Refused> {
    let mut head = Vec::new();
    if let Err(e) = input.by_ref().take(HEAD).read_to_end(&mut head) {
        return Err(Refused { id: Id::Text(id), reason: format!("Cannot read it: {e}."), unreadable: true });
    }
    document(&mut Opened { id, head, rest: Box::new(input) })
}

/// Reads an opened document to its end, or to the most that is judged.
fn document(opened: &mut Opened) -> Result<Item, Refused> {
    let Opened { id, head, rest } = opened;
    let mut bytes = std::mem::take(head);
    let refused = |reason: String| Refused { id: Id::Text(id.clone()), reason, unreadable: true };
    let kind = sniff::kind(&bytes);
    let most = match kind {
        sniff::Kind::Binary(what) => return Err(refused(format!("This looks like {what}, not text or HTML."))),
        sniff::Kind::BrokenJson(what) => return Err(refused(what.to_owned())),
        sniff::Kind::Html => MAX_PAGE_BYTES,
        // A line of NDJSON never comes here; feeding it as text is the least surprise.
        sniff::Kind::Text | sniff::Kind::Ndjson => MAX_PLAIN_BYTES,
    };
    let room = (most + 1).saturating_sub(bytes.len());
    rest.take(room as u64).read_to_end(&mut bytes).map_err(|e| refused(format!("Cannot read it: {e}.")))?;
    let truncated = bytes.len() > most;
    bytes.truncate(most);
    let html = kind == sniff::Kind::Html;
    let text = decode::decode(bytes, html, truncated);
    let body = if html { Body::Html(text) } else { Body::Text(text) };
    Ok(Item { id: Id::Text(id.clone()), body, url: None, title: None, publisher: None, published: None, truncated })
}
