//! Set phrases of the news with their known corruptions, and the search for them.
//!
//! The rows lie in `data/phrases.tsv`. A phrase is found by the hashes of its words, never by its letters: one look-up for
//! each token of a text, then a comparison with the few rows that begin alike. Nothing is inflected but a plural at the
//! end; what a corruption means for the verdict is the detector's business.

use crate::names::table;
use crate::text::{Block, TokenKind, tokens, word_key};

static TABLE: &str = include_str!("../data/phrases.tsv");

/// How the phrase was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// A spinner put synonyms in, word by word.
    Spinner,
    /// Another language's word order or word was carried over.
    Translation,
}

/// One corruption.
#[derive(Debug)]
pub struct Phrase {
    /// As machines write it.
    pub observed: &'static str,
    /// As the press writes it.
    pub expected: &'static str,
    /// How it was broken.
    pub route: Route,
    words: Vec<Word>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    key: u64,
    /// The text must have a capital here.
    capital: bool,
}

/// All corruptions, ready for the search.
#[derive(Debug)]
pub struct Phrases {
    rows: Vec<Phrase>,
    /// Sorted by key; of the rows that begin alike the longest comes first.
    heads: Vec<Head>,
    /// Where in `heads` the keys with each leading 12 bits begin: most words are told off by one look.
    starts: Vec<u32>,
}

/// The beginning of a phrase.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// Of the first word.
    key: u64,
    row: u32,
    /// [`class`] of the second word; none where there is no second.
    second: Option<u8>,
}

/// The class of a key, one of 64: two words of unlike classes are two words.
fn class(key: u64) -> u8 {
    (key >> 58) as u8
}

/// Bits of a key that choose its place in `starts`.
const LEADING: u32 = 12;

impl Default for Phrases {
    fn default() -> Self {
        Self::load(TABLE)
    }
}

impl Phrases {
    /// Reads a table; rows it cannot read are left out (a test finds them).
    pub fn load(table: &'static str) -> Self {
        let rows: Vec<Phrase> = table::rows(table).filter_map(|cells| Phrase::read(&cells)).collect();
        let head = |(i, row): (usize, &Phrase)| {
            let second = row.words.get(1).map(|word| class(word.key));
            Some(Head { key: row.words.first()?.key, row: i as u32, second })
        };
        let mut heads: Vec<Head> = rows.iter().enumerate().filter_map(head).collect();
        let length = |head: &Head| rows.get(head.row as usize).map_or(0, |row| row.words.len());
        heads.sort_unstable_by(|a, b| {
            a.key.cmp(&b.key).then_with(|| length(b).cmp(&length(a))).then_with(|| a.row.cmp(&b.row))
        });
        // Where each lead begins: as many heads as have a smaller one stand before it.
        let mut starts = vec![0; (1 << LEADING) + 1];
        for head in &heads {
            starts[(head.key >> (64 - LEADING)) as usize + 1] += 1;
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Self { rows, heads, starts }
    }

    /// Every row, in the order of the table.
    pub fn rows(&self) -> &[Phrase] {
        &self.rows
    }

    /// The longest corruption that begins at this token, and its last token.
    pub fn at(&self, block: &Block<'_>, first: usize) -> Option<(&Phrase, usize)> {
        let key = block.tokens.get(first).filter(|t| t.is_word_like())?.key;
        let lead = (key >> (64 - LEADING)) as usize;
        let (from, to) = (*self.starts.get(lead)? as usize, *self.starts.get(lead + 1)? as usize);
        let heads = self.heads.get(from..to)?;
        let mut alike = heads.iter().filter(|head| head.key == key).peekable();
        alike.peek()?;
        // "At" and "in" begin a dozen phrases each: the second word tells nearly all of them off.
        let seconds = second_classes(block, first);
        alike
            .filter(|head| head.second.is_none_or(|second| seconds >> second & 1 == 1))
            .filter_map(|head| self.rows.get(head.row as usize))
            .find_map(|row| Some((row, row.matches(block, first)?)))
    }
}

impl Phrase {
    fn read(cells: &[&'static str]) -> Option<Self> {
        let [observed, expected, _topic, route] = *cells else { return None };
        let route = match route {
            "spinner" => Route::Spinner,
            "translation" => Route::Translation,
            _ => return None,
        };
        let words = tokens::keyed_words(observed);
        let words: Vec<Word> = words.iter().map(|(key, case)| Word { key: *key, capital: case.is_names() }).collect();
        (!words.is_empty() && !expected.is_empty()).then_some(Self { observed, expected, route, words })
    }

    /// The last token, if the phrase stands there.
    fn matches(&self, block: &Block<'_>, first: usize) -> Option<usize> {
        let mut at = first;
        for (i, word) in self.words.iter().enumerate() {
            if i > 0 {
                at = next_word(block, at)?;
            }
            let token = block.tokens.get(at)?;
            if word.capital && !block.word(at).chars().next().is_some_and(char::is_uppercase) {
                return None;
            }
            let last = i > 0 && i + 1 == self.words.len();
            if token.key != word.key && !(last && singular_keys(block.word(at)).contains(&Some(word.key))) {
                return None;
            }
        }
        Some(at)
    }

    /// What probably stood there, in the number and with the capital of what does.
    pub fn mend(&self, seen: &str) -> String {
        let plural = |text: &str| text.ends_with('s');
        let mut out = String::with_capacity(self.expected.len() + 1);
        let mut letters = self.expected.chars();
        let starts_big = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        match letters.next() {
            Some(c) if starts_big(seen) && !starts_big(self.observed) => out.extend(c.to_uppercase()),
            Some(c) => out.push(c),
            None => {}
        }
        out.extend(letters);
        if plural(seen) && !plural(self.observed) && !plural(&out) && out.ends_with(char::is_alphabetic) {
            out.push('s');
        }
        out
    }
}

/// The [`class`]es, as bits, of the words that the next one may stand for: itself, or its singular.
fn second_classes(block: &Block<'_>, first: usize) -> u64 {
    let Some(next) = next_word(block, first) else { return 0 };
    let key = block.tokens.get(next).map(|t| t.key);
    let [one, other] = singular_keys(block.word(next));
    [key, one, other].into_iter().flatten().fold(0, |bits, key| bits | 1 << class(key))
}

/// The next word after a space or a hyphen.
fn next_word(block: &Block<'_>, at: usize) -> Option<usize> {
    let hyphen = block.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Mark && is_hyphen(block.word(at + 1)));
    let next = at + 1 + usize::from(hyphen);
    block.tokens.get(next).filter(|t| t.is_word_like()).map(|_| next)
}

fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑" | "–")
}

/// Keys of the word without a plural ending.
fn singular_keys(word: &str) -> [Option<u64>; 2] {
    let word = tokens::strip_possessive(word);
    [word.strip_suffix('s').map(word_key), word.strip_suffix("es").map(word_key)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    static SMALL: &str = "observed\texpected\ttopic\troute\n\
        Ruddy Cross\tRed Cross\tinstitutions\tspinner\n\
        double-use goods\tdual-use goods\tmilitary\ttranslation\n\
        heart assault\theart attack\thealth\tspinner\n\
        heart assault victim fund\theart attack fund\thealth\tspinner\n\
        no route\tx\ty\tz\n";

    fn found(text: &str) -> Vec<(String, String)> {
        let article = crate::article::plain::read(text);
        let doc = Document::new(&article);
        let phrases = Phrases::load(SMALL);
        let block = &doc.blocks[0];
        (0..block.tokens.len())
            .filter_map(|i| {
                let (phrase, last) = phrases.at(block, i)?;
                let seen = block.slice(i, last);
                Some((seen.to_owned(), phrase.mend(seen)))
            })
            .collect()
    }

    fn one(text: &str) -> (String, String) {
        let all = found(text);
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].clone()
    }

    #[test]
    fn hyphens_are_optional_and_capitals_kept() {
        assert_eq!(one("Double use goods went east.").1, "Dual-use goods");
        assert_eq!(one("They sold double-use goods.").1, "dual-use goods");
    }

    #[test]
    fn the_last_word_may_be_a_plural() {
        assert_eq!(one("He had two heart assaults."), ("heart assaults".to_owned(), "heart attacks".to_owned()));
    }

    #[test]
    fn the_longest_row_wins_and_a_capital_asks_for_one() {
        assert_eq!(one("The heart assault victim fund closed.").1, "heart attack fund");
        assert!(found("a ruddy cross on the hill").is_empty());
        assert_eq!(one("the Ruddy Cross said").1, "Red Cross");
    }

    #[test]
    fn a_row_that_cannot_be_read_is_left_out() {
        assert_eq!(Phrases::load(SMALL).rows().len(), 4);
    }
}
