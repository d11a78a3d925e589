//! Dates as pages write them, to ISO 8601, where that needs no guessing.
//!
//! What comes out is a date, or a date with its time and offset; a time without an offset says when only to those who
//! know where, so the date alone is given. `3/4/2026` is the third of April to some and March the fourth to others: it
//! stays as written unless the language or the address of the page says who wrote it. Only English names of months are
//! read; zones that stand for several offsets (`CST`, `IST`, `ET`) are none.

use std::fmt::Write;

/// Which comes first in a date of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// Words of a date that are looked at; the longest real ones have about twelve.
const MAX_WORDS: usize = 24;
/// Years that a publication may have; where templates have none they print the year 1.
const YEARS: std::ops::RangeInclusive<i64> = 1800..=2100;

/// A day, and the moment in it if it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    year: i64,
    month: u32,
    day: u32,
    /// Seconds since midnight and the offset from UTC in minutes.
    time: Option<(u32, i32)>,
}

/// The order that a language tag and an address speak for, if they do not contradict each other.
pub fn order(language: Option<&str>, url: Option<&str>) -> Option<Order> {
    let by_language = language.and_then(|tag| {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match (parts.next()?, parts.next_back()) {
            ("en", Some("us")) => Some(Order::MonthFirst),
            ("en", Some("gb" | "uk" | "au" | "nz" | "ie" | "in" | "za" | "ke" | "ng" | "gh" | "pk" | "sg"))
            | ("de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "ru" | "tr" | "da" | "nb" | "fi" | "cs" | "ro", _) => {
                Some(Order::DayFirst)
            }
            _ => None,
        }
    });
    let host = url.and_then(|u| u.split_once("://")).and_then(|(_, rest)| rest.split(['/', '?', '#', ':']).next());
    let by_host = match host.and_then(|h| h.rsplit('.').next()) {
        Some("us" | "gov" | "mil") => Some(Order::MonthFirst),
        Some(
            "uk" | "au" | "nz" | "ie" | "in" | "za" | "ke" | "ng" | "gh" | "pk" | "sg" | "de" | "fr" | "es" | "it",
        ) => Some(Order::DayFirst),
        _ => None,
    };
    match (by_language, by_host) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => a.or(b),
    }
}

/// The date as ISO 8601.
pub fn normalise(text: &str, order: Option<Order>) -> Option<String> {
    read(text, order).map(|m| m.to_string())
}

/// Whether two dates may be the same: one day, or moments less than a minute apart.
pub fn agree(a: &str, b: &str, order: Option<Order>) -> bool {
    match (read(a, order), read(b, order)) {
        (Some(a), Some(b)) => match (a.utc_minutes(), b.utc_minutes()) {
            (Some(a), Some(b)) => a.abs_diff(b) <= 1,
            (None, None) => a.days() == b.days(),
            // A day without an offset is that of some place on earth.
            (Some(utc), None) => on_that_day(utc, b.days()),
            (None, Some(utc)) => on_that_day(utc, a.days()),
        },
        _ => a == b,
    }
}

/// Whether it is that day anywhere at a moment in UTC.
fn on_that_day(utc_minutes: i64, day: i64) -> bool {
    ((utc_minutes - 12 * 60).div_euclid(1440)..=(utc_minutes + 14 * 60).div_euclid(1440)).contains(&day)
}

/// Whether `a` is a day or more before `b`.
pub fn before(a: &str, b: &str, order: Option<Order>) -> bool {
    matches!((read(a, order), read(b, order)), (Some(a), Some(b)) if a.days() < b.days())
}

impl Moment {
    fn new(year: i64, month: u32, day: u32) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        let sound = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
        // The first of January 1970 is what machines write for no date at all.
        let epoch = (year, month, day) == (1970, 1, 1);
        (sound && !epoch).then_some(Self { year, month, day, time: None })
    }

    /// Days since 1970 in the Gregorian calendar, counted from March so that leap days come last.
    fn days(&self) -> i64 {
        let (year, month) = if self.month > 2 {
            (self.year, i64::from(self.month) - 3)
        } else {
            (self.year - 1, i64::from(self.month) + 9)
        };
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
    }

    fn from_days(days: i64) -> Option<Self> {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march + 2) / 5 + 1;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }

    fn utc_minutes(&self) -> Option<i64> {
        self.time.map(|(seconds, offset)| self.days() * 1440 + i64::from(seconds / 60) - i64::from(offset))
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some((seconds, offset)) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        if offset == 0 {
            return f.write_char('Z');
        }
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// What a word of a date can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word<'t> {
    /// Digits, with what stood right before and right after them.
    Number {
        value: i64,
        digits: usize,
        before: char,
        after: char,
    },
    Letters(&'t str),
}

fn read(text: &str, order: Option<Order>) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 120 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(moment) = stamp(text) {
        return Some(moment);
    }
    let words = words(text);
    let day = day(&words, order)?;
    Some(Moment { time: time(text, &words), ..day })
}

/// Seconds or milliseconds since 1970, and compact dates.
fn stamp(text: &str) -> Option<Moment> {
    let (date, rest) = text.split_at_checked(8).unwrap_or((text, ""));
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        let seconds = match text.len() {
            10 => number,
            13 => number / 1000,
            8 | 14 => return compact(date),
            _ => return None,
        };
        let of_day = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
        return Some(Moment { time: Some((of_day, 0)), ..Moment::from_days(seconds.div_euclid(86_400))? });
    }
    let clock = rest.strip_prefix('T')?;
    let moment = compact(date)?;
    let (digits, zone) = clock.split_at_checked(6).unwrap_or((clock, ""));
    let number = |from: usize| digits.get(from..from + 2)?.parse::<u32>().ok();
    let seconds = || Some((number(0)?, number(2)?, number(4)?));
    let time = seconds().and_then(|(h, m, s)| Some((clock_seconds(h, m, s)?, offset_of(zone)?)));
    Some(Moment { time, ..moment })
}

fn compact(digits: &str) -> Option<Moment> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Moment::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if out.len() >= MAX_WORDS {
            break;
        }
        let end = if c.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
        } else {
            Some(c.len_utf8())
        };
        let mut end = end.unwrap_or(rest.len());
        // `March 4, 20266:15`: a year and an hour that nothing parts.
        let year = rest.get(..4).and_then(|y| y.parse().ok()).is_some_and(|y: i64| YEARS.contains(&y));
        if matches!(end, 5 | 6) && year && rest[end..].starts_with(':') {
            end = 4;
        }
        let (word, tail) = rest.split_at(end);
        if c.is_ascii_digit() {
            let after = tail.chars().next().unwrap_or(' ');
            let value = word.parse().unwrap_or(i64::MAX);
            out.push(Word::Number { value, digits: word.len(), before, after });
        } else if c.is_alphabetic() {
            out.push(Word::Letters(word));
        }
        before = word.chars().next_back().unwrap_or(' ');
        rest = tail;
    }
    out
}

/// Number of a month named in English.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == lower || lower.len() == 3 && m.starts_with(&lower));
    let at = at.or_else(|| (lower == "sept").then_some(8))?;
    u32::try_from(at + 1).ok()
}

fn day(words: &[Word<'_>], order: Option<Order>) -> Option<Moment> {
    // The month by its name: the day stands beside it, the year is what has four digits.
    let named = words.iter().enumerate().find_map(|(at, w)| match w {
        Word::Letters(word) => Some((at, month(word)?)),
        Word::Number { .. } => None,
    });
    let year = |words: &[Word<'_>]| {
        words.iter().find_map(|w| match w {
            Word::Number { value, digits: 4, before, .. } if *before != ':' && !matches!(before, '+' | '.') => {
                YEARS.contains(value).then_some(*value)
            }
            _ => None,
        })
    };
    let small = |word: Option<&Word<'_>>| match word {
        Some(Word::Number { value, digits: 1 | 2, after, before, .. }) if *after != ':' && *before != ':' => {
            u32::try_from(*value).ok()
        }
        _ => None,
    };
    if let Some((at, month)) = named {
        let year = year(words)?;
        // `4th of March`, `March the 4th`: up to two short words stand between.
        let fillers = |w: Option<&Word<'_>>| matches!(w, Some(Word::Letters(l)) if matches!(l.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "of" | "the"));
        let mut back = at;
        while back > 0 && at - back < 2 && fillers(words.get(back - 1)) {
            back -= 1;
        }
        let mut ahead = at + 1;
        while ahead - at <= 2 && fillers(words.get(ahead)) {
            ahead += 1;
        }
        let after = small(words.get(ahead));
        let before = back.checked_sub(1).and_then(|b| small(words.get(b)));
        return Moment::new(year, month, after.or(before)?);
    }
    numbers(words, order)
}

/// Three numbers: the year first, or last.
fn numbers(words: &[Word<'_>], order: Option<Order>) -> Option<Moment> {
    let number = |at: usize| match words.get(at) {
        Some(Word::Number { value, digits, before, after }) => Some((*value, *digits, *before, *after)),
        _ => None,
    };
    for at in 0..words.len().saturating_sub(2) {
        let (Some(a), Some(b), Some(c)) = (number(at), number(at + 1), number(at + 2)) else { continue };
        let mark = a.3;
        if !matches!(mark, '-' | '/' | '.') || b.2 != mark || b.3 != mark || c.2 != mark {
            continue;
        }
        let of = |(value, ..): (i64, usize, char, char)| u32::try_from(value).ok();
        if a.1 == 4 && b.1 <= 2 && c.1 <= 2 {
            return Moment::new(a.0, of(b)?, of(c)?);
        }
        if c.1 != 4 || a.1 > 2 || b.1 > 2 {
            continue;
        }
        let (first, second) = (of(a)?, of(b)?);
        let order = match (first, second) {
            (13.., _) => Order::DayFirst,
            (_, 13..) => Order::MonthFirst,
            _ if first == second => Order::DayFirst,
            _ => order?,
        };
        return match order {
            Order::DayFirst => Moment::new(c.0, second, first),
            Order::MonthFirst => Moment::new(c.0, first, second),
        };
    }
    None
}

/// The time with its offset.
fn time(text: &str, words: &[Word<'_>]) -> Option<(u32, i32)> {
    let at = words.iter().position(|w| matches!(w, Word::Number { after: ':', digits: 1 | 2, .. }))?;
    let part = |at: usize| match words.get(at) {
        Some(Word::Number { value, digits: 2, before: ':', .. }) => u32::try_from(*value).ok(),
        _ => None,
    };
    let Some(Word::Number { value, .. }) = words.get(at) else { return None };
    let hour = u32::try_from(*value).ok()?;
    let minute = part(at + 1)?;
    let second = part(at + 2);
    let mut rest = at + if second.is_some() { 3 } else { 2 };
    // Fractions of a second.
    if matches!(words.get(rest), Some(Word::Number { before: '.', .. })) {
        rest += 1;
    }
    let half = match words.get(rest..) {
        Some([Word::Letters(l), ..]) if l.eq_ignore_ascii_case("am") => Some(false),
        Some([Word::Letters(l), ..]) if l.eq_ignore_ascii_case("pm") => Some(true),
        Some([Word::Letters(l), Word::Letters(m), ..]) if m.eq_ignore_ascii_case("m") => match *l {
            "a" | "A" => Some(false),
            "p" | "P" => Some(true),
            _ => None,
        },
        _ => None,
    };
    let hour = match (half, hour) {
        (None, h) => h,
        (Some(_), 0 | 13..) => return None,
        (Some(false), h) => h % 12,
        (Some(true), h) => h % 12 + 12,
    };
    Some((clock_seconds(hour, minute, second.unwrap_or(0))?, offset(text, words.get(rest..)?)?))
}

fn clock_seconds(hour: u32, minute: u32, second: u32) -> Option<u32> {
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

/// The one offset that stands behind a time; none where there is none, or several that differ.
fn offset(text: &str, words: &[Word<'_>]) -> Option<i32> {
    let mut found: Option<i32> = None;
    let mut unknown = false;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let one = match *word {
            Word::Letters(name) => match zone(name) {
                // `GMT+0200` is one zone.
                Some(0) if matches!(words.get(at), Some(Word::Number { before: '+' | '-', .. })) => None,
                zone => zone,
            },
            Word::Number { before: sign @ ('+' | '-' | '\u{2212}'), digits, value, after } => {
                let minutes = match (digits, after, words.get(at)) {
                    (2, ':', Some(Word::Number { value: m, digits: 2, .. })) => {
                        at += 1;
                        value * 60 + m
                    }
                    (4, ..) => value / 100 * 60 + value % 100,
                    (1 | 2, ..) => value * 60,
                    _ => continue,
                };
                // `06:15 - 4 March`, `06:15 2026-03-04`: a hyphen between words is no sign.
                if sign == '-' && digits != 4 && after != ':' && !text.contains('T') {
                    continue;
                }
                let minutes = i32::try_from(minutes).ok().filter(|m| *m <= 15 * 60);
                unknown |= minutes.is_none();
                minutes.map(|m| if sign == '+' { m } else { -m })
            }
            Word::Number { .. } => None,
        };
        if let Some(one) = one {
            unknown |= found.is_some_and(|f| f != one);
            found = Some(one);
        }
    }
    found.filter(|_| !unknown)
}

/// Offset of a zone whose name stands for one only.
fn zone(name: &str) -> Option<i32> {
    Some(match name {
        "Z" | "z" | "UTC" | "GMT" | "utc" | "gmt" => 0,
        "EST" => -300,
        "EDT" => -240,
        "PST" => -480,
        "PDT" => -420,
        "CET" => 60,
        "CEST" => 120,
        _ => return None,
    })
}

fn offset_of(zone_text: &str) -> Option<i32> {
    offset(zone_text, &words(zone_text))
}

/// The date in the path of an address: `/2026/03/04/`.
pub fn in_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).take(20).collect();
    parts.windows(3).find_map(|w| {
        let [year, month_part, day] = w else { return None };
        let digits = |p: &str, n: usize| p.len() == n && p.bytes().all(|b| b.is_ascii_digit());
        let month_number = if digits(month_part, 2) { month_part.parse().ok() } else { month(month_part) };
        if !digits(year, 4) || !digits(day, 2) {
            return None;
        }
        Moment::new(year.parse().ok()?, month_number?, day.parse().ok()?).map(|m| m.to_string())
    })
}

#[cfg(test)]
mod tests;
