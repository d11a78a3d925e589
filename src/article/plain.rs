//! Plain text as an article: every non-empty line is a paragraph. It has no structure that could tell a headline or a
//! tail of teasers apart, so it is judged as given.

use super::{Article, MAX_TEXT_BYTES, Paragraph, ParagraphKind};

/// Reads plain text. Never fails: an empty text gives an article without paragraphs.
///
/// ```
/// let article = ungarble::article::plain::read("First line.\n\n  Second   line. ");
/// assert_eq!(article.text(), "First line.\n\nSecond line.");
/// ```
pub fn read(text: &str) -> Article {
    let mut article = Article::empty();
    let mut room = MAX_TEXT_BYTES;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let mut line = line;
        if line.len() > room {
            article.truncated = true;
            line = &line[..line.floor_char_boundary(room)];
        }
        room -= line.len();
        let text = squeeze(line);
        if !text.is_empty() {
            article.paragraphs.push(Paragraph { kind: ParagraphKind::Body, text, links: Vec::new(), entry: None });
        }
        if room == 0 {
            // Whether anything but line ends follows no longer matters: the cap is reached.
            break;
        }
    }
    article
}

/// Runs of white space and control characters become one space; none at the ends. Zero-width marks are dropped.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut rest = text;
    loop {
        // Nearly all is words of ASCII letters: they go over as they are.
        let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
        let (word, after) = rest.split_at_checked(plain).unwrap_or(("", rest));
        if !word.is_empty() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push_str(word);
        }
        let Some(c) = after.chars().next() else { return out };
        rest = after.get(c.len_utf8()..).unwrap_or("");
        if matches!(c, '\u{200b}' | '\u{feff}' | '\u{00ad}' | '\u{2060}') {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            gap = true;
        } else {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_a_huge_line_on_a_character_boundary() {
        let article = read(&"é".repeat(MAX_TEXT_BYTES));
        assert!(article.truncated);
        assert!(article.text().len() <= MAX_TEXT_BYTES);
    }

    #[test]
    fn words_are_kept_and_what_stands_between_them_is_one_space() {
        for (given, want) in [
            (" a  b\tc\u{a0}d ", "a b c d"),
            ("ca\u{ad}fé\u{200b}s — été\u{2003}“x”", "cafés — été “x”"),
            ("\u{feff}", ""),
            ("é\u{7}ü", "é ü"),
        ] {
            assert_eq!(squeeze(given), want, "{given:?}");
        }
    }

    #[test]
    fn an_empty_text_has_no_paragraphs() {
        assert!(read(" \n\t\n").paragraphs.is_empty());
    }
}
