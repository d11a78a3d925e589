//! The one extraction: which nodes of a [`PageTree`] are the article a person reads.
//!
//! `blocks` cuts the page into runs of text, `metadata` reads what the page claims, `choose` decides block by block (with
//! `trust`, `shape` and `phrases`), `headline` finds what is shown of headline, byline and date, and `standing` says
//! whether there is an article at all. Everything is linear in the page's nodes.

use super::blocks::{self, Block};
use super::choose::Fate;
use super::claims::Claims;
use super::{Article, MAX_TEXT_BYTES, PageTree, Paragraph, choose, headline, metadata, phrases, standing};

/// What became of one block of a page.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its text.
    pub text: String,
    /// Index of its first node in the tree.
    pub node: u32,
    /// Whether it is a paragraph of the article.
    pub kept: bool,
    /// Why, in a word, with what was known of it.
    pub why: String,
}

/// What became of every block of a page, in order: for looking into a wrong extraction.
pub fn explain(tree: &PageTree) -> Vec<Note> {
    let meta = metadata::read(&tree.head);
    let mut blocks = blocks::cut(tree);
    let choice = choose::choose(tree, &mut blocks, &Claims::new(&meta));
    let note = |(block, fate): (&Block, &Fate)| Note {
        text: block.text.clone(),
        node: block.node,
        kept: *fate == Fate::Kept,
        why: format!(
            "{fate:?} <{}> {} words, {:.0} % linked{}",
            tree.nodes.get(block.container as usize).map_or("", |n| n.tag.as_str()),
            block.words,
            block.link_density() * 100.0,
            block.purpose.names(),
        ),
    };
    blocks.list.iter().zip(&choice.fates).map(note).collect()
}

/// Reads the article of a page.
pub fn extract(tree: &PageTree) -> Article {
    let meta = metadata::read(&tree.head);
    let mut blocks = blocks::cut(tree);
    let claims = Claims::new(&meta);
    let choice = choose::choose(tree, &mut blocks, &claims);
    let status = standing::standing(tree, &blocks, &choice, &meta);
    let mut article = Article::empty();
    article.status = status;
    article.url.clone_from(&tree.url);
    let shown = choice.headline.and_then(|at| blocks.list.get(at));
    article.title =
        shown.map(|block| headline::title(block, &claims, &meta.titles)).or_else(|| meta.titles.first().cloned());
    article.byline = meta.byline.or_else(|| headline::byline(&blocks, choice.headline?));
    let end = choice.kept().last().and_then(|at| blocks.list.get(at)).map_or(0, |b| b.node);
    article.published = meta.published.or_else(|| headline::published(tree, shown?.node, end));
    article.publisher = meta.publisher;
    article.language = tree.head.language.clone().or(meta.language);
    article.clues = meta.clues;
    if article.clues.credited_publisher.is_none() {
        let dropped = blocks.list.iter().zip(&choice.fates).filter(|(_, f)| matches!(f, Fate::Below | Fate::Furniture));
        article.clues.credited_publisher = dropped.filter_map(|(b, _)| phrases::credit(&b.text)).find(|name| {
            let own = article.publisher.as_deref().is_some_and(|p| p.eq_ignore_ascii_case(name));
            headline::looks_like_names(name) && !own
        });
    }
    article.truncated = tree.truncated;
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
            });
        }
    }
    article
}

fn cut(block: &mut Block, room: usize) {
    block.text.truncate(block.text.floor_char_boundary(room));
    let end = block.text.len() as u32;
    block.links.retain(|l| l.end <= end);
}
