//! The prepared search: a web search for the original that the reader may start, with words chosen to find it.
//!
//! Names are those the text should have had, and no corrupted form is ever among the words: not the observed names,
//! not a broken phrase, not a glued word. A search engine cannot know that Karasu is Kallas. The rest are words that
//! rewriting seldom changes: other names, acronyms, numbers with what they count, and common words that come back. Rare
//! words are not among them: in a spun text they are the spinner's.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::address::encode_query;
use crate::data::Data;
use crate::detect::Evidence;
use crate::message::Message;
use crate::names::fold;
use crate::order;
use crate::report::{Category, NameRow, Relation, SourceRow};
use crate::text::tokens::strip_possessive;
use crate::text::{Block, Case, Document, TokenKind, word_key, words};

/// A general search engine that needs no key and keeps no profile.
const ENGINE: &str = "https://duckduckgo.com/?q=";

/// Most words of a query: engines weaken or refuse long ones.
const MAX_WORDS: usize = 12;
/// Fewer find nothing in particular.
const MIN_WORDS: usize = 2;
/// Names put into the query.
const MAX_NAMES: usize = 3;
/// A name at this confidence is quoted, so that given name and surname must stand together.
const SURE: f64 = 0.8;
/// Words of the text that are looked at; an article's matter is in its beginning.
const READ: usize = 1_500;

/// Letters of a word that may be searched for; longer ones are damage or no words.
const MAX_LETTERS: usize = 30;

/// Words that name no particular story, though they are capitalised, rare or frequent in news. Sorted.
const EVERYWHERE: &[&str] = &[
    "added", "afternoon", "agency", "april", "article", "asked", "august", "authorities", "called", "chairman",
    "chancellor", "chief", "company", "countries", "country", "december", "director", "earlier", "evening",
    "executive", "expected", "february", "foreign", "former", "friday", "getty", "going", "government", "group",
    "image", "images", "including", "january", "july", "june", "king", "leader", "made", "make", "march", "media",
    "member", "minister", "ministry", "monday", "month", "months", "morning", "national", "news", "november",
    "october", "officer", "official", "officials", "part", "people", "percent", "photo", "police", "president",
    "press", "prime", "queen", "report", "reported", "reporters", "reuters", "right", "said", "saturday", "says",
    "secretary", "senator", "senior", "september", "source", "spokesman", "spokesperson", "spokeswoman", "state",
    "statement", "states", "sunday", "thing", "things", "think", "thursday", "time", "told", "tuesday", "united",
    "wednesday", "week", "weeks", "went", "work", "world", "year", "years", "yesterday",
];

/// The search as a candidate; none where the text has too few words of its own.
pub fn row(doc: &Document<'_>, names: &[NameRow], evidence: &[Evidence], data: &Data) -> Option<SourceRow> {
    let query = query(doc, names, evidence, data)?;
    let mut reasons = vec![Message::new("source_search", &[])];
    if !query.repaired.is_empty() {
        reasons.push(Message::new("source_search_repaired", &[&query.repaired.join(", ")]));
    }
    Some(SourceRow {
        id: None,
        url: format!("{ENGINE}{}", encode_query(&query.text)),
        title: Some(query.text),
        publisher: None,
        relation: Relation::Search,
        confidence: 0.2,
        reasons: reasons.iter().map(Message::english).collect(),
        reason_messages: reasons,
    })
}

struct Query {
    text: String,
    /// The names and phrases put in place of corrupted ones.
    repaired: Vec<String>,
}

/// What must not be in the query, and where in the text damage lies.
struct Damage<'a> {
    words: BTreeSet<u64>,
    evidence: &'a [Evidence],
}

impl<'a> Damage<'a> {
    fn new(doc: &Document<'_>, names: &[NameRow], evidence: &'a [Evidence]) -> Self {
        let mut bad = BTreeSet::new();
        let mut forbid = |observed: &str, meant: &str| {
            let meant: BTreeSet<u64> = order::set(keys(meant));
            bad.extend(keys(observed).filter(|k| !meant.contains(k)));
        };
        for name in names {
            name.observed.iter().for_each(|o| forbid(o, &name.likely));
        }
        for e in evidence {
            let broken =
                matches!(e.detector.category, Category::Name | Category::Glue | Category::Encoding | Category::Script);
            let block = doc.blocks.get(e.block);
            let observed = block.and_then(|b| b.text.get(e.span.start..e.span.end)).unwrap_or("");
            if broken || e.expected.is_some() {
                forbid(observed, e.expected.as_deref().unwrap_or(""));
            }
        }
        Self { words: bad, evidence }
    }

    fn holds(&self, phrase: &str) -> bool {
        keys(phrase).any(|k| self.words.contains(&k))
    }

    fn at(&self, block: usize, start: u32, end: u32) -> bool {
        self.evidence.iter().any(|e| e.block == block && e.span.start < end as usize && (start as usize) < e.span.end)
    }
}

/// Keys of a phrase's words, function words left out: "the Crow" forbids the crow, not the article.
fn keys(phrase: &str) -> impl Iterator<Item = u64> + '_ {
    phrase
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(strip_possessive)
        .filter(|w| !w.is_empty() && !words::is_function_word_in_any_case(w))
        .map(word_key)
}

/// The words taken so far.
struct Terms<'a> {
    damage: &'a Damage<'a>,
    parts: Vec<String>,
    stems: BTreeSet<String>,
    words: usize,
}

impl Terms<'_> {
    /// Takes the phrase unless it holds a corrupted word, is there already, or does not fit.
    fn take(&mut self, phrase: &str, quoted: bool, limit: usize) -> bool {
        let new: Vec<&str> = phrase.split_whitespace().filter(|w| !self.stems.contains(&stem(w))).collect();
        if new.is_empty() || self.words + new.len() > limit.min(MAX_WORDS) || self.damage.holds(phrase) {
            return false;
        }
        self.words += new.len();
        self.stems.extend(phrase.split_whitespace().map(stem));
        // A quotation mark or an operator inside would change the query's meaning.
        let clean = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').replace(['"', '“', '”'], "");
        if quoted && new.len() > 1 && new.len() == phrase.split_whitespace().count() {
            self.parts.push(format!("\"{}\"", new.into_iter().map(clean).collect::<Vec<_>>().join(" ")));
        } else {
            self.parts.extend(new.into_iter().map(clean).filter(|w| !w.is_empty()));
        }
        true
    }
}

/// Enough of a word to know its other forms again: sanction, sanctions.
fn stem(word: &str) -> String {
    let lower = strip_possessive(word).to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).take(6).collect()
}

fn query(doc: &Document<'_>, names: &[NameRow], evidence: &[Evidence], data: &Data) -> Option<Query> {
    let damage = Damage::new(doc, names, evidence);
    let mut terms = Terms { damage: &damage, parts: Vec::new(), stems: BTreeSet::new(), words: 0 };
    let mut repaired = Vec::new();
    let mut surest: Vec<&NameRow> = names.iter().collect();
    order::sort_by(&mut surest, |a, b| b.confidence.total_cmp(&a.confidence));
    for name in surest {
        if repaired.len() < MAX_NAMES && terms.take(&name.likely, name.confidence >= SURE, 7) {
            repaired.push(name.likely.clone());
        }
    }
    let found = Found::read(doc, &damage, data);
    // Acronyms with digits and the like, names, a mended phrase, the headline; a number; then what is left. The limits
    // leave room for what comes after.
    take_all(&mut terms, &found.codes, 2, 8);
    take_all(&mut terms, &found.names, 5, 9);
    repaired.extend(mended(evidence).into_iter().find(|phrase| terms.take(phrase, false, 11)).map(str::to_owned));
    take_all(&mut terms, &found.headline, 4, 11);
    take_all(&mut terms, &found.numbers, 1, MAX_WORDS);
    take_all(&mut terms, &found.body, MAX_WORDS, MAX_WORDS);
    (terms.words >= MIN_WORDS).then(|| Query { text: terms.parts.join(" "), repaired })
}

/// What broken titles and set phrases should have been, the surest first.
fn mended(evidence: &[Evidence]) -> Vec<&str> {
    let mut out: Vec<(&str, f64)> = evidence
        .iter()
        .filter(|e| matches!(e.detector.category, Category::Title | Category::Phrase))
        .filter_map(|e| Some((e.expected.as_deref()?, e.strength)))
        .filter(|(phrase, _)| phrase.split_whitespace().count() <= 3)
        .collect();
    order::sort_by(&mut out, |a, b| b.1.total_cmp(&a.1));
    out.into_iter().map(|(phrase, _)| phrase).collect()
}

fn take_all(terms: &mut Terms<'_>, phrases: &[String], mut most: usize, limit: usize) {
    for phrase in phrases {
        if most == 0 {
            break;
        }
        if terms.take(phrase, false, limit) {
            most -= 1;
        }
    }
}

/// Words of the text by kind, best first.
#[derive(Debug, Default)]
struct Found {
    /// Words with digits in them: APT31.
    codes: Vec<String>,
    /// Capitalised words.
    names: Vec<String>,
    /// The headline's other words.
    headline: Vec<String>,
    /// "27 member states", "80%".
    numbers: Vec<String>,
    /// Other words that come back, the common ones first.
    body: Vec<String>,
}

#[derive(Debug, Default)]
struct Tally<'a> {
    key: u64,
    shown: &'a str,
    count: usize,
    lower: usize,
    inside: usize,
    in_title: bool,
    mixed: bool,
}

/// Tallies of words, in the order of their first use.
struct Tallies<'a> {
    all: Vec<Tally<'a>>,
    /// Where in `all` the word of a key stands, plus one; at most half full. A tree took half the time of the search.
    slots: Vec<u16>,
}

impl<'a> Tallies<'a> {
    fn new(doc: &Document<'_>) -> Self {
        let most = doc.blocks.iter().map(|b| b.tokens.len()).sum::<usize>().min(READ);
        Self { all: Vec::with_capacity(most / 2), slots: vec![0; (most * 2 + 1).next_power_of_two()] }
    }

    fn of(&mut self, key: u64, shown: &'a str) -> &mut Tally<'a> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at].checked_sub(1).map(usize::from) {
                None => {
                    self.all.push(Tally { key, shown, ..Tally::default() });
                    self.slots[at] = self.all.len() as u16;
                }
                Some(place) if self.all[place].key == key => return &mut self.all[place],
                Some(_) => at = (at + 1) & mask,
            }
        }
    }
}

impl Found {
    fn read(doc: &Document<'_>, damage: &Damage<'_>, data: &Data) -> Self {
        let mut tallies = Tallies::new(doc);
        let mut out = Self::default();
        let mut numbers: Vec<(usize, String)> = Vec::new();
        let mut order = 0;
        for (index, block) in doc.blocks.iter().enumerate() {
            for (i, t) in block.tokens.iter().enumerate().filter(|(_, t)| t.is_word_like()) {
                order += 1;
                if order > READ {
                    break;
                }
                if t.is_function() || damage.at(index, t.start, t.end) || damage.words.contains(&t.key) {
                    continue;
                }
                if t.kind == TokenKind::Number {
                    if let Some((worth, phrase)) = number(block, i, damage) {
                        numbers.push((worth, phrase));
                    }
                    continue;
                }
                let shown = strip_possessive(block.word(i));
                let tally = tallies.of(t.key, shown);
                tally.count += 1;
                tally.in_title |= block.paragraph.is_none();
                match t.case {
                    Case::Lower => tally.lower += 1,
                    // A headline may capitalise every word; a sentence's first word proves nothing.
                    _ if block.paragraph.is_some() && !heads_sentence(block, i) => {
                        tally.inside += 1;
                        tally.shown = shown;
                    }
                    _ => {}
                }
                tally.mixed |= t.case == Case::Mixed;
            }
        }
        out.sort(tallies.all, data);
        order::sort_by_key(&mut numbers, |(worth, _)| Reverse(*worth));
        out.numbers = numbers.into_iter().map(|(_, phrase)| phrase).collect();
        out
    }

    fn sort(&mut self, all: Vec<Tally<'_>>, data: &Data) {
        let mut names: Vec<(usize, String)> = Vec::new();
        let mut body: Vec<(usize, String)> = Vec::new();
        for t in all {
            // Most words are plain words used once: gone before anything is allocated.
            if t.count < 2 && !t.in_title && t.inside == 0 {
                continue;
            }
            let lower = t.shown.to_lowercase();
            let letters = lower.chars().count();
            if !(2..=MAX_LETTERS).contains(&letters) || EVERYWHERE.binary_search(&lower.as_str()).is_ok() {
                continue;
            }
            let known = data.words.contains(&lower);
            if t.shown.bytes().any(|b| b.is_ascii_digit()) && t.count > 1 {
                self.codes.push(t.shown.to_owned());
            } else if t.inside > 0 && t.lower == 0 {
                let worth = t.count.min(5) * 2 + if t.in_title { 6 } else { 0 } + trust(t.key, &t, known, data);
                names.push((worth, t.shown.to_owned()));
            } else if known && letters >= 4 {
                if t.in_title {
                    self.headline.push(lower);
                } else if t.count > 1 {
                    // Spinners replace words by rare ones; what is common and comes back is more likely the writer's.
                    body.push((t.count.min(4) + if data.words.is_common(&lower) { 2 } else { 0 }, lower));
                }
            }
        }
        // Stable sorts: equals stay in the order of the text.
        order::sort_by_key(&mut names, |(worth, _)| Reverse(*worth));
        order::sort_by_key(&mut body, |(worth, _)| Reverse(*worth));
        self.names = names.into_iter().map(|(_, w)| w).collect();
        self.body = body.into_iter().map(|(_, w)| w).collect();
    }
}

/// How likely a capitalised word is a name, and the right one. States and the names people bear are; a word that is
/// also an English word may be a name that was translated; one nobody knows may be one that was garbled.
fn trust(key: u64, t: &Tally<'_>, is_word: bool, data: &Data) -> usize {
    let folded = fold::letters(t.shown);
    let borne = data.organisations.is_word(key)
        || data.figures.is_known(&folded)
        || data.bearers.surname(&folded)
        || data.bearers.frequent_given(&folded);
    match t.shown {
        _ if borne => 8,
        s if !is_word && s.len() <= 6 && s.chars().all(char::is_uppercase) => 6,
        _ if is_word || t.mixed => 0,
        _ => 1,
    }
}

fn heads_sentence(block: &Block<'_>, token: usize) -> bool {
    let Some(s) = block.sentence_of(token) else { return true };
    (s.first..token).all(|i| !block.tokens[i].is_word_like())
}

/// A number with what it counts, and how telling it is. Years, days of a month and small counts tell little.
fn number(block: &Block<'_>, i: usize, damage: &Damage<'_>) -> Option<(usize, String)> {
    let digits = block.word(i);
    if digits.len() > 12 || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) {
        return None;
    }
    let next = block.word(i + 1);
    if next == "%" || ["percent", "per"].iter().any(|p| next.eq_ignore_ascii_case(p)) {
        return Some((3, format!("{digits}%")));
    }
    let noun = |k: usize| {
        let word = block.word(k);
        let plain = block.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
        (plain && (3..=MAX_LETTERS).contains(&word.len()) && !words::is_function_word(word) && !damage.holds(word))
            .then_some(word)
    };
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let first = noun(i + 1)?;
    if ["year", "years", "months", "days", "hours", "minutes", "a.m", "p.m", "am", "pm"].contains(&first) || count < 2 {
        return None;
    }
    let phrase = match noun(i + 2).filter(|w| !words::is_speech_verb(w)) {
        Some(second) => format!("{digits} {first} {second}"),
        None => format!("{digits} {first}"),
    };
    Some((if count > 2 { 2 } else { 1 }, phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(EVERYWHERE.windows(2).all(|w| w[0] < w[1]));
    }
}
