//! Does the neighbourhood of an office's name make that name wrong? "Executive director" is an honest office; NATO's is not.
//!
//! Everything here prefers silence: another body's office, one of several, a person who does hold such an office, a text
//! about a country where the words are right, each of them excuses a form.

use std::collections::BTreeSet;

use super::fold::letters;
use super::people::People;
use super::phonetic::{keys, symbols};
use super::roles::is_role_key;
use super::titles::{Near, Row};
use crate::data::Data;
use crate::text::tokens::strip_possessive;
use crate::text::words::{is_function_key, is_speech_verb};
use crate::text::{Block, Case, Document, Sentence, TokenKind};

/// What may follow a state's name that is nothing more than that: "chairman of France said".
const ENDS: &[&str] =
    &["", ".", ",", ";", ":", "!", "?", "”", "has", "is", "said", "says", "told", "was", "who", "will", "would"];

/// Bodies that have chairmen, managers and directors of their own: "the party chairman".
const BODIES: &[&str] = &[
    "agency", "alliance", "assembly", "association", "bank", "bloc", "board", "body", "bureau", "caucus", "center",
    "centre", "chamber", "club", "commission", "committee", "company", "congress", "council", "department",
    "federation", "firm", "forum", "foundation", "fund", "group", "institute", "league", "lobby", "ministry",
    "movement", "office", "organisation", "organization", "panel", "party", "society", "staff", "summit", "team",
    "trust", "union",
];

/// Words before an office that leave it whose it is.
const TRIMMINGS: &[&str] =
    &["current", "ex", "former", "incoming", "late", "new", "outgoing", "sitting", "then", "visiting"];

/// Words before an office that make it one of many.
const ONE_OF_MANY: &[&str] = &["a", "an", "another", "any", "each", "every", "former", "no", "some"];

/// Words before an office that make it another than the highest.
const LOWER_RANK: &[&str] = &["assistant", "associate", "deputy", "junior", "under", "vice"];

/// Words before a speaker that make an honest one.
const GUESTS: &[&str] =
    &["conference", "featured", "guest", "keynote", "main", "motivational", "opening", "public", "regular"];

/// What such a speaker speaks for.
const EVENTS: &[&str] = &[
    "afternoon", "campaign", "ceremony", "class", "conference", "convention", "course", "day", "dinner", "evening",
    "event", "festival", "forum", "lecture", "lunch", "meeting", "morning", "panel", "rally", "seminar", "series",
    "session", "summit", "workshop",
];

/// A form of an office in the text.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// First token.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
}

/// Looks around one article.
#[derive(Debug, Clone, Copy)]
pub struct Nearby<'a> {
    /// The article.
    pub doc: &'a Document<'a>,
    /// The facts.
    pub data: &'a Data,
    /// Who is spoken of.
    pub people: &'a People,
}

impl Nearby<'_> {
    /// Is the form wrong where it stands?
    pub fn is_wrong(self, row: &Row, at: Place) -> bool {
        let Some(block) = self.doc.blocks.get(at.block) else { return false };
        let near = match row.near {
            Near::Alone => true,
            Near::Definite => !is_one_of_many(block, at.first),
            Near::Organisation => self.organisation(row, block, at),
            Near::Figure => self.figure(row, block, at),
            Near::Both => self.figure(row, block, at) || self.organisation(row, block, at),
            Near::Person => !is_lower_rank(block, at.first) && self.is_person(block, at.last + 1),
            Near::Speech => is_quoted(block, at),
            Near::Named => {
                self.directly_after_organisation(row, block, at)
                    && self.is_person(block, at.last + 1)
                    && !is_somebodys(block, at.last + 3)
            }
            Near::Of => self.of_organisation_alone(row, block, at),
        };
        near && !self.is_excused(row)
    }

    /// Does the text speak of something that makes the form right?
    fn is_excused(self, row: &Row) -> bool {
        !row.unless.is_empty()
            && self.doc.blocks.iter().any(|b| {
                (0..b.tokens.len())
                    .any(|i| b.tokens[i].key != 0 && row.unless.iter().any(|p| p.matches(b, i).is_some()))
            })
    }

    /// "NATO executive director", "the bloc’s diplomatic director", "executive director of NATO": the organisation within
    /// a few words, and no other owner in between.
    fn organisation(self, row: &Row, block: &Block<'_>, at: Place) -> bool {
        let Some(sentence) = block.sentence_of(at.first).copied() else { return false };
        if is_one_of_many(block, at.first) || has_a_field(block, at.last + 1) {
            return false;
        }
        let before = at.first.saturating_sub(2).max(sentence.first);
        let found = (before..at.first).find(|i| row.mentioned(&self.data.organisations, block, *i, *i));
        // Of a group of states any may be meant, so it must stand right beside the form.
        let beside = if row.is_shared() { self.directly_after_organisation(row, block, at) } else { found.is_some() };
        if beside
            && !found.is_some_and(|i| is_one_of_many(block, i))
            && self.is_known_by_name(row, block, before..at.first)
        {
            return true;
        }
        // After the form only by way of "of": "executive director of NATO", not "of NATO's agency", "of the WHO Foundation" or
        // "of the WHO staff association".
        block.word(at.last + 1) == "of"
            && name_after(block, at.last + 2, sentence).is_some_and(|(from, to)| {
                strip_possessive(block.word(to)) == block.word(to)
                    && row.is_name(&self.data.organisations, block, from, to)
                    && self.is_known_by_name(row, block, from..to + 1)
                    && ends_name(block, to + 1)
            })
    }

    /// An organisation called by a common word, "the alliance", must be named elsewhere: there are other alliances.
    fn is_known_by_name(self, row: &Row, block: &Block<'_>, near: std::ops::Range<usize>) -> bool {
        let all = &self.data.organisations;
        let named = |b: &Block<'_>, i: usize| {
            b.tokens.get(i).is_some_and(|t| t.case != Case::Lower) && row.mentioned(all, b, i, i)
        };
        if near.clone().any(|i| named(block, i)) || row.is_shared() {
            return true;
        }
        let common: Vec<u64> = near.filter_map(|i| block.tokens.get(i)).map(|t| t.key).collect();
        self.doc.blocks.iter().any(|b| (0..b.tokens.len()).any(|i| !common.contains(&b.tokens[i].key) && named(b, i)))
    }

    fn directly_after_organisation(self, row: &Row, block: &Block<'_>, at: Place) -> bool {
        (1..=at.first.min(3)).any(|n| row.is_name(&self.data.organisations, block, at.first - n, at.first - 1))
    }

    /// "Chairman of France said", not "chairman of France Télévisions" or "of Russian banks".
    fn of_organisation_alone(self, row: &Row, block: &Block<'_>, at: Place) -> bool {
        let Some(sentence) = block.sentence_of(at.first).copied() else { return false };
        if block.word(at.last + 1) != "of" || is_one_of_many(block, at.first) {
            return false;
        }
        name_after(block, at.last + 2, sentence).is_some_and(|(from, to)| {
            strip_possessive(block.word(to)) == block.word(to)
                && row.is_name(&self.data.organisations, block, from, to)
                && ENDS.contains(&block.word(to + 1))
                // The full stop of "U.S." ends no sentence.
                && (block.word(to + 1) != "." || to + 1 >= sentence.last)
        })
    }

    /// The form directly before a holder's name, or after it and a comma.
    fn figure(self, row: &Row, block: &Block<'_>, at: Place) -> bool {
        let Some(sentence) = block.sentence_of(at.first).copied() else { return false };
        let mut after = self.named_at(block, at, at.last + 1, sentence);
        after.extend(self.named_after_organisation(row, block, at, sentence));
        // "The UN executive director, António Guterres": the comma is not enough to tell a list from the holder.
        if block.word(at.last + 1) == ","
            && let Some(figure) = self.full_name_at(block, at.last + 2, sentence)
            && self.directly_after_organisation(row, block, at)
        {
            after.insert(figure);
        }
        let free = |figure: usize| self.is_free_before(figure, block, at.first, sentence);
        if after.iter().any(|f| self.holds(row, block, at, *f) && free(*f)) {
            return true;
        }
        self.named_before(row, block, at, sentence).is_some_and(|f| self.holds(row, block, at, f))
    }

    /// "Chairman of Rwanda Paul Kagame".
    fn named_after_organisation(self, row: &Row, block: &Block<'_>, at: Place, sentence: Sentence) -> Option<usize> {
        let (from, to) = (block.word(at.last + 1) == "of").then(|| name_after(block, at.last + 2, sentence))??;
        (from..to)
            .filter(|i| row.is_name(&self.data.organisations, block, from, *i))
            .find_map(|i| self.full_name_at(block, i + 1, sentence))
    }

    /// Figures whose name, right or corrupted, begins at the token after a form.
    fn named_at(self, block: &Block<'_>, at: Place, next: usize, sentence: Sentence) -> BTreeSet<usize> {
        if next > sentence.last {
            return BTreeSet::new();
        }
        let span = block.span(next, next);
        let mut out: BTreeSet<usize> = crate::order::set(
            self.people
                .sightings
                .iter()
                .filter(|s| s.block == at.block && s.span.start == span.start)
                .map(|s| s.figure),
        );
        out.extend(self.full_name_at(block, next, sentence));
        if out.is_empty() {
            out.extend(self.surnames_at(block, next, sentence).filter(|f| self.is_anchored(*f, block, at)));
        }
        out
    }

    /// "Donald Trump, the US chairman", if no other body's name follows.
    fn named_before(self, row: &Row, block: &Block<'_>, at: Place, sentence: Sentence) -> Option<usize> {
        let comma = (at.first.saturating_sub(3)..at.first).rev().find(|i| block.word(*i) == ",")?;
        if comma <= sentence.first
            || matches!(block.word(at.last + 1), "of" | "at" | "for" | "and")
            // "Tedros Adhanom Ghebreyesus, bureau chief Jane Wills and others": two people.
            || self.is_person(block, at.last + 1)
        {
            return None;
        }
        let end = block.span(comma - 1, comma - 1).end;
        let seen = self.people.sightings.iter().find(|s| s.block == at.block && s.span.end == end).map(|s| s.figure);
        let figure = seen.or_else(|| {
            (comma.saturating_sub(4).max(sentence.first)..comma).find_map(|k| self.full_name_at(block, k, sentence))
        })?;
        let belongs = |i: usize| {
            let word = block.word(i);
            matches!(word, "the" | "then")
                || TRIMMINGS.contains(&word)
                || row.mentioned(&self.data.organisations, block, i, i)
        };
        (comma + 1..at.first).all(belongs).then_some(figure)
    }

    /// Is it this figure's office, and does the figure hold no other that bears a word of the form?
    fn holds(self, row: &Row, block: &Block<'_>, at: Place, figure: usize) -> bool {
        let Some(figure) = self.data.figures.get(figure) else { return false };
        let title = row.title.to_lowercase();
        let form: Vec<String> = (at.first..=at.last)
            .map(|i| block.word(i).to_lowercase())
            .filter(|w| w.len() > 3 && !title.contains(w.as_str()))
            .collect();
        let bears = |role: &str| role.to_lowercase().split(' ').any(|w| form.iter().any(|f| f == w));
        figure.offices.iter().any(|o| row.is_office(o)) && !figure.offices.iter().any(|o| bears(o.role))
    }

    /// Does nothing before the form say that it is another body's: "party chairman", "Kennedy Center Chairman"?
    fn is_free_before(self, figure: usize, block: &Block<'_>, first: usize, sentence: Sentence) -> bool {
        if first <= sentence.first {
            return true;
        }
        let Some(before) = block.tokens.get(first - 1) else { return true };
        if before.kind != TokenKind::Word {
            return !matches!(block.word(first - 1), "-" | "‐" | "‑" | "/" | "&");
        }
        let word = strip_possessive(block.word(first - 1)).to_lowercase();
        if is_function_key(before.key) || TRIMMINGS.contains(&word.as_str()) {
            return true;
        }
        let own = self.data.figures.get(figure).is_some_and(|f| {
            let all = &self.data.organisations;
            f.offices
                .iter()
                .any(|o| (1..=first.min(3)).any(|n| all.is_name(o.organisation, block, first - n, first - 1)))
        });
        own || (before.case == Case::Lower && !BODIES.contains(&word.as_str()))
    }

    /// A figure whose right full name begins at this token.
    fn full_name_at(self, block: &Block<'_>, at: usize, sentence: Sentence) -> Option<usize> {
        let capital = |i: usize| block.tokens.get(i).is_some_and(|t| t.case != Case::Lower);
        if !capital(at) {
            return None;
        }
        let first = folded(block, at);
        // "Ursula von der Leyen": up to three words lie between the first and the last.
        (at + 1..=(at + 4).min(sentence.last)).filter(|i| capital(*i)).find_map(|i| {
            let last = folded(block, i);
            let keys = keys(&symbols(&last));
            self.data.figures.forms_like(keys).find(|f| f.last == last && f.first == first).map(|f| f.figure)
        })
    }

    /// Figures whose surname stands at this token, and nothing of a longer name after it.
    fn surnames_at(self, block: &Block<'_>, at: usize, sentence: Sentence) -> impl Iterator<Item = usize> {
        let mut joined = String::new();
        let mut found = BTreeSet::new();
        let capital = |i: usize| block.tokens.get(i).is_some_and(crate::text::Token::is_capitalised);
        for i in (at..=(at + 3).min(sentence.last)).take_while(|_| capital(at)) {
            joined.push_str(&folded(block, i));
            if !capital(i) || (capital(i + 1) && i < sentence.last) || block.word(i + 1) == "-" {
                continue;
            }
            let sounds = keys(&symbols(&joined));
            found.extend(self.data.figures.surnames_like(sounds).filter(|s| s.letters == joined).map(|s| s.figure));
        }
        found.into_iter()
    }

    /// Does the text give this figure's full name, and nobody of the same surname beside the form? Some surnames are
    /// enough by themselves.
    fn is_anchored(self, figure: usize, block: &Block<'_>, at: Place) -> bool {
        if self.data.figures.get(figure).is_some_and(|f| self.data.titles.is_unmistakable(f.surname)) {
            return true;
        }
        let form = block.tokens.get(at.last).map_or(0, |t| t.key);
        let surname = self.data.figures.get(figure).map(|f| letters(f.surname)).unwrap_or_default();
        let mut full = false;
        for b in &self.doc.blocks {
            for m in b.mentions.iter().filter(|m| m.last > m.first) {
                let Some(sentence) = b.sentence_of(m.first).copied() else { continue };
                let same = (m.first..m.last).any(|i| self.full_name_at(b, i, sentence) == Some(figure));
                full |= same;
                let after_form = (m.first.saturating_sub(1)..m.last).any(|i| {
                    b.tokens.get(i).is_some_and(|t| t.key == form)
                        && i + 1 < m.last
                        && folded(b, m.last).ends_with(&surname)
                });
                if after_form && !same && !surname.is_empty() {
                    return false;
                }
            }
        }
        full
    }

    /// Do two words of a person's name begin at this token?
    fn is_person(self, block: &Block<'_>, at: usize) -> bool {
        let part = |i: usize| {
            block.tokens.get(i).is_some_and(|t| {
                t.kind == TokenKind::Word
                    && matches!(t.case, Case::Capitalised | Case::Mixed)
                    && t.end - t.start > 1
                    && !is_function_key(t.key)
                    && !is_role_key(t.key)
                    && !self.data.organisations.is_word(t.key)
            })
        };
        let initial = block.tokens.get(at + 1).is_some_and(|t| t.case == Case::Capitalised && t.end - t.start == 1);
        part(at) && (part(at + 1) || (initial && part(at + if block.word(at + 2) == "." { 3 } else { 2 })))
    }
}

/// Does what stands here belong to no longer name: a mark, a capital, a word of grammar, a verb in the past?
fn ends_name(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = block.tokens.get(at) else { return true };
    let word = block.word(at);
    match token.kind {
        TokenKind::Word if token.case == Case::Lower => {
            is_function_key(token.key) || is_speech_verb(word) || word.ends_with("ed") || ENDS.contains(&word)
        }
        TokenKind::Word | TokenKind::Number => true,
        TokenKind::Mark => !matches!(word, "-" | "‐" | "‑" | "/" | "&"),
    }
}

/// The run of capitalised words at this token, "the" before it left out.
fn name_after(block: &Block<'_>, at: usize, sentence: Sentence) -> Option<(usize, usize)> {
    let from = if block.word(at) == "the" { at + 1 } else { at };
    let capital = |i: usize| block.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
    // Where the name is a common word, "the alliance", it is one word.
    let to = (from..=sentence.last).take_while(|i| capital(*i)).last().unwrap_or(from);
    (from <= sentence.last).then_some((from, to))
}

/// "Regional head Ann Ash of the bank": a person of some other house.
fn is_somebodys(block: &Block<'_>, after: usize) -> bool {
    matches!(block.word(after), "of" | "at" | "for" | "from" | "with")
}

/// "Executive director for emergencies": an office with a field of its own, unless it is the highest one's field.
fn has_a_field(block: &Block<'_>, at: usize) -> bool {
    block.word(at) == "for"
        && !matches!(
            block.word(at + 1).to_lowercase().as_str(),
            "foreign" | "external" | "human" | "refugees" | "security" | "the"
        )
}

fn folded(block: &Block<'_>, token: usize) -> String {
    letters(strip_possessive(block.word(token)))
}

/// "A senior representative", "a deputy director": one of many, or another, not the office.
fn is_one_of_many(block: &Block<'_>, first: usize) -> bool {
    ONE_OF_MANY.contains(&before(block, first).as_str()) || is_lower_rank(block, first)
}

fn is_lower_rank(block: &Block<'_>, first: usize) -> bool {
    LOWER_RANK.contains(&before(block, first).as_str())
}

/// The word before a token, in lower case.
fn before(block: &Block<'_>, token: usize) -> String {
    token.checked_sub(1).map(|i| block.word(i).to_lowercase()).unwrap_or_default()
}

/// "A speaker for the company said": for whom, and at once what is said.
fn is_quoted(block: &Block<'_>, at: Place) -> bool {
    /// Words that name whom one speaks for.
    const REACH: usize = 8;
    let words = at.last + 2..at.last + 2 + REACH;
    let verb = words
        .take_while(|i| {
            block.tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Mark || matches!(block.word(*i), "-" | "&"))
        })
        .find(|i| is_speech_verb(block.word(*i)));
    block.word(at.last + 1) == "for"
        && verb.is_some_and(|v| {
            v > at.last + 2 && !(at.last + 2..v).any(|i| EVENTS.contains(&block.word(i).to_lowercase().as_str()))
        })
        && !GUESTS.contains(&before(block, at.first).as_str())
}
