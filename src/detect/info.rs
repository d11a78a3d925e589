//! What a detector says of itself.

use serde::Serialize;

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
        /// One paragraph, or several with an empty line between.
        text: &'static str,
        /// What the sign must expect there; put in place of the mark, it must silence the detector.
        expected: Option<&'static str>,
    },
    /// No sign of this detector.
    Clean {
        /// One paragraph, or several with an empty line between.
        text: &'static str,
        /// Why a hasty rule would have fired.
        because: &'static str,
    },
}
