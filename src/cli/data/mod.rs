//! `ungarble data`: the facts of `data/` checked, and brought up to date from local copies of their sources.
//!
//! Nothing is fetched: where the sources come from is told in `data/PROVENANCE.md`.

mod refresh;
mod sources;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ungarble::data::check;

use super::args::{DataArgs, DataCheckArgs, DataCommand, DataRefreshArgs};
use super::{Failure, Outcome, output_failure};

/// The tables as they were when the command was built, for where there is no folder.
const COMPILED_IN: &[(&str, &str)] = &[
    ("collisions.tsv", include_str!("../../../data/collisions.tsv")),
    ("figures.tsv", include_str!("../../../data/figures.tsv")),
    ("groups.tsv", include_str!("../../../data/groups.tsv")),
    ("institutions.tsv", include_str!("../../../data/institutions.tsv")),
    ("organisations.tsv", include_str!("../../../data/organisations.tsv")),
    ("phrases.tsv", include_str!("../../../data/phrases.tsv")),
    ("places.tsv", include_str!("../../../data/places.tsv")),
    ("publishers.tsv", include_str!("../../../data/publishers.tsv")),
    ("suffixes.tsv", include_str!("../../../data/suffixes.tsv")),
    ("titles.tsv", include_str!("../../../data/titles.tsv")),
    ("wordnames.tsv", include_str!("../../../data/wordnames.tsv")),
];

/// Runs the command.
pub fn run(args: &DataArgs) -> Result<Outcome, Failure> {
    match &args.command {
        DataCommand::Check(args) => check_tables(args),
        DataCommand::Refresh(args) => refresh_figures(args),
    }
}

/// A table and whether its faults are asked for; the others are there to be referred to.
struct Table {
    name: String,
    text: String,
    asked: bool,
}

fn check_tables(args: &DataCheckArgs) -> Result<Outcome, Failure> {
    let mut tables = Vec::new();
    for path in &args.paths {
        let files = if path.is_dir() { tables_in(path)? } else { vec![path.clone()] };
        for file in files {
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            tables.push(Table { name, text: read(&file)?, asked: true });
        }
    }
    for (name, text) in COMPILED_IN {
        if !tables.iter().any(|t| t.name == *name) {
            tables.push(Table { name: (*name).to_owned(), text: (*text).to_owned(), asked: args.paths.is_empty() });
        }
    }
    let refs: Vec<(&str, &str)> = tables.iter().map(|t| (t.name.as_str(), t.text.as_str())).collect();
    let asked = |file: &str| tables.iter().any(|t| t.asked && t.name == file);
    let faults: Vec<String> = check::check(&refs).iter().filter(|f| asked(&f.file)).map(ToString::to_string).collect();
    let checked = tables.iter().filter(|t| t.asked).count();
    if faults.is_empty() {
        say(&[format!("{checked} tables are sound")])?;
        return Ok(Outcome::Done);
    }
    say(&faults)?;
    Ok(Outcome::SomeUnreadable)
}

fn tables_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |e| Failure::Io(format!("cannot read {}", folder.display()), e);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Failure::Usage(format!("{}: no table (*.tsv) in this folder", folder.display())));
    }
    Ok(files)
}

fn refresh_figures(args: &DataRefreshArgs) -> Result<Outcome, Failure> {
    let path = args.data.join("figures.tsv");
    let organisations = read(&args.data.join("organisations.tsv"))?;
    let facts = sources::read(&args.sources)?;
    let before = read(&path)?;
    let refreshed = refresh::refresh(&before, &organisations, &facts);
    let faults = check::check(&[("figures.tsv", &refreshed.table), ("organisations.tsv", &organisations)]);
    if !faults.is_empty() {
        say(&refreshed.log)?;
        say(&faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        return Err(Failure::Usage(format!("{} was left as it is: mend the rows above first", path.display())));
    }
    say(&refreshed.log)?;
    let stale = refreshed.table != before;
    if stale && !args.check {
        fs::write(&path, &refreshed.table).map_err(|e| Failure::Io(format!("cannot write {}", path.display()), e))?;
    }
    let said = match (stale, args.check) {
        (false, _) => "is up to date",
        (true, false) => "is brought up to date",
        (true, true) => "is out of date; nothing was written",
    };
    say(&[format!("{} {said}", path.display())])?;
    Ok(if stale && args.check { Outcome::VerdictReached } else { Outcome::Done })
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|e| Failure::Io(format!("cannot read {}", path.display()), e))
}

fn say(lines: &[String]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}")).map_err(output_failure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_compiled_in() {
        assert!(COMPILED_IN.iter().map(|(name, _)| *name).eq(check::files()));
    }
}
