//! For reading in a terminal.

use std::fmt::Write;

use ungarble::report::Report;

/// A report.
pub fn report(report: &Report) -> String {
    let mut out = String::new();
    let verdict = report.verdict.map_or("not judged", ungarble::report::Verdict::as_str);
    let _ = writeln!(out, "{}: {verdict} {}", report.id, report.score.unwrap_or(0));
    if let Some(reason) = &report.reason {
        let _ = writeln!(out, "  {reason}");
    }
    for e in &report.evidence {
        let _ = writeln!(out, "  {} -> {}: {}", e.quote.exact, e.expected.as_deref().unwrap_or("?"), e.message);
    }
    out
}
