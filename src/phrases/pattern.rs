//! How a row of `data/phrases.tsv` writes a word that has several forms.
//!
//! `raise/lift` is a choice, `kick~` a verb in any form, `one's` any possessive. Forms are spelled by rule, and by a list
//! of the irregular verbs that news idioms use. A choice whose first word stands in the expected phrase, too, is kept there:
//! `palms dealer/race` for `arms dealer` makes "palms race" an "arms race".

use crate::text::{tokens, word_key};

/// One word of a corruption.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// The first of the keys it is found by; a verb's stand in the order of [`Form::ALL`], once for each choice.
    key: u64,
    /// The other keys: most words have none, and need no look elsewhere.
    others: Box<[u64]>,
    kind: Kind,
    /// The first of several choices.
    pub first: Option<&'static str>,
    /// The text must have a capital here.
    pub capital: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Verb,
    Possessive,
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// kick
    Base,
    /// kicks
    Third,
    /// kicked, took
    Past,
    /// kicked, taken
    Participle,
    /// kicking
    Ing,
}

impl Form {
    const ALL: [Self; 5] = [Self::Base, Self::Third, Self::Past, Self::Participle, Self::Ing];
}

const POSSESSIVES: [&str; 8] = ["his", "her", "its", "my", "one's", "our", "their", "your"];

impl Word {
    fn new(keys: impl IntoIterator<Item = u64>, kind: Kind) -> Option<Self> {
        let mut keys = keys.into_iter();
        Some(Self { key: keys.next()?, others: keys.collect(), kind, first: None, capital: false })
    }

    pub fn is(&self, key: u64) -> bool {
        self.key == key || self.others.contains(&key)
    }

    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.key).chain(self.others.iter().copied())
    }

    pub fn is_verb(&self) -> bool {
        self.kind == Kind::Verb
    }

    pub fn is_possessive(&self) -> bool {
        self.kind == Kind::Possessive
    }

    /// The form of the verb that this is.
    pub fn form(&self, key: u64) -> Option<Form> {
        let at = self.keys().position(|k| k == key).filter(|_| self.is_verb())?;
        Form::ALL.get(at % Form::ALL.len()).copied()
    }
}

/// The keys of all words that an observed phrase may begin with.
pub(super) fn first_keys(observed: &'static str, mut give: impl FnMut(u64)) {
    let piece = observed.split_once(' ').map_or(observed, |(first, _)| first);
    if piece.bytes().all(|b| b.is_ascii_lowercase()) {
        return give(word_key(piece)); // as most do
    }
    words(piece).iter().take(1).flat_map(Word::keys).for_each(give);
}

/// The words of an observed phrase.
pub(super) fn words(observed: &'static str) -> Vec<Word> {
    let mut out = Vec::new();
    for piece in observed.split(' ') {
        if piece == "one's" {
            out.extend(Word::new(POSSESSIVES.map(key_of), Kind::Possessive));
        } else if let Some(verb) = piece.strip_suffix('~') {
            let keys = verb.split('/').flat_map(|v| Form::ALL.map(|f| word_key(&inflect(v, f))));
            out.extend(Word::new(keys, Kind::Verb));
        } else if piece.contains('/') {
            let capital = piece.chars().next().is_some_and(char::is_uppercase);
            let word = Word::new(piece.split('/').map(key_of), Kind::Plain);
            out.extend(word.map(|word| Word { first: piece.split('/').next(), capital, ..word }));
        } else {
            // Hyphens and marks cut a piece into several words.
            for (key, case) in tokens::keyed_words(piece) {
                out.extend(Word::new([key], Kind::Plain).map(|word| Word { capital: case.is_names(), ..word }));
            }
        }
    }
    out
}

/// The key a text's token has for this word: case and possessive ending are shed.
fn key_of(word: &str) -> u64 {
    word_key(tokens::strip_possessive(word))
}

/// A phrase with its first choices, its verb in this form, and this possessive (else "their").
pub fn written(phrase: &str, form: Form, possessive: Option<&str>) -> String {
    let mut out = String::with_capacity(phrase.len() + 3);
    for piece in phrase.split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        let (first, verb) = match piece.strip_suffix('~') {
            Some(verb) => (verb, true),
            None => (piece, false),
        };
        let first = first.split('/').next().unwrap_or(first);
        match (verb, first) {
            (true, _) => out.push_str(&inflect(first, form)),
            (false, "one's") => out.push_str(possessive.unwrap_or("their")),
            (false, _) => out.push_str(first),
        }
    }
    out
}

/// Irregular verbs: base, past, participle. Sorted.
#[rustfmt::skip] // a table of verbs, not of lines
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"), ("beat", "beat", "beaten"), ("bite", "bit", "bitten"), ("blow", "blew", "blown"),
    ("break", "broke", "broken"), ("bring", "brought", "brought"), ("build", "built", "built"),
    ("burn", "burnt", "burnt"), ("buy", "bought", "bought"), ("cast", "cast", "cast"), ("catch", "caught", "caught"),
    ("come", "came", "come"), ("cut", "cut", "cut"), ("dig", "dug", "dug"), ("do", "did", "done"),
    ("draw", "drew", "drawn"), ("drive", "drove", "driven"), ("eat", "ate", "eaten"), ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"), ("fight", "fought", "fought"), ("find", "found", "found"), ("fly", "flew", "flown"),
    ("forget", "forgot", "forgotten"), ("get", "got", "got"), ("give", "gave", "given"), ("go", "went", "gone"),
    ("grow", "grew", "grown"), ("hang", "hung", "hung"), ("have", "had", "had"), ("hear", "heard", "heard"),
    ("hit", "hit", "hit"), ("hold", "held", "held"), ("keep", "kept", "kept"), ("know", "knew", "known"),
    ("lay", "laid", "laid"), ("lead", "led", "led"), ("leave", "left", "left"), ("let", "let", "let"),
    ("lose", "lost", "lost"), ("make", "made", "made"), ("meet", "met", "met"), ("pay", "paid", "paid"),
    ("put", "put", "put"), ("read", "read", "read"), ("ring", "rang", "rung"), ("rise", "rose", "risen"),
    ("run", "ran", "run"), ("say", "said", "said"), ("see", "saw", "seen"), ("seek", "sought", "sought"),
    ("sell", "sold", "sold"), ("send", "sent", "sent"), ("set", "set", "set"), ("shake", "shook", "shaken"),
    ("shed", "shed", "shed"), ("shoot", "shot", "shot"), ("show", "showed", "shown"), ("shut", "shut", "shut"),
    ("sink", "sank", "sunk"), ("sit", "sat", "sat"), ("speak", "spoke", "spoken"), ("spend", "spent", "spent"),
    ("spread", "spread", "spread"), ("stand", "stood", "stood"), ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"), ("strike", "struck", "struck"), ("swear", "swore", "sworn"),
    ("sweep", "swept", "swept"), ("take", "took", "taken"), ("tell", "told", "told"), ("think", "thought", "thought"),
    ("throw", "threw", "thrown"), ("turn", "turned", "turned"), ("understand", "understood", "understood"),
    ("wear", "wore", "worn"), ("win", "won", "won"), ("write", "wrote", "written"),
];

/// Verbs that double their last letter. Sorted.
const DOUBLING: &[&str] = &[
    "beg", "cut", "dig", "drag", "drop", "flip", "get", "grab", "hit", "let", "plan", "put", "rub", "run", "set",
    "shed", "shut", "sit", "slip", "spin", "stop", "strip", "tip", "trap", "trim", "win",
];

fn inflect(verb: &str, form: Form) -> String {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let y = verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let doubled = DOUBLING.binary_search(&verb).ok().and_then(|_| verb.get(verb.len() - 1..)).unwrap_or("");
    match form {
        Form::Base => verb.to_owned(),
        Form::Third => match (verb, y) {
            ("have", _) => "has".to_owned(),
            ("be", _) => "is".to_owned(),
            (_, Some(stem)) => format!("{stem}ies"),
            _ if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh") => {
                format!("{verb}es")
            }
            _ => format!("{verb}s"),
        },
        Form::Past | Form::Participle => {
            if let Ok(at) = IRREGULAR.binary_search_by(|(base, ..)| (*base).cmp(verb)) {
                let irregular = IRREGULAR.get(at).map(|(_, past, part)| if form == Form::Past { *past } else { *part });
                return irregular.unwrap_or(verb).to_owned();
            }
            match y {
                Some(stem) => format!("{stem}ied"),
                None => format!("{}{doubled}ed", if doubled.is_empty() { stem } else { verb }),
            }
        }
        Form::Ing if verb == "be" || verb.ends_with("ee") => format!("{verb}ing"),
        Form::Ing => format!("{}{doubled}ing", if doubled.is_empty() { stem } else { verb }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(IRREGULAR.is_sorted() && DOUBLING.is_sorted());
    }

    #[test]
    fn verbs_take_their_forms() {
        for (verb, forms) in [
            ("kick", ["kick", "kicks", "kicked", "kicked", "kicking"]),
            ("raise", ["raise", "raises", "raised", "raised", "raising"]),
            ("carry", ["carry", "carries", "carried", "carried", "carrying"]),
            ("play", ["play", "plays", "played", "played", "playing"]),
            ("drop", ["drop", "drops", "dropped", "dropped", "dropping"]),
            ("take", ["take", "takes", "took", "taken", "taking"]),
            ("put", ["put", "puts", "put", "put", "putting"]),
            ("go", ["go", "goes", "went", "gone", "going"]),
            ("see", ["see", "sees", "saw", "seen", "seeing"]),
            ("have", ["have", "has", "had", "had", "having"]),
            ("reach", ["reach", "reaches", "reached", "reached", "reaching"]),
        ] {
            assert_eq!(Form::ALL.map(|f| inflect(verb, f)), forms.map(str::to_owned), "{verb}");
        }
    }

    #[test]
    fn a_phrase_is_written_with_its_first_choices() {
        assert_eq!(written("break~ one's pledge/vow", Form::Past, Some("her")), "broke her pledge");
        assert_eq!(written("break~ one's vow", Form::Ing, None), "breaking their vow");
    }
}
