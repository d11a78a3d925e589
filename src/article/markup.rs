//! Markup as a browser writes it (`outerHTML`) to [`PageTree`].
//!
//! A serialised document is regular: every tag is closed, every attribute quoted, nothing is implied. One string read
//! here costs far less than asking the live DOM for thousands of attributes one by one. This is no parser for HTML as
//! people write it; that is the browser's, or `html`'s.

use super::PageTree;
use super::entities::unescape;
use super::facts::{Attributes, Content, Facts};
use super::tree::MAX_MARKUP_BYTES;

/// A page and where its nodes stand in the document.
#[derive(Debug)]
pub struct Marked {
    /// The page.
    pub tree: PageTree,
    /// For each node its position among all elements of the document, [`NOWHERE`] for texts.
    pub positions: Vec<u32>,
    /// Elements in the document (those in templates do not count; no script can reach them there).
    pub elements: u32,
}

/// The position of what is no element.
pub const NOWHERE: u32 = u32::MAX;

/// Reads the serialised root element of a document.
pub fn read(markup: &str, url: Option<&str>) -> Marked {
    let read = &markup[..markup.floor_char_boundary(MAX_MARKUP_BYTES)];
    let mut reader = Reader {
        rest: read,
        facts: Facts::new(url),
        open: Vec::new(),
        skipped: None,
        templates: 0,
        positions: Vec::new(),
        elements: 0,
    };
    while !reader.rest.is_empty() {
        reader.step();
    }
    if read.len() < markup.len() {
        reader.facts.truncate();
    }
    let tree = reader.facts.finish();
    let mut positions = reader.positions;
    positions.resize(tree.nodes.len(), NOWHERE);
    Marked { tree, positions, elements: reader.elements }
}

struct Reader<'m> {
    rest: &'m str,
    facts: Facts,
    /// Names of the open elements.
    open: Vec<&'m str>,
    /// The element whose content is left out, and how many of its name are open inside it.
    skipped: Option<(&'m str, u32)>,
    /// Templates open around the current position.
    templates: u32,
    positions: Vec<u32>,
    elements: u32,
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
        let position = self.elements;
        if self.templates == 0 {
            self.elements += 1;
        }
        let empty = closed || is_void(name);
        if name == "template" && !empty {
            self.templates += 1;
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped == name && !empty {
                *depth += 1;
            } else if holds_raw_text(name) && !empty {
                self.raw_text(name);
            }
            return;
        }
        let values: Vec<_> = raw.iter().map(|(key, value)| (*key, unescape(value))).collect();
        let mut a = Attributes::default();
        for (key, value) in &values {
            a.set(key, value);
        }
        let before = self.facts.len();
        let content = self.facts.open(name, &a);
        if self.facts.len() > before {
            self.positions.resize(before, NOWHERE);
            self.positions.push(position);
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
            self.templates = self.templates.saturating_sub(1);
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
        let texts: Vec<&str> = page.tree.nodes.iter().filter(|n| n.is_text()).map(|n| n.text.as_str()).collect();
        assert_eq!(texts, ["AT&T ", "link", "glued\u{a0}text", "next", "unseen"]);
        assert_eq!(page.tree.head.title.as_deref(), Some("One & two"));
        assert_eq!(page.tree.head.metas, [("og:title".to_owned(), "\"One\"".to_owned())]);
        assert_eq!(page.tree.head.json_ld, ["{\"a\": \"<b>\"}"]);
        assert!(page.tree.is_well_formed());
    }

    #[test]
    fn positions_are_those_of_the_document() {
        let page = read(PAGE, None);
        // html head title meta script script body template svg title path div p a br noscript p
        let named: Vec<(&str, u32)> = page
            .tree
            .nodes
            .iter()
            .zip(&page.positions)
            .filter(|(n, _)| !n.is_text())
            .map(|(n, p)| (n.tag.as_str(), *p))
            .collect();
        assert_eq!(named, [("body", 6), ("div", 11), ("p", 12), ("a", 13), ("br", 14), ("p", 16)]);
        assert_eq!(page.elements, 17);
    }

    #[cfg(feature = "cli")]
    #[test]
    fn agrees_with_the_parser_of_the_command() {
        let parsed = super::super::html::parse(PAGE, None);
        assert_eq!(read(PAGE, None).tree, parsed);
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
