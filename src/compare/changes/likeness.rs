//! How alike two names are that stand in two texts: 0 where the difference is an honest one.
//!
//! Honest are spellings, transliterations, the two names of a city, a land and its people. What is glued to a name, or lost
//! its encoding, leaves the name alone.

use crate::data::Data;
use crate::names::distance::distance_beyond;
use crate::names::fold::{is_latin, letters};
use crate::names::handset;
use crate::names::phonetic::symbols;
use crate::names::variants::is_spelling;

/// Hand-set distance beyond which two names do not sound alike at all.
const UNLIKE: f64 = 0.6;
/// Distance of names that have nothing to do with one another.
pub const FAR: f32 = 9.0;

/// How far `observed` sounds from `known`; 0 for an honest spelling.
pub fn distance(known: &str, observed: &str) -> f32 {
    if !is_latin(known) || !is_latin(observed) {
        return FAR;
    }
    let more = observed.strip_prefix(known).unwrap_or("");
    if more.starts_with(|c: char| !c.is_ascii_lowercase()) {
        return 0.0;
    }
    let (k, o) = (letters(known), letters(observed));
    if k.is_empty() || o.is_empty() {
        return FAR;
    }
    if is_spelling(&k, &o, is_latin_at_home(&k)) || is_renamed_place(&k, &o) || is_demonym(&k, &o) {
        return 0.0;
    }
    match handset::within(UNLIKE, &symbols(&k), &symbols(&o)) {
        Some(by_hand) => (distance_beyond(by_hand, &k, &o) as f32).max(0.001),
        None => FAR,
    }
}

/// How names begin that come from other scripts, most of them given names.
const STARTS_ELSEWHERE: [&str; 22] = [
    "abd", "al", "aleks", "andri", "dmi", "dmy", "evg", "fyod", "kh", "mikh", "moh", "muh", "mykh", "oleks", "sem",
    "serg", "serh", "tat", "vlad", "volod", "yev", "yur",
];

/// Is the name written in Latin letters where it comes from, so that no press spells it otherwise?
fn is_latin_at_home(folded: &str) -> bool {
    const ELSEWHERE: [&str; 16] = [
        "ov", "ova", "ev", "eva", "yev", "sky", "skiy", "skyi", "skyy", "skii", "enko", "chuk", "shvili", "adze",
        "vich", "yan",
    ];
    let figures = &Data::get().figures;
    let mut known = figures.surnames_like(crate::names::phonetic::keys(&symbols(folded)));
    let latin = known.find(|s| s.letters == folded).and_then(|s| figures.get(s.figure)).map(|f| f.latin);
    latin.unwrap_or_else(|| {
        !ELSEWHERE.iter().any(|e| folded.len() > e.len() + 2 && folded.ends_with(e))
            && !STARTS_ELSEWHERE.iter().any(|e| folded.starts_with(e))
    })
}

/// Cities that have two names in the press.
fn is_renamed_place(one: &str, other: &str) -> bool {
    const PLACES: [(&str, &str); 12] = [
        ("us", "usa"),
        ("uk", "britain"),
        ("kyiv", "kiev"),
        ("kharkiv", "kharkov"),
        ("lviv", "lvov"),
        ("odesa", "odessa"),
        ("mykolaiv", "nikolaev"),
        ("mumbai", "bombay"),
        ("myanmar", "burma"),
        ("beijing", "peking"),
        ("turkiye", "turkey"),
        ("eswatini", "swaziland"),
    ];
    PLACES.iter().any(|(a, b)| *a == one && *b == other || *b == one && *a == other)
}

/// "China", "Chinese"; "Europe", "European".
fn is_demonym(one: &str, other: &str) -> bool {
    const ENDINGS: [&str; 15] =
        ["a", "an", "ian", "ean", "ese", "ish", "i", "n", "ns", "ans", "ians", "eans", "is", "ic", "ally"];
    let head = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let of = |long: &str, short: &str| {
        head >= 4
            && short.len() <= head + 2
            && ENDINGS.iter().any(|e| long.ends_with(e) && long.len() <= head + e.len() + 1)
            && (short.ends_with(['a', 'e', 'y', 'o', 'l', 'q', 'n', 'd', 's']) || short.len() == head)
    };
    of(one, other) || of(other, one)
}
