//! Numbers said word by word as another language says them: "$35 millions", "5 million of people", "15 by cent", "more of 50".
//!
//! Only forms that English does not have. Left alone, because honest texts have them too often: "1, 600" and "50 %",
//! "$8 million dollars", "21th", "10 thousand", and "1,000 million", which is old British and present-day European English.
//! Linear in the tokens.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, Token, TokenKind};

/// See the module.
pub struct CalquedNumber;

static INFO: DetectorInfo = DetectorInfo {
    id: "calqued-number",
    title: "Number said as in another language",
    category: Category::Number,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "A scale in the plural after digits (“35 millions”), “of” between a number and what it counts (“5 million of \
           people”), “by cent” and “for cent”, “more of 50”, a per cent said twice, a decimal comma before a unit, and \
           thousands marked by a full stop in a text that marks them by a comma.",
    why: "Each is right in another language and was carried over word by word. Numbers are what an editor looks at first.",
    limits: "Learners of English and careless translations make the same slips. One is weak, several are not.",
    false_alarms: "1 of 2,068 human articles and translations (“£22 billions”), 0 of 77 learners' texts and 0 of the true texts of 355 \
                   news pages; 2.8 % of the copies nothing was planted in. `cargo run --release --example rates`",
    examples: &[
        Example::Hit { text: "The port paid [[35 millions]] in taxes.", expected: Some("35 million") },
        Example::Hit { text: "The town has [[3 million of voters]] on its rolls.", expected: Some("3 million voters") },
        Example::Hit { text: "She paid [[tens of million]] in tax last year.", expected: Some("tens of millions") },
        Example::Hit { text: "Shares fell five [[by cent]] at noon.", expected: Some("percent") },
        Example::Hit { text: "The police said [[more of 50]] people were hurt.", expected: Some("more than 50") },
        Example::Hit { text: "Prices rose by [[4% percent]] in a year.", expected: Some("4%") },
        Example::Hit { text: "Exports rose [[56 percentage]] on Friday.", expected: Some("56 percent") },
        Example::Hit { text: "The deficit was [[8,3 billion]] last year.", expected: Some("8.3 billion") },
        Example::Hit {
            text: "The camp holds [[2.500 people]]; 11,200 others live in tents.",
            expected: Some("2,500 people"),
        },
        Example::Clean {
            text: "On June 6 thousands marched, and in 2020 millions stayed at home; millions of people did.",
            because: "a date before a number of people",
        },
        Example::Clean {
            text: "Nintendo shipped 5 million of its players, $5 billion of bonds were sold, and 3 million of the voters came. It holds 4 billion of \
                   assets.",
            because: "a part of a whole, and money",
        },
        Example::Clean {
            text: "One or more of 4 elements, much more of 50 Cent, more of 1980s London, a 5 percentage point lead.",
            because: "“of” belongs to another word, a name, a decade, and points",
        },
        Example::Clean {
            text: "The rupee climbed to 43.305 and unemployment to 4.464 million people, or 10.8%; the crowd was 7,000.",
            because: "three decimals",
        },
        Example::Clean {
            text: "The cup ended 1-6,4-6 and drew 3,500 people, 1,250,000 viewers.",
            because: "commas as in English",
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

impl Detector for CalquedNumber {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut dotted = Vec::new();
        let mut commas = false;
        // A decimal comma is a habit: who writes one writes all so.
        let mut fraction = false;
        for (index, block) in doc.blocks.iter().enumerate() {
            let mut push = |calque: Calque| {
                let seen = block.slice(calque.first, calque.last);
                let again = block.word(calque.first).contains(',') && std::mem::replace(&mut fraction, true);
                let strength = if again { 0.3 * calque.strength } else { calque.strength };
                let message = Message::new("calqued_number", &[seen, &calque.expected]);
                let span = block.span(calque.first, calque.last);
                sink.push(Evidence::new(&INFO, index, span, strength, message).expecting(calque.expected));
            };
            for (i, token) in block.tokens.iter().enumerate() {
                match token.kind {
                    TokenKind::Number => {
                        commas |= is_grouped(block.word(i), ',');
                        if is_grouped(block.word(i), '.') && is_counted(block.word(i + 1)) {
                            dotted.push((index, i));
                        }
                        if let Some(calque) = after_number(block, i) {
                            push(calque);
                        }
                    }
                    TokenKind::Word if (4..=8).contains(&(token.end - token.start)) => {
                        if let Some(calque) = at_word(block, i) {
                            push(calque);
                        }
                    }
                    _ => {}
                }
            }
        }
        // Thousands with a full stop are a house style until the same text writes them the English way.
        for (index, i) in dotted.into_iter().filter(|_| commas) {
            let Some(block) = doc.blocks.get(index) else { continue };
            let expected = block.slice(i, i + 1).replacen('.', ",", 2);
            let message = Message::new("calqued_number", &[block.slice(i, i + 1), &expected]);
            sink.push(Evidence::new(&INFO, index, block.span(i, i + 1), 0.5, message).expecting(expected));
        }
    }
}

/// Groups of three digits with this mark between: 2,500.
fn is_grouped(word: &str, mark: char) -> bool {
    let mut parts = word.split(mark);
    let head = parts.next().is_some_and(|p| (1..=3).contains(&p.len()) && !p.starts_with('0'));
    let mut groups = 0;
    let whole = parts.all(|p| {
        groups += 1;
        p.len() == 3 && p.bytes().all(|b| b.is_ascii_digit())
    });
    head && whole && groups > 0
}

/// What comes in whole numbers.
fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "children"
            | "civilians"
            | "companies"
            | "deaths"
            | "employees"
            | "families"
            | "fans"
            | "homes"
            | "houses"
            | "inhabitants"
            | "jobs"
            | "men"
            | "migrants"
            | "patients"
            | "people"
            | "persons"
            | "police"
            | "refugees"
            | "residents"
            | "soldiers"
            | "spectators"
            | "students"
            | "tourists"
            | "troops"
            | "vehicles"
            | "visitors"
            | "voters"
            | "women"
            | "workers"
    )
}

fn back<'a>(block: &Block<'a>, from: usize, steps: usize) -> &'a str {
    from.checked_sub(steps).map_or("", |at| block.word(at))
}

/// What is sold, owed or earned by the billion "of", with or without a currency sign.
fn is_owed(word: &str) -> bool {
    matches!(
        word,
        "assets"
            | "bonds"
            | "cuts"
            | "debts"
            | "deposits"
            | "exports"
            | "fees"
            | "funds"
            | "imports"
            | "investments"
            | "liabilities"
            | "loans"
            | "losses"
            | "orders"
            | "profits"
            | "reserves"
            | "sales"
            | "savings"
            | "securities"
            | "shares"
            | "taxes"
    )
}

fn is_scale(word: &str) -> bool {
    matches!(word, "million" | "billion" | "trillion")
}

/// "35 millions", "3 million of voters", "4% percent", "56 percentage", "8,3 billion".
fn after_number(block: &Block<'_>, i: usize) -> Option<Calque> {
    let (number, next) = (block.word(i), block.word(i + 1));
    let calque = |last: usize, strength: f64, expected: String| Some(Calque { first: i, last, strength, expected });
    match next {
        "millions" | "billions" | "trillions" | "thousands" | "hundreds" => {
            // "On June 6 thousands marched", "in 2020 millions stayed", "Covid-19 thousands", "at 9 hundreds came".
            let before = i.checked_sub(1).and_then(|at| block.tokens.get(at));
            let dated = before.is_some_and(|t| t.case != Case::Lower)
                || matches!(
                    back(block, i, 1),
                    "-" | "–" | "at" | "by" | "since" | "until" | "from" | "the" | "of" | "/" | ":"
                )
                || number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit())
                || !number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
            let scale = next.strip_suffix('s')?;
            let strength = if is_scale(scale) { 0.7 } else { 0.4 };
            (!dated).then_some(())?;
            calque(i + 1, strength, format!("{number} {scale}"))
        }
        _ if is_scale(next) && block.word(i + 2) == "of" => {
            let counted = block.tokens.get(i + 3).filter(|t| t.kind == TokenKind::Word && t.case == Case::Lower)?;
            let word = block.text.get(counted.start as usize..counted.end as usize).unwrap_or("");
            let plural = word == "people" || word.len() > 4 && word.ends_with('s') && !word.ends_with("ss");
            let determiner = matches!(word, "theirs" | "yours" | "whose" | "these" | "those" | "various");
            // Bonds and debts are sold by the billion "of"; with a sign or a code before the number it is money.
            let money = i
                .checked_sub(1)
                .and_then(|at| block.tokens.get(at))
                .is_some_and(|t| t.kind == TokenKind::Mark || t.case != Case::Lower);
            (plural && !determiner && !money && !is_owed(word)).then_some(())?;
            calque(i + 3, 0.5, format!("{number} {next} {word}"))
        }
        "%" if matches!(block.word(i + 2), "percent" | "per") => {
            let last = if block.word(i + 2) == "percent" { i + 2 } else { i + 3 };
            matches!(block.word(last), "percent" | "cent").then_some(())?;
            calque(last, 0.5, format!("{number}%"))
        }
        "percentage" if !matches!(block.word(i + 2), "point" | "points" | "-" | "‐") => {
            let adjective = matches!(back(block, i, 1), "a" | "an" | "the" | "this" | "-");
            (!adjective).then_some(())?;
            calque(i + 1, 0.6, format!("{number} percent"))
        }
        "percent" | "%" | "million" | "billion" | "trillion" => {
            let (whole, part) = number.split_once(',')?;
            let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            (digits(whole) && digits(part) && part.len() <= 2).then_some(())?;
            // "in 3,4 and 5 million" is a list, not a fraction.
            (!matches!(back(block, i, 1), "," | "and" | "-")).then_some(())?;
            let gap = if next == "%" { "" } else { " " };
            calque(i + 1, 0.5, format!("{whole}.{part}{gap}{next}"))
        }
        _ => None,
    }
}

/// "tens of million", "15 by cent", "more of 50".
fn at_word(block: &Block<'_>, i: usize) -> Option<Calque> {
    match block.word(i) {
        scale if is_scale(scale) && back(block, i, 1) == "of" => {
            let many = matches!(back(block, i, 2), "tens" | "hundreds" | "thousands" | "dozens");
            let compound = matches!(block.word(i + 1), "-" | "‐");
            (many && !compound).then(|| Calque {
                first: i - 2,
                last: i,
                strength: 0.6,
                expected: format!("{} of {scale}s", back(block, i, 2)),
            })
        }
        "cent" if matches!(back(block, i, 1), "by" | "for") => {
            let counted =
                i.checked_sub(2).and_then(|at| block.tokens.get(at)).is_some_and(|t| t.kind == TokenKind::Number)
                    || is_small_number(back(block, i, 2));
            counted.then(|| Calque { first: i - 1, last: i, strength: 0.8, expected: "percent".to_owned() })
        }
        how @ ("more" | "More" | "less" | "Less" | "fewer" | "Fewer") if block.word(i + 1) == "of" => {
            let number = block.tokens.get(i + 2).filter(|t| t.kind == TokenKind::Number)?;
            let digits = block.word(i + 2);
            let decade = digits.len() >= 4 && !digits.contains(',');
            let named = block.tokens.get(i + 3).is_some_and(Token::is_capitalised);
            let taken = matches!(
                back(block, i, 1),
                "or" | "no"
                    | "any"
                    | "the"
                    | "much"
                    | "far"
                    | "even"
                    | "see"
                    | "seen"
                    | "saw"
                    | "hear"
                    | "with"
                    | "some"
                    | "many"
            );
            let plain = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
            (plain && !decade && !named && !taken && number.end - number.start > 1).then(|| Calque {
                first: i,
                last: i + 2,
                strength: 0.5,
                expected: format!("{how} than {digits}"),
            })
        }
        _ => None,
    }
}

fn is_small_number(word: &str) -> bool {
    matches!(
        word,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "twenty" | "thirty" | "fifty"
    )
}
