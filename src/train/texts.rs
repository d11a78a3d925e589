//! The labelled texts that the style model learns from and the score is measured on.
//!
//! A folder with `text.jsonl` or `text.jsonl.gz`: one object a line, `label` 1 for a copy (`copy_text`, `engine`,
//! `source_id`, `damage`, `name_changes`) and 0 for a human text (`text`, `kind`, `src`, `source_id`). If the folder has
//! `pages/` as `train extraction` takes it, the texts of its English pages are human texts too, of kind `page`: magazines,
//! science sites and today's papers, which other collections lack.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;

/// One labelled text.
#[derive(Debug)]
pub struct Labelled {
    /// What it is called.
    pub id: String,
    /// Article it was made from, or is.
    pub source: String,
    /// What made it; none for human texts.
    pub engine: Option<String>,
    /// For human texts: `human`, `human-translated`, `learner` or `page`; `copy` for copies.
    pub kind: String,
    /// Collection it comes from.
    pub collection: String,
    /// The text.
    pub text: String,
    /// Kinds of damage that were planted; empty for what an engine did alone.
    pub planted: Vec<String>,
}

impl Labelled {
    /// Family of engines, left out of training together.
    pub fn family(&self) -> Option<&str> {
        self.engine.as_deref().map(family)
    }
}

/// Family of an engine.
pub fn family(engine: &str) -> &str {
    let siblings = ["apertium", "nmt:bergamot", "nmt-wmt"];
    siblings.into_iter().find(|s| engine.starts_with(s)).unwrap_or(engine)
}

/// The lines of a file that may be packed, but for empty ones.
///
/// # Errors
/// There is neither the file nor a packed one.
pub fn lines(folder: &Path, name: &str) -> io::Result<impl Iterator<Item = io::Result<String>> + use<>> {
    let packed = folder.join(format!("{name}.gz"));
    let reader: Box<dyn Read> = if packed.exists() {
        Box::new(GzDecoder::new(File::open(packed)?))
    } else {
        Box::new(File::open(folder.join(name))?)
    };
    Ok(BufReader::new(reader).lines().filter(|line| line.as_ref().map_or(true, |l| !l.trim().is_empty())))
}

/// Reads the texts of a folder, in the order of the file.
///
/// # Errors
/// The file is not there, cannot be unpacked, or a line is no object with the fields above.
pub fn read(folder: &Path) -> io::Result<Vec<Labelled>> {
    let mut texts: Vec<Labelled> = lines(folder, "text.jsonl")?
        .enumerate()
        .map(|(at, line)| {
            labelled(&line?).ok_or_else(|| {
                io::Error::new(io::ErrorKind::InvalidData, format!("line {} is no labelled text", at + 1))
            })
        })
        .collect::<io::Result<_>>()?;
    let pages = folder.join("pages");
    if pages.exists() {
        texts.extend(read_pages(&pages)?);
    }
    Ok(texts)
}

/// The texts of the English pages of a folder. Pages of one domain count as one article.
fn read_pages(folder: &Path) -> io::Result<Vec<Labelled>> {
    let index = fs::read_to_string(folder.join("index.tsv"))?;
    let mut lines = index.lines().map(|l| l.split('\t').collect::<Vec<_>>());
    let columns = lines.next().unwrap_or_default();
    let column = |name: &str| columns.iter().position(|c| *c == name).unwrap_or(usize::MAX);
    let (source, id, language, domain) = (column("source"), column("id"), column("lang"), column("domain"));
    lines
        .filter(|row| row.get(language).is_some_and(|l| l.starts_with("en")))
        .map(|row| {
            let of = |at: usize| row.get(at).copied().unwrap_or("");
            Ok(Labelled {
                id: format!("{}/{}", of(source), of(id)),
                source: of(domain).to_owned(),
                engine: None,
                kind: "page".to_owned(),
                collection: of(source).to_owned(),
                text: fs::read_to_string(folder.join(of(source)).join(format!("{}.txt", of(id))))?,
                planted: Vec::new(),
            })
        })
        .collect()
}

fn labelled(line: &str) -> Option<Labelled> {
    let row: Value = serde_json::from_str(line).ok()?;
    let string = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let copy = row.get("label")?.as_u64()? == 1;
    let mut planted: Vec<String> = row
        .get("damage")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|d| d.as_str().or_else(|| d.get("kind")?.as_str()).map(str::to_owned))
        .collect();
    if row.get("name_changes").and_then(Value::as_array).is_some_and(|c| !c.is_empty()) {
        planted.push("names".to_owned());
    }
    Some(Labelled {
        id: string("id")?,
        source: string("source_id")?,
        engine: if copy { Some(string("engine")?) } else { None },
        kind: if copy { "copy".to_owned() } else { string("kind")? },
        collection: string("src").unwrap_or_default(),
        text: string(if copy { "copy_text" } else { "text" })?,
        planted,
    })
}
