//! The names that changed, gathered by the person who is meant.

use super::names::{Renamed, collides};
use super::words::{Text, Word, Words};
use crate::message::Message;
use crate::names::fold::letters;
use crate::names::roles::is_role_key;
use crate::names::route;
use crate::report::{Basis, Channel, NameRow};
use crate::text::tokens::strip_possessive;
use crate::text::{Block, Mention, TokenKind};

/// Distance up to which the letters tell a route.
const ROUTED: f32 = 0.5;

/// Tokens of a full name; what is longer is a headline.
const LONGEST: usize = 7;

/// How a name became another, in a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct How {
    /// The route.
    pub channel: Channel,
    /// The observed name sounds like the one that was meant.
    alike: bool,
}

/// A name that was taken for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The word is what the name means, or sounds like in another language.
    Meant,
    /// It is a word of the language, written small.
    Small,
    /// It is one, written as names are.
    Known,
}

impl How {
    /// A route, for two words of names.
    pub fn of(known: &str, observed: &str, distance: f32, word: Option<Taken>) -> Self {
        let alike = distance <= ROUTED;
        let channel = if word == Some(Taken::Meant) || alike && word == Some(Taken::Small) {
            Channel::CommonNoun
        } else if alike {
            route::explain(&letters(known), &letters(observed)).channel
        } else if word.is_some() {
            Channel::CommonNoun
        } else {
            Channel::Other
        };
        Self { channel, alike }
    }

    /// In a sentence.
    pub fn message(self, observed: &str, expected: &str) -> Message {
        let id = match self.channel {
            Channel::Japanese => "renamed_japanese",
            Channel::Korean => "renamed_korean",
            Channel::Chinese => "renamed_chinese",
            Channel::Arabic => "renamed_arabic",
            Channel::Russian => "renamed_russian",
            Channel::CommonNoun => "renamed_word",
            Channel::Title | Channel::Other if self.alike => "renamed_sound",
            Channel::Title | Channel::Other => "renamed",
        };
        Message::new(id, &[observed, expected])
    }
}

/// People by their full names.
pub struct People<'p> {
    /// Full names of the original: the block, the first token of the mention, of the name, and the last.
    full: Vec<FullName<'p>>,
    found: Vec<Found>,
}

#[derive(Debug, Clone, Copy)]
struct FullName<'p> {
    name: &'p str,
    role: Option<&'p str>,
    block: usize,
    first: usize,
    last: usize,
}

struct Found {
    likely: String,
    role: Option<String>,
    observed: Vec<String>,
    how: How,
    score: f32,
    count: usize,
}

impl<'p> People<'p> {
    /// The people of the original.
    pub fn new(original: &Text<'p>) -> Self {
        let mut full = Vec::new();
        let blocks = original.cut.doc.blocks.iter().enumerate();
        // In a headline all words may be capitalised.
        for (b, block) in blocks.filter(|(_, block)| block.paragraph.is_some()) {
            for mention in &block.mentions {
                let Some((first, last)) = name_of(block, *mention).filter(|(f, l)| l - f < LONGEST) else { continue };
                let role = role_before(block, *mention, first);
                full.push(FullName { name: strip_possessive(block.slice(first, last)), role, block: b, first, last });
            }
        }
        Self { full, found: Vec::new() }
    }

    /// Notes that some words of the copy stand for a name; says how it came about.
    pub fn note(
        &mut self,
        text: &Text<'p>,
        copy: &[Word<'p>],
        original: &[Word<'p>],
        words: &Words<'p>,
        renamed: &[Renamed],
    ) -> How {
        let best = renamed.iter().min_by(|a, b| a.distance.total_cmp(&b.distance));
        let pair = best.and_then(|r| Some((words.copy.get(r.copy)?, words.original.get(r.original)?, r.distance)));
        let how = pair.map_or(How { channel: Channel::Other, alike: false }, |(c, o, d)| {
            let word = if collides(c, o) {
                Some(Taken::Meant)
            } else if !c.capital {
                Some(Taken::Small)
            } else {
                c.known.then_some(Taken::Known)
            };
            How::of(o.text, c.text, d, word)
        });
        let (Some(first), Some(observed)) = (original.first(), observed(text, copy, how)) else { return how };
        let score = renamed.iter().map(|r| r.score).fold(0.0, f32::max);
        let here = self.full.iter().find(|f| f.block == first.block && (f.first..=f.last).contains(&first.first));
        let here = here.copied();
        let likely = self.whole(here, first);
        let name = likely.map_or(first.text, |f| f.name).to_owned();
        let role = likely.and_then(|f| f.role).map(str::to_owned);
        let at = self.found.iter().position(|f| f.likely == name).unwrap_or(self.found.len());
        if at == self.found.len() {
            self.found.push(Found { likely: name, role, observed: Vec::new(), how, score: 0.0, count: 0 });
        }
        let Some(found) = self.found.get_mut(at) else { return how };
        if score > found.score {
            (found.score, found.how) = (score, how);
        }
        found.count += 1;
        if !found.observed.contains(&observed) {
            found.observed.push(observed);
        }
        how
    }

    /// The full name of whoever is called so here: the last one before that ends with it, or holds it, or the first after.
    fn whole(&self, here: Option<FullName<'p>>, word: &Word<'_>) -> Option<FullName<'p>> {
        let here = here?;
        if here.name.contains(' ') {
            return Some(here);
        }
        let ends = |f: &&FullName<'p>| f.name.rsplit(' ').next() == Some(here.name) && f.name.contains(' ');
        let holds = |f: &&FullName<'p>| f.name.contains(' ') && f.name.split(' ').any(|w| w == here.name);
        let at = (word.block, word.first);
        let before = |f: &&FullName<'p>| (f.block, f.first) < at;
        let all = || self.full.iter();
        let found = all().rev().filter(before).find(ends).or_else(|| all().find(ends)).or_else(|| all().find(holds));
        found.copied().or(Some(here))
    }

    /// A row for each person, in the order in which they came up.
    pub fn rows(self) -> Vec<NameRow> {
        self.found.into_iter().map(|f| row(f.observed, f.likely, f.role, f.how, sure(f.score, f.count))).collect()
    }
}

/// The copy's form: with its article, where the name became a word.
fn observed(text: &Text<'_>, copy: &[Word<'_>], how: How) -> Option<String> {
    let (_, form) = text.place(copy)?;
    let form = strip_possessive(form);
    let first = copy.first()?;
    let article = (how.channel == Channel::CommonNoun)
        .then(|| text.block(first).and_then(|b| Some(b.word(first.first.checked_sub(1)?))))
        .flatten()
        .filter(|w| w.eq_ignore_ascii_case("the"));
    Some(article.map_or_else(|| form.to_owned(), |article| format!("{article} {form}")))
}

/// A row of basis source.
pub fn row(observed: Vec<String>, likely: String, role: Option<String>, how: How, confidence: f64) -> NameRow {
    let why = how.message(&observed.join("”, “"), &likely);
    NameRow {
        observed,
        likely,
        role,
        channel: how.channel,
        confidence,
        basis: Basis::Source,
        why: why.english(),
        message_id: why.message_id,
        params: why.params,
    }
}

/// How sure that is: names that sound alike in the same place are; words that stand for a name once are not.
pub fn sure(score: f32, count: usize) -> f64 {
    let sum = f64::from(score) + 0.3 * (count.min(4) as f64);
    (0.35 + 0.13 * sum).clamp(0.5, 0.97)
}

/// The tokens of a mention's name, without offices before it.
pub fn name_of(block: &Block<'_>, mention: Mention) -> Option<(usize, usize)> {
    let is_word = |t: &usize| block.tokens.get(*t).is_some_and(|t| t.kind == TokenKind::Word);
    let is_role = |t: &usize| block.tokens.get(*t).is_some_and(|t| is_role_key(t.key));
    let after_role = (mention.first..=mention.last).rev().find(|t| is_role(t)).map_or(mention.first, |t| t + 1);
    let first = (after_role..=mention.last).find(is_word)?;
    Some((first, mention.last))
}

/// The office in a mention before its name: "NATO Secretary General".
pub fn role_before<'a>(block: &Block<'a>, mention: Mention, first: usize) -> Option<&'a str> {
    if first > mention.first {
        let last =
            (mention.first..first).rev().find(|t| block.tokens.get(*t).is_some_and(|t| t.kind == TokenKind::Word))?;
        return Some(block.slice(mention.first, last));
    }
    // "president Donald Trump"
    let role = |t: &usize| block.tokens.get(*t).is_some_and(|t| is_role_key(t.key));
    let start = (0..mention.first).rev().take_while(role).last()?;
    Some(block.slice(start, mention.first - 1))
}
