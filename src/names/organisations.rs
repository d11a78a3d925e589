//! Which words tell that a sentence is about a state or an institution: "Prague" and "Czech" for Czechia, "Fed" for the
//! Federal Reserve. Used as context only.

use super::table;
use crate::order;
use crate::text::tokens::keyed_words;
use crate::text::{Block, Case, KeySet};

/// The words of every organisation.
#[derive(Debug, Default)]
pub struct Organisations {
    /// Name, and its words as runs of tokens. Sorted by name.
    rows: Vec<(&'static str, Vec<Vec<Word>>)>,
    /// Names of one word.
    single: KeySet,
    /// (key of a name's first word, row, name within the row), sorted.
    heads: Vec<(u64, u16, u16)>,
    /// The same first words, asked of every token of a text.
    head_words: KeySet,
}

/// An organisation named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naming {
    /// Index of the block.
    pub block: usize,
    /// Token of its first word.
    pub token: usize,
    /// Which organisation: comparable with [`Organisations::index`].
    pub organisation: usize,
}

/// One word of a name.
#[derive(Debug, Clone, Copy)]
struct Word {
    key: u64,
    /// How a text must write it.
    case: Case,
}

impl Organisations {
    /// Reads the compiled-in table.
    pub fn load(text: &'static str) -> Self {
        let mut rows: Vec<(&str, Vec<Vec<Word>>)> = table::rows(text)
            .filter_map(|row| Some((*row.first()?, table::list(row.get(1)?).map(words_of).collect())))
            .collect();
        order::sort_by_key(&mut rows, |r| r.0);
        let single = rows.iter().flat_map(|(_, words)| words).filter(|w| w.len() == 1).map(|w| w[0].key).collect();
        let mut heads = Vec::new();
        for (row, (_, names)) in rows.iter().enumerate() {
            for (name, words) in names.iter().enumerate() {
                if let (Some(head), Ok(row), Ok(name)) = (words.first(), u16::try_from(row), u16::try_from(name)) {
                    heads.push((head.key, row, name));
                }
            }
        }
        order::sort(&mut heads);
        let head_words = heads.iter().map(|h| h.0).collect();
        Self { rows, single, heads, head_words }
    }

    /// The organisation's index; none for one that is not in the table.
    pub fn index(&self, organisation: &str) -> Option<usize> {
        self.rows.binary_search_by_key(&organisation, |r| r.0).ok()
    }

    /// How many organisations there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Every organisation these blocks name, in the order of the text.
    pub fn named(&self, blocks: &[Block<'_>]) -> Vec<Naming> {
        let mut out = Vec::new();
        for (b, block) in blocks.iter().enumerate() {
            for (t, token) in block.tokens.iter().enumerate().filter(|(_, t)| self.head_words.contains(t.key)) {
                let from = self.heads.partition_point(|h| h.0 < token.key);
                for &(_, row, name) in self.heads.iter().skip(from).take_while(|h| h.0 == token.key) {
                    let words = self.rows.get(usize::from(row)).and_then(|(_, names)| names.get(usize::from(name)));
                    if words.is_some_and(|words| contains(block, t, t, words)) {
                        out.push(Naming { block: b, token: t, organisation: usize::from(row) });
                    }
                }
            }
        }
        out
    }

    /// Is this single word, given by its key, the name of some organisation?
    pub fn is_word(&self, key: u64) -> bool {
        self.single.contains(key)
    }

    /// Do these tokens (`last` included) name the organisation?
    pub fn mentioned(&self, organisation: &str, block: &Block<'_>, first: usize, last: usize) -> bool {
        self.names_of(organisation).is_some_and(|names| names.iter().any(|name| contains(block, first, last, name)))
    }

    /// Are these tokens (`last` included), and no fewer, the organisation's name? One that is not in the table counts by its
    /// own name.
    pub fn is_name(&self, organisation: &str, block: &Block<'_>, first: usize, last: usize) -> bool {
        let seen = block.tokens.get(first..=last).unwrap_or_default();
        let whole = |name: &[Word]| {
            name.iter().map(|w| w.key).eq(seen.iter().filter(|t| t.is_word_like()).map(|t| t.key))
                && contains(block, first, first, name)
        };
        match self.names_of(organisation) {
            Some(names) => names.iter().any(|name| whole(name)),
            None => whole(&words_of(organisation)),
        }
    }

    fn names_of(&self, organisation: &str) -> Option<&[Vec<Word>]> {
        Some(&self.rows.get(self.index(organisation)?)?.1)
    }
}

/// A name as the tokeniser cuts it.
fn words_of(name: &str) -> Vec<Word> {
    keyed_words(name).into_iter().map(|(key, case)| Word { key, case }).collect()
}

fn contains(block: &Block<'_>, first: usize, last: usize, name: &[Word]) -> bool {
    let Some(head) = name.first() else { return false };
    (first..=last).any(|i| {
        block.tokens.get(i).is_some_and(|t| t.key == head.key)
            && name.iter().enumerate().all(|(k, w)| block.tokens.get(i + k).is_some_and(|t| t.key == w.key))
            && block.tokens.get(i).is_some_and(|t| name.len() > 1 || is_written(t.case, head.case))
    })
}

/// A name of one word is told from a common one by its capitals: "us" is a pronoun, "US" a country; an apple is no
/// company.
fn is_written(seen: Case, name: Case) -> bool {
    match name {
        // "IMF's" has a small letter.
        Case::Upper => matches!(seen, Case::Upper | Case::Mixed),
        Case::Capitalised | Case::Mixed => seen != Case::Lower,
        Case::Lower => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    #[test]
    fn a_pronoun_is_no_country() {
        let orgs = Organisations::load("name\twords\nUnited States\tUS|White House\n");
        let told = |text: &str| {
            let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
            orgs.mentioned("United States", &b, 0, b.tokens.len() - 1)
        };
        assert!(!told("They told us so."));
        assert!(told("The US said so."));
        assert!(told("The White House said so."));
        assert!(!told("The white paint of the house."));
    }

    #[test]
    fn a_common_word_is_no_company() {
        let orgs = Organisations::load("name\twords\nApple\tApple\n");
        let told = |text: &str| {
            let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
            orgs.mentioned("Apple", &b, 0, b.tokens.len() - 1)
        };
        assert!(told("He left Apple in May."));
        assert!(told("APPLE REPORTS A LOSS"));
        assert!(!told("He ate an apple."));
    }
}
