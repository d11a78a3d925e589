//! A comparison for a moderator's ticket, in the bytes that the extension's button gives (export.js).

use ungarble::report::{Comparison, ENGINE, Side};

use super::super::markdown::{address, escape};
use super::super::put;
use super::sentences::Sentences;
use super::{about_relation, counts, findings, shares, side_names, sure, told};
use crate::cli::compare::Compared;

/// The ticket of one pair.
pub fn ticket(compared: &Compared) -> String {
    let say = Sentences::english();
    let Some(c) = &compared.comparison else {
        let why = compared.reason.as_deref().unwrap_or_default();
        return format!("## {}\n\n{}\n", say.get("compare_failed_heading"), escape(why));
    };
    let mut out = format!("## {}\n\n", say.get(&about_relation("relation", c)));
    put!(out, "{} {}.\n\n", say.get(&about_relation("lead", c)), sure(c, say));
    for (key, side) in side_names(c).into_iter().zip([&c.copy, &c.original]) {
        put!(out, "- {}: {}\n", say.get(key), article(side, say));
    }
    put!(out, "- {}\n", shares(c, say).join(", "));
    for line in [told(c, say), counts(c, say)].into_iter().flatten() {
        put!(out, "- {line}\n");
    }
    tables(&mut out, c, say);
    put!(out, "\n_{ENGINE}. {}_\n", say.get("compare_foot"));
    out
}

fn article(side: &Side, say: &Sentences) -> String {
    let title = side.title.as_deref().filter(|t| !t.is_empty()).unwrap_or(say.get("compare_untitled"));
    let about: Vec<String> = [&side.publisher, &side.byline, &side.published]
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .map(|fact| escape(fact))
        .collect();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let url =
        side.url.as_deref().map(address).filter(|a| a.starts_with('<')).map_or(String::new(), |a| format!(" {a}"));
    format!("**{}**{about}{url}", escape(title))
}

fn tables(out: &mut String, c: &Comparison, say: &Sentences) {
    let names = c.names.iter().map(|n| [n.observed.join("; "), n.likely.clone(), n.why.clone()]).collect();
    let sides = side_names(c).map(|key| say.get(key));
    table(out, say, sides, "compare_found_names", names);
    for (key, rows) in findings(c) {
        let rows = rows.iter().map(|r| [r.observed.clone(), r.expected.clone(), r.why.clone()]).collect();
        table(out, say, sides, key, rows);
    }
}

/// The copy's words, the original's, and why.
fn table(out: &mut String, say: &Sentences, [copy, original]: [&str; 2], heading: &str, rows: Vec<[String; 3]>) {
    if rows.is_empty() {
        return;
    }
    let why = say.get("compare_why");
    put!(out, "\n### {}\n\n| {copy} | {original} | {why} |\n| --- | --- | --- |\n", say.get(heading));
    for [observed, expected, why] in rows {
        put!(out, "| {} | **{}** | {} |\n", escape(&observed), escape(&expected), escape(&why));
    }
}
