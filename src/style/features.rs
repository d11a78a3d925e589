//! What the style model looks at: some thirty counts, taken in one pass over the words.
//!
//! All are things that machine output shows more of, or less, whatever it speaks of: pairs of words that English seldom
//! puts together, rare words, slips of grammar, "of" where English has "'s". Each is bound to the one direction
//! ([`Feature::direction`]). Not looked at: what detectors point at word by word (doubled and glued words, damaged letters,
//! stray capitals, quotation marks, names), so that style speaks independently of them; and rates of other function words,
//! length of sentences and the like: they tell subjects and papers apart, and were measured to make the model worse on
//! engines it had not seen.

use std::sync::LazyLock;

use super::function_words::{FunctionWords, flag};
use super::pairs::Pairs;
use crate::text::tokens::longer_key;
use crate::text::{Block, Case, Document, Lexicon, Sentence, Token, TokenKind};

/// What a count is set against.
#[derive(Clone, Copy)]
enum Per {
    /// Words.
    Word,
    /// Words in lower case.
    Lower,
    /// Neighbouring known words in lower case.
    Pair,
    /// Of these, pairs of the 1,500 most used words.
    FirstPair,
    /// Of these, pairs of which one word is a function word and one is not.
    MixedPair,
    /// Of these, pairs of content words.
    ContentPair,
    /// Of these, pairs of function words.
    FunctionPair,
    /// Names after a word in lower case.
    Name,
}

/// Kinds of [`Per`].
const UNITS: usize = 8;

macro_rules! features {
    ($($id:ident per $per:ident $direction:literal $name:literal),* $(,)?) => {
        /// One thing the model looks at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)] // each has its name right beside it
        pub enum Feature { $($id),* }

        impl Feature {
            /// All, in the order of a row.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$id),*];

            /// What it is called.
            pub fn name(self) -> &'static str {
                match self { $(Self::$id => $name),* }
            }

            /// 1 if machine output has more of it, -1 if less.
            pub fn direction(self) -> i8 {
                match self { $(Self::$id => $direction),* }
            }

            fn per(self) -> Per {
                match self { $(Self::$id => Per::$per),* }
            }
        }
    };
}

features! {
    RarePairs per Pair 1 "rare pairs of words",
    RareAfterFunction per MixedPair 1 "rare pairs that begin with a function word",
    RareBeforeFunction per MixedPair 1 "rare pairs that end with a function word",
    RareOfContent per ContentPair 1 "rare pairs of content words",
    RareOfFunction per FunctionPair 1 "rare pairs of function words",
    RareOfCommon per Pair 1 "rare pairs of much used words",
    RareOfFirst per FirstPair 1 "rare pairs of the most used words",
    RareInARow per Pair 1 "rare pairs in a row",
    Unknown per Lower 1 "unknown words",
    Rare per Lower 1 "rare words",
    BeyondSecond per Lower 1 "words beyond the 5,000 most used",
    BeyondFirst per Lower 1 "words beyond the 1,500 most used",
    WrongArticle per Word 1 "“a” for “an” or the reverse",
    SingularNoun per Word 1 "singulars after a word for many",
    PluralNoun per Word 1 "plurals after a word for one",
    Disagreement per Word 1 "verbs that do not agree",
    BareNoun per Word 1 "nouns without an article",
    TwoDeterminers per Word 1 "two articles in a row",
    TwoPrepositions per Word 1 "two prepositions in a row",
    VerbForm per Word 1 "wrong verb forms after “to” or “will”",
    Of per Word 1 "“of”",
    OfThe per Word 1 "“of the”",
    TheOf per Word 1 "“the … of”",
    ContentOf per Word 1 "“of” between bare nouns",
    TheName per Name 1 "“the” before names",
    OfName per Name 1 "“of” before names",
    Possessives per Word -1 "few possessives",
    Contractions per Word -1 "few contractions",
    Ing per Lower -1 "few words in -ing",
}

impl Feature {
    /// Slips of grammar.
    pub const SLIPS: &[Self] = &[
        Self::WrongArticle,
        Self::SingularNoun,
        Self::PluralNoun,
        Self::Disagreement,
        Self::BareNoun,
        Self::TwoDeterminers,
        Self::VerbForm,
    ];

    /// What it is about.
    pub fn group(self) -> Group {
        match self.per() {
            Per::Pair | Per::FirstPair | Per::MixedPair | Per::ContentPair | Per::FunctionPair => Group::Pairs,
            _ if matches!(self, Self::Unknown | Self::Rare | Self::BeyondSecond | Self::BeyondFirst) => Group::Words,
            _ if Self::SLIPS.contains(&self) => Group::Slips,
            _ => Group::CarriedOver,
        }
    }
}

/// What features are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Which words stand together.
    Pairs,
    /// How much the words are used.
    Words,
    /// Slips of grammar.
    Slips,
    /// What another language does otherwise.
    CarriedOver,
}

/// Features in a row.
pub const WIDTH: usize = Feature::ALL.len();

/// Counts of a text, and what they are set against.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// By feature.
    pub sums: [f32; WIDTH],
    /// For each feature how often it could have been.
    pub units: [f32; WIDTH],
    /// The sentence with most rare pairs and slips for its length: block, first and last token.
    pub telling: Option<(usize, Sentence)>,
}

impl Counts {
    /// How often a feature was there, of the times it could have been.
    pub fn rate(&self, feature: Feature) -> f32 {
        self.sums[feature as usize] / self.units[feature as usize].max(1.0)
    }

    /// How far each count lies from what honest texts of this length show, in units of its chance spread: in a short text
    /// nothing lies far. Long texts repeat themselves, so that beyond [`ENOUGH`] words more of the same says no more.
    /// `rates` are those of honest texts.
    pub fn deviations(&self, rates: &[f32; WIDTH]) -> [f32; WIDTH] {
        let scale = ENOUGH / self.units[Feature::Of as usize].max(ENOUGH);
        let mut row = [0.0; WIDTH];
        for (slot, ((sum, unit), rate)) in row.iter_mut().zip(self.sums.iter().zip(&self.units).zip(rates)) {
            let expected = scale * rate * unit;
            *slot = (scale * sum - expected) / libm::sqrtf(expected + SOFTENING);
        }
        row
    }
}

/// Added to the variance of every count, so that a single slip where none was expected is not yet far.
const SOFTENING: f32 = 2.0;

/// Words beyond which a text is judged as if it had so many.
const ENOUGH: f32 = 1_000.0;

/// Words a sentence must have to be shown as telling.
const TELLING_WORDS: usize = 8;

/// What a word is to the counts.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    key: u64,
    flags: u16,
    use_: Use,
    /// Written small, or first in its sentence and a function word: no name.
    plain: bool,
    /// Nothing but a space before it.
    joined: bool,
}

impl Word<'_> {
    fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// How much a word is used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// Among the 1,500 most used.
    First,
    /// Among the 5,000 most used.
    Second,
    /// Among the 15,000 most used.
    Common,
    /// In the lexicon.
    Known,
    /// Not in the lexicon, or a name.
    Unknown,
}

/// Sums over a text.
struct Counter<'t> {
    pairs: &'t Pairs,
    lexicon: &'static Lexicon,
    function_words: &'static FunctionWords,
    sums: [f32; WIDTH],
    units: [f32; UNITS],
    telling: Option<(usize, Sentence)>,
    density: f32,
}

/// Counts a text. Linear in its length.
pub fn count(doc: &Document<'_>, pairs: &Pairs) -> Counts {
    static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(FunctionWords::new);
    let mut counter = Counter {
        pairs,
        lexicon: Lexicon::get(),
        function_words: &FUNCTION_WORDS,
        sums: [0.0; WIDTH],
        units: [0.0; UNITS],
        telling: None,
        density: 0.0,
    };
    let mut words = Vec::new();
    for (index, block) in doc.blocks.iter().enumerate().filter(|(_, b)| b.paragraph.is_some()) {
        for sentence in &block.sentences {
            counter.sentence(index, block, *sentence, &mut words);
        }
    }
    let mut units = [0.0; WIDTH];
    for (slot, feature) in units.iter_mut().zip(Feature::ALL) {
        *slot = counter.units[feature.per() as usize];
    }
    Counts { sums: counter.sums, units, telling: counter.telling }
}

impl Counter<'_> {
    fn add(&mut self, feature: Feature) {
        self.sums[feature as usize] += 1.0;
    }

    fn sentence<'a>(&mut self, index: usize, block: &Block<'a>, sentence: Sentence, words: &mut Vec<Word<'a>>) {
        words.clear();
        let mut joined = false;
        for at in sentence.first..=sentence.last {
            let Some(token) = block.tokens.get(at) else { break };
            if token.kind == TokenKind::Word {
                words.push(self.word(block.word(at), *token, joined, words.is_empty()));
            }
            joined = token.kind == TokenKind::Word;
        }
        let odd =
            |c: &Self| c.sums[Feature::RarePairs as usize] + c.sums[Feature::Unknown as usize] + 2.0 * c.slips_so_far();
        let before = odd(self);
        self.units[Per::Word as usize] += words.len() as f32;
        for at in 0..words.len() {
            self.one(&words[at]);
            if at > 0 && words[at].joined {
                self.two(words, at);
            }
        }
        let density = (odd(self) - before) / words.len().max(1) as f32;
        if words.len() >= TELLING_WORDS && density > self.density {
            (self.density, self.telling) = (density, Some((index, sentence)));
        }
    }

    fn slips_so_far(&self) -> f32 {
        Feature::SLIPS.iter().map(|f| self.sums[*f as usize]).sum()
    }

    fn word<'a>(&self, text: &'a str, token: Token, joined: bool, first: bool) -> Word<'a> {
        let flags = if token.is_function() { self.function_words.flags(token.key) } else { 0 };
        let plain = token.case == Case::Lower || first && token.is_function();
        let use_ = if !plain || !token.is_known() {
            Use::Unknown
        } else if token.is_function() {
            Use::First
        } else if !token.is_common() {
            Use::Known
        } else {
            match self.pairs.class(token.key) {
                0 => Use::First,
                1 => Use::Second,
                _ => Use::Common,
            }
        };
        Word { text, key: token.key, flags, use_, plain, joined }
    }

    /// Counts what a word shows alone.
    fn one(&mut self, word: &Word<'_>) {
        if word.text == "of" {
            self.add(Feature::Of);
        }
        // Nearly every word is told off by its bytes: 0xe2 begins the curly apostrophe, and hardly anything else.
        if word.text.bytes().any(|b| matches!(b, b'\'' | 0xe2))
            && let Some(at) = word.text.find(['\'', '’'])
        {
            let ending = word.text[at..].trim_start_matches(['\'', '’']);
            self.add(if matches!(ending, "s" | "") { Feature::Possessives } else { Feature::Contractions });
        }
        if !word.plain {
            return;
        }
        self.units[Per::Lower as usize] += 1.0;
        match word.use_ {
            Use::Unknown => self.add(Feature::Unknown),
            Use::Known => self.add(Feature::Rare),
            _ => {}
        }
        if word.use_ >= Use::Common {
            self.add(Feature::BeyondSecond);
        }
        if word.use_ >= Use::Second {
            self.add(Feature::BeyondFirst);
        }
        if !word.is(flag::FUNCTION) && word.text.len() > 5 && word.text.ends_with("ing") {
            self.add(Feature::Ing);
        }
    }

    /// Counts what a word shows together with the one before it.
    fn two(&mut self, words: &[Word<'_>], at: usize) {
        let (before, word) = (&words[at - 1], &words[at]);
        if !before.plain {
            return;
        }
        if !word.plain {
            if word.flags == 0 {
                self.name_after(before);
            }
            return;
        }
        self.pair(words, at);
        self.slips(words, at);
        if word.text != "of" {
            if before.text == "of" && word.text == "the" {
                self.add(Feature::OfThe);
            }
            return;
        }
        if at > 1 && before.joined && words[at - 2].text.eq_ignore_ascii_case("the") {
            self.add(Feature::TheOf);
        }
        let bare = |w: &Word<'_>| w.plain && !w.is(flag::FUNCTION);
        if bare(before) && words.get(at + 1).is_some_and(|next| next.joined && bare(next)) {
            self.add(Feature::ContentOf);
        }
    }

    fn name_after(&mut self, before: &Word<'_>) {
        self.units[Per::Name as usize] += 1.0;
        if before.text.eq_ignore_ascii_case("the") {
            self.add(Feature::TheName);
        } else if before.text == "of" {
            self.add(Feature::OfName);
        }
    }

    /// Counts a pair of words written small.
    fn pair(&mut self, words: &[Word<'_>], at: usize) {
        let (before, word) = (&words[at - 1], &words[at]);
        if !is_pair(before, word) {
            return;
        }
        let (kind, rare_kind) = match (before.is(flag::FUNCTION), word.is(flag::FUNCTION)) {
            (true, true) => (Per::FunctionPair, Feature::RareOfFunction),
            (true, false) => (Per::MixedPair, Feature::RareAfterFunction),
            (false, true) => (Per::MixedPair, Feature::RareBeforeFunction),
            (false, false) => (Per::ContentPair, Feature::RareOfContent),
        };
        let first = before.use_ == Use::First && word.use_ == Use::First;
        self.units[Per::Pair as usize] += 1.0;
        self.units[kind as usize] += 1.0;
        self.units[Per::FirstPair as usize] += f32::from(u8::from(first));
        if self.pairs.contains(before.key, word.key) {
            return;
        }
        self.add(Feature::RarePairs);
        self.add(rare_kind);
        if first {
            self.add(Feature::RareOfFirst);
        }
        if before.use_ < Use::Common && word.use_ < Use::Common {
            self.add(Feature::RareOfCommon);
        }
        if let Some(earlier) = at.checked_sub(2).and_then(|at| words.get(at))
            && before.joined
            && is_pair(earlier, before)
            && !self.pairs.contains(earlier.key, before.key)
        {
            self.add(Feature::RareInARow);
        }
    }

    /// Slips of grammar, as far as two or three words tell. Single ones are often wrong; it is their number that counts.
    fn slips(&mut self, words: &[Word<'_>], at: usize) {
        let (before, word) = (&words[at - 1], &words[at]);
        let earlier = at.checked_sub(2).and_then(|at| words.get(at)).filter(|_| before.joined);
        let content = !word.is(flag::FUNCTION);
        if content && before.is(flag::SINGULAR_DETERMINER) {
            let first = word.text.as_bytes().first().copied().unwrap_or(0);
            match before.text {
                "a" if matches!(first, b'a' | b'e' | b'i' | b'o') && !word.text.starts_with("eu") => {
                    self.add(Feature::WrongArticle);
                }
                "an" if !matches!(first, b'a' | b'e' | b'i' | b'o' | b'u' | b'h') => self.add(Feature::WrongArticle),
                _ => {}
            }
            if is_plural(word.text, self.lexicon) {
                self.add(Feature::PluralNoun);
            }
        }
        if content && before.is(flag::PLURAL_DETERMINER) && is_singular(word, self.lexicon) {
            self.add(Feature::SingularNoun);
        }
        if self.disagree(earlier, before, word) {
            self.add(Feature::Disagreement);
        }
        if before.is(flag::DETERMINER) && word.is(flag::DETERMINER) {
            self.add(Feature::TwoDeterminers);
        }
        if before.is(flag::PREPOSITION) && word.is(flag::PREPOSITION) {
            self.add(Feature::TwoPrepositions);
        }
        if content && before.is(flag::PREPOSITION) && is_singular(word, self.lexicon) {
            let ends = words.get(at + 1).is_none_or(|next| !next.joined || next.is(flag::FUNCTION));
            if ends {
                self.add(Feature::BareNoun);
            }
        }
        // "To agreed"; "to need" and "to speed" are verbs themselves.
        if content && before.is(flag::BASE_NEXT) && word.text.ends_with("ed") && !word.text.ends_with("eed") {
            self.add(Feature::VerbForm);
        }
    }

    fn disagree(&self, earlier: Option<&Word<'_>>, before: &Word<'_>, word: &Word<'_>) -> bool {
        if !word.is(flag::SINGULAR_VERB | flag::PLURAL_VERB) {
            return false;
        }
        let determined = |wanted: u16| earlier.is_some_and(|w| w.is(wanted));
        if word.is(flag::SINGULAR_VERB) {
            return before.is(flag::PLURAL_SUBJECT)
                || determined(flag::PLURAL_DETERMINER) && is_plural(before.text, self.lexicon);
        }
        // "Does he have", "should it do": the verb before decides.
        let free = earlier.is_some_and(|w| !w.is(flag::FUNCTION) || w.is(flag::PREPOSITION));
        before.is(flag::SINGULAR_SUBJECT) && free
            || determined(flag::SINGULAR_DETERMINER) && is_singular(before, self.lexicon)
    }
}

/// Two different words that the list of pairs could hold.
fn is_pair(before: &Word<'_>, word: &Word<'_>) -> bool {
    before.use_ < Use::Unknown && word.use_ < Use::Unknown && before.key != word.key
}

/// Does the word look like a plural whose singular is known?
fn is_plural(word: &str, lexicon: &Lexicon) -> bool {
    word.len() > 3
        && !["ss", "us", "is", "as"].iter().any(|e| word.ends_with(e))
        && word.strip_suffix('s').is_some_and(|stem| lexicon.is_common(stem))
}

/// Does the word look like a singular whose plural is known?
fn is_singular(word: &Word<'_>, lexicon: &Lexicon) -> bool {
    word.use_ <= Use::Common
        && !word.is(flag::FUNCTION)
        && !word.text.ends_with('s')
        && lexicon.is_common_key(longer_key(word.key, "s"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::plain;

    fn sums(text: &str, features: &[Feature]) -> Vec<f32> {
        let article = plain::read(text);
        let counts = count(&Document::new(&article), &Pairs::default());
        features.iter().map(|f| counts.sums[*f as usize]).collect()
    }

    #[test]
    fn counts_slips_of_grammar() {
        use Feature::{BareNoun, Disagreement, PluralNoun, SingularNoun, TwoDeterminers, VerbForm, WrongArticle};
        let slips = [BareNoun, Disagreement, PluralNoun, SingularNoun, TwoDeterminers, VerbForm, WrongArticle];
        assert_eq!(sums("Now a ministers spoke with a offer.", &slips), [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]);
        assert_eq!(sums("Many minister will decided with the his plan.", &slips), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
        assert_eq!(sums("Yesterday they was in office of law.", &slips), [2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(sums("These ministers need to speed up, and does he have a plan?", &slips), [0.0; 7]);
    }

    #[test]
    fn counts_pairs_that_seldom_stand_together() {
        use Feature::{RareInARow, RarePairs};
        assert_eq!(sums("It was the end of the week.", &[RarePairs, RareInARow]), [0.0, 0.0]);
        let odd = sums("It was bread quickly minister office hope.", &[RarePairs, RareInARow]);
        assert!(odd[0] >= 4.0 && odd[1] >= 3.0, "{odd:?}");
    }

    #[test]
    fn a_short_text_deviates_less() {
        let article = plain::read("Many minister agreed.");
        let short = count(&Document::new(&article), &Pairs::default());
        let times = |factor: f32| {
            let mut more = short.clone();
            for value in more.sums.iter_mut().chain(&mut more.units) {
                *value *= factor;
            }
            more.deviations(&[0.01; WIDTH])[Feature::SingularNoun as usize]
        };
        assert!(times(1.0) < 1.0 && times(100.0) > 10.0, "{} {}", times(1.0), times(100.0));
        assert!((times(1_000.0) - times(100_000.0)).abs() < 0.1, "long texts do not deviate ever more");
    }

    #[test]
    fn the_most_damaged_sentence_is_the_telling_one() {
        let article = plain::read(
            "The minister said on Monday that the plan would be ready by the end of the week. \
             Of these minister the have never to agreed on an plan of week end.",
        );
        let doc = Document::new(&article);
        let counts = count(&doc, &Pairs::default());
        assert_eq!(counts.telling.map(|(block, s)| doc.blocks[block].word(s.first)), Some("Of"));
    }
}
