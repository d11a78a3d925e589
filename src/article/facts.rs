//! From elements as a parser or a browser names them to the facts of a [`PageTree`].
//!
//! Every way to a page (`html`, `markup`, `dom`) hands its elements to [`Facts`] in document order and does what the
//! returned [`Content`] says. What counts as a fact is decided here and nowhere else; what it means is `extract`'s.

use super::tag::Tag;
use super::tree::{Head, PageTree, TreeBuilder};
use super::visibility;

/// Bytes of hints that are kept of one element; utility classes can run to thousands.
const MAX_HINTS: usize = 400;
/// Entries of each list of the head; more says nothing new.
const MAX_HEAD_ENTRIES: usize = 500;
/// Bytes of one JSON-LD text, and of all; real ones have a few thousand.
const MAX_JSON_LD: usize = 2_000_000;

/// The attributes that are facts; empty where an element lacks one.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // boolean attributes are what they are
pub struct Attributes<'a> {
    pub class: &'a str,
    pub id: &'a str,
    pub role: &'a str,
    pub itemprop: &'a str,
    pub rel: &'a str,
    pub aria_label: &'a str,
    pub test_id: &'a str,
    pub component: &'a str,
    pub href: &'a str,
    pub datetime: &'a str,
    pub content: &'a str,
    pub name: &'a str,
    pub property: &'a str,
    pub kind: &'a str,
    pub lang: &'a str,
    pub style: &'a str,
    pub hidden: bool,
    pub aria_hidden: bool,
    pub open: bool,
    pub popover: bool,
    pub slot: &'a str,
    /// Edge numbers what it translates; Firefox does so while it translates.
    pub translator: &'a str,
}

impl<'a> Attributes<'a> {
    /// Takes note of one attribute; its name is in lower case.
    pub fn set(&mut self, name: &str, value: &'a str) {
        match name {
            "class" => self.class = value,
            "id" => self.id = value,
            "role" => self.role = value,
            "itemprop" => self.itemprop = value,
            "rel" => self.rel = value,
            "aria-label" => self.aria_label = value,
            "data-testid" | "data-test-id" | "data-qa" => self.test_id = value,
            "data-component" | "data-component-name" | "data-module" => self.component = value,
            "href" => self.href = value,
            "datetime" => self.datetime = value,
            "content" => self.content = value,
            "name" => self.name = value,
            "property" => self.property = value,
            "type" => self.kind = value,
            "lang" => self.lang = value,
            "style" => self.style = value,
            "hidden" => self.hidden = true,
            "aria-hidden" => self.aria_hidden = value.eq_ignore_ascii_case("true"),
            "open" => self.open = true,
            "popover" => self.popover = true,
            "slot" => self.slot = value,
            "_msttexthash" | "_mstmutation" => self.translator = "_msttexthash",
            "data-moz-translations-id" => self.translator = "data-moz-translations-id",
            _ => {}
        }
    }
}

/// What the caller does with an element's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Hand over its children, then [`Facts::close`].
    Children,
    /// Leave it out; no `close`.
    Nothing,
    /// Hand its text to [`Facts::title`]; no `close`.
    Title,
    /// Hand its text to [`Facts::json_ld`]; no `close`.
    JsonLd,
}

/// What was opened and waits for its `close`.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// It became a node (`html` and `head` do not).
    node: bool,
    /// Closed `<details>`: only its summary shows.
    folded: bool,
}

/// Turns elements and texts into a [`PageTree`].
#[derive(Debug, Default)]
pub struct Facts {
    builder: TreeBuilder,
    open: Vec<Open>,
    json_ld_bytes: usize,
    hints: String,
}

impl Facts {
    /// A page at an address.
    pub fn new(url: Option<&str>) -> Self {
        let mut facts = Self::default();
        facts.builder.set_url(url);
        facts
    }

    /// An element begins. `name` is in lower case.
    pub fn open(&mut self, name: &str, a: &Attributes<'_>) -> Content {
        let tag = Tag::from_name(name);
        match tag {
            Tag::Title => return Content::Title,
            Tag::Script if a.kind.trim().eq_ignore_ascii_case("application/ld+json") => return Content::JsonLd,
            Tag::Meta => {
                self.meta(a);
                return Content::Nothing;
            }
            Tag::Link => {
                self.link(a);
                return Content::Nothing;
            }
            Tag::Html => {
                let head = self.builder.head();
                a.class.clone_into(&mut head.html_class);
                head.language = Some(a.lang.trim()).filter(|l| !l.is_empty()).map(str::to_owned);
                self.open.push(Open { node: false, folded: false });
                return Content::Children;
            }
            Tag::Head => {
                self.open.push(Open { node: false, folded: false });
                return Content::Children;
            }
            _ if tag.is_opaque() => return Content::Nothing,
            _ => {}
        }
        let folded_away = tag != Tag::Summary && self.open.last().is_some_and(|o| o.folded);
        let visible = !folded_away && !visibility::hides(tag, a);
        self.write_hints(name, tag, a);
        let target = match tag {
            Tag::A => a.href.trim(),
            Tag::Time => a.datetime.trim(),
            // Microdata say in `content` what the element shows in other words.
            _ if !a.itemprop.is_empty() => a.content.trim(),
            _ => "",
        };
        self.builder.open(tag, &self.hints, target, visible);
        self.builder.slot(a.slot, a.name);
        self.open.push(Open { node: true, folded: tag == Tag::Details && !a.open });
        Content::Children
    }

    /// The shadow root of the element opened last begins; [`Facts::close`] ends it too.
    pub fn open_shadow(&mut self) {
        self.builder.open_shadow();
        self.open.push(Open { node: true, folded: false });
    }

    /// The element opened last ends.
    pub fn close(&mut self) {
        if self.open.pop().is_some_and(|o| o.node) {
            self.builder.close();
        }
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Open { node: false, .. }) | None => {}
            Some(Open { folded: true, .. }) => self.builder.hidden_text(text),
            Some(_) => self.builder.text(text),
        }
    }

    /// The text of a `<title>`; the first counts.
    pub fn title(&mut self, text: &str) {
        let head = self.builder.head();
        if head.title.is_none() {
            head.title = Some(text.to_owned());
        }
    }

    /// The text of a JSON-LD script.
    pub fn json_ld(&mut self, text: &str) {
        if self.json_ld_bytes + text.len() <= MAX_JSON_LD {
            self.json_ld_bytes += text.len();
            self.builder.head().json_ld.push(text.to_owned());
        }
    }

    /// Nodes so far.
    pub fn len(&self) -> usize {
        self.builder.len()
    }

    /// Hides nodes with all that is in them, after the last was read.
    pub fn hide(&mut self, nodes: &[u32]) {
        self.builder.hide(nodes);
    }

    /// What follows is not read.
    pub fn truncate(&mut self) {
        self.builder.truncate();
    }

    /// The page.
    pub fn finish(self) -> PageTree {
        self.builder.finish()
    }

    fn meta(&mut self, a: &Attributes<'_>) {
        let key = [a.property, a.name, a.itemprop].into_iter().find(|k| !k.trim().is_empty());
        let head: &mut Head = self.builder.head();
        if let (Some(key), false) = (key, a.content.is_empty() || head.metas.len() >= MAX_HEAD_ENTRIES) {
            head.metas.push((key.trim().to_ascii_lowercase(), a.content.to_owned()));
        }
    }

    fn link(&mut self, a: &Attributes<'_>) {
        let rel = a.rel.trim().to_ascii_lowercase();
        let resource = ["stylesheet", "preload", "prefetch", "preconnect", "icon", "manifest"];
        let head = self.builder.head();
        if !rel.is_empty()
            && !a.href.is_empty()
            && head.links.len() < MAX_HEAD_ENTRIES
            && !resource.iter().any(|r| rel.contains(r))
        {
            head.links.push((rel, a.href.trim().to_owned()));
        }
    }

    fn write_hints(&mut self, name: &str, tag: Tag, a: &Attributes<'_>) {
        self.hints.clear();
        if tag == Tag::Other {
            self.add_hint(name);
        }
        for hint in [a.itemprop, a.role, a.id, a.class, a.rel, a.test_id, a.component, a.aria_label, a.translator] {
            self.add_hint(hint);
        }
        // Google wraps what it translates into fonts that carry nothing but this style.
        if tag == Tag::Font && a.style.contains("vertical-align: inherit") {
            self.add_hint("vertical-align-inherit");
        }
    }

    /// Adds a hint in lower case; `articleBody` becomes `article-body`, so that words stay apart.
    fn add_hint(&mut self, hint: &str) {
        let hint = hint.trim();
        if hint.is_empty() || self.hints.len() >= MAX_HINTS {
            return;
        }
        if !self.hints.is_empty() {
            self.hints.push(' ');
        }
        let mut before = ' ';
        for c in hint.chars() {
            if self.hints.len() >= MAX_HINTS {
                break;
            }
            if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
                self.hints.push('-');
            }
            self.hints.push(c.to_ascii_lowercase());
            before = c;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hump_in_a_class_name_becomes_a_hyphen() {
        let mut facts = Facts::new(None);
        facts.open("div", &Attributes { class: "ArticleBody relatedPosts", id: "TOP", ..Attributes::default() });
        assert_eq!(facts.finish().nodes[0].hints, "top article-body related-posts");
    }

    #[test]
    fn closed_details_show_only_their_summary() {
        let mut facts = Facts::new(None);
        facts.open("details", &Attributes::default());
        facts.open("summary", &Attributes::default());
        facts.text("seen");
        facts.close();
        facts.text("unseen");
        facts.open("p", &Attributes::default());
        facts.text("unseen too");
        let seen: Vec<String> =
            facts.finish().nodes.iter().filter(|n| n.is_text() && n.visible).map(|n| n.text.clone()).collect();
        assert_eq!(seen, ["seen"]);
    }
}
