//! Words, numbers and punctuation marks with their spans, by the word boundaries of UAX #29.
//!
//! Each token carries what nearly every detector asks of it: its key, how it is capitalised, and whether it is a function
//! word, a known word, a common word. These are looked up once, here. Where the boundaries lie is [`boundaries`]' matter.

use super::boundaries;
use super::lexicon::Lexicon;
use super::words::is_function_key;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes inside.
    Word,
    /// Begins with a digit: 27, 2,000, 3rd.
    Number,
    /// Anything else that is no white space, one character or a run UAX #29 keeps together.
    Mark,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// crow; also words of scripts without case, and everything that is no word.
    Lower,
    /// Crow, O'Neill, a single capital.
    Capitalised,
    /// NATO.
    Upper,
    /// iPhone, McDonald.
    Mixed,
}

impl Case {
    /// As names are written: Crow or NATO. Marks and numbers are [`Case::Lower`].
    pub fn is_names(self) -> bool {
        matches!(self, Self::Capitalised | Self::Upper)
    }
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the block's text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// What the word lists say, as bits.
    flags: u8,
    /// [`word_key`] of the word without a possessive ending; 0 for marks.
    pub key: u64,
}

/// Bits of [`Token`]'s flags.
mod flag {
    pub const FUNCTION: u8 = 1;
    pub const KNOWN: u8 = 2;
}

impl Token {
    /// A word written as names are: Crow or NATO.
    pub fn is_capitalised(&self) -> bool {
        self.kind == TokenKind::Word && self.case.is_names()
    }

    /// A word or a number.
    pub fn is_word_like(&self) -> bool {
        self.kind != TokenKind::Mark
    }

    /// Does it carry grammar, not meaning: "the", "of", "would"? The same as [`is_function_key`] of its key.
    pub fn is_function(&self) -> bool {
        self.flags & flag::FUNCTION != 0
    }

    /// Is it in the word list? The same as [`Lexicon::contains_key`] of its key; false for marks.
    pub fn is_known(&self) -> bool {
        self.flags & flag::KNOWN != 0
    }

    /// Is it one of the words used most? The same as [`Lexicon::is_common_key`] of its key; false for marks. Looked up when
    /// asked, of words that are known and carry meaning: few ask.
    pub fn is_common(&self) -> bool {
        self.is_function() || self.is_known() && Lexicon::get().is_common_if_known(self.key)
    }
}

/// Cuts a text into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let lexicon = Lexicon::get();
    let mut out = Vec::with_capacity(text.len() / 5);
    boundaries::pieces(text, |start, end, kind| {
        let piece = text.get(start..end).unwrap_or("");
        let key = if kind == TokenKind::Mark { 0 } else { word_key(strip_possessive(piece)) };
        out.push(Token {
            start: start as u32,
            end: end as u32,
            kind,
            case: if kind == TokenKind::Word { case_of(piece) } else { Case::Lower },
            flags: if kind == TokenKind::Mark { 0 } else { flags(key, lexicon) },
            key,
        });
    });
    out
}

/// Key and case of each word and number: what a table's rows are compared by. Looks nothing up, so that reading the
/// tables takes little of the first check's time.
pub fn keyed_words(text: &str) -> Vec<(u64, Case)> {
    // Most names and phrases are plain: the space alone parts their words.
    if text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        let words = text.split(' ').filter(|w| !w.is_empty());
        return words.map(|word| (word_key(word), case_of(word))).collect();
    }
    let mut out = Vec::new();
    boundaries::pieces(text, |start, end, kind| {
        let piece = text.get(start..end).unwrap_or("");
        let case = if kind == TokenKind::Word { case_of(piece) } else { Case::Lower };
        if kind != TokenKind::Mark {
            out.push((word_key(strip_possessive(piece)), case));
        }
    });
    out
}

fn flags(key: u64, lexicon: &Lexicon) -> u8 {
    // Function words are common ones (a test holds them to it): nearly half of all words need no look into the lexicon.
    if is_function_key(key) {
        flag::FUNCTION | flag::KNOWN
    } else if lexicon.contains_key(key) {
        flag::KNOWN
    } else {
        0
    }
}

fn case_of(word: &str) -> Case {
    // The two shapes that most words have, told by their bytes.
    let bytes = word.as_bytes();
    if bytes.iter().all(u8::is_ascii_lowercase) {
        return Case::Lower;
    }
    if let [first, rest @ ..] = bytes
        && first.is_ascii_uppercase()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        return Case::Capitalised;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Case::Capitalised,
        (true, _, 0) => Case::Upper,
        // O'Neill, D'Souza: a capital after an apostrophe is how the name is written.
        (true, 1, _)
            if word.chars().zip(word.chars().skip(1)).any(|(a, b)| matches!(a, '\'' | '’') && b.is_uppercase()) =>
        {
            Case::Capitalised
        }
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    }
}

/// The word without `'s` or a bare final apostrophe.
pub fn strip_possessive(word: &str) -> &str {
    // Most words end in neither: their last byte tells.
    if !matches!(word.as_bytes().last(), Some(b's' | b'S' | b'\'' | 0x99)) {
        return word;
    }
    for end in ["'s", "’s", "'S", "’S", "'", "’"] {
        if let Some(stem) = word.strip_suffix(end)
            && !stem.is_empty()
        {
            return stem;
        }
    }
    word
}

/// A 64-bit key of a word in lower case (FNV-1a). Equal words have equal keys on every platform; curly apostrophes
/// count as straight ones. Never 0.
pub fn word_key(word: &str) -> u64 {
    hashed(START, word).max(1)
}

/// The [`word_key`] of these texts, one after the other.
pub fn phrase_key(texts: &[&str]) -> u64 {
    texts.iter().fold(START, |hash, text| hashed(hash, text)).max(1)
}

/// The [`word_key`] of the word with this key and these letters after it.
pub fn longer_key(key: u64, ending: &str) -> u64 {
    hashed(key, ending).max(1)
}

/// Where FNV-1a starts.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn hashed(mut hash: u64, text: &str) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut feed = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    if text.is_ascii() {
        text.bytes().for_each(|b| feed(b.to_ascii_lowercase()));
    } else {
        let mut buffer = [0; 4];
        for c in text.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            c.encode_utf8(&mut buffer).bytes().for_each(&mut feed);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn keeps_apostrophes_and_splits_hyphens() {
        assert_eq!(
            words("Karas’s case-by-case, 2,000 don't."),
            ["Karas’s", "case", "-", "by", "-", "case", ",", "2,000", "don't", "."]
        );
    }

    #[test]
    fn keys_fold_case_and_possessives() {
        let t = tokenize("NATO’s nato");
        assert_eq!(t[0].key, t[1].key);
        assert_ne!(word_key("nato"), word_key("nata"));
        assert_eq!(word_key("Kaja Kallas"), phrase_key(&["kaja", " ", "KALLAS"]));
        assert_eq!(longer_key(word_key("Café"), "s"), word_key("cafés"));
    }

    #[test]
    fn the_flags_say_what_the_lists_say() {
        let lexicon = Lexicon::default();
        let listed = super::super::words::FUNCTION_WORDS.join(" ");
        for token in tokenize(&format!("{listed} government lepidopterist Kallas NATO's 27 — …")) {
            let lists = token.is_word_like();
            assert_eq!(token.is_function(), lists && is_function_key(token.key), "{token:?}");
            assert_eq!(token.is_known(), lists && lexicon.contains_key(token.key), "{token:?}");
            assert_eq!(token.is_common(), lists && lexicon.is_common_key(token.key), "{token:?}");
        }
    }

    #[test]
    fn tables_are_read_as_texts_are() {
        let text = "Karas’s “case-by-case”: 2,000 NATO’s don't";
        let words: Vec<(u64, Case)> =
            tokenize(text).iter().filter(|t| t.is_word_like()).map(|t| (t.key, t.case)).collect();
        assert_eq!(keyed_words(text), words);
    }

    #[test]
    fn tells_the_cases_apart() {
        let cases: Vec<Case> = tokenize("crow Crow NATO iPhone O’Neill A").iter().map(|t| t.case).collect();
        assert_eq!(
            cases,
            [Case::Lower, Case::Capitalised, Case::Upper, Case::Mixed, Case::Capitalised, Case::Capitalised]
        );
    }
}
