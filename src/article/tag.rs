//! Element names as one byte each: a page has thousands of elements and a hundred names.
//!
//! Names outside the list (custom elements mostly) are [`Tag::Other`]; their names go into the node's hints, where
//! `<related-articles>` tells as much as a class would.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! tags {
    ($($variant:ident $name:literal)*) => {
        /// The name of an element, or [`Tag::Text`] for a text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each is the element of that name
        pub enum Tag { $($variant,)* }

        impl Tag {
            /// Every tag.
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The lower-case element name; empty for a text, `?` for an unlisted name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The tag of a lower-case element name.
            pub fn from_name(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::Other }
            }
        }
    };
}

tags! {
    Text "" Other "?"
    A "a" Abbr "abbr" Address "address" Article "article" Aside "aside" Audio "audio" B "b" Bdi "bdi" Bdo "bdo"
    Big "big" Blockquote "blockquote" Body "body" Br "br" Button "button" Canvas "canvas" Caption "caption"
    Center "center" Cite "cite" Code "code" Data "data" Dd "dd" Del "del" Details "details" Dfn "dfn"
    Dialog "dialog" Dir "dir" Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset"
    Figcaption "figcaption" Figure "figure" Font "font" Footer "footer" Form "form" H1 "h1" H2 "h2" H3 "h3"
    H4 "h4" H5 "h5" H6 "h6" Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i" Iframe "iframe"
    Img "img" Input "input" Ins "ins" Kbd "kbd" Label "label" Legend "legend" Li "li" Link "link" Main "main"
    Map "map" Mark "mark" Marquee "marquee" Math "math" Menu "menu" Meta "meta" Meter "meter" Nav "nav"
    Nobr "nobr" Noframes "noframes" Noscript "noscript" Object "object" Ol "ol" Optgroup "optgroup" Option "option" Output "output"
    P "p" Picture "picture" Pre "pre" Progress "progress" Q "q" Rp "rp" Rt "rt" Ruby "ruby" S "s" Samp "samp"
    Script "script" Search "search" Section "section" Select "select" Slot "slot" Small "small" Source "source"
    Span "span" Strike "strike" Strong "strong" Style "style" Sub "sub" Summary "summary" Sup "sup" Svg "svg"
    Table "table" Tbody "tbody" Td "td" Template "template" Textarea "textarea" Tfoot "tfoot" Th "th" Thead "thead"
    Time "time" Title "title" Tr "tr" Tt "tt" U "u" Ul "ul" Var "var" Video "video" Wbr "wbr"
}

impl Tag {
    /// It starts a line of its own, and so does what follows it. Unlisted elements are inline, as in every browser.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Caption
                | Self::Center
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Dir
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Header
                | Self::Hgroup
                | Self::Hr
                | Self::Html
                | Self::Legend
                | Self::Li
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::Ol
                | Self::P
                | Self::Pre
                | Self::Search
                | Self::Section
                | Self::Summary
                | Self::Table
                | Self::Tbody
                | Self::Td
                | Self::Tfoot
                | Self::Th
                | Self::Thead
                | Self::Tr
                | Self::Ul
        )
    }

    /// 1 to 6 for a heading.
    pub fn heading_level(self) -> Option<u8> {
        Some(match self {
            Self::H1 => 1,
            Self::H2 => 2,
            Self::H3 => 3,
            Self::H4 => 4,
            Self::H5 => 5,
            Self::H6 => 6,
            _ => return None,
        })
    }

    /// Nothing inside it is text a person reads on the page: code, drawings, embedded pages, form fields.
    pub fn is_opaque(self) -> bool {
        matches!(
            self,
            Self::Audio
                | Self::Canvas
                | Self::Embed
                | Self::Head
                | Self::Iframe
                | Self::Input
                | Self::Link
                | Self::Map
                | Self::Math
                | Self::Meta
                | Self::Meter
                | Self::Noframes
                | Self::Noscript
                | Self::Object
                | Self::Option
                | Self::Progress
                | Self::Rp
                | Self::Rt
                | Self::Script
                | Self::Select
                | Self::Source
                | Self::Style
                | Self::Svg
                | Self::Template
                | Self::Textarea
                | Self::Title
                | Self::Video
        )
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(Self::from_name(&String::deserialize(d)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_tag() {
        for tag in Tag::ALL {
            assert_eq!(Tag::from_name(tag.as_str()), *tag);
        }
    }

    #[test]
    fn an_unlisted_name_is_other() {
        assert_eq!(Tag::from_name("related-articles"), Tag::Other);
    }
}
