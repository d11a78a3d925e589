//! What the address of a page says of its kind: a front page, a search, or a part of a site where articles do not stand.
//!
//! The cheap gate of the extension (`extension/lib/gate.js`) reads addresses by the same words. An address alone decides
//! nothing; it counts where a page does not claim to be an article.

/// Parts of a path that name other things than articles.
const OTHER_PATHS: &[&str] = &[
    "account",
    "api",
    "basket",
    "cart",
    "checkout",
    "consent",
    "dashboard",
    "docs",
    "documentation",
    "faq",
    "forum",
    "forums",
    "job",
    "jobs",
    "log-in",
    "login",
    "manual",
    "product",
    "products",
    "question",
    "questions",
    "recipe",
    "recipes",
    "reference",
    "register",
    "settings",
    "shop",
    "sign-in",
    "signin",
    "subscribe",
    "support",
    "thread",
    "threads",
    "user",
    "users",
    "viewtopic.php",
    "wiki",
];
/// First parts of hosts that do.
const OTHER_HOSTS: &[&str] = &[
    "accounts", "calendar", "chat", "developer", "developers", "docs", "forum", "forums", "help", "jobs", "mail",
    "maps", "search", "shop", "store", "support", "translate", "webmail", "wiki",
];
/// First words of the pages that a house has about itself.
const HOUSE_PATHS: &[&str] =
    &["about", "advertise", "careers", "contact", "cookies", "imprint", "legal", "privacy", "terms"];
/// Names of queries that lead to one page of many.
const PAGE_QUERIES: &[&str] = &["article", "id", "news", "nid", "p", "page_id", "post", "story"];
/// Names of queries with words that are searched for.
const SEARCH_QUERIES: &[&str] = &["q", "query", "s", "search"];

/// The parts of an address.
pub struct Address {
    host: String,
    path: Vec<String>,
    query: Vec<(String, String)>,
}

impl Address {
    /// Takes an address apart; what is not one has no parts.
    pub fn of(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or("").to_lowercase();
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = place.split_once('/').unwrap_or((place, ""));
        Self {
            host: host.to_owned(),
            path: path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            query: query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// The address of a whole site, without a path and without a page asked for.
    pub fn is_front(&self) -> bool {
        self.path.is_empty() && !self.asks(PAGE_QUERIES, |value| value.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// It carries words to search for.
    pub fn is_search(&self) -> bool {
        self.asks(SEARCH_QUERIES, |value| value.contains(|c: char| !c.is_ascii_digit()))
    }

    /// It belongs to a forum, a shop, a manual, an application, or to what a house says of itself.
    pub fn is_elsewhere(&self) -> bool {
        let label = self.host.split('.').next().unwrap_or("");
        OTHER_HOSTS.contains(&label)
            || self.path.iter().any(|part| OTHER_PATHS.contains(&part.as_str()))
            || self.path.last().is_some_and(|last| {
                let first = last.split(['-', '_', '.']).next().unwrap_or("");
                // "about-us" and "terms", not "about-the-man-who-wound-the-clock".
                HOUSE_PATHS.contains(&first) && last.split(['-', '_']).count() < 4
            })
    }

    fn asks(&self, names: &[&str], fits: impl Fn(&str) -> bool) -> bool {
        self.query.iter().any(|(name, value)| names.contains(&name.as_str()) && fits(value))
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_front_page_has_no_path_and_asks_for_no_page() {
        for url in ["https://paper.example", "https://paper.example/?ref=1", "https://paper.example/#top"] {
            assert!(Address::of(url).is_front(), "{url}");
        }
        for url in ["https://paper.example/2026/story", "https://paper.example/?p=8812"] {
            assert!(!Address::of(url).is_front(), "{url}");
        }
    }

    #[test]
    fn a_search_has_words() {
        assert!(Address::of("https://paper.example/?s=night+train").is_search());
        assert!(!Address::of("https://paper.example/story?s=20").is_search());
    }

    #[test]
    fn forums_shops_and_manuals_are_told_by_whole_parts_of_the_address() {
        for url in [
            "https://forum.wheels.example/t/8812",
            "https://wheels.example/viewtopic.php?t=8812",
            "https://paper.example/legal/terms",
            "https://paper.example/about-us",
        ] {
            assert!(Address::of(url).is_elsewhere(), "{url}");
        }
        for url in [
            "https://paper.example/2026/shop-owners-strike",
            "https://forumnews.example/story/1",
            "https://paper.example/about-the-man-who-wound-the-clock",
            "",
        ] {
            assert!(!Address::of(url).is_elsewhere(), "{url}");
        }
    }
}
