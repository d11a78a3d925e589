//! Undoes wrong decoding: "donâ€™t" back to "don’t".
//!
//! UTF-8 read as Windows-1252 (or Latin-1, Mac Roman, a page of DOS, or another page of Windows) turns each non-ASCII character into two or three of a few telling
//! ones. [`repair`] undoes one word's worth of that, and only where the outcome is a character an English article holds:
//! "São" and "ÉTÉ…" are left alone. It repairs what it can see; it does not guess lost bytes.

/// The characters Windows-1252 has at 0x80 to 0x9F; the five it lacks are given by the control character of that number.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// What UTF-8 becomes when read as Mac Roman, as one of the two code pages of DOS, as Windows-1250 or as KOI8-R, where no
/// rule over bytes tells it from honest letters.
const SEEN: [(&str, &str); 35] = [
    ("‚Äô", "’"),
    ("‚Äò", "‘"),
    ("‚Äú", "“"),
    ("‚Äù", "”"),
    ("‚Äì", "–"),
    ("‚Äî", "—"),
    ("‚Ä¶", "…"),
    ("√©", "é"),
    ("√®", "è"),
    ("√≠", "í"),
    ("√±", "ñ"),
    ("√∂", "ö"),
    ("√º", "ü"),
    ("ΓÇÖ", "’"),
    ("ΓÇÿ", "‘"),
    ("ΓÇ£", "“"),
    ("ΓÇ¥", "”"),
    ("ΓÇô", "–"),
    ("ΓÇö", "—"),
    ("ΓÇª", "…"),
    ("ÔÇÖ", "’"),
    ("ÔÇÿ", "‘"),
    ("ÔÇ£", "“"),
    ("ÔÇØ", "”"),
    ("ÔÇô", "–"),
    ("ÔÇö", "—"),
    ("ÔÇª", "…"),
    ("├⌐", "é"),
    ("├®", "é"),
    ("Ă©", "é"),
    ("Ă¶", "ö"),
    ("Ă§", "ç"),
    ("Ă¨", "è"),
    ("Ă±", "ñ"),
    ("Б─≥", "’"),
];

/// The text with wrong decoding undone, or nothing if there is none to undo.
///
/// ```
/// use ungarble::text::mojibake::repair;
/// assert_eq!(repair("donâ€™t"), Some("don’t".to_owned()));
/// assert_eq!(repair("São"), None);
/// ```
pub fn repair(text: &str) -> Option<String> {
    // All damage begins with one of these; most words with a curly apostrophe hold none.
    if !text.contains(|c| {
        matches!(c, '\u{c2}'..='\u{df}' | 'â' | 'ï' | '‚' | '√' | 'Γ' | '├' | 'Ă' | 'Б' | 'в' | 'Г' | 'β' | 'ג' | 'โ')
    }) {
        return None;
    }
    // Twice decoded wrongly is rare, thrice unheard of.
    let mut best = None;
    let mut current = text.to_owned();
    for _ in 0..3 {
        let Some(next) = undo_once(&current) else { break };
        current.clone_from(&next);
        best = Some(next);
    }
    best
}

fn undo_once(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut i = 0;
    while i < chars.len() {
        let rest = chars.get(i..).unwrap_or(&[]);
        if let Some((c, used)) = undo_at(rest, i.checked_sub(1).and_then(|b| chars.get(b)).copied()) {
            out.push_str(&c);
            changed = true;
            i += used;
        } else {
            out.extend(rest.first());
            i += 1;
        }
    }
    changed.then_some(out)
}

/// What the characters at the head of `rest` were, and how many of them go.
fn undo_at(rest: &[char], before: Option<char>) -> Option<(String, usize)> {
    for (seen, was) in SEEN {
        if seen.chars().count() <= rest.len() && seen.chars().zip(rest).all(|(a, b)| a == *b) {
            return Some((was.to_owned(), seen.chars().count()));
        }
    }
    // The closing quotation mark ends in a byte Windows-1252 has no character for: it is lost or replaced.
    if let ['â', '€', tail @ ..] = rest
        && tail.first().is_none_or(|c| byte(*c).is_none_or(|b| !(0x80..0xc0).contains(&b)))
    {
        let lost = usize::from(tail.first() == Some(&'\u{fffd}'));
        return Some(("”".to_owned(), 2 + lost));
    }
    // Read as Latin-1, the apostrophe leaves a lone "â" once the control characters after it are dropped.
    if let ['â', ' ', tail @ ..] = rest
        && before.is_some_and(char::is_lowercase)
    {
        let word: String = tail.iter().take_while(|c| c.is_alphabetic()).collect();
        if matches!(word.as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m") {
            return Some(("’".to_owned(), 2));
        }
    }
    let lead = byte(*rest.first()?)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe2 | 0xef => 3,
        _ => return None,
    };
    let bytes: Vec<u8> = rest.iter().take(length).map_while(|c| byte(*c)).collect();
    let whole = std::str::from_utf8(&bytes).ok().filter(|_| bytes.len() == length);
    if let Some(c) = whole.and_then(|s| s.chars().next()) {
        return match c {
            '\u{feff}' => Some((String::new(), length)),
            '\u{fffd}' => Some((c.to_string(), length)),
            _ if in_english_text(c) => Some((c.to_string(), length)),
            _ => None,
        };
    }
    // A no-break space was the second byte, and white space was tidied since: "Â 5", "voilÃ ", "Ã la".
    let gap = rest.get(1).is_none_or(|c| *c == ' ');
    match (rest.first(), before) {
        (Some('Â'), b) if gap && b.is_none_or(|b| !b.is_uppercase()) => Some((String::new(), 1)),
        (Some('Ã'), b) if gap && b.is_none_or(|b| !b.is_uppercase()) => Some(("à".to_owned(), 1)),
        _ => None,
    }
}

/// The byte that Windows-1252 shows as this character, if it is none of ASCII. The letters that the Cyrillic, Greek, Hebrew and
/// Thai pages of Windows have in the places that UTF-8 punctuation and "é" use are taken for those bytes too.
fn byte(c: char) -> Option<u8> {
    match c {
        'в' | 'β' | 'ג' | 'โ' => return Some(0xe2),
        'Г' => return Some(0xc3),
        'Ђ' => return Some(0x80),
        'њ' => return Some(0x9c),
        'ќ' => return Some(0x9d),
        _ => {}
    }
    if let Some(at) = HIGH.iter().position(|h| *h == c) {
        return Some(0x80 + at as u8);
    }
    u8::try_from(c as u32).ok().filter(|b| *b >= 0xa0)
}

/// Letters of European names, and the punctuation and signs English prints.
fn in_english_text(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{2010}'..='\u{2026}' | '\u{2030}' | '\u{20ac}' | '\u{2122}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_what_wrong_decoding_does() {
        for (seen, was) in [
            ("â€œcreepyâ€\u{9d}", "“creepy”"),
            ("â€œcreepyâ€�,", "“creepy”,"),
            ("itâ€™s", "it’s"),
            ("2019â€“20", "2019–20"),
            ("cafÃ©s", "cafés"),
            ("Â£5m", "£5m"),
            ("ï»¿Prague", "Prague"),
            ("DvoÅ™Ã¡k", "Dvořák"),
            ("donâ t", "don’t"),
            ("itÃ¢â‚¬â„¢s", "it’s"),
            ("donâ€˜t", "don‘t"),
            ("we‚Äôre", "we’re"),
            ("â‚¬5bn", "€5bn"),
            ("donвЂ™t", "don’t"),
            ("вЂњcreepyвЂќ", "“creepy”"),
            ("cafГ©", "café"),
            ("donβ€™t", "don’t"),
            ("donג€™t", "don’t"),
            ("donΓÇÖt", "don’t"),
            ("ÔÇ£creepyÔÇØ", "“creepy”"),
            ("cafĂ©", "café"),
        ] {
            assert_eq!(repair(seen).as_deref(), Some(was), "{seen}");
        }
    }

    #[test]
    fn leaves_well_written_words_alone() {
        for word in [
            "São",
            "João",
            "IRMÃ",
            "Ângela",
            "fâché",
            "Âge",
            "CAFÉ…",
            "Müller",
            "“É”",
            "naïve",
            "Łódź",
            "İstanbul",
            "România",
            "Việt",
            "“À",
            "Ñandú",
            "SÃO",
            "Größe",
            "£5",
            "5°",
            "в",
            "Гомель",
            "Господин",
            "β-carotene",
            "ĂSTA",
            "Борис",
            "גם",
            "Γένεση",
            "½",
            "don’t",
            "”",
            "SMÖRGÅS”",
            "mâle",
        ] {
            assert_eq!(repair(word), None, "{word}");
        }
    }
}
