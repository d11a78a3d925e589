//! Two full names: could one be the other, corrupted? The answer of `ungarble name`, without any text around them.

use super::channels::Rewriting;
use super::distance::{SAME, Sounded, distance};
use super::fold::name_words;
use super::phonetic::symbols;
use super::route::{self, Route};
use crate::message::Message;
use crate::report::{Channel, round4};

/// How two names compare.
#[derive(Debug, Clone, PartialEq)]
pub struct NameComparison {
    /// 0 for the same sound, about 1 for unrelated names.
    pub distance: f64,
    /// Up to [`SAME`]: one person, under two spellings.
    pub same_person: bool,
    /// The route that explains the difference best.
    pub channel: Channel,
    /// In a sentence.
    pub why: Message,
    /// The observed name beside the known one, piece by piece: ("k", "k"), ("ll", "r"), ("", "u"). Empty where the two
    /// have nothing to do with one another.
    pub alignment: Vec<Rewriting>,
}

/// Compares a known name with an observed one. Either may be a surname alone; order of given name and surname is free.
///
/// ```
/// let c = ungarble::names::compare("Kaja Kallas", "Kaja Karasu");
/// assert!(c.same_person);
/// assert_eq!(c.channel, ungarble::report::Channel::Japanese);
/// ```
pub fn compare(known: &str, observed: &str) -> NameComparison {
    let (a, b) = (name_words(known), name_words(observed));
    let distance = round4(between(&a, &b));
    let same_letters = a.concat() == b.concat();
    let route = differing(&a, &b).map_or(NONE, |(k, o)| route::explain(k, o));
    let same_person = distance <= SAME;
    let why = if same_letters {
        Message::new("name_same", &[known, observed])
    } else if same_person {
        Message::new(route.mark.message_id(), &[observed, known])
    } else {
        Message::new("name_apart", &[observed, known])
    };
    let alignment = if same_person { side_by_side(&a, &b) } else { Vec::new() };
    let channel = if same_person { route.channel } else { Channel::Other };
    NameComparison { distance, same_person, channel, why, alignment }
}

const NONE: Route = Route { channel: Channel::Other, signature: false, mark: route::Mark::None };

fn sound(a: &str, b: &str) -> f64 {
    distance(Sounded::new(a, &symbols(a)), Sounded::new(b, &symbols(b)))
}

/// The last words carry the distance; what lies between the first words is added, since a corrupted name keeps its given
/// name more often than not.
fn between(a: &[String], b: &[String]) -> f64 {
    let straight = aligned(a, b);
    if a.len() == 2 && b.len() == 2 {
        // "Jinping Xi": the other order, at a small price.
        let turned = [b[1].clone(), b[0].clone()];
        return straight.min(aligned(a, &turned) + 0.02);
    }
    straight
}

fn aligned(a: &[String], b: &[String]) -> f64 {
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return 9.0 };
    let last = sound(last_a, last_b);
    if a.len() < 2 || b.len() < 2 {
        return last;
    }
    let first = match (a[0].as_str(), b[0].as_str()) {
        (x, y) if x == y => 0.0,
        // An initial stands for any name it begins.
        (x, y) if x.len() == 1 && y.starts_with(x) || y.len() == 1 && x.starts_with(y) => 0.0,
        (x, y) => sound(x, y),
    };
    last + first
}

/// First word beside first word, last beside last, a space between; only the last where one name is a surname alone.
fn side_by_side(a: &[String], b: &[String]) -> Vec<Rewriting> {
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return Vec::new() };
    let straight = route::alignment(last_a, last_b);
    match (a, b) {
        // The words are the other way round, or names apart from it the same.
        ([a1, a2], [b1, b2]) if a1 == b2 || a2 == b1 => {
            [route::alignment(a1, b2), space(), route::alignment(a2, b1)].concat()
        }
        ([a1, .., _], [b1, .., _]) => [route::alignment(a1, b1), space(), straight].concat(),
        _ => straight,
    }
}

fn space() -> Vec<Rewriting> {
    vec![Rewriting { known: " ".to_owned(), observed: " ".to_owned() }]
}

/// The first pair of words in which the names differ, from the end.
fn differing<'a>(a: &'a [String], b: &'a [String]) -> Option<(&'a str, &'a str)> {
    a.iter().rev().zip(b.iter().rev()).find(|(x, y)| x != y).map(|(x, y)| (x.as_str(), y.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_seed_names() {
        for (known, observed) in
            [("Kaja Kallas", "Kaja Karas"), ("Kaja Kallas", "Karasu"), ("Mark Rutte", "Mark Latte")]
        {
            let c = compare(known, observed);
            assert!(c.same_person, "{known} {observed}: {}", c.distance);
        }
    }

    #[test]
    fn keeps_relatives_and_namesakes_apart() {
        for (known, observed) in
            [("Kaja Kallas", "Siim Kallas"), ("John Bonham", "John McEnroe"), ("Tony Blair", "Tony Brown")]
        {
            assert!(!compare(known, observed).same_person, "{known} {observed}");
        }
    }

    #[test]
    fn order_marks_and_suffixes_do_not_matter() {
        assert!(compare("Xi Jinping", "Jinping Xi").same_person);
        assert!(compare("Zuzana Čaputová", "Zuzana Caputova").distance < 1e-9);
        assert!(compare("Robert F. Kennedy Jr.", "Robert Kennedy").distance < 1e-9);
    }

    #[test]
    fn names_stand_side_by_side() {
        let pieces = |known: &str, observed: &str, of: fn(&Rewriting) -> &str| -> String {
            compare(known, observed).alignment.iter().map(of).collect()
        };
        assert_eq!(pieces("Kaja Kallas", "Kaja Karasu", |p| &p.known), "kaja kallas");
        assert_eq!(pieces("Kaja Kallas", "Kaja Karasu", |p| &p.observed), "kaja karasu");
        assert_eq!(pieces("Kaja Kallas", "Karasu", |p| &p.known), "kallas");
        assert_eq!(pieces("Kaja Kallas", "Tony Blair", |p| &p.known), "");
    }

    #[test]
    fn odd_input_is_no_danger() {
        for odd in ["", " ", "123", "Ж", "a\u{301}", "—"] {
            assert!(!compare("Kaja Kallas", odd).same_person, "{odd:?}");
            let _ = compare(odd, odd);
        }
    }
}
