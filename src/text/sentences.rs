//! Sentences by rule: a full stop, question or exclamation mark ends one when what follows looks like a beginning and
//! what stands before is no abbreviation.

use super::{Case, Token, TokenKind};

/// A sentence as a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
}

/// Abbreviations that a capital may follow inside a sentence, in lower case without the full stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "aug", "ave", "brig", "capt", "cmdr", "co", "col", "corp", "cpl", "dec", "dem", "dept", "dr", "feb",
    "fr", "ft", "gen", "gov", "hon", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "mr", "mrs", "ms",
    "mt", "no", "nov", "oct", "op", "ph.d", "pres", "prof", "rep", "rev", "sec", "sen", "sep", "sept", "sgt", "sr",
    "st", "u.k", "u.n", "u.s", "vs",
];

/// Splits a block's tokens into sentences. Every token belongs to exactly one.
pub fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut i = 0;
    while i < tokens.len() {
        if ends_here(text, tokens, i) {
            let mut last = i;
            // Closing quotes and brackets belong to the sentence they close.
            while tokens.get(last + 1).is_some_and(|t| t.start == tokens[last].end && is_closing(piece(text, *t))) {
                last += 1;
            }
            out.push(Sentence { first, last });
            first = last + 1;
            i = last;
        }
        i += 1;
    }
    if first < tokens.len() {
        out.push(Sentence { first, last: tokens.len() - 1 });
    }
    out
}

fn piece(text: &str, t: Token) -> &str {
    text.get(t.start as usize..t.end as usize).unwrap_or("")
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…")
}

fn ends_here(text: &str, tokens: &[Token], i: usize) -> bool {
    if tokens[i].kind != TokenKind::Mark {
        return false;
    }
    let mark = piece(text, tokens[i]);
    if !matches!(mark, "." | "!" | "?" | "…" | "..." | "。") {
        return false;
    }
    let mut next = i + 1;
    while tokens.get(next).is_some_and(|t| t.start == tokens[next - 1].end && is_closing(piece(text, *t))) {
        next += 1;
    }
    let Some(following) = tokens.get(next) else { return false };
    let gap = following.start > tokens[next - 1].end;
    if !gap {
        return false;
    }
    let starts = following.kind == TokenKind::Number
        || following.kind == TokenKind::Word && following.case != Case::Lower
        || following.kind == TokenKind::Mark
            && matches!(piece(text, *following), "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "-" | "–" | "—");
    // "!" and "?" end a sentence even where the copy lost the capital; a full stop does so only after a real word.
    if mark != "." {
        return starts || following.kind == TokenKind::Word;
    }
    let Some(before) = i.checked_sub(1).and_then(|b| tokens.get(b)) else { return starts };
    if before.end == tokens[i].start && before.kind == TokenKind::Word {
        let word = piece(text, *before);
        if word.chars().count() == 1 && word.chars().all(char::is_uppercase) && following.kind == TokenKind::Word {
            return false; // an initial: "J. Biden"
        }
        let lower = word.to_lowercase();
        if ABBREVIATIONS.binary_search(&lower.as_str()).is_ok() && following.kind != TokenKind::Mark {
            return false;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenize;
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        split(text, &tokens)
            .iter()
            .map(|s| &text[tokens[s.first].start as usize..tokens[s.last].end as usize])
            .collect()
    }

    #[test]
    fn keeps_the_closing_quote_with_its_sentence() {
        assert_eq!(sentences("“We go.” She left. “Why?” he asked."), ["“We go.”", "She left.", "“Why?”", "he asked."]);
    }

    #[test]
    fn does_not_end_at_titles_initials_and_numbers() {
        assert_eq!(
            sentences("Gen. Smith met J. Doe at 3.5 percent. Then U.S. officials left."),
            ["Gen. Smith met J. Doe at 3.5 percent.", "Then U.S. officials left.",]
        );
    }

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
