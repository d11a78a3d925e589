//! One row for each input, for spreadsheets.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`. Such a cell gets an apostrophe in front, which
//! spreadsheets take for "this is text"; plain numbers stay as they are.

use std::borrow::Cow;

use ungarble::report::{Category, Report, Verdict};

use super::view::clean;
use crate::cli::batch::{Frame, Tally};

/// The columns; new ones are added at the end.
const COLUMNS: &str = "id,status,verdict,score,probability,words,signs,kinds,names,source,source_relation,url,title,byline,\
                       publisher,published,reason\n";

/// Rows below a line of column names.
pub struct Table;

impl Frame for Table {
    fn head(&mut self, _several: bool) -> String {
        COLUMNS.to_owned()
    }
    fn between(&self) -> String {
        String::new()
    }
    fn foot(&self, _tally: &Tally) -> String {
        String::new()
    }
}

/// One row.
pub fn row(report: &Report) -> Vec<u8> {
    let number = |n: Option<String>| n.unwrap_or_default();
    let text = |s: &Option<String>| s.as_deref().unwrap_or("").to_owned();
    let kinds: Vec<String> = Category::ALL
        .iter()
        .filter_map(|c| {
            let n = report.evidence.iter().filter(|e| e.category == *c).count();
            (n > 0).then(|| format!("{} {n}", c.as_str()))
        })
        .collect();
    let names: Vec<String> = report.names.iter().map(|n| format!("{}: {}", n.likely, n.observed.join(" | "))).collect();
    let source = report.sources.first();
    let page = &report.page;
    let cells = [
        report.id.clone(),
        report.status.as_str().to_owned(),
        report.verdict.map_or("", Verdict::as_str).to_owned(),
        number(report.score.map(|s| s.to_string())),
        number(report.probability.map(|p| ungarble::report::round4(p).to_string())),
        report.text.words.to_string(),
        report.evidence.len().to_string(),
        kinds.join("; "),
        names.join("; "),
        source.map(|s| s.url.clone()).unwrap_or_default(),
        source.map(|s| s.relation.as_str().to_owned()).unwrap_or_default(),
        text(&page.url),
        text(&page.title),
        text(&page.byline),
        text(&page.publisher),
        text(&page.published),
        text(&report.reason),
    ];
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory cannot fail, and there is but one record.
    let _ = writer.write_record(cells.iter().map(|c| guard(&clean(c)).into_owned()));
    writer.into_inner().unwrap_or_default()
}

fn guard(cell: &str) -> Cow<'_, str> {
    let runs = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if runs && cell != "-" && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_run() {
        for (cell, want) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            (" =x", "' =x"),
            ("-5", "-5"),
            ("-", "-"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(guard(cell), want);
        }
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_cell() {
        let mut report = ungarble::error_report("a,\"b\"".into(), "first\nsecond, third".into());
        report.page.title = Some("=HYPERLINK(\"x\")".into());
        let row = String::from_utf8(row(&report)).expect("UTF-8");
        assert!(row.starts_with("\"a,\"\"b\"\"\",error,"), "{row}");
        assert!(row.ends_with("\"first second, third\"\n"), "{row}");
        assert!(row.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{row}");
    }

    #[test]
    fn every_column_has_a_name() {
        let row = row(&ungarble::error_report("x".into(), "y".into()));
        let cells = |line: &[u8]| line.split(|&b| b == b',').count();
        assert_eq!(cells(&row), cells(COLUMNS.as_bytes()));
    }
}
