//! What the page itself declares: canonical address, sharing address, JSON-LD, syndication metadata.
//!
//! A declaration counts only where it names an article on another site. Front pages, sections and hosts that a
//! deployment left behind are slips of a template, not origins.

use super::address::WebAddress;
use super::{Clue, Page, site};
use crate::message::Message;
use crate::report::Relation;

/// Addresses in JSON-LD that are looked at.
const MAX_JSON_LD: usize = 50;

/// Labels of a host, or parts of one between hyphens, that only a developer should see. Sorted.
const WORKSHOP: &[&str] =
    &["cluster", "dev", "internal", "localhost", "preprod", "preview", "qa", "stage", "staging", "stg", "test", "uat"];

/// Default hosts of hosting platforms: nobody publishes a newspaper there under the platform's name. Sorted.
const PLATFORM_DEFAULTS: &[&str] = &[
    "azurewebsites.net",
    "cloudfront.net",
    "firebaseapp.com",
    "herokuapp.com",
    "netlify.app",
    "ngrok.io",
    "pages.dev",
    "pantheonsite.io",
    "vercel.app",
    "web.app",
    "workers.dev",
    "wpengine.com",
];

/// All clues in the page's metadata.
pub fn clues(page: &Page<'_>) -> Vec<Clue> {
    let clues = &page.article.clues;
    let mut out = Vec::new();
    let canonical = clues.canonical.as_deref().and_then(WebAddress::read);
    if let Some(text) = &clues.canonical {
        declare(page, text, 0.9, "source_canonical", &mut out);
    }
    if let Some(text) = &clues.syndication_source {
        declare(page, text, 0.9, "source_syndication", &mut out);
    }
    // A page whose canonical address is its own has said where it belongs; a sharing address that disagrees is
    // mostly a template's leftover.
    let settled = canonical.as_ref().is_some_and(|a| page.own.is_same_site(a))
        || clues.canonical.as_deref().is_some_and(super::address::is_relative);
    if let Some(text) = clues.og_url.as_ref().filter(|_| !settled) {
        declare(page, text, 0.6, "source_og_url", &mut out);
    }
    for ld in clues.json_ld.iter().take(MAX_JSON_LD) {
        match ld.property.as_str() {
            "isBasedOn" | "isBasedOnUrl" => declare(page, &ld.url, 0.85, "source_based_on", &mut out),
            "mainEntityOfPage" | "url" if !settled => declare(page, &ld.url, 0.6, "source_json_ld", &mut out),
            _ => {}
        }
    }
    if let Some(name) = &clues.credited_publisher
        && let Some(index) = page.publishers.by_name(name).filter(|p| !page.own.is_publisher(*p))
        && let Some(publisher) = page.publishers.get(index)
        && let Some(address) = publisher.domains.first().and_then(|d| WebAddress::home(d))
        && !page.own.is_same_site(&address)
    {
        out.push(Clue {
            address,
            whole_site: true,
            relation: Relation::Credited,
            confidence: 0.55,
            title: None,
            message: Message::new("source_metadata_credit", &[publisher.name]),
        });
    }
    out
}

fn declare(page: &Page<'_>, text: &str, confidence: f64, message: &'static str, out: &mut Vec<Clue>) {
    let Some(address) = WebAddress::read(text) else { return };
    let same_words = shares_words(page, &address);
    let is_article = !address.is_home() && (address.is_article_like() || same_words);
    if !is_article || page.own.is_same_site(&address) || !site::may_be_original(&address) || is_workshop(&address) {
        return;
    }
    let first_of_this_address = out.iter().all(|c: &Clue| c.address.key() != address.key());
    // Editions of one publisher name each other as canonical; the text is no less the same, but neither is the other's
    // original.
    let sibling = page.own.is_same_publisher(&address, page.publishers);
    let clue = |confidence: f64, message: Message| Clue {
        address: address.clone(),
        whole_site: false,
        relation: Relation::DeclaredCanonical,
        confidence,
        title: None,
        message,
    };
    out.push(clue(if sibling { confidence * 0.8 } else { confidence }, Message::new(message, &[])));
    if first_of_this_address && same_words {
        out.push(clue(0.4, Message::new("source_same_words", &[])));
    }
    if first_of_this_address && sibling {
        out.push(clue(0.0, Message::new("source_sibling", &[])));
    }
}

/// Does the address hold the words of the headline or of the page's own address? Reprints mostly keep them.
fn shares_words(page: &Page<'_>, address: &WebAddress) -> bool {
    let theirs: Vec<String> = address.words().collect();
    let most = |ours: Vec<String>| {
        let shared = ours.iter().filter(|w| theirs.contains(w)).count();
        shared >= 3 && 2 * shared >= ours.len()
    };
    let title = page.article.title.as_deref().unwrap_or("");
    let headline = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3)
        .map(str::to_lowercase)
        .collect::<Vec<_>>();
    let own = page.article.url.as_deref().and_then(WebAddress::read);
    most(headline) || own.is_some_and(|a| most(a.words().collect()))
}

fn is_workshop(address: &WebAddress) -> bool {
    let host = address.host();
    let labels = host.rsplit_once('.').map_or("", |(labels, _)| labels);
    labels.split(['.', '-']).any(|part| WORKSHOP.binary_search(&part).is_ok())
        || PLATFORM_DEFAULTS
            .iter()
            .any(|p| host.strip_suffix(p).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::article::clues::JsonLdUrl;
    use crate::data::Data;
    use crate::text::Document;

    fn found(url: &str, set: impl Fn(&mut Article)) -> Vec<(String, &'static str)> {
        let mut article = Article::empty();
        article.url = Some(url.to_owned());
        set(&mut article);
        let doc = Document::new(&article);
        let publishers = &Data::get().publishers;
        let own = site::OwnSite::of(&article, publishers);
        let page = Page { article: &article, doc: &doc, publishers, own };
        clues(&page).into_iter().map(|c| (c.address.to_string(), c.message.message_id)).collect()
    }

    fn canonical(url: &str, canonical: &str) -> Vec<(String, &'static str)> {
        found(url, |a| a.clues.canonical = Some(canonical.to_owned()))
    }

    const HERE: &str = "https://copies.example/p/harbour-bridge-closed-after-storm";

    #[test]
    fn the_lists_are_sorted() {
        assert!(WORKSHOP.is_sorted() && PLATFORM_DEFAULTS.is_sorted());
    }

    #[test]
    fn names_an_article_on_another_site() {
        assert_eq!(
            canonical(HERE, "https://www.harbourpost.example/2025/harbour-bridge-closed-after-storm?utm_source=feed"),
            [
                ("https://www.harbourpost.example/2025/harbour-bridge-closed-after-storm".into(), "source_canonical"),
                ("https://www.harbourpost.example/2025/harbour-bridge-closed-after-storm".into(), "source_same_words"),
            ]
        );
    }

    #[test]
    fn a_canonical_that_names_no_other_article_is_none() {
        for other in [
            HERE,
            "/p/other-article-of-this-site-1",
            "https://www.copies.example/other-article-of-this-site-1",
            "https://cdn.copies.example/other-article-of-this-site-1",
            "https://harbourpost.example/",
            "https://harbourpost.example/index.html",
            "https://harbourpost.example/news/",
            "https://www.facebook.com/copies/posts/1234567",
            "https://copies-staging.harbourpost.example/a-b-c-d-e-f",
            "https://project-splash.vercel.app/a-b-c-d-e-f",
            "http://localhost/a-b-c-d-e-f",
            "http://10.0.0.7/a-b-c-d-e-f",
            "https://harbourpost.example:8443/a-b-c-d-e-f",
            "javascript:alert('a-b-c-d-e-f')",
            "",
        ] {
            assert_eq!(canonical(HERE, other), [], "{other}");
        }
    }

    #[test]
    fn a_page_without_an_address_declares_only_itself() {
        let found = found("", |a| {
            a.url = None;
            a.clues.canonical = Some("https://harbourpost.example/a-b-c-d-e-f".into());
            a.clues.og_url = Some("https://harbourpost.example/a-b-c-d-e-f".into());
        });
        assert_eq!(found, []);
    }

    #[test]
    fn a_sharing_address_cannot_contradict_an_own_canonical() {
        let other = "https://sister.example/a-b-c-d-e-f";
        let with = |canonical: Option<&str>| {
            found(HERE, |a| {
                a.clues.canonical = canonical.map(str::to_owned);
                a.clues.og_url = Some(other.to_owned());
            })
        };
        assert_eq!(with(Some(HERE)), []);
        assert_eq!(with(Some("/p/x")), []);
        assert_eq!(with(None), [(other.to_owned(), "source_og_url")]);
        assert_eq!(with(Some(other)).len(), 2);
    }

    #[test]
    fn an_edition_of_the_same_publisher_is_told_as_such() {
        let found = canonical("https://www.harbourpost.example/a-b-c-d-e", "https://www.harbourpost.test/a-b-c-d-e");
        assert!(found.iter().any(|(_, m)| *m == "source_sibling"), "{found:?}");
        let found = canonical("https://www.bbc.co.uk/news/12345678", "https://www.bbc.com/news/12345678");
        assert!(found.iter().any(|(_, m)| *m == "source_sibling"), "{found:?}");
    }

    #[test]
    fn based_on_counts_beside_an_own_canonical() {
        let found = found(HERE, |a| {
            a.clues.canonical = Some(HERE.into());
            let ld = |property: &str| JsonLdUrl {
                property: property.into(),
                url: format!("https://{}.example/a-b-c-d-e", property.to_lowercase()),
            };
            a.clues.json_ld = vec![ld("url"), ld("sameAs"), ld("isBasedOn")];
        });
        assert_eq!(found, [("https://isbasedon.example/a-b-c-d-e".into(), "source_based_on")]);
    }

    #[test]
    fn metadata_may_credit_a_known_publisher() {
        let credit = |url: &str, name: &str| found(url, |a| a.clues.credited_publisher = Some(name.into()));
        assert_eq!(credit(HERE, "Euronews"), [("https://euronews.com/".into(), "source_metadata_credit")]);
        assert_eq!(credit("https://de.euronews.com/x", "Euronews"), []);
        assert_eq!(credit(HERE, "Some Blog"), []);
    }
}
