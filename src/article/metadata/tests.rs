use super::*;

fn page(json_ld: &[&str], metas: &[(&str, &str)]) -> PageTree {
    let head = Head {
        json_ld: json_ld.iter().map(|t| (*t).to_owned()).collect(),
        metas: metas.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        ..Head::default()
    };
    PageTree { head, ..PageTree::default() }
}

fn values(list: &[Said]) -> Vec<&str> {
    list.iter().map(|s| s.value.as_str()).collect()
}

#[test]
fn follows_ids_through_a_graph() {
    let m = read(&page(
        &[r##"{"@graph":[{"@type":"Organization","@id":"#o","name":"The Daily Lantern"},
            {"@type":"Person","@id":"#p","name":"Ada Marsh"},
            {"@type":["Article","NewsArticle"],"headline":"Bridge opens &amp; closes","author":[{"@id":"#p"}],"publisher":{"@id":"#o"}}]}"##],
        &[],
    ));
    assert_eq!(values(&m.titles), ["Bridge opens & closes"]);
    assert_eq!(values(&m.bylines), ["Ada Marsh"]);
    assert_eq!(values(&m.publishers), ["The Daily Lantern"]);
}

#[test]
fn an_address_is_no_author() {
    let m = read(&page(&[], &[("article:author", "https://example.org/ada"), ("author", "By Ada Marsh")]));
    assert_eq!(values(&m.bylines), ["Ada Marsh"]);
}

#[test]
fn every_source_is_told_with_its_name() {
    let m = read(&page(
        &[r#"{"@type":"NewsArticle","headline":"Bridge opens","datePublished":"2026-03-04"}"#],
        &[("article:published_time", "2026-03-05"), ("pubdate", "null"), ("datemodified", "2026-03-06")],
    ));
    let sources: Vec<_> = m.published.iter().map(|s| (s.source, s.name)).collect();
    assert_eq!(sources, [(Source::JsonLd, "datePublished"), (Source::OpenGraph, "article:published_time")]);
    assert_eq!(m.modified[0].source, Source::Microdata);
}

#[test]
fn people_sign_before_organisations() {
    let m = read(&page(
        &[
            r#"{"@type":"NewsArticle","headline":"x","author":[{"@type":"Organization","name":"Slow Wire"},{"@type":"Person","name":"By Ada Marsh"}]}"#,
        ],
        &[],
    ));
    assert_eq!(values(&m.bylines), ["Ada Marsh"]);
}

#[test]
fn names_the_origin_it_finds() {
    let m = read(&page(
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
