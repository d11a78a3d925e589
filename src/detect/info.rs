//! What a detector says of itself.

use serde::{Serialize, Serializer};

use crate::report::Category;

/// Is the detector's false-alarm rate known?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Stage {
    /// Measured on human text; counts in the score.
    Stable,
    /// Not measured yet: shown on request, weight 0.
    Nursery,
}

/// Documentation, tests and weight of one detector.
#[derive(Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DetectorInfo {
    /// Kebab-case, names the sign found, never the cure.
    pub id: &'static str,
    /// A few words for headings.
    pub title: &'static str,
    /// Kind of sign.
    pub category: Category,
    /// First version that has it.
    pub since: &'static str,
    /// Counts, or is on trial.
    pub stage: Stage,
    /// Log-odds that one sign at full strength adds before its category saturates; natural logarithm.
    pub weight: f64,
    /// What it finds.
    pub what: &'static str,
    /// Why that is a sign.
    pub why: &'static str,
    /// Known false alarms.
    pub limits: &'static str,
    /// Share of human articles it fires in, as measured, with the command that prints it.
    pub false_alarms: &'static str,
    /// Tests that are docs. The spans are marked `[[so]]`; a hit has exactly one.
    pub examples: &'static [Example],
    /// Where to read more.
    pub references: &'static [&'static str],
}

/// One text and what must come of it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub enum Example {
    /// Exactly one sign, at the `[[marked]]` span.
    Hit {
        /// One paragraph, or several with an empty line between. Long ones leave the module as [`Example::excerpt`].
        #[serde(serialize_with = "excerpted")]
        text: &'static str,
        /// What the sign must expect there; put in place of the mark, it must silence the detector.
        expected: Option<&'static str>,
    },
    /// No sign of this detector.
    Clean {
        /// One paragraph, or several with an empty line between. Long ones leave the module as [`Example::excerpt`].
        #[serde(serialize_with = "excerpted")]
        text: &'static str,
        /// Why a hasty rule would have fired.
        because: &'static str,
    },
}

/// Bytes of an example that are shown on each side of its mark.
const SHOWN: usize = 120;

impl Example {
    /// The text to show: as it is, or if it is long what stands around the mark (at the beginning where there is none).
    pub fn excerpt(&self) -> String {
        match self {
            Self::Hit { text, .. } | Self::Clean { text, .. } => excerpt(text),
        }
    }
}

fn excerpt(text: &str) -> String {
    let text = text.trim_end();
    let (from, to) = match (text.find("[["), text.rfind("]]")) {
        (Some(from), Some(to)) => (from, to + 2),
        _ => (0, 0),
    };
    // The next place where a word begins.
    let near = |mut at: usize| {
        while !text.is_char_boundary(at) || at > 0 && at < text.len() && !text[..at].ends_with(' ') {
            at += 1;
        }
        at
    };
    let start = if from > 2 * SHOWN { near(from - SHOWN) } else { 0 };
    let end = if text.len() > to + 2 * SHOWN { near(to + SHOWN) } else { text.len() };
    let (before, after) = (if start > 0 { "… " } else { "" }, if end < text.len() { "…" } else { "" });
    format!("{before}{}{after}", &text[start..end])
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn excerpted<S: Serializer>(text: &&'static str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&excerpt(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_example_is_shown_whole_and_a_long_one_around_its_mark() {
        let short = Example::Hit { text: "It was [[an total]] failure.", expected: None };
        assert_eq!(short.excerpt(), "It was [[an total]] failure.");
        let long: &'static str = Box::leak(format!("{0}[[here]] {0}", "wörter sind es ".repeat(60)).into_boxed_str());
        let shown = Example::Hit { text: long, expected: None }.excerpt();
        assert!(shown.contains("[[here]]") && shown.starts_with("… ") && shown.ends_with('…') && shown.len() < 400);
        let clean: &'static str = Box::leak("wörter sind es ".repeat(60).into_boxed_str());
        assert!(Example::Clean { text: clean, because: "" }.excerpt().len() < 200);
    }
}
