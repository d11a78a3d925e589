//! Looks up the names of one article that sound like a figure's, and weighs each likeness. Cheap questions come first: most
//! names are strangers'.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::distance::distance_beyond;
use super::fold::letters;
use super::grounds::{Anchor, Given, Grounds, House, Office};
use super::handset::Heard;
use super::parts::{Pair, Word, consonants, name_end, spaced, too_short};
use super::people::{Reference, Sighting};
use super::phonetic::consonant_kinds;
use super::route::{self, Route};
use super::variants::{is_honest, is_slip};
use crate::data::Data;
use crate::text::words::is_speech_key;
use crate::text::{Block, Case, Document, Span, word_key};

/// Surnames farther apart than this are not looked at.
const FAR: f64 = 0.32;
/// Beside a given name that fits, the surname may be this much farther from the word than another figure's.
const OUTDONE: f64 = 0.1;
/// A given name beside the right surname may be this far from the figure's.
pub(super) const GIVEN: f64 = 0.15;
/// Names that the hand-set weights find farther apart than this are not measured any closer.
pub(super) const FAR_BY_HAND: f64 = 0.5;
/// The same beside the figure's own given name, where the learned distance may hear what no hand has set.
const GIVEN_BY_HAND: f64 = 0.8;
/// The same for surnames that stand alone, which have to be near.
const ALONE_BY_HAND: f64 = 0.35;
/// Given names farther apart than this are two.
const FAR_GIVEN: f64 = 0.35;

/// One article being searched.
pub(super) struct Search<'c, 'a> {
    pub(super) doc: &'c Document<'a>,
    pub(super) data: &'c Data,
    pub(super) context: Context<'c, 'a>,
    pub(super) named: &'c BTreeSet<usize>,
    pub(super) references: &'c [Reference],
    /// Surnames that stand behind some given name in this article.
    pub(super) borne: BTreeSet<&'c str>,
    /// Keys of names that sound like no figure's: an article repeats its names, and need not be asked again.
    pub(super) strangers: RefCell<BTreeSet<u64>>,
    /// [`Search::nearest`] of the words it was asked about, by their keys.
    pub(super) nearest: RefCell<BTreeMap<u64, f64>>,
}

impl<'a> Search<'_, 'a> {
    /// Given name and surname side by side, an initial or a middle name between them allowed.
    pub(super) fn full_names(&self, b: usize, words: &[Word<'a>], out: &mut Vec<Sighting>) {
        for (j, last) in words.iter().enumerate().skip(1) {
            if last.folded.len() < 3 || is_place(word_key(last.text), self.data) {
                continue;
            }
            for first in words[j.saturating_sub(2)..j].iter().rev().filter(|w| !w.role) {
                let pair = Pair::new(first, last);
                if self.data.figures.is_known_key(pair.key) {
                    break;
                }
                let found = self
                    .word_for_name(b, pair)
                    .or_else(|| self.given_name(b, pair))
                    .or_else(|| self.full_name(b, pair));
                if let Some(sighting) = found {
                    out.push(sighting);
                    break;
                }
            }
        }
    }

    /// Does the sentence of this token name the figure rightly? Then whoever is called nearly so is somebody else.
    pub(super) fn named_beside(&self, b: usize, token: usize, figure: usize) -> bool {
        let sentence = self.doc.blocks.get(b).and_then(|block| block.sentence_of(token));
        sentence.is_some_and(|s| {
            self.references.iter().any(|r| r.figure == figure && r.block == b && r.first >= s.first && r.last <= s.last)
        })
    }

    /// Distance by hand-set weights of the figure's surname that is nearest to the word: who sounds less like it is hardly
    /// meant.
    fn nearest(&self, word: &Word<'_>, heard: &Heard<'_>) -> f64 {
        let measure = || {
            let mut nearest = 9.0;
            for known in self.data.figures.surnames_like(word.keys()) {
                let latin = self.data.figures.get(known.figure).is_some_and(|f| f.latin);
                if is_honest(&known.letters, &word.folded, latin) {
                    return 0.0;
                }
                nearest = heard.within(nearest, &known.sounds).unwrap_or(nearest);
            }
            nearest
        };
        *self.nearest.borrow_mut().entry(word.key).or_insert_with(measure)
    }

    /// Is the surname right in another form of the figure's name?
    fn is_surname_of(&self, figure: usize, word: &Word<'_>) -> bool {
        self.data.figures.forms_like(word.keys()).any(|f| f.figure == figure && f.last == word.folded)
    }

    /// Is the figure's name known to become this very word on some route: Tusk and the Japanese for task?
    fn collides(&self, figure: usize, word: &Word<'_>) -> bool {
        self.data.collisions.of(word.key).any(|c| c.figure == figure)
    }

    /// Does the article give the figure's right full name?
    pub(super) fn named_fully(&self, figure: usize) -> bool {
        self.references.iter().any(|r| r.figure == figure && r.full)
    }

    /// What could be said of this surname at best; a name that fails even so is not looked at.
    fn best_case(&self, surname: &Word<'_>) -> Grounds {
        let bearers = &self.data.bearers;
        Grounds {
            surname: 0.0,
            given: Given::Missing,
            office: Office::Before,
            house: House::InSentence,
            anchor: Anchor::Named,
            mates: 2,
            signature: true,
            latin: true,
            borne: bearers.surname_key(surname.key),
            frequent_given: false,
            frequent_surname: bearers.frequent_surname_key(surname.key),
            word: self.data.words.contains_key(surname.key),
            consonants: 4,
            speaks: false,
        }
    }

    /// The sighting of a full name that is a figure's.
    pub(super) fn full_sighting(
        &self,
        b: usize,
        pair: Pair<'_, 'a>,
        figure: usize,
        route: Route,
        confidence: f64,
    ) -> Option<Sighting> {
        let block = self.doc.blocks.get(b)?;
        let Pair { first, last, .. } = pair;
        Some(Sighting {
            figure,
            block: b,
            span: Span::new(block.span(first.token, first.token).start, name_end(block, last)),
            observed: format!("{} {}", first.text, spaced(block, first, last)),
            expected: self.data.figures.get(figure)?.name.to_owned(),
            full: true,
            route,
            confidence,
        })
    }

    /// The sighting of a lone surname that is a figure's.
    pub(super) fn lone_sighting(
        &self,
        b: usize,
        word: &Word<'_>,
        figure: usize,
        route: Route,
        confidence: f64,
    ) -> Option<Sighting> {
        Some(Sighting {
            figure,
            block: b,
            span: place(self.doc.blocks.get(b)?, word),
            observed: word.text.to_owned(),
            expected: self.data.figures.get(figure)?.surname.to_owned(),
            full: false,
            route,
            confidence,
        })
    }

    fn full_name(&self, b: usize, pair: Pair<'_, 'a>) -> Option<Sighting> {
        let data = self.data;
        let Pair { first, last, key } = pair;
        if self.strangers.borrow().contains(&key) {
            return None;
        }
        let mut stranger = true;
        let mut best: Option<(f64, usize, Route)> = None;
        let mut nearest = None;
        let hopeful = Grounds {
            given: Given::Same,
            frequent_given: data.bearers.frequent_given_key(first.key),
            ..self.best_case(last)
        };
        if hopeful.weigh() < 0.0 {
            return None;
        }
        let (heard_first, heard_last) = (Heard::new(first.sounds()), Heard::new(last.sounds()));
        for form in data.figures.forms_near(&first.folded, last.keys(), consonant_kinds(last.sounds())) {
            let figure = data.figures.get(form.figure)?;
            let same_given = form.first == first.folded;
            // Most pairs of names end here, before anything learned is asked. The surnames share a key and so are somewhat
            // alike: the given names tell more of them apart.
            let (limit, given_by_hand) = if same_given {
                (GIVEN_BY_HAND, 0.0)
            } else {
                let Some(given) = heard_first.within(FAR_BY_HAND, form.first_sounds()) else { continue };
                (FAR_BY_HAND, given)
            };
            let Some(by_hand) = heard_last.within(limit, &form.last_sounds) else { continue };
            if too_short(&form.last_sounds)
                || !same_given && by_hand + given_by_hand > FAR_BY_HAND
                || is_honest(&form.last, &last.folded, figure.latin)
                || self.is_surname_of(form.figure, last)
            {
                continue;
            }
            // Somebody else's surname, misspelled: the given names may agree by chance.
            let nearest = *nearest.get_or_insert_with(|| self.nearest(last, &heard_last));
            let another = if same_given { nearest <= 0.02 && by_hand > OUTDONE } else { by_hand > nearest + OUTDONE };
            // The channels take longer than all before. With marks on the letters they are asked all the same: the name may
            // come again without.
            if another && last.text.is_ascii() {
                continue;
            }
            let given = if same_given { 0.0 } else { distance_beyond(given_by_hand, &form.first, &first.folded) };
            if given > FAR_GIVEN {
                continue;
            }
            let surname = distance_beyond(by_hand, &form.last, &last.folded);
            if surname > FAR || adds_marks(last.text, figure.name) {
                continue;
            }
            stranger = false;
            if another {
                continue;
            }
            // Somebody bears this very name. Asked late: it is the rarest answer.
            if data.bearers.full(key) {
                return None;
            }
            // "Kim Min-seo": what stands first is a surname that millions bear.
            let family_first = letters(figure.surname) == form.first;
            let grounds = Grounds {
                surname,
                // A given name that people bear is another's, however near.
                given: match same_given {
                    true => Given::Same,
                    false if data.bearers.given_key(first.key) => Given::Like(given.max(GIVEN * 2.0)),
                    false => Given::Like(given),
                },
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
                || is_slip(&form.last, &last.folded) && !self.collides(form.figure, last)
                || office != Office::Before && self.named_fully(form.figure);
            if beside || !route.signature && honest {
                continue;
            }
            let mates = self.context.colleagues(form.figure, self.named);
            let weight = Grounds { office, house, mates, signature: route.signature, ..grounds }.weigh();
            if weight >= 0.0 && best.is_none_or(|(w, ..)| weight > w) {
                best = Some((weight, form.figure, route));
            }
        }
        if stranger {
            self.strangers.borrow_mut().insert(key);
        }
        let (weight, figure, route) = best?;
        self.full_sighting(b, pair, figure, route, confidence(weight))
    }

    /// The word of a mention that may be a surname without its given name: the only one, nobody's right name and not yet
    /// part of a sighting.
    pub(super) fn lone_surname<'w>(&self, b: usize, words: &'w [Word<'a>], taken: &[Sighting]) -> Option<&'w Word<'a>> {
        let mut names = words.iter().filter(|w| !w.role);
        let (word, None) = (names.next()?, names.next()) else { return None };
        let place = place(self.doc.blocks.get(b)?, word);
        let free = !taken.iter().any(|s| s.block == b && s.span.overlaps(place));
        (free && !self.data.figures.is_known_key(word.key)).then_some(word)
    }

    /// A surname without its given name.
    pub(super) fn surname_alone(&self, b: usize, word: &Word<'a>, anchors: &[(usize, String)]) -> Option<Sighting> {
        let data = self.data;
        let block = self.doc.blocks.get(b)?;
        let written = block.tokens.get(word.token)?;
        // "JohnPaulII" is a handle.
        let handle = written.case == Case::Mixed;
        if word.folded.len() < 3 || handle || is_place(written.key, data) {
            return None;
        }
        // "the Tories": what has an article is no person's name, unless an office stands between.
        let article = |t: usize| ["the", "a", "an"].iter().any(|a| block.word(t).eq_ignore_ascii_case(a));
        if word.token > 0 && article(word.token - 1) {
            return None;
        }
        let hope = self.best_case(word);
        let hopeful = Grounds {
            anchor: if anchors.is_empty() { Anchor::Named } else { Anchor::Same },
            word: hope.word || written.case == Case::Upper,
            speaks: speaks(block, word.token, word.last),
            ..hope
        };
        if hopeful.weigh() < 0.0 || self.strangers.borrow().contains(&word.key) {
            return None;
        }
        let mut stranger = true;
        let mut best: Option<(f64, usize, Route)> = None;
        let mut nearest = None;
        let heard = Heard::new(word.sounds());
        for known in data.figures.surnames_like(word.keys()) {
            let Some(figure) = data.figures.get(known.figure) else { continue };
            let spoken_of = self.context.names_a_house_of(figure)
                || anchors.iter().any(|(f, _)| *f == known.figure)
                || self.named.contains(&known.figure);
            if !spoken_of {
                continue;
            }
            let Some(by_hand) = heard.within(ALONE_BY_HAND, &known.sounds) else { continue };
            if too_short(&known.sounds) || is_honest(&known.letters, &word.folded, figure.latin) {
                continue;
            }
            let another = by_hand > *nearest.get_or_insert_with(|| self.nearest(word, &heard)) + 0.02;
            if another && word.text.is_ascii() {
                continue;
            }
            let d = distance_beyond(by_hand, &known.letters, &word.folded);
            if d > FAR || adds_marks(word.text, figure.name) {
                continue;
            }
            stranger = false;
            if another {
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
            let anothers = anchor < Anchor::Same && self.borne.contains(word.folded.as_str());
            if anothers || honest && anchor < Anchor::Corrupted || self.named_beside(b, word.token, known.figure) {
                continue;
            }
            let (office, house) = self.context.near(b, word.token, word.last, figure);
            let mates = self.context.colleagues(known.figure, self.named);
            let weight = Grounds { office, house, mates, signature: route.signature, ..grounds }.weigh();
            if weight >= 0.0 && best.is_none_or(|(w, ..)| weight > w) {
                best = Some((weight, known.figure, route));
            }
        }
        if stranger {
            self.strangers.borrow_mut().insert(word.key);
        }
        let (weight, figure, route) = best?;
        self.lone_sighting(b, word, figure, route, confidence(weight))
    }
}

/// Where the word stands, without a possessive ending.
fn place(block: &Block<'_>, word: &Word<'_>) -> Span {
    Span::new(block.span(word.token, word.token).start, name_end(block, word))
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
    let verb = |t: usize| block.tokens.get(t).is_some_and(|k| is_speech_key(k.key));
    verb(last + 1) || first > 0 && verb(first - 1)
}

/// Does the word carry marks that the right name lacks? No pivot puts marks on letters: it is somebody's own spelling.
fn adds_marks(observed: &str, known: &str) -> bool {
    observed.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !known.contains(c))
}
