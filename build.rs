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
    tables.iter().try_for_each(|(name, text)| pack(name, text)).map_err(|why| vec![why])
}

/// Writes a table in the form in which the engine reads it.
fn pack(name: &str, text: &str) -> Result<(), String> {
    // Readers of a table need its comments, the engine does not.
    let rows = || text.lines().filter(|l| !l.starts_with('#'));
    match name {
        "figures.tsv" => {
            println!("cargo::rustc-env=FIGURES_AS_OF={}", as_of(text)?);
            let packed = names::gazetteer::pack(text);
            write("figures.txt", packed.text.as_bytes()).and_then(|()| write("figures.bin", &packed.numbers))
        }
        "phrases.tsv" => write("phrases.txt", phrases::pack(text).as_bytes()),
        "publishers.tsv" => {
            // Where a publisher sits and who says so is for readers; of its kind the engine asks one thing.
            let mut out = String::new();
            for row in rows() {
                let cells: Vec<&str> = row.split('\t').collect();
                out.push_str(&cells.get(..4).unwrap_or(&cells).join("\t"));
                out.push_str(if cells.get(4) == Some(&"agency") { "\tagency\n" } else { "\t\n" });
            }
            write(name, out.as_bytes())
        }
        _ => write(name, rows().flat_map(|l| [l, "\n"]).collect::<String>().as_bytes()),
    }
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
