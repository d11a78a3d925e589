//! Numbers: read as values with scale and unit, so that "1,200", "1.2 thousand" and "twelve hundred" are one.
//!
//! What is vague ("dozens", "about half") is left to the words.

use std::sync::LazyLock;

use crate::text::{Block, TokenKind, word_key};

/// What a number or a date says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Quantity {
    /// The value.
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Whatever the next word says.
    #[default]
    None,
    /// Hundredths.
    Percent,
    /// Money: dollars, euros, pounds, yen, yuan, roubles, rupees.
    Money(u8),
    /// A place in an order.
    Ordinal,
    /// A day of the week.
    Weekday,
    /// A month.
    Month,
    /// Yesterday, today, tomorrow.
    Relative,
    /// A clock time or the like, told by its text.
    Other,
}

impl Quantity {
    /// Equal where the quantities are.
    pub fn key(self) -> u32 {
        let unit = match self.unit {
            Unit::None => 0,
            Unit::Percent => 1,
            Unit::Ordinal => 2,
            Unit::Weekday => 3,
            Unit::Month => 4,
            Unit::Relative => 5,
            Unit::Other => 6,
            Unit::Money(m) => 8 + u32::from(m),
        };
        let bits = self.value.to_bits();
        ((bits ^ bits >> 29) as u32).wrapping_mul(0x9e37_79b1) ^ unit
    }

    /// Do the two say the same? A unit that only one of them names is no difference.
    pub fn agrees(self, other: Self) -> bool {
        let unit = |q: Self| !matches!(q.unit, Unit::None);
        (self.value - other.value).abs() <= 1e-9 * self.value.abs().max(1.0)
            && (self.unit == other.unit || !unit(self) || !unit(other))
    }
}

/// Words for numbers; what ends in a full stop is a scale.
const WORDS: &str = "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 \
    fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 \
    sixty=60 seventy=70 eighty=80 ninety=90 zero=0 dozen=12 hundred=100. thousand=1000. million=1000000. \
    billion=1000000000. trillion=1000000000000. bn=1000000000. mn=1000000. tn=1000000000000. third=3th fourth=4th \
    fifth=5th sixth=6th seventh=7th eighth=8th ninth=9th tenth=10th";

#[derive(Clone, Copy)]
struct Counted {
    key: u64,
    value: f64,
    scale: bool,
    ordinal: bool,
}

fn counted(key: u64) -> Option<Counted> {
    static TABLE: LazyLock<Vec<Counted>> = LazyLock::new(|| {
        let mut table: Vec<Counted> = WORDS
            .split_whitespace()
            .filter_map(|entry| {
                let (word, value) = entry.split_once('=')?;
                let (scale, ordinal) = (value.ends_with('.'), value.ends_with("th"));
                let value = value.trim_end_matches(['.', 't', 'h']).parse().ok()?;
                Some(Counted { key: word_key(word), value, scale, ordinal })
            })
            .collect();
        crate::order::sort_by_key(&mut table, |c| c.key);
        table
    });
    TABLE.binary_search_by_key(&key, |c| c.key).ok().and_then(|at| TABLE.get(at)).copied()
}

/// Currencies by their signs and names.
const MONEY: [&[&str]; 7] = [
    &["$", "dollar", "dollars", "usd"],
    &["€", "euro", "euros", "eur"],
    &["£", "pound", "pounds", "gbp"],
    &["yen", "jpy"],
    &["yuan", "renminbi", "rmb"],
    &["rouble", "roubles", "ruble", "rubles"],
    &["₹", "rupee", "rupees"],
];

fn money(word: &str) -> Option<Unit> {
    let at = MONEY.iter().position(|names| names.iter().any(|n| n.eq_ignore_ascii_case(word)))?;
    Some(Unit::Money(at as u8))
}

/// Reads the number that begins at a token, with its first and last token; none where there is no number.
pub fn read(block: &Block<'_>, at: usize, end: usize) -> Option<(Quantity, usize, usize)> {
    let token = block.tokens.get(at)?;
    let (mut value, mut unit) = match token.kind {
        TokenKind::Number => digits(block.word(at)),
        TokenKind::Word => {
            let word = counted(token.key)?;
            // "hundred people", but "a hundred": the article says one; "m" alone is no million.
            if word.scale && (block.word(at).len() < 5) {
                return None;
            }
            (word.value, if word.ordinal { Unit::Ordinal } else { Unit::None })
        }
        TokenKind::Mark => return None,
    };
    let mut last = at;
    while last < end && unit == Unit::None {
        // "twenty-five"
        if token.kind == TokenKind::Word
            && (20.0..100.0).contains(&value)
            && last == at
            && block.word(last + 1) == "-"
            && let Some(one) = block.tokens.get(last + 2).and_then(|t| counted(t.key)).filter(|c| c.value < 10.0)
        {
            value += one.value;
            last += 2;
            continue;
        }
        let Some(next) = block.tokens.get(last + 1).and_then(|t| counted(t.key)).filter(|c| c.scale) else { break };
        value *= next.value;
        last += 1;
    }
    let mut first = at;
    if let Some(sign) = at.checked_sub(1).and_then(|before| money(block.word(before)))
        && matches!(unit, Unit::None)
        && block.tokens.get(at - 1).is_some_and(|t| t.kind == TokenKind::Mark)
    {
        unit = sign;
        first = at - 1;
    }
    if matches!(unit, Unit::None) && last < end {
        let next = block.word(last + 1);
        if next == "%" || next.eq_ignore_ascii_case("percent") {
            (unit, last) = (Unit::Percent, last + 1);
        } else if next.eq_ignore_ascii_case("per")
            && last + 2 <= end
            && block.word(last + 2).eq_ignore_ascii_case("cent")
        {
            (unit, last) = (Unit::Percent, last + 2);
        } else if let Some(sign) = money(next) {
            (unit, last) = (sign, last + 1);
        }
    }
    Some((Quantity { value, unit }, first, last))
}

/// A number in digits with what is glued to it: "2,000", "1.5bn", "80%", "3rd".
fn digits(word: &str) -> (f64, Unit) {
    let length = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
    let (number, tail) = word.split_at_checked(length).unwrap_or((word, ""));
    let mut plain = String::with_capacity(number.len());
    let number = number.trim_end_matches([',', '.']);
    for (i, c) in number.char_indices() {
        // A comma parts thousands; before one or two digits it is another language's point.
        let digits_after = number.get(i + 1..).unwrap_or("").bytes().take_while(u8::is_ascii_digit).count();
        match c {
            ',' if digits_after != 3 => plain.push('.'),
            ',' => {}
            c => plain.push(c),
        }
    }
    let Ok(value) = plain.parse::<f64>() else { return (f64::from(word_key(word) as u32), Unit::Other) };
    match tail.to_ascii_lowercase().as_str() {
        "%" => (value, Unit::Percent),
        "st" | "nd" | "rd" | "th" => (value, Unit::Ordinal),
        "k" => (value * 1e3, Unit::None),
        "m" | "mn" => (value * 1e6, Unit::None),
        "bn" | "b" => (value * 1e9, Unit::None),
        "tn" | "trn" => (value * 1e12, Unit::None),
        // "1990s", "56mm", "25è": the unit is another's matter.
        _ => (value, Unit::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    fn first(text: &str) -> Quantity {
        let b = Block::new(Some(0), ParagraphKind::Body, text, &[]);
        let end = b.tokens.len() - 1;
        (0..=end).find_map(|i| read(&b, i, end)).unwrap_or_else(|| panic!("no number in `{text}`")).0
    }

    #[test]
    fn one_value_has_many_forms() {
        for (a, b) in [
            ("2,000 men", "2000 men"),
            ("1.2 million people", "1,200,000 people"),
            ("$1.5bn", "1.5 billion dollars"),
            ("80% of it", "eighty percent of it"),
            ("80 per cent", "80%"),
            ("twenty-five days", "25 days"),
            ("a dozen eggs", "twelve eggs"),
            ("the third time", "the 3rd time"),
            ("five hundred thousand", "500,000"),
        ] {
            assert!(first(a).agrees(first(b)), "{a} {:?}, {b} {:?}", first(a), first(b));
        }
    }

    #[test]
    fn other_values_scales_and_units_differ() {
        for (a, b) in [
            ("2,000 men", "200 men"),
            ("1.2 million people", "1.2 billion people"),
            ("$5m", "€5m"),
            ("5 percent", "5 dollars"),
            ("1.200 men", "1,200 men"),
            ("the third", "the fourth"),
        ] {
            assert!(!first(a).agrees(first(b)), "{a} {b}");
        }
    }

    #[test]
    fn odd_digits_are_no_danger() {
        for odd in ["1,,2", "1.2.3", "9th9", "00", "99999999999999999999999999", "1e999", "5."] {
            let _ = first(odd);
        }
    }
}
