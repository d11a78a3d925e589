//! What the metadata claim, cut into words, to be found again in the blocks of the page.

use super::blocks::Block;
use super::metadata::Metadata;

/// Words of a claim that are looked at: comparing takes time with their square, and a page may claim anything.
const MAX_WORDS: usize = 80;

/// The lower-case words of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim(Vec<String>);

impl Claim {
    /// Cuts a claim.
    pub fn new(text: &str) -> Self {
        Self(words(text).take(MAX_WORDS).map(str::to_lowercase).collect())
    }

    /// Share of the words that the claim and a text have in common, 0 to 1.
    pub fn likeness(&self, text: &str) -> f64 {
        let (mut common, mut all) = (0_usize, 0_usize);
        for word in words(text) {
            all += 1;
            // A text twice as long is no repetition of the claim, whatever it holds.
            if all > 2 * self.0.len() {
                return 0.0;
            }
            if self.0.iter().any(|own| same(own, word)) {
                common += 1;
            }
        }
        let most = all.max(self.0.len());
        if most == 0 { 0.0 } else { common as f64 / most as f64 }
    }

    /// How many words of the text, from its beginning, say the claim; none if it does not begin with it.
    pub fn leads(&self, text: &str) -> Option<usize> {
        let mut rest = words(text);
        let said = !self.0.is_empty() && self.0.iter().all(|own| rest.next().is_some_and(|word| same(own, word)));
        said.then_some(self.0.len())
    }

    /// How many words stand before the claim in a text that ends with it; none if it does not.
    pub fn trails(&self, text: &str) -> Option<usize> {
        let all: Vec<&str> = words(text).take(2 * MAX_WORDS).collect();
        let before = all.len().checked_sub(self.0.len())?;
        let said = !self.0.is_empty() && self.0.iter().zip(&all[before..]).all(|(own, word)| same(own, word));
        said.then_some(before)
    }

    /// Words.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn same(lower: &str, word: &str) -> bool {
    if word.is_ascii() {
        return lower.eq_ignore_ascii_case(word);
    }
    word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// The claims that matter for the choice of blocks.
#[derive(Debug, Default)]
pub struct Claims {
    /// Headlines, surest first.
    pub titles: Vec<Claim>,
    /// Authors.
    pub byline: Option<Claim>,
    /// What the article is about.
    pub description: Option<Claim>,
}

impl Claims {
    /// The claims of a page.
    pub fn new(meta: &Metadata) -> Self {
        Self {
            titles: meta.titles.iter().map(|t| Claim::new(&t.value)).collect(),
            byline: meta.bylines.first().map(|b| Claim::new(&b.value)),
            description: meta.descriptions.first().map(|d| Claim::new(&d.value)),
        }
    }

    /// How much a block is like the headline; 0 where its length rules out that more than half of it is.
    pub fn title_likeness(&self, block: &Block) -> f64 {
        let words = block.words as usize;
        let near = |t: &&Claim| 3 * words >= t.0.len() && words <= 2 * t.0.len();
        self.titles.iter().filter(near).map(|t| t.likeness(&block.text)).fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_found_whatever_its_case_and_punctuation() {
        let claim = Claim::new("Bridge opens – Élan returns");
        assert!((claim.likeness("BRIDGE OPENS: ÉLAN RETURNS") - 1.0).abs() < 1e-9);
        assert!(claim.likeness("Bridge closes") < 0.3);
        assert!(claim.likeness(&"bridge opens élan returns ".repeat(9)) < 0.1);
        assert_eq!(claim.leads("Bridge opens, Élan returns by Ada Marsh"), Some(4));
        assert_eq!(claim.leads("The bridge opens"), None);
        assert_eq!(claim.trails("Opinion Bridge opens, Élan returns"), Some(1));
        assert_eq!(claim.trails("Bridge opens"), None);
    }
}
