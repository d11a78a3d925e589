//! `acronym-mismatch`: a known acronym in brackets after words whose letters do not give it.
//!
//! Of the acronyms of `data/institutions.tsv` it knows the words. An acronym that fits its words is another body's, and one
//! whose words are of another number is explained rather than spelled out; both are left alone. Of an unknown acronym only
//! two things are told: that its letters want the words in English order, "Council of National Security (NSC)", and that in
//! a name of four words or more a single word inside does not give its letter. The order of letters in other languages
//! ("National Liberation Front (FLN)") is honest.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::names::institutions::Expansion;
use crate::report::Category;
use crate::text::{Block, Case, Document};

/// See [`INFO`].
pub struct AcronymMismatch;

static INFO: DetectorInfo = DetectorInfo {
    id: "acronym-mismatch",
    title: "Acronym that does not fit its words",
    category: Category::Name,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.5,
    what: "A well-known acronym in brackets after a name that it does not abbreviate: “World Wellbeing Association (WHO)”, or \
           the acronym of another language after an English name; any acronym whose letters give the words in the order that \
           English has them, after words in another order, or all words but one.",
    why: "Spinners and translation machines change the words of a name and leave its acronym, or carry the other language's \
          acronym over.",
    limits: "Writers who keep the acronym of their own language.",
    false_alarms: "0 of 1,859 human articles, 209 human translations and 77 learners' texts, and 0 of the true texts of 355 \
                   news pages; it is rare in copies too. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The [[International Nuclear Force Office]] (IAEA) inspected the plant.",
            expected: Some("International Atomic Energy Agency"),
        },
        Example::Hit {
            text: "Money came from the [[Global Hygiene Institution]] (WHO) in spring.",
            expected: Some("World Health Organization"),
        },
        Example::Hit {
            text: "She worked for the Federal Reserve and the [[National Bureau of Investigation]] (FBI) in turn.",
            expected: Some("Federal Bureau of Investigation"),
        },
        Example::Hit { text: "The World Health Organization ([[OMS]]) sent two doctors.", expected: Some("WHO") },
        Example::Hit {
            text: "He chairs the [[Council of National Security]] (NSC) of the state.",
            expected: Some("National Security Council"),
        },
        Example::Hit {
            text: "The [[Party of Independence of the United Kingdom]] (UKIP) lost.",
            expected: Some("United Kingdom Independence Party"),
        },
        Example::Hit { text: "It was the [[Pacific Tsunami Alarm Center]] (PTWC) that called.", expected: None },
        Example::Clean {
            text: "The National Liberation Front (FLN), the Federal Security Service (FSB) and the Brazilian Institute of \
                   Geography and Statistics (IBGE) keep their letters.",
            because: "acronyms of the bodies' own languages",
        },
        Example::Clean {
            text: "The Japan Aerospace Exploration Agency (JAXA), the Movement for the Emancipation of the Niger Delta (MEND) \
                   and the Ministry of Defence (MOD) spoke.",
            because: "letters from inside a word, and words in order",
        },
        Example::Clean {
            text: "The International Atomic Energy Agency (IAEA) and the UN nuclear watchdog (IAEA) are one.",
            because: "the right name, and a description",
        },
        Example::Clean {
            text: "Médecins Sans Frontières (MSF) and the Russian Federal Security Service (FSB) have other letters than in English.",
            because: "acronyms of other languages that are theirs",
        },
        Example::Clean {
            text: "The International Cricket Council (ICC), the International Chamber of Commerce (ICC) and the World Tourism \
                   Organization (WTO) met.",
            because: "other bodies with the same letters",
        },
        Example::Clean {
            text: "The Organización Mundial de la Salud (OMS) is the World Health Organization in Spanish.",
            because: "the acronym of the language of the name",
        },
        Example::Clean {
            text: "The Centers for Disease Control and Prevention (CDC) and the Department of Human Services (DHS) replied.",
            because: "words that the acronym skips, and another department",
        },
    ],
    references: &[],
};

impl Detector for AcronymMismatch {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            for at in (0..block.tokens.len()).filter(|i| block.tokens[*i].case == Case::Upper) {
                let Some((body, first, what)) = data.institutions.misfit(block, at) else {
                    if let Some(found) = unknown(block, at, data) {
                        let (span, seen) = (block.span(found.first, at - 2), block.slice(found.first, at - 2));
                        let evidence = if let Some(order) = found.order {
                            let message = Message::new("acronym_order", &[seen, block.word(at), &order]);
                            Evidence::new(&INFO, index, span, 0.6, message).expecting(order)
                        } else {
                            let message = Message::new("acronym_letter", &[seen, block.word(at)]);
                            Evidence::new(&INFO, index, span, 0.5, message)
                        };
                        sink.push(evidence);
                    }
                    continue;
                };
                let letters = block.word(at);
                let (span, seen, expected, id) = match what {
                    Expansion::Misfit => {
                        (block.span(first, at - 2), block.slice(first, at - 2), body.name, "acronym_misfit")
                    }
                    Expansion::Foreign => (block.span(at, at), letters, body.acronym, "acronym_foreign"),
                };
                // A name that is itself listed as garbled is told by its own detector.
                let told = (first..at - 1).any(|i| data.institutions.at(doc, block, i).is_some());
                if told {
                    continue;
                }
                let message = Message::new(id, &[seen, expected, body.acronym, body.name]);
                let strength = if what == Expansion::Misfit { 1.0 } else { 0.6 };
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(expected));
            }
        }
    }
}

/// A name that an unknown acronym does not spell.
struct Misspelt {
    first: usize,
    /// The words as the letters want them, where these only stand in another order.
    order: Option<String>,
}

/// Most words of a name before its acronym, function words counted.
const LONGEST_NAME: usize = 12;

/// Looks at the name before the bracket that holds the acronym at `at`.
fn unknown(block: &Block<'_>, at: usize, data: &Data) -> Option<Misspelt> {
    let letters: Vec<char> = block.word(at).chars().collect();
    let bracketed = at >= 3 && block.word(at - 1) == "(" && block.word(at + 1) == ")";
    if !bracketed || !(3..=6).contains(&letters.len()) || !letters.iter().all(char::is_ascii_uppercase) {
        return None;
    }
    let capital = |i: usize| block.tokens.get(i).is_some_and(|t| t.case == Case::Capitalised);
    let between = |i: usize| matches!(block.word(i), "of" | "for" | "the" | "and" | "on" | "in" | "to" | "against");
    let mut first = at - 1;
    while first > 0 && at - first < LONGEST_NAME && (capital(first - 1) || between(first - 1)) {
        first -= 1;
    }
    // The name begins with a capital, and with no article.
    while first < at - 1 && (!capital(first) || matches!(block.word(first), "The" | "A" | "In" | "At" | "And")) {
        first += 1;
    }
    let words: Vec<usize> = (first..at - 1).filter(|i| capital(*i)).collect();
    if words.len() != letters.len() {
        return None;
    }
    let initial = |i: usize| block.word(i).chars().next().unwrap_or(' ');
    let misfits: Vec<(usize, char)> =
        words.iter().copied().zip(letters.iter().copied()).filter(|(word, letter)| initial(*word) != *letter).collect();
    // "Council of National Security": the last part first.
    let mut reversed = Vec::new();
    for part in words.chunk_by(|a, b| !(*a..*b).any(|i| block.word(i) == "of")).rev() {
        reversed.extend_from_slice(part);
    }
    if !misfits.is_empty() && reversed.iter().map(|i| initial(*i)).eq(letters.iter().copied()) {
        let order: Vec<&str> = reversed.iter().map(|i| block.word(*i)).collect();
        return Some(Misspelt { first, order: Some(order.join(" ")) });
    }
    let [(odd, letter)] = misfits[..] else { return None };
    let word = block.word(odd).to_lowercase();
    let inside = words.last() != Some(&odd) && letters.len() >= 4;
    let borrowed = word.contains(letter.to_ascii_lowercase());
    (inside && !borrowed && data.words.is_common(&word)).then_some(Misspelt { first, order: None })
}
