//! The one extraction: which nodes of a [`PageTree`] are the article a person reads.
//!
//! `blocks` cuts the page into runs of text, `metadata` reads what the page claims, `choose` decides block by block (with
//! `trust`, `shape` and `phrases`), `headline` finds what is shown of headline, byline and date, and `standing` says
//! whether there is an article at all. Everything is linear in the page's nodes.

use super::blocks::{self, Block};
use super::choose::Fate;
use super::claims::Claims;
use super::{
    Article, MAX_TEXT_BYTES, PageTree, Paragraph, ParagraphKind, byline, choose, credits, entries, judge, metadata,
    phrases, settle, standing,
};

/// What became of one block of a page.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its text.
    pub text: String,
    /// Index of its first node in the tree.
    pub node: u32,
    /// What it would be as a paragraph.
    pub kind: ParagraphKind,
    /// Whether it is a paragraph of the article.
    pub kept: bool,
    /// Why, in words for people.
    pub why: String,
    /// The trained judge's score, in log-odds; none where it had nothing to decide.
    pub score: Option<f32>,
    /// What moved the score most, and by how much.
    pub reasons: Vec<(String, f32)>,
}

/// What became of every block of a page, in order: for looking into a wrong extraction.
pub fn explain(tree: &PageTree) -> Vec<Note> {
    let meta = metadata::read(tree);
    let mut blocks = blocks::cut(tree);
    let claims = Claims::new(&meta);
    let (mut choice, judgements) = choose::explain(tree, &mut blocks, &claims);
    credits::take_corrections(&blocks.list, &mut choice);
    let note = |(at, (block, fate)): (usize, (&Block, &Fate))| {
        let judgement = judgements.get(at).filter(|j| j.score > judge::CLOSED);
        Note {
            text: block.text.clone(),
            node: block.node,
            kind: block.kind(),
            kept: *fate == Fate::Kept,
            why: format!(
                "{}: <{}>, {} {}, {:.0} % linked{}",
                fate.reason(),
                tree.nodes.get(block.container as usize).map_or("", |n| n.tag.as_str()),
                block.words,
                if block.words == 1 { "word" } else { "words" },
                block.link_density() * 100.0,
                block.purpose.names(),
            ),
            score: judgement.map(|j| j.score),
            reasons: judgement.map(|j| j.reasons.clone()).unwrap_or_default(),
        }
    };
    blocks.list.iter().zip(&choice.fates).enumerate().map(note).collect()
}

/// Reads the article of a page.
pub fn extract(tree: &PageTree) -> Article {
    let meta = metadata::read(tree);
    let mut blocks = blocks::cut(tree);
    let claims = Claims::new(&meta);
    let mut choice = choose::choose(tree, &mut blocks, &claims);
    let corrections = credits::take_corrections(&blocks.list, &mut choice);
    let status = standing::standing(tree, &blocks, &choice, &meta);
    let mut article = Article::empty();
    article.status = status;
    article.url.clone_from(&tree.url);
    settle::settle(&mut article, tree, &blocks, &choice, &claims, meta);
    if article.clues.credited_publisher.is_none() {
        let dropped = blocks.list.iter().zip(&choice.fates).filter(|(_, f)| matches!(f, Fate::Below | Fate::Furniture));
        article.clues.credited_publisher = dropped.filter_map(|(b, _)| phrases::credit(&b.text)).find(|name| {
            let own = article.publisher.as_deref().is_some_and(|p| p.eq_ignore_ascii_case(name));
            byline::looks_like_names(name) && !own
        });
    }
    article.credits = credits::find(&blocks.list, &choice, article.publisher.as_deref());
    article.corrections = corrections;
    article.truncated = tree.truncated;
    let mut nodes = Vec::new();
    let mut room = MAX_TEXT_BYTES;
    for at in choice.kept() {
        let Some(block) = blocks.list.get_mut(at) else { continue };
        if block.text.len() > room {
            article.truncated = true;
            cut(block, room);
        }
        room -= block.text.len();
        if !block.text.is_empty() {
            article.paragraphs.push(Paragraph {
                kind: block.kind(),
                text: std::mem::take(&mut block.text),
                links: std::mem::take(&mut block.links),
                entry: None,
            });
            nodes.push(block.node);
        }
    }
    article.entries = entries::assign(tree, &mut article.paragraphs, &nodes);
    article
}

fn cut(block: &mut Block, room: usize) {
    block.text.truncate(block.text.floor_char_boundary(room));
    let end = block.text.len() as u32;
    block.links.retain(|l| l.end <= end);
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{html, markup, plain};

    fn text(page: &str) -> String {
        extract(&html::parse(page, None)).text()
    }

    const SENTENCE: &str = "The bridge was opened on Monday, and the ferry was sold.";

    #[test]
    fn words_glued_at_a_link_stay_glued_and_blocks_stay_apart() {
        let article = extract(&html::parse(
            "<p>According to <a href=/p> Provision</a>the campaign began in 2022.<br>It ended soon.</p><p>Then<b>more</b> of it came, a lot more.</p>",
            None,
        ));
        let first = &article.paragraphs[0];
        assert_eq!(first.text, "According to Provisionthe campaign began in 2022. It ended soon.");
        assert_eq!((first.links[0].start, first.links[0].end), (13, 22));
        assert_eq!(article.paragraphs[1].text, "Thenmore of it came, a lot more.");
    }

    #[test]
    fn a_link_around_blocks_is_cut_at_each() {
        let article =
            extract(&html::parse(&format!("<p>{SENTENCE}</p><a href=/x><p>{SENTENCE} <i>So it is.</i></p></a>"), None));
        let links: usize = article.paragraphs.iter().map(|p| p.links.len()).sum();
        assert!(
            article
                .paragraphs
                .iter()
                .flat_map(|p| p.links.iter().map(move |l| (p, l)))
                .all(|(p, l)| l.end as usize <= p.text.len())
        );
        assert!(links <= 1);
    }

    #[test]
    fn comments_longer_than_the_article_do_not_replace_it() {
        let story =
            format!("<article><h1>A bridge opens</h1>{}</article>", format!("<p>{SENTENCE} It rained.</p>").repeat(4));
        let comments = format!(
            "<div id=comments>{}</div>",
            "<p>I never liked that ferry, and I said so at the time.</p>".repeat(20)
        );
        let text = text(&format!("{story}{comments}"));
        assert!(text.contains(SENTENCE) && !text.contains("ferry, and I said"));
    }

    #[test]
    fn a_class_on_the_whole_page_costs_nothing() {
        let story = format!("<p>{SENTENCE}</p>").repeat(5);
        assert_eq!(
            text(&format!("<div class='sidebar-right newsletter-on comments-open'>{story}</div>"))
                .matches("bridge")
                .count(),
            5
        );
    }

    #[test]
    fn what_exceeds_the_cap_is_cut_and_told() {
        let article = extract(&html::parse(&format!("<p>{}</p>", SENTENCE.repeat(30_000)), None));
        assert!(article.truncated);
        assert!(article.text().len() <= MAX_TEXT_BYTES);
    }

    /// Markup that is wrong in every way people and hostile people get it wrong.
    fn soup() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "</?(p|div|a|b|li|ul|table|td|h1|h2|article|blockquote|br|span|font|details|nav|aside)( (hidden|class=related|href=/x|id='comments'))?>",
            "[a-zA-Z é“”\u{200b}<>&\"'/=.]{0,20}",
            Just(SENTENCE.to_owned()),
            Just("<script>if (a < b) { </p> }</script>".to_owned()),
            Just("<!-- <p>".to_owned()),
            Just("<h2>Related Articles</h2>".to_owned()),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_soup_gives_a_sound_tree_and_article(page in soup()) {
            for tree in [html::parse(&page, None), markup::read(&page, None)] {
                prop_assert!(tree.is_well_formed());
                let article = extract(&tree);
                for p in &article.paragraphs {
                    prop_assert_eq!(&p.text, &plain::squeeze(&p.text));
                    prop_assert!(!p.text.is_empty());
                    for l in &p.links {
                        prop_assert!(l.start < l.end && p.text.get(l.start as usize..l.end as usize).is_some());
                    }
                }
                prop_assert_eq!(explain(&tree).iter().filter(|n| n.kept).count(), article.paragraphs.len());
            }
        }
    }
}
