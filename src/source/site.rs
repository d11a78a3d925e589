//! What belongs to the page's own site, and which hosts are never an original.
//!
//! A site is a registrable domain: the label before a public suffix. The suffixes are a compact list of our own
//! (`data/suffixes.tsv`) in place of the whole Public Suffix List, which would weigh 240 KB in the module. Sites of
//! one publisher under several domains are tied by `data/publishers.tsv`.

use super::address::WebAddress;
use super::publishers::Publishers;
use crate::article::Article;

const SUFFIXES: &str = include_str!("../../data/suffixes.tsv");

/// Hosts that carry other people's links, files and posts, never the original of a news article. Sorted.
const NEVER_ORIGINAL: &[&str] = &[
    "addtoany.com",
    "amazon.com",
    "apple.com",
    "archive.is",
    "archive.org",
    "archive.ph",
    "bit.ly",
    "bsky.app",
    "creativecommons.org",
    "disqus.com",
    "doi.org",
    "facebook.com",
    "fb.com",
    "feedburner.com",
    "flickr.com",
    "flipboard.com",
    "gettyimages.com",
    "goo.gl",
    "google.com",
    "gravatar.com",
    "instagram.com",
    "linkedin.com",
    "pinterest.com",
    "reddit.com",
    "shutterstock.com",
    "spotify.com",
    "t.co",
    "t.me",
    "telegram.me",
    "telegram.org",
    "threads.com",
    "threads.net",
    "tiktok.com",
    "tinyurl.com",
    "twitter.com",
    "vimeo.com",
    "whatsapp.com",
    "wikimedia.org",
    "wikipedia.org",
    "wordpress.org",
    "x.com",
    "youtu.be",
    "youtube.com",
];

/// Where the page itself lives.
#[derive(Debug, Clone, Default)]
pub struct OwnSite {
    /// Registrable domain; none for pasted text.
    site: Option<String>,
    /// Index of its publisher, if it is a known one.
    publisher: Option<usize>,
}

impl OwnSite {
    /// From the page's address. Where there is none (pasted text, a file), the address the page declares for itself
    /// stands in: a saved page says that much of where it was.
    pub fn of(article: &Article, publishers: &Publishers) -> Self {
        let own = article.url.as_deref().and_then(WebAddress::read);
        let declared = || {
            let clues = &article.clues;
            [&clues.canonical, &clues.og_url].into_iter().flatten().find_map(|u| WebAddress::read(u))
        };
        let address = own.or_else(declared);
        let by_name = || article.publisher.as_deref().and_then(|name| publishers.by_name(name));
        Self {
            site: address.as_ref().map(|a| registrable(a.host()).to_owned()),
            publisher: address.as_ref().and_then(|a| publishers.by_host(a.host())).or_else(by_name),
        }
    }

    /// The same registrable domain.
    pub fn is_same_site(&self, address: &WebAddress) -> bool {
        self.site.as_deref() == Some(registrable(address.host()))
    }

    /// Another domain of the same publisher: listed as such, or the same name under another suffix.
    pub fn is_same_publisher(&self, address: &WebAddress, publishers: &Publishers) -> bool {
        let listed = self.publisher.is_some() && publishers.by_host(address.host()) == self.publisher;
        let label = |site: &str| site.split('.').next().unwrap_or("").to_owned();
        let other = label(registrable(address.host()));
        listed || other.len() >= 4 && self.site.as_deref().is_some_and(|own| label(own) == other)
    }

    /// Is this publisher the page's own?
    pub fn is_publisher(&self, publisher: usize) -> bool {
        self.publisher == Some(publisher)
    }
}

/// Can the host bear an original: public, and no platform for other people's links?
pub fn may_be_original(address: &WebAddress) -> bool {
    address.is_public() && NEVER_ORIGINAL.binary_search(&registrable(address.host())).is_err()
}

/// The part of a host that somebody registered: `bbc.co.uk` of `news.bbc.co.uk`. Hosts without a suffix and IP
/// addresses are whole.
pub fn registrable(host: &str) -> &str {
    if host.rsplit('.').next().is_none_or(|last| last.bytes().all(|b| b.is_ascii_digit())) {
        return host;
    }
    // The suffix grows to the left as long as the list knows the next label under it.
    let mut suffix = host.rfind('.').map_or(0, |dot| dot + 1);
    while suffix > 0 {
        let (rest, parent) = (&host[..suffix - 1], &host[suffix..]);
        let start = rest.rfind('.').map_or(0, |dot| dot + 1);
        let label = &rest[start..];
        if !labels_under(parent).split(' ').any(|l| l == label) {
            return &host[start..];
        }
        suffix = start;
    }
    host
}

fn labels_under(parent: &str) -> &'static str {
    rows().find_map(|(p, labels)| (p == parent).then_some(labels)).unwrap_or("")
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    SUFFIXES.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_well_formed() {
        assert!(NEVER_ORIGINAL.is_sorted());
        let parents: Vec<&str> = rows().map(|(p, _)| p).collect();
        assert!(parents.len() > 100 && parents.windows(2).all(|w| w[0] < w[1]));
        for (parent, labels) in rows() {
            let labels: Vec<&str> = labels.split(' ').collect();
            assert!(labels.windows(2).all(|w| w[0] < w[1]), "{parent}: sorted");
            assert!(
                labels.iter().all(|l| !l.is_empty() && l.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
            );
        }
    }

    #[test]
    fn finds_what_was_registered() {
        for (host, site) in [
            ("www.bbc.co.uk", "bbc.co.uk"),
            ("bbc.co.uk", "bbc.co.uk"),
            ("edition.cnn.com", "cnn.com"),
            ("a.b.news.example", "news.example"),
            ("english.kyodonews.net", "kyodonews.net"),
            ("www3.nhk.or.jp", "nhk.or.jp"),
            ("alice.blogspot.com", "alice.blogspot.com"),
            ("m.alice.blogspot.co.uk", "alice.blogspot.co.uk"),
            ("alice.github.io", "alice.github.io"),
            ("github.io", "github.io"),
            ("co.uk", "co.uk"),
            ("localhost", "localhost"),
            ("127.0.0.1", "127.0.0.1"),
            ("", ""),
        ] {
            assert_eq!(registrable(host), site, "{host}");
        }
    }

    #[test]
    fn platforms_are_no_originals() {
        let may = |u: &str| WebAddress::read(u).is_some_and(|a| may_be_original(&a));
        assert!(may("https://www.reuters.com/world/a-b-c-d"));
        assert!(!may("https://m.facebook.com/reuters/posts/123456"));
        assert!(!may("http://192.168.0.1/a-b-c-d-e"));
    }
}
