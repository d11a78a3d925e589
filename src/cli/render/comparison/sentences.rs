//! The English sentences of the side-by-side view, out of the extension's catalogue.

use std::sync::OnceLock;

use serde_json::{Map, Value};

/// Those whose keys begin so, as extension/lib/compare-view/export.js has it.
const PREFIXES: [&str; 2] = ["channel_", "compare_"];

const CATALOGUE: &str = include_str!("../../../../extension/_locales/en/messages.json");

/// Sentences by key, in the catalogue's order.
pub struct Sentences(Map<String, Value>);

impl Sentences {
    /// All of them, read once.
    pub fn english() -> &'static Self {
        static READ: OnceLock<Sentences> = OnceLock::new();
        READ.get_or_init(|| {
            let all: Map<String, Value> = serde_json::from_str(CATALOGUE).unwrap_or_default();
            let ours = all.into_iter().filter(|(key, _)| PREFIXES.iter().any(|p| key.starts_with(p)));
            Self(ours.map(|(key, entry)| (key, serde_json::json!({ "message": entry["message"] }))).collect())
        })
    }

    /// The sentence; its key where there is none, so that a test sees it.
    pub fn get<'s>(&'s self, key: &'s str) -> &'s str {
        self.0.get(key).and_then(|entry| entry["message"].as_str()).unwrap_or(key)
    }

    /// The sentence with its one place filled.
    pub fn filled(&self, key: &str, value: &str) -> String {
        self.get(key).replace("$1", value)
    }

    /// The sentence for a count.
    pub fn plural(&self, key: &str, count: usize) -> String {
        let form = format!("{key}_{}", if count == 1 { "one" } else { "other" });
        self.filled(&form, &grouped(count))
    }

    /// As an exported page carries them.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }
}

/// A count as English writes it: `12,345`.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_and_have_their_own_sentence() {
        let say = Sentences::english();
        assert_eq!(say.plural("compare_count_added", 1), "1 sentence was added.");
        assert_eq!(say.plural("compare_count_added", 12_345), "12,345 sentences were added.");
    }

    #[test]
    fn a_page_carries_no_descriptions() {
        assert!(!Sentences::english().json().contains("description"));
    }
}
