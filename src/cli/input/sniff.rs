//! What is this? Told by the first bytes, never by the name of the file.

use super::decode;

/// Kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Markup.
    Html,
    /// Anything else that can be read.
    Text,
    /// One JSON object a line.
    Ndjson,
    /// JSON, but not one object a line; says what to do.
    BrokenJson(&'static str),
    /// Nothing to read; says what it looks like, with its article.
    Binary(&'static str),
}

/// First bytes of files that people take for text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip-compressed file"),
    (b"\x28\xb5\x2f\xfd", "a zstd-compressed file"),
    (b"\xfd7zXZ\0", "an xz-compressed file"),
    (b"BZh", "a bzip2-compressed file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text file (RTF)"),
];

/// Elements that begin a page or a piece of one.
const ELEMENTS: &[&str] = &[
    "!doctype", "!--", "?xml", "a", "article", "aside", "b", "base", "blockquote", "body", "br", "center", "div", "em",
    "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
    "iframe", "img", "li", "link", "main", "meta", "nav", "ol", "p", "pre", "script", "section", "span", "strong",
    "style", "svg", "table", "tbody", "td", "template", "time", "title", "tr", "u", "ul",
];

/// Tells what the head of a document (a few kilobytes, or all of it) looks like.
pub fn kind(head: &[u8]) -> Kind {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Kind::Binary(what);
    }
    if decode::wide(head).is_none() && is_binary(head) {
        return Kind::Binary("a binary file");
    }
    let text = decode::preview(head);
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    if let Some(kind) = json(text) {
        return kind;
    }
    if is_html(text) { Kind::Html } else { Kind::Text }
}

/// Is it a page from its very beginning, and not a piece of one or a picture?
pub fn is_whole_page(head: &[u8]) -> bool {
    let text = decode::preview(head).to_ascii_lowercase();
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('<')
        && (text.contains("<html") || text.contains("<!doctype html"))
}

/// Does a stream of objects look like one of articles?
pub fn holds_articles(head: &[u8]) -> bool {
    let text = decode::preview(head);
    text.contains("\"text\"") || text.contains("\"html\"")
}

/// Bytes that no text holds, in a share that no slip explains.
fn is_binary(head: &[u8]) -> bool {
    let bad = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)).count();
    let nul = head.contains(&0);
    // One stray NUL in a long text is a slip of some tool; in a short one it is not.
    (nul && bad * 1000 > head.len()) || bad * 50 > head.len()
}

fn json(text: &str) -> Option<Kind> {
    let lines = || text.lines().filter(|l| !l.trim().is_empty());
    let first = lines().next()?;
    if starts_object(first) {
        return Some(Kind::Ndjson);
    }
    if first.trim() == "{" && lines().nth(1).is_some_and(|l| starts_object(&format!("{{{l}"))) {
        return Some(Kind::BrokenJson(
            "This is JSON over several lines; give one object a line (`jq -c .` makes it so).",
        ));
    }
    if let Some(rest) = first.trim_start().strip_prefix('[')
        && (starts_object(rest)
            || rest.trim().is_empty() && lines().nth(1).is_some_and(|l| l.trim_start().starts_with('{')))
    {
        return Some(Kind::BrokenJson("This is a JSON array; give one object a line (`jq -c '.[]'` makes it so)."));
    }
    // A stream may begin with a bad line and still be a stream.
    let (mut all, mut objects) = (0usize, 0usize);
    for line in lines().take(200) {
        all += 1;
        objects += usize::from(starts_object(line));
    }
    (objects > 0 && 2 * objects >= all && !text.starts_with('<')).then_some(Kind::Ndjson)
}

/// Does the line begin as a JSON object does: `{"key":`, or `{}`? Spinner residue (`{Hello|Hi}`) does not.
fn starts_object(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('{') else { return false };
    let rest = rest.trim_start();
    if rest.starts_with('}') {
        return true;
    }
    let Some(key) = rest.strip_prefix('"') else { return false };
    key.find('"').is_some_and(|end| key[end + 1..].trim_start().starts_with(':'))
}

fn is_html(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('<') {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let known = |name: &&str| {
            let after = rest.get(..name.len()).filter(|n| n.eq_ignore_ascii_case(name)).map(|n| &rest[n.len()..]);
            after.is_some_and(|a| *name == "!--" || !a.starts_with(|c: char| c.is_alphanumeric()))
        };
        if ELEMENTS.iter().any(known) {
            return true;
        }
    }
    // Markup that begins with words: several closing tags of text elements settle it.
    let closed = text
        .match_indices("</")
        .filter(|(at, _)| {
            let name = text[at + 2..].split(['>', ' ', '\n']).next().unwrap_or("");
            ELEMENTS.iter().any(|e| name.eq_ignore_ascii_case(e))
        })
        .take(3)
        .count();
    closed == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pages_texts_and_streams_apart() {
        for (head, want) in [
            (&b"<!DOCTYPE html><p>x"[..], Kind::Html),
            (b"\xef\xbb\xbf \n<html lang=en>", Kind::Html),
            (b"<?xml version='1.0'?><html>", Kind::Html),
            (b"<!-- saved page --><html>", Kind::Html),
            (b"Intro <b>bold</b> and <i>it</i> and <a href=x>y</a>", Kind::Html),
            (b"The <p> element is closed by </p>.", Kind::Text),
            (b"<3 this article", Kind::Text),
            (b"<- back to the list", Kind::Text),
            (b"<prose> is no element", Kind::Text),
            (b"", Kind::Text),
            (b"{Hello|Hi} world", Kind::Text),
            (b"{\"Hello\"|\"Hi\"} world", Kind::Text),
            (b"{\"id\": 1, \"text\": \"x\"}", Kind::Ndjson),
            (b" { \"id\" :", Kind::Ndjson),
            (b"oops\n{\"id\":1}\n", Kind::Ndjson),
            (b"\xef\xbb\xbf{}\n", Kind::Ndjson),
        ] {
            assert_eq!(kind(head), want, "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn one_line_of_json_does_not_make_an_article_a_stream() {
        assert_eq!(kind(b"The file looks like this:\n{\"id\": 1}\nand so on.\nNext.\n"), Kind::Text);
    }

    #[test]
    fn json_of_another_shape_is_told_as_such() {
        assert!(matches!(kind(b"{\n  \"id\": 1\n}"), Kind::BrokenJson(_)));
        assert!(matches!(kind(b"[{\"id\": 1}]"), Kind::BrokenJson(_)));
        assert!(matches!(kind(b"[\n {\"id\": 1}]"), Kind::BrokenJson(_)));
        assert_eq!(kind(b"[Reuters] The minister said"), Kind::Text);
    }

    #[test]
    fn binary_junk_is_not_text() {
        let junk: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(kind(&junk), Kind::Binary("a binary file"));
        assert_eq!(kind(b"%PDF-1.7\n"), Kind::Binary("a PDF file"));
        assert_eq!(kind(b"abc\0"), Kind::Binary("a binary file"));
    }

    #[test]
    fn text_in_two_byte_units_is_text() {
        let wide: Vec<u8> = "<html><p>Two bytes each".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind(&wide), Kind::Html);
        let mut marked = b"\xff\xfe".to_vec();
        marked.extend("Plain words.".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(kind(&marked), Kind::Text);
    }

    #[test]
    fn latin_1_prose_is_text() {
        assert_eq!(kind(b"Le pr\xe9sident a parl\xe9 \xe0 la fin."), Kind::Text);
    }
}
