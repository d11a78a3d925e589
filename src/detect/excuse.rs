//! What excuses a sign: the text shows garbled words instead of bearing them.
//!
//! An article about machine translation quotes what machines write, a lesson on templates prints placeholders, release
//! notes name `onSave`, a transcript keeps every “the the” that was said, and a namesake's portrait says “no relation”.
//! Detectors see words and cannot know; so once, after all of them, and only where something was found, the text is
//! asked what it is about. Doubt keeps the sign: each excuse needs the text's own words for it. Linear in the text.

use std::sync::LazyLock;

use super::Evidence;
use crate::report::Category;
use crate::text::{Block, Document, KeySet, Span, Token, TokenKind, word_key};

/// The signs that nothing in the text excuses, in the same order.
pub fn unexcused(doc: &Document<'_>, mut found: Vec<Evidence>) -> Vec<Evidence> {
    if found.is_empty() {
        return found;
    }
    let occasion = Occasion::of(doc);
    let quoted: Vec<bool> = found.iter().map(|e| doc.blocks.get(e.block).is_some_and(|b| shows(b, e.span))).collect();
    let on_words = occasion.words >= MANY_WORDS || occasion.words > 0 && quoted.iter().all(|q| *q);
    let others = somebody_else(doc, &found);
    let mut quoted = quoted.into_iter();
    found.retain(|e| {
        let shown = quoted.next().unwrap_or(false);
        let other = e.name.as_ref().is_some_and(|n| others.contains(&n.likely));
        !(shown && on_words || other || occasion.excuses(e))
    });
    found
}

/// Well-known people of whom the text says, where it names somebody nearly called so, that it is not they.
fn somebody_else(doc: &Document<'_>, found: &[Evidence]) -> Vec<String> {
    let named = found.iter().filter_map(|e| Some((doc.blocks.get(e.block)?, e.name.as_ref()?)));
    named
        .filter(|(block, _)| (0..block.tokens.len()).any(|i| denies(block, i)))
        .map(|(_, name)| name.likely.clone())
        .collect()
}

/// So many different words about words make a text about them.
const MANY_WORDS: usize = 3;
/// Longest quotation that is an example and not somebody's sentence, in bytes.
const EXAMPLE: usize = 60;

/// Words for what is wrong with words: each counts for two. In lower case; singular and plural are told apart.
const FAULTS: [&str; 21] = [
    "autocorrect",
    "corrigenda",
    "corrigendum",
    "errata",
    "erratum",
    "homograph",
    "malapropism",
    "malapropisms",
    "misprint",
    "misprints",
    "misspell",
    "misspelled",
    "misspelling",
    "misspellings",
    "misspelt",
    "mistranslated",
    "mistranslation",
    "mistranslations",
    "spintax",
    "typo",
    "typos",
];
/// Words for words.
const WORDS: [&str; 33] = [
    "apostrophe", "caption", "captions", "correction", "corrections", "dictionary", "expression", "expressions",
    "grammar", "interpreter", "interpreters", "paraphrase", "phrase", "phrases", "proofreader", "pun", "puns",
    "sentence", "spell", "spelled", "spelling", "spells", "spelt", "synonym", "synonyms", "translate", "translated",
    "translation", "translations", "translator", "translators", "word", "words",
];
/// Words of programmers.
const CODE: [&str; 29] = [
    "api", "changelog", "css", "docker", "github", "handlebars", "html", "http", "https", "javascript", "jinja",
    "json", "lodash", "mustache", "npm", "oauth", "parameter", "placeholder", "placeholders", "python", "regex",
    "regexes", "sql", "template", "templates", "typescript", "unicode", "url", "xml",
];
/// Words for letters as machines keep them.
const CHARACTERS: [&str; 6] = ["ascii", "mojibake", "ocr", "unicode", "utf", "utf8"];
/// Words for how a text came off paper.
const SCANS: [&str; 8] =
    ["digitised", "digitized", "ligatures", "ocr", "pdf", "scanned", "transcription", "uncorrected"];
/// Words that only deeds and statutes still have.
const DEEDS: [&str; 14] = [
    "aforesaid", "hereafter", "hereby", "herein", "hereinafter", "hereto", "hereunder", "hereunto", "thereof",
    "thereon", "thereto", "thereunder", "whereof", "witnesseth",
];
/// Words of those who write templates.
const TEMPLATES: [&str; 7] = ["handlebars", "jinja", "placeholder", "placeholders", "spintax", "template", "templates"];
/// What is said while one thinks.
const FILLERS: [&str; 8] = ["er", "erm", "hmm", "mhm", "mm", "uh", "um", "umm"];

struct Lists {
    faults: KeySet,
    words: KeySet,
    code: KeySet,
    templates: KeySet,
    characters: KeySet,
    scans: KeySet,
    deeds: KeySet,
    fillers: KeySet,
    /// All of these, and [`INVENTED`]: hardly any word is in one of them.
    all: KeySet,
}

fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let set = |words: &[&str]| words.iter().map(|w| word_key(w)).collect();
        let every: [&[&str]; 9] =
            [&FAULTS, &WORDS, &CODE, &TEMPLATES, &CHARACTERS, &SCANS, &DEEDS, &FILLERS, &INVENTED];
        Lists {
            all: every.into_iter().flatten().map(|w| word_key(w)).collect(),
            faults: set(&FAULTS),
            words: set(&WORDS),
            code: set(&CODE),
            templates: set(&TEMPLATES),
            characters: set(&CHARACTERS),
            scans: set(&SCANS),
            deeds: set(&DEEDS),
            fillers: set(&FILLERS),
        }
    });
    &LISTS
}

/// What the text is about, and how it came about.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // yes-or-no answers, named
struct Occasion {
    /// Different words about words; those for faults count for two.
    words: usize,
    /// Shows program code.
    code: bool,
    /// Speaks of templates.
    templates: bool,
    /// Speaks of character sets.
    characters: bool,
    /// Says of itself that it is satire, or its people invented.
    invented: bool,
    /// Is written as deeds and statutes are.
    legal: bool,
    /// Was read off paper or out of a printed page.
    scanned: bool,
    /// Was spoken and taken down.
    spoken: bool,
}

impl Occasion {
    fn of(doc: &Document<'_>) -> Self {
        let lists = lists();
        let mut seen: Vec<u64> = Vec::new();
        let mut met = |key: u64| {
            let new = !seen.contains(&key);
            if new {
                seen.push(key);
            }
            usize::from(new)
        };
        let mut out = Self::default();
        let (mut code, mut scans, mut deeds, mut hesitations, mut labels) = (0, 0, 0, 0, 0);
        for block in &doc.blocks {
            labels += usize::from(is_labelled(block));
            for (i, token) in block.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word) {
                let key = token.key;
                let stammer = token.is_function()
                    && block.tokens.get(i + 2).is_some_and(|t| t.key == key)
                    && block.word(i + 1) == ",";
                hesitations += usize::from(stammer);
                if !lists.all.contains(key) {
                    continue;
                }
                if lists.faults.contains(key) {
                    out.words += 2 * met(key);
                } else if lists.words.contains(key) {
                    out.words += met(key);
                } else if lists.code.contains(key) {
                    code += met(key);
                } else if lists.scans.contains(key) {
                    scans += met(key);
                } else if lists.deeds.contains(key) {
                    deeds += met(key);
                }
                out.invented |= disclaims(block, i);
                out.templates |= lists.templates.contains(key);
                out.characters |= lists.characters.contains(key);
                hesitations += usize::from(!stammer && lists.fillers.contains(key));
            }
            out.characters |= block.text.contains("U+0") || block.text.contains("U+2");
            code += ["()", "=>", "::", "</", "});", "{}", "/>"].iter().filter(|s| block.text.contains(**s)).count();
        }
        out.code = code >= 2;
        out.legal = deeds >= 3;
        out.scanned = scans >= 2;
        out.spoken = hesitations >= 4 || labels >= 4 && hesitations >= 2;
        out
    }

    fn excuses(&self, e: &Evidence) -> bool {
        match e.detector.category {
            Category::Name | Category::Title => self.invented,
            Category::Grammar => self.spoken || self.scanned || self.code && e.detector.id == "doubled-word",
            Category::Glue => self.code || self.scanned,
            Category::Style => self.legal || self.spoken || self.scanned,
            Category::Structure => self.code && self.templates,
            Category::Encoding | Category::Script => self.characters,
            _ => false,
        }
    }
}

/// "Mr Delacroix: …", "Q: …", "CHAIR: …": who speaks stands before what is said.
fn is_labelled(block: &Block<'_>) -> bool {
    let label = block.tokens.iter().take(7).position(|t| block.text.get(t.start as usize..t.end as usize) == Some(":"));
    label.is_some_and(|end| {
        (1..=5).contains(&end)
            && block.tokens.iter().take(end).all(|t| t.is_capitalised() || t.kind == TokenKind::Mark)
            && block.tokens.len() > end + 1
    })
}

/// "no relation of the minister's", "not to be confused with her", "is neither Mark nor Matt". "No relation between the two" denies something else.
fn denies(block: &Block<'_>, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |i| block.word(i));
    match block.word(at) {
        "relation" | "relative" | "kin" => {
            before(1).eq_ignore_ascii_case("no") && !matches!(block.word(at + 1), "between" | "with")
        }
        "confused" | "mistaken" => before(1) == "be" && before(3) == "not",
        "neither" => matches!(before(1), "is" | "was") && block.tokens.get(at + 1).is_some_and(Token::is_capitalised),
        _ => false,
    }
}

/// What a text says it is, or its people are.
const INVENTED: [&str; 5] = ["fictitious", "invented", "parody", "satire", "spoof"];

/// "All persons in this column are invented", "this is satire".
fn disclaims(block: &Block<'_>, at: usize) -> bool {
    let said = INVENTED.contains(&block.word(at));
    said && block.sentence_of(at).is_some_and(|s| {
        let says = |words: &[&str]| (s.first..at).any(|i| words.contains(&block.word(i)));
        says(&["are", "is"]) && says(&["All", "all", "Any", "any", "This", "this", "These", "these"])
    })
}

/// Does the sign stand in quotation marks that hold little more than it?
fn shows(block: &Block<'_>, span: Span) -> bool {
    let (Some(left), Some(right)) = (block.text.get(..span.start), block.text.get(span.end..)) else { return false };
    // The sign itself may hold the closing mark, or the opening one.
    let inside = block.text.get(span.start..span.end).unwrap_or("");
    let near_left = left.get(left.ceil_char_boundary(left.len().saturating_sub(EXAMPLE))..).unwrap_or("");
    let near_right = right.get(..right.floor_char_boundary(EXAMPLE.min(right.len()))).unwrap_or("");
    let curly = near_left.rfind(['“', '”']).is_some_and(|i| near_left[i..].starts_with('“'))
        && near_right.find(['“', '”']).is_some_and(|i| near_right[i..].starts_with('”'));
    // Straight marks open and close by turns.
    let straight = near_left.contains('"')
        && (near_right.contains('"') || inside.contains('"'))
        && left.matches('"').count() % 2 == 1;
    curly || straight
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::plain;

    fn occasion(text: &str) -> Occasion {
        Occasion::of(&Document::new(&plain::read(text)))
    }

    #[test]
    fn the_lists_are_sorted_and_apart() {
        for list in [&FAULTS[..], &WORDS, &CODE, &CHARACTERS, &SCANS, &DEEDS, &FILLERS] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(FAULTS.iter().all(|w| !WORDS.contains(w)));
    }

    #[test]
    fn a_text_about_words_is_told_from_one_that_says_word() {
        assert!(occasion("We misspelled the name in a caption; the correction is below.").words >= MANY_WORDS);
        assert_eq!(occasion("The judge kept his word, and the sentence was light.").words, 2);
    }

    #[test]
    fn code_takes_two_marks() {
        assert!(occasion("Call save() from Python; the hook is named in the changelog.").code);
        assert!(!occasion("The keeper put the python back.").code);
    }

    #[test]
    fn speech_that_was_taken_down_hesitates() {
        assert!(occasion("I, I saw the, the dog, um, and he, he ran.").spoken);
        assert!(occasion("A: It was, was it?\n\nB: No, uh, no.\n\nA: To, to whom?\n\nB: In, in March.").spoken);
        assert!(!occasion("It was far, far away, and many, many years ago, said Er Li.").spoken);
    }

    #[test]
    fn somebody_else_is_said_to_be_so() {
        let denied = |text: &str| {
            let article = plain::read(text);
            let doc = Document::new(&article);
            (0..doc.blocks[0].tokens.len()).any(|i| denies(&doc.blocks[0], i))
        };
        assert!(denied("Mark Latte, who is no relation of the minister, makes coffee."));
        assert!(denied("She is not to be confused with the other one."));
        assert!(denied("He is neither Mark Latte nor the other one."));
        assert!(!denied("There is no relation between the two; he confused them."));
    }

    #[test]
    fn deeds_have_words_of_their_own() {
        assert!(
            occasion("The Landlord hereby demises the barn and the yard thereof to the tenants herein named.").legal
        );
        assert!(!occasion("The mayor hereby opened the fair, and the price thereof was lowered.").legal);
    }

    #[test]
    fn satire_may_say_that_it_is() {
        assert!(occasion("All persons in this column are invented, except the apple.").invented);
        assert!(!occasion("The weekly prints satire; its founders are well known. He invented this.").invented);
    }

    #[test]
    fn an_example_stands_in_marks_of_its_own() {
        let shown = |text: &str, sign: &str| {
            let article = plain::read(text);
            let doc = Document::new(&article);
            let at = text.find(sign).unwrap_or(0);
            shows(&doc.blocks[0], Span::new(at, at + sign.len()))
        };
        assert!(shown("It wrote “the heart assault” for it.", "heart assault"));
        assert!(shown("It wrote \"heart assault\" for it.", "heart assault"));
        assert!(!shown("“Well,” he said of the heart assault, “no.”", "heart assault"));
        assert!(!shown("He said \"well\" of the heart assault and \"no\".", "heart assault"));
        let long =
            "“We were told by the two doctors who came in the night that the mayor had suffered a heart assault.”";
        assert!(!shown(long, "heart assault"));
    }
}
