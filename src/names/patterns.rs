//! Wrong forms written as slots: `high/senior representative/delegate` stands for four forms.
//!
//! A table would be long and full of holes if it listed every form that synonyms can make of an office or a name. So a
//! slot lists what may stand in it, parted by `/`; `_` stands for a space within one choice (`well_being`). A capital in
//! the table asks for a capital in the text. Words are compared by their keys; a hyphen is as good as a space. What a
//! form means, and where it is wrong, is for others to say.

use crate::text::{Block, Case, KeySet, TokenKind, tokens};

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

    /// Keys of the words a form can begin with.
    fn heads(&self) -> impl Iterator<Item = u64> {
        self.slots.first().into_iter().flatten().filter_map(|choice| Some(choice.first()?.key))
    }
}

fn words(text: &str) -> Choice {
    tokens::tokenize(text)
        .iter()
        .filter(|t| t.is_word_like())
        .map(|t| Word { key: t.key, capital: t.is_capitalised() })
        .collect()
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
    if block.word(at).ends_with(['\'', '’']) || block.word(at).ends_with("'s") || block.word(at).ends_with("’s") {
        return None;
    }
    // The full stop of "U.S." belongs to it.
    let skipped = match block.word(at + 1) {
        "-" | "‐" | "‑" => true,
        "." => block.word(at).contains('.'),
        _ => false,
    };
    let next = at + 1 + usize::from(skipped);
    block.tokens.get(next).filter(|t| t.kind != TokenKind::Mark).map(|_| next)
}

/// Patterns with what each belongs to, found by the first word.
#[derive(Debug, Default)]
pub struct Patterns {
    all: Vec<(Pattern, u32)>,
    /// (key of a first word, index into `all`), sorted.
    heads: Vec<(u64, u32)>,
    first_words: KeySet,
}

impl Patterns {
    /// An index of patterns, each with the row it belongs to.
    pub fn new(all: Vec<(Pattern, u32)>) -> Self {
        let mut heads: Vec<(u64, u32)> =
            all.iter().enumerate().flat_map(|(i, (p, _))| p.heads().map(move |key| (key, i as u32))).collect();
        heads.sort_unstable();
        heads.dedup();
        let first_words = heads.iter().map(|(key, _)| *key).collect();
        Self { all, heads, first_words }
    }

    /// Every form that begins at this token, as its row and its last token.
    pub fn at(&self, block: &Block<'_>, first: usize) -> impl Iterator<Item = (usize, usize)> {
        let key = block.tokens.get(first).map_or(0, |t| t.key);
        let from =
            if self.first_words.contains(key) { self.heads.partition_point(|h| h.0 < key) } else { self.heads.len() };
        self.heads.iter().skip(from).take_while(move |h| h.0 == key).filter_map(move |(_, i)| {
            let (pattern, row) = self.all.get(*i as usize)?;
            Some((*row as usize, pattern.matches(block, first)?))
        })
    }
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
