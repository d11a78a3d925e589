//! Markup as a browser writes it (`outerHTML`) to [`PageTree`].
//!
//! A serialised document is regular: every tag is closed, every attribute quoted, nothing is implied. One string read
//! here costs far less than asking the live DOM for thousands of attributes one by one. This is no parser for HTML as
//! people write it; that is the browser's, or `html`'s.

use super::PageTree;
use super::entities::unescape;
use super::facts::{Attributes, Content, Facts};
use super::tree::MAX_MARKUP_BYTES;

/// A page as the browser writes it, with what only the browser knows.
#[derive(Debug, Default)]
pub struct Copy {
    /// The root element; a shadow root is written as the first template in its host.
    pub html: String,
    /// Elements of the document, shadow roots' included; those in templates do not count, no script can reach them there.
    pub elements: u32,
    /// Positions among these, in the order of the markup, of the elements that have a shadow root.
    pub hosts: Vec<u32>,
    /// Positions of the elements that nobody sees, with all that is in them.
    pub hidden: Vec<u32>,
}

/// Reads the serialised root element of a document, of which nothing else is known.
pub fn read(markup: &str, url: Option<&str>) -> PageTree {
    read_marked(markup, None, url)
}

/// Reads a document from its copy.
///
/// Where elements and markup do not match one to one (a script can build what no markup tells apart), only the
/// attributes count.
pub fn read_copy(copy: &Copy, url: Option<&str>) -> PageTree {
    read_marked(&copy.html, Some(copy), url)
}

fn read_marked(markup: &str, copy: Option<&Copy>, url: Option<&str>) -> PageTree {
    let read = &markup[..markup.floor_char_boundary(MAX_MARKUP_BYTES)];
    let mut reader = Reader {
        rest: read,
        facts: Facts::new(url),
        open: Vec::new(),
        skipped: None,
        templates: Vec::new(),
        inert: 0,
        host: false,
        elements: 0,
        hosts: Positions::new(copy.map(|c| &c.hosts)),
        hidden: Positions::new(copy.map(|c| &c.hidden)),
        unseen: Vec::new(),
    };
    while !reader.rest.is_empty() {
        reader.step();
    }
    let cut = read.len() < markup.len();
    if cut {
        reader.facts.truncate();
    }
    if copy.is_some_and(|c| cut || c.elements == reader.elements) {
        reader.facts.hide(&reader.unseen);
    }
    reader.facts.finish()
}

/// Ascending positions, asked in ascending order.
struct Positions<'c> {
    left: std::iter::Peekable<std::slice::Iter<'c, u32>>,
}

impl<'c> Positions<'c> {
    fn new(list: Option<&'c Vec<u32>>) -> Self {
        Self { left: list.map_or(&[][..], Vec::as_slice).iter().peekable() }
    }

    fn has(&mut self, position: u32) -> bool {
        while self.left.next_if(|p| **p < position).is_some() {}
        self.left.next_if(|p| **p == position).is_some()
    }
}

struct Reader<'m> {
    rest: &'m str,
    facts: Facts,
    /// Names of the open elements.
    open: Vec<&'m str>,
    /// The element whose content is left out, and how many of its name are open inside it.
    skipped: Option<(&'m str, u32)>,
    /// Templates open around the current position: whether each is a shadow root.
    templates: Vec<bool>,
    /// Those among them that are none.
    inert: u32,
    /// The tag just read is a host's: the next is its shadow root's.
    host: bool,
    elements: u32,
    hosts: Positions<'m>,
    hidden: Positions<'m>,
    /// Nodes of elements that nobody sees.
    unseen: Vec<u32>,
}

impl<'m> Reader<'m> {
    fn step(&mut self) {
        let Some(at) = self.rest.find('<') else {
            let text = std::mem::take(&mut self.rest);
            self.text(text);
            return;
        };
        if at > 0 {
            self.text(&self.rest[..at]);
            self.rest = &self.rest[at..];
        }
        let after = self.rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if let Some(comment) = self.rest.strip_prefix("<!--") {
            self.rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if matches!(after, b'!' | b'?') {
            self.rest = self.rest.find('>').map_or("", |end| &self.rest[end + 1..]);
        } else if after == b'/' {
            let end = self.rest.find('>').unwrap_or(self.rest.len());
            let name = self.rest[2..end].trim_end();
            self.rest = self.rest.get(end + 1..).unwrap_or("");
            self.end_tag(name);
        } else if after.is_ascii_alphabetic() {
            self.start_tag();
        } else {
            self.text("<");
            self.rest = &self.rest[1..];
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_none() {
            self.facts.text(&unescape(text));
        }
    }

    fn start_tag(&mut self) {
        let body = &self.rest[1..];
        let end = body.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(body.len());
        let name = &body[..end];
        let (raw, closed, rest) = attributes(&body[end..]);
        self.rest = rest;
        let empty = closed || is_void(name);
        let shadow = std::mem::take(&mut self.host) && name == "template";
        let mut hidden = false;
        if self.inert == 0 && !shadow {
            self.host = self.hosts.has(self.elements);
            hidden = self.hidden.has(self.elements);
            self.elements += 1;
        }
        if name == "template" && !empty {
            self.templates.push(shadow);
            self.inert += u32::from(!shadow);
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped == name && !empty {
                *depth += 1;
            } else if holds_raw_text(name) && !empty {
                self.raw_text(name);
            }
            return;
        }
        if shadow && !empty {
            self.facts.open_shadow();
            self.open.push(name);
            return;
        }
        let values: Vec<_> = raw.iter().map(|(key, value)| (*key, unescape(value))).collect();
        let mut a = Attributes::default();
        for (key, value) in &values {
            a.set(key, value);
        }
        let node = self.facts.len();
        let content = self.facts.open(name, &a);
        if hidden && self.facts.len() > node {
            self.unseen.push(node as u32);
        }
        match content {
            Content::Children if empty => self.facts.close(),
            Content::Children => self.open.push(name),
            _ if empty => {}
            Content::Title => {
                let text = self.raw_text(name);
                self.facts.title(&unescape(text));
            }
            Content::JsonLd => {
                let text = self.raw_text(name);
                self.facts.json_ld(text);
            }
            Content::Nothing if holds_raw_text(name) => {
                self.raw_text(name);
            }
            Content::Nothing => self.skipped = Some((name, 0)),
        }
    }

    fn end_tag(&mut self, name: &str) {
        if name == "template" {
            self.inert -= u32::from(self.templates.pop() == Some(false));
        }
        match &mut self.skipped {
            Some((skipped, 0)) if *skipped == name => self.skipped = None,
            Some((skipped, depth)) if *skipped == name => *depth -= 1,
            Some(_) => {}
            // What a script built may serialise to tags that do not match; the nearest element of that name is meant.
            None => {
                let near = self.open.len().saturating_sub(64);
                if let Some(at) = self.open.get(near..).and_then(|o| o.iter().rposition(|n| *n == name)) {
                    for _ in near + at..self.open.len() {
                        self.facts.close();
                    }
                    self.open.truncate(near + at);
                }
            }
        }
    }

    /// The text up to the end tag of `name`, which is passed too.
    fn raw_text(&mut self, name: &str) -> &'m str {
        let mut from = 0;
        while let Some(at) = self.rest.get(from..).and_then(|r| r.find("</")) {
            let at = from + at;
            let tail = &self.rest[at + 2..];
            if tail.starts_with(name) && tail[name.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
                let text = &self.rest[..at];
                self.rest = tail.find('>').map_or("", |end| &tail[end + 1..]);
                return text;
            }
            from = at + 2;
        }
        std::mem::take(&mut self.rest)
    }
}

type RawAttributes<'m> = Vec<(&'m str, &'m str)>;

/// The attributes at the beginning of `rest`, whether the tag closes itself, and what follows the tag.
fn attributes(mut rest: &str) -> (RawAttributes<'_>, bool, &str) {
    let mut out = Vec::new();
    loop {
        rest = rest.trim_ascii_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (out, false, after);
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return (out, true, after);
        }
        if rest.is_empty() {
            return (out, false, "");
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .map_or(rest.len(), |(at, _)| at);
        let name = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            out.push((name, ""));
            continue;
        };
        let (value, after) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
            let inner = &value[1..];
            inner.find(quote).map_or((inner, ""), |end| (&inner[..end], &inner[end + 1..]))
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
            value.split_at(end)
        };
        out.push((name, value));
        rest = after;
    }
}

/// Elements that are written without an end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose text is written as it is.
fn holds_raw_text(name: &str) -> bool {
    matches!(name, "iframe" | "noembed" | "noframes" | "noscript" | "plaintext" | "script" | "style" | "xmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html lang=\"en\" class=\"a\"><head><title>One &amp; two</title>\
        <meta property=\"og:title\" content=\"&quot;One&quot;\"><script>if (a < b) { \"</p>\" }</script>\
        <script type=\"application/ld+json\">{\"a\": \"<b>\"}</script></head>\
        <body><!-- <p>no</p> --><template><p>no</p><template></template></template><svg><title>no</title><path d=\"\"></path></svg>\
        <div class=\"x > y\"><p>AT&amp;T <a href=\"/a?b&amp;c\">link</a>glued&nbsp;text<br>next</p></div><noscript><p>no</p></noscript>\
        <p hidden=\"\">unseen</p></body></html>";

    #[test]
    fn reads_what_a_browser_writes() {
        let page = read(PAGE, None);
        let texts: Vec<&str> = page.nodes.iter().filter(|n| n.is_text()).map(|n| n.text.as_str()).collect();
        assert_eq!(texts, ["AT&T ", "link", "glued\u{a0}text", "next", "unseen"]);
        assert_eq!(page.head.title.as_deref(), Some("One & two"));
        assert_eq!(page.head.metas, [("og:title".to_owned(), "\"One\"".to_owned())]);
        assert_eq!(page.head.json_ld, ["{\"a\": \"<b>\"}"]);
        assert!(page.is_well_formed());
    }

    /// html head title meta script script body template svg title path div p a br noscript p
    const ELEMENTS: u32 = 17;

    fn seen(copy: &Copy) -> Vec<String> {
        let page = read_copy(copy, None);
        assert!(page.is_well_formed());
        page.nodes.iter().filter(|n| n.is_text() && n.visible).map(|n| n.text.clone()).collect()
    }

    #[test]
    fn positions_are_those_of_the_document() {
        let copy = |hidden| Copy { html: PAGE.to_owned(), elements: ELEMENTS, hosts: Vec::new(), hidden };
        assert_eq!(seen(&copy(vec![])), ["AT&T ", "link", "glued\u{a0}text", "next"]);
        assert_eq!(seen(&copy(vec![0, 8, 13])), ["AT&T ", "glued\u{a0}text", "next"]);
        assert!(seen(&copy(vec![11, 12])).is_empty());
    }

    #[test]
    fn positions_in_other_markup_are_not_believed() {
        let copy = Copy { html: PAGE.to_owned(), elements: ELEMENTS + 1, hosts: Vec::new(), hidden: vec![11] };
        assert_eq!(seen(&copy).len(), 4);
    }

    #[test]
    fn a_shadow_root_takes_the_place_of_its_host_s_children() {
        let html = "<html><body><x-a><template shadowrootmode=\"open\"><p>1</p><slot name=\"s\"></slot><p>4</p></template>\
            <x-b slot=\"s\"><template shadowrootmode=\"open\">2<slot></slot></template><i>3</i></x-b>lost</x-a>\
            <div><template shadowrootmode=\"open\">no</template>5</div></body></html>";
        // html body x-a p slot p x-b slot i div template: the last is one that a script left where it stood
        let copy = |hidden| Copy { html: html.to_owned(), elements: 11, hosts: vec![2, 6], hidden };
        assert_eq!(seen(&copy(vec![])), ["1", "2", "3", "4", "5"]);
        assert_eq!(seen(&copy(vec![3, 8])), ["2", "4", "5"]);
    }

    #[cfg(feature = "cli")]
    #[test]
    fn agrees_with_the_parser_of_the_command() {
        let parsed = super::super::html::parse(PAGE, None);
        assert_eq!(read(PAGE, None), parsed);
    }

    #[test]
    fn broken_markup_never_fails() {
        for markup in [
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "</",
            "</>",
            "<!--",
            "<!",
            "<p>\u{e9}</q>",
            "<script>",
            "<a =\u{e9}>x",
        ] {
            read(markup, None);
        }
    }
}
