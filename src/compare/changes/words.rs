//! The words of a row as they are compared: numbers read as values, names told from other words, quotations counted.

use std::collections::HashMap;

use super::dates;
use super::numbers::{self, Quantity};
use super::titles;
use crate::compare::sides::Cut;
use crate::compare::sketch::stem_key;
use crate::names::organisations::Naming;
use crate::names::roles::is_role_key;
use crate::report::{Place, Row};
use crate::text::tokens::strip_possessive;
use crate::text::{Block, Case, Span, TokenKind};

/// Words of one side of a row that are compared; sentences are far shorter.
pub const MOST_WORDS: usize = 300;

/// What a word is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Carries grammar.
    Function,
    /// Any other word.
    Plain,
    /// Part of an office: "minister", "foreign".
    Office,
    /// Written like a name.
    Name,
    /// A number with its scale and unit.
    Number,
    /// A weekday, a month, a year, "yesterday".
    Date,
}

/// A word, or a number of several tokens.
#[derive(Debug, Clone, Copy)]
pub struct Word<'d> {
    /// Index of the block.
    pub block: usize,
    /// First token.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
    /// The first token without a possessive ending.
    pub text: &'d str,
    /// Key of that.
    pub key: u64,
    /// Key of its stem; British and American spellings have one.
    pub stem: u32,
    /// What it is.
    pub what: What,
    /// What a number or date says.
    pub quantity: Quantity,
    /// Which of the block's quotations it stands in.
    pub quotation: Option<usize>,
    /// It is in the list of English words.
    pub known: bool,
    /// It begins with a capital.
    pub capital: bool,
}

impl Word<'_> {
    /// Is it, or may it be, part of a name: "State" in "Ministry of State Security"?
    pub fn is_name_like(&self) -> bool {
        self.what == What::Name || self.what == What::Office && self.capital
    }

    /// Does it mean something by itself?
    pub fn is_content(&self) -> bool {
        self.what != What::Function
    }
}

/// One of the two texts, read for comparison.
pub struct Text<'p> {
    /// The text.
    pub cut: &'p Cut<'p>,
    /// Keys of words that are capitalised within a sentence somewhere; sorted.
    borne: Vec<u64>,
    /// Of each block the tokens of its quotations, marks left out.
    quotations: Vec<Vec<(usize, usize)>>,
    /// The states and institutions that are named.
    namings: Vec<Naming>,
}

/// Stems, each made once.
pub type Stems = HashMap<u64, u32>;

impl<'p> Text<'p> {
    /// Reads a text. Linear in its length.
    pub fn new(cut: &'p Cut<'p>) -> Self {
        let mut borne = Vec::new();
        for block in cut.doc.blocks.iter().filter(|b| b.paragraph.is_some()) {
            for sentence in &block.sentences {
                for at in sentence.first + 1..=sentence.last {
                    let Some(token) = block.tokens.get(at).filter(|t| t.is_capitalised() || t.case == Case::Mixed)
                    else {
                        continue;
                    };
                    if !token.is_function() && !is_head(block, sentence.first, at) {
                        borne.push(token.key);
                    }
                }
            }
        }
        borne.sort_unstable();
        borne.dedup();
        let data = crate::data::Data::get();
        Self {
            cut,
            borne,
            quotations: cut.doc.blocks.iter().map(quotations).collect(),
            namings: data.organisations.named(&cut.doc.blocks),
        }
    }

    /// Is the word with this key written like a name in the midst of some sentence?
    pub fn bears(&self, key: u64) -> bool {
        self.borne.binary_search(&key).is_ok()
    }

    /// The states and institutions that these tokens (`last` included) name.
    pub fn organisations(&self, block: usize, first: usize, last: usize) -> impl Iterator<Item = usize> {
        let from = self.namings.partition_point(|n| (n.block, n.token) < (block, first));
        let names = self.namings.get(from..).unwrap_or_default();
        names.iter().take_while(move |n| n.block == block && n.token <= last).map(|n| n.organisation)
    }

    /// The block of a word.
    pub fn block(&self, word: &Word<'_>) -> Option<&'p Block<'p>> {
        self.cut.doc.blocks.get(word.block)
    }

    /// The words of one side of a row.
    pub fn words(&self, first: Option<usize>, count: usize, other: &Text<'_>, stems: &mut Stems) -> Vec<Word<'p>> {
        let mut out = Vec::new();
        let Some(from) = first else { return out };
        for at in self.cut.sentences.get(from..from + count).unwrap_or_default() {
            let Some(block) = self.cut.doc.blocks.get(at.block) else { continue };
            let mut i = at.sentence.first;
            while i <= at.sentence.last && out.len() < MOST_WORDS {
                let Some(token) = block.tokens.get(i) else { break };
                if token.kind == TokenKind::Mark {
                    i += 1;
                    continue;
                }
                let quotation = self.quotations.get(at.block).and_then(|all| {
                    // They stand in order and apart.
                    let at = all.partition_point(|(_, last)| *last < i);
                    all.get(at).filter(|(first, _)| *first <= i).map(|_| at)
                });
                let capital = token.kind == TokenKind::Word && token.case != Case::Lower;
                let text = strip_possessive(block.word(i));
                let mut word = Word {
                    block: at.block,
                    first: i,
                    last: i,
                    text,
                    key: token.key,
                    stem: 0,
                    what: What::Plain,
                    quantity: Quantity::default(),
                    quotation,
                    known: token.is_known(),
                    capital,
                };
                // "No. 1" denies nothing.
                if text.eq_ignore_ascii_case("no") && block.word(i + 1) == "." && i < at.sentence.last {
                    word.key = 0;
                }
                let head = is_head(block, at.sentence.first, i);
                if let Some((quantity, first, last)) = numbers::read(block, i, at.sentence.last) {
                    // "1 $ 0.1": the mark belongs to one number only.
                    let free = out.last().filter(|w: &&Word<'_>| w.block == at.block).map_or(0, |w| w.last + 1);
                    (word.quantity, word.first, word.last, word.what) = (quantity, first.max(free), last, What::Number);
                    if dates::is_year(block, first, last, quantity) {
                        word.what = What::Date;
                    }
                    word.stem = quantity.key();
                } else if let Some(date) = dates::read(block, i, head) {
                    (word.quantity, word.what, word.stem) = (date, What::Date, date.key());
                } else if matches!(block.word(i), "US" | "WHO" | "IT" | "UN") {
                    (word.what, word.stem) = (What::Name, !(token.key as u32));
                } else if token.is_function() || is_contraction(text) {
                    (word.what, word.stem) = (What::Function, token.key as u32);
                } else {
                    word.what = self.what(block, &word, head, other);
                    word.stem = *stems.entry(token.key).or_insert_with(|| american_stem(text));
                }
                i = word.last + 1;
                out.push(word);
            }
        }
        out
    }

    fn what(&self, block: &Block<'_>, word: &Word<'_>, head: bool, other: &Text<'_>) -> What {
        let headline = block.paragraph.is_none();
        // "Rick Santorum" at the head of a sentence: a given name that is a word too.
        let given = || {
            crate::data::Data::get().bearers.given_key(word.key)
                && block.tokens.get(word.first + 1).is_some_and(|t| t.is_capitalised() && !t.is_function())
        };
        if matches!(word.text, "Mr" | "Mrs" | "Ms" | "Dr") {
            What::Function
        } else if is_role_key(word.key) || titles::is_plural_head(word.text) {
            What::Office
        } else if word.capital
            && (!word.known || !head && !headline || self.bears(word.key) || other.bears(word.key) || given())
        {
            What::Name
        } else {
            What::Plain
        }
    }

    /// The place of a run of words and what stands there. A run that crosses a paragraph ends with it.
    pub fn place(&self, words: &[Word<'_>]) -> Option<(Place, &'p str)> {
        let (first, last) = (words.first()?, words.iter().rev().find(|w| w.block == words[0].block)?);
        let block = self.cut.doc.blocks.get(first.block)?;
        let from = block.span(first.first, first.first).start;
        // The possessive ending belongs to no name.
        let last_token = block.span(last.last, last.last);
        let end = if words.len() == 1 && last.what == What::Name && last.first == last.last {
            last_token.start + last.text.len()
        } else {
            last_token.end
        };
        let text = block.text.get(from..end)?;
        Some((self.cut.place(first.block, Span::new(from, end))?, text))
    }

    /// What a quotation of a block says.
    pub fn quotation(&self, block: usize, number: usize) -> Option<&'p str> {
        let (first, last) = *self.quotations.get(block)?.get(number)?;
        self.cut.doc.blocks.get(block).map(|b| b.slice(first, last))
    }
}

/// Both sides of an aligned row.
pub struct Words<'p> {
    /// Of the copy.
    pub copy: Vec<Word<'p>>,
    /// Of the original.
    pub original: Vec<Word<'p>>,
}

impl<'p> Words<'p> {
    /// Reads both sides.
    pub fn new(row: &Row, copy: &Text<'p>, original: &Text<'p>, stems: &mut Stems) -> Self {
        Self {
            copy: copy.words(row.copy, row.copy_sentences, original, stems),
            original: original.words(row.original, row.original_sentences, copy, stems),
        }
    }
}

/// A capital proves nothing at the head of a sentence, of a quotation, or after a colon.
fn is_head(block: &Block<'_>, first: usize, at: usize) -> bool {
    let word_before = (first..at).rev().find(|i| block.tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Mark));
    word_before.is_none() || matches!(block.word(at - 1), "\"" | "“" | "‘" | ":" | "•")
}

/// "they'll", "don't", "it’s": grammar.
fn is_contraction(text: &str) -> bool {
    let Some(at) = text.find(['\'', '’']) else { return false };
    let tail = text.get(at..).unwrap_or("").trim_start_matches(['\'', '’']);
    matches!(tail, "t" | "ll" | "re" | "ve" | "d" | "m" | "s")
}

/// The stem's key, of the American spelling.
pub fn american_stem(word: &str) -> u32 {
    stem_key(&american(&word.to_lowercase()))
}

/// One spelling for the two of British and American English. Words that are neither may come out odd; both sides alike.
fn american(lower: &str) -> String {
    let mut out = lower.to_owned();
    if lower.len() < 5 {
        return out;
    }
    for (british, american) in [
        ("isation", "ization"),
        ("our", "or"),
        ("ae", "e"),
        ("oeu", "eu"),
        ("ll", "l"),
        ("programme", "program"),
        ("cheque", "check"),
        ("grey", "gray"),
        ("dgement", "dgment"),
    ] {
        if out.contains(british) {
            out = out.replace(british, american);
        }
    }
    for (british, american) in [
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("ence", "ense"),
        ("ences", "enses"),
        ("ogue", "og"),
        ("ogues", "ogs"),
    ] {
        if let Some(head) = out.strip_suffix(british).filter(|h| h.len() > 1) {
            return format!("{head}{american}");
        }
    }
    out
}

/// The tokens of each quotation, marks left out. One that is not closed ends with the paragraph.
fn quotations(block: &Block<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let glued =
        |i: usize| matches!((block.tokens.get(i), block.tokens.get(i + 1)), (Some(a), Some(b)) if a.end == b.start);
    for (i, token) in block.tokens.iter().enumerate() {
        if token.kind != TokenKind::Mark {
            continue;
        }
        let mark = block.word(i);
        let close = match mark {
            "“" | "„" => "”",
            "\"" => "\"",
            "‘" => "’",
            "«" => "»",
            // An apostrophe opens where nothing stands before it.
            "'" if (i == 0 || !glued(i - 1)) && glued(i) => "'",
            _ => "",
        };
        match open {
            Some((first, end)) if mark == end || end == "”" && mark == "\"" => {
                if i > first {
                    out.push((first, i - 1));
                }
                open = None;
            }
            None if !close.is_empty() => open = Some((i + 1, close)),
            _ => {}
        }
    }
    if let Some((first, close)) = open
        && close != "'"
        && close != "’"
        && first < block.tokens.len()
    {
        out.push((first, block.tokens.len() - 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    #[test]
    fn both_spellings_have_one_stem() {
        for (british, us) in [
            ("colour", "color"),
            ("organised", "organized"),
            ("centre", "center"),
            ("defence", "defense"),
            ("travelled", "traveled"),
            ("programme", "program"),
            ("catalogue", "catalog"),
            ("behaviours", "behaviors"),
        ] {
            assert_eq!(american_stem(british), american_stem(us), "{british} {us}");
        }
        assert_ne!(american_stem("policy"), american_stem("police"));
    }

    #[test]
    fn quotations_lie_between_their_marks() {
        let said = |text: &str| -> Vec<String> {
            let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
            quotations(&b).into_iter().map(|(f, l)| b.slice(f, l).to_owned()).collect()
        };
        assert_eq!(said("“We agree,” he said. “No.”"), ["We agree,", "No."]);
        assert_eq!(said("He said \"never\" and 'perhaps' to the players' union."), ["never", "perhaps"]);
        assert_eq!(said("“It goes on"), ["It goes on"]);
        assert!(said("”").is_empty() && said("“").is_empty() && said("“”").is_empty());
    }
}
