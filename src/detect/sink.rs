//! Where detectors put what they find.

use super::DetectorInfo;
use crate::message::Message;
use crate::order;
use crate::report::{Basis, Channel};
use crate::text::Span;

/// One sign, in bytes of one block.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Who found it.
    pub detector: &'static DetectorInfo,
    /// 0 to 1.
    pub strength: f64,
    /// Index into the document's blocks.
    pub block: usize,
    /// Where.
    pub span: Span,
    /// What probably stood there.
    pub expected: Option<String>,
    /// What and why.
    pub message: Message,
    /// The person it is about, if it is about one.
    pub name: Option<NameLink>,
}

impl Evidence {
    /// A sign that is about no person.
    pub fn new(detector: &'static DetectorInfo, block: usize, span: Span, strength: f64, message: Message) -> Self {
        Self { detector, strength, block, span, expected: None, message, name: None }
    }

    /// Says what probably stood there.
    #[must_use]
    pub fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }
}

/// Ties a sign to the person whose name is corrupted; the report gathers these by person.
#[derive(Debug, Clone, PartialEq)]
pub struct NameLink {
    /// The corrupted form, as written, without the words around it.
    pub observed: String,
    /// The full name that was meant.
    pub likely: String,
    /// That person's office.
    pub role: Option<String>,
    /// The route.
    pub channel: Channel,
    /// 0 to 1.
    pub confidence: f64,
    /// What it rests on.
    pub basis: Basis,
}

/// Most signs one detector may report for one article; a page of nothing but damage needs no more to be told.
pub const MAX_PER_DETECTOR: usize = 200;

/// Collects the signs of one article.
#[derive(Debug, Default)]
pub struct EvidenceSink {
    found: Vec<Evidence>,
    /// Ids of the detectors that may report no more.
    full: Vec<&'static str>,
}

impl EvidenceSink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a sign. One at the same place by the same detector is taken once; more than
    /// [`MAX_PER_DETECTOR`] are dropped.
    pub fn push(&mut self, evidence: Evidence) {
        // A long text of nothing but damage brings thousands more: they are not compared with what was found.
        if self.full.contains(&evidence.detector.id) {
            return;
        }
        let mut same = 0;
        for e in self.found.iter().filter(|e| e.detector.id == evidence.detector.id) {
            same += 1;
            if e.block == evidence.block && e.span == evidence.span {
                return;
            }
        }
        if same < MAX_PER_DETECTOR {
            self.found.push(evidence);
        } else {
            self.full.push(evidence.detector.id);
        }
    }

    /// What was found so far.
    pub fn found(&self) -> &[Evidence] {
        &self.found
    }

    /// All signs in the order of the text.
    pub fn finish(mut self) -> Vec<Evidence> {
        order::sort_by(&mut self.found, |a, b| {
            (a.block, a.span.start, a.span.end, a.detector.id).cmp(&(b.block, b.span.start, b.span.end, b.detector.id))
        });
        self.found
    }
}
