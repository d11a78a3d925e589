//! `pronoun-clash`: a well-known woman is "he", a well-known man "she", or one person begins as several.
//!
//! Only where the grammar leaves nobody else the pronoun could mean: right behind the name and before a verb of speech,
//! as a reflexive on the name, as a form of address before it; and, of whomever, a reflexive that contradicts its subject. Who
//! a pronoun means across sentences is not guessed: where one could be sure, in one honest text of sixty, copies were right too.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::figures::Pronoun;
use crate::report::Category;
use crate::text::words::is_speech_verb;
use crate::text::{Block, Case, Document, Sentence, Span, Token, TokenKind};

/// See the module.
pub struct PronounClash;

static INFO: DetectorInfo = DetectorInfo {
    id: "pronoun-clash",
    title: "Wrong pronoun",
    category: Category::Grammar,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.0,
    what: "A man the world knows is “she”, a woman “he”, “the high representatives” go on as “she”, or he does something “for \
           herself”: where the sentence leaves nobody else the pronoun could mean.",
    why: "Japanese, Chinese, Turkish and Finnish drop the pronoun or have one for both, and many languages leave number \
          open; a machine puts in the likelier one, sentence by sentence. A writer knows whom he writes about.",
    limits: "Pronouns that refer back over a sentence's end are not judged, nor who people outside the gazetteer are. A writer who \
             uses the old pronoun of a person by mistake.",
    false_alarms: "0 of 2,068 human articles and translations. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The bloc will not wait, stressed Kaja Kallas, [[he]] said in Tallinn.",
            expected: Some("she"),
        },
        Example::Hit { text: "Emmanuel Macron [[herself]] opened the fair in Lyon.", expected: Some("himself") },
        Example::Hit { text: "Germany was led by [[Mr]] Angela Merkel for sixteen years.", expected: Some("Ms") },
        Example::Hit { text: "Reporters met [[actress]] Tom Hanks on the stairs.", expected: None },
        Example::Hit {
            text: "The plan was read out by the high representatives of the Union, [[she]] told the members.",
            expected: None,
        },
        Example::Hit { text: "He decided for [[herself]] and went home.", expected: Some("himself") },
        Example::Hit { text: "Only Ms Vane [[himself]] could say.", expected: Some("herself") },
        Example::Hit { text: "Only the widow [[himself]] knew the way.", expected: Some("herself") },
        Example::Clean {
            text: "She met Emmanuel Macron herself, and he asked the widow himself. He told Ms Vane himself. He and she herself.",
            because: "the reflexive goes with the word before it",
        },
        Example::Clean {
            text: "“We met Angela Merkel,” he said, and the chancellor smiled.",
            because: "a quotation ends between the two: another man speaks",
        },
        Example::Clean {
            text: "When Merkel met Emmanuel Macron, she told him of the vote.",
            because: "two people are at hand",
        },
        Example::Clean {
            text: "Mr Merkel, a chemist, shuns the press.",
            because: "a surname alone may be a relative's",
        },
        Example::Clean { text: "Angela Merkel herself opened the fair.", because: "the pronoun fits" },
        Example::Clean {
            text: "Senior representatives of the union were there; she told them what she had seen.",
            because: "another person speaks to them",
        },
    ],
    references: &[],
};

/// Offices in the plural that one person can be mistaken for. Sorted.
const PLURAL_OFFICES: &[&str] = &[
    "ambassadors",
    "chairmen",
    "chancellors",
    "commissioners",
    "directors",
    "governors",
    "ministers",
    "presidents",
    "representatives",
    "secretaries",
    "senators",
    "spokesmen",
    "spokespersons",
];

/// Words between a plural office and the pronoun.
const REACH: usize = 8;

impl Detector for PronounClash {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        for r in doc.people(data).references.iter().filter(|r| r.full) {
            let (Some(block), Some(figure)) = (doc.blocks.get(r.block), data.figures.get(r.figure)) else { continue };
            let Some(pronoun) = figure.pronoun.filter(|p| *p != Pronoun::They) else { continue };
            let Some(clash) = clash(block, r.first, r.last, pronoun) else { continue };
            let observed = block.word(clash.token);
            let mut evidence = Evidence::new(
                &INFO,
                r.block,
                block.span(clash.token, clash.token),
                1.0,
                Message::new("pronoun_clash", &[observed, figure.name]),
            );
            evidence.expected = clash.expected.map(str::to_owned);
            sink.push(evidence);
        }
        for (b, block) in doc.blocks.iter().enumerate() {
            for (t, token) in block.tokens.iter().enumerate() {
                if token.end - token.start != 7 || token.case != Case::Lower {
                    continue;
                }
                let Some((subject, expected)) = reflexive(block, t) else { continue };
                let message = Message::new("pronoun_reflexive", &[block.word(t), subject]);
                sink.push(Evidence::new(&INFO, b, block.span(t, t), 0.8, message).expecting(expected));
            }
            for sentence in &block.sentences {
                if let Some((span, office, pronoun)) = plural_speaks(block, *sentence) {
                    sink.push(Evidence::new(&INFO, b, span, 1.0, Message::new("pronoun_number", &[pronoun, office])));
                }
            }
        }
    }
}

/// A word that does not go with the person.
struct Clash {
    token: usize,
    expected: Option<&'static str>,
}

/// Looks right behind the name and right before it.
fn clash(block: &Block<'_>, first: usize, last: usize, pronoun: Pronoun) -> Option<Clash> {
    let other = |he: &str, she: &str, word: &str| match pronoun {
        Pronoun::He => word == she,
        _ => word == he,
    };
    let mine = |he: &'static str, she: &'static str| Some(if pronoun == Pronoun::He { he } else { she });
    if other("himself", "herself", block.word(last + 1)) && is_subject(block, first) {
        return Some(Clash { token: last + 1, expected: mine("himself", "herself") });
    }
    let speaks =
        block.word(last + 1) == "," && other("he", "she", block.word(last + 2)) && is_speech_verb(block.word(last + 3));
    if speaks && is_speech_verb(block.word(first.wrapping_sub(1))) && speaks_alone(block, first) {
        return Some(Clash { token: last + 2, expected: mine("he", "she") });
    }
    // "Mr." is two tokens.
    let before = first.checked_sub(1)?;
    let before = if block.word(before) == "." { before.checked_sub(1)? } else { before };
    let expected = match (pronoun, block.word(before)) {
        (Pronoun::He, "Mrs" | "Ms" | "Miss") => Some("Mr"),
        (Pronoun::She, "Mr") => Some("Ms"),
        (Pronoun::He, word) if is_womans(word) => None,
        (Pronoun::She, word) if is_mans(word) => None,
        _ => return None,
    };
    Some(Clash { token: before, expected })
}

/// "he decided for herself", "the widow himself", "Mr Vane herself": the word that the reflexive contradicts, and what it
/// should be. One word may stand between a pronoun and its reflexive, with a preposition.
fn reflexive<'a>(block: &Block<'a>, t: usize) -> Option<(&'a str, &'static str)> {
    let back = |steps: usize| t.checked_sub(steps).map_or("", |at| block.word(at));
    let (other, expected): (fn(&str) -> bool, _) = match block.word(t) {
        "herself" => (is_he, "himself"),
        "himself" => (is_she, "herself"),
        _ => return None,
    };
    // "Mr Vane herself", "the widow himself".
    let before = t.checked_sub(1)?;
    let named = block.tokens.get(before).is_some_and(Token::is_capitalised);
    let address = if back(2) == "." { back(3) } else { back(2) };
    let spoken = before - usize::from(back(2) == ".") - 1;
    if named && other(address) && !is_pronoun(address) && is_subject(block, spoken) {
        return Some((address, expected));
    }
    if other(back(1))
        && !is_pronoun(back(1))
        && matches!(back(2), "the" | "The" | "His" | "Her" | "My")
        && is_subject(block, before)
    {
        return Some((back(1), expected));
    }
    // "he herself"
    if is_pronoun(back(1)) && other(back(1)) && !matches!(back(2), "and" | "or" | "than" | "as" | "not") {
        return Some((back(1), expected));
    }
    // "she told himself", "he decided for herself".
    let preposition = matches!(back(1), "for" | "to" | "about" | "of" | "by");
    let (verb, subject) = if preposition { (t - 2, back(3)) } else { (before, back(2)) };
    let plain = block.tokens.get(verb).is_some_and(|v| v.kind == TokenKind::Word && v.case == Case::Lower);
    let verb = block.word(verb);
    let joins = matches!(
        verb,
        "and" | "or" | "is" | "was" | "nor" | "him" | "her" | "than" | "like" | "as" | "with" | "but" | "not"
    );
    // "what he and she": the reflexive may be the second person's.
    let lone = !matches!(if preposition { back(4) } else { back(3) }, "and" | "or" | "than" | "as");
    (plain && !joins && is_pronoun(subject) && other(subject) && lone).then_some((subject, expected))
}

/// Is nobody named before this word in its sentence, so that nobody else can do it himself? "She met Mr Vane herself" is fine.
fn is_subject(block: &Block<'_>, first: usize) -> bool {
    block.sentence_of(first).is_some_and(|s| {
        let named = block.mentions.iter().any(|m| m.first >= s.first && m.last < first);
        let referred = (s.first..first).any(|t| {
            matches!(
                block.word(t),
                "he" | "He" | "she" | "She" | "his" | "her" | "His" | "Her" | "him" | "who" | "I" | "they"
            )
        });
        !named && !referred && first - s.first <= 4
    })
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "He" | "she" | "She")
}

fn is_he(word: &str) -> bool {
    matches!(word, "he" | "He" | "Mr" | "father" | "husband" | "brother" | "grandfather" | "widower" | "man" | "king")
}

fn is_she(word: &str) -> bool {
    matches!(
        word,
        "she"
            | "She"
            | "Mrs"
            | "Ms"
            | "Miss"
            | "mother"
            | "wife"
            | "sister"
            | "grandmother"
            | "widow"
            | "woman"
            | "queen"
            | "actress"
    )
}

/// Is nobody else named in the sentence before this token, and nothing quoted?
fn speaks_alone(block: &Block<'_>, first: usize) -> bool {
    let Some(sentence) = block.sentence_of(first) else { return false };
    let others = block.mentions.iter().any(|m| m.first >= sentence.first && m.last < first);
    !others && !in_quotation(block, first)
}

/// Does the pronoun belong to who is quoted or to who quotes? Where quotation marks stand in the sentence, one cannot say.
fn in_quotation(block: &Block<'_>, token: usize) -> bool {
    let Some(sentence) = block.sentence_of(token) else { return true };
    (sentence.first..=sentence.last)
        .filter(|&t| block.tokens.get(t).is_some_and(|k| k.kind == TokenKind::Mark))
        .any(|t| block.word(t).contains(['"', '“', '”', '«', '»']))
}

fn is_womans(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "actress" | "businesswoman" | "chairwoman" | "congresswoman" | "madam" | "princess" | "queen" | "spokeswoman"
    )
}

/// "Chairman" and "spokesman" are said of women too.
fn is_mans(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "businessman" | "congressman" | "prince" | "sir")
}

/// "the high representatives …, she told": several hold the office, and one goes on speaking.
fn plural_speaks<'a>(block: &Block<'a>, sentence: Sentence) -> Option<(Span, &'a str, &'a str)> {
    for t in sentence.first..=sentence.last {
        if !matches!(block.word(t), "she" | "he") || !is_speech_verb(block.word(t + 1)) || t + 1 > sentence.last {
            continue;
        }
        if t == 0 || block.word(t - 1) != "," || in_quotation(block, t) {
            continue;
        }
        let from = t.saturating_sub(REACH).max(sentence.first);
        let office = (from..t).rev().find(|&i| PLURAL_OFFICES.binary_search(&block.word(i)).is_ok())?;
        let definite =
            (office.saturating_sub(3).max(sentence.first)..office).any(|i| block.word(i).eq_ignore_ascii_case("the"));
        // Nobody else may be at hand: no name in the sentence but a house's after "of".
        let alone = block
            .mentions
            .iter()
            .filter(|m| m.first >= sentence.first && m.last <= sentence.last)
            .all(|m| m.first > office && matches!(block.word(m.first.saturating_sub(1)), "the" | "of"));
        if definite && alone {
            return Some((block.span(t, t), block.word(office), block.word(t)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offices_are_sorted() {
        assert!(PLURAL_OFFICES.is_sorted());
    }
}
