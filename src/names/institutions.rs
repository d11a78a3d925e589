//! Institutions, places and programmes under names that machines give them: "Joined Nations", "Golan Statures".
//!
//! Facts of `data/institutions.tsv`, found by the form's first word. Where a form could be honest, the row names words of
//! which one must stand in the text. Names of newspapers are `source::publishers`' business, phrases `phrases`'.

use super::patterns::{Pattern, Patterns};
use super::table;
use super::titles::Origin;
use crate::text::words::is_function_word;
use crate::text::{Block, Document, KeySet, TokenKind, tokens, word_key};

/// An institution, a place or a programme.
#[derive(Debug)]
pub struct Institution {
    /// As the press writes it.
    pub name: &'static str,
    /// Its acronym; empty if it has none.
    pub acronym: &'static str,
    /// Its acronyms in other languages.
    foreign: Vec<&'static str>,
    /// One of these must stand in the text; none are needed if there are none.
    with: Vec<Pattern>,
    /// How the forms came about.
    pub origin: Origin,
    /// The words of the name.
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    key: u64,
    initial: char,
    /// "of", "and": it gives the acronym no letter.
    empty: bool,
}

/// What stands before an acronym in brackets, compared with what should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expansion {
    /// The letters of the acronym do not fit its words.
    Misfit,
    /// The acronym is that of another language.
    Foreign,
}

/// All rows.
#[derive(Debug, Default)]
pub struct Institutions {
    rows: Vec<Institution>,
    patterns: Patterns,
    /// Acronyms of all rows.
    acronyms: KeySet,
}

impl Institutions {
    /// Reads the compiled-in table.
    pub fn load(text: &'static str) -> Self {
        let mut rows = Vec::new();
        let mut patterns = Vec::new();
        for cells in table::rows(text) {
            let Ok((row, forms)) = read(&cells) else { continue };
            patterns.extend(forms.into_iter().map(|p| (p, rows.len() as u32)));
            rows.push(row);
        }
        let acronyms = rows
            .iter()
            .flat_map(|r: &Institution| r.foreign.iter().chain([&r.acronym]))
            .filter(|a| !a.is_empty())
            .map(|a| word_key(a))
            .collect();
        Self { rows, patterns: Patterns::new(patterns), acronyms }
    }

    /// The longest wrong form that begins at this token, with its last token.
    pub fn at(&self, doc: &Document<'_>, block: &Block<'_>, first: usize) -> Option<(&Institution, usize)> {
        block.tokens.get(first).filter(|t| self.patterns.may_begin(t))?;
        self.patterns
            .at(block, first)
            .filter_map(|(row, last)| Some((self.rows.get(row)?, last)))
            .filter(|(row, _)| row.is_likely(doc))
            .max_by_key(|(_, last)| *last)
    }

    /// An acronym in brackets at this token that does not fit the name before it: the institution, the first token of that
    /// name, and what is wrong.
    pub fn misfit(&self, block: &Block<'_>, at: usize) -> Option<(&Institution, usize, Expansion)> {
        let token = block.tokens.get(at)?;
        if !self.acronyms.contains(token.key) || block.word(at + 1) != ")" || at < 2 || block.word(at - 1) != "(" {
            return None;
        }
        self.rows.iter().find_map(|row| {
            let (first, what) = row.compare(block, at - 2, block.word(at))?;
            Some((row, first, what))
        })
    }
}

impl Institution {
    fn is_likely(&self, doc: &Document<'_>) -> bool {
        self.with.is_empty()
            || doc.blocks.iter().any(|b| {
                (0..b.tokens.len()).any(|i| b.tokens[i].key != 0 && self.with.iter().any(|p| p.matches(b, i).is_some()))
            })
    }

    /// Compares the words that end at `last` with the name.
    fn compare(&self, block: &Block<'_>, last: usize, acronym: &str) -> Option<(usize, Expansion)> {
        let right = acronym == self.acronym;
        if !right && !self.foreign.contains(&acronym) {
            return None;
        }
        let first = (last + 1).checked_sub(self.words.len())?;
        let seen = block.tokens.get(first..=last)?;
        let same = |w: &Word, t: &tokens::Token| w.key == t.key;
        if self.words.iter().zip(seen).all(|(w, t)| same(w, t)) {
            return (!right).then_some((first, Expansion::Foreign));
        }
        // Only a name as long as the right one, with grammar in the same places, is the same name in other words.
        let alike = self.words.iter().zip(seen).enumerate().all(|(k, (w, t))| {
            let empty = is_function_word(&block.word(first + k).to_lowercase());
            t.kind == TokenKind::Word && w.empty == empty && (empty || t.is_capitalised())
        });
        if !right || !alike || !self.spells_acronym() {
            return None;
        }
        let content = || self.words.iter().zip(seen).filter(|(w, _)| !w.empty);
        let kept = content().filter(|(w, t)| same(w, t)).count();
        // "North Atlantic Treaty Alliance (NATO)": honest writers get the last word wrong.
        if content().filter(|(w, t)| !same(w, t)).count() == 1
            && content().next_back().is_some_and(|(w, t)| !same(w, t))
        {
            return None;
        }
        let misfits = content()
            .filter(|(w, t)| {
                let initial = block.text.get(t.start as usize..).and_then(|s| s.chars().next());
                initial.is_none_or(|c| !c.to_uppercase().eq(w.initial.to_uppercase()))
            })
            .count();
        // One word of the right name is the anchor; without any, "the" must bound the name and two letters be off.
        let bounded = first.checked_sub(1).is_some_and(|i| block.word(i).eq_ignore_ascii_case("the"));
        (misfits > 0 && (kept > 0 || (bounded && misfits > 1))).then_some((first, Expansion::Misfit))
    }

    /// Do the initials of the name give the acronym?
    fn spells_acronym(&self) -> bool {
        self.acronym.len() > 2 && self.words.iter().filter(|w| !w.empty).map(|w| w.initial).eq(self.acronym.chars())
    }
}

fn read(cells: &[&'static str]) -> Result<(Institution, Vec<Pattern>), String> {
    let [name, acronyms, corrupt, with, route] = *cells else {
        return Err(format!("{} columns where 5 are needed", cells.len()));
    };
    let patterns = |cell: &'static str| table::list(cell).map(Pattern::read).collect::<Result<Vec<Pattern>, String>>();
    let right = Block::new(None, crate::article::ParagraphKind::Body, name, &[]);
    let words = right
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, t)| t.is_word_like())
        .map(|(i, t)| Word {
            key: t.key,
            initial: right.word(i).chars().next().unwrap_or(' '),
            empty: is_function_word(&right.word(i).to_lowercase()),
        })
        .collect();
    let mut acronyms = table::list(acronyms);
    let row = Institution {
        name,
        acronym: acronyms.next().unwrap_or(""),
        foreign: acronyms.collect(),
        with: patterns(with)?,
        origin: Origin::read(route).ok_or_else(|| format!("route is `{route}`"))?,
        words,
    };
    let forms = patterns(corrupt)?;
    if name.is_empty() || forms.is_empty() {
        return Err("a name and a corrupt form are needed".to_owned());
    }
    Ok((row, forms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    #[test]
    fn every_row_can_be_read_and_does_not_find_its_own_name() {
        for cells in table::rows(include_str!("../../data/institutions.tsv")) {
            let (row, forms) =
                read(&cells).unwrap_or_else(|e| panic!("data/institutions.tsv: {}: {e}", cells.join(" ")));
            let right = Block::new(None, ParagraphKind::Body, row.name, &[]);
            let again = (0..right.tokens.len()).any(|i| forms.iter().any(|p| p.matches(&right, i).is_some()));
            assert!(!again, "data/institutions.tsv: a pattern finds the name itself, `{}`", row.name);
        }
    }

    #[test]
    fn letters_that_fit_are_another_body() {
        let table = "name\tacronym\tcorrupt\twith\troute\nWorld Health Organization\tWHO|OMS\tWorld Well_being Body\t\tspinner\n";
        let institutions = Institutions::load(table);
        let told = |text: &str| {
            let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
            (0..b.tokens.len()).find_map(|i| institutions.misfit(&b, i).map(|m| m.2))
        };
        assert_eq!(told("the World Wellbeing Association (WHO)"), Some(Expansion::Misfit));
        assert_eq!(told("the Global Hygiene Institution (WHO)"), Some(Expansion::Misfit));
        assert_eq!(told("a Global Hygiene Institution (WHO)"), None);
        assert_eq!(told("the World Health Organization (OMS)"), Some(Expansion::Foreign));
        assert_eq!(told("the World Health Organization (WHO)"), None);
        assert_eq!(told("the World Hockey Organisation (WHO)"), None);
        assert_eq!(told("the body (WHO)"), None);
        assert_eq!(told("the World Health Body (WHO)"), None);
        assert_eq!(told("the Organización Mundial de la Salud (OMS)"), None);
    }
}
