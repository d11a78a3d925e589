//! The tables of `data/` are sound, or it is said where they are not: every fault as `data/FILE:LINE: reason`.
//!
//! One implementation for three users: the build script, which stops the build, `ungarble data check`, and the tests. It
//! knows the form of the tables and what ties them to each other; whether a fact is true it cannot know.

mod figures;
mod titles;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::names::fold::letters;
use crate::names::table::list;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Name of the file in `data/`.
    pub file: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// How the rows of a table are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As in an index of names: without marks and case, word by word.
    Names,
    /// Without case.
    Words,
    /// By the bytes.
    Bytes,
}

/// The form of a table.
struct Form {
    file: &'static str,
    columns: &'static [&'static str],
    /// The rows are ordered by this many columns, no two alike in them.
    key: usize,
    order: Order,
    /// Columns that may be empty.
    optional: &'static [&'static str],
    /// Columns that hold one of a few words (the empty word stands for an empty cell).
    choices: &'static [(&'static str, &'static [&'static str])],
}

/// Every table there is. A new one is described here, or the build stops.
const FORMS: &[Form] = &[
    Form {
        file: "collisions.tsv",
        columns: &["name", "word", "plural", "route"],
        key: 2,
        order: Order::Names,
        optional: &[],
        choices: &[("route", &["common-noun", "japanese"])],
    },
    Form {
        file: "figures.tsv",
        columns: &["name", "surname", "aliases", "pronoun", "script", "native", "offices", "source"],
        key: 1,
        order: Order::Names,
        optional: &["aliases", "pronoun", "native"],
        choices: &[
            ("pronoun", &["", "he", "she", "they"]),
            ("script", &["latin", "non-latin"]),
            ("source", &["CIA World Factbook", "US Congress legislators", "editors", "press, 2026"]),
        ],
    },
    Form {
        file: "groups.tsv",
        columns: &["name", "kind", "members"],
        key: 1,
        order: Order::Names,
        optional: &[],
        choices: &[("kind", &["bodies", "places", "surnames"])],
    },
    Form {
        file: "institutions.tsv",
        columns: &["name", "acronym", "corrupt", "with", "route"],
        key: 4,
        order: Order::Names,
        optional: &["acronym", "with"],
        choices: &[],
    },
    Form {
        file: "organisations.tsv",
        columns: &["name", "words"],
        key: 1,
        order: Order::Names,
        optional: &[],
        choices: &[],
    },
    Form {
        file: "phrases.tsv",
        columns: &["observed", "expected", "topic", "route", "near"],
        key: 1,
        order: Order::Words,
        optional: &["near"],
        choices: &[("route", &["spinner", "translation"])],
    },
    Form {
        file: "places.tsv",
        columns: &["region", "names"],
        key: 1,
        order: Order::Names,
        optional: &[],
        choices: &[],
    },
    Form {
        file: "publishers.tsv",
        columns: &["name", "domains", "aliases", "match", "kind", "country", "source"],
        key: 1,
        order: Order::Bytes,
        optional: &["aliases", "match"],
        choices: &[
            ("match", &["", "strong", "the"]),
            ("kind", &["agency", "broadcaster", "magazine", "newspaper", "online"]),
            ("source", &["fundus", "own"]),
        ],
    },
    Form {
        file: "suffixes.tsv",
        columns: &["parent", "labels"],
        key: 1,
        order: Order::Bytes,
        optional: &[],
        choices: &[],
    },
    Form {
        file: "titles.tsv",
        columns: &["organisation", "title", "legitimate", "corrupt", "near", "unless", "route"],
        key: 5,
        order: Order::Names,
        optional: &["legitimate", "unless"],
        choices: &[("near", &["alone", "both", "definite", "figure", "named", "of", "org", "person", "speech"])],
    },
    Form {
        file: "wordnames.tsv",
        columns: &["word", "synonyms"],
        key: 1,
        order: Order::Bytes,
        optional: &[],
        choices: &[],
    },
];

/// The names of all tables.
pub fn files() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|f| f.file)
}

/// A row and its line. Cells that a short row lacks are empty.
struct Row<'a> {
    line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or("")
    }
}

/// The faults of one table, told as they are found.
struct Faults<'a> {
    file: &'a str,
    found: Vec<Fault>,
}

impl Faults<'_> {
    fn tell(&mut self, line: usize, reason: impl Into<String>) {
        self.found.push(Fault { file: self.file.to_owned(), line, reason: reason.into() });
    }
}

/// Checks tables, given as (file name, text), each by itself and against the others among them.
pub fn check(tables: &[(&str, &str)]) -> Vec<Fault> {
    let text_of = |file: &str| tables.iter().find(|(name, _)| *name == file).map(|(_, text)| *text);
    let names = |file: &str| text_of(file).map(|text| rows(text).iter().map(|r| r.cell(0)).collect::<BTreeSet<_>>());
    let (organisations, people, groups) = (names("organisations.tsv"), names("figures.tsv"), names("groups.tsv"));
    let surnames = text_of("figures.tsv").map(|text| rows(text).iter().map(|r| r.cell(1)).collect::<BTreeSet<_>>());
    let mut found = Vec::new();
    for (file, text) in tables {
        let mut faults = Faults { file, found: Vec::new() };
        match FORMS.iter().find(|f| f.file == *file) {
            None => faults.tell(1, "unknown table: describe its columns in src/data/check.rs"),
            Some(form) if header(form, text, &mut faults) => {
                let rows = rows(text);
                generic(form, &rows, &mut faults);
                match form.file {
                    "collisions.tsv" => refers(&rows, people.as_ref(), "figures.tsv", &mut faults),
                    "figures.tsv" => figures::check(&rows, organisations.as_ref(), &mut faults),
                    "organisations.tsv" | "places.tsv" | "wordnames.tsv" => lists(&rows, 1, &mut faults),
                    "phrases.tsv" => phrases(&rows, &mut faults),
                    "publishers.tsv" => publishers(&rows, &mut faults),
                    "suffixes.tsv" => suffixes(&rows, &mut faults),
                    "groups.tsv" => titles::groups(&rows, organisations.as_ref(), surnames.as_ref(), &mut faults),
                    "institutions.tsv" => titles::institutions(&rows, &mut faults),
                    "titles.tsv" => titles::check(&rows, organisations.as_ref(), groups.as_ref(), &mut faults),
                    _ => {}
                }
            }
            Some(_) => {}
        }
        faults.found.sort();
        found.append(&mut faults.found);
    }
    found
}

/// The lines that are no comment, with their number.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn rows(text: &str) -> Vec<Row<'_>> {
    lines(text).skip(1).map(|(line, text)| Row { line, cells: text.split('\t').collect() }).collect()
}

/// Are the columns those of the form? Without them nothing else can be said.
fn header(form: &Form, text: &str, faults: &mut Faults<'_>) -> bool {
    let Some((line, header)) = lines(text).next() else {
        faults.tell(1, format!("empty: the first row names the columns, {}", form.columns.join(", ")));
        return false;
    };
    let columns: Vec<&str> = header.split('\t').collect();
    for column in &columns {
        if !form.columns.contains(column) {
            faults.tell(line, format!("unknown column `{column}`: the columns are {}", form.columns.join(", ")));
        }
    }
    for column in form.columns {
        if !columns.contains(column) {
            faults.tell(line, format!("no column `{column}`: the columns are {}", form.columns.join(", ")));
        }
    }
    if faults.found.is_empty() && columns != form.columns {
        faults.tell(line, format!("columns in another order than {}", form.columns.join(", ")));
    }
    faults.found.is_empty()
}

/// What is asked of every table.
fn generic(form: &Form, rows: &[Row<'_>], faults: &mut Faults<'_>) {
    let mut before: Option<String> = None;
    for row in rows {
        let (here, wanted) = (row.cells.len(), form.columns.len());
        if here != wanted {
            faults.tell(row.line, format!("{here} columns where the header has {wanted}"));
        }
        for (cell, column) in row.cells.iter().zip(form.columns) {
            if cell.is_empty() && !form.optional.contains(column) {
                faults.tell(row.line, format!("`{column}` is empty"));
            }
            if cell.trim() != *cell || cell.contains("  ") {
                faults.tell(row.line, format!("white space at an edge or twice in `{cell}`"));
            }
            // Precomposed letters only: U+0300 to U+036F are what NFC would join.
            if cell.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)) {
                faults.tell(row.line, format!("`{cell}` is not in Unicode's composed form (NFC)"));
            }
            let choice = form.choices.iter().find(|(of, _)| of == column);
            if let Some((_, words)) = choice.filter(|(_, words)| !cell.is_empty() && !words.contains(cell)) {
                let words: Vec<&str> = words.iter().copied().filter(|w| !w.is_empty()).collect();
                faults.tell(row.line, format!("{column} `{cell}`: it is one of {}", words.join(", ")));
            }
        }
        let name = row.cells.iter().take(form.key).map(|c| sort_key(form.order, c)).collect::<Vec<_>>().join("\t");
        if let Some(before) = &before {
            let shown = row.cells.iter().take(form.key).copied().collect::<Vec<_>>().join(", ");
            if *before == name {
                faults.tell(row.line, format!("`{shown}` is here twice"));
            } else if *before > name {
                faults.tell(row.line, format!("`{shown}` is out of order: rows are sorted"));
            }
        }
        before = Some(name);
    }
}

fn sort_key(order: Order, cell: &str) -> String {
    match order {
        Order::Names => name_order(cell),
        Order::Words => cell.to_lowercase(),
        Order::Bytes => cell.to_owned(),
    }
}

/// The order of names: without marks and case, word by word.
pub fn name_order(name: &str) -> String {
    name.split_whitespace().map(letters).collect::<Vec<_>>().join(" ")
}

/// The first column names a row of another table. Without that table nothing is asked.
fn refers(rows: &[Row<'_>], known: Option<&BTreeSet<&str>>, file: &str, faults: &mut Faults<'_>) {
    for row in rows {
        if known.is_some_and(|known| !known.contains(row.cell(0))) {
            faults.tell(row.line, format!("`{}` is not in data/{file}", row.cell(0)));
        }
    }
}

/// A list cell, `a|b`, names nothing twice and nothing empty.
fn lists(rows: &[Row<'_>], column: usize, faults: &mut Faults<'_>) {
    for row in rows {
        let cell = row.cell(column);
        let mut seen = BTreeSet::new();
        if cell.split('|').any(|part| part.is_empty() || part.trim() != part) && !cell.is_empty() {
            faults.tell(row.line, format!("an empty word, or one with white space at its edge, in `{cell}`"));
        }
        for part in list(cell).filter(|part| !seen.insert(*part)) {
            faults.tell(row.line, format!("`{part}` is listed twice"));
        }
    }
}

/// No host and no name belongs to two publishers.
fn publishers<'a>(rows: &[Row<'a>], faults: &mut Faults<'_>) {
    let (mut hosts, mut names) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        for host in row.cell(1).split(' ').filter(|h| !h.is_empty()) {
            let labels = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
            if !host.contains('.') || !host.bytes().all(labels) || host.starts_with("www.") {
                faults.tell(row.line, format!("`{host}` is no host in lower case without `www.`"));
            }
            if let Some(other) = hosts.insert(host, row.cell(0)) {
                faults.tell(row.line, format!("the host `{host}` is already that of `{other}`"));
            }
        }
        let name = row.cell(0).strip_prefix("The ").unwrap_or(row.cell(0));
        for alias in row.cell(2).split("; ").filter(|a| !a.is_empty()).chain([name]) {
            if alias.contains('’') || alias.starts_with("The ") {
                faults.tell(row.line, format!("write `{alias}` with a straight apostrophe and without `The`"));
            }
            let other: Option<&'a str> = names.insert(alias.to_lowercase(), row.cell(0));
            if let Some(other) = other.filter(|o| *o != row.cell(0)) {
                faults.tell(row.line, format!("`{alias}` is already a name of `{other}`"));
            }
        }
        let country = row.cell(5);
        if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_lowercase()) {
            faults.tell(row.line, format!("country `{country}`: two lower-case letters"));
        }
    }
}

fn phrases(rows: &[Row<'_>], faults: &mut Faults<'_>) {
    lists(rows, 4, faults);
    for row in rows {
        for piece in row.cell(0).split(' ').filter(|piece| piece.contains('/')) {
            if piece.contains('-') {
                faults.tell(row.line, format!("`{piece}`: a choice has no hyphen, write a space"));
            }
            if piece.trim_end_matches('~').split('/').any(str::is_empty) {
                faults.tell(row.line, format!("`{piece}`: an empty choice"));
            }
        }
    }
}

fn suffixes(rows: &[Row<'_>], faults: &mut Faults<'_>) {
    for row in rows {
        let labels: Vec<&str> = row.cell(1).split(' ').collect();
        if let Some((before, label)) = labels.iter().zip(labels.iter().skip(1)).find(|(a, b)| a >= b) {
            faults.tell(row.line, format!("`{label}` stands after `{before}`: labels are sorted, none twice"));
        }
        let plain = |l: &str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if let Some(label) = labels.iter().find(|l| !plain(l)) {
            faults.tell(row.line, format!("`{label}` is no label of lower-case letters and digits"));
        }
    }
}
