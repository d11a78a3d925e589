//! What a page says of its article outside its text: headlines, authors, publication, dates, section, language, and clues
//! to its origin.
//!
//! Read from JSON-LD, OpenGraph, other `<meta>` names, microdata and the address. Every field is a list of claims, the
//! surest first; `settle` weighs them against what is visible. Nothing here looks at the text.

use super::byline::{is_name, without_by};
use super::clues::{Clues, JsonLdUrl};
use super::dates;
use super::entities::unescape;
use super::fields::{Said, Source};
use super::json::{Json, plain};
use super::jsonld::{self, Page, text_of, types};
use super::plain::squeeze;
use super::site_name::without_site_name;
use super::tree::{Head, PageTree, Tag};

/// Addresses that are kept as clues.
const MAX_URLS: usize = 20;
/// Claims that are kept of one field, and bytes of each.
const MAX_CLAIMS: usize = 20;
const MAX_BYTES: usize = 4000;

/// What the page claims.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Headlines, surest first, without the site's name.
    pub titles: Vec<Said>,
    /// Authors, joined by commas.
    pub bylines: Vec<Said>,
    /// Names of the publication.
    pub publishers: Vec<Said>,
    /// Dates of publication as written.
    pub published: Vec<Said>,
    /// Dates of the last change as written.
    pub modified: Vec<Said>,
    /// What it says the article is about.
    pub descriptions: Vec<Said>,
    /// Language tags.
    pub languages: Vec<Said>,
    /// Sections of the publication.
    pub sections: Vec<Said>,
    /// Addresses it calls its own, the canonical first.
    pub addresses: Vec<Said>,
    /// `og:type` in lower case.
    pub og_type: Option<String>,
    /// `@type`s of all JSON-LD objects at the top or in a graph.
    pub ld_types: Vec<String>,
    /// An object of JSON-LD is this article, with a headline.
    pub ld_article: bool,
    /// It calls itself a live blog.
    pub live_blog: bool,
    /// Addresses.
    pub clues: Clues,
}

const TITLES: &[&str] = &[
    "og:title",
    "parsely-title",
    "headline",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "article:title",
    "twitter:title",
];
const AUTHORS: &[&str] = &[
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "byl",
    "article:author",
    "author",
    "authors",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.name",
    "article.author",
    "cxenseparse:author",
    "twitter:data1",
];
const SITES: &[&str] = &["og:site_name", "application-name"];
const PUBLISHERS: &[&str] =
    &["publisher", "dc.publisher", "dcterms.publisher", "article:publisher", "parsely-publisher"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article.updated",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
];
const DESCRIPTIONS: &[&str] = &["og:description", "description", "twitter:description", "dc.description"];
const LANGUAGES: &[&str] = &["og:locale", "content-language", "language", "dc.language", "inlanguage"];
const SECTIONS: &[&str] = &[
    "article:section",
    "parsely-section",
    "articlesection",
    "section",
    "article.section",
    "sailthru.verticals",
    "dc.subject.section",
];

/// Reads the metadata of a page.
pub fn read(tree: &PageTree) -> Metadata {
    let head = &tree.head;
    let texts: Vec<_> = head.json_ld.iter().map(|t| plain(t)).collect();
    let documents: Vec<Json<'_>> = texts.iter().flat_map(|t| Json::read_all(t)).collect();
    let objects = jsonld::objects(&documents);
    let mut out = Metadata {
        ld_types: objects.iter().flat_map(|o| types(o)).map(str::to_owned).collect(),
        og_type: metas(head, &["og:type"]).first().map(|t| t.value.to_ascii_lowercase()),
        addresses: addresses(head),
        ..Metadata::default()
    };
    let mut title = Vec::new();
    push(&mut title, head.title.as_deref(), Source::Title, "");
    let title = title.pop().map(|t| t.value);
    let page = Page {
        urls: tree.url.as_deref().into_iter().chain(out.addresses.iter().map(|a| a.value.as_str())).collect(),
        titles: metas(head, TITLES).into_iter().map(|s| s.value).chain(title.clone()).collect(),
    };
    let articles = jsonld::articles(&objects, &page);
    out.ld_article = articles.iter().any(|a| a.get("headline").as_text().is_some());
    out.live_blog = articles.iter().any(|a| types(a).any(|t| t == "LiveBlogPosting"));
    for article in &articles {
        read_article(article, &objects, &mut out);
    }
    // Where no article is spoken of, the page itself may have dates.
    for object in objects.iter().filter(|o| types(o).any(|t| t == "WebPage")) {
        dated(object, &mut out);
    }
    read_metas(head, &mut out);
    read_microdata(tree, &mut out);
    if let Some(date) = tree.url.as_deref().and_then(dates::in_address) {
        out.published.push(Said::new(date, Source::Address, ""));
    }
    for object in objects.iter().filter(|o| types(o).any(|t| t == "WebSite")) {
        push(&mut out.publishers, text_of(object.get("name")), Source::JsonLd, "WebSite");
    }
    out.titles.extend(title.map(|t| Said::new(t, Source::Title, "")));
    let names: Vec<&str> = out.publishers.iter().map(|p| p.value.as_str()).collect();
    for title in &mut out.titles {
        title.value = without_site_name(&title.value, &names);
    }
    let mut seen: Vec<String> = Vec::new();
    out.titles.retain(|t| {
        let fresh = !t.value.is_empty() && !seen.contains(&t.value);
        seen.push(t.value.clone());
        fresh
    });
    out.clues = clues(head, &out, &articles, &objects);
    out
}

/// Takes what an article of JSON-LD says.
fn read_article(article: &Json<'_>, objects: &[&Json<'_>], out: &mut Metadata) {
    let push_text =
        |list: &mut Vec<Said>, key: &'static str| push(list, text_of(article.get(key)), Source::JsonLd, key);
    push_text(&mut out.titles, "headline");
    if text_of(article.get("headline")).is_none() {
        push_text(&mut out.titles, "name");
    }
    for key in ["author", "creator"] {
        let names = jsonld::names(article.get(key), objects);
        // People sign articles; an organisation stands in only where nobody else does.
        let people = names.iter().any(|(_, organisation)| !organisation);
        let mut line: Vec<String> = Vec::new();
        for name in names.into_iter().filter(|(_, organisation)| !people || !organisation).map(|(name, _)| name) {
            let name = without_by(&name).to_owned();
            if is_name(&name) && !line.contains(&name) {
                line.push(name);
            }
        }
        if !line.is_empty() {
            push(&mut out.bylines, Some(&line.join(", ")), Source::JsonLd, key);
            break;
        }
    }
    for (name, _) in jsonld::names(article.get("publisher"), objects).into_iter().take(2) {
        push(&mut out.publishers, Some(&name), Source::JsonLd, "publisher");
    }
    dated(article, out);
    push_text(&mut out.descriptions, "description");
    push_text(&mut out.languages, "inLanguage");
    push_text(&mut out.sections, "articleSection");
}

fn dated(object: &Json<'_>, out: &mut Metadata) {
    for key in ["datePublished", "dateCreated", "uploadDate"] {
        push(&mut out.published, text_of(object.get(key)), Source::JsonLd, key);
    }
    push(&mut out.modified, text_of(object.get("dateModified")), Source::JsonLd, "dateModified");
}

/// Takes what the `<meta>` elements say.
fn read_metas(head: &Head, out: &mut Metadata) {
    out.titles.extend(metas(head, TITLES));
    for mut author in metas(head, AUTHORS) {
        // Twitter's labelled data are the author only where the label says so.
        let labelled = || metas(head, &["twitter:label1"]).iter().any(|l| l.value.to_ascii_lowercase().contains("by"));
        if author.source == Source::Twitter && !labelled() {
            continue;
        }
        let begin = author.value.len() - without_by(&author.value).len();
        author.value.drain(..begin);
        if is_name(&author.value) {
            // Several authors may have an element each.
            match out.bylines.iter_mut().find(|b| b.name == author.name && b.source == author.source) {
                Some(first) if !first.value.contains(&author.value) => {
                    first.value.push_str(", ");
                    first.value.push_str(&author.value);
                }
                Some(_) => {}
                None => out.bylines.push(author),
            }
        }
    }
    out.publishers.extend(metas(head, SITES));
    // Facebook knows a publisher by a number.
    let named = |p: &Said| !is_url(&p.value) && p.value.chars().any(char::is_alphabetic);
    out.publishers.extend(metas(head, PUBLISHERS).into_iter().filter(named));
    out.published.extend(metas(head, PUBLISHED));
    out.modified.extend(metas(head, MODIFIED));
    out.descriptions.extend(metas(head, DESCRIPTIONS));
    for mut language in metas(head, LANGUAGES) {
        language.value = language.value.replace('_', "-");
        out.languages.push(language);
    }
    out.sections.extend(metas(head, SECTIONS).into_iter().filter(|s| !is_url(&s.value)));
}

/// Dates in elements marked by `itemprop`. `<meta itemprop>` stands among the head's.
fn read_microdata(tree: &PageTree, out: &mut Metadata) {
    let marked = |node: &&super::tree::Node| {
        !node.is_text() && !node.text.is_empty() && node.tag != Tag::A && node.hints.starts_with("date-")
    };
    for node in tree.nodes.iter().filter(marked).take(MAX_CLAIMS) {
        let list = match node.hints.split(' ').next() {
            Some("date-published") => &mut out.published,
            Some("date-modified") => &mut out.modified,
            _ => continue,
        };
        push(
            list,
            Some(&node.text),
            Source::Microdata,
            if node.hints.contains("modified") { "dateModified" } else { "datePublished" },
        );
    }
}

fn push(list: &mut Vec<Said>, value: Option<&str>, source: Source, name: &'static str) {
    let value = value.map(tidy).filter(|v| !v.is_empty() && !is_nothing(v));
    if let Some(mut value) = value
        && list.len() < MAX_CLAIMS
    {
        value.truncate(value.floor_char_boundary(MAX_BYTES));
        list.push(Said::new(value, source, name));
    }
}

/// What templates print where they have nothing to say.
pub fn is_nothing(text: &str) -> bool {
    ["null", "undefined", "none", "n/a", "nan", "false", "[object object]", "unknown"]
        .iter()
        .any(|n| text.eq_ignore_ascii_case(n))
}

fn addresses(head: &Head) -> Vec<Said> {
    let canonical = head.links.iter().find(|(rel, _)| rel.split_ascii_whitespace().any(|r| r == "canonical"));
    let mut out: Vec<Said> =
        canonical.map(|(_, href)| Said::new(href, Source::Link, "canonical")).into_iter().collect();
    out.extend(metas(head, &["og:url"]));
    out
}

fn clues(head: &Head, meta: &Metadata, articles: &[&Json<'_>], objects: &[&Json<'_>]) -> Clues {
    let address = |source| meta.addresses.iter().find(|a| a.source == source).map(|a| a.value.clone());
    let mut out = Clues {
        canonical: address(Source::Link),
        og_url: address(Source::OpenGraph),
        syndication_source: first(head, &["syndication-source", "original-source"]),
        ..Clues::default()
    };
    if let Some(article) = articles.first() {
        for property in ["url", "mainEntityOfPage", "isBasedOn", "isBasedOnUrl", "sameAs"] {
            for value in article.get(property).items() {
                if let Some(url) = jsonld::address(value).filter(|u| is_url(u)) {
                    let entry = JsonLdUrl { property: property.to_owned(), url: url.to_owned() };
                    if out.json_ld.len() < MAX_URLS && !out.json_ld.contains(&entry) {
                        out.json_ld.push(entry);
                    }
                }
            }
        }
        let name = |value: &Json<'_>| jsonld::names(value, objects).into_iter().next().map(|(name, _)| name);
        out.credited_publisher = ["sourceOrganization", "copyrightHolder", "provider"]
            .iter()
            .find_map(|k| name(article.get(k)))
            .or_else(|| article.get("isBasedOn").items().first().and_then(|b| name(b.get("publisher"))));
    }
    out.credited_publisher = out
        .credited_publisher
        .or_else(|| first(head, &["article:source", "dc.source", "source", "original-publisher", "dcterms.source"]))
        .filter(|name| !is_url(name) && !meta.publishers.iter().any(|o| o.value.eq_ignore_ascii_case(name)));
    out
}

/// What `<meta>` elements of these names say, in the order of the names.
fn metas(head: &Head, names: &[&'static str]) -> Vec<Said> {
    let mut out = Vec::new();
    for name in names {
        let source = match name.split(':').next() {
            Some("og" | "article") => Source::OpenGraph,
            Some("twitter") => Source::Twitter,
            // These are names of schema.org, and so of `<meta itemprop>`.
            _ if matches!(*name, "datepublished" | "datemodified" | "headline" | "articlesection" | "inlanguage") => {
                Source::Microdata
            }
            _ => Source::Meta,
        };
        // Teasers are marked by `itemprop` too, but below the article.
        let most = if source == Source::Microdata { 1 } else { MAX_CLAIMS };
        for (_, content) in head.metas.iter().filter(|(key, _)| key == name).take(most) {
            push(&mut out, Some(content), source, name);
        }
    }
    out
}

fn first(head: &Head, names: &[&'static str]) -> Option<String> {
    metas(head, names).into_iter().next().map(|s| s.value)
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

#[cfg(test)]
mod tests;
