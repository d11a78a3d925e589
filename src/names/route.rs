//! Which pivot script explains a corruption: the marks that each one leaves, counted on the letters.
//!
//! A mark says how the change could have come about, not that it did. The strongest ones ("pivot signature") hardly occur
//! among legitimate spellings of one name and so tell a corruption from a variant.

use crate::report::Channel;

/// What a pivot left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The script that explains it best.
    pub channel: Channel,
    /// A mark that legitimate variants do not show: l and r swapped, b for v, th to s, a vowel put after a consonant.
    pub signature: bool,
    /// The mark in words, as a message id of its own.
    pub mark: Mark,
}

/// The most telling mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// l for r or r for l.
    LR,
    /// b for v or v for b.
    BV,
    /// s, z or t for th.
    Th,
    /// A vowel between or after consonants.
    Vowel,
    /// Syllables of pinyin.
    Pinyin,
    /// Letters for sounds: k for c, i for y, f for ph, g for h.
    Respelled,
    /// A word for the word that the name is.
    Synonym,
    /// Nothing in particular.
    None,
}

impl Mark {
    /// Does the mark change a whole name by rule, not a letter of it?
    pub fn is_systematic(self) -> bool {
        matches!(self, Self::Pinyin)
    }

    /// Id of the message that tells it.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::LR => "mark_l_r",
            Self::BV => "mark_b_v",
            Self::Th => "mark_th",
            Self::Vowel => "mark_vowel",
            Self::Pinyin => "mark_pinyin",
            Self::Respelled => "mark_respelled",
            Self::Synonym | Self::None => "mark_none",
        }
    }
}

/// Explains how `known` became `observed`; both are folded letters.
pub fn explain(known: &str, observed: &str) -> Route {
    let lr = swapped(known, observed, b'l', b'r');
    let bv = swapped(known, observed, b'b', b'v');
    let th = known.contains("th") && !observed.contains("th") && ["s", "z", "t"].iter().any(|s| observed.contains(s));
    let vowels = inserted_vowels(known, observed);
    let pinyin = pinyin_share(observed) && !pinyin_share(known) && observed.len() > known.len();
    let eu = observed.contains("eu") && !known.contains("eu") || observed.contains("eo") && !known.contains("eo");
    let respelled =
        [("c", "k"), ("ph", "f"), ("x", "ks"), ("h", "g"), ("j", "dzh"), ("w", "v"), ("h", "kh"), ("g", "h")]
            .iter()
            .any(|(from, to)| known.contains(from) && observed.contains(to) && !known.contains(to));
    let signature = lr || bv || th || vowels > 0;
    let (channel, mark) = if pinyin {
        (Channel::Chinese, Mark::Pinyin)
    } else if eu && vowels > 0 {
        (Channel::Korean, Mark::Vowel)
    } else if lr {
        (Channel::Japanese, Mark::LR)
    } else if vowels > 0 {
        (Channel::Japanese, Mark::Vowel)
    } else if bv {
        (Channel::Japanese, Mark::BV)
    } else if th {
        (Channel::Japanese, Mark::Th)
    } else if known.contains('p') && !observed.contains('p') && observed.contains('b') {
        (Channel::Arabic, Mark::Respelled)
    } else if respelled {
        (Channel::Russian, Mark::Respelled)
    } else {
        (Channel::Other, Mark::None)
    };
    Route { channel, signature, mark }
}

/// Is there `b` where there was `a`, or the other way round? Counted: one letter fewer here, one more there.
fn swapped(known: &str, observed: &str, a: u8, b: u8) -> bool {
    // Doubled letters sound once.
    let count = |s: &str, c: u8| {
        let bytes = s.as_bytes();
        bytes.iter().enumerate().filter(|&(i, &x)| x == c && (i == 0 || bytes[i - 1] != c)).count()
    };
    let (ka, kb, oa, ob) = (count(known, a), count(known, b), count(observed, a), count(observed, b));
    oa > ka && ob < kb || oa < ka && ob > kb
}

/// Vowels that stand between or after consonants of the observed name where the known one has none: "Kurinton",
/// "Karasu".
fn inserted_vowels(known: &str, observed: &str) -> usize {
    let groups = |s: &str| {
        let mut n = 0;
        let mut before = false;
        for c in s.bytes() {
            let vowel = matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
            if vowel && !before {
                n += 1;
            }
            before = vowel;
        }
        n
    };
    let ends_in_pivot_vowel = observed.ends_with(['u', 'o']) && !known.ends_with(['u', 'o', 'a', 'e', 'i', 'y']);
    let more = groups(observed) - groups(known).min(groups(observed));
    if ends_in_pivot_vowel {
        more.max(1)
    } else if more > 0 && observed.contains(['u', 'o']) {
        more
    } else {
        0
    }
}

const INITIALS: &[&str] = &[
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];

const FINALS: &[&str] = &[
    "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "ai", "an", "ao", "ei", "en", "er",
    "ia", "ie", "in", "iu", "ou", "ua", "ui", "un", "uo", "ue", "a", "e", "i", "o", "u",
];

/// Does the word fall into syllables of pinyin, leaving nothing over?
fn pinyin_share(word: &str) -> bool {
    if word.len() < 5 {
        return false;
    }
    falls_into_syllables(word, 0)
}

/// A final "n" or "g" may begin the next syllable instead, so the longest finals are tried in turn.
fn falls_into_syllables(word: &str, depth: usize) -> bool {
    if word.is_empty() {
        return true;
    }
    if depth > 12 {
        return false;
    }
    let initial = INITIALS.iter().find(|i| word.starts_with(**i)).copied().unwrap_or("");
    let tail = word.get(initial.len()..).unwrap_or("");
    FINALS
        .iter()
        .filter(|f| tail.starts_with(**f))
        .take(3)
        .any(|f| falls_into_syllables(tail.get(f.len()..).unwrap_or(""), depth + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_japanese_route_of_the_seeds() {
        assert_eq!(explain("rutte", "latte").channel, Channel::Japanese);
        assert_eq!(explain("kallas", "karasu").channel, Channel::Japanese);
        assert!(explain("kallas", "karas").signature);
    }

    #[test]
    fn names_pinyin_and_hangul() {
        assert_eq!(explain("thompson", "tangpusen").channel, Channel::Chinese);
        assert_eq!(explain("wright", "laiteu").channel, Channel::Korean);
    }

    #[test]
    fn a_legitimate_variant_has_no_signature() {
        assert!(!explain("zelensky", "zelenskyy").signature);
        assert!(!explain("sergei", "sergey").signature);
        assert!(!explain("clark", "clarke").signature);
    }
}
