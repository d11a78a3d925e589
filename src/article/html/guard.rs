//! Guards that keep the reading of hostile markup linear: a limit to nesting, and one to attributes.

use std::cell::{Cell, RefCell};

use html5ever::LocalName;
use html5ever::tokenizer::{Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::sink::{Handle, Sink};
use crate::article::tree::{MAX_NODES, Tag};

/// Attributes of one element. Each is compared with all before it.
pub const MAX_ATTRIBUTES: usize = 500;

/// Elements inside each other; browsers flatten the rest too.
pub const MAX_DEPTH: usize = 512;

/// Nodes inside each other, elements that end by themselves among them. At every tag html5ever may walk all the way up.
const MAX_TREE_DEPTH: usize = 4 * MAX_DEPTH;

/// Where a tag begins that has too many attributes. Only a rough look: scripts, styles and comments are passed over, all
/// else is taken for what it looks like.
pub fn crowded_tag(html: &str) -> Option<usize> {
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
pub struct Shallow {
    pub inner: TreeBuilder<Handle, Sink>,
    open: RefCell<Vec<LocalName>>,
    /// Elements left out beyond [`MAX_DEPTH`] that wait for their end tags.
    flattened: RefCell<Vec<LocalName>>,
    /// The page has more nodes than are read.
    pub full: Cell<bool>,
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.full.get() && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        self.full.set(self.inner.sink.len() > 2 * MAX_NODES);
        let Token::TagToken(mut tag) = token else { return self.inner.process_token(token, line) };
        if self.leaves_out(&tag) {
            if tag.kind == TagKind::EndTag || !Tag::from_name(&tag.name).is_block() {
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
    /// An empty tree with a guard before it.
    pub fn new() -> Self {
        let options = TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() };
        Self {
            inner: TreeBuilder::new(Sink::default(), options),
            open: RefCell::default(),
            flattened: RefCell::default(),
            full: Cell::new(false),
        }
    }

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
        if tag.self_closing && foreign || holds_no_element(&tag.name) && !foreign {
            return false;
        }
        // What is counted here may be too little: some end tags do nothing where they stand, and an implied one may not
        // come. The tree itself tells.
        let sunk = self.inner.sink.depth() > MAX_TREE_DEPTH;
        if !sunk && ends_by_itself(&tag.name) && !foreign {
            return false;
        }
        if !sunk && open.len() < MAX_DEPTH {
            open.push(tag.name.clone());
            return false;
        }
        flattened.push(tag.name.clone());
        true
    }
}

/// Elements of HTML that have no end tag, or hold text only.
fn holds_no_element(name: &str) -> bool {
    matches!(
        name,
        // no end tag
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "image" | "img" | "input"
            | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr"
            // text only
            | "iframe" | "noembed" | "noframes" | "noscript" | "plaintext" | "script" | "style" | "textarea" | "title"
            | "xmp"
    )
}

/// Elements of HTML whose end tag the next tag of their kind implies, as a rule.
fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        "a" | "body"
            | "button"
            | "caption"
            | "colgroup"
            | "dd"
            | "dt"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "html"
            | "li"
            | "nobr"
            | "optgroup"
            | "option"
            | "p"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}
