//! Is this English? Answered by the share of function words: a text of another language has next to none of them.

use super::{Document, TokenKind};

/// Share of function words among the words, below which a text is not English. Garbled English stays above .25.
const ENGLISH: f64 = 0.18;

/// Is the text English?
pub fn is_english(doc: &Document<'_>) -> bool {
    let (mut all, mut function) = (0usize, 0usize);
    // A few thousand words settle it.
    for block in doc.body() {
        for token in block.tokens.iter().filter(|t| t.kind == TokenKind::Word) {
            all += 1;
            function += usize::from(token.is_function());
        }
        if all > 3000 {
            break;
        }
    }
    function as f64 >= ENGLISH * all as f64
}

/// Is “an” the word for “and”, as in Scots? Then it is the commoner of the two; in English it is one of seven.
pub fn says_an_for_and(doc: &Document<'_>) -> bool {
    let (mut an, mut and) = (0usize, 0usize);
    for block in &doc.blocks {
        for (i, _) in block.tokens.iter().enumerate().filter(|(_, t)| t.is_function()) {
            match block.word(i) {
                "an" => an += 1,
                "and" => and += 1,
                _ => {}
            }
        }
    }
    an >= 3 && an > and
}
