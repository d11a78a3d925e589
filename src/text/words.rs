//! Closed classes of English words: a few dozen each, in code because they never change.

use std::sync::LazyLock;

use super::{KeySet, word_key};

/// Words that carry grammar, not meaning. Sorted.
pub const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "above", "according", "after", "again", "against", "ago", "all", "almost", "alone", "along",
    "already", "also", "although", "always", "am", "amid", "among", "an", "and", "another", "any", "are", "around",
    "as", "at", "away", "back", "be", "because", "been", "before", "behind", "being", "below", "between", "both",
    "but", "by", "can", "could", "despite", "did", "do", "does", "down", "during", "each", "either", "else", "even",
    "ever", "every", "except", "few", "first", "following", "for", "from", "further", "had", "has", "have", "he",
    "hence", "her", "here", "him", "himself", "his", "how", "however", "i", "if", "in", "indeed", "instead", "into",
    "is", "it", "its", "itself", "just", "last", "later", "least", "less", "like", "many", "may", "me", "meanwhile",
    "might", "more", "moreover", "most", "much", "must", "my", "near", "nearly", "neither", "never", "nevertheless",
    "next", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one", "only", "or", "other", "others",
    "our", "out", "over", "own", "per", "perhaps", "quite", "rather", "same", "several", "she", "should", "since",
    "so", "some", "soon", "still", "such", "than", "that", "the", "their", "them", "then", "there", "therefore",
    "these", "they", "this", "those", "though", "three", "through", "throughout", "thus", "to", "together", "too",
    "toward", "towards", "two", "under", "unless", "unlike", "until", "up", "upon", "us", "very", "via", "was", "we",
    "well", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will",
    "with", "within", "without", "would", "yes", "yet", "you", "your",
];

/// Verbs by which the press reports speech, in the forms it uses. Sorted.
pub const SPEECH_VERBS: &[&str] = &[
    "accused", "added", "adds", "admitted", "announced", "argued", "asked", "asserted", "assured", "called",
    "cautioned", "claimed", "commented", "concluded", "condemned", "confirmed", "continued", "criticised",
    "criticized", "declared", "declined", "demanded", "denied", "described", "emphasised", "emphasized", "explained",
    "explains", "expressed", "hailed", "insisted", "insists", "mentioned", "noted", "notes", "pledged", "pointed",
    "posted", "promised", "reiterated", "replied", "reported", "responded", "said", "says", "stated", "stressed",
    "suggested", "tells", "told", "tweeted", "underlined", "urged", "vowed", "warned", "warns", "welcomed", "wrote",
];

/// The longest function word, in bytes.
const LONGEST: usize = 12;

/// Where the function words of each first letter begin. Every word of every text is asked about: a handful of
/// comparisons within one letter, most of them settled by the length, is far cheaper than a search through the list.
const BY_LETTER: [usize; 27] = {
    let mut starts = [0; 27];
    let (mut letter, mut at) = (0, 0);
    while letter < 27 {
        while at < FUNCTION_WORDS.len() && (FUNCTION_WORDS[at].as_bytes()[0] - b'a') < letter as u8 {
            at += 1;
        }
        starts[letter] = at;
        letter += 1;
    }
    starts
};

/// Is the lower-case word a function word?
pub fn is_function_word(lower: &str) -> bool {
    let letter = match lower.as_bytes() {
        [first @ b'a'..=b'z', ..] if lower.len() <= LONGEST => usize::from(first - b'a'),
        _ => return false,
    };
    let range = BY_LETTER.get(letter).copied().unwrap_or(0)..BY_LETTER.get(letter + 1).copied().unwrap_or(0);
    FUNCTION_WORDS.get(range).is_some_and(|words| words.contains(&lower))
}

/// The same for a token's key, which has shed case and possessive ending: the cheapest way to ask.
pub fn is_function_key(key: u64) -> bool {
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| FUNCTION_WORDS.iter().map(|w| word_key(w)).collect());
    KEYS.contains(key)
}

/// Is the word, in whatever case, a function word?
pub fn is_function_word_in_any_case(word: &str) -> bool {
    let mut buffer = [0; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(is_function_word)
}

/// The same for a token's key.
pub fn is_speech_key(key: u64) -> bool {
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| SPEECH_VERBS.iter().map(|w| word_key(w)).collect());
    KEYS.contains(key)
}

/// Is the lower-case word a verb of speech?
pub fn is_speech_verb(lower: &str) -> bool {
    SPEECH_VERBS.binary_search(&lower).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(FUNCTION_WORDS.windows(2).all(|w| w[0] < w[1]));
        assert!(SPEECH_VERBS.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn every_function_word_is_known_and_no_other() {
        for word in FUNCTION_WORDS {
            assert!(word.len() <= LONGEST && is_function_word(word), "{word}");
            assert!(is_function_word_in_any_case(&word.to_uppercase()), "{word}");
        }
        for word in ["", "b", "z", "zoo", "The", "aa", "theses", "yourself", "{", "`", "é", "neverthelessly", "ſo"] {
            assert!(!is_function_word(word), "{word}");
        }
        assert!(is_function_word_in_any_case("The") && !is_function_word_in_any_case("Neverthelessly"));
        assert!(!is_function_word_in_any_case("\u{212a}") && !is_function_word_in_any_case(""));
    }
}
