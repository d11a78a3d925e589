//! The one extraction: which nodes of a [`PageTree`] are the article a person reads.

use super::{Article, PageTree};

/// Reads the article of a page.
pub fn extract(tree: &PageTree) -> Article {
    let _ = tree;
    Article::empty()
}
