//! Checks the tables of `data/` and stops the build where one is faulty: `data/FILE:LINE: reason`. Packs the table of
//! figures for the binary, so that nothing is worked out again when a page is opened.
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

fn main() -> ExitCode {
    for source in ["data", "src/data/check.rs", "src/data/check", "src/names"] {
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
    let figures = refs.iter().find(|(name, _)| *name == "figures.tsv").map_or("", |(_, text)| text);
    write("figures", &names::gazetteer::pack(figures)).map_err(|why| vec![why])
}

/// Writes a packed table where the engine includes it from.
fn write(table: &str, packer: &names::packed::Packer) -> Result<(), String> {
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo did not set OUT_DIR")?;
    for (end, bytes) in [("txt", packer.text.as_bytes()), ("bin", packer.numbers.as_slice())] {
        let path = Path::new(&folder).join(format!("{table}.{end}"));
        std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
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
