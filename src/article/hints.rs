//! What an element's tag, class names, ids and roles say it is for.
//!
//! Hints are read word by word (`post-related__list` says "related"), never as whole names of one site. They are only
//! hints: `choose` decides whether to believe them.

use super::tree::{Node, Tag};

/// A set of purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purpose(pub u16);

impl Purpose {
    /// Text of the article.
    pub const BODY: Self = Self(1);
    /// Menus, breadcrumbs, page numbers.
    pub const NAVIGATION: Self = Self(1 << 1);
    /// The site's own header and footer.
    pub const FRAME: Self = Self(1 << 2);
    /// Sidebars and other things beside the text.
    pub const ASIDE: Self = Self(1 << 3);
    /// Pictures, galleries, players, cards.
    pub const FIGURE: Self = Self(1 << 4);
    /// Readers' comments.
    pub const COMMENTS: Self = Self(1 << 5);
    /// Other articles: related, recommended, popular, next.
    pub const RELATED: Self = Self(1 << 6);
    /// Rows of buttons for sharing and following.
    pub const SHARING: Self = Self(1 << 7);
    /// Newsletters, subscriptions, sponsors, advertisements, consent.
    pub const PROMOTION: Self = Self(1 << 8);
    /// Date, tags, author box.
    pub const META: Self = Self(1 << 9);
    /// Buttons, labels, form fields, tool tips.
    pub const CONTROL: Self = Self(1 << 10);
    /// The headline.
    pub const HEADLINE: Self = Self(1 << 11);
    /// The sentence or two below the headline.
    pub const STANDFIRST: Self = Self(1 << 12);
    /// Captions and credits of pictures.
    pub const CAPTION: Self = Self(1 << 13);
    /// Posts of others shown in the text.
    pub const EMBED: Self = Self(1 << 14);
    /// The author line.
    pub const BYLINE: Self = Self(1 << 15);
    /// How many purposes there are.
    pub const COUNT: usize = 16;

    /// Holds any of `other`.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both sets hold.
    #[must_use]
    pub const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// This set without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Each purpose in a word, for people to read.
    pub fn names(self) -> String {
        const NAMES: [&str; Purpose::COUNT] = [
            "body", "navigation", "frame", "aside", "figure", "comments", "related", "sharing", "promotion", "meta",
            "control", "headline", "standfirst", "caption", "embed", "byline",
        ];
        let mut out = String::new();
        for (bit, name) in NAMES.iter().enumerate() {
            if self.0 & 1 << bit != 0 {
                out.push_str(", ");
                out.push_str(name);
            }
        }
        out
    }

    /// Holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The purposes an element's tag and hints speak of.
pub fn purpose(node: &Node) -> Purpose {
    let of_tag = match node.tag {
        Tag::Nav | Tag::Menu | Tag::Search => Purpose::NAVIGATION,
        Tag::Footer => Purpose::FRAME,
        Tag::Aside => Purpose::ASIDE,
        Tag::Figure | Tag::Picture => Purpose::FIGURE,
        Tag::Figcaption | Tag::Caption => Purpose::CAPTION,
        Tag::Button | Tag::Form | Tag::Label | Tag::Legend | Tag::Fieldset | Tag::Dialog | Tag::Output => {
            Purpose::CONTROL
        }
        _ => Purpose::default(),
    };
    if node.hints.is_empty() { of_tag } else { of_tag.or(of_hints(&node.hints)) }
}

fn of_hints(hints: &str) -> Purpose {
    let mut found = Purpose::default();
    for name in hints.split_ascii_whitespace() {
        let mut before = "";
        for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
            if !word.is_empty() {
                // `overflow-hidden` hides nothing a person reads.
                if word != "hidden" || !matches!(before, "overflow" | "x" | "y") {
                    found = found.or(of_word(word));
                }
                found = found.or(of_pair(before, word));
                before = word;
            }
        }
    }
    found
}

/// Words and what they speak of, by purpose.
#[rustfmt::skip] // a list of words, not of lines
const WORDS: &[(Purpose, &[&str])] = &[
    (Purpose::BODY, &[
        "articlebody", "articlecontent", "articletext", "bodycopy", "bodytext", "entrycontent", "maincontent",
        "postbody", "postcontent", "storybody", "storycontent", "storytext",
    ]),
    (Purpose::NAVIGATION, &[
        "breadcrumb", "breadcrumbs", "menu", "menubar", "nav", "navbar", "navigation", "pager", "pagination",
        "paging", "sitemap", "skip", "skiplink", "submenu", "subnav", "toc", "topnav",
    ]),
    (Purpose::FRAME, &[
        "banner", "colophon", "contentinfo", "copyright", "footer", "globalfooter", "globalheader", "masthead",
        "sitefooter", "siteheader",
    ]),
    (Purpose::ASIDE, &[
        "aside", "complementary", "factbox", "infobox", "rail", "rightrail", "sidebar", "widget", "widgets",
    ]),
    (Purpose::CAPTION, &[
        "attribution", "caption", "captions", "credit", "credits", "figcaption", "photocredit",
    ]),
    (Purpose::FIGURE, &[
        "card", "cards", "carousel", "figure", "gallery", "lightbox", "photo", "picture", "player", "slideshow", "video",
    ]),
    (Purpose::EMBED, &[
        "instagram", "oembed", "tiktok", "tweet",
    ]),
    (Purpose::STANDFIRST, &[
        "deck", "dek", "lede", "standfirst", "strapline", "subhead", "subheadline", "subtitle",
    ]),
    (Purpose::COMMENTS, &[
        "comment", "commenting", "commentlist", "comments", "coral", "discussion", "disqus", "livefyre", "replies",
        "respond", "spot",
    ]),
    (Purpose::RELATED, &[
        "crosslinks", "latest", "mostpopular", "mostread", "nativo", "onward", "outbrain",
        "popular", "readmore", "readnext", "recirc", "recirculation", "recommendation", "recommendations",
        "recommended", "recommends", "related", "relatedarticles", "relatedposts", "revcontent", "similar",
        "suggested", "suggestions", "taboola", "teaser", "teasers", "trending", "upnext", "zergnet",
    ]),
    (Purpose::SHARING, &[
        "addthis", "addtoany", "follow", "share", "sharebar", "sharedaddy", "sharethis", "sharing", "social",
        "socialbar", "socials",
    ]),
    (Purpose::PROMOTION, &[
        "adslot", "advert", "advertisement", "advertising", "adverts", "affiliate", "callout", "consent", "cookie",
        "cookies", "cta", "disclaimer", "disclosure", "donate", "donation", "gdpr", "membership", "modal",
        "newsletter", "newsletters", "noprint", "onetrust", "overlay", "paywall", "piano", "popup", "promo",
        "promos", "promotion", "regwall", "signup", "sponsor", "sponsored", "sponsors", "subscribe", "subscription",
    ]),
    (Purpose::BYLINE, &[
        "author", "authors", "byline", "bylines",
    ]),
    (Purpose::META, &[
        "authorbox", "bio", "contributor", "contributors", "dateline", "eyebrow", "keywords", "kicker", "metadata",
        "postmeta", "pubdate", "published", "tag", "taglist", "tags", "timestamp", "topics",
    ]),
    (Purpose::CONTROL, &[
        "alert", "alertdialog", "btn", "button", "dialog", "dropdown", "hidden", "hide", "legal", "login", "search",
        "tablist", "toggle", "toolbar", "tooltip",
    ]),
    (Purpose::HEADLINE, &[
        "headline",
    ]),
];

/// Places of the table below: several for each word, so that most class names hit an empty one.
const PLACES: usize = 1024;

/// [`WORDS`] by their hashes, made at compile time: every class name of a page is looked up here.
static TABLE: [(&str, Purpose); PLACES] = {
    let mut table = [("", Purpose(0)); PLACES];
    let mut list = 0;
    while list < WORDS.len() {
        let (purpose, words) = WORDS[list];
        let mut at = 0;
        while at < words.len() {
            let mut place = place(words[at].as_bytes());
            while !table[place].0.is_empty() {
                place = (place + 1) % PLACES;
            }
            table[place] = (words[at], purpose);
            at += 1;
        }
        list += 1;
    }
    table
};

const fn place(word: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 15) as usize % PLACES
}

fn of_word(word: &str) -> Purpose {
    let mut at = place(word.as_bytes());
    while let Some((known, purpose)) = TABLE.get(at % PLACES) {
        if known.is_empty() {
            break;
        }
        if *known == word {
            return *purpose;
        }
        at += 1;
    }
    Purpose::default()
}

fn of_pair(before: &str, word: &str) -> Purpose {
    match (before, word) {
        ("article" | "story" | "post" | "entry", "body" | "content" | "text" | "copy")
        | ("body", "content" | "copy" | "text")
        | ("main", "content" | "text")
        | ("rich", "text")
        | ("content", "body") => Purpose::BODY,
        ("site" | "page" | "global", "header" | "footer") => Purpose::FRAME,
        ("read" | "see" | "watch", "more" | "next" | "also")
        | ("more", "from" | "stories" | "news" | "articles" | "on" | "posts" | "like" | "in")
        | ("most", "read" | "viewed" | "shared" | "recent" | "popular")
        | ("you" | "may", "may" | "might" | "like")
        | ("also", "read" | "like" | "on")
        | ("up", "next")
        | ("next", "article" | "story" | "post" | "up" | "articles")
        | ("prev" | "previous", "article" | "story" | "post")
        | ("latest", "news" | "stories" | "articles" | "posts")
        | ("top", "stories" | "news")
        | ("story" | "article" | "post", "card" | "list" | "feed" | "teaser" | "related")
        | ("editors", "picks" | "picked") => Purpose::RELATED,
        ("sign" | "opt", "up" | "in") | ("call", "action") | ("in", "article") if before != "in" => Purpose::PROMOTION,
        ("author", "bio" | "box" | "info" | "card" | "name")
        | ("about", "author")
        | ("post" | "article" | "entry", "meta" | "info" | "date") => Purpose::META,
        _ => Purpose::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_and_pairs_of_words() {
        assert!(of_hints("post-related__list").any(Purpose::RELATED));
        assert!(of_hints("c-article-body").any(Purpose::BODY));
        assert!(of_hints("more_stories").any(Purpose::RELATED));
        assert!(of_hints("morestories-unrelated").is_empty());
    }
}
