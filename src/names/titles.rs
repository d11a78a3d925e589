//! Offices and the names they never bear: "diplomatic director" for the European Union's High Representative.
//!
//! Facts of `data/titles.tsv`, found by the form's first word. Which neighbourhood makes a form wrong is a column of the
//! table; looking at that neighbourhood is [`super::nearby`]'s work.

use super::figures::Office;
use super::organisations::Organisations;
use super::patterns::{Pattern, Patterns};
use super::table;
use crate::text::{Block, Token};

/// What must stand close by for a form to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// Nothing: the form is wrong anywhere.
    Alone,
    /// Nothing, but one of many may bear it: "a" or "former" before it excuses.
    Definite,
    /// The organisation.
    Organisation,
    /// A holder's name, right or corrupted.
    Figure,
    /// The organisation or a holder.
    Both,
    /// A full name directly after.
    Person,
    /// The organisation directly before and a full name directly after.
    Named,
    /// "of" and the organisation directly after, and no longer name: "chairman of France said".
    Of,
    /// "for", then whom one speaks for, then a verb of speech.
    Speech,
}

impl Near {
    /// Reads a cell of the table.
    pub fn read(cell: &str) -> Option<Self> {
        Some(match cell {
            "alone" => Self::Alone,
            "definite" => Self::Definite,
            "org" => Self::Organisation,
            "figure" => Self::Figure,
            "both" => Self::Both,
            "person" => Self::Person,
            "named" => Self::Named,
            "of" => Self::Of,
            "speech" => Self::Speech,
            _ => return None,
        })
    }
}

/// How a form came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Synonyms, put in word by word.
    Spinner,
    /// A translation, taken word by word.
    Literal,
    /// The word of another language that was read back.
    Pivot(&'static str),
}

impl Origin {
    /// `spinner`, `word by word`, or `ja 首相, zh 总理`, of which the first word counts.
    pub fn read(cell: &'static str) -> Option<Self> {
        match cell {
            "spinner" => Some(Self::Spinner),
            "word by word" => Some(Self::Literal),
            _ => {
                let (language, word) = cell.split(", ").next()?.split_once(' ')?;
                (language.len() == 2 && !word.is_empty()).then_some(Self::Pivot(word))
            }
        }
    }
}

/// A row: an office and forms it never bears.
#[derive(Debug)]
pub struct Row {
    /// State or institution, or the name of a group of them; empty where any will do.
    pub organisation: &'static str,
    /// The office as it is called.
    pub title: &'static str,
    /// Forms that look wrong and are not.
    legitimate: Vec<Pattern>,
    /// The neighbourhood that makes the forms wrong.
    pub near: Near,
    /// Words that, anywhere in the text, say that the form is right there.
    pub unless: Vec<Pattern>,
    /// How the forms came about.
    pub origin: Origin,
    /// Members, if the organisation is a group.
    members: Vec<&'static str>,
}

impl Row {
    /// Is this one of the bodies whose office it is?
    pub fn covers(&self, organisation: &str) -> bool {
        self.organisation.is_empty() || self.organisation == organisation || self.members.contains(&organisation)
    }

    /// Does a right form begin at the first token and reach the last?
    fn is_legitimate(&self, block: &Block<'_>, first: usize, last: usize) -> bool {
        self.legitimate.iter().any(|p| p.matches(block, first).is_some_and(|end| end >= last))
    }

    /// Is the office a group's, whose name says nothing to a reader?
    pub fn is_shared(&self) -> bool {
        self.organisation.is_empty() || !self.members.is_empty()
    }

    /// Do these tokens (`last` included) speak of the organisation, or of one of the group?
    pub fn mentioned(&self, all: &Organisations, block: &Block<'_>, first: usize, last: usize) -> bool {
        if self.members.is_empty() {
            return all.mentioned(self.organisation, block, first, last);
        }
        self.members.iter().any(|m| all.mentioned(m, block, first, last))
    }

    /// Are these tokens (`last` included) the name of the organisation, or of one of the group, and nothing less?
    pub fn is_name(&self, all: &Organisations, block: &Block<'_>, first: usize, last: usize) -> bool {
        all.is_name(self.organisation, block, first, last)
            || self.members.iter().any(|m| all.is_name(m, block, first, last))
    }

    /// Is this the office? A role may say more than the title ("Governor of California") or less.
    pub fn is_office(&self, office: &Office<'_>) -> bool {
        let role = office.role.to_lowercase();
        let role = ["acting ", "interim ", "caretaker ", "transition "]
            .iter()
            .find_map(|p| role.strip_prefix(p))
            .unwrap_or(&role);
        let title = self.title.to_lowercase();
        let same = role == title
            || role
                .strip_prefix(title.as_str())
                .is_some_and(|rest| rest.starts_with(" of") || rest.starts_with(" for"))
            || title.strip_prefix(role).is_some_and(|rest| rest.starts_with(" of"))
            || role.strip_suffix(title.as_str()).is_some_and(|r| r.ends_with(' ') && !is_lower_rank(r));
        same && self.covers(office.organisation)
    }
}

/// The group of surnames that tell the figure alone.
const UNMISTAKABLE: &str = "Unmistakable surnames";

/// "Vice President" is not the President.
fn is_lower_rank(trimmings: &str) -> bool {
    trimmings.split(' ').any(|w| matches!(w, "vice" | "deputy" | "assistant" | "under" | "lieutenant" | "co-vice"))
}

/// All rows.
#[derive(Debug, Default)]
pub struct Titles {
    rows: Vec<Row>,
    /// Surnames that mean one head of state or government wherever they stand beside an office.
    unmistakable: Vec<&'static str>,
    patterns: Patterns,
}

impl Titles {
    /// Reads the compiled-in tables: the offices, and the groups of bodies whose heads bear one title.
    pub fn load(text: &'static str, groups: &'static str) -> Self {
        let groups: Vec<(&str, Vec<&str>)> =
            table::rows(groups).filter_map(|g| Some((*g.first()?, table::list(g.get(2)?).collect()))).collect();
        let mut rows = Vec::new();
        let mut patterns = Vec::new();
        for cells in table::rows(text) {
            let Ok((row, forms)) = read(&cells, &groups) else { continue };
            patterns.extend(forms.into_iter().map(|p| (p, rows.len() as u32)));
            rows.push(row);
        }
        let unmistakable = groups.into_iter().find(|g| g.0 == UNMISTAKABLE).map(|g| g.1).unwrap_or_default();
        Self { rows, unmistakable, patterns: Patterns::new(patterns) }
    }

    /// Does the surname alone tell which figure is meant?
    pub fn is_unmistakable(&self, surname: &str) -> bool {
        self.unmistakable.contains(&surname)
    }

    /// Can a wrong form begin with this token?
    pub fn may_begin(&self, token: &Token) -> bool {
        self.patterns.may_begin(token)
    }

    /// Wrong forms that begin at this token, with their last token.
    pub fn at(&self, block: &Block<'_>, first: usize) -> impl Iterator<Item = (&Row, usize)> {
        self.patterns.at(block, first).filter_map(move |(row, last)| {
            let row = self.rows.get(row)?;
            (!row.is_legitimate(block, first, last)).then_some((row, last))
        })
    }
}

fn read(cells: &[&'static str], groups: &[(&str, Vec<&'static str>)]) -> Result<(Row, Vec<Pattern>), String> {
    let [organisation, title, legitimate, corrupt, near, unless, route] = *cells else {
        return Err(format!("{} columns where 7 are needed", cells.len()));
    };
    let patterns = |cell: &'static str| table::list(cell).map(Pattern::read).collect::<Result<Vec<Pattern>, String>>();
    let members = groups.iter().find(|g| g.0 == organisation).map(|g| g.1.clone()).unwrap_or_default();
    let row = Row {
        organisation: if organisation == "*" { "" } else { organisation },
        title,
        legitimate: patterns(legitimate)?,
        near: Near::read(near).ok_or_else(|| format!("near is `{near}`"))?,
        unless: patterns(unless)?,
        origin: Origin::read(route).ok_or_else(|| format!("route is `{route}`"))?,
        members,
    };
    let forms = patterns(corrupt)?;
    if title.is_empty() || forms.is_empty() {
        return Err("a title and a corrupt form are needed".to_owned());
    }
    Ok((row, forms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_does_not_find_its_own_title() {
        for cells in table::rows(include_str!("../../data/titles.tsv")) {
            let (row, forms) =
                read(&cells, &[]).unwrap_or_else(|e| panic!("data/titles.tsv: {}: {e}", cells.join(" ")));
            // Expected in place of the form, the title must not be found again.
            let right = Block::new(None, crate::article::ParagraphKind::Body, row.title, &[]);
            let found = |i: usize| forms.iter().any(|p| p.matches(&right, i).is_some());
            let again = (0..right.tokens.len()).any(|i| found(i) && !row.is_legitimate(&right, i, i));
            assert!(!again, "data/titles.tsv: a pattern finds the title itself, `{}`", row.title);
        }
    }
}
