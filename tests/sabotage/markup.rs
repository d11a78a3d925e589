//! Sabotage of a page's markup: what a rule that hangs on one clue would stumble over.
//!
//! Works on the text of the page and changes nothing else, so that any reader of HTML can be given the result. It knows
//! as much of HTML's grammar as that takes: tags and their attributes, text that is not markup, and where a paragraph
//! ends that nobody closed. Foreign markup (SVG, MathML) is taken for HTML.

/// Gives every class name and every id another name without meaning, the same wherever it stands, as build tools do.
pub fn scramble_names(html: &str) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    for piece in pieces(html) {
        let Piece::Start { source, attributes, .. } = piece else {
            out.push_str(piece.source());
            continue;
        };
        let mut copied = 0;
        for (name, value) in attributes {
            let named =
                source.get(name).is_some_and(|n| n.eq_ignore_ascii_case("class") || n.eq_ignore_ascii_case("id"));
            if let (true, Some(before), Some(words)) =
                (named, source.get(copied..value.start), source.get(value.clone()))
            {
                out.push_str(before);
                let scrambled: Vec<String> = words.split_ascii_whitespace().map(scrambled).collect();
                out.push_str(&scrambled.join(" "));
                copied = value.end;
            }
        }
        out.push_str(source.get(copied..).unwrap_or_default());
    }
    out
}

/// A word of consonants that stands for this one.
fn scrambled(word: &str) -> String {
    const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
    // FNV-1a: the same word on every machine.
    let mut hash =
        word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let mut out = String::new();
    for _ in 0..8 {
        out.push(char::from(LETTERS[(hash % 20) as usize]));
        hash /= 20;
    }
    out
}

/// Turns every `<p>` into a `<div>`. A paragraph that HTML closes by itself gets the end tag that a `<div>` needs.
pub fn paragraphs_to_divs(html: &str) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    // Names of the open elements. Those whose end tags are implied stay until an element around them ends.
    let mut open: Vec<String> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Other(text) => out.push_str(text),
            Piece::Start { source, name, .. } => {
                let name = name.to_ascii_lowercase();
                if let (true, Some(at)) = (closes_paragraph(&name), open_paragraph(&open)) {
                    out.push_str("</div>");
                    open.truncate(at);
                }
                if name == "p" {
                    out.push_str("<div");
                    out.push_str(source.get(2..).unwrap_or_default());
                } else {
                    out.push_str(source);
                }
                if !is_void(&name) && !is_raw(&name) {
                    open.push(name);
                }
            }
            Piece::End { source, name } => {
                let name = name.to_ascii_lowercase();
                if name == "p" {
                    match open_paragraph(&open) {
                        Some(at) => open.truncate(at),
                        // The end of a paragraph that was never opened makes an empty one.
                        None => out.push_str("<div>"),
                    }
                    out.push_str("</div>");
                    continue;
                }
                out.push_str(source);
                let at = open.iter().rposition(|o| *o == name || shields(o, &name));
                if let Some(at) = at.filter(|at| open[*at] == name) {
                    open.truncate(at);
                }
            }
        }
    }
    out
}

/// The open paragraph that the next block ends.
fn open_paragraph(open: &[String]) -> Option<usize> {
    const SCOPE: &[&str] =
        &["applet", "button", "caption", "html", "marquee", "object", "select", "table", "td", "template", "th"];
    let at = open.iter().rposition(|o| o == "p" || SCOPE.contains(&o.as_str()))?;
    (open[at] == "p").then_some(at)
}

/// Does the open element keep an end tag of this name from elements around it? An end tag of an inline element reaches no
/// farther than the block it stands in.
fn shields(open: &str, name: &str) -> bool {
    matches!(open, "caption" | "table" | "td" | "th" | "template") && !matches!(name, "table" | "tbody" | "tr")
        || is_block(open) && !is_block(name)
}

/// Start tags before which an open paragraph ends.
fn closes_paragraph(name: &str) -> bool {
    name == "table"
        || name == "plaintext"
        || is_block(name) && !matches!(name, "caption" | "td" | "th" | "tr" | "tbody")
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
        "summary", "table", "tbody", "td", "th", "tr", "ul", "xmp",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    VOID.binary_search(&name).is_ok()
}

/// Elements that hold text and no markup.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
    )
}

type Range = std::ops::Range<usize>;

/// A piece of markup; all pieces in a row are the page.
enum Piece<'h> {
    /// Text, comments, declarations.
    Other(&'h str),
    /// A start tag, with where the names and values of its attributes stand in it.
    Start { source: &'h str, name: &'h str, attributes: Vec<(Range, Range)> },
    /// An end tag.
    End { source: &'h str, name: &'h str },
}

impl<'h> Piece<'h> {
    fn source(&self) -> &'h str {
        match self {
            Self::Other(source) | Self::Start { source, .. } | Self::End { source, .. } => source,
        }
    }
}

fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    // The element whose text is no markup.
    let mut raw: Option<&str> = None;
    std::iter::from_fn(move || {
        let length = match raw.take() {
            Some("plaintext") => rest.len(),
            Some(name) => raw_length(rest, name),
            None => 0,
        };
        if rest.is_empty() {
            return None;
        }
        if length > 0 {
            let (text, after) = rest.split_at(length);
            rest = after;
            return Some(Piece::Other(text));
        }
        let piece = next(rest);
        rest = &rest[piece.source().len()..];
        if let Piece::Start { name, .. } = piece {
            raw = Some(name).filter(|n| is_raw(&n.to_ascii_lowercase()));
        }
        Some(piece)
    })
}

/// Bytes up to the end tag of `name`.
fn raw_length(html: &str, name: &str) -> usize {
    let ends = |at: &usize| {
        let after = html.get(at + 2..at + 2 + name.len());
        after.is_some_and(|n| n.eq_ignore_ascii_case(name))
    };
    html.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(html.len())
}

/// The first piece of markup that is not empty.
fn next(html: &str) -> Piece<'_> {
    let past = |end: &str| html.find(end).map_or(html.len(), |at| at + end.len());
    let Some(tag) = html.strip_prefix('<') else {
        return Piece::Other(&html[..html.find('<').unwrap_or(html.len())]);
    };
    if tag.starts_with("!--") {
        return Piece::Other(&html[..past("-->")]);
    }
    let (begin, closing) = if tag.starts_with('/') { (2, true) } else { (1, false) };
    if !html[begin..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        // "<!doctype", "</>", or a sign that stands for itself: "a < b".
        let declaration = tag.starts_with(['!', '?', '/']);
        return Piece::Other(&html[..if declaration { past(">") } else { 1 }]);
    }
    let bytes = html.as_bytes();
    let until = |from: usize, stops: &dyn Fn(u8) -> bool| {
        bytes.iter().skip(from).position(|b| stops(*b)).map_or(bytes.len(), |n| from + n)
    };
    let name_end = until(begin, &|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at = until(at, &|b| !b.is_ascii_whitespace() && b != b'/');
        if bytes.get(at).is_none_or(|b| *b == b'>') {
            at = (at + 1).min(bytes.len());
            break;
        }
        let name_at = at..until(at + 1, &|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        at = until(name_at.end, &|b| !b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at = until(at + 1, &|b| !b.is_ascii_whitespace());
        let value = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = until(at + 1, &|b| b == quote);
                at + 1..end
            }
            _ => at..until(at, &|b| b.is_ascii_whitespace() || b == b'>'),
        };
        at = if value.start > at { (value.end + 1).min(bytes.len()) } else { value.end };
        attributes.push((name_at, value));
    }
    let (source, name) = (&html[..at], &html[begin..name_end]);
    if closing { Piece::End { source, name } } else { Piece::Start { source, name, attributes } }
}
