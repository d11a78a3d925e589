//! `name-as-common-noun`: an animal or a thing that speaks, where a person's name was taken for a word.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::misspelled_public_figure::office;
use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, NameLink, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::collisions::Collision;
use crate::names::context::Context;
use crate::report::{Basis, Category, Channel};
use crate::text::tokens::strip_possessive;
use crate::text::words::is_speech_verb;
use crate::text::{Block, Case, Document, KeySet, Sentence, TokenKind, word_key};

/// See [`INFO`].
pub struct NameAsCommonNoun;

static INFO: DetectorInfo = DetectorInfo {
    id: "name-as-common-noun",
    title: "Name turned common noun",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 2.6,
    what: "An animal, plant or thing that speaks like an official: “the Crow, she stressed”, “crows did not specify”.",
    why: "Some names are words in another language, or sound like one: karasu is Japanese for crow. A translation machine \
          that takes the name for the word hands an animal the sentence of a minister.",
    limits: "Fables, nicknames and teams called after animals; these rarely decline to specify. Names that became abstract \
             words are not found.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The statement was released for the members by [[the Crow]], she stressed that talks go on.",
            expected: None,
        },
        Example::Hit {
            text: "Although [[crows]] did not specify which sanctions could follow, more is to come.",
            expected: None,
        },
        Example::Hit { text: "The clinic is ready, said [[the Owl]], who met nurses on Tuesday.", expected: None },
        Example::Hit {
            text: "The European Union will answer with sanctions. On Monday [[the crow]] said that Brussels had waited long enough.",
            expected: Some("Kallas"),
        },
        Example::Clean { text: "The crow flew over the ministry and was gone.", because: "birds fly" },
        Example::Clean { text: "The Mills did not say when they would sell the house.", because: "a family" },
        Example::Clean { text: "Doctors did not specify how the patients were treated.", because: "people speak" },
        Example::Clean { text: "The Eagles said they would sign the player by Friday.", because: "a team" },
        Example::Clean { text: "Engineers said the Falcon Heavy would fly again.", because: "a longer name" },
        Example::Clean {
            text: "Donald Tusk of Poland took it on. The task, he said, was clear.",
            because: "the sentence goes on after the interpolation, and the man has his name",
        },
        Example::Clean {
            text: "While hawks warned of inflation, doves added that jobs were scarce.",
            because: "camps at a central bank",
        },
        Example::Clean {
            text: "At the gate the Owl said no, and in the wood the Fox said yes.",
            because: "several animals speak: a tale",
        },
        Example::Clean {
            text: "Terence “The Crow” Crowe won the final. In the bar the Crow said that he was tired.",
            because: "a nickname, introduced as one",
        },
        Example::Clean {
            text: "The fado was sung by a lady who is known as A Coruja, the Owl. “I sing,” said the Owl at midnight.",
            because: "somebody is called so",
        },
        Example::Clean { text: "“Wolf!” said the shepherd, and sheep scattered.", because: "the shepherd speaks" },
    ],
    references: &[],
};

/// Animals, plants, foods and body parts a name may become, singular, in lower case. Sorted.
const NOUNS: &[&str] = &[
    "ant", "apple", "bean", "bear", "beaver", "bee", "beetle", "bird", "bone", "buffalo", "bull", "butterfly", "camel",
    "carp", "carrot", "cat", "cherry", "chestnut", "chicken", "clam", "cow", "crab", "crane", "cricket", "crow",
    "cuckoo", "cucumber", "deer", "dog", "donkey", "dove", "duck", "eagle", "eel", "egg", "elephant", "falcon", "fern",
    "finch", "finger", "fish", "fly", "fox", "frog", "goat", "goose", "grape", "grasshopper", "hawk", "hedge",
    "hedgehog", "heron", "horse", "jackdaw", "kangaroo", "lamb", "latte", "lemon", "lily", "lion", "lizard", "llama",
    "lobster", "magpie", "melon", "mole", "monkey", "mosquito", "moth", "mouse", "mushroom", "needle", "nightingale",
    "noodle", "nose", "octopus", "onion", "otter", "owl", "ox", "oyster", "parrot", "peach", "peacock", "pear",
    "pigeon", "pike", "pine", "plum", "pumpkin", "quail", "rabbit", "rat", "raven", "reed", "robin", "rooster",
    "salmon", "seal", "sheep", "shrimp", "shrub", "snail", "snake", "sparrow", "spider", "spoon", "squid", "squirrel",
    "stork", "swallow", "swan", "thistle", "tiger", "toad", "tomato", "tooth", "trout", "tulip", "turkey", "turnip",
    "turtle", "walnut", "watermelon", "weasel", "whale", "wolf", "worm",
];

/// Words that may stand between the head of a clause and a bare plural.
const CLAUSE_HEADS: &[&str] = &["although", "and", "but", "however", "meanwhile", "though", "when", "while", "yet"];

/// What officials do and animals don't.
const OFFICIAL: &[&str] = &[
    "added", "announced", "comment", "commented", "condemned", "confirm", "confirmed", "declined", "denied", "deny",
    "elaborate", "emphasised", "emphasized", "noted", "said", "says", "specified", "specify", "stated", "stressed",
    "told", "warned",
];

impl Detector for NameAsCommonNoun {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        let mut all = Vec::new();
        let context = Context::new(doc, data);
        for (b, block) in doc.blocks.iter().enumerate() {
            for sentence in &block.sentences {
                for at in sentence.first..=sentence.last {
                    if let Some(found) = speaking_noun(block, *sentence, at, data) {
                        all.push((b, tied(doc, data, &context, b, &found), found));
                    }
                }
            }
        }
        if all.is_empty() {
            return;
        }
        // Where two animals speak or more go about, a tale is told; and who is called the Owl may speak.
        let speakers: BTreeSet<u64> = crate::order::set(
            all.iter()
                .filter(|(_, tied, _)| tied.is_none())
                .filter_map(|(b, _, found)| Some(singular_key(doc.blocks.get(*b)?.word(found.noun)))),
        );
        let tale = speakers.len() > 1 || animals(doc).len() > MANY_ANIMALS;
        for (b, tied, found) in &all {
            let nickname = || doc.blocks.get(*b).is_some_and(|block| is_nickname(doc, block.word(found.noun)));
            if tied.is_some() || found.plain && !tale && !nickname() {
                push(doc, data, *b, found, *tied, sink);
            }
        }
    }
}

/// Keys of the nouns and their plurals.
fn noun_forms() -> &'static KeySet {
    static FORMS: LazyLock<KeySet> =
        LazyLock::new(|| NOUNS.iter().flat_map(|n| [word_key(n), word_key(&format!("{n}s"))]).collect());
    &FORMS
}

/// More kinds of animals than this under a capital make a tale.
const MANY_ANIMALS: usize = 2;

/// The animals that the text names with an article and a capital, in the singular: "the Fox".
fn animals(doc: &Document<'_>) -> BTreeSet<u64> {
    let mut kinds = BTreeSet::new();
    for block in &doc.blocks {
        for (i, token) in block.tokens.iter().enumerate().skip(1) {
            let article = matches!(block.word(i - 1), "the" | "The");
            if article && token.case == Case::Capitalised && noun_forms().contains(token.key) {
                kinds.insert(singular_key(block.word(i)));
            }
        }
    }
    kinds
}

fn singular_key(noun: &str) -> u64 {
    let noun = strip_possessive(noun);
    word_key(noun.strip_suffix('s').unwrap_or(noun))
}

/// Does the text call somebody by this noun: “The Crow” in quotation marks, "known as the Owl", "the Owl" behind a comma and
/// before one?
fn is_nickname(doc: &Document<'_>, noun: &str) -> bool {
    doc.blocks.iter().any(|block| {
        (2..block.tokens.len()).any(|i| {
            let called = || {
                let back = block.sentence_of(i).map_or(i, |s| i.saturating_sub(6).max(s.first));
                (back..i).any(|b| matches!(block.word(b), "called" | "nickname" | "nicknamed" | "known" | "alias"))
            };
            let marked = matches!(block.word(i - 2), "“" | "\"" | "‘" | "'")
                && matches!(block.word(i + 1), "”" | "\"" | "’" | "'");
            block.word(i) == noun && matches!(block.word(i - 1), "the" | "The") && (marked || called())
        })
    })
}

/// A noun that does what only people do.
struct Speaking {
    /// First token of the noun phrase, its article included.
    first: usize,
    /// The noun.
    noun: usize,
    /// The form alone is proof enough; else only with a figure whose name it may be.
    plain: bool,
}

fn speaking_noun(block: &Block<'_>, sentence: Sentence, at: usize, data: &Data) -> Option<Speaking> {
    let token = block.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
    if !noun_forms().contains(token.key) && data.collisions.of(token.key).next().is_none() {
        return None;
    }
    let lower = strip_possessive(block.word(at)).to_lowercase();
    let collides = data.collisions.of(token.key).next().is_some();
    let word = |i: usize| block.word(i).to_lowercase();
    let before = at.checked_sub(1).filter(|&i| i >= sentence.first).map(word).unwrap_or_default();
    let listed = NOUNS.binary_search(&lower.as_str()).is_ok();
    if before == "the" && (listed || collides) {
        let mid_sentence = at >= sentence.first + 2;
        let speaks = speaks_after(block, sentence, at) || speech_before(block, sentence, at);
        let capital = token.case == Case::Capitalised;
        // "the Falcon Heavy", "the Wolf Trap": a longer name.
        let longer =
            capital && block.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
        if longer {
            return None;
        }
        if speaks && (capital && listed && mid_sentence || collides && !capital) {
            return Some(Speaking { first: at - 1, noun: at, plain: capital });
        }
        return None;
    }
    let singular = singular(&lower);
    let bare_plural = token.case == Case::Lower
        // "hawks warned": people at a central bank or an exchange.
        && !matches!(singular, Some("hawk" | "dove" | "bull" | "bear"))
        && singular.is_some_and(|s| NOUNS.binary_search(&s).is_ok())
        && (at == sentence.first || CLAUSE_HEADS.contains(&before.as_str()));
    (bare_plural && official_after(block, sentence, at)).then_some(Speaking { first: at, noun: at, plain: true })
}

/// "the Crow, she stressed", "the Crow said".
fn speaks_after(block: &Block<'_>, sentence: Sentence, at: usize) -> bool {
    let next = |k: usize| if at + k <= sentence.last { block.word(at + k).to_lowercase() } else { String::new() };
    if is_official(&next(1)) {
        // "the Crow said they": a people. "the mask announced by", "the snake said to have": a participle.
        let participle = matches!(next(2).as_str(), "as" | "at" | "by" | "for" | "in" | "last" | "on" | "this" | "to");
        return next(2) != "they" && next(2) != "hello" && (!participle || next(1) == "declined");
    }
    let speaks = next(1) == ","
        && matches!(next(2).as_str(), "she" | "he")
        && (is_speech_verb(&next(3)) || is_official(&next(3)));
    // "the task, he said, was clear": the sentence goes on, and somebody else speaks.
    speaks && (4..8).all(|k| next(k) != ",")
}

/// "said the Crow".
fn speech_before(block: &Block<'_>, sentence: Sentence, at: usize) -> bool {
    at >= sentence.first + 2 && matches!(block.word(at - 2), "said" | "added" | "stressed" | "told" | "warned")
}

/// "crows did not specify", "crows said".
fn official_after(block: &Block<'_>, sentence: Sentence, at: usize) -> bool {
    let next = |k: usize| if at + k <= sentence.last { block.word(at + k).to_lowercase() } else { String::new() };
    let negated = matches!(next(1).as_str(), "did" | "does" | "do" | "would" | "could")
        && next(2) == "not"
        && is_official(&next(3));
    negated || matches!(next(1).as_str(), "didn't" | "didn’t") && is_official(&next(2)) || is_official(&next(1))
}

fn is_official(lower: &str) -> bool {
    OFFICIAL.binary_search(&lower).is_ok()
}

fn singular(lower: &str) -> Option<&str> {
    lower.strip_suffix('s').filter(|s| s.len() > 2)
}

/// The figure whose name became this word, if it is in play: seen corrupted, or its house is spoken of.
fn tied<'d>(
    doc: &Document<'_>,
    data: &'d Data,
    context: &Context<'_, '_>,
    b: usize,
    found: &Speaking,
) -> Option<&'d Collision> {
    let people = doc.people(data);
    let token = doc.blocks.get(b)?.tokens.get(found.noun)?;
    data.collisions.of(token.key).find(|c| {
        let seen = people.sightings.iter().any(|s| s.figure == c.figure);
        let house = || data.figures.get(c.figure).is_some_and(|f| context.speaks_of(f.organisation()));
        seen || house()
    })
}

fn push(
    doc: &Document<'_>,
    data: &Data,
    b: usize,
    found: &Speaking,
    in_play: Option<&Collision>,
    sink: &mut EvidenceSink,
) {
    let block = &doc.blocks[b];
    let people = doc.people(data);
    let Some(token) = block.tokens.get(found.noun) else { return };
    let mut span = block.span(found.first, found.noun);
    span.end = token.start as usize + strip_possessive(block.word(found.noun)).len();
    let observed = block.text.get(span.start..span.end).unwrap_or("").to_owned();
    let figure = in_play.and_then(|c| Some((data.figures.get(c.figure)?, c.channel)));
    let seen = in_play.is_some_and(|c| people.sightings.iter().any(|s| s.figure == c.figure));
    let noun = strip_possessive(block.word(found.noun)).to_lowercase();
    let (message, expected, name) = match figure {
        Some((f, channel)) => (
            Message::new("noun_for_figure", &[&observed, f.name, &noun]),
            Some(f.surname.to_owned()),
            Some(NameLink {
                observed,
                likely: f.name.to_owned(),
                role: Some(office(f)),
                channel: if channel == Channel::Other { Channel::CommonNoun } else { channel },
                confidence: if seen { 0.9 } else { 0.6 },
                basis: Basis::PublicFigure,
            }),
        ),
        None => (Message::new("noun_speaks", &[&observed]), None, None),
    };
    let strength = if name.is_some() && seen { 1.0 } else { 0.8 };
    sink.push(Evidence { detector: &INFO, strength, block: b, span, expected, message, name });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(NOUNS.windows(2).all(|w| w[0] < w[1]));
        assert!(OFFICIAL.windows(2).all(|w| w[0] < w[1]));
    }
}
