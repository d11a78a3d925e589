//! Checks the tables of `data/` and stops the build where one is faulty: `data/FILE:LINE: reason`. Packs the tables
//! for the binary: the figures, so that little is worked out again when a page is opened, the phrases, each once, and the
//! rest without comments.
//!
//! It works with the very modules the engine is made of, so that both mean the same by a name, a year and a sound.

use std::path::Path;
use std::process::ExitCode;

#[allow(dead_code)]
#[path = "src/names"]
mod names {
    pub mod fold;
    pub mod gazetteer;
    pub mod offices;
    pub mod packed;
    pub mod phonetic;
    pub mod table;
}

#[allow(dead_code)]
#[path = "src/data"]
mod data {
    pub mod check;
}

#[allow(dead_code)]
#[path = "src/phrases/packed.rs"]
mod phrases;

fn main() -> ExitCode {
    for source in ["data", "src/data/check.rs", "src/data/check", "src/names", "src/phrases/packed.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reasons) => {
            for reason in reasons {
                println!("cargo::error={reason}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Vec<String>> {
    let tables = tables(Path::new("data")).map_err(|why| vec![why])?;
    let refs: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let faults = data::check::check(&refs);
    if !faults.is_empty() {
        return Err(faults.iter().map(ToString::to_string).collect());
    }
    for (name, text) in &refs {
        // Readers of the table need its comments, the engine does not.
        let rows: String = text.lines().filter(|l| !l.starts_with('#')).flat_map(|l| [l, "\n"]).collect();
        write(name, rows.as_bytes()).map_err(|why| vec![why])?;
    }
    // Where a publisher sits and who says so is for readers; of its kind the engine asks one thing.
    let mut rows = String::new();
    for row in table_of("publishers.tsv", &refs).lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        rows.push_str(&cells.get(..4).unwrap_or(&cells).join("\t"));
        rows.push_str(if cells.get(4) == Some(&"agency") { "\tagency\n" } else { "\t\n" });
    }
    write("publishers.tsv", rows.as_bytes()).map_err(|why| vec![why])?;
    let phrases = table_of("phrases.tsv", &refs);
    write("phrases.txt", phrases::pack(phrases).as_bytes()).map_err(|why| vec![why])?;
    let figures = table_of("figures.tsv", &refs);
    println!("cargo::rustc-env=FIGURES_AS_OF={}", as_of(figures).map_err(|why| vec![why])?);
    let packed = names::gazetteer::pack(figures);
    write("figures.txt", packed.text.as_bytes())
        .and_then(|()| write("figures.bin", &packed.numbers))
        .map_err(|why| vec![why])
}

/// The text of a table; empty where there is none.
fn table_of<'t>(wanted: &str, tables: &[(&str, &'t str)]) -> &'t str {
    tables.iter().find(|(name, _)| *name == wanted).map_or("", |(_, text)| text)
}

/// The day that the head of the table says it was checked.
fn as_of(figures: &str) -> Result<&str, String> {
    let day = figures.lines().take_while(|l| l.starts_with('#')).find_map(|l| l.strip_prefix("# as of: "));
    let is_day = |d: &&str| {
        d.len() == 10
            && d.chars().enumerate().all(|(at, c)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() })
    };
    day.filter(is_day).ok_or_else(|| "data/figures.tsv: the head must say \"# as of: YYYY-MM-DD\"".to_owned())
}

/// Writes a file where the engine includes it from.
fn write(name: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo did not set OUT_DIR")?;
    let path = Path::new(&folder).join(name);
    std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

/// Name and text of every table in the folder.
fn tables(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut tables = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            tables.push((name, text));
        }
    }
    tables.sort();
    Ok(tables)
}
