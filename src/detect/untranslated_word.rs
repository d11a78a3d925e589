//! A word of another language left in an English sentence: "the casualidad of the vote", "a printanier evening".
//!
//! Translation by rules copies the words it does not know; they stand in lower case where an English word should. A word
//! counts if the word list does not have it, if it looks foreign (an ending or a letter English does not use, or a common
//! word of another language), and if English words stand on both sides. Honest texts show such words too: names of dishes
//! and customs, in quotation marks, or as a term that comes again and again. So no word beside another foreign word or a
//! quotation mark counts, none that comes more than three times, and one alone never does: there must be two different ones.
//! Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::text::{Block, Case, Document, Sentence, Token, TokenKind};

/// See the module.
pub struct UntranslatedWord;

static INFO: DetectorInfo = DetectorInfo {
    id: "untranslated-word",
    title: "Word left in another language",
    category: Category::Script,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.2,
    what: "Two or more different words of another language, in lower case and unexplained, in the place of English ones.",
    why: "A translation program copies what its dictionary lacks. A writer who uses a foreign word explains it, quotes it, or \
          uses it again.",
    limits: "Texts on food, fashion or travel that use several foreign words as English ones.",
    false_alarms: "0 of 2,068 human articles and translations, of 77 learners' texts and of the true texts of 355 news pages. \
                   `cargo run --release --example rates`",
    examples: &[
        Example::Hit {
            text: "The casualidad of the vote was noted by all.\n\nIt was a [[printanière]] evening in the port.",
            expected: None,
        },
        Example::Hit {
            text: "They said that the próximo week will be hard. A second [[testemuñar]] of the night was heard.",
            expected: None,
        },
        Example::Hit {
            text: "He arrived tokom the night. The people that live there [[također]] heard the noise.",
            expected: None,
        },
        Example::Clean {
            text: "The casualidad of the vote was noted by all.",
            because: "one such word may be the writer's own",
        },
        Example::Clean {
            text: "They call it “casualidad”, he said. The banker spoke of “una printanière” in the port.",
            because: "quotation marks",
        },
        Example::Clean {
            text: "The café served crème brûlée and sauté of trout; a fiancée in a rosé dress ordered jalapeño canapés.",
            because: "French é and words that English has taken in",
        },
        Example::Clean {
            text: "The Casualidad Printanière plays at the Teatro Municipal de la Ciudad.",
            because: "names",
        },
    ],
    references: &[],
};

/// Endings of Spanish, Catalan, Galician, Portuguese, French, Italian, German and Serbo-Croatian words that no English
/// word has. Sorted.
const ENDINGS: [&str; 60] = [
    "aciò", "adeiro", "aient", "amente", "amento", "ciones", "ció", "ción", "cións", "eiras", "eiros", "emente",
    "ementos", "eurs", "euse", "euses", "eux", "heit", "idad", "idade", "idades", "imento", "iosa", "iosas", "ioso",
    "iosos", "ische", "ischen", "itat", "itats", "ités", "iène", "ière", "ières", "keit", "lichen", "miento",
    "mientos", "nost", "nosti", "ológica", "osti", "otade", "sión", "skih", "skog", "zione", "zioni", "ável", "ção",
    "ções", "ència", "ência", "ências", "ístic", "ística", "ístico", "ível", "ñar", "ógico",
];

/// Common words of other languages that are none in English. Sorted by bytes.
const COMMON: [&str; 184] = [
    "además", "ainda", "alors", "amb", "anche", "anos", "antes", "après", "aquest", "aquesta", "aquí", "así", "até",
    "auch", "aunque", "aussi", "avant", "avec", "avoir", "beim", "bila", "bilo", "cette", "che", "coa", "como",
    "contre", "cuando", "dans", "dass", "degli", "della", "delle", "dels", "dem", "depois", "depuis", "desde",
    "despois", "després", "después", "deux", "deze", "dijo", "donc", "donde", "dopo", "durante", "durch", "een",
    "eine", "einem", "einen", "einer", "eles", "elle", "elles", "ellos", "encara", "eran", "ese", "estos", "està",
    "está", "están", "fino", "für", "già", "gli", "goberno", "gobierno", "godine", "governo", "grandes", "había",
    "hace", "hacer", "hasta", "havia", "hebben", "heeft", "isso", "između", "još", "kao", "koja", "koje", "koji",
    "leur", "leurs", "mais", "mehr", "mejor", "menos", "mientras", "misma", "mismo", "molto", "muito", "muller", "muy",
    "máis", "más", "més", "même", "nakon", "nego", "nella", "nelle", "nicht", "niet", "nije", "nosotros", "nunca",
    "não", "nós", "ovaj", "para", "pela", "pelo", "pels", "pendant", "perché", "pero", "però", "più", "por", "porque",
    "puede", "pueden", "questa", "questi", "questo", "schon", "según", "sehr", "selon", "senza", "seus", "seva",
    "sido", "siempre", "siendo", "sind", "sont", "sous", "stata", "stato", "suas", "suo", "svoj", "svoje", "são",
    "sólo", "són", "también", "també", "também", "tamén", "tener", "tijekom", "todos", "tokom", "tots", "toute",
    "très", "und", "une", "unha", "već", "você", "weil", "wenn", "werd", "werden", "wordt", "wurde", "wurden", "zbog",
    "zijn", "zum", "zur", "über", "što",
];

/// Letters that English leaves to names and to a few loanwords. The French ones with e, a and o are not among them: English
/// has taken too many words with those.
const LETTERS: &str = "áíóúñçãõàìòùäöüßčćšžđłşğıøåæ";

/// Loanwords with such letters, in the forms that stand in English texts. Sorted by bytes.
const LOANS: [&str; 48] = [
    "açai",
    "açaí",
    "añejo",
    "bánh",
    "cañón",
    "cupuaçu",
    "curaçao",
    "doppelgänger",
    "doppelgängers",
    "déjà",
    "empañada",
    "español",
    "façade",
    "façades",
    "façon",
    "fräulein",
    "führer",
    "garçon",
    "garçonnière",
    "garçons",
    "gemütlich",
    "habañero",
    "jalapeño",
    "jalapeños",
    "kindergärten",
    "maçã",
    "mañana",
    "mojón",
    "müsli",
    "niña",
    "niño",
    "näive",
    "pietà",
    "piña",
    "piñata",
    "piñatas",
    "pão",
    "quesería",
    "rösti",
    "señor",
    "señora",
    "señorita",
    "smörgåsbord",
    "soupçon",
    "vicuña",
    "voilà",
    "über",
    "übermensch",
];

/// How often a word may come before it is a term of the text.
const OFTEN: usize = 3;

impl Detector for UntranslatedWord {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let mut found: Vec<(usize, usize, u64)> = Vec::new();
        for (index, block) in doc.blocks.iter().enumerate() {
            for sentence in &block.sentences {
                let here = (sentence.first..=sentence.last).filter(|&i| is_foreign(block, i, *sentence));
                let before = found.len();
                found.extend(here.filter_map(|i| Some((index, i, block.tokens.get(i)?.key))));
                if found.len() > before && speaks_of_words(block, *sentence) {
                    found.truncate(before);
                }
            }
        }
        found.retain(|&(.., key)| !is_term(doc, key));
        // The first alone could be the writer's own word; every other one is a sign.
        let mut told: Vec<u64> = Vec::new();
        for (index, i, key) in found {
            let Some(block) = doc.blocks.get(index).filter(|_| !told.contains(&key) && told.len() < 32) else {
                continue;
            };
            told.push(key);
            if told.len() > 1 {
                let message = Message::new("untranslated_word", &[block.word(i)]);
                sink.push(Evidence::new(&INFO, index, block.span(i, i), 0.8, message));
            }
        }
    }
}

/// Does the token stand as an English word and look like none?
fn is_foreign(block: &Block<'_>, i: usize, sentence: Sentence) -> bool {
    let Some(token) = block.tokens.get(i) else { return false };
    if token.kind != TokenKind::Word || token.case != Case::Lower || token.is_known() || i == sentence.first {
        return false;
    }
    let english = |t: Option<&Token>| t.is_some_and(|t| t.is_function() || t.is_known() && t.case == Case::Lower);
    let spaced = |a: u32, b: u32| block.text.get(a as usize..b as usize) == Some(" ");
    let (before, after) = (block.tokens.get(i - 1), block.tokens.get(i + 1));
    let stands = english(before)
        && before.is_some_and(|b| spaced(b.end, token.start))
        && after
            .is_none_or(|a| spaced(token.end, a.start) && english(Some(a)) || matches!(block.word(i + 1), "." | ","));
    stands && looks_foreign(block.word(i))
}

fn looks_foreign(word: &str) -> bool {
    if COMMON.binary_search(&word).is_ok() {
        return true;
    }
    let letters = word.chars().count();
    letters > 4
        && word.chars().all(char::is_alphabetic)
        // What mojibake begins with.
        && !word.contains(['â', 'Ã', 'ã', 'Â'])
        && LOANS.binary_search(&word).is_err()
        && (letters > 6 && ENDINGS.iter().any(|e| word.ends_with(e)) || word.contains(|c| LETTERS.contains(c)))
}

/// Is the sentence about words, or about what is eaten?
fn speaks_of_words(block: &Block<'_>, sentence: Sentence) -> bool {
    let topic =
        |i| matches!(block.word(i), "called" | "cuisine" | "dish" | "language" | "meaning" | "term" | "word" | "words");
    (sentence.first..=sentence.last).any(topic)
}

fn is_term(doc: &Document<'_>, key: u64) -> bool {
    let mut times = 0;
    for token in doc.blocks.iter().flat_map(|b| &b.tokens).filter(|t| t.key == key) {
        times += 1;
        if times > OFTEN || token.case != Case::Lower {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [&ENDINGS[..], &COMMON, &LOANS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
