//! Extraction must not hang on one clue: with every class name and id scrambled, and with every `<p>` turned into a
//! `<div>`, the article is found as before. `examples/sabotage.rs` measures the same on all pages of a folder.

#![allow(clippy::expect_used)] // a test may stop where it stands

mod markup;
#[allow(dead_code)] // the example names the pages
mod pages;
mod shingles;

use std::path::Path;

use ungarble::article::tree::Tag;
use ungarble::article::{ArticleStatus, extract, html};

use shingles::Score;

/// How far the mean F1 may fall.
const MAX_FALL: f64 = 0.03;

/// Real pages with their true texts, where there are any.
const REAL: &str = "../shared/data/dev/pages";

type Sabotage = fn(&str) -> String;
const SABOTAGES: [(&str, Sabotage); 2] =
    [("class names scrambled", markup::scramble_names), ("<p> turned into <div>", markup::paragraphs_to_divs)];

fn article(page: &str) -> String {
    extract::extract(&html::parse(page, None)).text()
}

/// Fails where a sabotage costs too much of these (page, true text).
fn withstand(pages: &[(String, String)]) {
    let score = |sabotage: &dyn Fn(&str) -> String| {
        let scores: Vec<Score> =
            pages.iter().map(|(page, truth)| Score::of(&article(&sabotage(page)), truth)).collect();
        Score::mean(&scores).f1
    };
    let intact = score(&str::to_owned);
    let falls: Vec<(&str, f64)> = SABOTAGES.iter().map(|(name, sabotage)| (*name, intact - score(sabotage))).collect();
    println!("F1 {intact:.4} on {} pages; it falls by {falls:.4?}", pages.len());
    assert!(falls.iter().all(|(_, fall)| *fall <= MAX_FALL), "F1 {intact:.4} falls by {falls:.4?}");
}

/// The pages of `tests/pages` that are articles.
fn fixtures() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut folders: Vec<_> = std::fs::read_dir(root).expect("tests/pages").flatten().map(|e| e.path()).collect();
    folders.sort();
    let pages = folders.iter().filter_map(|folder| std::fs::read_to_string(folder.join("page.html")).ok());
    let intact = pages.filter_map(|page| {
        let read = extract::extract(&html::parse(&page, None));
        let is_article = read.status == ArticleStatus::Article && !read.paragraphs.is_empty();
        is_article.then(|| (page, read.text()))
    });
    intact.collect()
}

/// No true text is written down for the fixtures, so what is read of the intact page stands for it; `tests/pages.rs` says
/// whether that is right.
#[test]
fn the_fixtures_withstand_sabotage() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 10, "{} articles among the fixture pages", fixtures.len());
    withstand(&fixtures);
}

/// All of them: a handful of pages read wholly wrong moves the mean of a sample by more than the limit.
#[test]
fn real_pages_withstand_sabotage() {
    let Some(pages) = pages::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(REAL)) else {
        eprintln!("NOT RUN: there are no real pages in {REAL}; only the fixture pages were sabotaged.");
        return;
    };
    let pages: Vec<(String, String)> = pages.map(|p| (p.html, p.truth)).collect();
    withstand(&pages);
}

#[test]
fn the_sabotage_changes_what_it_says_and_nothing_else() {
    for (page, _) in fixtures() {
        let intact = html::parse(&page, None);
        let scrambled = html::parse(&markup::scramble_names(&page), None);
        let tags = |tree: &ungarble::article::PageTree| tree.nodes.iter().map(|n| (n.tag, n.size)).collect::<Vec<_>>();
        assert_eq!(tags(&scrambled), tags(&intact), "scrambled names leave the tree as it was");
        let divs = html::parse(&markup::paragraphs_to_divs(&page), None);
        assert!(divs.nodes.iter().all(|n| n.tag != Tag::P));
        let as_div = |n: &ungarble::article::tree::Node| if n.tag == Tag::P { Tag::Div } else { n.tag };
        let expected: Vec<_> = intact.nodes.iter().map(|n| (as_div(n), n.size, &n.hints, &n.text)).collect();
        let found: Vec<_> = divs.nodes.iter().map(|n| (n.tag, n.size, &n.hints, &n.text)).collect();
        assert_eq!(found, expected, "each paragraph is a div, in the same place");
    }
}

#[test]
fn names_are_scrambled_wherever_they_stand() {
    let page = "<!-- class=a --><div class='a b' ID=a data-class=a><script>'<p class=a>'</script><p class=\"b\" title='>'>a < b";
    let out = markup::scramble_names(page);
    let names: Vec<&str> = out
        .split(['\'', '"', ' ', '='])
        .filter(|w| w.len() == 8 && !w.contains(['a', 'e', 'i', 'o', 'u', '<', '>']))
        .collect();
    assert_eq!(names.len(), 4, "{out}");
    assert!(names[0] == names[2] && names[1] == names[3] && names[0] != names[1], "{out}");
    assert!(out.starts_with("<!-- class=a --><div class='"), "{out}");
    assert!(out.contains(" data-class=a><script>'<p class=a>'</script><p class=") && out.ends_with(" title='>'>a < b"));
}

#[test]
fn a_paragraph_that_nobody_closed_ends_where_html_ends_it() {
    for (page, divs) in [
        ("<p>a<p>b", "<div>a</div><div>b"),
        ("<p class=x>a<ul><li><p>b<li>c</ul>d", "<div class=x>a</div><ul><li><div>b</div><li>c</ul>d"),
        ("<td><p>a<td><p>b", "<td><div>a<td><div>b"),
        ("a</p>b", "a<div></div>b"),
        ("<p>a<b>b</p>c</b><P>d</P>", "<div>a<b>b</div>c</b><div>d</div>"),
    ] {
        assert_eq!(markup::paragraphs_to_divs(page), divs);
    }
}
