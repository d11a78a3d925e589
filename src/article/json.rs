//! A small, forgiving JSON reader for JSON-LD.
//!
//! Pages write JSON by templates: with trailing commas, raw line breaks in strings, comments around it, or cut off. The
//! reader takes what it can and stops where it cannot go on; what was read until then counts. It does not validate.

use std::borrow::Cow;

/// Values inside each other that are read; real JSON-LD has about six levels.
const MAX_DEPTH: usize = 64;

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

impl<'a> Json<'a> {
    /// Reads the first value of a text.
    pub fn read(text: &'a str) -> Self {
        let start = text.find(['{', '[']).unwrap_or(text.len());
        Reader { text, at: start }.value(0)
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

    fn peek(&mut self) -> Option<u8> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.text.as_bytes().get(self.at).copied()
    }

    fn value(&mut self, depth: usize) -> Json<'a> {
        match self.peek() {
            Some(_) if depth > MAX_DEPTH => {
                self.at = self.text.len();
                Json::Null
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Json::Text(self.string()),
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
                Some(b'"') => {
                    let key = self.string();
                    if self.peek() != Some(b':') {
                        continue;
                    }
                    self.at += 1;
                    let value = self.value(depth + 1);
                    entries.push((key, value));
                }
                Some(_) => self.skip_character(),
            }
        }
        Json::Object(entries)
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
    fn string(&mut self) -> Cow<'a, str> {
        self.at += 1;
        let rest = self.rest();
        let plain = rest.find(['"', '\\']).unwrap_or(rest.len());
        if rest.as_bytes().get(plain) != Some(&b'\\') {
            self.at += plain + usize::from(plain < rest.len());
            return Cow::Borrowed(&rest[..plain]);
        }
        let mut out = String::with_capacity(plain + 32);
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return Cow::Owned(out);
                }
                '\\' => match chars.next() {
                    Some((_, 'n' | 'r' | 't')) => out.push(' '),
                    Some((_, 'b' | 'f')) | None => {}
                    Some((at, 'u')) => {
                        let unit = hex4(rest, at + 1);
                        let Some(unit) = unit else { continue };
                        chars.nth(3);
                        let low = rest.get(at + 5..at + 7).filter(|e| *e == "\\u").and_then(|_| hex4(rest, at + 7));
                        match char::decode_utf16([unit].into_iter().chain(low)).next() {
                            Some(Ok(c)) => {
                                if c.len_utf16() == 2 {
                                    chars.nth(5);
                                }
                                out.push(c);
                            }
                            _ => out.push(char::REPLACEMENT_CHARACTER),
                        }
                    }
                    Some((_, c)) => out.push(c),
                },
                c => out.push(c),
            }
        }
        self.at = self.text.len();
        Cow::Owned(out)
    }
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
    fn never_loops_on_junk() {
        for junk in ["{", "[", "{]", "[}", "{\"", "{\"a\"", "{a:1}", "[:", "{\"a\":}", "[\u{e9}", "{\u{e9}\""] {
            let _ = Json::read(junk);
        }
    }
}
