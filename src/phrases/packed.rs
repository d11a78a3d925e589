//! The table of set phrases as it lies in the binary: every phrase once, with its corruptions below it, like beside like, so that
//! a page's download is smaller. What only people read (the topic) stays in the table.
//!
//! A line under `>` is a phrase, after it one letter for the route; the other lines are its corruptions, each with the
//! words of its company behind a tab, if it needs any.

use std::collections::BTreeMap;

/// A corruption: as observed, as expected, by which route, in what company.
pub type Row<'t> = [&'t str; 4];

/// Letters of the routes.
const ROUTES: [(&str, char); 2] = [("spinner", 's'), ("translation", 't')];

/// Packs the table, for the build script; rows of an unknown route are left out, the build script has checked them.
#[cfg_attr(not(test), allow(dead_code))]
pub fn pack(table: &str) -> String {
    let mut phrases: BTreeMap<(char, &str), Vec<(&str, &str)>> = BTreeMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [observed, expected, _topic, route, near] = cells[..] else { continue };
        let Some((_, letter)) = ROUTES.iter().find(|(name, _)| *name == route) else { continue };
        phrases.entry((*letter, expected)).or_default().push((observed, near));
    }
    let mut out = String::new();
    for ((letter, expected), rows) in phrases {
        out.extend([">", letter.encode_utf8(&mut [0; 4]), expected, "\n"]);
        for (observed, near) in rows {
            out.push_str(observed);
            if !near.is_empty() {
                out.extend(["\t", near]);
            }
            out.push('\n');
        }
    }
    out
}

/// The rows of what [`pack`] made.
pub fn rows(packed: &'static str) -> impl Iterator<Item = Row<'static>> {
    let mut phrase = ("", "");
    packed.lines().filter_map(move |line| {
        if let Some(head) = line.strip_prefix('>') {
            let (letter, expected) = head.split_at_checked(1)?;
            let (route, _) = ROUTES.iter().find(|(_, l)| letter.starts_with(*l))?;
            phrase = (route, expected);
            return None;
        }
        let (observed, near) = line.split_once('\t').unwrap_or((line, ""));
        Some([observed, phrase.1, phrase.0, near])
    })
}
