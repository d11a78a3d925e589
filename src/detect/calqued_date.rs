//! Days, hours and years said word by word as another language says them: "said the Wednesday", "the 24 of December",
//! "in 9 p.m.", "century XIX".
//!
//! Only forms that an English writer does not use at all, or not without the word that is missing here: "on the Monday,
//! they met" is good British English and stays, as do ordinals ("the 5th of May") and "March of 2020". Titles that are days
//! (“Friday”, “Wednesday”) and the club at Sheffield decide what is left out. Linear in the tokens.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::words::is_speech_verb;
use crate::text::{Block, Case, Document, TokenKind};

/// See the module.
pub struct CalquedDate;

static INFO: DetectorInfo = DetectorInfo {
    id: "calqued-date",
    title: "Day or hour said as in another language",
    category: Category::Number,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "A weekday with a bare article (“said the Monday”) or the wrong preposition (“in Monday”), a date with “of” and no \
           ordinal (“the 24 of December”), a day with a German full stop, an hour “in 9 p.m.” or “at 18: 30”, a century or decade after its \
           noun.",
    why: "How a day is said is idiom, and word-by-word translation carries the other language’s idiom over. It is among the \
          first things a writer of English gets right.",
    limits: "Learners of English and careless translations make the same slips. One is weak, several are not.",
    false_alarms: "0 of 2,068 human articles and translations, 0 of 77 learners' texts and 0 of the true texts of 355 news pages; 6.2 % of \
                   the copies nothing was planted in. `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The bank will appeal, its lawyer said [[the Wednesday]].",
            expected: Some("on Wednesday"),
        },
        Example::Hit { text: "[[The Saturday]], the ministry denied it.", expected: Some("On Saturday") },
        Example::Hit {
            text: "She was taken to a clinic [[at Saturday]], her son said.",
            expected: Some("on Saturday"),
        },
        Example::Hit { text: "The ferry left in [[night of Thursday]].", expected: Some("Thursday night") },
        Example::Hit { text: "Voters will choose [[the 24 of December]].", expected: Some("December 24") },
        Example::Hit { text: "The strike began on Monday, [[27. July]], at noon.", expected: Some("27 July") },
        Example::Hit { text: "He was sworn in on [[March 5 of 2017]].", expected: Some("March 5, 2017") },
        Example::Hit {
            text: "The plane landed [[in around 9:30 p.m]]. on the island.",
            expected: Some("at around 9:30 p.m"),
        },
        Example::Hit { text: "The shop closes at [[20 o’clock]] on weekdays.", expected: Some("8 p.m.") },
        Example::Hit { text: "The house is of the [[century XIX]].", expected: Some("19th century") },
        Example::Hit { text: "The factory was closed in [[2019 year]].", expected: Some("2019") },
        Example::Hit { text: "The hearing began at [[18: 30]] in the east wing.", expected: Some("18:30") },
        Example::Hit {
            text: "They have written to each other since [[2018 year 12 month]].",
            expected: Some("December 2018"),
        },
        Example::Clean {
            text: "On the Monday, they met; from the Thursday to the Saturday it rained. The Sunday papers said so. It was the \
                   Monday to end all Mondays; the Sunday, though wet, was fine.",
            because: "a weekday of a week that is being told, and a weekday before its noun",
        },
        Example::Clean {
            text: "He starred in Friday, she in Wednesday; the cup tie is at Wednesday. In Monday’s game he scored.",
            because: "a film, a series and a football club; a possessive",
        },
        Example::Clean {
            text: "On the night of Sunday, March 3, and the morning of Monday, the 5th of March, in May of 2019, by 5 p.m.",
            because: "each of these is said in English",
        },
        Example::Clean {
            text: "The top 10 of March is out, and 20 of December’s films are French. He turned 20. January was cold.",
            because: "a number before “of” and a month that is no day, and a sentence that ends in a number",
        },
        Example::Clean {
            text: "In the 19th century, Century XXI and the 1960s; 2010 year-end figures; a 2019 year of plenty.",
            because: "centuries, decades and years as English says them, and a name",
        },
    ],
    references: &[],
};

/// A run of tokens and what English says for it.
struct Calque {
    first: usize,
    last: usize,
    strength: f64,
    expected: String,
}

impl Detector for CalquedDate {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut habits = [false; 5];
        for (index, block) in doc.blocks.iter().enumerate() {
            for (i, token) in block.tokens.iter().enumerate() {
                let (kind, found) = match (token.kind, token.case) {
                    (TokenKind::Word, Case::Capitalised) if is_weekday(block.word(i)) => (0, weekday(block, i)),
                    (TokenKind::Word, Case::Capitalised) if is_month(block.word(i)) => (1, month(block, i)),
                    (TokenKind::Number, _) => match hour(block, i) {
                        Some(hour) => (2, Some(hour)),
                        None => (3, year(block, i)),
                    },
                    (TokenKind::Word, Case::Lower) if block.word(i) == "century" => (4, century(block, i)),
                    _ => continue,
                };
                let Some(calque) = found else { continue };
                // Who says it so once says it so always: the second time tells little more.
                let again = habits.get_mut(kind).is_some_and(|told| std::mem::replace(told, true));
                let strength = if again { 0.3 * calque.strength } else { calque.strength };
                let seen = block.slice(calque.first, calque.last);
                let message = Message::new("calqued_date", &[seen, &calque.expected]);
                let span = block.span(calque.first, calque.last);
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(calque.expected));
            }
        }
    }
}

/// A whole word; "Monday's" is none.
fn is_weekday(word: &str) -> bool {
    word.ends_with("day")
        && matches!(word, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
}

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

fn is_month(word: &str) -> bool {
    (3..=9).contains(&word.len())
        && matches!(word.as_bytes().last(), Some(b'y' | b'h' | b'l' | b'e' | b't' | b'r'))
        && MONTHS.contains(&word)
}

/// The word so many tokens back; empty before the block begins.
fn back<'a>(block: &Block<'a>, from: usize, steps: usize) -> &'a str {
    from.checked_sub(steps).map_or("", |at| block.word(at))
}

/// A mark that ends a phrase, or the end of the block.
fn ends(mark: &str) -> bool {
    matches!(mark, "" | "." | "," | ";" | ":" | "?" | "!" | ")" | "”" | "\"" | "–" | "—")
}

fn weekday(block: &Block<'_>, i: usize) -> Option<Calque> {
    let (day, before, next) = (block.word(i), back(block, i, 1), block.word(i + 1));
    let on = |first: usize| if block.tokens.get(first).is_some_and(|t| t.case != Case::Lower) { "On" } else { "on" };
    // "from the Monday to the Friday", "in Tuesday, Wednesday, Thursday": days in a row are told apart, not placed.
    let row = (2..=4).any(|n| is_weekday(block.word(i + n)));
    match before {
        "the" | "The" if !row => {
            let starts = block.sentence_of(i).is_some_and(|s| s.first + 1 >= i);
            // "What of the Thursday?" "The Thursday. Right."
            let alone = (starts || back(block, i, 2) == ":") && matches!(next, "" | "." | "?" | "!");
            let placed = alone || !starts && belongs_to_the_article(back(block, i, 2));
            let goes_on = matches!(next, "that" | "by" | "for");
            let told = matches!(block.word(i + 2), "though" | "as" | "when" | "which" | "like" | "however");
            (!placed && !told && (ends(next) || goes_on)).then(|| Calque {
                first: i - 1,
                last: i,
                strength: 0.6,
                expected: format!("{} {day}", on(i - 1)),
            })
        }
        "in" | "In" | "at" | "At" if !row && !matches!(day, "Wednesday" | "Friday") => {
            let goes_on = matches!(next, "after" | "that" | "when");
            (ends(next) || goes_on).then(|| Calque {
                first: i - 1,
                last: i,
                strength: 0.6,
                expected: format!("{} {day}", on(i - 1)),
            })
        }
        "of" => {
            let part = match back(block, i, 2) {
                "tomorrow" => "morning",
                part @ ("night" | "morning" | "afternoon" | "evening") => part,
                _ => return None,
            };
            let bare = back(block, i, 3);
            let bare = matches!(bare, "in" | "at" | "by" | "on" | "during" | "since" | "until") || is_speech_verb(bare);
            (bare || back(block, i, 2) == "tomorrow").then(|| Calque {
                first: i - 2,
                last: i,
                strength: 0.6,
                expected: format!("{day} {part}"),
            })
        }
        _ => None,
    }
}

/// Words after which "the Monday" is one of a week that is being told, or after which the article is another word's.
fn belongs_to_the_article(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "after"
            | "all"
            | "and"
            | "as"
            | "around"
            | "at"
            | "before"
            | "between"
            | "both"
            | "by"
            | "called"
            | "down"
            | "during"
            | "following"
            | "for"
            | "from"
            | "in"
            | "into"
            | "is"
            | "like"
            | "missed"
            | "of"
            | "on"
            | "only"
            | "or"
            | "over"
            | "since"
            | "than"
            | "through"
            | "throughout"
            | "till"
            | "to"
            | "until"
            | "was"
            | "with"
    )
}

/// The number a token gives if it is nothing but one or two digits and can be a day.
fn day_number(block: &Block<'_>, at: usize) -> Option<u32> {
    let word = block.word(at);
    let plain = block.tokens.get(at)?.kind == TokenKind::Number && word.len() <= 2;
    word.parse().ok().filter(|n| plain && (1..=31).contains(n))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|n| (1500..2100).contains(&n))
}

fn month(block: &Block<'_>, i: usize) -> Option<Calque> {
    let name = block.word(i);
    let two_back = i.checked_sub(2);
    let before = back(block, i, 3);
    let placed = matches!(
        before,
        "the" | "The" | "on" | "On" | "day" | "from" | "From" | "until" | "since" | "between" | "of" | "by" | "to"
    );
    match (back(block, i, 1), two_back.and_then(|at| day_number(block, at))) {
        ("of", Some(day)) if placed || is_weekday(before) => {
            let first = if before.eq_ignore_ascii_case("the") { i - 3 } else { i - 2 };
            return Some(Calque { first, last: i, strength: 0.7, expected: format!("{name} {day}") });
        }
        (".", Some(day)) => {
            let glued =
                two_back.zip(i.checked_sub(1)).is_some_and(|(a, b)| block.span(a, a).end == block.span(b, b).start);
            let dated = before == "," && is_weekday(back(block, i, 4));
            if glued && (placed || dated) {
                return Some(Calque { first: i - 2, last: i, strength: 0.7, expected: format!("{day} {name}") });
            }
        }
        _ => {}
    }
    // "March 5 of 2017", "5 March of 2017".
    if let Some(day) = day_number(block, i + 1).filter(|_| block.word(i + 2) == "of" && is_year(block.word(i + 3))) {
        let expected = format!("{name} {day}, {}", block.word(i + 3));
        return Some(Calque { first: i, last: i + 3, strength: 0.5, expected });
    }
    let day = i.checked_sub(1).and_then(|at| day_number(block, at))?;
    (block.word(i + 1) == "of" && is_year(block.word(i + 2))).then(|| Calque {
        first: i - 1,
        last: i + 2,
        strength: 0.5,
        expected: format!("{day} {name} {}", block.word(i + 2)),
    })
}

/// "in 9 p.m.", "at 20 o’clock", "at 18: 30".
fn hour(block: &Block<'_>, i: usize) -> Option<Calque> {
    let next = block.word(i + 1);
    if next == ":" && matches!(back(block, i, 1), "at" | "At" | "from" | "until" | "till" | "since" | "by") {
        let (hour, minutes) = (block.word(i), block.word(i + 2));
        let number = |at: usize, word: &str, most: u32| {
            let plain = block.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
            plain && word.len() <= 2 && word.parse::<u32>().is_ok_and(|n| n <= most)
        };
        let parted = block.slice(i, i + 1).ends_with(':') && block.slice(i, i + 2).contains(' ');
        let timed = number(i, hour, 24) && number(i + 2, minutes, 59) && minutes.len() == 2;
        // "at 3: 45 people spoke" counts people.
        let counts = block.tokens.get(i + 3).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
            && !matches!(
                block.word(i + 3),
                "a.m"
                    | "am"
                    | "and"
                    | "at"
                    | "by"
                    | "for"
                    | "from"
                    | "in"
                    | "local"
                    | "on"
                    | "p.m"
                    | "pm"
                    | "the"
                    | "to"
                    | "until"
            );
        if parted && timed && !counts && !matches!(block.word(i + 3), "%" | "-") {
            return Some(Calque { first: i, last: i + 2, strength: 0.5, expected: format!("{hour}:{minutes}") });
        }
    }
    if matches!(next, "o’clock" | "o'clock") {
        let hour = day_number(block, i).filter(|n| (13..=23).contains(n))?;
        return Some(Calque { first: i, last: i + 1, strength: 0.4, expected: format!("{} p.m.", hour - 12) });
    }
    let about = matches!(back(block, i, 1), "around" | "about");
    let first = i.checked_sub(if about { 2 } else { 1 }).filter(|at| matches!(block.word(*at), "in" | "In"))?;
    // "9:30" is three tokens, "9.30pm" one.
    let last = if next == ":" { i + 2 } else { i };
    let half = |word: &str| matches!(word, "am" | "pm" | "a.m" | "p.m");
    let glued = block.word(last).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let last = if half(glued) { last } else { Some(last + 1).filter(|at| half(block.word(*at)))? };
    let at = if block.word(first) == "In" { "At" } else { "at" };
    let expected = format!("{at} {}", block.slice(first + 1, last));
    Some(Calque { first, last, strength: 0.7, expected })
}

/// "in 2019 year", "the years 60".
fn year(block: &Block<'_>, i: usize) -> Option<Calque> {
    let word = block.word(i);
    if is_year(word) && block.word(i + 1) == "year" && ends(block.word(i + 2)) {
        let placed = matches!(back(block, i, 1), "in" | "In" | "on" | "since" | "from" | "until" | "of" | "for" | "by");
        return placed.then(|| Calque { first: i, last: i + 1, strength: 0.7, expected: word.to_owned() });
    }
    // "2018 year 12 month": the counters that Chinese and Japanese put behind each number.
    if is_year(word) && block.word(i + 1) == "year" && matches!(block.word(i + 3), "month" | "months") {
        return day_number(block, i + 2).filter(|n| *n <= 12).map(|n| Calque {
            first: i,
            last: i + 3,
            strength: 0.7,
            expected: format!("{} {word}", MONTHS.get(n as usize - 1).unwrap_or(&"")),
        });
    }
    let decade = matches!(word, "20" | "30" | "40" | "50" | "60" | "70" | "80" | "90");
    let row = matches!(block.word(i + 1), "to" | "and" | "or" | "through" | "%" | "-" | "–");
    (decade && !row && back(block, i, 1) == "years" && matches!(back(block, i, 2), "the" | "The")).then(|| Calque {
        first: i - 1,
        last: i,
        strength: 0.6,
        expected: format!("{word}s"),
    })
}

/// "the century XIX".
fn century(block: &Block<'_>, i: usize) -> Option<Calque> {
    let roman = block.word(i + 1);
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<i32> = roman.chars().map_while(value).collect();
    if digits.len() < 2 || digits.len() != roman.len() {
        return None;
    }
    let after = digits.iter().skip(1).chain([&0]);
    let number: i32 = digits.iter().zip(after).map(|(digit, next)| if digit < next { -digit } else { *digit }).sum();
    Some(Calque { first: i, last: i + 1, strength: 0.6, expected: format!("{} century", ordinal(number)) })
}

fn ordinal(n: i32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}
