//! Evidence to the rows of a [`Report`]: UTF-16 offsets, quotes, messages, and names gathered by person.

use crate::Options;
use crate::article::Article;
use crate::detect::Evidence;
use crate::message::Message;
use crate::report::{ENGINE, EvidenceRow, NameRow, PageInfo, Quote, Report, SCHEMA, Status, TextInfo};
use crate::score::Score;
use crate::text::utf16::Utf16Map;
use crate::text::{Block, Document, Span};

/// Characters of context on each side of a quote.
const CONTEXT: usize = 32;

/// A report that says what was read, and nothing of what was found.
pub fn empty(article: &Article, doc: &Document<'_>, options: &Options) -> Report {
    Report {
        schema: SCHEMA,
        engine: ENGINE,
        id: options.id.clone(),
        status: Status::Scored,
        reason: None,
        page: PageInfo {
            url: article.url.clone(),
            title: article.title.clone(),
            byline: article.byline.clone(),
            publisher: article.publisher.clone(),
            published: article.published.clone(),
            language: article.language.clone(),
        },
        text: TextInfo {
            words: doc.word_count(),
            sentences: doc.sentence_count(),
            paragraphs: article.paragraphs.len(),
            truncated: article.truncated,
        },
        score: None,
        probability: None,
        verdict: None,
        score_parts: Vec::new(),
        evidence: Vec::new(),
        names: Vec::new(),
        sources: Vec::new(),
        comparison: None,
    }
}

/// A report of an input that could not be read.
pub fn error(id: String, reason: String) -> Report {
    let article = Article::empty();
    let doc = Document::new(&article);
    let mut report = empty(&article, &doc, &Options { id, ..Options::default() });
    report.status = Status::Error;
    report.reason = Some(reason);
    report
}

/// Puts the findings in.
pub fn fill(report: &mut Report, doc: &Document<'_>, evidence: &[Evidence], score: Score) {
    report.score = Some(score.score);
    report.probability = Some(score.probability);
    report.verdict = Some(score.verdict);
    report.score_parts = score.parts;
    // The evidence is in the order of the text: a block is read once, and only if there is something in it.
    let mut read: Option<(usize, Utf16Map)> = None;
    for e in evidence {
        let Some(block) = doc.blocks.get(e.block) else { continue };
        let (_, map) = match read.take().filter(|(index, _)| *index == e.block) {
            Some(same) => read.insert(same),
            None => read.insert((e.block, Utf16Map::new(block.text))),
        };
        report.evidence.push(EvidenceRow {
            detector: e.detector.id,
            category: e.detector.category,
            strength: e.strength,
            paragraph: block.paragraph,
            start: map.offset(e.span.start),
            end: map.offset(e.span.end),
            quote: quote(block, e.span),
            expected: e.expected.clone(),
            message: e.message.english(),
            message_id: e.message.message_id,
            params: e.message.params.clone(),
        });
    }
    report.names = names(evidence);
}

fn quote(block: &Block<'_>, span: Span) -> Quote {
    let before = block.text.get(..span.start).unwrap_or("");
    let after = block.text.get(span.end..).unwrap_or("");
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    Quote {
        prefix: before[from..].to_owned(),
        exact: block.text.get(span.start..span.end).unwrap_or("").to_owned(),
        suffix: after[..to].to_owned(),
    }
}

/// One row for each person, in the order of first appearance. The route and reason of the surest sign stand for all;
/// independent signs raise the confidence.
fn names(evidence: &[Evidence]) -> Vec<NameRow> {
    let mut rows: Vec<(NameRow, f64)> = Vec::new();
    for e in evidence {
        let Some(link) = &e.name else { continue };
        let message: &Message = &e.message;
        let fresh = || NameRow {
            observed: vec![link.observed.clone()],
            likely: link.likely.clone(),
            role: link.role.clone(),
            channel: link.channel,
            confidence: link.confidence,
            basis: link.basis,
            why: message.english(),
            message_id: message.message_id,
            params: message.params.clone(),
        };
        match rows.iter_mut().find(|(row, _)| row.likely == link.likely) {
            None => rows.push((fresh(), link.confidence)),
            Some((row, best)) => {
                if !row.observed.contains(&link.observed) {
                    row.observed.push(link.observed.clone());
                    row.confidence = 1.0 - (1.0 - row.confidence) * (1.0 - link.confidence);
                }
                if link.confidence > *best {
                    *best = link.confidence;
                    let NameRow { observed, confidence, .. } = row.clone();
                    *row = NameRow { observed, confidence, ..fresh() };
                }
            }
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}
