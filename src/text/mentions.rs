//! Mentions: runs of name-like words, with the words before them that look like an office.
//!
//! A mention is found by its writing alone. It may be a person, a place or an institution; `names` decides.

use super::{Case, Sentence, Token, TokenKind, words};

/// A run of capitalised words: "Kaja Kallas", "von der Leyen", "European Union".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// First token of the run.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
    /// The run stands at the head of its sentence, so its first capital proves nothing.
    pub at_start: bool,
}

/// Lower-case words inside names: "von der Leyen", "bin Salman".
pub const PARTICLES: &[&str] = &[
    "af", "al", "ap", "av", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "zur",
];

/// Finds the runs. A sentence's first word is part of one only if it is no function word.
pub fn find(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Mention> {
    let mut out = Vec::new();
    for s in sentences {
        let mut i = s.first;
        // The sentence begins at its first word; quotes and dashes before it don't count.
        let head = (s.first..=s.last).find(|&k| tokens[k].is_word_like()).unwrap_or(s.first);
        while i <= s.last {
            if !starts_name(text, tokens, i) {
                i += 1;
                continue;
            }
            let first = i;
            let mut last = i;
            loop {
                let mut next = last + 1;
                if next > s.last {
                    break;
                }
                // A possessive ends a name: "Kallas's Brussels" are two.
                if ends_possessive(text, tokens[last]) {
                    break;
                }
                let mark = piece(text, tokens[next]);
                // "Jean-Claude", "J. Biden": a hyphen without spaces, a full stop after an initial.
                let hyphen = mark == "-" && glued(tokens, last, next) && next < s.last && glued(tokens, next, next + 1);
                let initial = mark == "." && tokens[last].end - tokens[last].start == 1 && next < s.last;
                if hyphen || initial {
                    next += 1;
                } else {
                    // Particles carry on only if a capital follows them.
                    let mut p = next;
                    while p < s.last && p < next + 3 && is_particle(text, tokens[p]) {
                        p += 1;
                    }
                    next = p;
                }
                if !is_name_word(tokens, next) {
                    break;
                }
                last = next;
            }
            out.push(Mention { first, last, at_start: first == head });
            i = last + 1;
        }
    }
    out
}

fn piece(text: &str, t: Token) -> &str {
    text.get(t.start as usize..t.end as usize).unwrap_or("")
}

fn is_particle(text: &str, t: Token) -> bool {
    // Most words are longer than "della".
    t.end - t.start <= 5 && PARTICLES.binary_search(&piece(text, t)).is_ok()
}

fn glued(tokens: &[Token], a: usize, b: usize) -> bool {
    tokens[a].end == tokens[b].start
}

fn ends_possessive(text: &str, t: Token) -> bool {
    let word = piece(text, t);
    word.ends_with("'s") || word.ends_with("’s")
}

fn is_name_word(tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
}

fn starts_name(text: &str, tokens: &[Token], i: usize) -> bool {
    if !is_name_word(tokens, i) {
        return false;
    }
    let word = piece(text, tokens[i]);
    if word == "I" || word.starts_with("I’") || word.starts_with("I'") {
        return false;
    }
    // Function words are capitalised at the head of a sentence and, in garbled text, anywhere.
    !words::is_function_key(tokens[i].key)
}

#[cfg(test)]
mod tests {
    use super::super::{sentences, tokens};
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let t = tokens::tokenize(text);
        let s = sentences::split(text, &t);
        find(text, &t, &s).iter().map(|m| &text[t[m.first].start as usize..t[m.last].end as usize]).collect()
    }

    #[test]
    fn keeps_particles_initials_and_hyphens() {
        assert_eq!(
            found("Yesterday Ursula von der Leyen met Joseph R. Biden and Jean-Claude Juncker."),
            ["Yesterday Ursula von der Leyen", "Joseph R. Biden", "Jean-Claude Juncker"]
        );
    }

    #[test]
    fn leaves_function_words_at_the_head_out() {
        assert_eq!(found("The Crow said so. In Brussels, Kallas’s team agreed."), ["Crow", "Brussels", "Kallas’s"]);
    }

    #[test]
    fn the_particles_are_sorted() {
        assert!(PARTICLES.is_sorted());
    }
}
