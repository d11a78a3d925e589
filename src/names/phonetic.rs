//! How a name sounds after any pivot script: a short string of symbols, and a key under which like-sounding names meet.
//!
//! The symbols merge what pivot scripts merge anyway (l and r, sh and s) and keep the rest apart; what remains uncertain is
//! left to the costs in `distance`. The measured specification is the project's own.

/// One sound. Consonants are upper-case letters (`C` for ch, `0` for th), vowels `a e i o u`.
pub type Symbol = u8;

/// Is it a vowel?
pub const fn is_vowel(s: Symbol) -> bool {
    matches!(s, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The sounds of folded letters ([`super::fold::letters`]), by longest match. A run of vowels keeps its first; equal
/// neighbours collapse.
pub fn symbols(letters: &str) -> Vec<Symbol> {
    let text = letters.as_bytes();
    let at = |i: usize| text.get(i).copied().unwrap_or(b' ');
    let vowel_at = |i: usize| matches!(at(i), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let mut out: Vec<Symbol> = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        let rest = text.get(i..).unwrap_or(&[]);
        let (symbol, length): (&[Symbol], usize) = if let Some((length, symbol)) = longest(rest, i) {
            (symbol, length)
        } else {
            let single: &[Symbol] = match at(i) {
                b'c' if matches!(at(i + 1), b'e' | b'i' | b'y') => b"S",
                b'c' | b'k' | b'q' => b"K",
                b's' | b'z' => b"S",
                b'x' if i == 0 => b"S",
                b'x' => b"KS",
                b'j' => b"J",
                b'f' => b"F",
                b'v' => b"V",
                b't' => b"T",
                b'd' => b"D",
                b'r' | b'l' => b"R",
                b'n' => b"N",
                b'm' if matches!(at(i + 1), b'b' | b'p') => b"N",
                b'm' => b"M",
                b'g' => b"G",
                b'b' => b"B",
                b'p' => b"P",
                b'w' => b"W",
                b'h' => b"H",
                b'y' if i == 0 || matches!(at(i + 1), b'a' | b'e' | b'i' | b'o' | b'u') => b"Y",
                b'y' | b'i' => b"i",
                b'a' => b"a",
                b'e' => b"e",
                b'o' => b"o",
                b'u' => b"u",
                _ => b"",
            };
            (single, 1)
        };
        // "gh" sounds only before a vowel.
        let silent = rest.starts_with(b"gh") && !vowel_at(i + 2);
        if !silent {
            for &s in symbol {
                let doubled = out.last().is_some_and(|&l| l == s || is_vowel(l) && is_vowel(s));
                if !doubled {
                    out.push(s);
                }
            }
        }
        i += length;
    }
    out
}

/// The longest group of letters that stands for a sound of its own at the head of `rest`.
fn longest(rest: &[u8], at: usize) -> Option<(usize, &'static [Symbol])> {
    const GROUPS: &[(&[u8], &[Symbol])] = &[
        (b"tzsch", b"C"),
        (b"tsch", b"C"),
        (b"shch", b"S"),
        (b"tch", b"C"),
        (b"cch", b"C"),
        (b"sch", b"S"),
        (b"ch", b"C"),
        (b"cz", b"C"),
        (b"cs", b"C"),
        (b"sh", b"S"),
        (b"ssh", b"S"),
        (b"sz", b"S"),
        (b"ts", b"S"),
        (b"tz", b"S"),
        (b"dz", b"S"),
        (b"kh", b"K"),
        (b"ck", b"K"),
        (b"zh", b"J"),
        (b"dj", b"J"),
        (b"dg", b"J"),
        (b"th", b"0"),
        (b"ph", b"F"),
        (b"bh", b"V"),
        (b"dt", b"T"),
        (b"dh", b"D"),
        (b"rh", b"R"),
        (b"gh", b"G"),
    ];
    if at == 0 && rest.starts_with(b"wr") {
        return Some((2, b"R"));
    }
    if at == 0 && rest.starts_with(b"gn") {
        return Some((2, b"N"));
    }
    // Most letters begin no group: its second is one of these.
    if !matches!(rest.get(1), Some(b'c' | b'g' | b'h' | b'j' | b'k' | b's' | b't' | b'z')) {
        return None;
    }
    GROUPS.iter().find(|(group, _)| rest.starts_with(group)).map(|(group, symbol)| (group.len(), *symbol))
}

/// Which consonants a name has, a bit for each kind that pivot scripts keep apart: two names that differ in many of them
/// cannot be one, which is told without measuring ([`unlike`]).
pub fn consonant_kinds(symbols: &[Symbol]) -> u16 {
    let bit = |s: Symbol| match s {
        b'R' => 1,
        b'S' | b'C' | b'J' | b'0' => 2,
        b'K' | b'G' => 4,
        b'B' | b'P' | b'V' | b'F' => 8,
        b'T' | b'D' => 16,
        b'N' | b'M' => 32,
        // H, W and Y come and go.
        _ => 0,
    };
    symbols.iter().fold(0, |kinds, s| kinds | bit(*s))
}

/// Do the names with these [`consonant_kinds`] differ in more of them than one name's two ends do?
pub fn unlike(one: u16, other: u16) -> bool {
    (one ^ other).count_ones() > 2
}

/// What a blocking key leaves out or takes for another sound, one bit each. Each is what some route does to a name, so that
/// the two ends of it meet under one key.
mod slur {
    /// An r that closes a syllable is dropped, as kana do: "Sanders", "Sandazu".
    pub const CODA_R: u8 = 1;
    /// w is a vowel, as in Arabic and Cyrillic: "Brown", "Braun".
    pub const W: u8 = 2;
    /// th is t: "McCarthy", "Makkarti".
    pub const TH: u8 = 4;
    /// ch is k: "Schumacher", "Shumakher".
    pub const CH: u8 = 8;
    /// A soft g: "Giuliani", "Juliani".
    pub const SOFT_G: u8 = 16;
    /// m before a consonant or at the end is n, as in kana.
    pub const CODA_M: u8 = 32;
}

/// The blocking keys of an observed name: it may be a corruption of a known name that shares one ([`known_keys`]). They
/// block, they never decide. The same key may come twice.
pub fn keys(symbols: &[Symbol]) -> [u64; 4] {
    let plain = key(symbols, 0);
    // A slur of a sound that is not there changes nothing.
    let slurred = |slurs: u8, there: bool| if there { key(symbols, slurs) } else { plain };
    let (r, w) = (symbols.contains(&b'R'), symbols.contains(&b'W'));
    let (coda, vowel) = (slurred(slur::CODA_R, r), slurred(slur::W, w));
    [
        plain,
        coda,
        vowel,
        if r && w {
            key(symbols, slur::CODA_R | slur::W)
        } else if r {
            coda
        } else {
            vowel
        },
    ]
}

/// Puts all keys under which a known name is to be found in place of what was in `out`. There are more than an observed name
/// has: what a route merges is undone on the side that is known, and at leisure.
pub fn known_keys(symbols: &[Symbol], out: &mut Vec<u64>) {
    // A slur of a sound that is not there changes nothing; most names have few.
    let slurs_of = |s: &Symbol| match s {
        b'R' => slur::CODA_R,
        b'W' => slur::W,
        b'0' => slur::TH,
        b'C' => slur::CH,
        b'G' => slur::SOFT_G,
        b'M' => slur::CODA_M,
        _ => 0,
    };
    let possible = symbols.iter().map(slurs_of).fold(0, |all, s| all | s);
    out.clear();
    // Every part of the possible ones, the whole first.
    let mut part = possible;
    loop {
        let key = key(symbols, part);
        if !out.contains(&key) {
            out.push(key);
        }
        let Some(less) = part.checked_sub(1) else { break };
        part = less & possible;
    }
}

fn key(symbols: &[Symbol], slurs: u8) -> u64 {
    let mut out = [0u8; 8];
    let mut n = 0;
    let vowel_at = |i: Option<usize>| i.and_then(|i| symbols.get(i)).is_some_and(|s| is_vowel(*s));
    let slurred = |slur: u8| slurs & slur != 0;
    for (i, &s) in symbols.iter().enumerate() {
        let k = match s {
            b'R' if slurred(slur::CODA_R) && vowel_at(i.checked_sub(1)) && !vowel_at(Some(i + 1)) => continue,
            b'W' if i > 0 && slurred(slur::W) => continue,
            b'0' if slurred(slur::TH) => b'T',
            b'C' if slurred(slur::CH) => b'K',
            b'G' if slurred(slur::SOFT_G) => b'S',
            b'M' if i > 0 && slurred(slur::CODA_M) && !vowel_at(Some(i + 1)) => b'N',
            b'a' | b'e' | b'i' | b'o' | b'u' | b'Y' => {
                if i > 0 {
                    continue;
                }
                b'A'
            }
            b'W' if i == 0 && slurred(slur::W) => b'A',
            b'H' if i > 0 => continue,
            b'V' | b'W' | b'P' => b'B',
            b'0' | b'C' | b'J' => b'S',
            b'D' => b'T',
            b'G' => b'K',
            other => other,
        };
        if n > 0 && out[n - 1] == k {
            continue;
        }
        if n == out.len() {
            break;
        }
        out[n] = k;
        n += 1;
    }
    u64::from_le_bytes(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds(name: &str) -> String {
        String::from_utf8(symbols(name)).unwrap()
    }

    #[test]
    fn the_seed_names_sound_alike() {
        assert_eq!(sounds("kallas"), "KaRaS");
        assert_eq!(sounds("karas"), "KaRaS");
        assert_eq!(sounds("karasu"), "KaRaSu");
        assert!(meets("kallas", "karasu"));
        assert!(meets("rutte", "latte"));
    }

    fn meets(known: &str, observed: &str) -> bool {
        let mut of = Vec::new();
        known_keys(&symbols(known), &mut of);
        keys(&symbols(observed)).iter().any(|k| of.contains(k))
    }

    #[test]
    fn the_two_ends_of_a_route_meet() {
        for (known, observed) in [
            ("sanders", "sandazu"),
            ("brown", "braun"),
            ("clinton", "klynitawn"),
            ("mccarthy", "makkarti"),
            ("schumacher", "shumakher"),
            ("giuliani", "juliani"),
            ("williams", "weiliansi"),
        ] {
            assert!(meets(known, observed), "{known} {observed}");
        }
    }

    #[test]
    fn strangers_do_not() {
        assert!(!meets("sanders", "snyder"));
        assert!(!meets("merkel", "macron"));
    }

    #[test]
    fn groups_are_matched_longest_first() {
        assert_eq!(sounds("tchaikovsky"), "CaKoVSKi");
        assert_eq!(sounds("thatcher"), "0aCeR");
        assert_eq!(sounds("wright"), "RiT");
        assert_eq!(sounds("bloomberg"), "BRoNBeRG");
    }
}
