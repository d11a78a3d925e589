//! What is asked of the tables of offices, of the groups of bodies that share one, and of institutions.

use std::collections::BTreeSet;

use super::{Faults, Row, lists};

type Names<'a> = BTreeSet<&'a str>;

pub(super) fn check(
    rows: &[Row<'_>],
    organisations: Option<&Names<'_>>,
    groups: Option<&Names<'_>>,
    faults: &mut Faults<'_>,
) {
    for column in [2, 3, 5] {
        lists(rows, column, faults);
    }
    for row in rows {
        let body = row.cell(0);
        let is_group = groups.is_some_and(|known| known.contains(body));
        if body != "*" && !is_group && organisations.is_some_and(|known| !known.contains(body)) {
            faults.tell(row.line, format!("`{body}` is neither in data/organisations.tsv nor in data/groups.tsv"));
        }
        for cell in [row.cell(2), row.cell(3), row.cell(5)] {
            patterns(row.line, cell, faults);
        }
        route(row, 6, faults);
    }
}

/// A pattern is slots parted by spaces, each of choices parted by `/`; nothing is empty and nothing stands twice.
pub(super) fn patterns(line: usize, cell: &str, faults: &mut Faults<'_>) {
    for pattern in cell.split('|').filter(|p| !p.is_empty()) {
        for slot in pattern.split(' ') {
            let mut seen = BTreeSet::new();
            for choice in slot.split('/') {
                if choice.split('_').any(str::is_empty) {
                    faults.tell(line, format!("an empty slot, choice or word in `{pattern}`"));
                } else if !seen.insert(choice) {
                    faults.tell(line, format!("`{choice}` stands twice in a slot of `{pattern}`"));
                }
            }
        }
    }
}

/// `spinner`, `word by word`, or `ja 首相, zh 总理`.
fn route(row: &Row<'_>, column: usize, faults: &mut Faults<'_>) {
    let route = row.cell(column);
    let read_back = |part: &str| {
        part.split_once(' ').is_some_and(|(language, word)| {
            language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase()) && !word.is_empty()
        })
    };
    if !matches!(route, "spinner" | "word by word") && !route.split(", ").all(read_back) {
        faults.tell(
            row.line,
            format!("route `{route}`: `spinner`, `word by word`, or a language and its word, `ja 首相`"),
        );
    }
}

pub(super) fn institutions(rows: &[Row<'_>], faults: &mut Faults<'_>) {
    for column in [1, 2, 3] {
        lists(rows, column, faults);
    }
    for row in rows {
        for cell in [row.cell(2), row.cell(3)] {
            patterns(row.line, cell, faults);
        }
        route(row, 4, faults);
    }
}

pub(super) fn groups(
    rows: &[Row<'_>],
    organisations: Option<&Names<'_>>,
    surnames: Option<&Names<'_>>,
    faults: &mut Faults<'_>,
) {
    lists(rows, 2, faults);
    for row in rows {
        let (known, file) = match row.cell(1) {
            "bodies" => (organisations, "organisations.tsv"),
            "surnames" => (surnames, "figures.tsv"),
            _ => continue,
        };
        for member in row.cell(2).split('|').filter(|m| known.is_some_and(|known| !known.contains(m))) {
            faults.tell(row.line, format!("`{member}` is not in data/{file}"));
        }
    }
}
