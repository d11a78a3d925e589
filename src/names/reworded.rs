//! Names of which one part stands as it is: the other is a word put in other words, or a given name come back changed.

use super::distance::distance_beyond;
use super::grounds::{House, Office};
use super::handset;
use super::parts::{Pair, Word, too_short};
use super::people::Sighting;
use super::phonetic::{keys, symbols};
use super::route::{self, Mark, Route};
use super::search::{FAR_BY_HAND, GIVEN, Search};
use super::variants::{is_honest, is_slip};
use crate::report::Channel;

/// A word was put in other words.
const REWORDED: Route = Route { channel: Channel::CommonNoun, signature: true, mark: Mark::Synonym };

impl<'a> Search<'_, 'a> {
    /// "Invoice Gates", "Theresa Might": one half of a name that is a word, in other words, beside the other half.
    pub(super) fn word_for_name(&self, b: usize, pair: Pair<'_, 'a>) -> Option<Sighting> {
        let data = self.data;
        let Pair { first, last, key } = pair;
        let of_last = data.collisions.synonym_of(last.key).map(|name| (first.folded.as_str(), name));
        let of_first = data.collisions.synonym_of(first.key).map(|name| (name, last.folded.as_str()));
        let form = of_last
            .chain(of_first)
            .find_map(|(given, surname)| data.figures.forms_given(given).find(|f| f.last == surname))?;
        let figure = data.figures.get(form.figure)?;
        let (_, house) = self.context.near(b, first.token, last.last, figure);
        if data.bearers.full(key) || house == House::Away || self.named_beside(b, first.token, form.figure) {
            return None;
        }
        let confidence = if house == House::InSentence { 0.9 } else { 0.7 };
        self.full_sighting(b, pair, form.figure, REWORDED, confidence)
    }

    /// "President Hedge": a surname that is a word, in another word, right behind the person's office.
    pub(super) fn word_for_surname(&self, b: usize, word: &Word<'a>) -> Option<Sighting> {
        let data = self.data;
        let direct = data.collisions.of(word.key).map(|c| c.figure);
        let by_synonym = data.collisions.synonym_of(word.key).flat_map(|name| {
            let like = data.figures.surnames_like(keys(&symbols(name)));
            like.filter(move |s| s.letters == name).map(|s| s.figure)
        });
        let figure = direct.chain(by_synonym).find(|&f| {
            data.figures.get(f).is_some_and(|figure| {
                let (office, house) = self.context.near(b, word.token, word.last, figure);
                office == Office::Before && house != House::Away && !self.named.contains(&f)
            })
        })?;
        self.lone_sighting(b, word, figure, REWORDED, 0.7)
    }

    /// "Maruko Rubio": the surname stands as it is, the given name came back changed.
    pub(super) fn given_name(&self, b: usize, pair: Pair<'_, 'a>) -> Option<Sighting> {
        let data = self.data;
        let Pair { first, last, key } = pair;
        let stranger = data.figures.is_known_key(last.key)
            && !data.bearers.full(key)
            && !data.bearers.given_key(first.key)
            && !data.words.contains_key(first.key);
        if !stranger || first.folded.len() < 3 {
            return None;
        }
        data.figures.forms_like(last.keys()).filter(|f| f.last == last.folded).find_map(|form| {
            let figure = data.figures.get(form.figure)?;
            let by_hand = handset::within(FAR_BY_HAND, form.first_sounds(), first.sounds())?;
            let d = distance_beyond(by_hand, &form.first, &first.folded);
            let route = route::explain(&form.first, &first.folded);
            let other = is_honest(&form.first, &first.folded, figure.latin) || is_slip(&form.first, &first.folded);
            if d > GIVEN || !route.signature || other || too_short(form.first_sounds()) {
                return None;
            }
            let (office, house) = self.context.near(b, first.token, last.last, figure);
            let relative = self.named_fully(form.figure);
            if office == Office::Away || house == House::Away || relative {
                return None;
            }
            let confidence = if office == Office::Before { 0.8 } else { 0.6 };
            self.full_sighting(b, pair, form.figure, route, confidence)
        })
    }
}
