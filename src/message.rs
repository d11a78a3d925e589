//! Every sentence the engine says to a user: an id, an English template and what fills its places.
//!
//! Templates use `$1`..`$9` as the browsers' message catalogues do; `extension/_locales/en/messages.json` holds the
//! same texts under the same ids, and a test compares them. This module decides nothing.

use serde::Serialize;

/// A sentence with its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Message {
    /// Key into [`TEMPLATES`].
    pub message_id: &'static str,
    /// What fills `$1`, `$2`, ...
    pub params: Vec<String>,
}

impl Message {
    /// A message with parameters.
    pub fn new(message_id: &'static str, params: &[&str]) -> Self {
        Self { message_id, params: params.iter().map(|p| (*p).to_owned()).collect() }
    }

    /// The English sentence.
    pub fn english(&self) -> String {
        let template = TEMPLATES.iter().find(|(id, _)| *id == self.message_id).map_or(self.message_id, |(_, t)| *t);
        let mut out = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            let digit = rest[at + 1..].chars().next().and_then(|c| c.to_digit(10));
            if let Some(n) = digit {
                if let Some(p) = (n as usize).checked_sub(1).and_then(|i| self.params.get(i)) {
                    out.push_str(p);
                }
                rest = &rest[at + 2..];
            } else {
                out.push('$');
                rest = &rest[at + 1..];
            }
        }
        out.push_str(rest);
        out
    }
}

/// Every message of the engine, sorted by id. Ids are lower-case with underscores, as message catalogues demand.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("acronym_foreign", "“$1” is the acronym of another language; in English it is $2 ($4)."),
    (
        "acronym_letter",
        "One word of “$1” does not give its letter of $2: the words of the name were changed and its acronym was not.",
    ),
    (
        "acronym_misfit",
        "“$1” does not give the letters $3, which stand for $2: its words were changed and its acronym was not.",
    ),
    ("acronym_order", "The letters $2 want “$3”: “$1” is the order of words of another language."),
    (
        "broken_contraction",
        "“$1” is “$2” without its apostrophe. Texts lose it on the way through programs that disagree on encoding.",
    ),
    ("calqued_date", "“$1” is how another language says it, word by word; English says “$2”."),
    ("calqued_number", "“$1” is how another language says it, word by word; English says “$2”."),
    ("change_added", "“$1” is not in the original."),
    ("change_date", "The original says “$2”, not “$1”."),
    ("change_dropped", "The original also says “$2” here."),
    ("change_meaning", "The original says “$2”: “$1” means something else or the opposite."),
    ("change_name", "The original names “$2” here, not “$1”."),
    ("change_negation", "The original says “$2” where this text says “$1”: a denial came or went."),
    ("change_number", "The original says “$2”, not “$1”."),
    ("change_quote", "These words stand in a quotation. The original quotes: “$3”"),
    ("change_title", "The original calls this office “$2”, not “$1”."),
    ("change_wording", "The original says “$2”."),
    ("doubled_word", "“$1” stands here twice. Spinners and translation machines repeat a word that is already there."),
    ("encoding_damage", "“$1” is “$2” read in the wrong encoding. Copies pass through programs that mistake it."),
    ("encoding_lost", "A character in “$1” was lost. Copies pass through programs that mistake the text's encoding."),
    (
        "figure_arabic",
        "“$1” is probably $2 ($3): it is spelled letter by letter from a script that leaves most vowels out, as Arabic does.",
    ),
    (
        "figure_b_v",
        "“$1” is probably $2 ($3): b and v were swapped, as happens when a name passes through a script that has only one of them.",
    ),
    (
        "figure_cyrillic",
        "“$1” is probably $2 ($3): its h became g or kh, as happens when a name passes through Russian, which has no h.",
    ),
    (
        "figure_hangul",
        "“$1” is probably $2 ($3): it is spelled in Korean syllables, as when a name was read back from Korean script.",
    ),
    (
        "figure_l_r",
        "“$1” is probably $2 ($3): l and r were swapped, as happens when a name passes through Japanese or Korean.",
    ),
    (
        "figure_pinyin",
        "“$1” is probably $2 ($3): it is spelled in Chinese syllables, as when a name was read back from Chinese characters.",
    ),
    (
        "figure_respelled",
        "“$1” is probably $2 ($3): it is spelled by sound, as when a name was read back from another script.",
    ),
    ("figure_sound", "“$1” is probably $2 ($3): it sounds the same and is written otherwise."),
    (
        "figure_synonym",
        "“$1” is probably $2 ($3): part of the name is an English word, and a spinner put another word for it.",
    ),
    (
        "figure_th",
        "“$1” is probably $2 ($3): the th was lost, as happens when a name passes through a script that has none.",
    ),
    (
        "figure_vowel",
        "“$1” is probably $2 ($3): vowels were put in or changed, as happens when a name is written in syllables, as Japanese and Korean do.",
    ),
    (
        "foreign_letters_in_word",
        "“$1” mixes letters of two scripts. Translation machines leave pieces of the other language glued to their neighbours, and spinners put in look-alike letters.",
    ),
    ("foreign_punctuation", "“$1” is punctuation of another language, left beside English words; English has “$2”."),
    ("foreign_script_word", "“$1” stands in an English sentence as one of its words: it was not translated."),
    (
        "garbled_phrase_spinner",
        "“$1” is what spinners make of “$2”: they replace the words of a set phrase one by one.",
    ),
    (
        "garbled_phrase_translation",
        "“$1” is what machine translation and back makes of “$2”: set phrases do not survive it.",
    ),
    ("garbled_publisher", "“$1” is probably $2: machines take a newspaper's name for words and replace one of them."),
    ("glued_words", "“$1” and “$2” are run together. Copies lose the space where a link or another element ended."),
    (
        "hidden_character",
        "“$1” holds a character that nobody sees. It makes a copy differ from its original for a program only.",
    ),
    (
        "impossible_word_pair",
        "“$1 $2”: these two words cannot follow each other in English. Machines leave such pairs when they translate or replace word by word.",
    ),
    ("institution_pivot", "“$1” is probably $2: it is $3 read back word by word."),
    ("institution_spun", "“$1” is probably $2: machines take a name for words and replace them one by one."),
    (
        "lower_case_sentence_start",
        "A sentence begins with a small letter: “$1”. Machines cut a text into pieces and join them without looking.",
    ),
    ("mark_b_v", "“$1” may be “$2”: b and v fall together in Japanese, Korean and Arabic."),
    ("mark_f_p", "“$1” may be “$2”: p stands for f, as in Korean, which has no f."),
    ("mark_h_g", "“$1” may be “$2”: g stands for h, as in Russian, which has no h."),
    ("mark_hangul", "“$1” may be “$2”: it is spelled in Korean syllables, with eu or eo."),
    ("mark_kh", "“$1” may be “$2”: kh stands for h or ch, as when read back from Russian."),
    ("mark_l_r", "“$1” may be “$2”: l and r fall together in Japanese and Korean."),
    ("mark_no_vowels", "“$1” may be “$2”: vowels were left out, as in Arabic, which does not write most of them."),
    ("mark_none", "“$1” may be “$2”: they sound nearly the same."),
    ("mark_p_b", "“$1” may be “$2”: b stands for p, as in Arabic, which has no p."),
    ("mark_pinyin", "“$1” may be “$2”: it is spelled in Chinese syllables."),
    ("mark_respelled", "“$1” may be “$2”: it is spelled by sound, as when read back from another script."),
    ("mark_th", "“$1” may be “$2”: the th was lost, as in scripts that have none."),
    ("mark_vowel", "“$1” may be “$2”: vowels were put in or changed, as in scripts that write syllables."),
    ("mark_w_y", "“$1” may be “$2”: w and y stand for vowels, as when Arabic letters are read one by one."),
    ("money_in_percent", "“$1” is an amount of money and a share at once: a word between the two was lost or moved."),
    ("name_apart", "“$1” and “$2” sound too different to be one name."),
    ("name_inconsistent", "“$1” is spelled “$2” elsewhere in this text; a newsroom spells a name once."),
    ("name_same", "“$1” and “$2” are the same name."),
    ("noun_for_figure", "“$1” speaks like an official: it is probably $2, whose name was taken for the word “$3”."),
    ("noun_speaks", "“$1” speaks like an official: a name was probably taken for a common word."),
    (
        "pronoun_clash",
        "“$1” does not go with $2. Machines put in a pronoun or a form of address where another language has none.",
    ),
    (
        "pronoun_number",
        "“$1” speaks, but “the $2” are several. Machines lose the number where another language leaves it open.",
    ),
    (
        "pronoun_reflexive",
        "“$1” does not go with “$2”. Where a language has one word for both, a machine has to guess.",
    ),
    ("quotation_empty", "The quotation marks “$1” stand around nothing: what they quoted was lost or moved."),
    (
        "quotation_mark_apart",
        "“$1” belongs to no word. Translation machines cut the text at quotation marks and lose count of them.",
    ),
    ("renamed", "The original has $2 for “$1”."),
    ("renamed_arabic", "The original has $2 for “$1”: spelled as when a name was read back from Arabic letters."),
    ("renamed_chinese", "The original has $2 for “$1”: spelled as when a name was read back from Chinese characters."),
    ("renamed_japanese", "The original has $2 for “$1”: spelled as when a name was read back from Japanese script."),
    ("renamed_korean", "The original has $2 for “$1”: spelled as when a name was read back from Korean script."),
    ("renamed_russian", "The original has $2 for “$1”: spelled as when a name was read back from Cyrillic letters."),
    ("renamed_sound", "The original has $2 for “$1”: it sounds alike and is written otherwise."),
    ("renamed_word", "The original has $2 for “$1”: the name was taken for a word, or replaced by one."),
    ("respelled_number", "“$1” is $2 as a dictionary of synonyms writes it: a spinner swaps figures like words."),
    (
        "scraper_boilerplate",
        "“$1” comes from a program that fetches articles from other sites and publishes them again.",
    ),
    ("source_based_on", "The page's metadata says that it is based on this article."),
    ("source_byline", "The byline names $1."),
    ("source_canonical", "The page itself names this address as the canonical one."),
    ("source_cites", "The text cites $1: “$2”."),
    ("source_credit", "The text credits $1 as its source: “$2”."),
    ("source_dateline", "The text begins with the dateline of $1: “$2”."),
    ("source_front_page", "The address of the article itself is not known; the link leads to the front page of $1."),
    ("source_index_earlier", "It is dated $1, before this page ($2)."),
    ("source_index_later", "It is dated $1, after this page ($2): it may itself be the copy."),
    (
        "source_index_match",
        "$1 % of the words here stand in sentences that match its sentences, $2 % of these in the same order.",
    ),
    ("source_index_same", "It has the same text: $1 % of the words here stand in sentences that are the same there."),
    ("source_json_ld", "The page's structured data gives this as the article's address."),
    ("source_link_headline", "A link with the headline of this article leads there."),
    ("source_link_in_credit", "The sentence that credits the publisher links there: “$1”."),
    ("source_link_label", "A link marked as the source leads there: “$1”."),
    ("source_link_majority", "$1 links of the text lead to $2, as they do when a text was copied from there."),
    ("source_metadata_credit", "The page's metadata credits $1."),
    ("source_og_url", "The page's sharing address leads there."),
    ("source_same_words", "The address has the words of this article's headline or address."),
    (
        "source_search",
        "A web search for the original by its names, numbers and recurring words. Nothing is sent unless you open it.",
    ),
    ("source_search_repaired", "Corrupted words are replaced by those that were probably meant: $1."),
    (
        "source_sibling",
        "Both addresses belong to the same publisher, so this may be another edition rather than the original.",
    ),
    ("source_sign_off", "The text is signed by $1."),
    ("source_speaks_of_itself", "The text says what publishers say of themselves: “$2” ($1)."),
    ("source_syndication", "The page's syndication metadata names this address as the source."),
    ("spinner_residue", "“$1” is a spinner's template that nobody filled in."),
    (
        "stray_capital",
        "“$1” has a capital in the middle of a sentence. Machines translate the text around a link in pieces and begin each with a capital.",
    ),
    ("style", "The whole text reads like machine output. This sentence is its oddest."),
    (
        "style_carried_over",
        "The whole text reads like another language in English words: “of” stands in it $1 times in 1,000 words, in honest news $2 times. This sentence is its oddest.",
    ),
    (
        "style_rare_pairs",
        "The whole text reads like machine output: of 100 neighbouring words, $1 pairs seldom stand together, in honest news $2. This sentence is its oddest.",
    ),
    (
        "style_rare_words",
        "The whole text reads like machine output: of 100 words, $1 are little used ones, in honest news $2. This sentence is its oddest.",
    ),
    (
        "style_slips",
        "The whole text reads like machine output: it has $1 slips of grammar in 1,000 words, honest news $2. This sentence is its oddest.",
    ),
    ("title_corrupt", "“$1” reads like a word-by-word translation: the title is “$3” ($2)."),
    ("title_literal", "“$1” reads like a word-by-word translation: the title is “$2”."),
    ("title_pivot", "“$1” is $3 read back word by word: the title is “$2”."),
    ("title_spun", "“$1” is what spinners make of “$2”: they replace the words of a title one by one."),
    (
        "untranslated_word",
        "“$1” is no English word but looks like one of another language. Translation programs leave the words they do not know.",
    ),
    ("visible_entity", "“$1” is the code of “$2”, shown as text. Text that was taken out of another page keeps it."),
    (
        "wrong_article",
        "“$1 $2”: the article fits another word. Spinners replace the word after it and leave the article.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_unique() {
        assert!(TEMPLATES.windows(2).all(|w| w[0].0 < w[1].0), "sort TEMPLATES by id");
    }

    #[test]
    fn a_missing_parameter_leaves_its_place_empty() {
        let m = Message { message_id: "costs $1 and $2", params: vec!["5".into()] };
        assert_eq!(m.english(), "costs 5 and ");
    }
}
