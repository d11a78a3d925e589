//! Cuts a page into blocks: the runs of text that stand between line breaks on the screen.
//!
//! A block becomes a paragraph if `choose` keeps it. Inline elements never add or remove a space, because words glued
//! together at a link's edge are evidence; block elements, two line breaks in a row and table cells end a block.

use super::hints::{Purpose, purpose};
use super::tree::{Node, PageTree, Tag};
use super::{Link, ParagraphKind};

/// A run of visible text.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Its text, single-spaced.
    pub text: String,
    /// The links in it.
    pub links: Vec<Link>,
    /// Index of its first text node.
    pub node: u32,
    /// Nearest block element around it.
    pub container: u32,
    /// 1 to 6 in a heading.
    pub heading: Option<u8>,
    /// In a block quotation.
    pub quote: bool,
    /// In an item of a list.
    pub item: bool,
    /// In a cell of a table.
    pub cell: bool,
    /// Words.
    pub words: u32,
    /// Bytes inside links.
    pub link_bytes: u32,
    /// Bytes in bold type.
    pub bold_bytes: u32,
    /// Purposes of inline elements that make up nearly all of it.
    pub inline: Purpose,
    /// Purposes of the elements around it that `choose` believes.
    pub purpose: Purpose,
}

impl Block {
    /// Share of the text inside links.
    pub fn link_density(&self) -> f64 {
        f64::from(self.link_bytes) / self.text.len().max(1) as f64
    }

    /// What the paragraph will be.
    pub fn kind(&self) -> ParagraphKind {
        if self.heading.is_some() {
            ParagraphKind::Heading
        } else if self.quote {
            ParagraphKind::Quote
        } else if self.item {
            ParagraphKind::ListItem
        } else {
            ParagraphKind::Body
        }
    }

    /// Ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        let tail = self.text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
        tail.ends_with(['.', '!', '?', '…', ':'])
    }
}

/// An element that speaks of its purpose, and the blocks in it.
#[derive(Debug, Clone, Copy)]
pub struct Region {
    /// Its node.
    pub node: u32,
    /// First block in it.
    pub start: u32,
    /// Block after the last.
    pub end: u32,
    /// What it says.
    pub purpose: Purpose,
}

/// The blocks of a page in order, and the regions they lie in.
#[derive(Debug, Default)]
pub struct Blocks {
    /// In the order of the page.
    pub list: Vec<Block>,
    /// Elements with a purpose, in document order; none is empty.
    pub regions: Vec<Region>,
}

/// An element that is open while its descendants are read.
struct Open {
    /// Node after its last descendant.
    end: usize,
    tag: Tag,
    purpose: Purpose,
    /// Index into `regions`, for a block element with a purpose.
    region: Option<usize>,
    /// Block and bytes in it where the element began.
    from: (usize, usize),
}

struct Cutter<'t> {
    nodes: &'t [Node],
    out: Blocks,
    open: Vec<Open>,
    block: Block,
    /// White space since the last character.
    gap: bool,
    /// `<br>` since the last character.
    breaks: u32,
    /// The link around the current position, and where its text begins in the block.
    link: Option<(usize, Option<usize>)>,
    bold: u32,
    inline_bytes: usize,
    containers: Vec<u32>,
    headings: Vec<u8>,
    quotes: u32,
    items: u32,
    cells: u32,
}

/// Cuts a page.
pub fn cut(tree: &PageTree) -> Blocks {
    let mut cutter = Cutter {
        nodes: &tree.nodes,
        out: Blocks::default(),
        open: Vec::new(),
        block: Block::default(),
        gap: false,
        breaks: 0,
        link: None,
        bold: 0,
        inline_bytes: 0,
        containers: Vec::new(),
        headings: Vec::new(),
        quotes: 0,
        items: 0,
        cells: 0,
    };
    cutter.run();
    cutter.out.regions.retain(|r| r.start < r.end);
    cutter.out
}

impl Cutter<'_> {
    fn run(&mut self) {
        let nodes = self.nodes;
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            self.close_until(at);
            if !node.visible {
                at += 1 + node.size as usize;
                continue;
            }
            if node.is_text() {
                self.text(at, &node.text);
            } else {
                self.open(at, node);
            }
            at += 1;
        }
        self.close_until(usize::MAX);
        self.flush();
    }

    fn open(&mut self, at: usize, node: &Node) {
        if node.tag == Tag::Br {
            self.breaks += 1;
            self.gap = true;
            return;
        }
        let says = purpose(node);
        let block = node.tag.is_block();
        if block {
            self.flush();
            self.containers.push(at as u32);
        }
        match node.tag {
            Tag::A if !node.text.is_empty() => self.link = Some((at, None)),
            Tag::B | Tag::Strong => self.bold += 1,
            Tag::Blockquote => self.quotes += 1,
            Tag::Li | Tag::Dd => self.items += 1,
            Tag::Td | Tag::Th => self.cells += 1,
            tag => {
                if let Some(level) = tag.heading_level() {
                    self.headings.push(level);
                }
            }
        }
        let region = (block && !says.is_empty()).then(|| {
            let start = self.out.list.len() as u32;
            self.out.regions.push(Region { node: at as u32, start, end: start, purpose: says });
            self.out.regions.len() - 1
        });
        self.open.push(Open {
            end: at + 1 + node.size as usize,
            tag: node.tag,
            purpose: says,
            region,
            from: (self.out.list.len(), self.block.text.len()),
        });
    }

    fn close_until(&mut self, at: usize) {
        while let Some(open) = self.open.pop_if(|o| o.end <= at) {
            if open.tag.is_block() {
                self.flush();
                self.containers.pop();
            }
            match open.tag {
                Tag::A => self.end_link(),
                Tag::B | Tag::Strong => self.bold -= 1,
                Tag::Blockquote => self.quotes -= 1,
                Tag::Li | Tag::Dd => self.items -= 1,
                Tag::Td | Tag::Th => self.cells -= 1,
                tag => {
                    if tag.heading_level().is_some() {
                        self.headings.pop();
                    }
                }
            }
            if let Some(region) = open.region.and_then(|r| self.out.regions.get_mut(r)) {
                region.end = self.out.list.len() as u32;
            } else if !open.purpose.is_empty() && !open.tag.is_block() {
                let (block, from) = open.from;
                let from = if block == self.out.list.len() { from } else { 0 };
                let bytes = self.block.text.len().saturating_sub(from);
                if bytes > 0 {
                    self.inline_bytes += bytes;
                    self.block.inline = self.block.inline.or(open.purpose);
                }
            }
        }
    }

    fn end_link(&mut self) {
        self.cut_link();
        self.link = None;
    }

    /// Ends the link's part in this block; the link itself may go on in the next.
    fn cut_link(&mut self) {
        if let Some((node, start)) = &mut self.link
            && let Some(from) = start.take()
        {
            let to = self.block.text.len();
            let href = self.nodes.get(*node).map_or("", |n| n.text.as_str());
            self.block.link_bytes += (to - from) as u32;
            self.block.links.push(Link { start: from as u32, end: to as u32, href: href.to_owned() });
        }
    }

    fn text(&mut self, at: usize, text: &str) {
        let before = self.block.text.len();
        let mut rest = text;
        while let Some(&byte) = rest.as_bytes().first() {
            // Most of a text is plain letters: they go in one piece.
            let plain = rest.bytes().position(|b| !b.is_ascii_graphic()).unwrap_or(rest.len());
            if plain > 0 {
                self.push(at, &rest[..plain]);
                rest = &rest[plain..];
                continue;
            }
            if byte.is_ascii() {
                self.gap = true;
                rest = &rest[1..];
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            let (front, back) = rest.split_at(c.len_utf8());
            if c.is_whitespace() || c.is_control() {
                self.gap = true;
            } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{00ad}' | '\u{2060}') {
                self.push(at, front);
            }
            rest = back;
        }
        if self.bold > 0 {
            self.block.bold_bytes += self.block.text.len().saturating_sub(before) as u32;
        }
    }

    /// Adds visible characters, after the space or the line break that is due.
    fn push(&mut self, at: usize, word: &str) {
        if self.breaks >= 2 {
            self.flush();
        }
        let block = &mut self.block;
        if block.text.is_empty() {
            block.node = at as u32;
        }
        if self.gap || block.text.is_empty() {
            if !block.text.is_empty() {
                block.text.push(' ');
            }
            block.words += 1;
        }
        self.gap = false;
        self.breaks = 0;
        if let Some((_, start @ None)) = &mut self.link {
            *start = Some(block.text.len());
        }
        block.text.push_str(word);
    }

    fn flush(&mut self) {
        self.cut_link();
        self.gap = false;
        self.breaks = 0;
        let inline_bytes = std::mem::take(&mut self.inline_bytes);
        if self.block.text.is_empty() {
            self.block.links.clear();
            self.block.inline = Purpose::default();
            return;
        }
        let mut block = std::mem::take(&mut self.block);
        block.container = self.containers.last().copied().unwrap_or(u32::MAX);
        block.heading = self.headings.last().copied();
        block.quote = self.quotes > 0;
        block.item = self.items > 0;
        block.cell = self.cells > 0;
        if inline_bytes * 10 < block.text.len() * 8 {
            block.inline = Purpose::default();
        }
        self.out.list.push(block);
    }
}
