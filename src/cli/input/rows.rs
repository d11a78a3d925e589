//! One line of NDJSON to what it holds. A line that holds nothing of use still gives its id, so that its answer can be
//! told from the others'.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::{Body, Id, Item, Line, Refused};

/// An article as a stream gives it. Fields of other names are passed over.
#[derive(Debug, Deserialize)]
struct ArticleRow {
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

/// Two articles as a stream gives them.
#[derive(Debug, Deserialize)]
struct PairRow {
    copy: Option<ArticleRow>,
    original: Option<ArticleRow>,
}

/// Only the id; whatever else the object holds.
#[derive(Debug, Deserialize)]
struct IdRow<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

/// The article in a line.
pub fn article(line: Line<'_>) -> Result<Item, Refused> {
    let (id, row): (Id, ArticleRow) = read(line)?;
    item(id, row, "The line")
}

/// The two articles in a line: the copy and the original.
pub fn pair(line: Line<'_>) -> Result<(Item, Item), Refused> {
    let (id, row): (Id, PairRow) = read(line)?;
    let side = |row: Option<ArticleRow>, name: &str| match row {
        Some(row) => item(id.clone(), row, &format!("The \"{name}\"")),
        None => Err(Refused {
            id: id.clone(),
            reason: format!("The line has no \"{name}\"; it must hold an object with \"text\" or \"html\"."),
            unreadable: false,
        }),
    };
    Ok((side(row.copy, "copy")?, side(row.original, "original")?))
}

fn item(id: Id, row: ArticleRow, what: &str) -> Result<Item, Refused> {
    let body = match (row.html, row.text) {
        // Markup says more than the text somebody made of it.
        (Some(html), _) => Body::Html(html),
        (None, Some(text)) => Body::Text(text),
        (None, None) => {
            return Err(Refused {
                id,
                reason: format!("{what} has neither \"text\" nor \"html\"; one of them must hold the article."),
                unreadable: false,
            });
        }
    };
    let given = |s: Option<String>| s.filter(|s| !s.trim().is_empty());
    Ok(Item {
        id,
        body,
        url: given(row.url),
        title: given(row.title),
        publisher: given(row.publisher),
        published: given(row.published),
        truncated: false,
    })
}

/// The id of a line and the rest of it.
pub fn read<T: DeserializeOwned>(line: Line<'_>) -> Result<(Id, T), Refused> {
    let refuse =
        |id: Option<Id>, reason: String| Refused { id: id.unwrap_or_else(|| place(line)), reason, unreadable: false };
    if line.cut {
        let mb = super::feed::MAX_LINE_BYTES >> 20;
        return Err(refuse(
            salvage_id(line.bytes),
            format!("The line is longer than {mb} MB; the most that is read of one."),
        ));
    }
    if line.bytes.trim_ascii().is_empty() {
        return Err(refuse(None, "The line is empty.".to_owned()));
    }
    let text = match std::str::from_utf8(line.bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(e) => {
            let at = e.valid_up_to() + 1;
            return Err(refuse(
                salvage_id(line.bytes),
                format!("The line is not valid UTF-8 (byte {at}); JSON must be in UTF-8."),
            ));
        }
    };
    // serde would read an array as the fields of an object, in order.
    if !text.trim_ascii_start().starts_with('{') {
        let what = match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => "The line is JSON, but not an object.".to_owned(),
            Err(e) => explain(&e),
        };
        return Err(refuse(salvage_id(line.bytes), what));
    }
    let id = match serde_json::from_str::<IdRow<'_>>(text) {
        Ok(row) => match row.id.map(|raw| id_of(raw.get())) {
            None => place(line),
            Some(Some(id)) => id,
            Some(None) => return Err(refuse(None, "The \"id\" must be a string or a number.".to_owned())),
        },
        Err(e) => return Err(refuse(salvage_id(line.bytes), explain(&e))),
    };
    match serde_json::from_str(text) {
        Ok(row) => Ok((id, row)),
        Err(e) => Err(refuse(Some(id), explain(&e))),
    }
}

/// What a line is called whose reading was broken off.
pub fn any_id(line: Line<'_>) -> Id {
    salvage_id(line.bytes).unwrap_or_else(|| place(line))
}

/// What is wrong with a line, without serde's own line number (always 1).
fn explain(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let what = full.split(" at line ").next().unwrap_or(&full);
    let column = error.column();
    match error.classify() {
        Category::Data => format!("The line does not hold what it should: {what} (column {column})."),
        Category::Eof => format!("The line is not complete JSON: {what} (column {column})."),
        Category::Syntax | Category::Io => format!("The line is not valid JSON: {what} (column {column})."),
    }
}

/// Where no id was given: the line's place.
fn place(line: Line<'_>) -> Id {
    Id::Text(match line.origin {
        Some(path) => format!("{path}:{}", line.number),
        None => format!("line {}", line.number),
    })
}

/// The id in a JSON value; none if it is of another type. A null is no id, but no mistake either.
fn id_of(json: &str) -> Option<Id> {
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(json).ok().map(Id::Text),
        Some(b'-' | b'0'..=b'9') => Some(Id::Number(json.to_owned())),
        _ => None,
    }
}

/// The id of a line that is no JSON: what follows the first `"id":`, if that much of it is sound.
fn salvage_id(bytes: &[u8]) -> Option<Id> {
    const KEY: &[u8] = b"\"id\"";
    // A line may be huge, and an id stands near its beginning or nowhere.
    let bytes = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    let at = bytes.windows(KEY.len()).position(|w| w == KEY)?;
    let rest = bytes.get(at + KEY.len()..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let value = serde_json::Deserializer::from_slice(rest).into_iter::<&RawValue>().next()?.ok()?;
    id_of(value.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bytes: &[u8]) -> Line<'_> {
        Line { bytes, origin: None, number: 7, cut: false }
    }

    fn refused(bytes: &[u8]) -> (Id, String) {
        let r = article(line(bytes)).expect_err("a bad line");
        (r.id, r.reason)
    }

    #[test]
    fn a_number_stays_a_number() {
        let item = article(line(br#"{"id": 12345678901234567890123, "text": "x"}"#)).expect("a good line");
        assert_eq!(item.id, Id::Number("12345678901234567890123".into()));
        let item = article(line(br#"{"id": "12", "text": "x"}"#)).expect("a good line");
        assert_eq!(item.id, Id::Text("12".into()));
    }

    #[test]
    fn a_line_without_id_is_called_by_its_place() {
        let item = article(line(br#"{"text": "x"}"#)).expect("a good line");
        assert_eq!(item.id, Id::Text("line 7".into()));
        let item = article(line(br#"{"id": null, "text": "x"}"#)).expect("a good line");
        assert_eq!(item.id, Id::Text("line 7".into()));
        let in_file = Line { origin: Some("a/b.ndjson"), ..line(br#"{"text": "x"}"#) };
        assert_eq!(article(in_file).expect("a good line").id, Id::Text("a/b.ndjson:7".into()));
    }

    #[test]
    fn a_broken_line_keeps_its_id() {
        assert_eq!(refused(br#"{"id": "a\u0301", "text": "cut o"#).0, Id::Text("a\u{301}".into()));
        assert_eq!(refused(br#"{"text": 5, "id": 3}"#).0, Id::Number("3".into()));
        assert_eq!(refused(b"{\"id\": \"x\", \"text\": \"\xff\"}").0, Id::Text("x".into()));
        assert_eq!(refused(br#"{"id": "x"}"#).0, Id::Text("x".into()));
        assert_eq!(refused(b"nonsense").0, Id::Text("line 7".into()));
        assert_eq!(refused(br#"{"id": "unclosed"#).0, Id::Text("line 7".into()));
        assert_eq!(refused(b"").0, Id::Text("line 7".into()));
    }

    #[test]
    fn an_id_of_another_type_is_refused() {
        let (id, reason) = refused(br#"{"id": ["a"], "text": "x"}"#);
        assert_eq!(id, Id::Text("line 7".into()));
        assert!(reason.contains("string or a number"), "{reason}");
    }

    #[test]
    fn reasons_say_what_is_wrong() {
        for (bytes, want) in [
            (&b"[1]"[..], "not an object"),
            (b"{\"id\":1,\"text\":2}", "expected a string"),
            (b"{\"id\":1,", "not complete JSON"),
            (b"{'id':1}", "not valid JSON"),
            (b"{\"id\":1}", "neither"),
            (b" ", "empty"),
            (b"\xff", "UTF-8"),
        ] {
            let (_, reason) = refused(bytes);
            assert!(reason.contains(want), "{reason}");
            assert!(!reason.contains("line 1 column"), "{reason}");
        }
    }

    #[test]
    fn markup_is_preferred_to_text() {
        let item = article(line(br#"{"id": 1, "text": "x", "html": "<p>y"}"#)).expect("a good line");
        assert!(matches!(item.body, Body::Html(h) if h == "<p>y"));
    }

    #[test]
    fn nesting_without_end_is_only_a_bad_line() {
        let deep = format!("{{\"id\":\"deep\",\"text\":{}", "[".repeat(200_000));
        assert_eq!(refused(deep.as_bytes()).0, Id::Text("deep".into()));
        let unused = format!("{{\"id\":\"deep\",\"x\":{}{},\"text\":\"x\"}}", "[".repeat(200_000), "]".repeat(200_000));
        let outcome = article(line(unused.as_bytes()));
        assert!(outcome.is_ok() || outcome.is_err_and(|r| r.id == Id::Text("deep".into())));
    }
}
