//! Who wrote it: author lines on the page, and which of several claims counts.
//!
//! A name is known by its shape only: two to four capitalised words that are neither an office nor a day nor a button.

use super::blocks::Block;
use super::fields::{Said, Source, same_words};
use super::headline::split_byline;
use super::hints::Purpose;
use super::metadata::{is_nothing, is_url};
use super::phrases;

/// Blocks before and behind the headline in which a byline is looked for.
const NEAR_ABOVE: usize = 8;
const NEAR_BELOW: usize = 14;
/// Words of a paragraph; behind two of them nobody signs any more.
const PARAGRAPH: u32 = 25;
/// Words of a byline at most.
const MAX_LINE: u32 = 14;
/// Author lines of a page that are told.
const MAX_SHOWN: usize = 3;

/// What introduces an author.
#[rustfmt::skip] // a list of phrases, not of lines
const INTRODUCTIONS: &[&str] = &[
    "analysis by",
    "opinion by",
    "perspective by",
    "review by",
    "column by",
    "commentary by",
    "story by",
    "text by",
    "written by",
    "words by",
    "reported by",
    "posted by",
    "published by",
    "authored by",
    "author",
    "by",
];

/// Words of posts: what a person does.
#[rustfmt::skip] // a list of words, not of lines
const OFFICES: &[&str] = &[
    "admin", "administrator", "analyst", "anchor", "author", "columnist", "contributing", "contributor",
    "contributors", "correspondent", "critic", "director", "editor", "editors", "fellow", "host", "journalist",
    "officer", "producer", "professor", "reporter", "reporters", "researcher", "senior", "sponsored", "staff",
    "webmaster", "writer", "writers",
];

/// Words of groups and houses that sign.
#[rustfmt::skip] // a list of words, not of lines
const HOUSES: &[&str] =
    &["agency", "bureau", "desk", "editorial", "news", "newsroom", "press", "reports", "service", "team", "wire"];

/// Words that stand around authors and are none.
const FURNITURE: &[&str] = &[
    "advertisement",
    "article",
    "biography",
    "category",
    "close",
    "comments",
    "content",
    "copy",
    "email",
    "facebook",
    "follow",
    "following",
    "latest",
    "link",
    "linkedin",
    "listen",
    "more",
    "most",
    "partnership",
    "popular",
    "print",
    "published",
    "read",
    "recent",
    "reddit",
    "required",
    "save",
    "share",
    "shares",
    "sign",
    "stories",
    "subscribe",
    "today",
    "twitter",
    "updated",
    "view",
    "watch",
    "whatsapp",
];

/// Words inside names that need no capital.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y",
];

/// `By Jane Doe` without its `By`.
pub fn without_by(text: &str) -> &str {
    let text = text.trim().trim_start_matches([',', ':', '-', '–', '—', '|', '•', '·']).trim_start();
    for by in INTRODUCTIONS {
        let rest = text.get(..by.len()).filter(|t| t.eq_ignore_ascii_case(by)).map(|_| &text[by.len()..]);
        if let Some(rest) = rest.filter(|r| r.is_empty() || r.starts_with([':', ' ', '\u{a0}'])) {
            return rest.trim_start_matches(|c: char| matches!(c, ':' | '-' | '–' | '—') || c.is_whitespace());
        }
    }
    // `ByAda Marsh`: two elements that nothing parts.
    let glued = text.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase) && rest.contains(' '));
    glued.unwrap_or(text)
}

/// Could be the name of an author.
pub fn is_name(text: &str) -> bool {
    (2..=150).contains(&text.len())
        && !is_url(text)
        && !is_nothing(text)
        && !text.contains(['@', '{', '<', '\\'])
        && text.chars().any(char::is_alphabetic)
}

/// One to a few capitalised words.
pub fn looks_like_names(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_name(text)
        && (1..=10).contains(&words)
        && text.chars().next().is_some_and(char::is_uppercase)
        && !text.ends_with(['.', '!', '?', ':'])
        && text.split_whitespace().all(|w| {
            PARTICLES.contains(&w)
                || matches!(w, "and" | "&" | "for" | "of" | "with")
                || w.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
        })
}

/// The names of a line, one by one.
fn names(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .map(|n| n.trim().trim_start_matches("and "))
        .filter(|n| !n.is_empty())
}

/// Has the shape of one person's name.
fn is_person(name: &str) -> bool {
    let words = || name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty());
    let listed = |w: &str| {
        let lower = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        [OFFICES, HOUSES, FURNITURE].iter().any(|list| list.contains(&lower.as_str()))
    };
    (2..=5).contains(&name.split_whitespace().count())
        && !name.split(' ').any(|w| matches!(w, "of" | "for" | "with"))
        && looks_like_names(name.trim_end_matches('.'))
        && !name.starts_with("The ")
        && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '?' | '!'))
        && !name.contains("'s ")
        && !name.contains("’s ")
        && !words().any(listed)
        && !words().all(|w| phrases::is_date_word(&w.to_lowercase()))
}

/// Every name of the line is a person's.
fn are_people(line: &str) -> bool {
    let mut some = names(line).filter(|n| !is_degree(n)).peekable();
    some.peek().is_some() && some.all(is_person)
}

/// `MD`, `Ph.D.`, `Jr.` behind a name.
fn is_degree(word: &str) -> bool {
    word.len() <= 6 && (word.contains('.') || word.chars().all(char::is_uppercase)) && !word.contains(' ')
}

/// `Slow Wire Desk`: a group that signs.
fn is_house(name: &str) -> bool {
    let has = |list: &[&str]| name.split(' ').any(|w| list.contains(&w.to_lowercase().as_str()));
    name.contains(' ') && looks_like_names(name) && has(HOUSES) && !has(OFFICES) && !has(FURNITURE)
}

/// The author lines near the headline, the nearest below it first. A line that begins with "By" may name anybody; one
/// that only stands where authors stand must have the shape of people's names.
pub fn shown(list: &[Block], headline: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    if let Some((_, name)) = list.get(headline).and_then(split_byline) {
        out.push(name.to_owned());
    }
    let below = list.get(headline + 1..).unwrap_or(&[]).iter().take(NEAR_BELOW);
    let above = list.get(headline.saturating_sub(NEAR_ABOVE)..headline).unwrap_or(&[]);
    let mut paragraphs = 0;
    let near = below.take_while(|b| {
        paragraphs += u32::from(b.words >= PARAGRAPH && b.ends_sentence());
        paragraphs < 2
    });
    let mut introduced = false;
    for block in near.chain(above.iter().rev()) {
        let text = cut_at_date(&block.text);
        let name = without_by(text);
        let said = name.len() < text.len() || std::mem::take(&mut introduced);
        // `By` may stand in a block of its own, before the name.
        introduced = name.is_empty() && said;
        let first_is_person = || names(name).next().is_some_and(is_person) && looks_like_names(name);
        let placed = block.purpose.any(Purpose::BYLINE) && (are_people(name) || is_house(name) || first_is_person());
        let sound = (said && looks_like_names(name) || placed) && !phrases::is_furniture(name);
        if block.words <= MAX_LINE && sound && out.len() < MAX_SHOWN && !out.iter().any(|o| same(o, name)) {
            out.push(name.to_owned());
        }
    }
    out
}

/// `Ada Marsh, March 4` without the date.
pub fn cut_at_date(text: &str) -> &str {
    let bare = |t: &'_ str| t.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').len();
    let mut front = match text.find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '•' | '·')) {
        Some(end) => &text[..bare(&text[..end])],
        None => return text,
    };
    // The month, or a word such as "Updated", stood before the number.
    loop {
        let (names, last) = front.rsplit_once([' ', ',']).unwrap_or(("", front));
        // `RD` is a degree, `rd` belongs to a number.
        let degree =
            last.len() == 2 && last.chars().all(char::is_uppercase) && !matches!(last, "AM" | "PM" | "ET" | "PT");
        if front.is_empty() || degree || !phrases::is_date_word(&last.trim_end_matches('.').to_ascii_lowercase()) {
            return front;
        }
        front = &names[..bare(names)];
    }
}

/// A byline without the date, the office and the house that stand in the same line.
pub fn tidy(line: &str, publishers: &[Said]) -> String {
    let line = &line[..glued(line)];
    let own = |part: &str| publishers.iter().any(|p| same_words(&p.value, part));
    let trimmed = |part: &'_ str| -> usize {
        part.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')')).len()
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in line.split([',', '|', ';']) {
        let mut part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | ':'));
        let office = part.split([' ', '-']).any(|w| OFFICES.contains(&w.to_lowercase().as_str()));
        if !own(part) {
            // `Ada Marsh The Daily Lantern`, `Ada Marsh For The Daily Lantern`
            for house in publishers.iter().map(|p| p.value.as_str()) {
                let at = part.len().checked_sub(house.len()).filter(|at| *at > 0 && part.is_char_boundary(*at));
                let at = at.filter(|at| part[*at..].eq_ignore_ascii_case(house) && part[..*at].ends_with(' '));
                if let Some(name) = at.map(|at| &part[..trimmed(&part[..at])]).filter(|n| n.contains(' ')) {
                    part = name;
                }
            }
            if let Some((name, _)) = part.split_once(" For ").or_else(|| part.split_once(" for ")) {
                part = if is_person(name) { name } else { part };
            }
            let bare = without_office(part);
            part = if own(bare) { part } else { bare };
        }
        if !part.is_empty() && (parts.is_empty() || !office && !own(part)) {
            parts.push(part);
        }
    }
    if parts.len() > 1 && parts.first().is_some_and(|p| own(p)) {
        parts.remove(0);
    }
    parts.join(", ")
}

/// Where `Ada MarshPublished` or `Ada MarshApril` ends: two elements that nothing parts.
fn glued(line: &str) -> usize {
    let mut before = ' ';
    let mut word_start = 0;
    for (at, c) in line.char_indices() {
        if !c.is_alphabetic() {
            word_start = at + c.len_utf8();
        }
        // `McMay` is a name.
        let front = line.get(word_start..at).unwrap_or("");
        if before.is_lowercase() && c.is_uppercase() && front.len() >= 3 && !matches!(front, "Mac" | "Van") {
            let tail = line.get(at..).unwrap_or("");
            let word = tail.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
            if word.len() >= 3 && (phrases::is_date_word(&word) || FURNITURE.contains(&word.as_str()))
                || word == "posted"
            {
                return at;
            }
        }
        before = c;
    }
    line.len()
}

/// `Ada Marsh Senior Reporter` without the office; a group keeps its name.
fn without_office(name: &str) -> &str {
    let office = |w: &str| OFFICES.contains(&w.to_lowercase().as_str());
    let mut end = 0;
    for (count, word) in name.split(' ').enumerate() {
        if office(word) {
            return if count >= 2 && is_person(&name[..end]) { &name[..end] } else { name };
        }
        end += word.len() + usize::from(count > 0);
    }
    name
}

/// The byline that counts: people before groups and houses; a line on the page that names more people than the records.
pub fn choose(lines: &[Said], publishers: &[Said]) -> usize {
    let people = |said: &Said| are_people(&said.value) && !publishers.iter().any(|p| same_words(&p.value, &said.value));
    let rank = |said: &Said| match (people(said), said.source) {
        (true, Source::JsonLd) => 0,
        (true, Source::Visible) => 1,
        (true, _) => 2,
        // The user's name of whoever pressed the button.
        (false, Source::Meta | Source::OpenGraph) if !said.value.contains(' ') => 4,
        (false, _) => 3,
    };
    let Some((first, best)) = lines.iter().enumerate().min_by_key(|(_, said)| rank(said)) else { return 0 };
    let more = |said: &Said| {
        said.source == Source::Visible
            && people(said)
            && people(best)
            && names(&said.value).count() > names(&best.value).count()
            && names(&best.value).all(|name| names(&said.value).any(|n| same_words(n, name)))
    };
    lines.iter().position(more).unwrap_or(first)
}

/// Whether two lines name the same people, or one of them only adds an office or a house.
pub fn same(a: &str, b: &str) -> bool {
    let letters = |t: &str| {
        let all: Vec<String> = names(t)
            .map(|n| n.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
            .collect();
        all.concat()
    };
    let (a, b) = (letters(a), letters(b));
    a == b || a.len().min(b.len()) > 5 && (a.starts_with(&b) || b.starts_with(&a))
}

#[cfg(test)]
mod tests;
