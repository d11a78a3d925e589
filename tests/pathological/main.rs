//! Pages that are too much in one way each: they are read to an end, within the limits, and what was left out is told.
//!
//! No time is taken here, for it would depend on the machine: the sizes are such that a step that takes the square of
//! them would not end while somebody waits. `cargo bench --bench pathological` prints times and how they grow.

#![allow(clippy::expect_used)] // a test may stop where it stands

mod pages;

use ungarble::article::tree::MAX_NODES;
use ungarble::article::{Article, MAX_TEXT_BYTES, PageTree, extract, html, markup};

fn made(name: &str) -> String {
    let excess = pages::ALL.iter().find(|e| e.name == name).expect(name);
    (excess.make)(excess.full)
}

/// The page as the command and as the browser's way read it.
fn read(page: &str) -> [PageTree; 2] {
    [html::parse(page, None), markup::read(page, None)]
}

fn is_within_limits(article: &Article) -> bool {
    article.text().len() <= MAX_TEXT_BYTES + 2 * article.paragraphs.len()
}

/// At every tag the command's parser may walk up all elements that are open.
const MAX_DEPTH: usize = 2_100;

fn depth(tree: &PageTree) -> usize {
    let mut depths: Vec<usize> = Vec::new();
    for node in &tree.nodes {
        depths.push(depths.get(node.parent as usize).map_or(0, |parent| parent + 1));
    }
    depths.iter().max().copied().unwrap_or(0)
}

#[test]
fn every_excess_is_read_to_an_end() {
    for excess in pages::ALL {
        let trees = read(&(excess.make)(excess.full));
        assert!(depth(&trees[0]) <= MAX_DEPTH, "{}: {} deep", excess.name, depth(&trees[0]));
        for tree in trees {
            assert!(tree.nodes.len() <= MAX_NODES, "{}", excess.name);
            assert!(tree.is_well_formed(), "{}", excess.name);
            let article = extract::extract(&tree);
            assert!(is_within_limits(&article), "{}", excess.name);
            assert!(!tree.truncated || article.truncated, "{}: what was left out is not told", excess.name);
        }
    }
}

#[test]
fn what_is_large_but_whole_is_read_whole() {
    for (name, last) in [
        ("live blog, 1.3 MB", "It was ferry number 3199, and its captain waved."),
        ("depth of 5,000", "The harbour was opened again on Monday, and the ferries left on time."),
        ("depth of 100,000", "The harbour was opened again on Monday, and the ferries left on time."),
    ] {
        let page = made(name);
        for tree in read(&page) {
            let article = extract::extract(&tree);
            assert!(!article.truncated, "{name}");
            assert!(article.text().contains(last), "{name}");
        }
    }
}

#[test]
fn what_is_left_out_is_told() {
    for name in ["1,000,000 nodes", "one text of 10 MB", "a million line breaks"] {
        let page = made(name);
        for tree in read(&page) {
            let article = extract::extract(&tree);
            assert!(article.truncated, "{name}");
            assert!(article.text().starts_with("The harbour "), "{name}: the beginning is not read");
        }
    }
}
