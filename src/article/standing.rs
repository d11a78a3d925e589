//! Is there an article on the page, and did a machine translate it for the reader?
//!
//! A wrong "no article" costs the reader a second click, a front page judged as an article costs trust: both are weighed
//! by what the page shows first, and by what it claims only where the two do not disagree.

use super::ArticleStatus;
use super::address::Address;
use super::blocks::{Block, Blocks};
use super::choose::Choice;
use super::hints::Purpose;
use super::metadata::Metadata;
use super::shape;
use super::tree::{PageTree, Tag};

/// Words of running text that speak for an article even without any metadata.
const ENOUGH_WORDS: u32 = 150;
/// Share of the prose below linked headlines, above which a page is one of teasers.
const MAX_TEASERS: f64 = 0.6;
/// Types of data by which a page says that it is something else.
const OTHER_TYPES: &[&str] = &[
    "AboutPage",
    "CheckoutPage",
    "ContactPage",
    "DefinedTerm",
    "DiscussionForumPosting",
    "Event",
    "FAQPage",
    "ImageGallery",
    "JobPosting",
    "MediaGallery",
    "PodcastSeries",
    "ProfilePage",
    "QAPage",
    "RealEstateListing",
    "Recipe",
];
/// Words of a publisher's note at most.
const NOTE_WORDS: u32 = 45;
/// Elements that Google Translate, and others, must have marked. One or two are left behind where people copied text.
const MIN_FONTS: usize = 6;
const MIN_MARKS: usize = 3;

/// Tells an article from other pages, by what was chosen and what the page claims.
pub fn standing(tree: &PageTree, blocks: &Blocks, choice: &Choice, meta: &Metadata) -> ArticleStatus {
    if let Some(reason) = translated(tree).or_else(|| translated_by_publisher(&blocks.list)) {
        return ArticleStatus::TranslatedByBrowser(reason.to_owned());
    }
    match other_page(tree, blocks, choice, meta) {
        Some(reason) => ArticleStatus::NotArticle(reason.to_owned()),
        None => ArticleStatus::Article,
    }
}

/// Attributes that translators leave: always the last of an element's hints, which spares searching them all.
const TRANSLATORS: [&str; 2] = ["_msttexthash", "data-moz-translations-id"];

/// Marks that translating browsers leave. Firefox marks elements only while it works on them; once it is done its page
/// cannot be told from one that was written so.
fn translated(tree: &PageTree) -> Option<&'static str> {
    let class = &tree.head.html_class;
    if class.split_ascii_whitespace().any(|c| matches!(c, "translated-ltr" | "translated-rtl")) {
        return Some("The browser translated this page by machine (Google Translate).");
    }
    let mut fonts = 0;
    let mut marks = 0;
    for node in tree.nodes.iter().filter(|n| !n.hints.is_empty()) {
        if node.tag == Tag::Font && node.hints.contains("vertical-align-inherit") {
            fonts += 1;
        } else if TRANSLATORS.iter().any(|mark| node.hints.ends_with(mark))
            || node.tag == Tag::Other && node.hints.starts_with("ya-tr-span")
        {
            marks += 1;
        }
    }
    if fonts >= MIN_FONTS {
        return Some("The page was translated by machine (marks of Google Translate).");
    }
    (marks >= MIN_MARKS).then_some("The browser translated this page by machine.")
}

/// A note such as "This article was automatically translated".
fn translated_by_publisher(blocks: &[Block]) -> Option<&'static str> {
    const HOW: [&str; 13] = [
        "automatically translated",
        "translated automatically",
        "automatic translation",
        "automated translation",
        "machine translation",
        "machine-translated",
        "machine translated",
        "translated by machine",
        "ai-translated",
        "translated by ai",
        "translated using ai",
        "translated with ai",
        "translated by artificial intelligence",
    ];
    const WHAT: [&str; 13] = [
        "this article",
        "this story",
        "this text",
        "this content",
        "this page",
        "this post",
        "this is a",
        "the original article",
        "the following",
        "translated",
        "automat",
        "machine",
        "ai-translated",
    ];
    let says = |block: &Block| {
        if block.words > NOTE_WORDS || block.purpose.any(Purpose::RELATED.or(Purpose::COMMENTS)) {
            return false;
        }
        let text = block.text.to_lowercase();
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let text =
            ["note: ", "editor's note: ", "disclaimer: "].iter().find_map(|n| text.strip_prefix(n)).unwrap_or(text);
        // A headline about translation machines says neither "this article" nor a whole sentence.
        WHAT.iter().any(|w| text.starts_with(w))
            && HOW.iter().any(|h| text.contains(h))
            && block.heading.is_none()
            && block.link_density() < 0.9
    };
    blocks.iter().any(says).then_some("The page says that its text was translated by machine.")
}

fn other_page(tree: &PageTree, blocks: &Blocks, choice: &Choice, meta: &Metadata) -> Option<&'static str> {
    let list = &blocks.list;
    let words: u32 = choice.kept().filter_map(|at| list.get(at)).map(|b| b.words).sum();
    let claims = |name: &str| meta.ld_types.iter().any(|t| t == name);
    // Templates call every page an article, lists too, which then say what they are by their data.
    let lists = !meta.ld_article && (claims("CollectionPage") || claims("SearchResultsPage"));
    let calls = |kind: &str| meta.og_type.as_deref().is_some_and(|t| t.starts_with(kind));
    let claimed = meta.ld_article || calls("article") && !lists;
    if words > 0 && claimed {
        return None;
    }
    let address = tree.url.as_deref().map(Address::of);
    let at = |fits: fn(&Address) -> bool| address.as_ref().is_some_and(fits);
    let heads = || {
        let shown = list.iter().filter(|b| b.heading == Some(1)).map(|b| b.text.as_str());
        shown.chain(tree.head.title.as_deref())
    };
    let search = |text: &str| {
        let text = text.to_lowercase();
        ["search results", "results for ", "search: ", "search for "].iter().any(|s| text.starts_with(s))
            || text.contains(" - search")
            || text.contains(" | search")
    };
    if claims("SearchResultsPage") || at(Address::is_search) || words < 2 * ENOUGH_WORDS && heads().any(search) {
        return Some("This is a list of search results.");
    }
    if lists && (words < ENOUGH_WORDS || calls("article")) {
        return Some("The page calls itself a collection of other pages.");
    }
    if claims("Product") || calls("product") {
        return Some("This is an offer in a shop.");
    }
    if OTHER_TYPES.iter().any(|t| claims(t)) || calls("video") && words < 2 * ENOUGH_WORDS {
        return Some("The page calls itself something other than an article.");
    }
    if at(Address::is_front) && tree.head.title.is_some() {
        return Some("This is the front page of a site.");
    }
    if meta.published.is_empty() && at(Address::is_elsewhere) {
        return Some(
            "The address is that of a forum, a shop, a manual or the like, and nothing on the page says that it is an article.",
        );
    }
    if list.is_empty() {
        return Some("There is no text on this page.");
    }
    let (all, linked) = list.iter().fold((0.0, 0.0), |(all, linked), b| {
        let words = f64::from(b.words);
        (all + words, linked + words * b.link_density())
    });
    let teasers = || shape::teasing(list, &choice.fates) > MAX_TEASERS;
    if words < ENOUGH_WORDS && linked > 0.5 * all || words >= ENOUGH_WORDS && teasers() {
        return Some("The page is mostly headlines and links.");
    }
    (words == 0).then_some("No running text was found on this page.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_machine_translation_is_told_from_news_about_it() {
        let block =
            |text: &str| Block { text: text.to_owned(), words: text.split(' ').count() as u32, ..Block::default() };
        let says = |text: &str| translated_by_publisher(&[block(text)]).is_some();
        assert!(says("This article was automatically translated from French and has not been reviewed."));
        assert!(says("(Translated by AI)") && says("Note: This story was translated using AI tools."));
        assert!(!says("The ministry said that machine translation would be used in its offices from May."));
        assert!(!says("Machines learn to translate poems."));
    }
}
