//! A small, forgiving JSON reader for JSON-LD.
//!
//! Pages write JSON by templates: with trailing commas, raw line breaks and quotation marks in strings, comments and
//! CDATA marks around it, as character references, several values in a row, or cut off. The reader takes what it can and
//! stops where it cannot go on; what was read until then counts. It does not validate.

use std::borrow::Cow;

use super::entities::unescape;

/// Values inside each other that are read; real JSON-LD has about six levels.
const MAX_DEPTH: usize = 64;
/// Values in a row that are read of one text.
const MAX_VALUES: usize = 1000;

/// A value. Numbers stay as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    Null,
    /// `true`, `false`, numbers, and bare words where quotes were forgotten.
    Bare(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// The text with its quotation marks, where a template wrote all of them as character references.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('"') || !text.contains("&quot;") && !text.contains("&#34;") {
        return Cow::Borrowed(text);
    }
    unescape(text)
}

impl<'a> Json<'a> {
    /// Reads the first value of a text.
    #[cfg(test)]
    pub fn read(text: &'a str) -> Self {
        Self::read_all(text).into_iter().next().unwrap_or(Self::Null)
    }

    /// Reads the objects and lists that stand one after the other in a text.
    pub fn read_all(text: &'a str) -> Vec<Self> {
        let mut reader = Reader { text, at: 0 };
        let mut out = Vec::new();
        while out.len() < MAX_VALUES {
            match reader.peek() {
                None => break,
                Some(b'{' | b'[') => out.push(reader.value(0)),
                Some(_) => reader.skip_character(),
            }
        }
        out
    }

    /// The value under a key; `Null` where there is none.
    pub fn get(&self, key: &str) -> &Self {
        match self {
            Self::Object(entries) => entries.iter().find(|(k, _)| k == key).map_or(&Self::Null, |(_, v)| v),
            _ => &Self::Null,
        }
    }

    /// The text, where it is one and not blank.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(t) => Some(t.trim()).filter(|t| !t.is_empty()),
            _ => None,
        }
    }

    /// The elements of a list; any other value is a list of itself, `Null` an empty one.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Null => &[],
            other => std::slice::from_ref(other),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next byte that is neither white space nor in a comment.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let rest = self.rest();
            let past = |start: &str, end: &str| {
                rest.strip_prefix(start).map(|r| r.find(end).map_or(rest.len(), |at| start.len() + at + end.len()))
            };
            let marks = ["<![CDATA[", "]]>", "<!--", "-->"].iter().find(|m| rest.starts_with(**m)).map(|m| m.len());
            // `//` may stand before a mark of CDATA or of a comment in HTML on the same line.
            let comment = || {
                if rest.starts_with("//") && !rest[2..].trim_start().starts_with(['<', ']', '-']) {
                    past("//", "\n")
                } else if rest.starts_with("//") {
                    Some(2)
                } else {
                    past("/*", "*/")
                }
            };
            match marks.or_else(comment) {
                Some(width) => self.at += width,
                None => return self.text.as_bytes().get(self.at).copied(),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Json<'a> {
        match self.peek() {
            Some(_) if depth > MAX_DEPTH => {
                self.at = self.text.len();
                Json::Null
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(quote @ (b'"' | b'\'')) => Json::Text(self.string(quote)),
            Some(_) => self.bare(),
            None => Json::Null,
        }
    }

    fn object(&mut self, depth: usize) -> Json<'a> {
        let mut entries = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(_) => {
                    let Some(key) = self.key() else { continue };
                    if self.peek() != Some(b':') {
                        continue;
                    }
                    self.at += 1;
                    let value = self.value(depth + 1);
                    entries.push((key, value));
                }
            }
        }
        Json::Object(entries)
    }

    /// A key in quotes, or a bare word before a colon. Moves on even if there is none.
    fn key(&mut self) -> Option<Cow<'a, str>> {
        let rest = self.rest();
        if let Some(quote @ (b'"' | b'\'')) = rest.bytes().next() {
            return Some(self.string(quote));
        }
        let end =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '@' | '$' | '-')).unwrap_or(rest.len());
        if end == 0 {
            self.skip_character();
            return None;
        }
        self.at += end;
        rest[end..].trim_start().starts_with(':').then_some(Cow::Borrowed(&rest[..end]))
    }

    fn list(&mut self, depth: usize) -> Json<'a> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',' | b'}' | b':') => self.at += 1,
                Some(_) => {
                    let before = self.at;
                    items.push(self.value(depth + 1));
                    if self.at == before {
                        self.skip_character();
                    }
                }
            }
        }
        Json::List(items)
    }

    fn skip_character(&mut self) {
        self.at += self.rest().chars().next().map_or(1, char::len_utf8);
    }

    fn bare(&mut self) -> Json<'a> {
        let rest = self.rest();
        let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        self.at += end;
        match rest[..end].trim() {
            "" | "null" => Json::Null,
            word => Json::Bare(word),
        }
    }

    /// A string; raw line breaks are allowed in it, and it may lack its closing quote.
    fn string(&mut self, quote: u8) -> Cow<'a, str> {
        self.at += 1;
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut out = String::new();
        // What is read but not yet written to `out`: a string without escapes is borrowed.
        let mut from = 0;
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|b| b.iter().position(|b| *b == quote || *b == b'\\')) {
            at += found;
            if bytes.get(at) == Some(&quote) {
                if ends_string(&rest[at + 1..]) {
                    self.at += at + 1;
                    if out.is_empty() {
                        return Cow::Borrowed(&rest[from..at]);
                    }
                    out.push_str(&rest[from..at]);
                    return Cow::Owned(out);
                }
                at += 1;
                continue;
            }
            out.push_str(&rest[from..at]);
            at += 1 + escape(&rest[at + 1..], &mut out);
            from = at;
        }
        self.at = self.text.len();
        out.push_str(rest.get(from..).unwrap_or(""));
        Cow::Owned(out)
    }
}

/// Does a quotation mark before this text end its string? One that nobody escaped stands before words.
fn ends_string(after: &str) -> bool {
    let next = after.trim_start();
    match next.bytes().next() {
        None | Some(b':' | b'}' | b']' | b'/' | b'<') => true,
        Some(b',') => {
            let word = next[1..].trim_start();
            word.is_empty()
                || word.starts_with(['"', '\'', '{', '[', '}', ']', '-', '/', '@', ','])
                || word.starts_with(|c: char| c.is_ascii_digit())
                || ["true", "false", "null"].iter().any(|w| word.starts_with(w))
                || is_bare_key(word)
        }
        // A comma was forgotten at the end of a line.
        Some(b'"') => after[..after.len() - next.len()].contains('\n'),
        Some(_) => false,
    }
}

fn is_bare_key(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    end > 0 && text[end..].trim_start().starts_with(':')
}

/// Writes what an escape stands for; tells how many bytes after the backslash it has.
fn escape(text: &str, out: &mut String) -> usize {
    let Some(c) = text.chars().next() else { return 0 };
    match c {
        'n' | 'r' | 't' => out.push(' '),
        'b' | 'f' => {}
        'u' => {
            let Some(unit) = hex4(text, 1) else { return 1 };
            let low = text.get(5..7).filter(|e| *e == "\\u").and_then(|_| hex4(text, 7));
            let Some(Ok(c)) = char::decode_utf16([unit].into_iter().chain(low)).next() else {
                out.push(char::REPLACEMENT_CHARACTER);
                return 5;
            };
            out.push(c);
            return if c.len_utf16() == 2 { 11 } else { 5 };
        }
        c => out.push(c),
    }
    c.len_utf8()
}

fn hex4(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_templates_break() {
        let json = Json::read("<!-- {\"a\": \"one\ntwo\", \"b\": [1, \"x\",], } //-->");
        assert_eq!(json.get("a").as_text(), Some("one\ntwo"));
        assert_eq!(json.get("b").items(), [Json::Bare("1"), Json::Text("x".into())]);
    }

    #[test]
    fn keeps_what_came_before_the_cut() {
        let json = Json::read(r#"{"headline": "All of it", "author": {"name": "Half of"#);
        assert_eq!(json.get("headline").as_text(), Some("All of it"));
        assert_eq!(json.get("author").get("name").as_text(), Some("Half of"));
    }

    #[test]
    fn decodes_escapes_and_surrogates() {
        let json = Json::read(r#"["caf\u00e9 \"\ud83d\ude00\" \ud83d a\/b \u12"]"#);
        assert_eq!(json.items()[0].as_text(), Some("caf\u{e9} \"\u{1f600}\" \u{fffd} a/b 12"));
    }

    #[test]
    fn deep_nesting_ends_the_reading() {
        let deep = "[".repeat(100_000);
        assert!(matches!(Json::read(&deep), Json::List(_)));
    }

    #[test]
    fn reads_several_values_in_a_row() {
        let all = Json::read_all("{\"a\": \"1\"}\n{\"a\": \"2\"}, [{\"a\": \"3\"}];");
        assert_eq!(all.len(), 3);
        assert_eq!(all[1].get("a").as_text(), Some("2"));
        assert_eq!(all[2].items()[0].get("a").as_text(), Some("3"));
    }

    #[test]
    fn passes_over_comments_and_cdata() {
        for text in [
            "//<![CDATA[\n{\"a\": \"x\"}\n//]]>",
            "/* [not this] */ {\"a\": /* nor {this} */ \"x\"}",
            "<![CDATA[{\"a\": \"x\"}]]>",
            "{ // the name\n \"a\": \"x\" }",
            "<!--\n{\"a\": \"x\"}\n//-->",
        ] {
            let all = Json::read_all(text);
            assert_eq!(all.len(), 1, "{text}: {all:?}");
            assert_eq!(all[0].get("a").as_text(), Some("x"), "{text}");
        }
        assert_eq!(
            Json::read("{\"a\": \"https://page.example//x\"}").get("a").as_text(),
            Some("https://page.example//x")
        );
    }

    #[test]
    fn a_quotation_mark_that_nobody_escaped_does_not_end_a_string() {
        let json = Json::read(
            r#"{"headline": "The "old" bridge opens", "about": "So "it" is", "list": ["a "b" c", "d"], "n": "y"}"#,
        );
        assert_eq!(json.get("headline").as_text(), Some("The \"old\" bridge opens"));
        assert_eq!(json.get("list").items()[0].as_text(), Some("a \"b\" c"));
        assert_eq!(json.get("n").as_text(), Some("y"));
        let json = Json::read(r#"{"headline": "They said "yes", and left", "n": "y"}"#);
        assert_eq!(json.get("headline").as_text(), Some("They said \"yes\", and left"));
        assert_eq!(json.get("n").as_text(), Some("y"));
    }

    #[test]
    fn reads_single_quotes_bare_keys_and_forgotten_commas() {
        let json = Json::read("{'a': 'it\\'s', b: 'c', \"d\": \"e\"\n \"f\": \"g\", h: 7}");
        assert_eq!(json.get("a").as_text(), Some("it's"));
        assert_eq!(json.get("b").as_text(), Some("c"));
        assert_eq!(json.get("f").as_text(), Some("g"));
        assert_eq!(json.get("h"), &Json::Bare("7"));
    }

    #[test]
    fn quotation_marks_may_all_be_references() {
        let text = plain("{&quot;a&quot;: &quot;x &amp; y&quot;}");
        assert_eq!(Json::read(&text).get("a").as_text(), Some("x & y"));
        assert_eq!(plain(r#"{"a": "&quot;"}"#), r#"{"a": "&quot;"}"#);
    }

    #[test]
    fn never_loops_on_junk() {
        for junk in [
            "{", "[", "{]", "[}", "{\"", "{\"a\"", "{a:1}", "[:", "{\"a\":}", "[\u{e9}", "{\u{e9}\"", "//", "/*", "\"",
            "{'", "{a:", "{\"\\",
        ] {
            let _ = Json::read(junk);
        }
    }
}
