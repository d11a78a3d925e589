//! Credits in the text: "originally published by Reuters", "LONDON (Reuters) -", "told the BBC", "according to Euronews".
//!
//! A publisher's name alone is no credit; the words around it make it one, and say how much it means. Only phrases by
//! which a text speaks of its own origin are strong. Quoting a publisher is weak: honest articles do it all the time,
//! though "told Euronews" is what Euronews writes of its own interviews, and a copy keeps it.

use super::address::WebAddress;
use super::publishers::{Naming, is_the};
use super::{Clue, Page, site};
use crate::article::ParagraphKind;
use crate::message::Message;
use crate::report::Relation;
use crate::text::{Block, Case, Span, TokenKind};

/// A credit at this confidence or above speaks of the text's own origin.
pub const STRONG: f64 = 0.5;

/// A credit and where it stands.
#[derive(Debug, Clone)]
pub struct Credit {
    /// Index into the document's blocks; none for the byline.
    pub block: Option<usize>,
    /// The sentence in bytes of its block.
    pub sentence: Span,
    /// Index of the publisher; none for one known only by its domain.
    pub publisher: Option<usize>,
    /// Its front page.
    pub address: WebAddress,
    /// 0 to 1.
    pub confidence: f64,
    /// What to tell.
    pub message: Message,
}

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
    (&["told"], 0.25),
    (&["telling"], 0.25),
    (&["tells"], 0.25),
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

/// All credits, in the order of the text; the byline first.
pub fn find(page: &Page<'_>) -> Vec<Credit> {
    let mut out = byline(page);
    let blocks = &page.doc.blocks;
    let last_body = blocks.iter().rposition(|b| b.kind != ParagraphKind::Heading).unwrap_or(0);
    for (index, block) in blocks.iter().enumerate().filter(|(_, b)| b.paragraph.is_some()) {
        let place = Place { near_start: block.paragraph.is_some_and(|p| p <= 2), near_end: index + 2 >= last_body };
        let mut i = 0;
        while i < block.tokens.len() {
            let Some(naming) = naming(page, block, i) else {
                i += 1;
                continue;
            };
            if let Some((confidence, message, snippet)) = judge(block, &naming, place) {
                push(page, block, Some(index), &naming, confidence, message, snippet, &mut out);
            }
            i = naming.last + 1;
        }
    }
    out
}

/// The clues that credits give by themselves: the publisher's front page. A kind of phrase counts once for each
/// publisher, and the weaker kinds half.
pub fn clues(credits: &[Credit]) -> Vec<Clue> {
    let mut best: Vec<&Credit> = credits.iter().collect();
    // A stable sort: equals stay in the order of the text.
    best.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut out: Vec<Clue> = Vec::new();
    for credit in best {
        let mut same = out.iter().filter(|c| c.address == credit.address).peekable();
        let weaker = same.peek().is_some();
        if same.any(|c| c.message.message_id == credit.message.message_id) {
            continue;
        }
        out.push(Clue {
            address: credit.address.clone(),
            whole_site: true,
            relation: Relation::Credited,
            confidence: if weaker { credit.confidence / 2.0 } else { credit.confidence },
            title: None,
            message: credit.message.clone(),
        });
    }
    out
}

/// A publisher known by name, or a bare domain ("gadgets.example").
#[derive(Debug, Clone)]
struct Named {
    publisher: Option<usize>,
    address: WebAddress,
    first: usize,
    last: usize,
    needs_strong: bool,
}

fn naming(page: &Page<'_>, block: &Block<'_>, i: usize) -> Option<Named> {
    if let Some(Naming { publisher, first, last, needs_strong, .. }) = page.publishers.at(block, i) {
        let address = page.publishers.get(publisher)?.domains.first().and_then(|d| WebAddress::home(d))?;
        let longer = continues(block, last) || begins_earlier(block, first);
        return Some(Named { publisher: Some(publisher), address, first, last, needs_strong: needs_strong || longer });
    }
    // A bare domain is credited only where the phrase leaves no doubt.
    let word = block.word(i);
    let (_, suffix) = word.rsplit_once('.')?;
    let domain_like = suffix.len() >= 2 && suffix.bytes().all(|b| b.is_ascii_lowercase()) && word.len() > 5;
    let address = WebAddress::home(word).filter(|a| domain_like && site::may_be_original(a))?;
    let publisher = page.publishers.by_host(address.host());
    Some(Named { publisher, address, first: i, last: i, needs_strong: true })
}

/// "Reuters Institute", "Guardian Media Group": another body's name.
fn continues(block: &Block<'_>, last: usize) -> bool {
    let next = block.tokens.get(last + 1).filter(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
    next.is_some() && PARTS.binary_search(&block.word(last + 1).to_lowercase().as_str()).is_err()
}

/// "Navajo Times": the tail of a longer name.
fn begins_earlier(block: &Block<'_>, first: usize) -> bool {
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

#[derive(Debug, Clone, Copy)]
struct Place {
    near_start: bool,
    near_end: bool,
}

type Judgement = (f64, &'static str, (usize, usize));

/// Is this naming a credit, how sure, told by which message, quoting which tokens?
fn judge(block: &Block<'_>, naming: &Named, place: Place) -> Option<Judgement> {
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
    // "republished with permission from X"
    if let Some(verb) = has(REPUBLISHING) {
        return Some((0.65, "source_credit", snippet(verb)));
    }
    // "originally published on X", "appeared first on X": the verb directly before the preposition
    let before = words.len().checked_sub(2).map(|k| &words[k])?;
    let first_after = FIRST.binary_search(&before.1.as_str()).is_ok();
    let verb = if first_after { words.len().checked_sub(3).map(|k| &words[k])? } else { before };
    if PUBLISHING.binary_search(&verb.1.as_str()).is_err() || preposition == "with" || preposition == "of" {
        return None;
    }
    let first = first_after || words.iter().any(|(i, w)| *i < verb.0 && FIRST.binary_search(&w.as_str()).is_ok());
    // What was published: this text, or something it talks about?
    let opening: Vec<String> = (head..verb.0)
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

/// Who a byline names: "Reuters", "Jane Doe, Associated Press", "Euronews with AP".
fn byline(page: &Page<'_>) -> Vec<Credit> {
    let mut out = Vec::new();
    let Some(text) = &page.article.byline else { return out };
    let block = Block::new(None, ParagraphKind::Body, text, &[]);
    let mut named: Vec<Named> = Vec::new();
    let mut i = 0;
    while i < block.tokens.len() {
        match naming(page, &block, i) {
            Some(n) if n.publisher.is_some() => {
                i = n.last + 1;
                named.push(n);
            }
            _ => i += 1,
        }
    }
    for n in &named {
        let others = block
            .tokens
            .iter()
            .enumerate()
            .filter(|(k, t)| t.is_word_like() && !(n.first..=n.last).contains(k))
            .filter(|(k, _)| !["by", "the", "from", "news", "staff"].contains(&block.word(*k).to_lowercase().as_str()))
            .count();
        let agency = n.publisher.and_then(|p| page.publishers.get(p)).is_some_and(|p| p.agency);
        let confidence = match (named.len(), others) {
            (1, 0) => 0.6,
            // "Jane Doe, Associated Press"
            (1, _) if agency && !n.needs_strong => 0.5,
            _ if n.needs_strong => continue,
            _ => 0.35,
        };
        push(page, &block, None, n, confidence, "source_byline", (n.first, n.last), &mut out);
    }
    out
}

#[allow(clippy::too_many_arguments)] // one place where a judgement becomes a credit
fn push(
    page: &Page<'_>,
    block: &Block<'_>,
    index: Option<usize>,
    naming: &Named,
    confidence: f64,
    message: &'static str,
    snippet: (usize, usize),
    out: &mut Vec<Credit>,
) {
    if page.own.is_same_site(&naming.address)
        || page.own.is_same_publisher(&naming.address, page.publishers)
        || naming.publisher.is_some_and(|p| page.own.is_publisher(p))
    {
        return;
    }
    let name = naming.publisher.and_then(|p| page.publishers.get(p)).map_or(naming.address.host(), |p| p.name);
    let sentence = block.sentence_of(naming.first).map_or(Span::new(0, 0), |s| block.span(s.first, s.last));
    out.push(Credit {
        block: index,
        sentence,
        publisher: naming.publisher,
        address: naming.address.clone(),
        confidence,
        message: Message::new(message, &[name, block.slice(snippet.0, snippet.1)]),
    });
}
