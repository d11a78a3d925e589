//! Indexes: the same articles give the same bytes however they came together, what was indexed is found, and bytes that
//! are no sound index are refused with a reason and nothing worse.

#![allow(clippy::expect_used)] // a test may fail

#[path = "../../benches/news/mod.rs"]
mod news;

mod hostile;
mod whole;

use ungarble::article::plain;
use ungarble::index::{Entry, Index, Origin, Question, build};
use ungarble::text::Document;

/// The entry of a made-up article.
fn entry(number: usize) -> Entry {
    let made = news::article(number);
    let mut article = plain::read(&made.text);
    article.title = Some(made.title);
    let origin = Origin {
        id: made.id,
        url: Some(made.url),
        title: article.title.clone(),
        publisher: Some(made.publisher),
        published: Some(made.published),
    };
    Entry::new(&Document::new(&article), origin)
}

/// An index of made-up articles.
fn index(numbers: impl IntoIterator<Item = usize>) -> Vec<u8> {
    build(numbers.into_iter().map(entry).collect(), Vec::new()).expect("an index")
}

/// Asks for a text.
fn question(text: &str) -> Question {
    Question::new(&Document::new(&plain::read(text)), "")
}

/// Ids of what an index names for a text.
fn named(text: &str, index: &Index<'_>) -> Vec<String> {
    let answer = ungarble::index::consult(&question(text), &[*index]).expect("a sound index");
    answer.sources.into_iter().filter_map(|s| s.id).collect()
}
