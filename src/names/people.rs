//! Who is spoken of in one article: which well-known people appear under their right names, and which under a name that
//! sounds like theirs and is nobody's.
//!
//! [`resolve`] is the one place that decides "this is X, corrupted". It prefers silence: a likeness of sound alone is never
//! enough, the person's office or organisation must stand near by, or a mark that legitimate spellings do not show.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::context::Context;
use super::distance::{Sounded, distance};
use super::figures::{Form, Surname};
use super::fold::{is_latin, is_suffix, letters};
use super::grounds::{Anchor, Given, Grounds, House, Office};
use super::handset;
use super::phonetic::{Symbol, is_vowel, keys, symbols};
use super::roles::is_role_key;
use super::route::{self, Mark, Route};
use super::variants::{is_honest, is_slip};
use crate::data::Data;
use crate::report::Channel;
use crate::text::mentions::PARTICLES;
use crate::text::tokens::strip_possessive;
use crate::text::words::is_speech_verb;
use crate::text::{Block, Case, Document, Mention, Span, TokenKind, word_key};

/// A corrupted name in the text.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// Index of the figure that is meant.
    pub figure: usize,
    /// Index of the block.
    pub block: usize,
    /// The name's place.
    pub span: Span,
    /// The name as written, without a possessive ending.
    pub observed: String,
    /// What stands there when it is mended.
    pub expected: String,
    /// Given name and surname, not the surname alone.
    pub full: bool,
    /// How the change came about.
    pub route: Route,
    /// 0 to 1.
    pub confidence: f64,
}

/// A figure called by a right name.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    /// Index of the figure.
    pub figure: usize,
    /// Index of the block.
    pub block: usize,
    /// First token of the name, without offices.
    pub first: usize,
    /// Last token of the name.
    pub last: usize,
    /// Given name and surname, not the surname alone, which several figures may share.
    pub full: bool,
}

/// The well-known people of one article.
#[derive(Debug, Default)]
pub struct People {
    /// Corrupted names, in the order of the text.
    pub sightings: Vec<Sighting>,
    /// Right names, in the order of the text.
    pub references: Vec<Reference>,
    /// Figures that appear under a right name.
    pub named: BTreeSet<usize>,
}

impl People {
    /// Figures that appear, under a right name or a corrupted one.
    pub fn present(&self) -> BTreeSet<usize> {
        self.named.iter().copied().chain(self.sightings.iter().map(|s| s.figure)).collect()
    }
}

/// Surnames farther apart than this are not looked at.
const FAR: f64 = 0.32;
/// Beside a given name that fits, the surname may be this much farther from the word than another figure's.
const OUTDONE: f64 = 0.1;
/// A given name beside the right surname may be this far from the figure's.
const GIVEN: f64 = 0.15;
/// Names that the hand-set weights find farther apart than this are not measured any closer.
const FAR_BY_HAND: f64 = 0.5;
/// The same for surnames that stand alone, which have to be near.
const ALONE_BY_HAND: f64 = 0.35;
/// Given names farther apart than this are two.
const FAR_GIVEN: f64 = 0.35;

/// A name-like word of the text.
struct Word<'a> {
    /// First token; a hyphenated name has several.
    token: usize,
    last: usize,
    text: &'a str,
    folded: String,
    sounds: Vec<Symbol>,
    keys: [u64; 4],
    role: bool,
}

impl Word<'_> {
    fn sounded(&self) -> Sounded<'_> {
        Sounded::new(&self.folded, &self.sounds)
    }
}

/// A likeness to a figure, with what speaks for it.
#[derive(Debug, Clone)]
pub struct Likeness {
    /// As it would be reported.
    pub sighting: Sighting,
    /// What speaks for it.
    pub grounds: Grounds,
}

/// Finds the people. Linear in the mentions; each is looked up by its sound.
pub fn resolve(doc: &Document<'_>, data: &Data) -> People {
    likenesses(doc, data, &mut |_| ())
}

/// The same, showing every likeness to a figure that was weighed, also those found wanting: for measuring.
pub fn likenesses(doc: &Document<'_>, data: &Data, show: &mut dyn FnMut(&Likeness)) -> People {
    let mut people = People::default();
    let words: Vec<Vec<Vec<Word<'_>>>> =
        doc.blocks.iter().map(|block| block.mentions.iter().map(|m| name_words(block, *m, data)).collect()).collect();
    for (b, mentions) in words.iter().enumerate() {
        for words in mentions {
            note_right_names(b, words, data, &mut people);
        }
    }
    let borne = words.iter().flatten().filter_map(|words| surname_of_another(words)).collect();
    let search = Search {
        borne,
        strangers: RefCell::default(),
        doc,
        data,
        context: Context::new(doc, data),
        named: people.named.clone(),
        references: people.references.clone(),
    };
    for (b, mentions) in words.iter().enumerate() {
        for words in mentions {
            search.full_names(b, words, &mut people.sightings, show);
        }
    }
    let anchors: Vec<(usize, String)> = people
        .sightings
        .iter()
        .map(|s| (s.figure, s.observed.rsplit(' ').next().map(letters).unwrap_or_default()))
        .collect();
    for (b, mentions) in words.iter().enumerate() {
        for words in mentions {
            let alone = search
                .surname_alone(b, words, &anchors, &people.sightings, show)
                .or_else(|| search.word_for_surname(b, words, &people.sightings));
            people.sightings.extend(alone);
        }
    }
    people.sightings.sort_by_key(|s| (s.block, s.span.start, s.span.end));
    people
}

/// The words of a mention that can be parts of a name; particles and marks are left out, and so is a plain word at the
/// head of the sentence: "Apparently Putin".
fn name_words<'a>(block: &Block<'a>, mention: Mention, data: &Data) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut token = mention.first;
    while token <= mention.last {
        let last = hyphenated(block, token, data);
        if let Some(word) = name_word(block, token, last) {
            words.push(word);
        }
        token = last + 1;
    }
    let plain = |w: &Word<'_>| {
        !w.role
            && data.words.is_common(&w.folded)
            && !data.figures.is_known(&w.folded)
            && !data.bearers.given(&w.folded)
    };
    if mention.at_start && words.len() > 1 && words.first().is_some_and(plain) {
        words.remove(0);
    }
    words
}

/// The last token of the word that begins at `token`: "Jean-Claude" and "Geun-hye" are one, "Trump-backed" is two.
fn hyphenated(block: &Block<'_>, token: usize, data: &Data) -> usize {
    let glued =
        |i: usize| matches!((block.tokens.get(i), block.tokens.get(i + 1)), (Some(a), Some(b)) if a.end == b.start);
    let mut last = token;
    while block.word(last + 1) == "-" && glued(last) && glued(last + 1) {
        let Some(part) = block.tokens.get(last + 2).filter(|t| t.kind == TokenKind::Word) else { break };
        let particle = PARTICLES.binary_search(&block.word(last).to_lowercase().as_str()).is_ok();
        let name = part.case != Case::Lower
            || data.figures.is_known(&letters(strip_possessive(block.slice(token, last + 2))))
            || !data.words.contains_key(part.key);
        if particle || !name {
            break;
        }
        last += 2;
    }
    last
}

fn name_word<'a>(block: &Block<'a>, first: usize, last: usize) -> Option<Word<'a>> {
    let t = block.tokens.get(first)?;
    let text = strip_possessive(block.slice(first, last));
    if t.kind != TokenKind::Word
        || is_suffix(&letters(text))
        || PARTICLES.binary_search(&text.to_lowercase().as_str()).is_ok()
        || !is_latin(text)
    {
        return None;
    }
    let folded = letters(text);
    let sounds = symbols(&folded);
    let role = first == last && is_role_key(t.key);
    Some(Word { token: first, last, text, folded, keys: keys(&sounds), sounds, role })
}

/// Notes who is called by a right name. A surname inside a longer name counts as named too ("Robert F. Kennedy Jr."), but
/// only a name that stands by itself is a reference.
fn note_right_names(b: usize, words: &[Word<'_>], data: &Data, people: &mut People) {
    for (j, word) in words.iter().enumerate().filter(|(_, w)| data.figures.is_known(&w.folded)) {
        let mut full = false;
        for form in data.figures.forms_like(word.keys).filter(|f| f.last == word.folded) {
            if let Some(first) = words[..j].iter().rev().find(|w| w.folded == form.first) {
                people.named.insert(form.figure);
                let reference =
                    Reference { figure: form.figure, block: b, first: first.token, last: word.last, full: true };
                if !full {
                    people.references.push(reference);
                }
                full = true;
            }
        }
        let alone = !full && words.iter().all(|w| w.role || w.token == word.token);
        for surname in data.figures.surnames_like(word.keys).filter(|s| s.letters == word.folded) {
            people.named.insert(surname.figure);
            if alone {
                people.references.push(Reference {
                    figure: surname.figure,
                    block: b,
                    first: word.token,
                    last: word.last,
                    full: false,
                });
            }
        }
    }
}

/// One article being searched.
struct Search<'c, 'a> {
    doc: &'c Document<'a>,
    data: &'c Data,
    context: Context<'c, 'a>,
    named: BTreeSet<usize>,
    references: Vec<Reference>,
    /// Surnames that stand behind some given name in this article.
    borne: BTreeSet<String>,
    /// Names that sound like no figure's: an article repeats its names, and need not be asked again.
    strangers: RefCell<BTreeSet<String>>,
}

impl<'a> Search<'_, 'a> {
    /// Given name and surname side by side, an initial or a middle name between them allowed.
    fn full_names(&self, b: usize, words: &[Word<'a>], out: &mut Vec<Sighting>, show: &mut dyn FnMut(&Likeness)) {
        for (j, last) in words.iter().enumerate().skip(1) {
            for first in words[j.saturating_sub(2)..j].iter().rev().filter(|w| !w.role) {
                let known = self.data.figures.is_known(&format!("{} {}", first.folded, last.folded));
                if known || is_place(word_key(last.text), self.data) {
                    break;
                }
                let found = self
                    .word_for_name(b, first, last)
                    .or_else(|| self.given_name(b, first, last))
                    .or_else(|| self.full_name(b, first, last, show));
                if let Some(sighting) = found {
                    out.push(sighting);
                    break;
                }
            }
        }
    }

    /// "Invoice Gates", "Theresa Might": one half of a name that is a word, in other words, beside the other half.
    fn word_for_name(&self, b: usize, first: &Word<'a>, last: &Word<'a>) -> Option<Sighting> {
        let data = self.data;
        let block = self.doc.blocks.get(b)?;
        let of_last = data.collisions.synonym_of(word_key(&last.folded)).map(|name| (first.folded.as_str(), name));
        let of_first = data.collisions.synonym_of(word_key(&first.folded)).map(|name| (name, last.folded.as_str()));
        let form = of_last
            .chain(of_first)
            .find_map(|(given, surname)| data.figures.forms_given(given).find(|f| f.last == surname))?;
        let figure = data.figures.get(form.figure)?;
        let (_, house) = self.context.near(b, first.token, last.last, figure);
        let somebody = data.bearers.full(&first.folded, &last.folded);
        if somebody || house == House::Away || self.named_beside(b, first.token, form.figure) {
            return None;
        }
        Some(Sighting {
            figure: form.figure,
            block: b,
            span: Span::new(block.span(first.token, first.token).start, name_end(block, last)),
            observed: format!("{} {}", first.text, spaced(block, first, last)),
            expected: figure.name.to_owned(),
            full: true,
            route: Route { channel: Channel::CommonNoun, signature: true, mark: Mark::Synonym },
            confidence: if house == House::InSentence { 0.9 } else { 0.7 },
        })
    }

    /// "President Hedge": a surname that is a word, in another word, right behind the person's office.
    fn word_for_surname(&self, b: usize, words: &[Word<'a>], taken: &[Sighting]) -> Option<Sighting> {
        let data = self.data;
        let block = self.doc.blocks.get(b)?;
        let names: Vec<&Word<'_>> = words.iter().filter(|w| !w.role).collect();
        let [word] = names.as_slice() else { return None };
        let span = Span::new(block.span(word.token, word.token).start, name_end(block, word));
        if data.figures.is_known(&word.folded) || taken.iter().any(|s| s.block == b && s.span.overlaps(span)) {
            return None;
        }
        let key = word_key(&word.folded);
        let direct = data.collisions.of(key).map(|c| c.figure);
        let by_synonym = data.collisions.synonym_of(key).flat_map(|name| {
            let like = data.figures.surnames_like(keys(&symbols(name)));
            like.filter(move |s| s.letters == name).map(|s| s.figure)
        });
        let figure = direct.chain(by_synonym).find(|&f| {
            data.figures.get(f).is_some_and(|figure| {
                let (office, house) = self.context.near(b, word.token, word.last, figure);
                office == Office::Before && house != House::Away && !self.named.contains(&f)
            })
        })?;
        Some(Sighting {
            figure,
            block: b,
            span,
            observed: word.text.to_owned(),
            expected: data.figures.get(figure)?.surname.to_owned(),
            full: false,
            route: Route { channel: Channel::CommonNoun, signature: true, mark: Mark::Synonym },
            confidence: 0.7,
        })
    }

    /// "Maruko Rubio": the surname stands as it is, the given name came back changed.
    fn given_name(&self, b: usize, first: &Word<'a>, last: &Word<'a>) -> Option<Sighting> {
        let data = self.data;
        let block = self.doc.blocks.get(b)?;
        let stranger = data.figures.is_known(&last.folded)
            && !data.bearers.full(&first.folded, &last.folded)
            && !data.bearers.given(&first.folded)
            && !data.words.contains(&first.folded);
        if !stranger || first.folded.len() < 3 {
            return None;
        }
        data.figures.forms_like(last.keys).filter(|f| f.last == last.folded).find_map(|form| {
            let figure = data.figures.get(form.figure)?;
            if handset::distance(&form.first_sounds, &first.sounds) > FAR_BY_HAND {
                return None;
            }
            let d = distance(Sounded::new(&form.first, &form.first_sounds), first.sounded());
            let route = route::explain(&form.first, &first.folded);
            let other = is_honest(&form.first, &first.folded, figure.latin) || is_slip(&form.first, &first.folded);
            if d > GIVEN || !route.signature || other || too_short(&form.first_sounds) {
                return None;
            }
            let (office, house) = self.context.near(b, first.token, last.last, figure);
            let relative = self.named_fully(form.figure);
            if office == Office::Away || house == House::Away || relative {
                return None;
            }
            Some(Sighting {
                figure: form.figure,
                block: b,
                span: Span::new(block.span(first.token, first.token).start, name_end(block, last)),
                observed: format!("{} {}", first.text, spaced(block, first, last)),
                expected: figure.name.to_owned(),
                full: true,
                route,
                confidence: if office == Office::Before { 0.8 } else { 0.6 },
            })
        })
    }

    /// Does the sentence of this token name the figure rightly? Then whoever is called nearly so is somebody else.
    fn named_beside(&self, b: usize, token: usize, figure: usize) -> bool {
        let sentence = self.doc.blocks.get(b).and_then(|block| block.sentence_of(token));
        sentence.is_some_and(|s| {
            self.references.iter().any(|r| r.figure == figure && r.block == b && r.first >= s.first && r.last <= s.last)
        })
    }

    /// Distance by hand-set weights of the figure's surname that is nearest to the word: who sounds less like it is hardly
    /// meant.
    fn nearest(&self, word: &Word<'_>) -> f64 {
        let like = self.data.figures.surnames_like(word.keys);
        like.map(|s| {
            let latin = self.data.figures.get(s.figure).is_some_and(|f| f.latin);
            if is_honest(&s.letters, &word.folded, latin) { 0.0 } else { handset::distance(&s.sounds, &word.sounds) }
        })
        .fold(9.0, f64::min)
    }

    /// Is the figure's name known to become this very word on some route: Tusk and the Japanese for task?
    fn collides(&self, figure: usize, folded: &str) -> bool {
        self.data.collisions.of(word_key(folded)).any(|c| c.figure == figure)
    }

    /// Does the article give the figure's right full name?
    fn named_fully(&self, figure: usize) -> bool {
        self.references.iter().any(|r| r.figure == figure && r.full)
    }

    fn full_name(
        &self,
        b: usize,
        first: &Word<'a>,
        last: &Word<'a>,
        show: &mut dyn FnMut(&Likeness),
    ) -> Option<Sighting> {
        let data = self.data;
        let block = self.doc.blocks.get(b)?;
        let name = format!("{} {}", first.folded, last.folded);
        if self.strangers.borrow().contains(&name) {
            return None;
        }
        let mut stranger = true;
        let mut best: Option<(f64, Sighting)> = None;
        let mut nearest = None;
        let unlike = |f: &&Form| f.first != first.folded;
        let like = || data.figures.forms_like(last.keys).filter(unlike);
        let hopeful = Grounds {
            surname: 0.0,
            given: Given::Same,
            office: Office::Before,
            house: House::InSentence,
            anchor: Anchor::Named,
            mates: 2,
            signature: true,
            latin: true,
            borne: data.bearers.surname(&last.folded),
            frequent_given: data.bearers.frequent_given(&first.folded),
            frequent_surname: data.bearers.frequent_surname(&last.folded),
            word: data.words.contains(&last.folded),
            consonants: 4,
            speaks: false,
        };
        if hopeful.weigh() < 0.0 {
            return None;
        }
        for form in data.figures.forms_given(&first.folded).chain(like()) {
            let figure = data.figures.get(form.figure)?;
            let same_given = form.first == first.folded;
            // Most pairs of names end here, before anything learned is asked.
            let by_hand = handset::distance(&form.last_sounds, &last.sounds);
            if too_short(&form.last_sounds)
                || by_hand > FAR_BY_HAND
                || !same_given && by_hand + handset::distance(&form.first_sounds, &first.sounds) > FAR_BY_HAND
                || is_honest(&form.last, &last.folded, figure.latin)
            {
                continue;
            }
            let given =
                if same_given { 0.0 } else { distance(Sounded::new(&form.first, &form.first_sounds), first.sounded()) };
            if given > FAR_GIVEN {
                continue;
            }
            let surname = distance(Sounded::new(&form.last, &form.last_sounds), last.sounded());
            if surname > FAR || adds_marks(last.text, figure.name) {
                continue;
            }
            stranger = false;
            // Somebody else's surname, misspelled: the given names may agree by chance.
            let nearest = *nearest.get_or_insert_with(|| self.nearest(last));
            let another = if same_given { nearest <= 0.02 && by_hand > OUTDONE } else { by_hand > nearest + OUTDONE };
            if another {
                continue;
            }
            // Somebody bears this very name. Asked late: it is the rarest answer.
            if data.bearers.full(&first.folded, &last.folded) {
                return None;
            }
            // "Kim Min-seo": what stands first is a surname that millions bear.
            let family_first = letters(figure.surname) == form.first;
            let grounds = Grounds {
                surname,
                given: if same_given { Given::Same } else { Given::Like(given) },
                anchor: if self.named.contains(&form.figure) { Anchor::Named } else { Anchor::None },
                latin: figure.latin,
                borne: family_first || hopeful.borne,
                frequent_given: family_first || hopeful.frequent_given,
                consonants: consonants(&form.last_sounds),
                ..hopeful
            };
            if grounds.at_best() < 0.0 {
                continue;
            }
            let (office, house) = self.context.near(b, first.token, last.last, figure);
            let route = route::explain(&form.last, &last.folded);
            let beside = self.named_beside(b, first.token, form.figure) && office != Office::Before;
            // Without a mark it may be a slip, or somebody else, whom an article that knows the name tells apart.
            let honest = !figure.latin
                || is_slip(&form.last, &last.folded) && !self.collides(form.figure, &last.folded)
                || self.named_fully(form.figure);
            if beside || !route.signature && honest {
                continue;
            }
            let mates = self.context.colleagues(form.figure, &self.named);
            let grounds = Grounds { office, house, mates, signature: route.signature, ..grounds };
            let weight = grounds.weigh();
            let sighting = Sighting {
                figure: form.figure,
                block: b,
                span: Span::new(block.span(first.token, first.token).start, name_end(block, last)),
                observed: format!("{} {}", first.text, spaced(block, first, last)),
                expected: figure.name.to_owned(),
                full: true,
                route,
                confidence: confidence(weight),
            };
            show(&Likeness { sighting: sighting.clone(), grounds });
            if weight >= 0.0 && best.as_ref().is_none_or(|(w, _)| weight > *w) {
                best = Some((weight, sighting));
            }
        }
        if stranger {
            self.strangers.borrow_mut().insert(name);
        }
        best.map(|(_, s)| s)
    }

    /// A surname without its given name.
    fn surname_alone(
        &self,
        b: usize,
        words: &[Word<'a>],
        anchors: &[(usize, String)],
        taken: &[Sighting],
        show: &mut dyn FnMut(&Likeness),
    ) -> Option<Sighting> {
        let data = self.data;
        let block = self.doc.blocks.get(b)?;
        let names: Vec<&Word<'_>> = words.iter().filter(|w| !w.role).collect();
        let [word] = names.as_slice() else { return None };
        let written = block.tokens.get(word.token)?;
        // "JohnPaulII" is a handle.
        let handle = written.case == Case::Mixed;
        if word.folded.len() < 3 || handle || data.figures.is_known(&word.folded) || is_place(written.key, data) {
            return None;
        }
        // "the Tories": what has an article is no person's name, unless an office stands between.
        let article = |t: usize| matches!(block.word(t).to_lowercase().as_str(), "the" | "a" | "an");
        if word.token > 0 && article(word.token - 1) {
            return None;
        }
        let place = block.span(word.token, word.token);
        if taken.iter().any(|s| s.block == b && s.span.overlaps(place)) {
            return None;
        }
        let hopeful = Grounds {
            surname: 0.0,
            given: Given::Missing,
            office: Office::Before,
            house: House::InSentence,
            anchor: if anchors.is_empty() { Anchor::Named } else { Anchor::Same },
            mates: 2,
            signature: true,
            latin: true,
            borne: data.bearers.surname(&word.folded),
            frequent_given: false,
            frequent_surname: data.bearers.frequent_surname(&word.folded),
            word: data.words.contains(&word.folded) || written.case == Case::Upper,
            consonants: 4,
            speaks: speaks(block, word.token, word.last),
        };
        if hopeful.weigh() < 0.0 || self.strangers.borrow().contains(&word.folded) {
            return None;
        }
        let mut stranger = true;
        let mut best: Option<(f64, Sighting)> = None;
        let mut nearest = None;
        for known in data.figures.surnames_like(word.keys) {
            let Some(figure) = data.figures.get(known.figure) else { continue };
            let by_hand = handset::distance(&known.sounds, &word.sounds);
            if too_short(&known.sounds)
                || by_hand > ALONE_BY_HAND
                || is_honest(&known.letters, &word.folded, figure.latin)
            {
                continue;
            }
            let spoken_of = anchors.iter().any(|(f, _)| *f == known.figure)
                || self.named.contains(&known.figure)
                || self.context.names_a_house_of(known.figure);
            if !spoken_of {
                continue;
            }
            let d = between_surnames(known, word);
            if d > FAR || adds_marks(word.text, figure.name) {
                continue;
            }
            stranger = false;
            if by_hand > *nearest.get_or_insert_with(|| self.nearest(word)) + 0.02 {
                continue;
            }
            let anchor = if anchors.iter().any(|(f, last)| *f == known.figure && *last == word.folded) {
                Anchor::Same
            } else if anchors.iter().any(|(f, _)| *f == known.figure) {
                Anchor::Corrupted
            } else if self.named.contains(&known.figure) {
                Anchor::Named
            } else {
                Anchor::None
            };
            let consonants = consonants(&known.sounds);
            let grounds = Grounds { surname: d, anchor, latin: figure.latin, consonants, ..hopeful };
            if grounds.at_best() < 0.0 {
                continue;
            }
            let route = route::explain(&known.letters, &word.folded);
            let honest = !route.signature && (!figure.latin || is_slip(&known.letters, &word.folded));
            let anothers = anchor < Anchor::Same && self.borne.contains(&word.folded);
            if anothers || honest && anchor < Anchor::Corrupted || self.named_beside(b, word.token, known.figure) {
                continue;
            }
            let (office, house) = self.context.near(b, word.token, word.last, figure);
            let mates = self.context.colleagues(known.figure, &self.named);
            let grounds = Grounds { office, house, mates, signature: route.signature, ..grounds };
            let weight = grounds.weigh();
            let sighting = Sighting {
                figure: known.figure,
                block: b,
                span: Span::new(place.start, name_end(block, word)),
                observed: word.text.to_owned(),
                expected: figure.surname.to_owned(),
                full: false,
                route,
                confidence: confidence(weight),
            };
            show(&Likeness { sighting: sighting.clone(), grounds });
            if weight >= 0.0 && best.as_ref().is_none_or(|(w, _)| weight > *w) {
                best = Some((weight, sighting));
            }
        }
        if stranger {
            self.strangers.borrow_mut().insert(word.folded.clone());
        }
        best.map(|(_, s)| s)
    }
}

fn between_surnames(known: &Surname, word: &Word<'_>) -> f64 {
    distance(Sounded::new(&known.letters, &known.sounds), word.sounded())
}

/// The surname of a mention that has a given name too.
fn surname_of_another(words: &[Word<'_>]) -> Option<String> {
    let mut names = words.iter().filter(|w| !w.role);
    names.next()?;
    names.next_back().map(|w| w.folded.clone())
}

/// A country, a capital, a state, a city.
fn is_place(key: u64, data: &Data) -> bool {
    data.organisations.is_word(key) || data.places.contains(key)
}

/// From log-odds, squeezed: nobody is ever quite sure.
fn confidence(log_odds: f64) -> f64 {
    let p = 1.0 / (1.0 + libm::exp(-log_odds / 2.0));
    crate::report::round4(p.clamp(0.0, 0.95))
}

/// Is somebody said to speak right before or after this word?
fn speaks(block: &Block<'_>, first: usize, last: usize) -> bool {
    let verb = |t: usize| is_speech_verb(&block.word(t).to_lowercase());
    verb(last + 1) || first > 0 && verb(first - 1)
}

/// The words after the first, as written.
fn spaced<'a>(block: &Block<'a>, first: &Word<'_>, last: &Word<'a>) -> String {
    let from = block.span(first.token, first.token).end;
    block.text.get(from..name_end(block, last)).unwrap_or(last.text).trim().to_owned()
}

fn name_end(block: &Block<'_>, last: &Word<'_>) -> usize {
    block.span(last.token, last.token).start + last.text.len()
}

/// A name of one consonant is met by chance too often.
fn too_short(sounds: &[Symbol]) -> bool {
    consonants(sounds) < 2
}

fn consonants(sounds: &[Symbol]) -> usize {
    sounds.iter().filter(|s| !is_vowel(**s)).count()
}

/// Does the word carry marks that the right name lacks? No pivot puts marks on letters: it is somebody's own spelling.
fn adds_marks(observed: &str, known: &str) -> bool {
    observed.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !known.contains(c))
}
