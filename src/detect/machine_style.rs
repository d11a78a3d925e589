//! The style of the whole text, where the trained model finds it a machine's.
//!
//! One sign at most, shown at the sentence that is oddest for its length; the message gives a count of the whole text
//! beside what honest texts have. The model is `style`'s. Texts under 300 words are left alone. Linear in the text.

use super::{Detector, DetectorInfo, Evidence, EvidenceSink, Example, Stage};
use crate::data::Data;
use crate::message::Message;
use crate::report::Category;
use crate::style::features::{Feature, Group};
use crate::style::{MIN_WORDS, Model, Style};
use crate::text::Document;

/// See the module.
pub struct MachineStyle;

/// Log-odds from which the style is a sign, and from which it is one at full strength. Of honest texts of 300 words and
/// more one in 500 passes the first, by models that had not seen their articles
/// (`ungarble train style TEXTS --cross-validate`).
const FROM_TO: (f32, f32) = (2.3, 2.7);

/// Strength at the lower end.
const WEAKEST: f64 = 0.6;

static INFO: DetectorInfo = DetectorInfo {
    id: "machine-style",
    title: "Style of a machine",
    category: Category::Style,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.5,
    what: "A text of 300 words or more that as a whole reads like machine output: too many pairs of words that seldom stand \
           together, rare words, slips of grammar, “of” where English has “’s”.",
    why: "Spinners swap words without regard to their neighbours, and rule-based translation carries the grammar of the other \
          language over. One such place says nothing; the sum of them does.",
    limits: "Hears rule-based translation and crude spinners; modern neural translation and back reads smoother than people \
             write and is not heard. Learners' texts and texts full of terms come close. Supports other signs, and alone never \
             makes more than “some signs”.",
    false_alarms: "Judged by models that had not seen their articles: one in 500 of 1,482 honest texts of 300 words and more passes. \
                   `cargo run --release --features train -- train style TEXTS --cross-validate`",
    examples: &[
        // One of each is enough for a reader; the others would be half a percent of what she downloads.
        #[cfg(not(target_arch = "wasm32"))]
        Example::Hit { text: include_str!("machine_style/word-by-word.txt"), expected: None },
        Example::Hit { text: include_str!("machine_style/synonyms.txt"), expected: None },
        #[cfg(not(target_arch = "wasm32"))]
        Example::Hit { text: include_str!("machine_style/thesaurus.txt"), expected: None },
        Example::Clean {
            text: include_str!("machine_style/honest.txt"),
            because: "the text the others were made from",
        },
        #[cfg(not(target_arch = "wasm32"))]
        Example::Clean { text: include_str!("machine_style/terms.txt"), because: "many rare words, in their places" },
        Example::Clean {
            text: "Of these minister the have never to agreed on an plan of week end.",
            because: "too short",
        },
    ],
    references: &[],
};

impl Detector for MachineStyle {
    fn info(&self) -> &'static DetectorInfo {
        &INFO
    }

    fn detect(&self, doc: &Document<'_>, _data: &Data, sink: &mut EvidenceSink) {
        let (from, to) = FROM_TO;
        if doc.word_count() < MIN_WORDS {
            return;
        }
        let style = doc.style();
        if style.log_odds < from {
            return;
        }
        let Some((index, sentence)) = style.counts.telling else { return };
        let Some(block) = doc.blocks.get(index) else { return };
        let share = f64::from((style.log_odds - from) / (to - from)).min(1.0);
        let strength = WEAKEST + (1.0 - WEAKEST) * share;
        let span = block.span(sentence.first, sentence.last);
        sink.push(Evidence::new(&INFO, index, span, strength, message(Model::get(), style)));
    }
}

/// What speaks most for a machine, with the figure of this text and that of honest ones.
fn message(model: &Model, style: &Style) -> Message {
    use Feature::{BeyondSecond, Of, RarePairs};
    const BY_GROUP: [(Group, &str, &[Feature], f32); 4] = [
        (Group::Pairs, "style_rare_pairs", &[RarePairs], 100.0),
        (Group::Words, "style_rare_words", &[BeyondSecond], 100.0),
        (Group::Slips, "style_slips", Feature::SLIPS, 1000.0),
        (Group::CarriedOver, "style_carried_over", &[Of], 1000.0),
    ];
    let reasons = model.reasons(style);
    let weight = |group: Group| reasons.iter().filter(|(f, _)| f.group() == group).map(|(_, by)| by).sum::<f32>();
    let figures = |features: &[Feature]| -> [f32; 2] {
        let sum = |rate: &dyn Fn(Feature) -> f32| features.iter().map(|f| rate(*f)).sum();
        [sum(&|f| style.counts.rate(f)), sum(&|f| model.rate(f))]
    };
    // A group may speak up by a feature whose figure does not show it; then another is told.
    let told = BY_GROUP
        .iter()
        .map(|(group, id, features, unit)| (weight(*group), id, figures(features), unit))
        .filter(|(_, _, [here, usual], _)| here > usual)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match told {
        Some((_, id, rates, unit)) => {
            let [here, usual] = rates.map(|rate| format!("{:.0}", unit * rate));
            Message::new(id, &[&here, &usual])
        }
        None => Message::new("style", &[]),
    }
}
