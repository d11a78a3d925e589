//! Words that stand before or after a name and are none: offices, ranks, forms of address.

use std::sync::LazyLock;

use crate::text::{KeySet, word_key};

/// Offices, ranks and forms of address in lower case, without full stops. Sorted.
const ROLE_WORDS: &[&str] = &[
    "acting",
    "actor",
    "actress",
    "admiral",
    "adviser",
    "advisor",
    "agent",
    "aide",
    "ambassador",
    "analyst",
    "archbishop",
    "attorney",
    "author",
    "ayatollah",
    "baron",
    "baroness",
    "bishop",
    "boss",
    "brigadier",
    "candidate",
    "capt",
    "captain",
    "cardinal",
    "ceo",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chancellor",
    "chief",
    "coach",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "constable",
    "correspondent",
    "councillor",
    "count",
    "countess",
    "dame",
    "defence",
    "defense",
    "delegate",
    "democrat",
    "deputy",
    "detective",
    "director",
    "doctor",
    "dr",
    "duchess",
    "duke",
    "editor",
    "emir",
    "emperor",
    "envoy",
    "ex",
    "executive",
    "farmer",
    "finance",
    "first",
    "foreign",
    "former",
    "founder",
    "gen",
    "general",
    "gov",
    "governor",
    "head",
    "high",
    "home",
    "inspector",
    "interim",
    "interior",
    "journalist",
    "judge",
    "justice",
    "king",
    "lady",
    "lawmaker",
    "leader",
    "legend",
    "lieutenant",
    "lord",
    "lt",
    "madam",
    "maj",
    "majesty",
    "major",
    "manager",
    "managing",
    "marshal",
    "mayor",
    "member",
    "minister",
    "miss",
    "mp",
    "mr",
    "mrs",
    "ms",
    "officer",
    "official",
    "opposition",
    "owner",
    "player",
    "pm",
    "police",
    "pope",
    "premier",
    "president",
    "presidential",
    "press",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "prosecutor",
    "queen",
    "rep",
    "representative",
    "republican",
    "rev",
    "reverend",
    "sec",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheikh",
    "sheriff",
    "sir",
    "skipper",
    "speaker",
    "special",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "star",
    "state",
    "striker",
    "sultan",
    "superintendent",
    "supreme",
    "treasury",
    "vice",
    "writer",
];

/// Is the lower-case word an office, a rank or a form of address?
pub fn is_role_word(lower: &str) -> bool {
    is_role_key(word_key(lower))
}

/// The same for a token's key.
pub fn is_role_key(key: u64) -> bool {
    static KEYS: LazyLock<KeySet> = LazyLock::new(|| ROLE_WORDS.iter().map(|w| word_key(w)).collect());
    KEYS.contains(key)
}

/// Is the whole office named among the words? "defense secretary" is not "Secretary of State"; of a long title two words
/// will do.
pub fn is_office(role: &str, words: &[String]) -> bool {
    let parts: Vec<String> = role
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|p| p.len() > 2 && !EMPTY.contains(&p.as_str()))
        .collect();
    let said = parts.iter().filter(|p| words.iter().any(|w| names_office(p, w))).count();
    !parts.is_empty() && said >= parts.len().min(2)
}

/// Does the lower-case word speak of whoever heads a house: "NATO chief", "the bank's boss"?
pub fn heads_a_house(lower: &str) -> bool {
    matches!(lower, "chief" | "boss" | "head" | "leader")
}

/// Words of a role that say nothing of which office it is.
const EMPTY: &[&str] = &["acting", "deputy", "ex", "first", "former", "head", "interim", "of", "the", "vice"];

/// Does the lower-case word belong to the role, and is it more than "former" or "deputy"?
pub fn names_office(role: &str, lower: &str) -> bool {
    if EMPTY.contains(&lower) {
        return false;
    }
    let abroad = match lower {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "pm" | "premier" => "minister",
        "defense" => "defence",
        other => other,
    };
    role.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(abroad) || w.eq_ignore_ascii_case(lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(ROLE_WORDS.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn offices_are_told_from_their_trimmings() {
        assert!(names_office("former Prime Minister", "premier"));
        assert!(names_office("Secretary General", "secretary"));
        assert!(!names_office("former President", "former"));
        assert!(!names_office("President", "chairman"));
        let words = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_office("former Secretary of State", &words("the secretary of state")));
        assert!(!is_office("former Secretary of State", &words("the defense secretary")));
        assert!(is_office("Prime Minister", &words("the prime minister")));
    }
}
