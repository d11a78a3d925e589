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
    /// Pictures, galleries, players.
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

fn of_word(word: &str) -> Purpose {
    match word {
        "articlebody" | "articlecontent" | "articletext" | "storybody" | "storycontent" | "storytext" | "postbody"
        | "postcontent" | "bodytext" | "bodycopy" | "entrycontent" | "maincontent" => Purpose::BODY,
        "nav" | "navbar" | "navigation" | "menu" | "menubar" | "submenu" | "breadcrumb" | "breadcrumbs"
        | "pagination" | "pager" | "paging" | "skip" | "skiplink" | "toc" | "sitemap" | "subnav" | "topnav" => {
            Purpose::NAVIGATION
        }
        "footer" | "masthead" | "banner" | "contentinfo" | "colophon" | "copyright" | "siteheader" | "sitefooter"
        | "globalheader" | "globalfooter" => Purpose::FRAME,
        "aside" | "sidebar" | "complementary" | "rail" | "rightrail" | "infobox" | "factbox" | "widget" | "widgets" => {
            Purpose::ASIDE
        }
        "caption" | "captions" | "figcaption" | "credit" | "credits" | "photocredit" | "attribution" => {
            Purpose::CAPTION
        }
        "figure" | "gallery" | "slideshow" | "carousel" | "lightbox" | "player" | "video" | "photo" | "picture" => {
            Purpose::FIGURE
        }
        "tweet" | "instagram" | "tiktok" | "oembed" => Purpose::EMBED,
        "standfirst" | "dek" | "deck" | "subtitle" | "subheadline" | "subhead" | "strapline" | "lede" => {
            Purpose::STANDFIRST
        }
        "comment" | "comments" | "disqus" | "commentlist" | "respond" | "discussion" | "livefyre" | "coral"
        | "replies" | "commenting" | "spot" => Purpose::COMMENTS,
        "related" | "relatedposts" | "relatedarticles" | "recommended" | "recommendation" | "recommendations"
        | "outbrain" | "taboola" | "revcontent" | "teaser" | "teasers" | "trending" | "popular" | "mostread"
        | "mostpopular" | "readmore" | "readnext" | "upnext" | "recirc" | "recirculation" | "crosslinks" | "onward"
        | "card" | "cards" | "latest" | "suggested" | "suggestions" | "similar" | "jp-relatedposts" | "zergnet"
        | "nativo" | "recommends" => Purpose::RELATED,
        "share" | "sharing" | "sharedaddy" | "social" | "socials" | "sharebar" | "addthis" | "addtoany"
        | "sharethis" | "follow" | "socialbar" => Purpose::SHARING,
        "newsletter" | "newsletters" | "subscribe" | "subscription" | "signup" | "promo" | "promos" | "promotion"
        | "sponsor" | "sponsored" | "sponsors" | "advert" | "adverts" | "advertisement" | "advertising" | "adslot"
        | "paywall" | "regwall" | "cookie" | "cookies" | "consent" | "gdpr" | "modal" | "popup" | "overlay"
        | "donate" | "donation" | "membership" | "piano" | "cta" | "callout" | "disclaimer" | "disclosure"
        | "affiliate" | "noprint" | "onetrust" => Purpose::PROMOTION,
        "byline" | "bylines" | "author" | "authors" => Purpose::BYLINE,
        "bio" | "dateline" | "timestamp" | "pubdate" | "published" | "tags" | "tag" | "taglist" | "keywords"
        | "topics" | "kicker" | "eyebrow" | "authorbox" | "contributor" | "contributors" | "postmeta" | "metadata" => {
            Purpose::META
        }
        "button" | "btn" | "tooltip" | "toolbar" | "dropdown" | "toggle" | "tablist" | "search" | "login" | "alert"
        | "dialog" | "alertdialog" | "hidden" | "hide" | "legal" => Purpose::CONTROL,
        "headline" => Purpose::HEADLINE,
        _ => Purpose::default(),
    }
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
