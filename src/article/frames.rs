//! A page whose article stands in a frame.
//!
//! Read only where the page itself has no article: an article with a widget in a frame is an article. What the frame's
//! document does not say of itself, the page around it says.

use super::{Article, ArticleStatus, PageTree, extract};
use crate::MIN_WORDS;

/// The article of a page, or of the first of its frames that has one. `frames` is called only where it is needed.
pub fn extract(page: &PageTree, frames: impl FnOnce() -> Vec<PageTree>) -> Article {
    let article = extract::extract(page);
    if matches!(article.status, ArticleStatus::TranslatedByBrowser(_)) || holds_text(&article) {
        return article;
    }
    let found = frames().iter().map(extract::extract).find(holds_text);
    let Some(mut inner) = found else { return article };
    inner.url = article.url;
    inner.title = inner.title.or(article.title);
    inner.publisher = inner.publisher.or(article.publisher);
    inner.language = inner.language.or(article.language);
    inner
}

/// An article, and long enough to be judged.
fn holds_text(article: &Article) -> bool {
    let words = article.paragraphs.iter().flat_map(|p| p.text.split_ascii_whitespace());
    article.status == ArticleStatus::Article && words.take(MIN_WORDS).count() == MIN_WORDS
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::article::html;

    fn story(name: &str) -> PageTree {
        let text =
            format!("<p>The {name} was opened on Monday, and the ferry to the island was sold to a neighbour.</p>");
        html::parse(&format!("<article><h1>The {name} opens</h1>{}</article>", text.repeat(20)), None)
    }

    #[test]
    fn a_frame_is_read_where_the_page_has_no_article() {
        let page =
            html::parse("<html lang=en><title>Reader</title><nav><a href=/>Home</a></nav>", Some("https://a.example/"));
        let article =
            extract(&page, || vec![html::parse("<p>An advertisement.", None), story("bridge"), story("pier")]);
        assert!(article.text().contains("bridge") && !article.text().contains("pier"));
        assert_eq!(article.url.as_deref(), Some("https://a.example/"));
        assert_eq!(article.language.as_deref(), Some("en"));
    }

    #[test]
    fn the_frames_of_an_article_are_not_even_asked_for() {
        let article = extract(&story("bridge"), || unreachable!());
        assert!(article.text().contains("bridge"));
    }

    #[test]
    fn a_page_without_any_article_stays_what_it_is() {
        let page = html::parse("<title>Shop</title><a href=/buy>Buy</a>", None);
        let article = extract(&page, || vec![html::parse("<p>An advertisement.", None)]);
        assert_eq!(article.title.as_deref(), Some("Shop"));
        assert!(!article.text().contains("advertisement"));
    }
}
