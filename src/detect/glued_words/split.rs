//! Where one token falls apart into two words, judged by its letters alone.

use crate::text::{Case, Lexicon, word_key, words};

/// A place where a token may have lost its space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cut {
    /// Byte in the token where the second word begins.
    pub at: usize,
    /// How sure that is.
    pub strength: f64,
    /// A brand could be written so: says something only where other words of the text are run together too.
    pub doubtful: bool,
}

impl Cut {
    fn sure(at: usize, strength: f64) -> Self {
        Self { at, strength, doubtful: false }
    }

    fn doubtful(at: usize) -> Self {
        Self { at, strength: 0.4, doubtful: true }
    }
}

/// What is known about the place where the token stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Does the article show program code?
    pub code: bool,
    /// Keys of the words the article writes with a capital, sorted.
    pub names: &'a [u64],
    /// Does another capital stand beside it, as in a person's name?
    pub beside: bool,
}

impl Place<'_> {
    fn is_name(self, lower: &str) -> bool {
        self.names.binary_search(&word_key(lower)).is_ok()
    }
}

/// Function words that end no name and no longer word: "the" in "wantedthe".
const TAILS: [&str; 11] = ["and", "for", "from", "has", "that", "the", "this", "was", "were", "which", "with"];
/// Function words that begin none.
const HEADS: [&str; 13] =
    ["also", "and", "from", "only", "that", "the", "their", "these", "those", "through", "which", "with", "would"];
/// Capitalised words no brand ends with: "The" in "LeslieThe".
const CAPITAL_TAILS: [&str; 14] =
    ["And", "Are", "But", "From", "Had", "Has", "Have", "That", "The", "These", "This", "Was", "Were", "Which"];
/// Words that follow a name and end none: "Ukrainewill".
const NAME_TAILS: [&str; 11] = ["and", "from", "has", "said", "that", "the", "this", "was", "were", "will", "with"];
/// Function words that brands do begin with: "GoBank", "OnStar", "MyFitness", "OneDrive".
const BRANDED: [&str; 17] = [
    "all", "by", "ever", "first", "in", "like", "me", "my", "next", "on", "one", "only", "our", "over", "so", "we",
    "you",
];
/// Small words that brands and programs put before a noun.
const PREFIXES: [&str; 3] = ["is", "my", "on"];
/// Words that brands spelled like "easySomething" begin with.
const BRAND_HEADS: [&str; 12] =
    ["deep", "easy", "face", "free", "game", "home", "link", "live", "loud", "open", "play", "team"];
/// Brands that split into two words when the writer spares the first capital, and names that end in a function word.
const NAMES: [&str; 22] = [
    "andover", "beckwith", "bestbuy", "camelcase", "fortnite", "fortwo", "fromsoftware", "linkedin", "marchand",
    "metoo", "myspace", "nowthis", "offwhite", "onlyfans", "romanof", "theguardian", "thehub", "thescore", "thestreet",
    "throughline", "throughlines", "youtube",
];

/// Where the word falls apart, if it does.
pub(super) fn falls_apart(word: &str, case: Case, place: Place<'_>, words: &Lexicon) -> Option<Cut> {
    if !word.bytes().all(|b| b.is_ascii_alphabetic()) || word.len() < 5 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let known = |w: &str| words.contains(w) || w.strip_suffix('s').is_some_and(|stem| words.contains(stem));
    if known(&lower) || NAMES.binary_search(&lower.as_str()).is_ok() {
        return None;
    }
    match case {
        Case::Mixed => mixed(word, &lower, place, words),
        Case::Lower => small(&lower, words).map(|at| Cut::sure(at, 0.5)),
        Case::Capitalised => capitalised(&lower, place, words).map(|at| Cut::sure(at, 0.8)),
        Case::Upper => None,
    }
}

/// A capital inside: "LeslieThe", "inHis", "extremeWeather".
fn mixed(word: &str, lower: &str, place: Place<'_>, words: &Lexicon) -> Option<Cut> {
    let at = 1 + word.bytes().skip(1).position(|b| b.is_ascii_uppercase())?;
    let (left, right) = word.split_at_checked(at)?;
    if right.len() < 2 || right.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let (l, r) = lower.split_at_checked(at)?;
    if word.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        if left.len() >= 3 && CAPITAL_TAILS.contains(&right) {
            return Some(Cut::sure(at, 1.0));
        }
        return (!place.code).then(|| both_capital(l, r, place, words)).flatten();
    }
    if place.code || !words.contains(l) {
        return None;
    }
    let function = words::is_function_word(l);
    // "onDevice", "isOpen", "myHome": brands and programs begin so as often as glue does.
    if PREFIXES.binary_search(&l).is_ok() && !words::is_function_word(r) {
        return None;
    }
    if !words.contains(r) {
        // "toKronstadt": the second word is a name that the article writes alone as well.
        return (function && l.len() > 1 && r.len() > 3 && place.is_name(r)).then(|| Cut::sure(at, 0.9));
    }
    if l.len() > 1 && (function || words::is_function_word(r)) {
        return Some(Cut::sure(at, 0.9));
    }
    // "aStatement", "closingCeremony": two content words are a brand as easily, unless both are long and common; one
    // company names all it has "easySomething".
    let common = words.is_common(l) && words.is_common(r);
    if common && (l == "a" && r.len() > 3 || l.len() > 4 && r.len() > 4) {
        return Some(Cut::sure(at, 0.7));
    }
    let doubtful = common && (l == "a" || l.len() > 3 && r.len() > 3 && BRAND_HEADS.binary_search(&l).is_err());
    doubtful.then(|| Cut::doubtful(at))
}

/// Two capitals: "AtThe", "ToKronstadt", "TheYear". Brands are written so, but none begins with these function words.
fn both_capital(l: &str, r: &str, place: Place<'_>, words: &Lexicon) -> Option<Cut> {
    let function = words::is_function_word(l) && l.len() > 1;
    let known = words.is_common(r) || place.is_name(r);
    let at = l.len();
    if function && BRANDED.binary_search(&l).is_ok() {
        return None;
    }
    if function && l != "the" {
        let sure = if words::is_function_word(r) && r.len() > 2 { Some(0.8) } else { None };
        return sure.or((known && r.len() > 3).then_some(0.6)).map(|strength| Cut::sure(at, strength));
    }
    let past = r.len() > 5 && r.ends_with("ed") && words.is_common(r);
    let doubtful = function && known && r.len() > 3 || past && l.len() > 3 && (words.is_common(l) || place.is_name(l));
    doubtful.then(|| Cut::doubtful(at))
}

/// No capital at all: "wantedthe", "thebridge".
fn small(lower: &str, words: &Lexicon) -> Option<usize> {
    let tail = TAILS.iter().find_map(|t| {
        let at = lower.strip_suffix(t)?.len();
        let left = &lower[..at];
        // "importand" is a misspelling.
        let slip = *t == "and" && words.contains(&format!("{left}ant"));
        (at > 1 && words::is_function_word(left) || at >= 4 && words.is_common(left) && !slip).then_some(at)
    });
    tail.or_else(|| head(lower, words)).or_else(|| {
        // The two-letter ones begin many words, so what follows must be long or a function word itself.
        ["in", "of", "to"].iter().find_map(|h| {
            let right = lower.strip_prefix(h)?;
            let fits = *h != "in" && right.len() >= 6 && words.is_common(right) || right == "which";
            fits.then_some(h.len())
        })
    })
}

/// One capital at the head: "Provisionthe", "Tothe", "Ukrainewill". The shorter the first half and the last, the likelier
/// the whole is a name, so each tail has its own least length before it; and a name stands beside other names, so there
/// only what ends no name counts.
fn capitalised(lower: &str, place: Place<'_>, words: &Lexicon) -> Option<usize> {
    let least = |tail: &str| match tail {
        "of" => 3,
        "from" | "that" | "was" | "which" => 4,
        "and" | "for" => 6,
        _ => 5,
    };
    let beside = |tail: &str| !place.beside || matches!(tail, "of" | "the");
    let tail = TAILS.iter().chain(["of", "to"].iter()).filter(|t| beside(t)).find_map(|t| {
        let at = lower.strip_suffix(t)?.len();
        (at >= least(t) && words.is_common(&lower[..at])).then_some(at)
    });
    if tail.is_some() || place.beside {
        return tail.or_else(|| {
            let right = lower.strip_prefix("the")?;
            (right.len() >= 6 && words.is_common(right)).then_some(3)
        });
    }
    let name = || {
        NAME_TAILS.iter().find_map(|t| {
            let at = lower.strip_suffix(t)?.len();
            (at >= 4 && place.is_name(&lower[..at])).then_some(at)
        })
    };
    // "Councilsin": Augustin and Constantin are people, so the first half must be inflected.
    let inside = || {
        let left = lower.strip_suffix("in")?;
        let inflected = left.ends_with("ed") || left.ends_with("ing") || left.ends_with('s') && !left.ends_with("ss");
        (left.len() >= 6 && inflected && words.is_common(left)).then_some(left.len())
    };
    // Two function words in one: "Havebeen". Bethe, Ismay and Mayall are people.
    let both = || {
        (2..lower.len() - 2).filter(|at| lower.is_char_boundary(*at)).find(|at| {
            let (left, right) = lower.split_at(*at);
            let long = lower.len() > 5 || matches!(right, "the" | "not");
            let function = words::is_function_word(left) && words::is_function_word(right);
            long && function && right.len() > 2 && !matches!(left, "be" | "do" | "may" | "me")
        })
    };
    let short_head = || {
        ["is", "of", "to"].iter().find_map(|h| {
            let right = lower.strip_prefix(h)?;
            (right.len() >= 6 && words.is_common(right)).then_some(h.len())
        })
    };
    let one_letter = || lower.strip_prefix('a').filter(|r| r.len() >= 7 && words.is_common(r)).map(|_| 1);
    name().or_else(inside).or_else(both).or_else(|| head(lower, words)).or_else(short_head).or_else(one_letter)
}

/// Byte where a function word at the head ends and a common word begins.
fn head(lower: &str, words: &Lexicon) -> Option<usize> {
    HEADS.iter().find_map(|h| {
        let right = lower.strip_prefix(h)?;
        (right.len() >= 4 && words.is_common(right) || right.len() == 3 && words::is_function_word(right))
            .then_some(h.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(word: &str) -> Option<(String, bool)> {
        let (words, names) = (Lexicon::default(), [word_key("kronstadt")]);
        let place = Place { code: false, names: &names, beside: false };
        let token = crate::text::tokens::tokenize(word);
        let cut = falls_apart(word, token.first()?.case, place, &words)?;
        Some((format!("{} {}", word.get(..cut.at)?, word.get(cut.at..)?), cut.doubtful))
    }

    #[test]
    fn the_lists_are_sorted() {
        for list in [&NAMES[..], &BRANDED, &BRAND_HEADS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn two_capitals_with_a_function_word_before_are_sure() {
        for (word, apart) in [("AtThe", "At The"), ("WhileThree", "While Three"), ("ToKronstadt", "To Kronstadt")] {
            assert_eq!(cut(word), Some((apart.to_owned(), false)));
        }
    }

    #[test]
    fn what_a_brand_could_be_is_doubtful() {
        for (word, apart) in
            [("TheYear", "The Year"), ("CrowdExperienced", "Crowd Experienced"), ("weakRadio", "weak Radio")]
        {
            assert_eq!(cut(word), Some((apart.to_owned(), true)));
        }
        for brand in ["YouTube", "SoundCloud", "BlackRock", "easyHotel", "FromSoftware", "WordPress", "DeAndre", "SoHo"]
        {
            assert!(cut(brand).is_none_or(|(_, doubtful)| doubtful), "{brand}");
        }
    }

    #[test]
    fn people_whose_names_end_in_a_small_word_stay_whole() {
        for name in ["Augustin", "Constantin", "Martin", "Goodwin", "Rubin", "Shinto", "Thomas", "Thewlis", "Marchand"]
        {
            assert_eq!(cut(name), None, "{name}");
        }
    }
}
