//! What is asked of the table of public figures.

use std::collections::{BTreeMap, BTreeSet};

use super::{Faults, Row};
use crate::names::fold::{is_latin, name_words};
use crate::names::offices;
use crate::names::table::list;

pub(super) fn check(rows: &[Row<'_>], organisations: Option<&BTreeSet<&str>>, faults: &mut Faults<'_>) {
    for row in rows {
        of_offices(row, organisations, faults);
        of_names(row, faults);
    }
    of_aliases(rows, faults);
}

fn of_offices(row: &Row<'_>, organisations: Option<&BTreeSet<&str>>, faults: &mut Faults<'_>) {
    let mut seen = BTreeSet::new();
    for text in offices::split(row.cell(6)) {
        match offices::read(text) {
            Err(why) => faults.tell(row.line, why),
            Ok(office) => {
                if organisations.is_some_and(|known| !known.contains(office.organisation)) {
                    let name = office.organisation;
                    faults.tell(row.line, format!("the organisation `{name}` is not in data/organisations.tsv"));
                }
                if office.role.starts_with("former ") {
                    faults.tell(row.line, format!("`{text}`: the years say that it is over, not `former`"));
                }
            }
        }
        if !seen.insert(text) {
            faults.tell(row.line, format!("the office `{text}` is listed twice"));
        }
    }
}

fn of_names(row: &Row<'_>, faults: &mut Faults<'_>) {
    let (name, surname, native) = (row.cell(0), row.cell(1), row.cell(5));
    let folded: String = name_words(name).concat();
    if !folded.contains(&name_words(surname).concat()) {
        faults.tell(row.line, format!("the surname `{surname}` is no part of `{name}`"));
    }
    for form in [name, surname].into_iter().chain(list(row.cell(2))).filter(|f| !is_latin(f)) {
        faults.tell(row.line, format!("`{form}` is not in Latin letters: that is what `native` is for"));
    }
    if !native.is_empty() && (row.cell(4) == "latin" || is_latin(native)) {
        faults.tell(row.line, format!("native `{native}`: only a name that is not in Latin letters has one"));
    }
}

/// No two people share a full form or a mononym. Surnames are shared by right.
fn of_aliases(rows: &[Row<'_>], faults: &mut Faults<'_>) {
    let mut owners = BTreeMap::<String, &str>::new();
    for row in rows {
        owners.insert(name_words(row.cell(0)).join(" "), row.cell(0));
    }
    let mut aliases = BTreeMap::<String, &str>::new();
    for row in rows {
        let name = row.cell(0);
        for alias in list(row.cell(2)) {
            let folded = name_words(alias).join(" ");
            match (owners.get(&folded), aliases.insert(folded, name)) {
                (Some(owner), _) if *owner == name => {
                    faults.tell(row.line, format!("the alias `{alias}` is the name itself, give or take marks"));
                }
                (Some(owner), _) => faults.tell(row.line, format!("the alias `{alias}` is the name of `{owner}`")),
                (None, Some(other)) if other == name => {
                    faults.tell(row.line, format!("the alias `{alias}` is listed twice, give or take marks"));
                }
                (None, Some(other)) => faults.tell(row.line, format!("the alias `{alias}` is one of `{other}` too")),
                (None, None) => {}
            }
        }
    }
}
