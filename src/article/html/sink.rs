//! html5ever's tree in an arena of indices, so that nothing recurses, not even when the tree is dropped.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::guard::MAX_ATTRIBUTES;
use crate::article::facts::{Attributes, Content, Facts};

/// Index into [`Sink::nodes`].
pub type Handle = usize;

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
        /// A template that was made its parent's shadow root.
        shadow: bool,
    },
}

struct Node {
    data: Data,
    parent: usize,
    previous: usize,
    next: usize,
    first: usize,
    last: usize,
    /// Nodes around it when it was put in.
    depth: usize,
    /// It has a shadow root.
    host: bool,
}

/// html5ever's tree in an arena. Indices come from this arena only, so that indexing cannot fail; where it could,
/// the node is simply not found.
pub struct Sink {
    nodes: RefCell<Vec<Node>>,
    depth: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self { nodes: RefCell::default(), depth: Cell::new(0) };
        sink.add(Data::Bare);
        sink
    }
}

/// An element's name, detached from the arena.
#[derive(Debug)]
pub struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    /// Nodes so far, of every kind.
    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// How deep the node lies that was put in last.
    pub fn depth(&self) -> usize {
        self.depth.get()
    }

    fn add(&self, data: Data) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            data,
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
            host: false,
        });
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
        let depth = nodes.get(parent).map_or(0, |p| p.depth + 1);
        self.depth.set(depth);
        if let Some(n) = nodes.get_mut(at) {
            (n.parent, n.previous, n.next, n.depth) = (parent, previous, next, depth);
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

    /// An element of a kind that can have a shadow root, and has none yet.
    fn may_have_shadow(&self, host: Handle) -> bool {
        let nodes = self.nodes.borrow();
        let Some(Node { data: Data::Element { name, .. }, host: false, .. }) = nodes.get(host) else { return false };
        let name = &*name.local;
        name.contains('-')
            || matches!(
                name,
                "article"
                    | "aside"
                    | "blockquote"
                    | "body"
                    | "div"
                    | "footer"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "header"
                    | "main"
                    | "nav"
                    | "p"
                    | "section"
                    | "span"
            )
    }

    /// Hands the finished tree over in document order.
    pub fn fill(&self, facts: &mut Facts) {
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
                Data::Element { shadow: true, .. } => {
                    facts.open_shadow();
                    if node.first == NONE {
                        facts.close();
                    }
                    true
                }
                Data::Element { name, attributes, .. } => {
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
        self.add(Data::Element { name, attributes, shadow: false })
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

    /// A template's content is never read: it gets a home outside the document. A shadow root's is its own.
    fn get_template_contents(&self, template: &Handle) -> Handle {
        if matches!(self.nodes.borrow().get(*template), Some(Node { data: Data::Element { shadow: true, .. }, .. })) {
            return *template;
        }
        let home = self.add(Data::Bare);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(*template).map_or(0, |t| t.depth);
        if let Some(n) = nodes.get_mut(home) {
            n.depth = depth;
        }
        home
    }

    /// Open roots only: on the live page no one reads closed ones either.
    fn attach_declarative_shadow(&self, host: &Handle, template: &Handle, attributes: &[Attribute]) -> bool {
        let open = attributes.iter().any(|a| &*a.name.local == "shadowrootmode" && &*a.value == "open");
        if !open || !self.may_have_shadow(*host) {
            return false;
        }
        if let Some(Node { data: Data::Element { shadow, .. }, .. }) = self.nodes.borrow_mut().get_mut(*template) {
            *shadow = true;
        }
        if let Some(node) = self.nodes.borrow_mut().get_mut(*host) {
            node.host = true;
        }
        self.insert(*host, NONE, NodeOrText::AppendNode(*template));
        true
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
                if attributes.len() < MAX_ATTRIBUTES && attributes.iter().all(|a| a.name != attribute.name) {
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
