//! The facts of a page in one flat list: what every extraction rule may look at, and nothing else.
//!
//! [`PageTree`] is filled through [`TreeBuilder`] by `dom` (the live page, real visibility) or by `html` (parsed
//! text). Both only copy facts; all judging is `extract`'s, so that the browser and the command cannot disagree.
//! Nodes stand in document order; a node's descendants are the `size` nodes after it. Nothing here recurses, so a
//! page nested a hundred thousand deep is no danger.

use serde::{Deserialize, Serialize};

use super::shadow::{self, Shadows};
pub use super::tag::Tag;

/// Nodes that are read of one page; what follows is left out and the article says `truncated`.
pub const MAX_NODES: usize = 400_000;

/// Bytes of markup that are read of one page; real pages stay below a tenth.
pub const MAX_MARKUP_BYTES: usize = 32_000_000;

/// A page as extraction sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct PageTree {
    /// Address of the page.
    pub url: Option<String>,
    /// What the head says.
    pub head: Head,
    /// Elements and texts of the body in document order.
    pub nodes: Vec<Node>,
    /// The page was larger than what is read.
    pub truncated: bool,
}

impl PageTree {
    /// Whether sizes and parents agree, so that the rules may rely on them. A builder's trees always are; one that came
    /// in as a value may not be.
    pub fn is_well_formed(&self) -> bool {
        // Of every open element its index and the index after its last descendant.
        let mut open: Vec<(u32, usize)> = Vec::new();
        self.nodes.iter().enumerate().all(|(at, node)| {
            while open.last().is_some_and(|&(_, end)| end <= at) {
                open.pop();
            }
            let (parent, limit) = open.last().copied().unwrap_or((u32::MAX, self.nodes.len()));
            let end = at + 1 + node.size as usize;
            if node.size > 0 {
                open.push((at as u32, end));
            }
            node.parent == parent && end <= limit
        })
    }
}

/// Facts outside the body.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Head {
    /// `<title>`.
    pub title: Option<String>,
    /// `lang` of `<html>`.
    pub language: Option<String>,
    /// `class` of `<html>`: browsers mark translated pages here.
    pub html_class: String,
    /// `<meta>`: (`name`, `property` or `itemprop` in lower case, content).
    pub metas: Vec<(String, String)>,
    /// `<link>`: (`rel` in lower case, href).
    pub links: Vec<(String, String)>,
    /// Texts of `<script type="application/ld+json">`, wherever they stand.
    pub json_ld: Vec<String>,
}

/// An element or a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Node {
    /// Element name; [`Tag::Text`] for a text.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "string"))]
    pub tag: Tag,
    /// `class`, `id`, `role`, `itemprop`, `rel`, `aria-label` and `data-testid`/`data-component` in lower case, separated
    /// by spaces; marks of translators; the name of an element that [`Tag`] does not list.
    pub hints: String,
    /// The text of a text node, the target of a link (`href`), `datetime` of a `time`, `content` beside `itemprop`.
    pub text: String,
    /// A person can see it (a hidden element's descendants are hidden too).
    pub visible: bool,
    /// Number of descendants: they follow directly.
    pub size: u32,
    /// Index of the parent; `u32::MAX` at the top.
    pub parent: u32,
}

impl Node {
    /// A text, not an element.
    pub fn is_text(&self) -> bool {
        self.tag == Tag::Text
    }
}

/// Fills a [`PageTree`] in document order. Stops quietly at [`MAX_NODES`] and marks the tree as truncated.
#[derive(Debug, Default)]
pub struct TreeBuilder {
    tree: PageTree,
    open: Vec<u32>,
    /// Elements opened past the limit, so that their `close` finds no real one.
    skipped: usize,
    shadows: Shadows,
    /// Shadow roots that are open, as nodes.
    open_roots: Vec<u32>,
}

impl TreeBuilder {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Address of the page.
    pub fn set_url(&mut self, url: Option<&str>) {
        self.tree.url = url.map(str::to_owned);
    }

    /// Nodes so far.
    pub fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    /// No node yet.
    pub fn is_empty(&self) -> bool {
        self.tree.nodes.is_empty()
    }

    /// The page was cut before it came here.
    pub fn truncate(&mut self) {
        self.tree.truncated = true;
    }

    /// The head's facts, to be filled in.
    pub fn head(&mut self) -> &mut Head {
        &mut self.tree.head
    }

    /// Opens an element; `visible` is its own, an invisible ancestor hides it anyway.
    pub fn open(&mut self, tag: Tag, hints: &str, target: &str, visible: bool) {
        if self.tree.nodes.len() >= MAX_NODES {
            self.tree.truncated = true;
            self.skipped += 1;
            return;
        }
        let visible = visible && self.parent_visible();
        let parent = self.parent();
        self.open.push(self.tree.nodes.len() as u32);
        self.tree.nodes.push(Node { tag, hints: hints.to_owned(), text: target.to_owned(), visible, size: 0, parent });
    }

    /// Opens the shadow root of the open element; it is closed as an element is.
    pub fn open_shadow(&mut self) {
        let at = self.tree.nodes.len() as u32;
        self.open(Tag::Template, "", "", true);
        if self.open.last() == Some(&at) && self.skipped == 0 {
            self.shadows.roots.insert(at);
            self.open_roots.push(at);
        }
    }

    /// Tells the slots of the element opened last: the one it asks for, and the name of the one it is.
    pub fn slot(&mut self, asked: &str, name: &str) {
        if self.shadows.roots.is_empty() || self.skipped > 0 {
            return;
        }
        let Some(&at) = self.open.last() else { return };
        if !asked.is_empty() {
            self.shadows.slotted.insert(at, asked.to_owned());
        }
        if let Some(&root) = self.open_roots.last()
            && self.tree.nodes.get(at as usize).is_some_and(|n| n.tag == Tag::Slot)
        {
            self.shadows.slots.push((at, root, name.to_owned()));
        }
    }

    /// Hides nodes with all that is in them, once everything is read. Their indices ascend.
    pub fn hide(&mut self, nodes: &[u32]) {
        self.close_all();
        for &at in nodes {
            let Some(node) = self.tree.nodes.get(at as usize).filter(|n| n.visible) else { continue };
            let end = at as usize + 1 + node.size as usize;
            for hidden in self.tree.nodes.iter_mut().take(end).skip(at as usize) {
                hidden.visible = false;
            }
        }
    }

    /// Adds a text to the open element.
    pub fn text(&mut self, text: &str) {
        self.add_text(text, true);
    }

    /// Adds a text that nobody sees although its element is visible, as in closed `<details>`.
    pub fn hidden_text(&mut self, text: &str) {
        self.add_text(text, false);
    }

    fn add_text(&mut self, text: &str, visible: bool) {
        if self.tree.nodes.len() >= MAX_NODES {
            self.tree.truncated = true;
            return;
        }
        let visible = visible && self.parent_visible();
        let parent = self.parent();
        self.tree.nodes.push(Node {
            tag: Tag::Text,
            hints: String::new(),
            text: text.to_owned(),
            visible,
            size: 0,
            parent,
        });
    }

    /// Closes the element opened last. Closing more than was opened does nothing.
    pub fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if let Some(at) = self.open.pop() {
            self.open_roots.pop_if(|root| *root == at);
            let size = self.tree.nodes.len() as u32 - at - 1;
            if let Some(node) = self.tree.nodes.get_mut(at as usize) {
                node.size = size;
            }
        }
    }

    /// The page; elements still open are closed, and shadow roots are put in their hosts' place.
    pub fn finish(mut self) -> PageTree {
        self.close_all();
        if !self.shadows.roots.is_empty() {
            self.tree.nodes = shadow::flatten(std::mem::take(&mut self.tree.nodes), &self.shadows);
        }
        self.tree
    }

    fn close_all(&mut self) {
        self.skipped = 0;
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn parent(&self) -> u32 {
        self.open.last().copied().unwrap_or(u32::MAX)
    }

    fn parent_visible(&self) -> bool {
        self.open.last().and_then(|&p| self.tree.nodes.get(p as usize)).is_none_or(|n| n.visible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_count_all_descendants() {
        let mut b = TreeBuilder::new();
        b.open(Tag::Div, "", "", true);
        b.open(Tag::P, "", "", true);
        b.text("one");
        b.close();
        b.text("two");
        let tree = b.finish();
        let sizes: Vec<u32> = tree.nodes.iter().map(|n| n.size).collect();
        assert_eq!(sizes, [3, 1, 0, 0]);
    }

    #[test]
    fn a_tree_whose_sizes_or_parents_lie_is_not_well_formed() {
        let mut b = TreeBuilder::new();
        b.open(Tag::Div, "", "", true);
        b.open(Tag::P, "", "", true);
        b.text("one");
        b.close();
        b.close();
        b.text("two");
        let tree = b.finish();
        assert!(tree.is_well_formed());
        for (at, size, parent) in [(0, 9, u32::MAX), (0, 1, u32::MAX), (1, 2, 0), (1, 1, 7), (2, 0, 0), (3, 0, 0)] {
            let mut broken = tree.clone();
            broken.nodes[at].size = size;
            broken.nodes[at].parent = parent;
            assert!(!broken.is_well_formed(), "node {at} with size {size} and parent {parent}");
        }
    }

    #[test]
    fn an_invisible_element_hides_what_is_in_it() {
        let mut b = TreeBuilder::new();
        b.open(Tag::Div, "", "", false);
        b.open(Tag::P, "", "", true);
        b.text("hidden");
        let tree = b.finish();
        assert!(tree.nodes.iter().all(|n| !n.visible));
    }

    #[test]
    fn a_page_past_the_limit_is_truncated_and_still_balanced() {
        let mut b = TreeBuilder::new();
        for _ in 0..MAX_NODES + 10 {
            b.open(Tag::Div, "", "", true);
        }
        for _ in 0..MAX_NODES + 20 {
            b.close();
        }
        let tree = b.finish();
        assert!(tree.truncated);
        assert_eq!(tree.nodes.len(), MAX_NODES);
        assert_eq!(tree.nodes[0].size as usize, MAX_NODES - 1);
    }
}
