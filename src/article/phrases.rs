//! Lines that are furniture by their words: "Advertisement", "Read more:", "Related Articles".
//!
//! Only short lines are looked at, and only their beginning or whole; no sentence of an article is ever dropped because
//! of a word in it.

use super::blocks::Block;

/// Whole lines above what follows an article.
const AFTER: &[&str] = &[
    "about the author",
    "about the authors",
    "also read",
    "comments",
    "discussion",
    "editor's picks",
    "editors' picks",
    "follow us",
    "from around the web",
    "from our partners",
    "in other news",
    "join the conversation",
    "keep reading",
    "latest",
    "latest articles",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "more news",
    "more on this story",
    "more on this topic",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "next article",
    "next story",
    "popular",
    "popular stories",
    "previous article",
    "read next",
    "recent posts",
    "recommended",
    "recommended articles",
    "recommended for you",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "share this",
    "share this article",
    "share this story",
    "similar articles",
    "sponsored",
    "sponsored content",
    "sponsored stories",
    "top stories",
    "trending",
    "trending now",
    "trending stories",
    "up next",
    "what to read next",
    "you may also like",
    "you might also like",
    "view comments",
    "more for you",
    "suggested for you",
    "add a comment",
    "post a comment",
    "write a comment",
    "no comments yet",
    "around the web",
    "promoted stories",
];

/// Beginnings of lines above what follows an article.
const AFTER_STARTS: &[&str] = &["more from ", "more on ", "more in ", "read more from ", "comments ("];

/// Whole lines that are no text.
const LINES: &[&str] = &[
    "advertisement",
    "advertising",
    "ad",
    "article continues below",
    "article continues below advertisement",
    "close",
    "continue reading",
    "continue reading below",
    "copy link",
    "email",
    "facebook",
    "image",
    "link copied",
    "listen",
    "loading",
    "loading...",
    "menu",
    "photo",
    "play",
    "print",
    "save",
    "scroll to continue",
    "share",
    "sign in",
    "sign up",
    "skip advertisement",
    "story continues",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "this article is more than 1 year old",
    "tweet",
    "twitter",
    "video",
    "watch",
    "whatsapp",
    "read more",
    "log in",
    "getty images",
];

/// Beginnings of short lines that are no text.
const STARTS: &[&str] = &[
    "also read:",
    "also read –",
    "also see:",
    "click here to",
    "credit:",
    "follow us on",
    "image credit",
    "image source",
    "image:",
    "photo:",
    "photo by",
    "photo credit",
    "photograph:",
    "picture:",
    "read also",
    "read more:",
    "read more about",
    "read next:",
    "read:",
    "related:",
    "related article",
    "see also",
    "see more:",
    "share this",
    "sign up for",
    "sign up to",
    "source:",
    "subscribe to",
    "watch:",
    "watch now:",
    "don't miss:",
    "more:",
    "must read:",
    "recommended:",
    "get the latest",
    "download the",
    "join our",
    "follow our",
    "copyright ©",
    "© ",
    "(c) ",
    "listen to this article",
    "by clicking",
];

/// Words up to which a line may be furniture.
const SHORT: u32 = 25;

fn folded(text: &str) -> String {
    text.replace(['’', '‘'], "'").to_lowercase()
}

/// Does this line stand above what is no longer the article?
pub fn ends_article(block: &Block) -> bool {
    if block.words > 8 {
        return false;
    }
    let line = folded(&block.text);
    let line = line.trim_end_matches([':', '.', '»', '>', '…', ' ']);
    AFTER.contains(&line)
        || AFTER_STARTS.iter().any(|s| line.starts_with(s)) && (block.heading.is_some() || !block.ends_sentence())
}

/// Is this line furniture?
pub fn is_furniture(text: &str) -> bool {
    if text.len() > 200 || text.split(' ').count() as u32 > SHORT {
        return false;
    }
    let line = folded(text);
    let whole = line.trim_end_matches([':', '.', '»', '>', '…', ' ']);
    LINES.contains(&whole) || STARTS.iter().any(|s| line.starts_with(s))
}
