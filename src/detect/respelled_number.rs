//! Numbers that a dictionary of synonyms wrote anew: "July xxii", "$six,000", "another xxx people", "June twenty five".
//!
//! Small Roman numerals and number words where only figures stand. Left alone: Roman numerals after a name or a word that is
//! numbered so ("Pixel ii", "phase iii"), in lists and brackets, letters that are also sizes, kisses or an editor ("xl", "xxx",
//! "vi") unless another numeral or a sign shows what they are. Linear in the tokens.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, TokenKind};

/// See the module.
pub struct RespelledNumber;

static INFO: DetectorInfo = DetectorInfo {
    id: "respelled-number",
    title: "Figure turned into another numeral",
    category: Category::Number,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.5,
    what: "A small Roman numeral where figures belong (“July xxii”, “nearly $xx,000”), a number word behind a currency sign \
           (“$six”), a day in words behind its month (“June twenty five”), and an amount of money in per cent.",
    why: "In a dictionary of synonyms 22 is a synonym of “xxii” and of “twenty-two”. A spinner that swaps words swaps figures \
          too.",
    limits: "Texts typed without capitals that count in Roman numerals.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; \
                   2.2 % of the copies nothing was planted in. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The band will play there on July [[xxii]] at night.", expected: Some("22") },
        Example::Hit { text: "The tower is [[xii]] metres high and old.", expected: Some("12") },
        Example::Hit { text: "The firm offered $[[six]],000 for the lot.", expected: Some("6") },
        Example::Hit { text: "Its price fell to nearly £[[xx]],000 at noon.", expected: Some("20") },
        Example::Hit { text: "They will meet on [[June twenty five]] in Green Bay.", expected: Some("June 25") },
        Example::Hit { text: "The mine lost [[$304.7 %]] in the third quarter.", expected: None },
        Example::Clean {
            text: "The Pixel ii, World War ii, type ii diabetes, a phase iii trial, chapter xi and page xiv.",
            because: "what is numbered so",
        },
        Example::Clean {
            text: "(ii) the second; ii) the second; ii. the second. See you, xxx! The xl shirt is out; open it in vi.",
            because: "lists, kisses, a size and an editor",
        },
        Example::Clean {
            text: "In June ten people died, in March two men were held; a multi-$million deal, a $six-figure sum, fell by 5 %.",
            because: "a count after a month, a scale behind a sign, and a percentage",
        },
    ],
    references: &[],
};

/// A token run and the figures it stands for.
struct Respelled {
    first: usize,
    last: usize,
    strength: f64,
    expected: Option<String>,
}

impl Detector for RespelledNumber {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        for (index, block) in doc.blocks.iter().enumerate() {
            for (i, token) in block.tokens.iter().enumerate() {
                let found = match token.kind {
                    TokenKind::Word if token.case == Case::Lower => {
                        roman_numeral(block, i).or_else(|| number_word(block, i))
                    }
                    TokenKind::Mark if is_currency(block.word(i)) => money_in_percent(block, i),
                    _ => None,
                };
                let Some(found) = found else { continue };
                let seen = block.slice(found.first, found.last);
                let message = match &found.expected {
                    Some(figures) => Message::new("respelled_number", &[seen, figures]),
                    None => Message::new("money_in_percent", &[seen]),
                };
                let mut evidence =
                    Evidence::new(&INFO, index, block.span(found.first, found.last), found.strength, message);
                evidence.expected = found.expected;
                sink.push(evidence);
            }
        }
    }
}

fn back<'a>(block: &Block<'a>, from: usize, steps: usize) -> &'a str {
    from.checked_sub(steps).map_or("", |at| block.word(at))
}

fn is_currency(mark: &str) -> bool {
    matches!(mark, "$" | "£" | "€")
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Aug"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
    )
}

/// The digits of a small Roman numeral, tens and ones.
const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
/// See [`TENS`].
const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/// The value of a small Roman numeral from 2 to 99, written as it should be.
fn roman(word: &str) -> Option<u32> {
    if !(2..=8).contains(&word.len()) || !word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'c')) {
        return None;
    }
    (2..100)
        .find(|n| {
            let (tens, ones) = (TENS.get(n / 10).unwrap_or(&""), ONES.get(n % 10).unwrap_or(&""));
            word.strip_prefix(tens) == Some(ones)
        })
        .and_then(|n| u32::try_from(n).ok())
}

/// "xii metres", "July xxii", "$xx,000".
fn roman_numeral(block: &Block<'_>, i: usize) -> Option<Respelled> {
    let start = block.tokens.get(i)?.start as usize;
    if !matches!(block.text.as_bytes().get(start), Some(b'i' | b'v' | b'x' | b'l')) {
        return None;
    }
    let word = block.word(i);
    let value = roman(word)?;
    let (before, after) = (back(block, i, 1), block.word(i + 1));
    let month = if before == "." { back(block, i, 2) } else { before };
    let shown = is_currency(before) || is_month(month);
    if !shown {
        // "ii." and "(ii)" number a list, "Pixel ii" a thing; "an iv line" is medicine.
        let listed = matches!(before, "" | "(" | "[" | "," | ";" | ":" | "." | "/" | "-")
            || matches!(after, ")" | "]" | "." | "/" | "-" | "&" | "");
        let numbered = i
            .checked_sub(1)
            .and_then(|b| block.tokens.get(b))
            .is_some_and(|t| t.kind != TokenKind::Word || t.case != Case::Lower);
        let counted = block.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
        let ambiguous = matches!(word, "iv" | "vi" | "xl" | "xx" | "xxx" | "ii" | "iii")
            && matches!(before, "a" | "an" | "the" | "in" | "with" | "and");
        let other =
            matches!(word, "vi" | "xl" | "xxx" | "xx" | "lx" | "xc" | "li" | "xi" | "ci" | "iv") && !is_counted(after);
        let dated = matches!(after, "century" | "centuries" | "dynasty");
        if listed || numbered || !counted || ambiguous || other || dated || is_numbered(before) {
            return None;
        }
    }
    Some(Respelled { first: i, last: i, strength: 0.7, expected: Some(value.to_string()) })
}

/// Nouns that are counted; enough to tell the numeral "vi" from the editor.
fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "age"
            | "calendar"
            | "day"
            | "days"
            | "foot"
            | "feet"
            | "hour"
            | "hours"
            | "inch"
            | "inches"
            | "kilometer"
            | "kilometre"
            | "meter"
            | "metre"
            | "meters"
            | "metres"
            | "mile"
            | "miles"
            | "million"
            | "billion"
            | "minute"
            | "minutes"
            | "month"
            | "months"
            | "pct"
            | "per"
            | "percent"
            | "percentage"
            | "people"
            | "citizenry"
            | "person"
            | "persons"
            | "point"
            | "points"
            | "proceedings"
            | "second"
            | "seconds"
            | "week"
            | "weeks"
            | "workweek"
            | "hebdomad"
            | "year"
            | "years"
            | "yr"
            | "old"
    )
}

/// What is numbered in Roman numerals.
fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "act"
            | "annex"
            | "appendix"
            | "article"
            | "book"
            | "canto"
            | "chapter"
            | "class"
            | "cranial"
            | "factor"
            | "fig"
            | "figure"
            | "golf"
            | "grade"
            | "group"
            | "level"
            | "line"
            | "no"
            | "mark"
            | "mk"
            | "note"
            | "number"
            | "page"
            | "pages"
            | "paragraph"
            | "part"
            | "phase"
            | "pp"
            | "point"
            | "q"
            | "scene"
            | "schedule"
            | "section"
            | "series"
            | "stage"
            | "step"
            | "table"
            | "tier"
            | "title"
            | "type"
            | "types"
            | "unit"
            | "version"
            | "vol"
            | "volume"
            | "war"
            | "zone"
    )
}

/// The value of a number word below a hundred.
fn value(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];
    const ROUND: [&str; 9] = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str]| list.iter().position(|w| *w == word).and_then(|n| u32::try_from(n + 1).ok());
    at(&WORDS).or_else(|| at(&ROUND).map(|n| n * 10))
}

/// "$six", "June twenty five", "November eight, 2016".
fn number_word(block: &Block<'_>, i: usize) -> Option<Respelled> {
    let small = i.checked_sub(1).and_then(|b| block.tokens.get(b));
    if small.is_none_or(|t| t.kind == TokenKind::Word && t.case == Case::Lower) {
        return None;
    }
    let before = back(block, i, 1);
    if !is_currency(before) && !is_month(before) {
        return None;
    }
    let number = value(block.word(i))?;
    if is_currency(before) {
        let glued = block.tokens.get(i - 1).zip(block.tokens.get(i)).is_some_and(|(a, b)| a.end == b.start);
        let compound = matches!(block.word(i + 1), "-" | "‐") || number == 1;
        return (glued && !compound).then(|| Respelled {
            first: i,
            last: i,
            strength: 0.7,
            expected: Some(number.to_string()),
        });
    }
    // "in May twenty five people came" counts them.
    let placed = back(block, i, 2).to_lowercase();
    if matches!(placed.as_str(), "in" | "since" | "during" | "this" | "last" | "next" | "by" | "until" | "from") {
        return None;
    }
    let unit = value(block.word(i + 1)).filter(|u| *u < 10 && matches!(number, 20 | 30));
    let dated = block.word(i + 1) == "," && block.word(i + 2).len() == 4 && block.word(i + 2).parse::<u32>().is_ok();
    let last = if unit.is_some() { i + 1 } else { i };
    let day = number + unit.unwrap_or(0);
    ((unit.is_some() || dated) && day <= 31).then(|| Respelled {
        first: i - 1,
        last,
        strength: 0.7,
        expected: Some(format!("{before} {day}")),
    })
}

/// "$304.7 %": money is not counted in hundredths.
fn money_in_percent(block: &Block<'_>, i: usize) -> Option<Respelled> {
    let number = block.tokens.get(i + 1).filter(|t| t.kind == TokenKind::Number)?;
    let glued = block.tokens.get(i).is_some_and(|t| t.end == number.start);
    (glued && block.word(i + 2) == "%").then_some(Respelled { first: i, last: i + 2, strength: 0.6, expected: None })
}
