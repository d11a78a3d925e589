//! What an index keeps of one article: who published it and when, and its sketch in a smaller form. No word of the text
//! but names.
//!
//! Keys shrink to two bytes, runs of words to a sample. An article too long for its room keeps fewer stems of each
//! sentence: those whose keys lie below a level, so that two articles can be held against each other at the lower of
//! their levels.

use super::bytes::{Reader, put_string, put_varint};
use crate::article::Article;
use crate::compare::facts::Facts;
use crate::compare::sketch::{Line, Runs, Sketch};
use crate::text::Document;

/// Bytes of a card; its sentences take what the rest leaves.
const ROOM: usize = 1_900;
/// Bytes that names, offices and numbers may take.
const FACT_BYTES: usize = 320;
/// Bytes that are left to the sentences in any case.
const LEAST_SENTENCE_BYTES: usize = 500;
/// Sentences that are kept; what follows is beyond 4,000 words.
const MOST_SENTENCES: usize = 200;
/// Bytes that one of the texts of a card may have; longer ones are cut.
const MOST_TEXT: usize = 300;
/// Bytes of a card, with room to spare; longer ones are not ours, and would take long to compare.
const MOST_BYTES: usize = 8_192;
/// Runs of words that are kept, about.
const RUN_SAMPLE: usize = 64;
/// Bits that are kept of a stem's, a number's and a sentence's key.
const KEY_MASK: u32 = 0xffff;
/// Bits that are kept of a run's key.
const RUN_MASK: u32 = 0x00ff_ffff;

/// What is known of where an article stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The caller's name for it; one index holds one article of an id.
    pub id: String,
    /// Address; `http(s)` or none.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Date of publication, ISO 8601 where it could be read.
    pub published: Option<String>,
}

impl Origin {
    /// What the article itself says.
    pub fn of(article: &Article, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            url: article.url.clone(),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            published: article.published_iso.clone().or_else(|| article.published.clone()),
        }
    }
}

/// One article of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Where it stands.
    pub origin: Origin,
    /// Its sentences, as far as they are kept.
    pub sketch: Sketch,
    /// Only stems whose [`rank`] is at most this are kept.
    pub level: u8,
    /// Its names, offices and numbers, as far as they are kept.
    pub facts: Facts,
}

impl Card {
    /// The card of an article.
    pub fn new(doc: &Document<'_>, origin: Origin) -> Self {
        let mut sketch = Sketch::new(doc);
        sketch.sentences.truncate(MOST_SENTENCES);
        let mut every = 1;
        while sketch.runs.hashes.len() / every as usize > RUN_SAMPLE * 3 / 2 {
            every *= 2;
        }
        let facts = Facts::read(&Facts::new(doc).write(FACT_BYTES)).unwrap_or_default();
        let mut card = Self { origin, sketch: narrowed(&sketch, u8::MAX, every), level: u8::MAX, facts };
        let sentences = sentence_bytes(&card.sketch);
        let mut bytes = Vec::new();
        card.write(&mut bytes);
        let room = (ROOM + sentences).saturating_sub(bytes.len()).max(LEAST_SENTENCE_BYTES);
        // From the top level down in steps: the first that fits.
        while sentence_bytes(&card.sketch) > room && card.level > 15 {
            card.level -= 16;
            card.sketch = narrowed(&card.sketch, card.level, every);
        }
        card
    }

    /// As bytes.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let Origin { id, url, title, publisher, published } = &self.origin;
        put_string(out, cut(id));
        for text in [url, title, publisher, published] {
            put_string(out, text.as_deref().map_or("", cut));
        }
        out.push(self.level);
        put_varint(out, self.sketch.sentences.len() as u32);
        for line in &self.sketch.sentences {
            put_varint(out, u32::from(line.words));
            out.extend_from_slice(&(line.whole as u16).to_le_bytes());
            for keys in [&line.stems, &line.anchors] {
                put_varint(out, keys.len() as u32);
                out.extend(keys.iter().flat_map(|k| (*k as u16).to_le_bytes()));
            }
        }
        put_varint(out, self.sketch.runs.every);
        put_varint(out, self.sketch.runs.hashes.len() as u32);
        for hash in &self.sketch.runs.hashes {
            let [a, b, c, _] = hash.to_le_bytes();
            out.extend_from_slice(&[a, b, c]);
        }
        out.extend(self.facts.write(FACT_BYTES));
    }

    /// From bytes; none if they are damaged.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MOST_BYTES {
            return None;
        }
        let mut read = Reader::new(bytes);
        let mut card =
            Self { origin: Origin { id: read.string()?.to_owned(), ..Origin::default() }, ..Self::default() };
        let Origin { url, title, publisher, published, .. } = &mut card.origin;
        for field in [url, title, publisher, published] {
            *field = Some(read.string()?.to_owned()).filter(|t| !t.is_empty());
        }
        card.level = read.u8()?;
        let sentences = read.count(5)?;
        card.sketch.sentences.reserve_exact(sentences);
        for _ in 0..sentences {
            let words = u16::try_from(read.varint()?).ok()?;
            let whole = u32::from(read.u16()?);
            card.sketch.sentences.push(Line { words, whole, stems: keys(&mut read)?, anchors: keys(&mut read)? });
        }
        let every = read.varint()?;
        if !every.is_power_of_two() {
            return None;
        }
        let runs = read.count(3)?;
        let mut hashes = Vec::with_capacity(runs);
        for _ in 0..runs {
            let &[a, b, c] = read.take(3)? else { return None };
            hashes.push(u32::from_le_bytes([a, b, c, 0]));
        }
        card.sketch.runs = Runs { every, hashes };
        let facts = read.take(read.left())?;
        card.facts = Facts::read(facts)?;
        (facts.len() <= FACT_BYTES && card.sketch.runs.hashes.is_sorted()).then_some(card)
    }

    /// The id alone, which stands first.
    pub(super) fn read_id(bytes: &[u8]) -> Option<&str> {
        Reader::new(bytes).string()
    }

    /// Two sketches as both can be compared: at the lower level and the coarser sample.
    pub fn comparable(&self, other: &Self) -> (Sketch, Sketch) {
        let level = self.level.min(other.level);
        let every = self.sketch.runs.every.max(other.sketch.runs.every);
        (narrowed(&self.sketch, level, every), narrowed(&other.sketch, level, every))
    }
}

/// Keys of a line; a list that is not sorted is damage.
fn keys(read: &mut Reader<'_>) -> Option<Vec<u32>> {
    let count = read.count(2)?;
    let mut keys = Vec::with_capacity(count);
    for _ in 0..count {
        keys.push(u32::from(read.u16()?));
    }
    keys.is_sorted().then_some(keys)
}

/// A sketch in the form that is kept.
fn narrowed(sketch: &Sketch, level: u8, every: u32) -> Sketch {
    let keep = |keys: &[u32], level: u8| {
        let mut kept: Vec<u32> = keys.iter().map(|k| k & KEY_MASK).filter(|k| rank(*k) <= level).collect();
        kept.sort_unstable();
        kept.dedup();
        kept
    };
    let line = |line: &Line| Line {
        words: line.words,
        whole: line.whole & KEY_MASK,
        stems: keep(&line.stems, level),
        anchors: keep(&line.anchors, level),
    };
    let mut hashes: Vec<u32> = sketch.runs.hashes.iter().filter(|h| *h % every == 0).map(|h| h & RUN_MASK).collect();
    hashes.sort_unstable();
    hashes.dedup();
    Sketch { sentences: sketch.sentences.iter().map(line).collect(), runs: Runs { every, hashes } }
}

/// Where a key stands among all keys, evenly spread.
fn rank(key: u32) -> u8 {
    (key.wrapping_mul(0x9e37_79b1) >> 24) as u8
}

fn sentence_bytes(sketch: &Sketch) -> usize {
    sketch.sentences.iter().map(|l| 5 + 2 * (l.stems.len() + l.anchors.len())).sum()
}

fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_TEXT)).unwrap_or("")
}
