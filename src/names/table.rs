//! Reading the tab-separated files of `data/`: comment lines, one header line, rows.
//!
//! A malformed row is skipped; `data::check` is what finds it first, with file, line and reason.

/// The rows of a table, without comments and header.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect())
}

/// The parts of a list cell, `a|b|c`; none for an empty one.
pub fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|s| !s.is_empty())
}
