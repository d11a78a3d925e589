//! The index beside a search engine (tantivy, BM25 over English stems) and MinHash with locality-sensitive hashing, on the
//! same articles and the same questions.
//!
//! ```text
//! cd benches/sources && cargo run --release [-- ARTICLES]
//! ```
//! Articles: the originals and human texts of `../shared/data/dev/text.jsonl.gz`, and ARTICLES made-up ones (100,000 where
//! left out) of `benches/news`. Questions: every copy there, whole and by its first three sentences. The figure is how
//! often the original comes first; the others never abstain, so the index is shown by its search alone and by what it
//! names. One thread. Without the data it says so.

mod minhash;
#[path = "../../news/mod.rs"]
#[allow(dead_code)]
mod news;

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use serde_json::Value;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream};
use tantivy::{Index as Engine, TantivyDocument, Term, doc};
use ungarble::article::plain;
use ungarble::index::{Entry, Index, Origin, Question, build, consult, merge, search};
use ungarble::text::Document;

const TEXTS: &str = "../../../shared/data/dev/text.jsonl.gz";

struct Asked {
    original: usize,
    article: String,
    three: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let made: usize = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let Ok(file) = File::open(TEXTS) else {
        println!("SKIPPED: {TEXTS} is not there, so nothing was measured.");
        return Ok(());
    };
    let mut texts: Vec<String> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut asked = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let of = |key: &str| row[key].as_str().unwrap_or("").to_owned();
        let copy = row["label"] == 1;
        let text = of(if copy { "original_text" } else { "text" });
        let number = *numbers.entry(text.clone()).or_insert_with(|| {
            texts.push(text);
            texts.len() - 1
        });
        if copy {
            let article = of("copy_text");
            asked.push(Asked { original: number, three: first_three(&article), article });
        }
    }
    let real = texts.len();
    texts.extend((0..made).map(|n| news::article(n).text));
    println!("{real} real articles, {made} made up, {} copies ask\n", asked.len());
    println!("| | first, article | first, three sentences | build, articles/s | ms a question (article, three sentences) | bytes an article |");
    println!("| --- | --- | --- | --- | --- | --- |");

    let start = Instant::now();
    let mut parts = Vec::new();
    for (part, some) in texts.chunks(8_192).enumerate() {
        let entries = some.iter().enumerate().map(|(at, text)| {
            let origin = Origin { id: format!("{:07}", part * 8_192 + at), ..Origin::default() };
            Entry::new(&Document::new(&plain::read(text)), origin)
        });
        parts.push(build(entries.collect(), Vec::new())?);
    }
    let opened = parts.iter().map(|p| Index::open(p)).collect::<Result<Vec<_>, _>>()?;
    let bytes = merge(&opened, Vec::new())?;
    let built = start.elapsed();
    let index = Index::open(&bytes)?;
    drop(parts);
    let ask = |text: &str| Question::new(&Document::new(&plain::read(text)), "");
    row("search alone", &asked, texts.len(), built, bytes.len(), |text| {
        let start = Instant::now();
        let hits = search(&ask(text).terms.0, &[index], 12);
        (hits.first().map(|h| h.article), start.elapsed())
    });
    row("named", &asked, texts.len(), built, bytes.len(), |text| {
        let start = Instant::now();
        let answer = consult(&ask(text), &[index]).unwrap_or_default();
        let first = answer.sources.first().and_then(|s| s.id.as_ref()?.parse().ok());
        (first, start.elapsed())
    });

    let start = Instant::now();
    let (engine, body, number) = tantivy(&texts)?;
    let built = start.elapsed();
    let searcher = engine.reader()?.searcher();
    let size: u64 = searcher.space_usage()?.total().get_bytes();
    let mut analyzer = analyzer();
    row("tantivy, BM25", &asked, texts.len(), built, size as usize, |text| {
        let start = Instant::now();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut stream = analyzer.token_stream(text);
        let mut words: Vec<String> = Vec::new();
        while let Some(token) = stream.next() {
            words.push(token.text.clone());
        }
        words.sort_unstable();
        words.dedup();
        for word in words {
            let term = Term::from_field_text(body, &word);
            clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        let found = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(1));
        let first = found.ok().and_then(|f| f.first().map(|f| f.1));
        let first = first.and_then(|at| searcher.doc::<TantivyDocument>(at).ok());
        let first = first.and_then(|d| d.get_first(number)?.as_u64()).map(|n| n as usize);
        (first, start.elapsed())
    });

    let start = Instant::now();
    let mut hashed = minhash::MinHash::default();
    texts.iter().for_each(|t| hashed.add(t));
    let built = start.elapsed();
    row("MinHash-LSH", &asked, texts.len(), built, hashed.bytes(), |text| {
        let start = Instant::now();
        let best = hashed.best(text);
        (best, start.elapsed())
    });
    Ok(())
}

fn row(
    name: &str,
    asked: &[Asked],
    articles: usize,
    built: Duration,
    bytes: usize,
    mut first: impl FnMut(&str) -> (Option<usize>, Duration),
) {
    let mut shares = Vec::new();
    let mut times = Vec::new();
    for three in [false, true] {
        let (mut right, mut took) = (0, Duration::ZERO);
        for one in asked {
            let (found, time) = first(if three { &one.three } else { &one.article });
            right += usize::from(found == Some(one.original));
            took += time;
        }
        shares.push(right as f64 / asked.len() as f64);
        times.push(1e3 * took.as_secs_f64() / asked.len() as f64);
    }
    println!(
        "| {name} | {:.4} | {:.4} | {:.0} | {:.2}, {:.2} | {} |",
        shares[0],
        shares[1],
        articles as f64 / built.as_secs_f64(),
        times[0],
        times[1],
        bytes / articles.max(1)
    );
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(Stemmer::new(Language::English)).build()
}

fn tantivy(texts: &[String]) -> tantivy::Result<(Engine, Field, Field)> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("english").set_index_option(IndexRecordOption::WithFreqs);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing));
    let number = schema.add_u64_field("number", STORED);
    let engine = Engine::create_in_ram(schema.build());
    engine.tokenizers().register("english", analyzer());
    let mut writer = engine.writer_with_num_threads(1, 100 << 20)?;
    for (at, text) in texts.iter().enumerate() {
        writer.add_document(doc!(body => text.as_str(), number => at as u64))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok((engine, body, number))
}

/// Up to the third end of a sentence.
fn first_three(text: &str) -> String {
    let ends = text.char_indices().zip(text.chars().skip(1));
    let mut ends = ends.filter(|((_, c), next)| matches!(c, '.' | '!' | '?') && next.is_whitespace());
    let end = ends.nth(2).map_or(text.len(), |((at, _), _)| at + 1);
    text[..end].to_owned()
}
