//! Set phrases of the news with their known corruptions, and the search for them.
//!
//! The rows lie in `data/phrases.tsv`. A phrase is found by the hashes of its words, never by its letters: one look-up for
//! each token of a text, then a comparison with the few rows that begin alike. A word of a row may be a choice
//! (`raise/lift`), a verb in any form (`kick~`), or any possessive (`one's`); the last word may take a plural ending. A row
//! with words in its `near` column counts only where one of them stands within [`NEAR`] tokens. What a corruption means for
//! the verdict is the detector's business.

mod packed;
mod pattern;

use std::sync::OnceLock;

use crate::names::keyindex::KeyIndex;
use crate::names::table;
use crate::text::{Block, TokenKind, tokens, word_key};
use pattern::Word;

pub use pattern::{Form, written};

static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

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
    /// The [`class`]es of the second word, as bits; all where there is no second.
    seconds: u64,
    /// Keys of the words of which one must stand close by; empty where the phrase is never honest.
    near: Vec<u64>,
}

/// How many tokens away, on either side, a word of the `near` column counts.
pub const NEAR: usize = 60;

/// All corruptions, ready for the search: found by their first words, and read when a text has one.
#[derive(Debug)]
pub struct Phrases {
    rows: Vec<(packed::Row<'static>, OnceLock<Option<Box<Phrase>>>)>,
    /// Rows by the key of the first word, or of each of its choices.
    heads: KeyIndex,
}

/// The class of a key, one of 64: two words of unlike classes are two words.
fn class(key: u64) -> u8 {
    (key >> 58) as u8
}

impl Default for Phrases {
    fn default() -> Self {
        Self::load(TABLE)
    }
}

impl Phrases {
    /// Reads what [`packed::pack`] made; rows it cannot read are left out (a test finds them).
    fn load(table: &'static str) -> Self {
        let rows: Vec<_> = packed::rows(table).map(|row| (row, OnceLock::new())).collect();
        let mut heads = KeyIndex::default();
        for (i, ([observed, ..], _)) in rows.iter().enumerate() {
            pattern::first_keys(observed, |key| heads.add(key, i as u32));
        }
        heads.close();
        Self { rows, heads }
    }

    /// Every corruption, read, in the order of the table.
    pub fn all(&self) -> impl Iterator<Item = &Phrase> {
        (0..self.rows.len()).filter_map(|at| self.row(at))
    }

    fn row(&self, at: usize) -> Option<&Phrase> {
        let (row, phrase) = self.rows.get(at)?;
        phrase.get_or_init(|| Phrase::read(*row).map(Box::new)).as_deref()
    }

    /// The longest corruption that begins at this token, and its last token.
    pub fn at(&self, block: &Block<'_>, first: usize) -> Option<(&Phrase, usize)> {
        let key = block.tokens.get(first).filter(|t| t.is_word_like())?.key;
        let alike = self.heads.of(key).filter_map(|at| self.row(at));
        // "At" and "in" begin a dozen phrases each: the second word tells nearly all of them off.
        let second = next_word(block, first).and_then(|next| block.tokens.get(next)).map_or(0, |t| 1 << class(t.key));
        alike
            .filter(|row| row.seconds & second != 0 || row.seconds == !0)
            .filter_map(|row| Some((row, row.matches(block, first)?)))
            .min_by_key(|(row, _)| usize::MAX - row.words.len())
    }
}

impl Phrase {
    fn read([observed, expected, route, near]: packed::Row<'static>) -> Option<Self> {
        let route = match route {
            "spinner" => Route::Spinner,
            "translation" => Route::Translation,
            _ => return None,
        };
        let words = pattern::words(observed);
        let near = table::list(near).map(word_key).collect();
        let seconds = second_classes(&words);
        (!words.is_empty() && !expected.is_empty()).then_some(Self { observed, expected, route, words, seconds, near })
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
            let plural = || singular_keys(block.word(at)).into_iter().flatten().any(|k| word.is(k));
            if !(word.is(token.key) || last && plural()) {
                return None;
            }
        }
        (self.near.is_empty() || self.has_company(block, first, at)).then_some(at)
    }

    /// Does one of the words that rule out an honest reading stand close by?
    fn has_company(&self, block: &Block<'_>, first: usize, last: usize) -> bool {
        let around = (first.saturating_sub(NEAR)..first).chain(last + 1..last + 1 + NEAR);
        around.filter_map(|at| block.tokens.get(at)).any(|t| self.near.contains(&t.key))
    }

    /// What probably stood there, in the number, the verb form and with the capital of what does.
    pub fn mend(&self, seen: &str) -> String {
        let (form, possessive, plural) = self.form_of(seen);
        let expected = self.with_choices(written(self.expected, form, possessive), seen);
        let mut out = String::with_capacity(expected.len() + 1);
        let mut letters = expected.chars();
        let starts_big = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        match letters.next() {
            Some(c) if starts_big(seen) && !starts_big(self.observed) => out.extend(c.to_uppercase()),
            Some(c) => out.push(c),
            None => {}
        }
        out.extend(letters);
        if plural && !out.ends_with('s') && out.ends_with(char::is_alphabetic) {
            out.push('s');
        }
        out
    }

    /// The expected phrase with the words that were chosen in what was seen, where it has the first choice.
    fn with_choices(&self, mut expected: String, seen: &str) -> String {
        if self.words.iter().all(|w| w.first.is_none()) {
            return expected;
        }
        let tokens = tokens::tokenize(seen);
        for (word, token) in self.words.iter().zip(tokens.iter().filter(|t| t.is_word_like())) {
            let chosen = seen.get(token.start as usize..token.end as usize).unwrap_or("");
            let Some(first) = word.first.filter(|first| !first.eq_ignore_ascii_case(chosen)) else { continue };
            let kept =
                |piece: &str| if piece.eq_ignore_ascii_case(first) { chosen.to_owned() } else { piece.to_owned() };
            expected = expected.split(' ').map(kept).collect::<Vec<_>>().join(" ");
        }
        expected
    }

    /// The form of the verb and the possessive in what was seen, and whether its last word took a plural ending.
    fn form_of<'s>(&self, seen: &'s str) -> (Form, Option<&'s str>, bool) {
        let (mut form, mut possessive, mut plural) = (Form::Base, None, false);
        let tokens = tokens::tokenize(seen);
        for (word, token) in self.words.iter().zip(tokens.iter().filter(|t| t.is_word_like())) {
            if let Some(found) = word.form(token.key) {
                form = found;
            }
            if word.is_possessive() {
                possessive = seen.get(token.start as usize..token.end as usize);
            }
            plural = !word.is(token.key);
        }
        (form, possessive, plural)
    }
}

/// The [`class`]es of the second word, as bits: of every word that may stand there, its plural too where it is the
/// last. All where there is no second.
fn second_classes(words: &[Word]) -> u64 {
    let Some(second) = words.get(1) else { return !0 };
    let endings: &[&str] = if words.len() == 2 { &["", "s", "es"] } else { &[""] };
    let keys = second.keys().flat_map(|key| endings.iter().map(move |ending| tokens::longer_key(key, ending)));
    keys.fold(0, |bits, key| bits | 1 << class(key))
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

    static SMALL: &str = "observed\texpected\ttopic\troute\tnear\n\
        Ruddy Cross\tRed Cross\tinstitutions\tspinner\t\n\
        double-use goods\tdual-use goods\tmilitary\ttranslation\t\n\
        heart assault\theart attack\thealth\tspinner\t\n\
        heart assault victim fund\theart attack fund\thealth\tspinner\t\n\
        kick~ the pail/vessel\tkick~ the bucket\tidioms\tspinner\t\n\
        lose~ one's marbles stones\tlose~ one's marbles\tidioms\tspinner\t\n\
        palms dealer/race\tarms dealer\tmilitary\tspinner\t\n\
        high minister\tprime minister\tpolitics\tspinner\tcabinet|parliament\n\
        no route\tx\ty\tz\t\n";

    fn found(text: &str) -> Vec<(String, String)> {
        let article = crate::article::plain::read(text);
        let doc = Document::new(&article);
        let phrases = Phrases::load(packed::pack(SMALL).leak());
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
    fn verbs_are_found_and_mended_in_any_form_and_choices_in_each() {
        for (seen, mended) in [
            ("kick the pail", "kick the bucket"),
            ("kicks the vessel", "kicks the bucket"),
            ("kicked the pail", "kicked the bucket"),
            ("kicking the pails", "kicking the buckets"),
            ("losing his marbles stones", "losing his marbles"),
            ("lost their marbles stones", "lost their marbles"),
        ] {
            assert_eq!(one(&format!("They said it was {seen}.")), (seen.to_owned(), mended.to_owned()));
        }
    }

    #[test]
    fn a_choice_that_both_phrases_have_is_kept() {
        assert_eq!(one("It was called a palms race.").1, "arms race");
        assert_eq!(one("Two palms dealers were held.").1, "arms dealers");
    }

    #[test]
    fn what_can_be_honest_counts_in_company_only() {
        assert!(found("The order has a high minister at each lodge.").is_empty());
        assert_eq!(one("The high minister dissolved parliament.").1, "prime minister");
    }

    #[test]
    fn a_row_that_cannot_be_read_is_left_out() {
        assert_eq!(Phrases::load(packed::pack(SMALL).leak()).all().count(), 8);
    }
}
