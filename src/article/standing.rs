//! Is there an article on the page, and did a machine translate it for the reader?

use super::ArticleStatus;
use super::blocks::Block;
use super::choose::Choice;
use super::metadata::Metadata;
use super::tree::{PageTree, Tag};

/// Tells an article from other pages, by what was chosen and what the page claims.
pub fn standing(tree: &PageTree, blocks: &[Block], choice: &Choice, meta: &Metadata) -> ArticleStatus {
    if let Some(reason) = translated(tree) {
        return ArticleStatus::TranslatedByBrowser(reason.to_owned());
    }
    match other_page(tree, blocks, choice, meta) {
        Some(reason) => ArticleStatus::NotArticle(reason.to_owned()),
        None => ArticleStatus::Article,
    }
}

fn translated(tree: &PageTree) -> Option<&'static str> {
    let class = &tree.head.html_class;
    if class.split_ascii_whitespace().any(|c| matches!(c, "translated-ltr" | "translated-rtl")) {
        return Some("The browser translated this page by machine (Google Translate).");
    }
    let mut fonts = 0;
    let mut marks = 0;
    for node in tree.nodes.iter().filter(|n| !n.hints.is_empty()) {
        let has = |hint: &str| node.hints.split_ascii_whitespace().any(|h| h == hint);
        if node.tag == Tag::Font && has("vertical-align-inherit") {
            fonts += 1;
        } else if has("_msttexthash") || has("data-moz-translations-id") || has("ya-tr-span") {
            marks += 1;
        }
    }
    if fonts >= 6 {
        return Some("The page was translated by machine (marks of Google Translate).");
    }
    (marks >= 3).then_some("The browser translated this page by machine.")
}

/// Words of running text that speak for an article even without any metadata.
const ENOUGH_WORDS: u32 = 150;

fn other_page(tree: &PageTree, blocks: &[Block], choice: &Choice, meta: &Metadata) -> Option<&'static str> {
    let words: u32 = choice.kept().filter_map(|at| blocks.get(at)).map(|b| b.words).sum();
    if words == 0 {
        return Some("No running text was found on this page.");
    }
    if meta.ld_article || meta.og_type.as_deref() == Some("article") {
        return None;
    }
    let claims = |name: &str| meta.ld_types.iter().any(|t| t == name);
    if claims("SearchResultsPage") || claims("CollectionPage") && words < ENOUGH_WORDS {
        return Some("The page calls itself a list of results.");
    }
    if claims("Product") || meta.og_type.as_deref().is_some_and(|t| t.starts_with("product")) {
        return Some("The page calls itself an offer in a shop.");
    }
    if tree.url.as_deref().is_some_and(is_front) && tree.head.title.is_some() {
        return Some("This is the front page of a site.");
    }
    let (all, linked) = blocks.iter().fold((0.0, 0.0), |(all, linked), b| {
        let words = f64::from(b.words);
        (all + words, linked + words * b.link_density())
    });
    if words < ENOUGH_WORDS && linked > 0.5 * all {
        return Some("The page is mostly headlines and links.");
    }
    None
}

/// An address without a path.
fn is_front(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or("").split_once('/').map_or("", |(_, path)| path);
    path.trim_matches('/').is_empty()
}
