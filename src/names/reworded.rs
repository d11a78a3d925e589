//! Names of which one part stands as it is: the other is a word put in other words, or a given name come back changed.

use super::distance::{Sounded, distance};
use super::grounds::{House, Office};
use super::handset;
use super::parts::{Word, name_end, spaced, too_short};
use super::people::Sighting;
use super::phonetic::{keys, symbols};
use super::route::{self, Mark, Route};
use super::search::{FAR_BY_HAND, GIVEN, Search};
use super::variants::{is_honest, is_slip};
use crate::report::Channel;
use crate::text::{Span, word_key};

impl<'a> Search<'_, 'a> {
    /// "Invoice Gates", "Theresa Might": one half of a name that is a word, in other words, beside the other half.
    pub(super) fn word_for_name(&self, b: usize, first: &Word<'a>, last: &Word<'a>) -> Option<Sighting> {
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
    pub(super) fn word_for_surname(&self, b: usize, words: &[Word<'a>], taken: &[Sighting]) -> Option<Sighting> {
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
    pub(super) fn given_name(&self, b: usize, first: &Word<'a>, last: &Word<'a>) -> Option<Sighting> {
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
}
