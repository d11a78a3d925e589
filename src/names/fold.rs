//! Names to plain letters: ASCII, lower case, without diacritics, possessives and generational suffixes.
//!
//! Folding serves comparison only; what a reader sees keeps its letters.

/// ASCII letters of a word in lower case; everything else is dropped. Latin letters lose their marks.
pub fn letters(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii_alphabetic() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() {
            out.push_str(base(c));
        }
    }
    out
}

/// Is every letter of the word Latin, so that folding loses nothing but marks?
pub fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii() || !c.is_alphabetic() || !base(c).is_empty())
}

/// Suffixes that tell generations apart and are no part of a name's sound.
const SUFFIXES: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"];

/// Is the folded word a generational suffix or a Roman numeral?
pub fn is_suffix(folded: &str) -> bool {
    SUFFIXES.contains(&folded)
}

/// The words of a full name, folded, without suffixes and articles ("al-Assad" is "assad"). A name does not begin with a
/// numeral: Xi Jinping keeps his Xi.
pub fn name_words(name: &str) -> Vec<String> {
    const ARTICLES: [&str; 4] = ["al-", "el-", "Al-", "El-"];
    name.split_whitespace()
        .map(|w| ARTICLES.iter().find_map(|a| w.strip_prefix(a)).unwrap_or(w))
        .map(letters)
        .enumerate()
        .filter(|(i, w)| !w.is_empty() && (*i == 0 || !is_suffix(w)))
        .map(|(_, w)| w)
        .collect()
}

/// The plain letters of a marked one; empty where there are none.
fn base(c: char) -> &'static str {
    match c {
        'à'..='å' | 'À'..='Å' | 'Ā'..='ą' | 'ǎ' | 'Ǎ' | 'ȁ' | 'ȃ' | '\u{1ea0}'..='\u{1eb7}' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'Ē'..='ě' | 'ə' | 'Ə' | '\u{1eb8}'..='\u{1ec7}' => "e",
        'Ĝ'..='ģ' | 'ǧ' | 'Ǧ' => "g",
        'Ĥ'..='ħ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'Ĩ'..='ı' | 'ǐ' | 'Ǐ' | '\u{1ec8}'..='\u{1ecb}' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' | 'ǩ' | 'Ǩ' => "k",
        'Ĺ'..='ł' => "l",
        'ñ' | 'Ñ' | 'Ń'..='ŋ' => "n",
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'Ō'..='ő' | 'ơ' | 'Ơ' | 'ǒ' | 'Ǒ' | '\u{1ecc}'..='\u{1ee3}' => {
            "o"
        }
        'œ' | 'Œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'ș' | 'Ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'ț' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'Ù'..='Ü' | 'Ũ'..='ų' | 'ư' | 'Ư' | 'ǔ' | 'Ǔ' | '\u{1ee4}'..='\u{1ef1}' => "u",
        'Ŵ' | 'ŵ' => "w",
        'ý' | 'ÿ' | 'Ý' | 'Ŷ'..='Ÿ' | '\u{1ef2}'..='\u{1ef9}' => "y",
        'Ź'..='ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_letters_stay() {
        assert_eq!(letters("Čaputová’s"), "caputovas");
        assert_eq!(letters("Tô Lâm"), "tolam");
        assert_eq!(letters("O'Rourke"), "orourke");
        assert_eq!(letters("Łukasz Şener Groß"), "lukaszsenergross");
    }

    #[test]
    fn a_numeral_at_the_head_is_a_name() {
        assert_eq!(name_words("Xi Jinping"), ["xi", "jinping"]);
        assert_eq!(name_words("Pope Leo XIV"), ["pope", "leo"]);
    }

    #[test]
    fn other_scripts_are_not_latin() {
        assert!(is_latin("Şener"));
        assert!(!is_latin("Путин"));
    }
}
