//! HTML to [`PageTree`], for the command. The browser has its own parser; see `dom`.
//!
//! html5ever reads the markup as a browser would and [`Sink`] collects its tree in an arena of indices: nothing
//! recurses, not even when the tree is dropped. Guards keep hostile markup linear: [`Shallow`] flattens what is nested
//! deeper than [`MAX_DEPTH`] (html5ever walks its stack of open elements for many a tag), and markup past
//! [`MAX_MARKUP_BYTES`], [`MAX_NODES`] or a tag of more than [`MAX_ATTRIBUTES`] is not read.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult};

use super::PageTree;
use super::facts::{Attributes, Content, Facts};
use super::tree::{MAX_MARKUP_BYTES, MAX_NODES};

/// Elements inside each other; browsers flatten the rest too.
const MAX_DEPTH: usize = 512;

/// Attributes of one tag. html5ever compares each with all before it.
const MAX_ATTRIBUTES: usize = 500;

/// Parses a page. Never fails: HTML has no syntax errors.
///
/// ```
/// let tree = ungarble::article::html::parse("<title>News</title><p>One <b>word", None);
/// assert_eq!(tree.head.title.as_deref(), Some("News"));
/// assert_eq!(tree.nodes.len(), 5); // body, p, "One ", b, "word"
/// ```
pub fn parse(html: &str, url: Option<&str>) -> PageTree {
    let read = &html[..html.floor_char_boundary(MAX_MARKUP_BYTES)];
    let read = &read[..crowded_tag(read).unwrap_or(read.len())];
    let sink = Shallow {
        inner: TreeBuilder::new(Sink::default(), TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() }),
        open: RefCell::default(),
        flattened: RefCell::default(),
        full: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(read));
    // The tokenizer pauses after a script and at a declared encoding; nothing runs here, and the text is decoded.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let full = tokenizer.sink.full.get();
    let mut facts = Facts::new(url);
    if full || read.len() < html.len() {
        facts.truncate();
    }
    tokenizer.sink.inner.sink.fill(&mut facts);
    facts.finish()
}

/// Where a tag begins that has too many attributes. Only a rough look: scripts, styles and comments are passed over, all
/// else is taken for what it looks like.
fn crowded_tag(html: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = html.get(from..)?.find('<').map(|at| from + at) {
        let rest = &html[at + 1..];
        let past = |end: &str| rest.find(end).map_or(html.len(), |found| at + 1 + found + end.len());
        let begins = |name: &str| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        from = if begins("!--") {
            past("-->")
        } else if begins("script") {
            past("</script")
        } else if begins("style") {
            past("</style")
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (attributes, length) = count_attributes(rest.as_bytes());
            if attributes > MAX_ATTRIBUTES {
                return Some(at);
            }
            at + 1 + length
        } else {
            at + 1
        };
    }
    None
}

/// How many attributes a tag seems to have, and how long it is.
fn count_attributes(tag: &[u8]) -> (usize, usize) {
    let (mut count, mut quote, mut apart) = (0, None, false);
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => (quote, apart) = (None, true),
            (Some(_), _) => {}
            (None, b'>') => return (count, at),
            (None, b'"' | b'\'')
                if tag.get(at.wrapping_sub(1)).is_some_and(|b| *b == b'=' || b.is_ascii_whitespace()) =>
            {
                quote = Some(byte);
            }
            (None, b'/') => apart = true,
            (None, _) if byte.is_ascii_whitespace() => apart = true,
            (None, _) => {
                count += usize::from(apart);
                apart = false;
                if count > MAX_ATTRIBUTES {
                    break;
                }
            }
        }
    }
    (count, tag.len())
}

/// Stands between the tokenizer and the tree builder and keeps the tree within depth and size.
///
/// The tree builder does not tell how deep it is, so the open elements are counted here: those whose end tag is never
/// implied, which any deep nest must be made of.
struct Shallow {
    inner: TreeBuilder<Handle, Sink>,
    open: RefCell<Vec<LocalName>>,
    /// Elements left out beyond [`MAX_DEPTH`] that wait for their end tags.
    flattened: RefCell<Vec<LocalName>>,
    full: Cell<bool>,
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.full.get() && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        self.full.set(self.inner.sink.nodes.borrow().len() > 2 * MAX_NODES);
        let Token::TagToken(mut tag) = token else { return self.inner.process_token(token, line) };
        if self.leaves_out(&tag) {
            if tag.kind == TagKind::EndTag || !super::tree::Tag::from_name(&tag.name).is_block() {
                return TokenSinkResult::Continue;
            }
            // The line break a left-out block makes must not be lost: its words would run into the next.
            tag.name = LocalName::from("br");
            tag.attrs.clear();
        }
        self.inner.process_token(Token::TagToken(tag), line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Shallow {
    fn leaves_out(&self, tag: &TagToken) -> bool {
        let mut open = self.open.borrow_mut();
        let mut flattened = self.flattened.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let near = flattened.len().saturating_sub(64);
            if let Some(at) = flattened[near..].iter().rposition(|name| *name == tag.name) {
                flattened.truncate(near + at);
                return true;
            }
            if let Some(at) = open.iter().rposition(|name| *name == tag.name) {
                open.truncate(at);
                flattened.clear();
            }
            return false;
        }
        let foreign = self.inner.adjusted_current_node_present_but_not_in_html_namespace();
        if tag.self_closing && foreign || ends_by_itself(&tag.name) && !foreign {
            return false;
        }
        if open.len() < MAX_DEPTH {
            open.push(tag.name.clone());
            return false;
        }
        flattened.push(tag.name.clone());
        true
    }
}

/// Elements of HTML that have no end tag, or one that the next tag of their kind implies, or that hold text only.
fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        // no end tag
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "image" | "img" | "input"
            | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr"
            // implied or never nested
            | "a" | "body" | "button" | "caption" | "colgroup" | "dd" | "dt" | "form" | "frameset" | "h1" | "h2" | "h3"
            | "h4" | "h5" | "h6" | "head" | "html" | "li" | "nobr" | "optgroup" | "option" | "p" | "plaintext" | "rb"
            | "rp" | "rt" | "rtc" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
            // text only
            | "iframe" | "noembed" | "noframes" | "noscript" | "script" | "style" | "textarea" | "title" | "xmp"
    )
}

/// Index into [`Sink::nodes`].
type Handle = usize;

/// No node.
const NONE: usize = usize::MAX;

/// The document node.
const DOCUMENT: Handle = 0;

enum Data {
    /// The document, a template's content, a comment: nothing to read.
    Bare,
    Text(StrTendril),
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
}

struct Node {
    data: Data,
    parent: usize,
    previous: usize,
    next: usize,
    first: usize,
    last: usize,
}

/// html5ever's tree in an arena. Indices come from this arena only, so that indexing cannot fail; where it could,
/// the node is simply not found.
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self { nodes: RefCell::default() };
        sink.add(Data::Bare);
        sink
    }
}

/// An element's name, detached from the arena.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, data: Data) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE });
        nodes.len() - 1
    }

    fn detach(&self, at: Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(at) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        match nodes.get_mut(previous) {
            Some(n) => n.next = next,
            None => {
                if let Some(p) = nodes.get_mut(parent) {
                    p.first = next;
                }
            }
        }
        match nodes.get_mut(next) {
            Some(n) => n.previous = previous,
            None => {
                if let Some(p) = nodes.get_mut(parent) {
                    p.last = previous;
                }
            }
        }
    }

    /// Puts a node under `parent`, before `next`, or last where `next` is [`NONE`].
    fn insert(&self, parent: usize, next: usize, child: NodeOrText<Handle>) {
        let previous = {
            let nodes = self.nodes.borrow();
            match nodes.get(next) {
                Some(n) => n.previous,
                None => nodes.get(parent).map_or(NONE, |p| p.last),
            }
        };
        let at = match child {
            NodeOrText::AppendText(text) => {
                if let Some(Node { data: Data::Text(before), .. }) = self.nodes.borrow_mut().get_mut(previous) {
                    before.push_tendril(&text);
                    return;
                }
                self.add(Data::Text(text))
            }
            NodeOrText::AppendNode(at) => {
                self.detach(at);
                at
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        if let Some(n) = nodes.get_mut(at) {
            (n.parent, n.previous, n.next) = (parent, previous, next);
        }
        match nodes.get_mut(previous) {
            Some(n) => n.next = at,
            None => {
                if let Some(p) = nodes.get_mut(parent) {
                    p.first = at;
                }
            }
        }
        match nodes.get_mut(next) {
            Some(n) => n.previous = at,
            None => {
                if let Some(p) = nodes.get_mut(parent) {
                    p.last = at;
                }
            }
        }
    }

    /// Hands the finished tree over in document order.
    fn fill(&self, facts: &mut Facts) {
        let nodes = self.nodes.borrow();
        let mut at = DOCUMENT;
        'walk: loop {
            let Some(node) = nodes.get(at) else { return };
            let descend = match &node.data {
                Data::Bare => at == DOCUMENT,
                Data::Text(text) => {
                    facts.text(text);
                    false
                }
                Data::Element { name, attributes } => {
                    let mut a = Attributes::default();
                    for attribute in attributes {
                        a.set(&attribute.name.local, &attribute.value);
                    }
                    match facts.open(&name.local, &a) {
                        Content::Children if node.first == NONE => {
                            facts.close();
                            false
                        }
                        Content::Children => true,
                        Content::Nothing => false,
                        Content::Title => {
                            facts.title(&text_of(&nodes, node));
                            false
                        }
                        Content::JsonLd => {
                            facts.json_ld(&text_of(&nodes, node));
                            false
                        }
                    }
                }
            };
            if descend && node.first != NONE {
                at = node.first;
                continue;
            }
            let mut here = node;
            while here.next == NONE {
                let Some(parent) = nodes.get(here.parent) else { return };
                if here.parent == DOCUMENT {
                    return;
                }
                facts.close();
                here = parent;
                if here.parent == NONE {
                    break 'walk;
                }
            }
            at = here.next;
        }
    }
}

fn text_of<'a>(nodes: &'a [Node], node: &Node) -> Cow<'a, str> {
    match nodes.get(node.first) {
        Some(Node { data: Data::Text(text), .. }) => Cow::Borrowed(text),
        _ => Cow::Borrowed(""),
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name {
        match self.nodes.borrow().get(*target) {
            Some(Node { data: Data::Element { name, .. }, .. }) => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.add(Data::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.add(Data::Bare)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(Data::Bare)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.nodes.borrow().get(*element).is_some_and(|n| n.parent != NONE);
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's content is never read: it gets a home outside the document.
    fn get_template_contents(&self, _: &Handle) -> Handle {
        self.add(Data::Bare)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(*sibling).map_or(NONE, |n| n.parent);
        self.insert(parent, *sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Some(Node { data: Data::Element { attributes, .. }, .. }) = self.nodes.borrow_mut().get_mut(*target) {
            for attribute in more {
                if attributes.iter().all(|a| a.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow().get(*node).map_or(NONE, |n| n.first);
            if first == NONE {
                return;
            }
            self.detach(first);
            self.insert(*new_parent, NONE, NodeOrText::AppendNode(first));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> String {
        parse(html, None).nodes.iter().filter(|n| n.is_text() && n.visible).map(|n| n.text.as_str()).collect()
    }

    #[test]
    fn a_hundred_thousand_elements_inside_each_other_are_flattened() {
        for (open, close) in
            [("<div>", "</div>"), ("<b>", "</b>"), ("<div><b>", ""), ("<svg><a>", ""), ("<table><td>", "")]
        {
            let tree = parse(&format!("{}deep{}", open.repeat(100_000), close.repeat(100_000)), None);
            assert!(tree.nodes.iter().any(|n| n.text.contains("deep")) || open.contains("svg"), "{open}");
            assert!(tree.nodes.len() <= 2 * MAX_DEPTH + 200_010, "{open}: {}", tree.nodes.len());
        }
    }

    #[test]
    fn what_stands_after_a_deep_nest_is_read_as_usual() {
        let html = format!("{}deep{}<section><p>after", "<div>".repeat(5000), "</div>".repeat(5000));
        let tree = parse(&html, None);
        let p = tree.nodes.iter().position(|n| n.tag == super::super::tree::Tag::P).unwrap();
        assert_eq!(tree.nodes[p + 1].text, "after");
        let section = tree.nodes[p].parent as usize;
        assert_eq!(tree.nodes[section].parent, 0, "the section is a child of body again");
    }

    #[test]
    fn what_nobody_sees_is_not_visible() {
        let html = "<p>a<span hidden>b</span><span style='display:none'>c</span><span aria-hidden=true>d</span>\
            <template>e</template><noscript>f</noscript><script>g</script><details>h<summary>i</summary>j</details>\
            <dialog>k</dialog><dialog open>l</dialog><svg><title>m</title></svg><textarea>n</textarea>o";
        assert_eq!(seen(html), "ailo");
    }

    #[test]
    fn reads_the_head_wherever_it_stands() {
        let tree = parse(
            "<html lang=en class=x><title>T</title><body><meta property='OG:Title' content='t'><link rel=Canonical href=/c>\
             <link rel=stylesheet href=s><script type='application/ld+json'>{}</script><p>x",
            None,
        );
        assert_eq!(tree.head.language.as_deref(), Some("en"));
        assert_eq!(tree.head.metas, [("og:title".to_owned(), "t".to_owned())]);
        assert_eq!(tree.head.links, [("canonical".to_owned(), "/c".to_owned())]);
        assert_eq!(tree.head.json_ld, ["{}"]);
    }

    #[test]
    fn broken_markup_never_fails() {
        for html in
            ["", "<", "</", "<p", "<a href='", "\0\u{fffe}", "</p></p></b>", "<table><p>x</table>", "<p><table><b>y"]
        {
            parse(html, None);
        }
    }

    #[test]
    fn a_page_past_the_limit_is_cut_and_says_so() {
        let tree = parse(&"<i>x</i>".repeat(MAX_NODES), None);
        assert!(tree.truncated);
        assert_eq!(tree.nodes.len(), MAX_NODES);
    }

    #[test]
    fn a_tag_with_thousands_of_attributes_ends_the_reading() {
        let crowd = " a=\"b c\"".repeat(20_000);
        let tree = parse(&format!("<p>before</p><p{crowd}>after"), None);
        assert!(tree.truncated);
        let few = " a='b c' d".repeat(100);
        let script = format!("<script>for (i = 0; i<n; {})</script>", "a b ".repeat(5000));
        let tree = parse(&format!("<p title=\"{}\"{few}>seen</p>{script}<p>seen too", "word ".repeat(5000)), None);
        assert!(!tree.truncated);
        assert_eq!(tree.nodes.iter().filter(|n| n.text.starts_with("seen")).count(), 2);
    }
}
