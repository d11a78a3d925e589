//! The article's text as detectors see it: blocks with tokens, sentences and mentions of names, every span in bytes.
//!
//! A [`Document`] is built once per article and is read-only afterwards. Offsets become UTF-16 only at the edge, by
//! [`utf16::Utf16Map`]. This module knows letters and punctuation, not people: who a mention means is `names`' work.
//!
//! # What a detector gets for nothing
//!
//! A check has half a microsecond for each word, and a dozen detectors look at all of them. What they share is done once:
//!
//! - [`Token::key`]: the word in lower case, without a possessive ending, as 64 bits. Compare keys, or ask a [`KeySet`];
//!   make no lower-case string of a token that most tokens could be told off by.
//! - [`Token::is_function`], [`Token::is_known`]: what the word lists say, one bit each; [`Token::is_common`] on demand.
//! - [`Token::case`] and [`Token::kind`]: a mark is told from a word without looking at the text.
//! - [`Document::people`]: who is spoken of.
//!
//! `cargo bench --bench speed` shows what each detector takes.

pub mod boundaries;
pub mod keyset;
pub mod language;
pub mod lexicon;
pub mod mentions;
pub mod mojibake;
pub mod sentences;
pub mod tokens;
pub mod utf16;
pub mod words;

use std::cell::OnceCell;

use crate::article::{Article, Link, ParagraphKind};
use crate::data::Data;
use crate::names::people::People;
use crate::style::{Model, Style};

pub use keyset::KeySet;
pub use lexicon::Lexicon;
pub use mentions::Mention;
pub use sentences::Sentence;
pub use tokens::{Case, Token, TokenKind, word_key};

/// A byte range in one block's text; always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Do the two share a byte?
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The whole text of one article, cut up.
#[derive(Debug)]
pub struct Document<'a> {
    /// Where it comes from.
    pub article: &'a Article,
    /// The title, if there is one, then the paragraphs.
    pub blocks: Vec<Block<'a>>,
    /// Who is spoken of; filled by the first detector that asks.
    people: OnceCell<People>,
    /// How it reads; judged by the first who asks.
    style: OnceCell<Style>,
}

/// The title or one paragraph.
#[derive(Debug)]
pub struct Block<'a> {
    /// Index of the paragraph; none for the title.
    pub paragraph: Option<usize>,
    /// What it is on the page.
    pub kind: ParagraphKind,
    /// Its text.
    pub text: &'a str,
    /// Its links.
    pub links: &'a [Link],
    /// Words, numbers and punctuation, in order; white space is left out.
    pub tokens: Vec<Token>,
    /// Sentences, in order, without gaps between their tokens.
    pub sentences: Vec<Sentence>,
    /// Runs of name-like words, in order.
    pub mentions: Vec<Mention>,
    words: usize,
    plain: bool,
}

impl<'a> Document<'a> {
    /// Cuts an article up. Linear in its length.
    pub fn new(article: &'a Article) -> Self {
        let mut blocks = Vec::with_capacity(article.paragraphs.len() + 1);
        if let Some(title) = &article.title {
            blocks.push(Block::new(None, ParagraphKind::Heading, title, &[]));
        }
        for (i, p) in article.paragraphs.iter().enumerate() {
            blocks.push(Block::new(Some(i), p.kind, &p.text, &p.links));
        }
        Self { article, blocks, people: OnceCell::new(), style: OnceCell::new() }
    }

    /// The well-known people of the article. Several detectors ask; the work is done once.
    pub fn people(&self, data: &Data) -> &People {
        self.people.get_or_init(|| crate::names::people::resolve(self, data))
    }

    /// How the text reads as a whole. The detector and the score ask; the work is done once.
    pub fn style(&self) -> &Style {
        self.style.get_or_init(|| Model::get().judge(self))
    }

    /// Takes a style that was judged elsewhere, if none has been judged yet.
    pub fn set_style(&self, style: Style) {
        let _ = self.style.set(style);
    }

    /// Words of the paragraphs; the title does not count.
    pub fn word_count(&self) -> usize {
        self.body().map(Block::word_count).sum()
    }

    /// Sentences of the paragraphs.
    pub fn sentence_count(&self) -> usize {
        self.body().map(|b| b.sentences.len()).sum()
    }

    /// The paragraphs.
    pub fn body(&self) -> impl Iterator<Item = &Block<'a>> {
        self.blocks.iter().filter(|b| b.paragraph.is_some())
    }
}

impl<'a> Block<'a> {
    /// Cuts one text up.
    pub fn new(paragraph: Option<usize>, kind: ParagraphKind, text: &'a str, links: &'a [Link]) -> Self {
        let tokens = tokens::tokenize(text);
        let sentences = sentences::split(text, &tokens);
        let mentions = mentions::find(text, &tokens, &sentences);
        let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
        Self { paragraph, kind, text, links, tokens, sentences, mentions, words, plain: is_plain(text) }
    }

    /// Holds the text nothing but ASCII and the marks of English print, “”‘’–—…? Where letters of other languages or damage
    /// are sought, most texts need no second look.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Do the two places lie in one sentence?
    pub fn share_a_sentence(&self, one: Span, other: Span) -> bool {
        self.sentences.iter().any(|s| {
            let whole = self.span(s.first, s.last);
            whole.overlaps(one) && whole.overlaps(other)
        })
    }

    /// The token's text; empty past the end.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    /// The text between the first token's start and the last token's end (`last` is included).
    pub fn slice(&self, first: usize, last: usize) -> &'a str {
        let span = self.span(first, last);
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The span of a run of tokens (`last` is included); empty past the end.
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) if a.start <= b.end => Span::new(a.start as usize, b.end as usize),
            _ => Span::new(0, 0),
        }
    }

    /// Words, numbers not counted.
    pub fn word_count(&self) -> usize {
        self.words
    }

    /// The sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> Option<&Sentence> {
        let i = self.sentences.partition_point(|s| s.last < token);
        self.sentences.get(i)
    }
}

/// ASCII, and U+2010 to U+2027 but for the low quotation mark, which looks like a comma.
fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| c.is_ascii() || matches!(c, '‐'..='‧') && c != '‚')
}
