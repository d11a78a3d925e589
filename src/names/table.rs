//! Reading the tab-separated files of `data/`: comment lines, one header line, rows.
//!
//! At run time a malformed row is skipped; [`check`] is what a test runs to find it first, with file, line and reason.

/// The rows of a table, without comments and header.
pub fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect())
}

/// The parts of a list cell, `a|b|c`; none for an empty one.
pub fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|s| !s.is_empty())
}

/// Every fault of a table: rows of another width than the header, empty first cells, rows out of order or twice (by
/// the first `key` columns, folded), white space at a cell's edge. Each as `file:line: reason`.
pub fn check(file: &str, text: &str, key: usize) -> Vec<String> {
    let mut faults = Vec::new();
    let mut width = None;
    let mut before: Option<String> = None;
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let mut fault = |reason: String| faults.push(format!("{file}:{}: {reason}", i + 1));
        let cells: Vec<&str> = line.split('\t').collect();
        let Some(width) = width else {
            width = Some(cells.len());
            continue;
        };
        if cells.len() != width {
            fault(format!("{} columns where the header has {width}", cells.len()));
        }
        if cells.first().is_none_or(|c| c.is_empty()) {
            fault("the first column is empty".to_owned());
        }
        if let Some(cell) = cells.iter().find(|c| c.trim() != **c) {
            fault(format!("white space at the edge of `{cell}`"));
        }
        let name = cells.iter().take(key).map(|c| sort_key(c)).collect::<Vec<_>>().join("\t");
        if let Some(before) = &before {
            if *before == name {
                fault(format!("`{}` is here twice", cells[0]));
            } else if *before > name {
                fault(format!("`{}` is out of order", cells[0]));
            }
        }
        before = Some(name);
    }
    faults
}

/// Order of rows: without marks and case, word by word.
fn sort_key(cell: &str) -> String {
    cell.split_whitespace().map(super::fold::letters).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_file_line_and_reason() {
        let text = "# note\nname\twords\nb\tx\na\ty\na\tz\nc\n";
        assert_eq!(
            check("t.tsv", text, 1),
            ["t.tsv:4: `a` is out of order", "t.tsv:5: `a` is here twice", "t.tsv:6: 1 columns where the header has 2"]
        );
    }
}
