//! What a page says of its article: headlines, author, publication, dates, and clues to its origin.
//!
//! Read from JSON-LD, OpenGraph and other `<meta>` names. Nothing here looks at the text; `extract` settles conflicts
//! with what is visible.

use super::clues::{Clues, JsonLdUrl};
use super::entities::unescape;
use super::json::Json;
use super::plain::squeeze;
use super::tree::Head;

/// JSON-LD objects that are looked at.
const MAX_OBJECTS: usize = 2000;
/// Addresses that are kept as clues.
const MAX_URLS: usize = 20;

/// What the head claims.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Headlines, surest first, without the site's name.
    pub titles: Vec<String>,
    /// Authors, joined by commas.
    pub byline: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Date of publication as written.
    pub published: Option<String>,
    /// What it says the article is about.
    pub description: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// `og:type` in lower case.
    pub og_type: Option<String>,
    /// `@type`s of all JSON-LD objects at the top or in a graph.
    pub ld_types: Vec<String>,
    /// An object of JSON-LD is an article with a headline.
    pub ld_article: bool,
    /// Addresses.
    pub clues: Clues,
}

/// Reads the head.
pub fn read(head: &Head) -> Metadata {
    let documents: Vec<Json<'_>> = head.json_ld.iter().map(|t| Json::read(t)).collect();
    let objects = objects(&documents);
    let article = objects
        .iter()
        .copied()
        .filter(|o| types(o).any(is_article_type))
        .max_by_key(|o| (o.get("headline").as_text().is_some(), o.get("datePublished").as_text().is_some()));
    let mut out = Metadata {
        ld_types: objects.iter().flat_map(|o| types(o)).map(str::to_owned).collect(),
        ld_article: article.is_some_and(|a| a.get("headline").as_text().is_some()),
        og_type: meta(head, &["og:type"]).map(|t| t.to_ascii_lowercase()),
        ..Metadata::default()
    };
    let site = meta(head, &["og:site_name", "application-name"]);
    let resolve = |value: &Json<'_>| name_of(value, &objects);
    out.publisher = article.and_then(|a| resolve(a.get("publisher"))).or_else(|| site.clone()).or_else(|| {
        meta(head, &["publisher", "dc.publisher", "article:publisher", "parsely-publisher"]).filter(|p| !is_url(p))
    });
    let names: Vec<&str> = [out.publisher.as_deref(), site.as_deref()].into_iter().flatten().collect();
    let ld_headline = article.and_then(|a| a.get("headline").as_text().or_else(|| a.get("name").as_text())).map(tidy);
    let claims = [
        ld_headline,
        meta(head, &["og:title", "parsely-title", "headline", "dc.title", "sailthru.title"]),
        meta(head, &["twitter:title"]),
        head.title.as_deref().map(tidy),
    ];
    for claim in claims.into_iter().flatten() {
        let title = without_site_name(&claim, &names);
        if !title.is_empty() && !out.titles.contains(&title) {
            out.titles.push(title);
        }
    }
    out.byline = article.and_then(|a| authors(a, &resolve)).or_else(|| {
        meta_all(
            head,
            &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "dc.creator.name"],
        )
        .into_iter()
        .map(|a| without_by(&a).to_owned())
        .find(|a| is_name(a))
    });
    out.published = article
        .and_then(|a| ["datePublished", "dateCreated"].iter().find_map(|k| a.get(k).as_text()))
        .map(str::to_owned)
        .or_else(|| {
            meta(
                head,
                &[
                    "article:published_time",
                    "datepublished",
                    "parsely-pub-date",
                    "sailthru.date",
                    "publishdate",
                    "publish-date",
                    "pubdate",
                    "dc.date.issued",
                    "dc.date",
                    "dcterms.created",
                    "og:published_time",
                    "date",
                    "article.published",
                ],
            )
        });
    out.description = meta(head, &["og:description", "description", "twitter:description"]);
    out.language = article.and_then(|a| a.get("inLanguage").as_text()).map(str::to_owned).or_else(|| {
        meta(head, &["og:locale", "content-language", "language", "dc.language"]).map(|l| l.replace('_', "-"))
    });
    out.clues = clues(head, article, &objects, &names);
    out
}

/// Every object at the top of a document, in a list or a graph, or under `mainEntity`.
fn objects<'a, 'j>(documents: &'a [Json<'j>]) -> Vec<&'a Json<'j>> {
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
            }
            _ => {}
        }
    }
    out
}

fn types<'a>(object: &'a Json<'_>) -> impl Iterator<Item = &'a str> {
    object.get("@type").items().iter().filter_map(Json::as_text)
}

/// Types of schema.org that are a written piece.
pub fn is_article_type(name: &str) -> bool {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    name.ends_with("Article") || name.ends_with("BlogPosting") || matches!(name, "Report" | "Review" | "CriticReview")
}

/// The name of a person or organisation: written out, in an object, or in the object its `@id` points to.
fn name_of(value: &Json<'_>, objects: &[&Json<'_>]) -> Option<String> {
    let value = value.items().first()?;
    let name = value.as_text().or_else(|| value.get("name").items().first().and_then(Json::as_text)).or_else(|| {
        let id = value.get("@id").as_text()?;
        objects
            .iter()
            .find(|o| o.get("@id").as_text() == Some(id) && o.get("name").as_text().is_some())?
            .get("name")
            .as_text()
    })?;
    Some(tidy(name)).filter(|n| !n.is_empty() && !is_url(n))
}

fn authors(article: &Json<'_>, resolve: &impl Fn(&Json<'_>) -> Option<String>) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    for key in ["author", "creator"] {
        for author in article.get(key).items().iter().take(20) {
            if let Some(name) = resolve(author) {
                let name = without_by(&name).to_owned();
                if is_name(&name) && !out.contains(&name) {
                    out.push(name);
                }
            }
        }
        if !out.is_empty() {
            return Some(out.join(", "));
        }
    }
    None
}

fn clues(head: &Head, article: Option<&Json<'_>>, objects: &[&Json<'_>], own: &[&str]) -> Clues {
    let canonical = head.links.iter().find(|(rel, _)| rel.split_ascii_whitespace().any(|r| r == "canonical"));
    let mut out = Clues {
        canonical: canonical.map(|(_, href)| href.clone()),
        og_url: meta(head, &["og:url"]),
        syndication_source: meta(head, &["syndication-source", "original-source"]),
        ..Clues::default()
    };
    if let Some(article) = article {
        for property in ["url", "mainEntityOfPage", "isBasedOn", "isBasedOnUrl", "sameAs"] {
            for value in article.get(property).items() {
                let url = value.as_text().or_else(|| value.get("@id").as_text()).or_else(|| value.get("url").as_text());
                if let Some(url) = url.filter(|u| is_url(u)) {
                    let entry = JsonLdUrl { property: property.to_owned(), url: url.to_owned() };
                    if out.json_ld.len() < MAX_URLS && !out.json_ld.contains(&entry) {
                        out.json_ld.push(entry);
                    }
                }
            }
        }
        out.credited_publisher = ["sourceOrganization", "copyrightHolder", "provider"]
            .iter()
            .find_map(|k| name_of(article.get(k), objects))
            .or_else(|| article.get("isBasedOn").items().first().and_then(|b| name_of(b.get("publisher"), objects)));
    }
    out.credited_publisher = out
        .credited_publisher
        .or_else(|| meta(head, &["article:source", "dc.source", "source", "original-publisher", "dcterms.source"]))
        .filter(|name| !is_url(name) && !own.iter().any(|o| o.eq_ignore_ascii_case(name)));
    out
}

/// The first of these names that has a content.
fn meta(head: &Head, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let (_, content) = head.metas.iter().find(|(key, content)| key == name && !content.trim().is_empty())?;
        Some(tidy(content))
    })
}

fn meta_all(head: &Head, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .flat_map(|name| head.metas.iter().filter(move |(key, _)| key == name).map(|(_, content)| tidy(content)))
        .collect()
}

/// One line without character references and markup.
pub fn tidy(text: &str) -> String {
    let text = unescape(text);
    if !text.contains('<') {
        return squeeze(&text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let tag = rest[open..]
            .find('>')
            .filter(|_| rest[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        let Some(close) = tag else {
            out.push('<');
            rest = &rest[open + 1..];
            continue;
        };
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    squeeze(&out)
}

/// Is it an address rather than a name?
pub fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//") || text.starts_with("www.")
}

/// `By Jane Doe` without its `By`.
pub fn without_by(text: &str) -> &str {
    let text = text.trim();
    for by in ["by ", "by: ", "written by ", "words by "] {
        if text.get(..by.len()).is_some_and(|t| t.eq_ignore_ascii_case(by)) {
            return text[by.len()..].trim();
        }
    }
    text
}

/// Could be the name of an author.
pub fn is_name(text: &str) -> bool {
    (2..=150).contains(&text.len())
        && !is_url(text)
        && !text.contains(['@', '{', '<', '\\'])
        && text.chars().any(char::is_alphabetic)
}

/// A headline without the name of the site at its end or beginning.
pub fn without_site_name(title: &str, names: &[&str]) -> String {
    let title = title.trim();
    let same = |part: &str| {
        let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let part = fold(part);
        !part.is_empty()
            && names.iter().any(|n| {
                let n = fold(n);
                part == n || n.len() > 3 && (part.starts_with(&n) || n.starts_with(&part))
            })
    };
    let mut out = title;
    loop {
        let cut = [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " ~ ", " // "]
            .iter()
            .filter_map(|s| out.rfind(s).map(|at| (at, s.len())))
            .max();
        let Some((at, width)) = cut else { break };
        let (front, back) = (&out[..at], &out[at + width..]);
        let words = |t: &str| t.split_whitespace().count();
        // A bar parts a headline from its site; a dash may stand inside a headline.
        let bar = out[at..].starts_with(" |") || out[at..].starts_with(" ::") || out[at..].starts_with(" »");
        if same(back)
            || bar && words(back) <= 4 && words(front) >= 3
            || words(back) <= 3 && words(front) >= 5 && names.is_empty()
        {
            out = front.trim_end();
        } else if same(front) {
            out = back.trim_start();
            break;
        } else {
            break;
        }
    }
    out.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(json_ld: &[&str], metas: &[(&str, &str)]) -> Head {
        Head {
            json_ld: json_ld.iter().map(|t| (*t).to_owned()).collect(),
            metas: metas.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            ..Head::default()
        }
    }

    #[test]
    fn follows_ids_through_a_graph() {
        let m = read(&head(
            &[r##"{"@graph":[{"@type":"Organization","@id":"#o","name":"The Daily Lantern"},
                {"@type":"Person","@id":"#p","name":"Ada Marsh"},
                {"@type":["Article","NewsArticle"],"headline":"Bridge opens &amp; closes","author":[{"@id":"#p"}],"publisher":{"@id":"#o"}}]}"##],
            &[],
        ));
        assert_eq!(m.titles, ["Bridge opens & closes"]);
        assert_eq!(m.byline.as_deref(), Some("Ada Marsh"));
        assert_eq!(m.publisher.as_deref(), Some("The Daily Lantern"));
    }

    #[test]
    fn an_address_is_no_author() {
        let m = read(&head(&[], &[("article:author", "https://example.org/ada"), ("author", "By Ada Marsh")]));
        assert_eq!(m.byline.as_deref(), Some("Ada Marsh"));
    }

    #[test]
    fn takes_the_site_off_a_title() {
        assert_eq!(without_site_name("Bridge opens - The Daily Lantern", &["The Daily Lantern"]), "Bridge opens");
        assert_eq!(
            without_site_name("Bridge opens after years | Local | Lantern", &["Lantern"]),
            "Bridge opens after years"
        );
        assert_eq!(without_site_name("War - and peace", &["The Daily Lantern"]), "War - and peace");
    }

    #[test]
    fn names_the_origin_it_finds() {
        let m = read(&head(
            &[
                r#"{"@type":"NewsArticle","headline":"x","publisher":{"name":"Copyist"},"sourceOrganization":{"name":"Lantern"},
               "isBasedOn":"https://lantern.example/a","mainEntityOfPage":{"@id":"https://copyist.example/a"}}"#,
            ],
            &[("syndication-source", "https://lantern.example/a"), ("og:url", "https://copyist.example/a")],
        ));
        let urls: Vec<&str> = m.clues.json_ld.iter().map(|u| u.property.as_str()).collect();
        assert_eq!(urls, ["mainEntityOfPage", "isBasedOn"]);
        assert_eq!(m.clues.credited_publisher.as_deref(), Some("Lantern"));
        assert_eq!(m.clues.syndication_source.as_deref(), Some("https://lantern.example/a"));
    }
}
