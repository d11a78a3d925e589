//! Writing an index, from articles or from other indexes. Both end in the same [`Writer`], so that the same articles give
//! the same bytes.
//!
//! Articles stand in the order of their ids and an id stands once: of two articles with one id the later counts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::io::{self, Write};

use super::bytes::{Checksum, put_varint};
use super::card::{Card, Origin};
use super::file::{
    ARTICLE_BYTES, Fault, HEAD, HEAD_BYTES, Index, LENGTH_STEPS, MOST_ARTICLES, TAIL, TERM_BYTES, VERSION,
};
use super::terms::{Terms, idf, weight};
use crate::text::Document;

/// Why an index could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// Writing failed.
    Io(io::Error),
    /// The index of this place in the list is damaged.
    Input(usize, Fault),
    /// More than one file can hold.
    TooLarge,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(e) => e.fmt(f),
            Self::Input(at, fault) => write!(f, "index {at} of the list: {fault}"),
            Self::TooLarge => f.write_str("there is too much for one index; make several"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}

/// What goes into an index of one article.
#[derive(Debug, Clone)]
pub struct Entry {
    id: String,
    card: Vec<u8>,
    terms: Terms,
}

impl Entry {
    /// Makes it.
    pub fn new(doc: &Document<'_>, origin: Origin) -> Self {
        let card = Card::new(doc, origin);
        let mut bytes = Vec::with_capacity(1024);
        card.write(&mut bytes);
        let id = Card::read_id(&bytes).unwrap_or_default().to_owned();
        Self { id, card: bytes, terms: Terms::of(doc) }
    }

    /// Bytes it takes up while it waits.
    pub fn size(&self) -> usize {
        self.card.len() + self.terms.0.len() * 8 + self.id.len()
    }
}

/// An index of these articles, in whatever order they come.
///
/// # Errors
/// Writing failed, or there is too much for one file.
pub fn build<W: Write>(mut entries: Vec<Entry>, out: W) -> Result<W, WriteError> {
    // The sort is stable: of two with one id the later stays.
    crate::order::sort_by(&mut entries, |a, b| a.id.cmp(&b.id));
    let later: Vec<bool> = entries.windows(2).map(|w| matches!(w, [a, b] if a.id == b.id)).chain([false]).collect();
    let mut later = later.into_iter();
    entries.retain(|_| !later.next().unwrap_or(false));
    let mut writer = Writer::new(out, entries.len())?;
    let mut occurrences: Vec<(u32, u32, u8)> = Vec::with_capacity(entries.iter().map(|e| e.terms.0.len()).sum());
    for (article, entry) in entries.iter().enumerate() {
        writer.card(&entry.card)?;
        occurrences.extend(entry.terms.0.iter().map(|(term, count)| (*term, article as u32, *count)));
    }
    writer.cards_done();
    drop(entries);
    occurrences.sort_unstable();
    let mut rows = Vec::new();
    for same in occurrences.chunk_by(|a, b| a.0 == b.0) {
        rows.clear();
        rows.extend(same.iter().map(|(_, article, count)| (*article, *count)));
        writer.term(same.first().map_or(0, |t| t.0), &rows)?;
    }
    writer.finish()
}

/// One index of what these hold. Where two hold an article of one id, the later index counts.
///
/// # Errors
/// Writing failed, an index is damaged, or there is too much for one file.
pub fn merge<W: Write>(indexes: &[Index<'_>], out: W) -> Result<W, WriteError> {
    let plan = Plan::new(indexes)?;
    let mut writer = Writer::new(out, plan.cards.len())?;
    for &(index, article) in &plan.cards {
        let bytes = indexes.get(index as usize).and_then(|i| i.card_bytes(article as usize));
        // What is damaged must not go on under a new checksum.
        let sound =
            bytes.filter(|b| Card::read(b).is_some()).ok_or(WriteError::Input(index as usize, Fault::Damaged))?;
        writer.card(sound)?;
    }
    writer.cards_done();
    let mut heap: BinaryHeap<Reverse<(u32, usize, usize)>> = BinaryHeap::new();
    for (i, index) in indexes.iter().enumerate() {
        heap.extend(index.term(0).map(|(key, _)| Reverse((key, i, 0))));
    }
    let mut rows: Vec<(u32, u8)> = Vec::new();
    while let Some(&Reverse((key, ..))) = heap.peek() {
        rows.clear();
        while let Some(&Reverse((same, i, row))) = heap.peek() {
            if same != key {
                break;
            }
            heap.pop();
            let damaged = WriteError::Input(i, Fault::Damaged);
            let (Some(index), Some(numbers)) = (indexes.get(i), plan.numbers.get(i)) else { return Err(damaged) };
            let Some(postings) = index.term(row).and_then(|(_, start)| index.postings(start)) else {
                return Err(damaged);
            };
            let (promised, mut met) = (postings.len(), 0);
            for (article, count) in postings {
                met += 1;
                rows.extend(numbers.get(article as usize).filter(|n| **n != GONE).map(|n| (*n, count)));
            }
            match index.term(row + 1) {
                Some((next, _)) if next > key => heap.push(Reverse((next, i, row + 1))),
                None if row + 1 == index.terms() => {}
                _ => return Err(damaged),
            }
            if met < promised {
                return Err(damaged);
            }
        }
        rows.sort_unstable();
        writer.term(key, &rows)?;
    }
    writer.finish()
}

/// An article that a later one of the same id replaces.
const GONE: u32 = u32::MAX;

/// Which articles come where.
struct Plan {
    /// For each article of the result: its index and its number there.
    cards: Vec<(u32, u32)>,
    /// For each index: the new numbers of its articles.
    numbers: Vec<Vec<u32>>,
}

impl Plan {
    fn new(indexes: &[Index<'_>]) -> Result<Self, WriteError> {
        let mut numbers: Vec<Vec<u32>> = indexes.iter().map(|i| vec![GONE; i.articles()]).collect();
        let mut cards: Vec<(u32, u32)> = Vec::new();
        // Of equal ids the one of the latest index comes first.
        let mut heap: BinaryHeap<Reverse<(&str, Reverse<usize>, usize)>> = BinaryHeap::new();
        let id = |i: usize, article: usize| -> Result<Option<&str>, WriteError> {
            let Some(index) = indexes.get(i).filter(|x| article < x.articles()) else { return Ok(None) };
            index.id(article).map(Some).map_err(|fault| WriteError::Input(i, fault))
        };
        for i in 0..indexes.len() {
            heap.extend(id(i, 0)?.map(|id| Reverse((id, Reverse(i), 0))));
        }
        let mut last: Option<&str> = None;
        while let Some(Reverse((now, Reverse(i), article))) = heap.pop() {
            if last != Some(now) {
                if let Some(number) = numbers.get_mut(i).and_then(|n| n.get_mut(article)) {
                    *number = cards.len() as u32;
                }
                cards.push((i as u32, article as u32));
                last = Some(now);
            }
            if let Some(next) = id(i, article + 1)? {
                if next <= now {
                    return Err(WriteError::Input(i, Fault::Damaged));
                }
                heap.push(Reverse((next, Reverse(i), article + 1)));
            }
        }
        Ok(Self { cards, numbers })
    }
}

/// Writes the parts in their order and keeps what the table and the dictionary need.
struct Writer<W> {
    out: W,
    sum: Checksum,
    at: u64,
    articles: usize,
    starts: Vec<u32>,
    squares: Vec<f32>,
    dictionary: Vec<u8>,
    ends: [u64; 3],
    buffer: Vec<u8>,
}

impl<W: Write> Writer<W> {
    fn new(out: W, articles: usize) -> Result<Self, WriteError> {
        if articles > MOST_ARTICLES {
            return Err(WriteError::TooLarge);
        }
        let mut new = Self {
            out,
            sum: Checksum::new(),
            at: 0,
            articles,
            starts: Vec::with_capacity(articles),
            squares: vec![0.0; articles],
            dictionary: Vec::new(),
            ends: [0; 3],
            buffer: Vec::new(),
        };
        let mut head = HEAD.to_vec();
        head.extend_from_slice(&VERSION.to_le_bytes());
        head.resize(HEAD_BYTES, 0);
        new.put(&head)?;
        Ok(new)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.add(bytes);
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    fn card(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let start = u32::try_from(self.at - HEAD_BYTES as u64).map_err(|_| WriteError::TooLarge)?;
        self.starts.push(start);
        Ok(self.put(bytes)?)
    }

    fn cards_done(&mut self) {
        self.ends[0] = self.at;
    }

    /// `rows` in the order of the articles.
    fn term(&mut self, key: u32, rows: &[(u32, u8)]) -> Result<(), WriteError> {
        if rows.is_empty() {
            return Ok(());
        }
        let start = u32::try_from(self.at - self.ends[0]).map_err(|_| WriteError::TooLarge)?;
        self.dictionary.extend_from_slice(&key.to_le_bytes());
        self.dictionary.extend_from_slice(&start.to_le_bytes());
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        put_varint(&mut buffer, rows.len() as u32);
        let rarity = idf(self.articles, rows.len());
        let mut next = 0;
        for &(article, count) in rows {
            put_varint(&mut buffer, (article.wrapping_sub(next) << 2) | u32::from(count.clamp(1, 4) - 1));
            next = article + 1;
            if let Some(square) = self.squares.get_mut(article as usize) {
                let w = weight(count) * rarity;
                *square += w * w;
            }
        }
        self.put(&buffer)?;
        self.buffer = buffer;
        Ok(())
    }

    fn finish(mut self) -> Result<W, WriteError> {
        self.ends[1] = self.at;
        let dictionary = std::mem::take(&mut self.dictionary);
        self.put(&dictionary)?;
        self.ends[2] = self.at;
        let mut table = Vec::with_capacity(self.articles * ARTICLE_BYTES);
        for (start, square) in self.starts.iter().zip(&self.squares) {
            table.extend_from_slice(&start.to_le_bytes());
            let steps = libm::roundf(libm::sqrtf(*square) * LENGTH_STEPS).clamp(1.0, f32::from(u16::MAX));
            #[allow(clippy::cast_sign_loss)] // at least 1
            table.extend_from_slice(&(steps as u16).to_le_bytes());
        }
        self.put(&table)?;
        let mut tail = Vec::new();
        tail.extend_from_slice(&(self.articles as u32).to_le_bytes());
        tail.extend_from_slice(&((dictionary.len() / TERM_BYTES) as u32).to_le_bytes());
        self.ends.iter().for_each(|end| tail.extend_from_slice(&end.to_le_bytes()));
        self.put(&tail)?;
        let sum = self.sum.finish();
        self.out.write_all(&sum.to_le_bytes())?;
        self.out.write_all(TAIL)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
