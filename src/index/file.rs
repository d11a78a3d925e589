//! The file: how it is laid out, and reading it in place.
//!
//! ```text
//! head         "UNGINDEX", version (2 bytes), 6 zero bytes
//! cards        one after the other, in the order of their ids
//! postings     for each term: how many articles, then for each the distance from the one before and how often
//! dictionary   for each term, in order: its key (4), where its postings begin (4)
//! table        for each article: where its card begins (4), its length as a vector (2)
//! tail         articles (4), terms (4), ends of cards, postings, dictionary (8 each), checksum of all before it (8), "XEDNIGNU"
//! ```
//!
//! Everything is little-endian. The order is fixed and nothing depends on how the file came about: the same articles give
//! the same bytes whether they were indexed at once or in parts. Opening checks sizes and checksum; every later step checks
//! its own bounds, so that a file made to do harm can give wrong answers but no panic and no large allocation.

use std::fmt;

use serde::Serialize;

use super::bytes::{Checksum, Reader};
use super::card::Card;

/// What an index begins with.
pub(super) const HEAD: &[u8; 8] = b"UNGINDEX";
/// What it ends with.
pub(super) const TAIL: &[u8; 8] = b"XEDNIGNU";
/// Version of the form. Other versions are refused, since an index can be built anew.
pub const VERSION: u16 = 1;
/// Bytes before the cards.
pub(super) const HEAD_BYTES: usize = 16;
/// Bytes after the table.
pub(super) const TAIL_BYTES: usize = 4 + 4 + 3 * 8 + 8 + 8;
/// Bytes of one row of the dictionary.
pub(super) const TERM_BYTES: usize = 8;
/// Bytes of one row of the table.
pub(super) const ARTICLE_BYTES: usize = 6;
/// Articles that one index may hold: their numbers leave two bits for how often a term occurs.
pub const MOST_ARTICLES: usize = 1 << 28;
/// Steps of a stored vector length to 1.
pub(super) const LENGTH_STEPS: f32 = 64.0;

/// Why bytes are no index that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// They do not begin as one.
    NotAnIndex,
    /// Made by another version of the program.
    OtherVersion(u16),
    /// The end is missing.
    Truncated,
    /// The checksum is wrong, or parts contradict each other.
    Damaged,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => f.write_str("this is no index of ungarble"),
            Self::OtherVersion(v) => {
                write!(f, "this index is of version {v}, and version {VERSION} is needed; build it anew")
            }
            Self::Truncated => f.write_str("the index is cut off: its end is missing"),
            Self::Damaged => f.write_str("the index is damaged; build it anew or fetch it again"),
        }
    }
}

impl std::error::Error for Fault {}

/// An index, read where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    cards: &'a [u8],
    postings: &'a [u8],
    dictionary: &'a [u8],
    table: &'a [u8],
    checksum: u64,
}

impl<'a> Index<'a> {
    /// Opens an index and checks that it is whole.
    ///
    /// # Errors
    /// The bytes are no index, or not a sound one of this version.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if !bytes.starts_with(HEAD) {
            return Err(if !bytes.is_empty() && HEAD.starts_with(bytes) {
                Fault::Truncated
            } else {
                Fault::NotAnIndex
            });
        }
        let mut head = Reader::new(bytes.get(HEAD.len()..).unwrap_or(&[]));
        let version = head.u16().ok_or(Fault::Truncated)?;
        if version != VERSION {
            return Err(Fault::OtherVersion(version));
        }
        let body = bytes.len().checked_sub(TAIL_BYTES).filter(|n| *n >= HEAD_BYTES).ok_or(Fault::Truncated)?;
        if !bytes.ends_with(TAIL) {
            return Err(Fault::Truncated);
        }
        let (summed, last) = bytes.split_at(bytes.len() - 8 - TAIL.len());
        let checksum = Reader::new(last).u64().ok_or(Fault::Truncated)?;
        if Checksum::of(summed) != checksum {
            return Err(Fault::Damaged);
        }
        Self::parts(bytes, body, checksum).ok_or(Fault::Damaged)
    }

    fn parts(bytes: &'a [u8], body: usize, checksum: u64) -> Option<Self> {
        let mut tail = Reader::new(bytes.get(body..)?);
        let (articles, terms) = (tail.u32()? as usize, tail.u32()? as usize);
        let mut end = || usize::try_from(tail.u64()?).ok();
        let (cards, postings, dictionary) = (end()?, end()?, end()?);
        let index = Self {
            cards: bytes.get(HEAD_BYTES..cards)?,
            postings: bytes.get(cards..postings)?,
            dictionary: bytes.get(postings..dictionary)?,
            table: bytes.get(dictionary..body)?,
            checksum,
        };
        let fits = articles <= MOST_ARTICLES
            && index.table.len() == articles.checked_mul(ARTICLE_BYTES)?
            && index.dictionary.len() == terms.checked_mul(TERM_BYTES)?;
        fits.then_some(index)
    }

    /// How many articles it holds.
    pub fn articles(&self) -> usize {
        self.table.len() / ARTICLE_BYTES
    }

    /// How many terms they have.
    pub fn terms(&self) -> usize {
        self.dictionary.len() / TERM_BYTES
    }

    /// Bytes of cards, postings, dictionary and table.
    pub fn parts_bytes(&self) -> [usize; 4] {
        [self.cards.len(), self.postings.len(), self.dictionary.len(), self.table.len()]
    }

    /// The card of an article as it is stored.
    pub(super) fn card_bytes(&self, article: usize) -> Option<&'a [u8]> {
        let start = |n: usize| {
            let at = n.checked_mul(ARTICLE_BYTES)?;
            Reader::new(self.table.get(at..)?).u32().map(|s| s as usize)
        };
        let next = article.checked_add(1)?;
        let end = if next == self.articles() { self.cards.len() } else { start(next)? };
        self.cards.get(start(article)?..end)
    }

    /// The card of an article.
    ///
    /// # Errors
    /// There is no such article, or its card is damaged.
    pub fn card(&self, article: usize) -> Result<Card, Fault> {
        self.card_bytes(article).and_then(Card::read).ok_or(Fault::Damaged)
    }

    /// The id of an article.
    ///
    /// # Errors
    /// There is no such article, or its card is damaged.
    pub fn id(&self, article: usize) -> Result<&'a str, Fault> {
        self.card_bytes(article).and_then(Card::read_id).ok_or(Fault::Damaged)
    }

    /// Length of an article as a vector of weighted terms.
    pub(super) fn length(&self, article: usize) -> Option<f32> {
        let at = article.checked_mul(ARTICLE_BYTES)?.checked_add(4)?;
        Some(f32::from(Reader::new(self.table.get(at..)?).u16()?) / LENGTH_STEPS)
    }

    /// The row of the dictionary: a term's key and where its postings begin.
    pub(super) fn term(&self, row: usize) -> Option<(u32, usize)> {
        let mut read = Reader::new(self.dictionary.get(row.checked_mul(TERM_BYTES)?..)?);
        Some((read.u32()?, read.u32()? as usize))
    }

    /// Where a term occurs.
    pub(super) fn find(&self, key: u32) -> Option<Postings<'a>> {
        let (mut low, mut high) = (0, self.terms());
        while low < high {
            let middle = usize::midpoint(low, high);
            let (found, start) = self.term(middle)?;
            match found.cmp(&key) {
                std::cmp::Ordering::Equal => return self.postings(start),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The postings that begin at a place.
    pub(super) fn postings(&self, start: usize) -> Option<Postings<'a>> {
        let mut read = Reader::new(self.postings.get(start..)?);
        let left = read.count(1)?;
        (left <= self.articles()).then(|| Postings { read, left, next: 0, articles: self.articles() as u32 })
    }
}

/// The sum that stands over the bytes of an index before it. Tests forge damaged files by it.
pub fn checksum(bytes: &[u8]) -> u64 {
    Checksum::of(bytes)
}

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Info {
    /// Version of the form.
    pub version: u16,
    /// How many articles.
    pub articles: usize,
    /// How many terms they have.
    pub terms: usize,
    /// Size of the file.
    pub bytes: usize,
    /// The checksum in hexadecimal digits, which tells two indexes apart.
    pub checksum: String,
    /// First date of publication.
    pub oldest: Option<String>,
    /// Last date of publication.
    pub newest: Option<String>,
}

impl Info {
    /// Reads every card.
    ///
    /// # Errors
    /// A card is damaged.
    pub fn of(index: &Index<'_>, bytes: usize) -> Result<Self, Fault> {
        let (mut oldest, mut newest): (Option<String>, Option<String>) = (None, None);
        for article in 0..index.articles() {
            let Some(date) = index.card(article)?.origin.published else { continue };
            if oldest.as_ref().is_none_or(|d| date < *d) {
                oldest = Some(date.clone());
            }
            if newest.as_ref().is_none_or(|d| date > *d) {
                newest = Some(date);
            }
        }
        let checksum = format!("{:016x}", index.checksum);
        Ok(Self { version: VERSION, articles: index.articles(), terms: index.terms(), bytes, checksum, oldest, newest })
    }
}

/// The articles that have a term, each with how often. Ends early where the bytes make no sense.
#[derive(Debug, Clone)]
pub(super) struct Postings<'a> {
    read: Reader<'a>,
    left: usize,
    next: u32,
    articles: u32,
}

impl Postings<'_> {
    /// How many are left.
    pub(super) fn len(&self) -> usize {
        self.left
    }
}

impl Iterator for Postings<'_> {
    type Item = (u32, u8);

    fn next(&mut self) -> Option<(u32, u8)> {
        self.left = self.left.checked_sub(1)?;
        let packed = self.read.varint()?;
        let article = self.next.checked_add(packed >> 2).filter(|a| *a < self.articles)?;
        self.next = article + 1;
        Some((article, (packed & 3) as u8 + 1))
    }
}
