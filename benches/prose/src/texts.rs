//! The texts that are checked: our own fixture pages, or a labelled file.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;
use ungarble::article::{extract, html};

/// A text, and whether it is a garbled copy.
pub struct Text {
    pub text: String,
    pub garbled: bool,
}

/// The articles of the fixture pages; garbled are those in which signs are expected.
pub fn pages(folder: &Path) -> io::Result<Vec<Text>> {
    let mut folders: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    folders.sort_by_key(fs::DirEntry::path);
    let mut out = Vec::new();
    for folder in folders {
        let Ok(expected) = fs::read(folder.path().join("expected.json")) else { continue };
        let expected: Value = serde_json::from_slice(&expected)?;
        if expected["status"] != "scored" {
            continue;
        }
        let page = fs::read(folder.path().join("page.html"))?;
        let text = extract::extract(&html::parse(&String::from_utf8_lossy(&page), None)).text();
        out.push(Text { text, garbled: expected["verdict"] != "no-signs" });
    }
    Ok(out)
}

/// The garbled copies and the texts that writers of the language wrote, evenly thinned out to at most `most` each.
pub fn labelled(file: &Path, most: usize) -> io::Result<Vec<Text>> {
    let (mut garbled, mut honest) = (Vec::new(), Vec::new());
    for line in BufReader::new(GzDecoder::new(File::open(file)?)).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let is_copy = row["label"] == 1;
        let text = row[if is_copy { "copy_text" } else { "text" }].as_str().map(str::to_owned);
        match text {
            Some(text) if is_copy => garbled.push(Text { text, garbled: true }),
            Some(text) if row["kind"] == "human" => honest.push(Text { text, garbled: false }),
            _ => {}
        }
    }
    Ok([garbled, honest].into_iter().flat_map(|all| thinned(all, most)).collect())
}

fn thinned(all: Vec<Text>, most: usize) -> impl Iterator<Item = Text> {
    let step = all.len().div_ceil(most.max(1)).max(1);
    all.into_iter().step_by(step)
}
