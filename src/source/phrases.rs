//! What the words around a publisher's name make of it: the text's origin, a citation, or nothing.
//!
//! Strong phrases speak of the text itself ("this article was originally published by"), weak ones of something it
//! reports ("told the BBC"). Spinners replace words of these phrases too; the lists hold what they put there.

use super::address::WebAddress;
use super::publishers::is_the;
use crate::article::ParagraphKind;
use crate::text::{Block, Case, TokenKind};

/// Tokens before a verb among which its subject is looked for: bounds the work on endless sentences.
const SUBJECT: usize = 40;

/// Phrases right before a publisher's name that cite it, with their confidence.
const CITING: &[(&[&str], f64)] = &[
    (&["according", "to"], 0.3),
    (&["analysis", "by"], 0.2),
    (&["article", "by"], 0.3),
    (&["article", "in"], 0.25),
    (&["cited", "by"], 0.25),
    (&["citing"], 0.25),
    (&["comment", "to"], 0.3),
    (&["comments", "to"], 0.3),
    (&["courtesy", "of"], 0.3),
    (&["input", "from"], 0.35),
    (&["inputs", "from"], 0.35),
    (&["interview", "by"], 0.3),
    (&["interview", "for"], 0.3),
    (&["interview", "on"], 0.25),
    (&["interview", "to"], 0.3),
    (&["interview", "with"], 0.3),
    (&["investigation", "by"], 0.25),
    (&["published", "by"], 0.3),
    (&["published", "in"], 0.25),
    (&["quoted", "by"], 0.25),
    (&["remarks", "to"], 0.3),
    (&["report", "by"], 0.3),
    (&["report", "from"], 0.25),
    (&["report", "in"], 0.25),
    (&["reported", "by"], 0.3),
    (&["reports", "by"], 0.25),
    (&["reports", "in"], 0.25),
    (&["revealed", "by"], 0.3),
    (&["speaking", "on"], 0.25),
    (&["speaking", "to"], 0.3),
    (&["speaking", "with"], 0.3),
    (&["spoke", "to"], 0.25),
    (&["spoke", "with"], 0.25),
    (&["statement", "to"], 0.3),
    (&["talking", "to"], 0.3),
    (&["telling"], 0.25),
    (&["tells"], 0.25),
    (&["told"], 0.25),
    (&["via"], 0.25),
    (&["writing", "for"], 0.2),
    (&["writing", "in"], 0.2),
    (&["wrote", "in"], 0.2),
];

/// Phrases right before the name by which a publisher speaks of itself.
const SELF_BEFORE: &[(&[&str], f64)] = &[
    (&["contacted", "by"], 0.35),
    (&["obtained", "by"], 0.33),
    (&["reviewed", "by"], 0.33),
    (&["seen", "by"], 0.33),
    (&["shared", "with"], 0.33),
    (&["verified", "by"], 0.33),
];

/// Phrases right after the name by which a publisher speaks of itself.
const SELF_AFTER: &[&[&str]] = &[
    &["can", "reveal"],
    &["could", "not", "immediately"],
    &["could", "not", "independently"],
    &["could", "not", "verify"],
    &["has", "approached"],
    &["has", "asked"],
    &["has", "contacted"],
    &["has", "learned"],
    &["has", "learnt"],
    &["has", "reached", "out"],
    &["has", "seen"],
    &["reached", "out"],
    &["understands"],
    &["was", "not", "able", "to"],
    &["was", "unable", "to"],
];

/// Verbs of bringing a text out, spinners' choices among them. Sorted.
const PUBLISHING: &[&str] = &[
    "aired", "appeared", "broadcast", "distributed", "featured", "issued", "posted", "printed", "produced", "provided",
    "published", "ran", "released", "reported", "revealed", "written",
];
/// Verbs that say of themselves that the text came from elsewhere. Sorted.
const REPUBLISHING: &[&str] =
    &["adapted", "cross-posted", "excerpted", "reposted", "reprinted", "reproduced", "republished", "syndicated"];
/// What a text calls itself. Sorted.
const TEXT_NOUNS: &[&str] = &[
    "article", "column", "commentary", "content", "dispatch", "essay", "feature", "interview", "item", "news", "piece",
    "post", "report", "story", "text", "version",
];
/// "originally", and what spinners make of it. Sorted.
const FIRST: &[&str] = &["first", "firstly", "initially", "originally"];
/// Words between a phrase and a name that say what the name is: "told the British newspaper the Guardian". Sorted.
const APPOSITION: &[&str] = &[
    "agency", "broadcaster", "channel", "daily", "journal", "local", "magazine", "media", "national", "network",
    "news", "newspaper", "outlet", "paper", "portal", "private", "programme", "public", "publication", "publisher",
    "radio", "site", "state", "station", "tabloid", "television", "tv", "website", "weekly",
];
/// Capitalised words after a name that leave it what it is: "BBC Radio". Sorted.
const PARTS: &[&str] = &[
    "agency",
    "channel",
    "digital",
    "international",
    "magazine",
    "news",
    "newspaper",
    "online",
    "radio",
    "staff",
    "television",
    "tv",
    "world",
];

/// A publisher known by name, or a bare domain ("gadgets.example").
#[derive(Debug, Clone)]
pub struct Named {
    /// Index of the publisher; none for a bare domain.
    pub publisher: Option<usize>,
    /// Front page.
    pub address: WebAddress,
    /// First token.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
    /// Only a phrase that leaves no doubt makes it a credit.
    pub needs_strong: bool,
}

/// Where in the text a paragraph stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Among the first.
    pub near_start: bool,
    /// Among the last.
    pub near_end: bool,
}

/// How sure, told by which message, quoting which tokens.
pub type Judgement = (f64, &'static str, (usize, usize));

/// Is this naming a credit?
pub fn judge(block: &Block<'_>, naming: &Named, place: Place) -> Option<Judgement> {
    let sentence = block.sentence_of(naming.first)?;
    // Picture credits list agencies between slashes: "Jane Doe/AFP via Getty Images".
    if block.word(naming.last + 1) == "/" || naming.first > 0 && block.word(naming.first - 1) == "/" {
        return None;
    }
    let near = || {
        strong(block, naming, sentence.first).or_else(|| label(block, naming)).or_else(|| edge(block, naming, place))
    };
    if let Some(found) = near() {
        return Some(found);
    }
    if naming.needs_strong || is_caption(block) {
        return None;
    }
    weak(block, naming, sentence.first)
}

/// Phrases by which a text speaks of its own origin.
fn strong(block: &Block<'_>, naming: &Named, head: usize) -> Option<Judgement> {
    let word = |i: usize| block.word(i).to_lowercase();
    let at = step_back(block, naming.first, head);
    let from = at.saturating_sub(8).max(head);
    let words: Vec<(usize, String)> =
        (from..at).filter(|i| block.tokens[*i].is_word_like()).map(|i| (i, word(i))).collect();
    let snippet = |first: usize| (first, naming.last);
    let (_, preposition) = words.last()?;
    if !["on", "by", "in", "at", "via", "from", "of", "with", "here"].contains(&preposition.as_str()) {
        return None;
    }
    let has =
        |list: &[&str]| words.iter().rev().find(|(_, w)| list.binary_search(&w.as_str()).is_ok()).map(|(i, _)| *i);
    let is = |texts: &[&str]| words.iter().rev().find(|(_, w)| texts.contains(&w.as_str())).map(|(i, _)| *i);
    // "Read the original article on X"
    if let (Some(read), Some(_)) = (is(&["read"]), is(&["original", "full", "complete", "entire"]))
        && (has(TEXT_NOUNS).is_some() || is(&["original"]).is_some())
    {
        return Some((0.6, "source_credit", snippet(read)));
    }
    // "republished with permission from X"; "republished on X" says that the copy is there
    if let Some(verb) = has(REPUBLISHING) {
        let comes_from = ["from", "of", "with"].contains(&preposition.as_str());
        return comes_from.then(|| (0.65, "source_credit", snippet(verb)));
    }
    // "originally published on X", "appeared first on X": the verb directly before the preposition
    let before = words.len().checked_sub(2).map(|k| &words[k])?;
    let first_after = FIRST.binary_search(&before.1.as_str()).is_ok();
    let verb = if first_after { words.len().checked_sub(3).map(|k| &words[k])? } else { before };
    // "This article also appeared on X" names another copy.
    let elsewhere = ["with", "of"].contains(&preposition.as_str()) || is(&["also"]).is_some();
    if PUBLISHING.binary_search(&verb.1.as_str()).is_err() || elsewhere {
        return None;
    }
    let first = first_after || words.iter().any(|(i, w)| *i < verb.0 && FIRST.binary_search(&w.as_str()).is_ok());
    // What was published: this text, or something it talks about?
    let opening: Vec<String> = (head.max(verb.0.saturating_sub(SUBJECT))..verb.0)
        .filter(|i| block.tokens[*i].is_word_like())
        .map(word)
        .filter(|w| FIRST.binary_search(&w.as_str()).is_err())
        .collect();
    let subject =
        opening.windows(2).rev().find(|w| TEXT_NOUNS.binary_search(&w[1].as_str()).is_ok()).map(|w| w[0].clone());
    let reporting = ["reported", "revealed"].contains(&verb.1.as_str());
    let confidence = match subject.as_deref() {
        Some("this") => 0.7,
        Some("the" | "above") if first && !reporting => 0.55,
        None if opening.is_empty() && !reporting => 0.7,
        None if first_after && verb.1 == "appeared" => 0.7,
        // "the plan was first revealed by X"
        _ if first && !naming.needs_strong => return Some((0.35, "source_cites", snippet(verb.0))),
        _ => return None,
    };
    Some((
        if first { confidence + 0.05 } else { confidence },
        "source_credit",
        snippet(opening_start(block, head, verb.0)),
    ))
}

/// Where the quoted snippet begins: at the sentence's head unless that is far away.
fn opening_start(block: &Block<'_>, head: usize, verb: usize) -> usize {
    let first = (head..=verb).find(|i| block.tokens[*i].is_word_like()).unwrap_or(verb);
    first.max(verb.saturating_sub(6))
}

/// "Source: X", "(Source: X)", "Original source: X"; of several, none stands for all.
fn label(block: &Block<'_>, naming: &Named) -> Option<Judgement> {
    let from = naming.first.saturating_sub(10);
    let colon = (from..naming.first).rev().find(|i| block.word(*i) == ":")?;
    let labelled = colon.checked_sub(1).map(|i| block.word(i).to_lowercase())?;
    if !["source", "sources", "via"].contains(&labelled.as_str()) {
        return None;
    }
    // "Image source: Reuters" credits the picture.
    let before = colon.checked_sub(2).map(|i| block.word(i).to_lowercase()).unwrap_or_default();
    let opens = colon < 2
        || !block.tokens[colon - 2].is_word_like()
        || ["original", "article", "story", "news", "the"].contains(&before.as_str());
    // Between the colon and the name only other names.
    let list = (colon + 1..naming.first).all(|i| {
        block.tokens[i].kind == TokenKind::Mark
            || block.tokens[i].is_capitalised()
            || is_the(block.word(i))
            || block.word(i) == "and"
    });
    if !opens || !list {
        return None;
    }
    let alone = (colon + 1..naming.first).all(|i| !block.tokens[i].is_word_like() || is_the(block.word(i)))
        && ![",", "/", "&", "and"].contains(&block.word(naming.last + 1));
    Some((if alone { 0.65 } else { 0.35 }, "source_credit", (colon - 1, naming.last)))
}

/// Datelines, sign-offs and copyright lines.
fn edge(block: &Block<'_>, naming: &Named, place: Place) -> Option<Judgement> {
    let before = naming.first.checked_sub(1).map_or("", |i| block.word(i));
    let after = block.word(naming.last + 1);
    let bracketed = before == "(" && after == ")";
    let dash = |word: &str| matches!(word, "-" | "–" | "—" | "--");
    // "LONDON, May 28 (Reuters) -"
    if place.near_start && bracketed && naming.first <= 14 && naming.publisher.is_some() {
        let place_name = naming.first >= 2
            && (0..naming.first - 1)
                .any(|i| block.tokens[i].case == Case::Upper && block.tokens[i].kind == TokenKind::Word);
        if dash(block.word(naming.last + 2)) || place_name || naming.first == 1 {
            return Some((
                if dash(block.word(naming.last + 2)) { 0.7 } else { 0.55 },
                "source_dateline",
                (naming.first - 1, naming.last + 1),
            ));
        }
    }
    if naming.needs_strong || naming.publisher.is_none() {
        return None;
    }
    // "© 2025 AFP", "Copyright The Associated Press"
    let start = naming.first.saturating_sub(5);
    if let Some(mark) =
        (start..naming.first).find(|i| block.word(*i) == "©" || block.word(*i).eq_ignore_ascii_case("copyright"))
    {
        return Some((0.55, "source_credit", (mark, naming.last)));
    }
    // "— AFP", "(AP)", "Reuters" as a last line of its own
    let words = block.tokens.iter().filter(|t| t.is_word_like()).count();
    let closes = naming.last + 2 >= block.tokens.len();
    if place.near_end && closes && !is_caption(block) {
        let own_line = words == naming.last - naming.first + 1 && block.kind != ParagraphKind::Heading;
        if own_line || bracketed || dash(before) && naming.first >= 2 && block.word(naming.first - 2) == "." {
            return Some((0.5, "source_sign_off", (naming.first, naming.last)));
        }
    }
    None
}

/// Quoting and citing, and what publishers say of themselves.
fn weak(block: &Block<'_>, naming: &Named, head: usize) -> Option<Judgement> {
    let at = step_back(block, naming.first, head);
    let ends_with = |phrase: &[&str]| {
        at.checked_sub(phrase.len())
            .filter(|first| *first >= head)
            .filter(|first| phrase.iter().enumerate().all(|(k, w)| block.word(first + k).eq_ignore_ascii_case(w)))
    };
    for (phrase, confidence) in SELF_BEFORE {
        if let Some(first) = ends_with(phrase) {
            return Some((*confidence, "source_speaks_of_itself", (first, naming.last)));
        }
    }
    let follows = |phrase: &[&str]| {
        phrase.iter().enumerate().all(|(k, w)| block.word(naming.last + 1 + k).eq_ignore_ascii_case(w))
    };
    if let Some(phrase) = SELF_AFTER.iter().find(|p| follows(p)) {
        return Some((0.35, "source_speaks_of_itself", (naming.first, naming.last + phrase.len())));
    }
    for (phrase, confidence) in CITING {
        if let Some(first) = ends_with(phrase) {
            return Some((*confidence, "source_cites", (first, naming.last)));
        }
    }
    if follows(&["contributed", "to", "this"]) {
        return Some((0.35, "source_cites", (naming.first, naming.last + 3)));
    }
    let next = block.word(naming.last + 1);
    if ["reported", "reports"].iter().any(|v| next.eq_ignore_ascii_case(v)) {
        return Some((0.3, "source_cites", (naming.first, naming.last + 1)));
    }
    // "reported the Financial Times", the order that reporting verbs allow
    let inverted = at
        .checked_sub(1)
        .filter(|i| *i >= head)
        .filter(|i| ["reported", "reports"].iter().any(|v| block.word(*i).eq_ignore_ascii_case(v)));
    inverted.map(|first| (0.25, "source_cites", (first, naming.last)))
}

/// The token after the phrase that introduces a name: over "the", quotation marks, and what says what the name is.
fn step_back(block: &Block<'_>, first: usize, head: usize) -> usize {
    let mut at = first;
    for _ in 0..6 {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= head) else { break };
        let word = block.word(before);
        let lower = word.to_lowercase();
        let skip = is_the(word)
            || matches!(word, "\"" | "“" | "‘" | "'" | "«")
            || APPOSITION.binary_search(&lower.as_str()).is_ok()
            || block.tokens[before].is_capitalised() && is_origin(word);
        if !skip {
            break;
        }
        at = before;
    }
    at
}

/// A picture's caption credits the picture.
fn is_caption(block: &Block<'_>) -> bool {
    let few = block.tokens.len() < 60;
    few && (0..block.tokens.len()).any(|i| {
        let word = block.word(i);
        ["Getty", "Photo", "Photograph", "Image", "Picture", "PHOTO"].contains(&word)
            || matches!(word, "photo" | "image" | "picture")
                && matches!(block.word(i + 1), ":" | "by" | "credit" | "source")
    })
}

/// "Reuters Institute", "Guardian Media Group": another body's name.
pub fn continues(block: &Block<'_>, last: usize) -> bool {
    let next = block.tokens.get(last + 1).filter(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
    next.is_some() && PARTS.binary_search(&block.word(last + 1).to_lowercase().as_str()).is_err()
}

/// "Navajo Times": the tail of a longer name.
pub fn begins_earlier(block: &Block<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|b| block.tokens[*b].is_capitalised()) else { return false };
    let word = block.word(before);
    let heads_sentence = block.sentence_of(before).is_some_and(|s| s.first == before);
    !heads_sentence && !is_the(word) && !is_origin(word)
}

/// "Germany's Bild", "the British Guardian".
fn is_origin(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.ends_with("'s")
        || lower.ends_with("’s")
        || ["an", "ish", "ese", "ch", "eek", "ic", "iss", "li", "qi"].iter().any(|e| lower.ends_with(e))
            && lower.len() >= 5
        || ["us", "uk", "eu", "u.s", "u.k"].contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [PUBLISHING, REPUBLISHING, TEXT_NOUNS, FIRST, APPOSITION, PARTS] {
            assert!(list.windows(2).all(|w| w[0] < w[1]), "{list:?}");
        }
        assert!(CITING.windows(2).all(|w| w[0].0 < w[1].0));
    }
}
