//! Checks the tables of `data/` and stops the build where one is faulty: `data/FILE:LINE: reason`.
//!
//! It works with the very modules the engine is made of, so that both mean the same by a name, a year and a sound.

use std::path::Path;
use std::process::ExitCode;

#[allow(dead_code)]
#[path = "src/names"]
mod names {
    pub mod fold;
    pub mod offices;
    pub mod table;
}

#[allow(dead_code)]
#[path = "src/data"]
mod data {
    pub mod check;
}

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    for shared in
        ["src/data/check.rs", "src/data/check", "src/names/fold.rs", "src/names/offices.rs", "src/names/table.rs"]
    {
        println!("cargo::rerun-if-changed={shared}");
    }
    match faults(Path::new("data")) {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            ExitCode::FAILURE
        }
        Err(why) => {
            println!("cargo::error={why}");
            ExitCode::FAILURE
        }
    }
}

/// Every fault of the tables in the folder.
fn faults(folder: &Path) -> Result<Vec<data::check::Fault>, String> {
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
    let tables: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(data::check::check(&tables))
}
