//! Addresses of web pages as a hostile page may write them, read into a form that is safe to compare and to show.
//!
//! Only absolute `http(s)` addresses (and `//host/...`) are read; everything else is no candidate. The reader is much
//! stricter than a browser's: what is odd (user names, control characters, percent signs in the host) is refused
//! rather than repaired, because a wrong link is worse than none. A full URL parser would bring the tables of
//! internationalised names, 75 KB of the module; here a name with foreign letters is written in Punycode after plain
//! lower-casing, and one that would need more than that is refused.

use super::punycode;

/// Longest address that is read.
const MAX_LENGTH: usize = 2_000;

/// Query parameters that only say where a reader came from. A final `*` stands for any ending. Sorted.
const TRACKING: &[&str] = &[
    "__twitter_impression",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "at_campaign",
    "at_medium",
    "cmp",
    "cmpid",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "guccounter",
    "guce_*",
    "igsh",
    "igshid",
    "ito",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "ns_*",
    "ocid",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "ref_url",
    "s_cid",
    "smid",
    "smtyp",
    "soc_src",
    "spm",
    "srcref",
    "sref",
    "srnd",
    "taid",
    "ttclid",
    "twclid",
    "utm_*",
    "vero_id",
    "wbraid",
    "wt_mc",
    "wt_zmc",
    "xtor",
    "yclid",
];

/// An address, cleaned of fragment and tracking parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    secure: bool,
    host: String,
    port: Option<u16>,
    path: String,
    query: String,
}

impl WebAddress {
    /// Reads an absolute address. `None` for every other scheme and for anything odd.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > MAX_LENGTH || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return None;
        }
        let (secure, rest) = match text.split_once(':') {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            _ if text.starts_with("//") => (true, text),
            _ => return None,
        };
        // Browsers read a backslash as a slash; an address that counts on that hides where it leads.
        let rest = rest.strip_prefix("//")?;
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        if tail.starts_with('\\') {
            return None;
        }
        let (host, port) = split_port(authority)?;
        let host = clean_host(host)?;
        let tail = tail.split('#').next().unwrap_or("");
        let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
        let port = port.filter(|p| *p != if secure { 443 } else { 80 });
        let path = if path.is_empty() { "/".to_owned() } else { escape(path) };
        Some(Self { secure, host, port, path, query: clean_query(query) })
    }

    /// The home page of a domain.
    pub fn home(host: &str) -> Option<Self> {
        Self::read(&format!("https://{host}/"))
    }

    /// The host in lower case, foreign letters as Punycode.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path, at least `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Could a reader anywhere open it: a named host on the usual port?
    pub fn is_public(&self) -> bool {
        const PRIVATE: &[&str] = &["home", "internal", "invalid", "lan", "local", "localhost", "onion"];
        let last = self.host.rsplit('.').next().unwrap_or("");
        self.port.is_none()
            && self.host.contains('.')
            && !PRIVATE.contains(&last)
            && last.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// The front page of its host.
    pub fn is_home(&self) -> bool {
        self.query.is_empty()
            && matches!(self.path.trim_matches('/'), "" | "index.html" | "index.htm" | "index.php" | "home")
    }

    /// Does it look like one article and not like a front page or a section? Judged by the marks that addresses of
    /// articles bear: several words, a long number, a date.
    pub fn is_article_like(&self) -> bool {
        const FILES: &[&str] = &["gif", "jpeg", "jpg", "mp3", "mp4", "png", "svg", "webp", "zip"];
        let name = self.path.rsplit('/').next().unwrap_or("");
        if name.rsplit_once('.').is_some_and(|(_, end)| FILES.contains(&end.to_ascii_lowercase().as_str())) {
            return false;
        }
        self.path.split('/').any(|segment| {
            let words = segment.split(['-', '_', '+']).filter(|w| !w.is_empty()).count();
            words >= 4 || words == 3 && segment.len() >= 15 || digit_run(segment) >= 5
        }) || self.has_date() && self.path.trim_end_matches('/').rsplit('/').next().is_some_and(|s| s.len() > 3)
            || self.query.split('&').any(|p| p.split_once('=').is_some_and(|(_, v)| digit_run(v) >= 4))
    }

    fn has_date(&self) -> bool {
        let year = |s: &str| s.len() == 4 && (s.starts_with("19") || s.starts_with("20")) && digit_run(s) == 4;
        let mut segments = self.path.split('/');
        segments.any(year) && segments.next().is_some_and(|s| !s.is_empty())
    }

    /// The words of the path in lower case, numbers left out.
    pub fn words(&self) -> impl Iterator<Item = String> + '_ {
        self.path
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|w| w.len() > 2 && !w.starts_with(|c: char| c.is_ascii_digit()))
            .map(str::to_ascii_lowercase)
    }

    /// Equal for addresses that lead to the same page: without scheme, `www.` and a final slash.
    pub fn key(&self) -> String {
        let host = self.host.strip_prefix("www.").unwrap_or(&self.host);
        let mut out = format!("{host}{}", self.path.trim_end_matches('/'));
        if !self.query.is_empty() {
            out.push('?');
            out.push_str(&self.query);
        }
        out
    }
}

impl std::fmt::Display for WebAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", if self.secure { "https" } else { "http" }, self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.path)?;
        if !self.query.is_empty() {
            write!(f, "?{}", self.query)?;
        }
        Ok(())
    }
}

/// An address without a scheme leads to the page's own site.
pub fn is_relative(href: &str) -> bool {
    let href = href.trim();
    let head = &href[..href.find(['/', '?', '#']).unwrap_or(href.len())];
    !href.starts_with("//") && !head.contains(':')
}

/// Percent-encodes everything but letters, digits and `-._~`, as a query value needs it; a space becomes `+`.
pub fn encode_query(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for b in text.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(b)),
            b' ' => out.push('+'),
            _ => push_percent(&mut out, b),
        }
    }
    out
}

fn push_percent(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// Keeps what may stand in a path or query, existing escapes too, and escapes the rest.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (i, &b) in bytes.iter().enumerate() {
        let hex = |k: usize| bytes.get(i + k).is_some_and(u8::is_ascii_hexdigit);
        match b {
            b'%' if hex(1) && hex(2) => out.push('%'),
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'!'
            | b'$'
            | b'&'
            | b'\''
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
            | b':'
            | b'@'
            | b'?' => out.push(char::from(b)),
            _ => push_percent(&mut out, b),
        }
    }
    out
}

fn clean_query(query: &str) -> String {
    let kept: Vec<String> = query.split('&').filter(|p| !p.is_empty() && !is_tracking(p)).map(escape).collect();
    kept.join("&")
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or("").to_ascii_lowercase();
    TRACKING.iter().any(|t| t.strip_suffix('*').map_or(name == *t, |start| name.starts_with(start)))
}

fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    // Square brackets hold an IPv6 address, an at sign ends a user name: no article is published at either.
    if authority.contains(['@', '[', ']', '%']) {
        return None;
    }
    match authority.split_once(':') {
        None => Some((authority, None)),
        Some((host, "")) => Some((host, None)),
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => Some((host, Some(port.parse().ok()?))),
        Some(_) => None,
    }
}

fn clean_host(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut out = String::with_capacity(host.len());
    for label in host.split('.') {
        if !out.is_empty() {
            out.push('.');
        }
        let lower = label.to_lowercase();
        let well_formed = !lower.is_empty()
            && !lower.starts_with('-')
            && !lower.ends_with('-')
            && lower.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if !well_formed {
            return None;
        }
        let start = out.len();
        if lower.is_ascii() {
            out.push_str(&lower);
        } else {
            out.push_str("xn--");
            out.push_str(&punycode::encode(&lower)?);
        }
        if out.len() - start > 63 {
            return None;
        }
    }
    (out.len() <= 253).then_some(out)
}

/// Length of the longest run of digits.
fn digit_run(text: &str) -> usize {
    let (mut best, mut run) = (0, 0);
    for b in text.bytes() {
        run = if b.is_ascii_digit() { run + 1 } else { 0 };
        best = best.max(run);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Option<String> {
        WebAddress::read(text).map(|a| a.to_string())
    }

    #[test]
    fn the_parameters_are_sorted() {
        assert!(TRACKING.is_sorted());
    }

    #[test]
    fn reads_what_a_reader_could_open() {
        for (given, expected) in [
            ("https://News.Example/a/b", "https://news.example/a/b"),
            ("HTTP://news.example:80", "http://news.example/"),
            ("//news.example/a", "https://news.example/a"),
            (" https://news.example./a#comments ", "https://news.example/a"),
            ("https://news.example/a?utm_source=x&id=7&fbclid=9#top", "https://news.example/a?id=7"),
            ("https://news.example/a?UTM_Medium=x", "https://news.example/a"),
            ("https://news.example/süd?q=ä\"", "https://news.example/s%C3%BCd?q=%C3%A4%22"),
            ("https://news.example/100%25%zz", "https://news.example/100%25%25zz"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
            ("https://новости.example/", "https://xn--b1amnebsh.example/"),
            ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ] {
            assert_eq!(shown(given).as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn refuses_what_is_odd() {
        for given in [
            "",
            "/a",
            "a/b",
            "?q",
            "#f",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https:",
            "https://",
            "https:///a",
            "https:/a.example",
            "https:a.example",
            "https://user@a.example/",
            "https://a.example:pw@b.example/",
            "https://a.example\\@b.example/",
            "https://a b.example/",
            "https://a\u{0}.example/",
            "java\nscript:alert(1)",
            "https://a..example/",
            "https://-a.example/",
            "https://a%2eexample/",
            "https://[::1]/",
            "https://a.example:99999/",
            "https://a.example:8a/",
            "https://a。example/",
            "https://e\u{301}.example/",
        ] {
            assert_eq!(shown(given), None, "{given:?}");
        }
        assert_eq!(shown(&format!("https://a.example/{}", "x".repeat(5000))), None);
        assert_eq!(shown(&format!("https://{}.example/", "x".repeat(64))), None);
    }

    #[test]
    fn tells_public_hosts() {
        let public = |t: &str| WebAddress::read(t).is_some_and(|a| a.is_public());
        assert!(public("https://news.example/") && public("https://xn--r8jz45g.xn--zckzah/"));
        for given in [
            "http://localhost/",
            "http://127.0.0.1/",
            "http://10.1/",
            "https://news.example:8443/",
            "http://printer.local/",
        ] {
            assert!(!public(given), "{given}");
        }
    }

    #[test]
    fn tells_articles_from_sections() {
        let article = |t: &str| WebAddress::read(t).is_some_and(|a| a.is_article_like());
        for given in [
            "https://a.example/2024/05/28/kallas-threatens-sanctions/index.html",
            "https://a.example/news/article4711081",
            "https://a.example/world/eu-and-china-at-odds",
            "https://a.example/story?id=98231",
            "https://a.example/2024/05/sanctions",
        ] {
            assert!(article(given), "{given}");
        }
        for given in [
            "https://a.example/",
            "https://a.example/news/",
            "https://a.example/us-news",
            "https://a.example/art-and-design/",
            "https://a.example/tag/china",
            "https://a.example/2024/",
            "https://a.example/my-own-holiday-pictures.jpg",
        ] {
            assert!(!article(given), "{given}");
        }
    }

    #[test]
    fn keys_ignore_how_a_page_is_reached() {
        let key = |t: &str| WebAddress::read(t).map(|a| a.key());
        assert_eq!(key("http://www.a.example/x/?utm_source=b"), key("https://a.example/x"));
        assert_ne!(key("https://a.example/x?id=1"), key("https://a.example/x?id=2"));
    }

    #[test]
    fn relative_links_have_no_scheme() {
        assert!(["/a", "a/b:c", "?q=a:b", "#f", ""].iter().all(|h| is_relative(h)));
        assert!(["https://a.example", "//a.example", "mailto:x"].iter().all(|h| !is_relative(h)));
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_an_http_address_and_reads_the_same_again(text in "\\PC{0,60}") {
            for text in [text.clone(), format!("https://{text}"), format!("//a.example/{text}"), format!("http://a.example:{text}")] {
                if let Some(address) = WebAddress::read(&text) {
                    let shown = address.to_string();
                    prop_assert!(shown.starts_with("https://") || shown.starts_with("http://"), "{}", shown);
                    prop_assert!(shown.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\')), "{}", shown);
                    prop_assert_eq!(WebAddress::read(&shown), Some(address));
                }
            }
        }

        #[test]
        fn encoded_text_has_only_safe_bytes(text in "\\PC{0,60}") {
            prop_assert!(encode_query(&text).bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+%".contains(&b)));
        }
    }
}
