//! JSON-LD: which of its objects is the article of this page, and what it says of people and organisations.
//!
//! A page often carries objects for the articles it links to. The one that counts names this page's address, or has
//! its headline; where objects name another address and another headline, none counts.

use super::claims::Claim;
use super::json::Json;
use super::metadata::{is_url, tidy};
use crate::order;

/// Objects that are looked at.
const MAX_OBJECTS: usize = 2000;
/// Articles that are weighed against each other: more are a list of teasers.
const MAX_ARTICLES: usize = 60;
/// Names that are read of one property.
const MAX_NAMES: usize = 20;

/// Every object at the top of a document, in a list or a graph, or under `mainEntity`.
pub fn objects<'a, 'j>(documents: &'a [Json<'j>]) -> Vec<&'a Json<'j>> {
    let mut out: Vec<&Json<'j>> = Vec::new();
    let mut waiting: Vec<&Json<'j>> = documents.iter().rev().collect();
    while let Some(value) = waiting.pop() {
        if out.len() >= MAX_OBJECTS {
            break;
        }
        match value {
            Json::List(items) => waiting.extend(items.iter().rev()),
            Json::Object(_) => {
                out.push(value);
                for key in ["mainEntity", "@graph"] {
                    if !matches!(value.get(key), Json::Null) {
                        waiting.push(value.get(key));
                    }
                }
                // Some turn it round and put the article where its page belongs.
                let page = value.get("mainEntityOfPage");
                if types(page).any(is_article_type) {
                    waiting.push(page);
                }
            }
            _ => {}
        }
    }
    out
}

/// The types of an object, without the vocabulary's address.
pub fn types<'a>(object: &'a Json<'_>) -> impl Iterator<Item = &'a str> {
    object.get("@type").items().iter().filter_map(Json::as_text)
}

/// Types of schema.org that are a written piece.
pub fn is_article_type(name: &str) -> bool {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    name.ends_with("Article") || name.ends_with("BlogPosting") || matches!(name, "Report" | "Review" | "CriticReview")
}

/// What is known of the page beside JSON-LD.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its addresses: its own, canonical, of OpenGraph.
    pub urls: Vec<&'a str>,
    /// Its headlines in `<meta>` and `<title>`.
    pub titles: Vec<String>,
}

/// The objects that are the article of this page, the surest first. Usually one; a live blog may be an article besides.
pub fn articles<'a, 'j>(objects: &[&'a Json<'j>], page: &Page<'_>) -> Vec<&'a Json<'j>> {
    let mut found: Vec<(u32, &Json<'j>)> = Vec::new();
    let all: Vec<_> = objects.iter().copied().filter(|o| types(o).any(is_article_type)).take(MAX_ARTICLES).collect();
    let single = all.len() == 1;
    let titles: Vec<Claim> = page.titles.iter().map(|t| Claim::new(t)).collect();
    for article in all {
        let headline = headline(article);
        let named = addresses(article);
        let here = named.iter().any(|a| page.urls.iter().any(|u| same_page(a, u)));
        let like = headline.as_deref().is_some_and(|h| resembles(h, &page.titles, &titles));
        let elsewhere = !here && !named.is_empty() && !page.urls.is_empty();
        // Headlines for search engines and for readers may have nothing in common, so one article needs no proof; but
        // one that lives elsewhere under another headline is another article.
        if !here && !like && (!single || elsewhere && !page.titles.is_empty() && headline.is_some()) {
            continue;
        }
        let has = |key: &str| u32::from(article.get(key).as_text().is_some());
        let score =
            8 * u32::from(here) + 6 * u32::from(like) + 2 * u32::from(headline.is_some()) + has("datePublished");
        found.push((score, article));
    }
    // A stable sort: equals stay in the order of the page.
    order::sort_by_key(&mut found, |(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, article)| article).collect()
}

/// Headline of an article.
pub fn headline(article: &Json<'_>) -> Option<String> {
    article.get("headline").as_text().or_else(|| article.get("name").as_text()).map(tidy).filter(|h| !h.is_empty())
}

fn addresses<'a>(article: &'a Json<'_>) -> Vec<&'a str> {
    let mut out = Vec::new();
    for property in ["url", "mainEntityOfPage", "@id"] {
        for value in article.get(property).items().iter().take(MAX_NAMES) {
            out.extend(address(value).filter(|u| is_url(u)));
        }
    }
    out
}

/// An address, written out or as an object's.
pub fn address<'a>(value: &'a Json<'_>) -> Option<&'a str> {
    value.as_text().or_else(|| value.get("@id").as_text()).or_else(|| value.get("url").as_text())
}

/// Is a headline one of the page's, or most of it?
fn resembles(headline: &str, titles: &[String], claims: &[Claim]) -> bool {
    let own = Claim::new(headline);
    claims.iter().zip(titles).any(|(claim, title)| {
        own.likeness(title) >= 0.5
            || own.leads(title).is_some_and(|n| n >= 3)
            || claim.leads(headline).is_some_and(|n| n >= 3)
    })
}

/// Do two addresses name one page? The scheme, `www`, `m` and `amp`, and what follows `?` where only one has it, do not count.
pub fn same_page(a: &str, b: &str) -> bool {
    fn parts(url: &str) -> Option<(&str, &str, &str)> {
        let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
        let rest = rest.split('#').next().unwrap_or("");
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (mut host, path) = place.split_once('/').unwrap_or((place, ""));
        for front in ["www.", "m.", "amp.", "mobile."] {
            host = host.strip_prefix(front).unwrap_or(host);
        }
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix("/amp").unwrap_or(path);
        (!path.is_empty() || !query.is_empty()).then_some((host, path, query))
    }
    match (parts(a.trim()), parts(b.trim())) {
        (Some((ha, pa, qa)), Some((hb, pb, qb))) => {
            ha.eq_ignore_ascii_case(hb) && pa == pb && (qa == qb || qa.is_empty() || qb.is_empty())
        }
        _ => false,
    }
}

/// The names of people or organisations: written out, in objects, or in the objects their `@id`s point to; and whether
/// each says that it is an organisation.
pub fn names(value: &Json<'_>, objects: &[&Json<'_>]) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    for one in value.items().iter().take(MAX_NAMES) {
        let mut holder = one;
        if let (None, Some(id)) = (text_of(one.get("name")), one.get("@id").as_text()) {
            let named = |o: &&&Json<'_>| o.get("@id").as_text() == Some(id) && text_of(o.get("name")).is_some();
            if let Some(found) = objects.iter().find(named) {
                holder = found;
            }
        }
        let organisation = types(holder).any(|t| t.ends_with("Organization") || t == "WebSite" || t == "Corporation");
        let written = one.as_text().into_iter();
        let listed = holder.get("name").items().iter().take(MAX_NAMES).filter_map(text_of);
        for name in written.chain(listed) {
            let name = tidy(name);
            if !name.is_empty() && !is_url(&name) {
                out.push((name, organisation));
            }
        }
    }
    out
}

/// A text, also where it is given with its language.
pub fn text_of<'a>(value: &'a Json<'_>) -> Option<&'a str> {
    value.as_text().or_else(|| value.get("@value").as_text()).or_else(|| match value {
        Json::List(items) => items.first().and_then(Json::as_text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str, page: &Page<'_>) -> Vec<String> {
        let documents = Json::read_all(text);
        articles(&objects(&documents), page).iter().map(|a| headline(a).unwrap_or_default()).collect()
    }

    fn page<'a>(url: &'a str, title: &str) -> Page<'a> {
        Page { urls: vec![url], titles: vec![title.to_owned()] }
    }

    #[test]
    fn the_article_of_this_address_counts_wherever_it_stands() {
        let text = r#"[{"@type":"NewsArticle","headline":"A ferry is sold","url":"https://lantern.example/ferry"},
            {"@type":"NewsArticle","headline":"Bridge opens","mainEntityOfPage":{"@id":"http://www.lantern.example/bridge/"}}]"#;
        assert_eq!(chosen(text, &page("https://lantern.example/bridge?from=mail", "Lantern")), ["Bridge opens"]);
    }

    #[test]
    fn the_headline_tells_which_article_it_is() {
        let text = r#"{"@graph":[{"@type":"NewsArticle","headline":"A ferry is sold"},
            {"@type":"NewsArticle","headline":"The bridge over the Aller opens"}]}"#;
        let at = page("https://lantern.example/x", "The bridge over the Aller opens - The Daily Lantern");
        assert_eq!(chosen(text, &at), ["The bridge over the Aller opens"]);
        assert!(chosen(text, &page("https://lantern.example/x", "Weather")).is_empty(), "both are teasers");
    }

    #[test]
    fn a_single_article_needs_no_proof_unless_it_lives_elsewhere() {
        let text = r#"{"@type":"Article","headline":"Why the bridge took so long"}"#;
        assert_eq!(chosen(text, &page("https://lantern.example/x", "Bridge opens")).len(), 1);
        let text = r#"{"@type":"Article","headline":"A ferry is sold","url":"https://lantern.example/ferry"}"#;
        assert!(chosen(text, &page("https://lantern.example/x", "Bridge opens")).is_empty());
    }

    #[test]
    fn an_address_is_the_same_with_and_without_its_frills() {
        assert!(same_page("https://www.lantern.example/a/?utm=1#top", "http://lantern.example/a"));
        assert!(same_page("https://amp.lantern.example/a/amp", "//lantern.example/a"));
        assert!(!same_page("https://lantern.example/a?id=1", "https://lantern.example/a?id=2"));
        assert!(!same_page("https://lantern.example/", "https://lantern.example/"), "a front page is no article");
    }

    #[test]
    fn names_are_found_in_every_shape() {
        let documents = Json::read_all(
            r##"{"@id":"#p","@type":"Person","name":"Ada Marsh"},
               {"author":["Jan Berg",{"name":["Ines Okafor",{"@value":"Tom Reed"}]},{"@id":"#p"},
                          {"@type":"NewsMediaOrganization","name":"Slow Wire"},"https://lantern.example/ada"]}"##,
        );
        let objects = objects(&documents);
        let names = names(objects[1].get("author"), &objects);
        let plain: Vec<&str> = names.iter().map(|(n, _)| n.as_str()).collect();
        assert_eq!(plain, ["Jan Berg", "Ines Okafor", "Tom Reed", "Ada Marsh", "Slow Wire"]);
        assert!(names[4].1 && !names[0].1);
    }
}
