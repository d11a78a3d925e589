//! HTML to [`PageTree`], for the command. The browser has its own parser; see `dom`.
//!
//! html5ever reads the markup as a browser would; `sink` collects its tree, `guard` keeps hostile markup linear: what is
//! nested too deep is flattened, and markup past [`MAX_MARKUP_BYTES`], past [`MAX_NODES`](super::tree::MAX_NODES) or past
//! a tag with hundreds of attributes is not read.

mod guard;
mod sink;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use self::guard::{Shallow, crowded_tag};
use super::PageTree;
use super::facts::Facts;
use super::tree::MAX_MARKUP_BYTES;

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
    let tokenizer = Tokenizer::new(Shallow::new(), TokenizerOpts::default());
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

#[cfg(test)]
mod tests {
    use super::guard::MAX_DEPTH;
    use super::*;
    use crate::article::tree::{MAX_NODES, Tag};

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
        let p = tree.nodes.iter().position(|n| n.tag == Tag::P).unwrap();
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
