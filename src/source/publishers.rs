//! Publishers and news agencies: whom a text means when it credits "Euronews", "the BBC" or "(Reuters)".
//!
//! The facts lie in `data/publishers.tsv`. A name is found by its words; how sure a credit is, `credits` decides.
//! Names that a spinner made of a publisher's by swapping a single word ("New York Occasions") are found too.

use crate::names::keyindex::KeyIndex;
use crate::text::tokens::{strip_possessive, word_key};
use crate::text::{Block, Case, KeySet, TokenKind, boundaries};

/// `data/publishers.tsv` with the columns that are read here.
const TSV: &str = include_str!(concat!(env!("OUT_DIR"), "/publishers.tsv"));

/// What spinners and translators put in place of a word of a newspaper's name.
const SWAPS: &[(&str, &[&str])] = &[
    ("Associated", &["Related", "Affiliated"]),
    ("Business", &["Enterprise"]),
    ("Daily", &["Every day", "Each day", "Day by day"]),
    ("Financial", &["Monetary"]),
    ("Independent", &["Unbiased"]),
    ("Journal", &["Diary"]),
    ("News", &["Information"]),
    ("Post", &["Submit", "Publish", "Publishes"]),
    ("Standard", &["Customary"]),
    ("Street", &["Road", "Avenue"]),
    ("Sun", &["Solar"]),
    ("Times", &["Occasions", "Instances", "Circumstances"]),
];

/// One publisher.
#[derive(Debug)]
pub struct Publisher {
    /// As it is usually written in English, without a final country or city.
    pub name: &'static str,
    /// Hosts, the main one first.
    pub domains: Vec<&'static str>,
    /// A news agency: its reports are meant to be reprinted.
    pub agency: bool,
}

/// Where a name may be read as this publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Anywhere a publisher is credited.
    Any,
    /// Only with "the" before it: Guardian.
    The,
    /// Only where the phrase leaves no doubt: Time, Nature.
    Strong,
}

/// One way of writing a publisher's name.
#[derive(Debug)]
struct Alias {
    /// Key of the first word.
    first: u64,
    /// [`key`] of the last word; 0 where a mark comes last: "Yahoo!".
    last: u64,
    words: Vec<&'static str>,
    publisher: usize,
    care: Care,
    garbled: bool,
}

/// All publishers.
#[derive(Debug, Default)]
pub struct Publishers {
    all: Vec<Publisher>,
    aliases: Vec<Alias>,
    /// Aliases by their first words.
    heads: KeyIndex,
    /// First words that are written small, or are no words: hardly any, and all that a small word of a text can begin.
    small_heads: KeySet,
    /// Hosts and whose they are.
    hosts: Vec<(&'static str, usize)>,
    /// Where a host stands among them, by its key.
    host_keys: KeyIndex,
}

/// A publisher's name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming {
    /// Index for [`Publishers::get`].
    pub publisher: usize,
    /// First token, an article before the name left out.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
    /// The name is also a word or another's name: only a strong phrase makes it a credit.
    pub needs_strong: bool,
    /// A spinner's form of the name.
    pub garbled: bool,
}

impl Publishers {
    /// Reads the compiled-in rows. A row that does not parse is left out; a test finds it.
    pub fn load() -> Self {
        let mut out = Self::default();
        for line in TSV.lines().skip(1) {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or("");
            let (name, domains, aliases, care, kind) = (next(), next(), next(), next(), next());
            let index = out.all.len();
            let care = match care {
                "the" => Care::The,
                "strong" => Care::Strong,
                _ => Care::Any,
            };
            // "The" is optional in a text, and `Care` says where it must stand.
            out.add(pieces(name.strip_prefix("The ").unwrap_or(name)), index, care, false);
            for alias in aliases.split("; ") {
                // An alias of several words is plain enough wherever it stands.
                out.add(pieces(alias), index, if alias.contains([' ', '-']) { Care::Any } else { care }, false);
            }
            let domains: Vec<&str> = domains.split(' ').filter(|d| !d.is_empty()).collect();
            for domain in &domains {
                out.host_keys.add(word_key(domain), out.hosts.len() as u32);
                out.hosts.push((domain, index));
            }
            out.all.push(Publisher { name, domains, agency: kind == "agency" });
        }
        out.host_keys.close();
        out.heads.close();
        out.add_garbled();
        out.heads.close();
        out.small_heads =
            out.aliases.iter().filter(|a| !a.words.first().is_some_and(|w| is_capital(w))).map(|a| a.first).collect();
        out
    }

    fn add(&mut self, words: Vec<&'static str>, publisher: usize, care: Care, garbled: bool) {
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let last = if last.contains(char::is_alphanumeric) { key(last) } else { 0 };
            let first = key(first);
            self.heads.add(first, self.aliases.len() as u32);
            self.aliases.push(Alias { first, last, words, publisher, care, garbled });
        }
    }

    /// The names that begin with the word of this key.
    fn beginning(&self, first: u64) -> impl Iterator<Item = &Alias> {
        self.heads.of(first).filter_map(|at| self.aliases.get(at))
    }

    /// Every name of several words with one of them swapped, unless somebody bears that name. Names that need care
    /// are too near to common words.
    fn add_garbled(&mut self) {
        let borne = |words: &[&str]| {
            words.first().is_some_and(|first| self.beginning(key(first)).any(|alias| alias.words == words))
        };
        let mut garbled = Vec::new();
        for alias in self.aliases.iter().filter(|a| a.words.len() > 1 && a.care != Care::Strong) {
            for (at, word) in alias.words.iter().enumerate() {
                let others = SWAPS.iter().find(|(w, _)| w == word).map_or(&[][..], |(_, others)| others);
                for other in others {
                    let mut swapped = alias.words.clone();
                    swapped.splice(at..=at, other.split(' '));
                    if !borne(&swapped) {
                        garbled.push((swapped, alias.publisher));
                    }
                }
            }
        }
        for (words, publisher) in garbled {
            self.add(words, publisher, Care::Any, true);
        }
    }

    /// The publisher of this index.
    pub fn get(&self, index: usize) -> Option<&Publisher> {
        self.all.get(index)
    }

    /// Every publisher, in the order of the file.
    pub fn all(&self) -> &[Publisher] {
        &self.all
    }

    /// Whose host is it? `edition.cnn.com` is CNN's because `cnn.com` is.
    pub fn by_host(&self, host: &str) -> Option<usize> {
        let mut rest = host;
        loop {
            let mut same = self.host_keys.of(word_key(rest)).filter_map(|at| self.hosts.get(at));
            if let Some((_, publisher)) = same.find(|(host, _)| *host == rest) {
                return Some(*publisher);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// Who bears this name, the whole of it?
    pub fn by_name(&self, name: &str) -> Option<usize> {
        let block = Block::new(None, crate::article::ParagraphKind::Body, name, &[]);
        let start = usize::from(is_the(block.word(0)));
        let found = self.at(&block, start)?;
        let rest = block.tokens.get(found.last + 1..)?;
        rest.iter().all(|t| t.kind == TokenKind::Mark).then_some(found.publisher)
    }

    /// The name that begins at this token, the longest if there are several.
    pub fn at(&self, block: &Block<'_>, first: usize) -> Option<Naming> {
        let token = block.tokens.get(first)?;
        let small = token.kind == TokenKind::Word && token.case == Case::Lower;
        if small && !self.small_heads.contains(token.key) {
            return None;
        }
        // Most names are told off by the key of their last word, before any letters are compared.
        let ends =
            |a: &&Alias| a.last == 0 || block.tokens.get(first + a.words.len() - 1).is_some_and(|t| t.key == a.last);
        let stands =
            |a: &&Alias| a.words.iter().enumerate().all(|(i, w)| reads(block, first + i, w, i + 1 == a.words.len()));
        // The longest, so that "Fox News" is not taken for another's "Fox".
        let alias = self
            .beginning(token.key)
            .filter(ends)
            .filter(stands)
            .min_by_key(|a| (usize::MAX - a.words.len(), a.publisher))?;
        let the = first > 0 && is_the(block.word(first - 1));
        Some(Naming {
            publisher: alias.publisher,
            first,
            last: first + alias.words.len() - 1,
            needs_strong: alias.care == Care::Strong || alias.care == Care::The && !the,
            garbled: alias.garbled,
        })
    }
}

/// "the", however written.
pub fn is_the(word: &str) -> bool {
    word.eq_ignore_ascii_case("the")
}

/// A name as the tokeniser cuts it.
fn pieces(name: &'static str) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    boundaries::pieces(name, |start, end, _| out.extend(name.get(start..end)));
    // "City A.M." ends in a mark that a sentence's end swallows.
    out.pop_if(|w| *w == ".");
    out
}

fn key(word: &str) -> u64 {
    word_key(strip_possessive(word))
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Is the token this word of a name? Capitals count where the name has them; short acronyms must match exactly
/// ("AP" is no "Ap"). The last word may be possessive.
fn reads(block: &Block<'_>, token: usize, word: &str, is_last: bool) -> bool {
    let Some(t) = block.tokens.get(token) else { return false };
    if is_capital(word) && t.case == Case::Lower && t.kind == TokenKind::Word {
        return false;
    }
    let text = block.word(token);
    let bare = if is_last { strip_possessive(text) } else { text };
    if word.len() <= 4 && word.chars().all(char::is_uppercase) {
        return bare == word;
    }
    let fold = |s: &str| s.replace('’', "'").to_lowercase();
    fold(bare) == fold(word) || fold(text) == fold(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn found(text: &str) -> Vec<(&'static str, bool)> {
        let publishers = Publishers::load();
        let block = Block::new(Some(0), crate::article::ParagraphKind::Body, text, &[]);
        let mut out = Vec::new();
        let mut i = 0;
        while i < block.tokens.len() {
            match publishers.at(&block, i) {
                Some(n) => {
                    out.push((publishers.get(n.publisher).unwrap().name, n.needs_strong));
                    i = n.last + 1;
                }
                None => i += 1,
            }
        }
        out
    }

    #[test]
    fn the_rows_are_sorted_unique_and_well_formed() {
        let table = include_str!("../../data/publishers.tsv");
        let rows: Vec<Vec<&str>> =
            table.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect()).collect();
        assert!(rows.len() > 300);
        assert!(rows.windows(2).all(|w| w[0][0] < w[1][0]), "sort by name");
        let (mut hosts, mut names) = (BTreeMap::new(), BTreeMap::new());
        for row in &rows {
            assert_eq!(row.len(), 7, "{row:?}");
            assert!(row[1].split(' ').all(|d| !d.is_empty()), "{}: a domain", row[0]);
            for domain in row[1].split(' ') {
                let address = super::super::address::WebAddress::home(domain).unwrap();
                assert!(address.is_public() && address.host() == domain && !domain.starts_with("www."), "{domain}");
                assert_eq!(hosts.insert(domain, row[0]), None, "{domain} twice");
            }
            let aliases = row[2].split("; ").filter(|a| !a.is_empty());
            for alias in aliases.chain([row[0].strip_prefix("The ").unwrap_or(row[0])]) {
                assert_eq!(alias.trim(), alias);
                assert!(!alias.contains('’') && !alias.starts_with("The "), "{alias}");
                let other = names.insert(alias.to_lowercase(), row[0]);
                assert!(other.is_none_or(|o| o == row[0]), "{alias}: {other:?} and {}", row[0]);
            }
            assert!(["", "the", "strong"].contains(&row[3]), "{}: match", row[0]);
            assert!(["agency", "broadcaster", "magazine", "newspaper", "online"].contains(&row[4]), "{}: kind", row[0]);
            assert!(row[5].len() == 2 && row[5].bytes().all(|b| b.is_ascii_lowercase()), "{}: country", row[0]);
            assert!(["fundus", "own"].contains(&row[6]), "{}: source", row[0]);
        }
        let publishers = Publishers::load();
        assert_eq!(publishers.all.len(), rows.len());
        assert!(publishers.aliases.iter().all(|a| !a.words.is_empty()));
    }

    #[test]
    fn every_publisher_is_found_by_its_own_name_and_host() {
        let publishers = Publishers::load();
        for (i, p) in publishers.all().iter().enumerate() {
            assert_eq!(publishers.by_name(p.name), Some(i), "{}", p.name);
            for d in &p.domains {
                assert_eq!(publishers.by_host(&format!("www.{d}")), Some(i), "{d}");
            }
        }
        assert_eq!(publishers.by_host("example.org"), None);
        assert_eq!(publishers.by_host(""), None);
    }

    #[test]
    fn reads_names_as_the_press_writes_them() {
        assert_eq!(
            found("BBC News, the Guardian's desk, El Pais and the Xinhua news agency agreed with AP."),
            [
                ("BBC", false),
                ("The Guardian", false),
                ("El País", false),
                ("Xinhua", false),
                ("Associated Press", false)
            ]
        );
        assert_eq!(
            found("Haaretz’s editor, People’s Daily, RFE/RL."),
            [("Haaretz", false), ("People's Daily", false), ("Radio Free Europe/Radio Liberty", false)]
        );
    }

    #[test]
    fn knows_the_names_that_spinners_make() {
        for (text, name) in [
            ("as the New York Occasions put it", "The New York Times"),
            ("told the Related Press", "Associated Press"),
            ("told the Every day Mail", "Daily Mail"),
            ("in the Wall Avenue Journal", "The Wall Street Journal"),
            ("told Enterprise Insider", "Business Insider"),
        ] {
            assert_eq!(found(text), [(name, false)], "{text}");
        }
        assert_eq!(found("on those occasions the washington office will submit it every day"), []);
    }

    #[test]
    fn leaves_common_words_alone() {
        assert_eq!(found("In the sun, an ap or a map; people of our time guard nature."), []);
        assert_eq!(
            found("Time and Nature, a Guardian of the Nation"),
            [("Time", true), ("Nature", true), ("The Guardian", true), ("The Nation", true)]
        );
    }
}
