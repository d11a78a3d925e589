//! What an element's own attributes say about its visibility: the rules that hold without a style sheet.
//!
//! The live page knows better (`dom` asks the browser as well); these rules are what both ways share, so that the same
//! markup gives the same tree. Style sheets are not read.

use super::facts::Attributes;
use super::tag::Tag;

/// Class names by which the usual style sheets hide a text from eyes and leave it to screen readers.
const SCREEN_READER_CLASSES: &[&str] = &[
    "a11y-hidden",
    "accessibly-hidden",
    "assistive-text",
    "element-invisible",
    "hidden-visually",
    "hide-visually",
    "offscreen",
    "screen-reader",
    "screen-reader-only",
    "screen-reader-text",
    "screenreader",
    "show-for-sr",
    "sr-only",
    "sr-text",
    "u-hidden-visually",
    "u-visually-hidden",
    "vh",
    "visually-hidden",
    "visuallyhidden",
];

/// Does the element hide itself and all that is in it?
pub fn hides(tag: Tag, a: &Attributes<'_>) -> bool {
    if a.hidden || a.popover || tag == Tag::Dialog && !a.open {
        return true;
    }
    // An open overlay makes scripts set aria-hidden on the page behind it; that page is still what is read.
    if a.aria_hidden && !matches!(tag, Tag::Body | Tag::Main | Tag::Article) && a.role != "main" {
        return true;
    }
    hidden_by_style(a.style) || hidden_by_class(a.class)
}

fn hidden_by_style(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let property = property.trim();
        let value = value.split('!').next().unwrap_or("").trim();
        property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
            || property.eq_ignore_ascii_case("visibility")
                && (value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse"))
    })
}

fn hidden_by_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|c| SCREEN_READER_CLASSES.iter().any(|known| c.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_style_attribute_as_declarations() {
        assert!(hidden_by_style("color: red; display : NONE !important"));
        assert!(hidden_by_style("visibility:hidden"));
        assert!(!hidden_by_style("display:block"));
        assert!(!hidden_by_style("background:url(display:none)"));
        assert!(!hidden_by_style("--display:none"));
    }

    #[test]
    fn an_overlay_does_not_hide_the_article_behind_it() {
        let a = Attributes { aria_hidden: true, ..Attributes::default() };
        assert!(hides(Tag::Div, &a));
        assert!(!hides(Tag::Main, &a));
    }

    #[test]
    fn a_dialog_shows_only_when_open() {
        assert!(hides(Tag::Dialog, &Attributes::default()));
        assert!(!hides(Tag::Dialog, &Attributes { open: true, ..Attributes::default() }));
    }
}
