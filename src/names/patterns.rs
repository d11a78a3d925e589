//! Wrong forms written as slots: `high/senior representative/delegate` stands for four forms.
//!
//! A table would be long and full of holes if it listed every form that synonyms can make of an office or a name. So a
//! slot lists what may stand in it, parted by `/`; `_` stands for a space within one choice (`well_being`). A capital in
//! the table asks for a capital in the text. Words are compared by their keys; a hyphen is as good as a space. What a
//! form means, and where it is wrong, is for others to say.

use crate::order;
use crate::text::tokens::keyed_words;
use crate::text::{Block, Case, KeySet, Token, TokenKind};

/// One way to write something, slot by slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    slots: Vec<Vec<Choice>>,
}

/// What may stand in a slot: one word or several.
type Choice = Vec<Word>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    key: u64,
    capital: bool,
}

impl Pattern {
    /// Reads `high/senior representative`.
    ///
    /// # Errors
    /// What is wrong with it: an empty slot or an empty choice.
    pub fn read(text: &str) -> Result<Self, String> {
        let slots: Vec<Vec<Choice>> = text
            .split(' ')
            .map(|slot| slot.split('/').map(|choice| words(&choice.replace('_', " "))).collect())
            .collect();
        if slots.iter().flatten().any(Vec::is_empty) {
            return Err(format!("`{text}` has an empty slot or choice"));
        }
        Ok(Self { slots })
    }

    /// How many forms it stands for.
    pub fn forms(&self) -> usize {
        self.slots.iter().map(Vec::len).product()
    }

    /// The last token, if one of the forms begins at this token. The longest choice of a slot goes first.
    pub fn matches(&self, block: &Block<'_>, first: usize) -> Option<usize> {
        matches(&self.slots, block, first)
    }
}

fn words(text: &str) -> Choice {
    keyed_words(text).into_iter().map(|(key, case)| Word { key, capital: case.is_names() }).collect()
}

fn matches(slots: &[Vec<Choice>], block: &Block<'_>, first: usize) -> Option<usize> {
    let (slot, rest) = slots.split_first()?;
    slot.iter().find_map(|choice| {
        let last = run(choice, block, first)?;
        if rest.is_empty() { Some(last) } else { matches(rest, block, following(block, last)?) }
    })
}

/// The last token of these words in a row.
fn run(choice: &[Word], block: &Block<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    for (k, word) in choice.iter().enumerate() {
        if k > 0 {
            at = following(block, at)?;
        }
        let token = block.tokens.get(at)?;
        if token.key != word.key || (word.capital && token.case == Case::Lower) {
            return None;
        }
    }
    Some(at)
}

/// The word after a token. A hyphen between the two is as good as a space, a possessive or another mark parts them.
fn following(block: &Block<'_>, at: usize) -> Option<usize> {
    let word = block.word(at);
    // Asked of many words, few of which end so: the last byte tells.
    let may_end = matches!(word.as_bytes().last(), Some(b's' | b'\'' | 0x99));
    if may_end && (word.ends_with(['\'', '’']) || word.ends_with("'s") || word.ends_with("’s")) {
        return None;
    }
    // Mostly a word follows.
    if block.tokens.get(at + 1)?.kind != TokenKind::Mark {
        return Some(at + 1);
    }
    // The full stop of "U.S." belongs to it.
    let skipped = match block.word(at + 1) {
        "-" | "‐" | "‑" => true,
        "." => word.contains('.'),
        _ => false,
    };
    block.tokens.get(at + 2).filter(|t| skipped && t.kind != TokenKind::Mark).map(|_| at + 2)
}

/// Patterns with what each belongs to, found by the first word.
#[derive(Debug, Default)]
pub struct Patterns {
    all: Vec<(Pattern, u32)>,
    /// Sorted by key.
    heads: Vec<Head>,
    /// First words of patterns that ask for no capital there.
    lower: KeySet,
    /// First words of all others.
    capital: KeySet,
}

/// The pattern needs no second word.
const ANY: u64 = u64::MAX;

/// A word a pattern can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    key: u64,
    /// Index into `all`.
    pattern: u32,
    /// Which second words are possible, one bit for each of 64 classes of keys: most patterns are told off by it.
    second: u64,
}

impl Patterns {
    /// An index of patterns, each with the row it belongs to.
    pub fn new(all: Vec<(Pattern, u32)>) -> Self {
        let mut heads = Vec::new();
        let (mut lower, mut capital) = (Vec::new(), Vec::new());
        for (i, (pattern, _)) in all.iter().enumerate() {
            for choice in pattern.slots.first().into_iter().flatten() {
                let Some(word) = choice.first() else { continue };
                if word.capital {
                    capital.push(word.key);
                } else {
                    lower.push(word.key);
                }
                let second = match (choice.get(1), pattern.slots.get(1)) {
                    (Some(next), _) => class(next.key),
                    (None, Some(slot)) => slot.iter().filter_map(|c| c.first()).fold(0, |bits, w| bits | class(w.key)),
                    (None, None) => ANY,
                };
                heads.push(Head { key: word.key, pattern: i as u32, second });
            }
        }
        order::sort(&mut heads);
        // Choices that begin alike are one head.
        heads.dedup_by(|b, a| {
            let same = (a.key, a.pattern) == (b.key, b.pattern);
            if same {
                a.second |= b.second;
            }
            same
        });
        Self { all, heads, lower: lower.into_iter().collect(), capital: capital.into_iter().collect() }
    }

    /// Can a form begin with this token? Hardly any word can: who asks of all words asks this first.
    pub fn may_begin(&self, token: &Token) -> bool {
        self.lower.contains(token.key) || token.case != Case::Lower && self.capital.contains(token.key)
    }

    /// Every form that begins at this token, as its row and its last token.
    pub fn at(&self, block: &Block<'_>, first: usize) -> impl Iterator<Item = (usize, usize)> {
        let key = block.tokens.get(first).map_or(0, |t| t.key);
        let is_head = block.tokens.get(first).is_some_and(|t| self.may_begin(t));
        let from = if is_head { self.heads.partition_point(|h| h.key < key) } else { self.heads.len() };
        let second = if is_head { following(block, first) } else { None };
        let second = second.and_then(|i| block.tokens.get(i)).map_or(0, |t| class(t.key));
        self.heads
            .iter()
            .skip(from)
            .take_while(move |h| h.key == key)
            .filter(move |h| h.second == ANY || h.second & second != 0)
            .filter_map(move |h| {
                let (pattern, row) = self.all.get(h.pattern as usize)?;
                Some((*row as usize, pattern.matches(block, first)?))
            })
    }
}

/// The class of a key, as a bit.
fn class(key: u64) -> u64 {
    1 << (key >> 58)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    fn last(pattern: &str, text: &str) -> Option<usize> {
        let block = Block::new(Some(0), ParagraphKind::Body, text, &[]);
        Pattern::read(pattern).ok()?.matches(&block, 0)
    }

    #[test]
    fn every_choice_of_a_slot_may_stand_there() {
        for text in ["high delegate", "Senior representative", "senior-delegate"] {
            assert!(last("high/senior representative/delegate", text).is_some(), "{text}");
        }
        assert_eq!(last("high/senior representative/delegate", "high officer"), None);
        assert_eq!(last("world well_being/wellbeing body", "World Well-Being body"), Some(4));
    }

    #[test]
    fn marks_and_possessives_part_words() {
        assert_eq!(last("high delegate", "high, delegate"), None);
        assert_eq!(last("state chairman", "the state’s chairman"), None);
        assert_eq!(last("state chairman", "state’s chairman"), None);
    }

    #[test]
    fn the_full_stop_of_an_abbreviation_is_no_mark() {
        assert!(last("U.S/US State Division", "U.S. State Division").is_some());
        assert_eq!(last("here state", "here. State"), None);
    }

    #[test]
    fn a_capital_asks_for_a_capital() {
        assert!(last("Secretary of Condition", "Secretary of Condition").is_some());
        assert!(last("Secretary of Condition", "secretary of condition").is_none());
    }

    #[test]
    fn an_empty_choice_is_refused() {
        assert!(Pattern::read("high/ delegate").is_err());
        assert!(Pattern::read("").is_err());
        assert_eq!(Pattern::read("a/b c/d e").map(|p| p.forms()), Ok(4));
    }

    #[test]
    fn an_index_gives_row_and_end() {
        let patterns = Patterns::new(vec![
            (Pattern::read("high/top agent").expect("a pattern"), 7),
            (Pattern::read("top agent of press").expect("a pattern"), 8),
        ]);
        let block = Block::new(Some(0), ParagraphKind::Body, "A top agent of press spoke.", &[]);
        assert_eq!(patterns.at(&block, 1).collect::<Vec<_>>(), [(7, 2), (8, 4)]);
        assert_eq!(patterns.at(&block, 0).count(), 0);
    }
}
