//! The table of figures as it lies in the binary: what the build script writes, and how it is read.
//!
//! The lists of roles and organisations come first, the most frequent ones at their head, then the figures, which refer to
//! them by number. Names are kept as they are written: their plain letters and sounds would weigh as much again. What only
//! people read (source, name in its own script) stays in the table.

use std::collections::BTreeMap;

use super::offices::{self, Office, Until};
use super::packed::{Packed, Packer};
use super::table;

/// A row of the table.
#[derive(Debug)]
pub struct Entry {
    /// Full name.
    pub name: &'static str,
    /// The part the press uses alone.
    pub surname: &'static str,
    /// `he`, `she`, `they` or nothing.
    pub pronoun: &'static str,
    /// The name is Latin in the original.
    pub latin: bool,
    /// The offices.
    pub offices: Vec<Office<'static>>,
    /// Of each office the number of its organisation.
    pub houses: Vec<usize>,
    /// Other forms of the name.
    pub aliases: Vec<&'static str>,
}

const PRONOUNS: [&str; 4] = ["", "he", "she", "they"];
/// Years are counted from here, so that most fit a byte.
const YEAR: u16 = 1900;

/// Packs the table; its rows are sound.
pub fn pack(text: &str) -> Packer {
    let mut figures = Packer::default();
    let (roles, organisations) = (by_frequency(text, |o| o.role), by_frequency(text, |o| o.organisation));
    let rows: Vec<Vec<&str>> = table::rows(text).filter(|row| row.len() == 8).collect();
    figures.number(rows.len());
    for row in rows {
        let [name, surname, aliases, pronoun, script, _native, held, _source] = row[..] else { continue };
        figures.text(name);
        // Mostly the end of the name: then where it begins is enough.
        if let Some(before) = name.strip_suffix(surname) {
            figures.number(before.len() + 1);
        } else {
            figures.number(0);
            figures.text(surname);
        }
        let pronoun = PRONOUNS.iter().position(|p| *p == pronoun).unwrap_or(0);
        figures.number(pronoun << 1 | usize::from(script == "latin"));
        let held: Vec<Office<'_>> = offices::split(held).filter_map(|o| offices::read(o).ok()).collect();
        figures.number(held.len());
        for office in held {
            figures.number(roles.get(office.role).copied().unwrap_or(0));
            figures.number(organisations.get(office.organisation).copied().unwrap_or(0));
            figures.number(office.from.map_or(0, |y| usize::from(y - YEAR) + 1));
            figures.number(match office.until {
                Until::Present => 0,
                Until::Unknown => 1,
                Until::Year(y) => usize::from(y - YEAR) + 2,
            });
        }
        figures.number(table::list(aliases).count());
        for alias in table::list(aliases) {
            figures.text(alias);
        }
    }
    let mut all = Packer::default();
    for list in [&roles, &organisations] {
        let mut texts: Vec<(&usize, &str)> = list.iter().map(|(text, n)| (n, *text)).collect();
        texts.sort_unstable();
        all.number(texts.len());
        for (_, text) in texts {
            all.text(text);
        }
    }
    all.text.push_str(&figures.text);
    all.numbers.extend(figures.numbers);
    all
}

/// Numbers for texts of the offices, the most frequent ones small.
fn by_frequency<'a>(text: &'a str, of: impl Fn(&Office<'a>) -> &'a str) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for row in table::rows(text) {
        let held = row.get(6).copied().unwrap_or("");
        for office in offices::split(held).filter_map(|o| offices::read(o).ok()) {
            *counts.entry(of(&office)).or_default() += 1;
        }
    }
    let mut order: Vec<(usize, &str)> = counts.iter().map(|(text, n)| (*n, *text)).collect();
    order.sort_by_key(|(n, text)| (std::cmp::Reverse(*n), *text));
    order.iter().enumerate().map(|(i, (_, text))| (*text, i)).collect()
}

/// Reads the organisations, by number, and the figures one by one.
pub fn read(mut packed: Packed<'static>) -> (Vec<&'static str>, impl Iterator<Item = Entry>) {
    let mut texts = || -> Vec<&'static str> { (0..packed.number()).map(|_| packed.text()).collect() };
    let (roles, organisations) = (texts(), texts());
    let count = packed.number();
    let houses = organisations.clone();
    (houses, (0..count).map(move |_| entry(&mut packed, &roles, &organisations)))
}

fn entry(packed: &mut Packed<'static>, roles: &[&'static str], organisations: &[&'static str]) -> Entry {
    let name = packed.text();
    let surname = match packed.number().checked_sub(1) {
        Some(from) => name.get(from..).unwrap_or(name),
        None => packed.text(),
    };
    let flags = packed.number();
    let year = |n: usize| n as u16 + YEAR;
    let mut houses = Vec::new();
    let offices = (0..packed.number())
        .map(|_| {
            let (role, house) = (packed.number(), packed.number());
            houses.push(house);
            Office {
                role: roles.get(role).copied().unwrap_or(""),
                organisation: organisations.get(house).copied().unwrap_or(""),
                from: packed.number().checked_sub(1).map(year),
                until: match packed.number() {
                    0 => Until::Present,
                    1 => Until::Unknown,
                    n => Until::Year(year(n - 2)),
                },
            }
        })
        .collect();
    Entry {
        name,
        surname,
        pronoun: PRONOUNS.get(flags >> 1).copied().unwrap_or(""),
        latin: flags & 1 == 1,
        offices,
        houses,
        aliases: (0..packed.number()).map(|_| packed.text()).collect(),
    }
}
