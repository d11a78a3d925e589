//! What a page says of its article more than once: every claim with its source, and which of them counts.
//!
//! Claims come in the order in which they are to be believed (`settle` says why, field by field); here is only how they
//! are told: the one that won, and those that say something else.

use serde::Serialize;

/// Claims that are kept of one field beside the one that won, and bytes of each.
const MAX_ALTERNATIVES: usize = 8;
const MAX_BYTES: usize = 400;

/// Where a claim stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Source {
    /// In text a person sees.
    Visible,
    /// In a JSON-LD object.
    JsonLd,
    /// In an element marked by `itemprop`.
    Microdata,
    /// In a `<meta>` of OpenGraph (`og:`, `article:`).
    OpenGraph,
    /// In a `<meta>` for Twitter.
    Twitter,
    /// In another `<meta>`.
    Meta,
    /// In `<link>`.
    Link,
    /// In a `<time>`.
    Time,
    /// In `<title>`.
    Title,
    /// `lang` of `<html>`.
    Lang,
    /// In the address of the page.
    Address,
    /// Given with the page.
    Given,
}

impl Source {
    /// The word for it in the JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::JsonLd => "json-ld",
            Self::Microdata => "microdata",
            Self::OpenGraph => "open-graph",
            Self::Twitter => "twitter",
            Self::Meta => "meta",
            Self::Link => "link",
            Self::Time => "time",
            Self::Title => "title",
            Self::Lang => "lang",
            Self::Address => "address",
            Self::Given => "given",
        }
    }
}

/// A value and who says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Said {
    /// As it would count.
    pub value: String,
    /// Where it stands.
    pub source: Source,
    /// Under which name: `datePublished`, `og:title`; left out where the source has none.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub name: &'static str,
}

impl Said {
    /// One claim.
    pub fn new(value: impl Into<String>, source: Source, name: &'static str) -> Self {
        Self { value: value.into(), source, name }
    }
}

/// One field of an article: what counts, and what else the page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Field {
    /// Name of the field in the article.
    pub field: &'static str,
    /// What counts.
    #[serde(flatten)]
    pub said: Said,
    /// What says otherwise, surest first, each value once.
    pub alternatives: Vec<Said>,
}

impl Field {
    /// The claim at `won` counts; those that do not agree with it are told.
    pub fn new(field: &'static str, claims: &[Said], won: usize, agree: impl Fn(&str, &str) -> bool) -> Option<Self> {
        let said = claims.get(won)?.clone();
        let mut alternatives: Vec<Said> = Vec::new();
        for other in claims {
            let told = |c: &Said| agree(&c.value, &other.value);
            if alternatives.len() < MAX_ALTERNATIVES && !told(&said) && !alternatives.iter().any(told) {
                let mut other = other.clone();
                other.value.truncate(other.value.floor_char_boundary(MAX_BYTES));
                alternatives.push(other);
            }
        }
        Some(Self { field, said, alternatives })
    }
}

/// Whether two texts say the same, whatever their case, punctuation and spaces.
pub fn same_words(a: &str, b: &str) -> bool {
    let letters =
        |t: &'_ str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    a == b || letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_something_else_is_told_and_each_value_once() {
        let claims = [
            Said::new("Bridge opens", Source::Visible, ""),
            Said::new("Bridge opens!", Source::JsonLd, "headline"),
            Said::new("A bridge is opened", Source::OpenGraph, "og:title"),
            Said::new("A BRIDGE IS OPENED", Source::Twitter, "twitter:title"),
        ];
        let field = Field::new("title", &claims, 0, same_words).expect("a field");
        assert_eq!(field.said.source, Source::Visible);
        let told: Vec<Source> = field.alternatives.iter().map(|c| c.source).collect();
        assert_eq!(told, [Source::OpenGraph]);
        assert_eq!(Field::new("title", &[], 0, same_words), None);
    }

    #[test]
    fn the_words_of_the_sources_are_those_of_the_json_form() {
        use Source as S;
        for s in [
            S::Visible,
            S::JsonLd,
            S::Microdata,
            S::OpenGraph,
            S::Twitter,
            S::Meta,
            S::Link,
            S::Time,
            S::Title,
            S::Lang,
            S::Address,
            S::Given,
        ] {
            assert_eq!(serde_json::to_value(s).expect("JSON"), s.as_str());
        }
    }
}
