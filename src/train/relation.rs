//! Trains the judges of a pair, and tells how they do on articles they have not seen.
//!
//! From labelled pairs, and from more that are made of them: parts of copies, copies with their paragraphs in another order or
//! with strange ones among them; texts as people reprint them, shortened, cut and put together; and for every article the
//! others that are most like it, which are no originals.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;

use super::boost::{Examples, Settings, grow};
use super::texts::{family, lines};
use crate::article::plain;
use crate::compare::likeness::{Feature, Likeness, WIDTH};
use crate::compare::relation::{Model, Question, measure};
use crate::compare::sketch::Sketch;
use crate::report::PairRelation;
use crate::text::{Document, word_key};

/// Where a pair comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A copy that an engine made.
    Copy(String),
    /// A part of a copy, or a copy in another order; by which engine.
    PartOfCopy(&'static str, String),
    /// The same story by two papers.
    SameStory,
    /// Passages of one in the other.
    PartialReuse,
    /// The same text by two papers.
    Reprint,
    /// A text as people might reprint it.
    Edited(&'static str),
    /// Two articles that are much alike.
    Neighbours,
    /// Two articles taken at random.
    Strangers,
}

impl Kind {
    /// Answer to each question, where it is known.
    fn answer(&self, question: Question) -> Option<bool> {
        match question {
            Question::OneStory => match self {
                Self::Neighbours => None,
                Self::Strangers => Some(false),
                _ => Some(true),
            },
            Question::Derived => match self {
                Self::Copy(_) | Self::PartOfCopy(..) | Self::Edited(_) | Self::Reprint => Some(true),
                Self::PartialReuse => None,
                Self::SameStory | Self::Neighbours | Self::Strangers => Some(false),
            },
            Question::Rewritten => match self {
                Self::Copy(_) | Self::PartOfCopy(..) => Some(true),
                Self::Edited(_) | Self::Reprint | Self::PartialReuse => Some(false),
                Self::SameStory | Self::Neighbours | Self::Strangers => None,
            },
        }
    }

    fn weight(&self) -> f32 {
        match self {
            Self::Copy(_) => 1.0,
            Self::PartOfCopy(..) | Self::Edited(_) => 0.3,
            Self::SameStory => 2.0,
            // Few and dear.
            Self::PartialReuse => 8.0,
            Self::Reprint => 10.0,
            Self::Neighbours => 0.5,
            Self::Strangers => 0.2,
        }
    }

    /// Family of the engine that made it.
    fn family(&self) -> Option<&str> {
        match self {
            Self::Copy(engine) | Self::PartOfCopy(_, engine) => Some(family(engine)),
            _ => None,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Copy(engine) => engine.clone(),
            Self::PartOfCopy(part, _) => format!("copy, {part}"),
            Self::SameStory => "same story".to_owned(),
            Self::PartialReuse => "partial reuse".to_owned(),
            Self::Reprint => "reprint".to_owned(),
            Self::Edited(how) => format!("edited, {how}"),
            Self::Neighbours => "neighbours".to_owned(),
            Self::Strangers => "strangers".to_owned(),
        }
    }
}

/// A labelled pair.
#[derive(Debug)]
struct Example {
    kind: Kind,
    /// Article that the pair is about: pairs of one article are in one fold.
    source: String,
    likeness: Likeness,
}

/// The labelled pairs of a folder.
#[derive(Debug)]
pub struct Corpus {
    examples: Vec<Example>,
}

/// An article with its sentences.
struct Text {
    source: String,
    sentences: Vec<String>,
    sketch: Sketch,
}

impl Text {
    fn new(source: &str, text: &str) -> Self {
        let article = plain::read(text);
        let doc = Document::new(&article);
        let sentences = doc
            .body()
            .flat_map(|b| b.sentences.iter().map(|s| b.slice(s.first, s.last).to_owned()).collect::<Vec<_>>())
            .collect();
        Self { source: source.to_owned(), sentences, sketch: Sketch::new(&doc) }
    }
}

fn sketch(sentences: &[String]) -> Sketch {
    let article = plain::read(&sentences.join("\n"));
    Sketch::new(&Document::new(&article))
}

impl Corpus {
    /// Reads `text.jsonl(.gz)` and `pairs.jsonl(.gz)` of a folder.
    ///
    /// # Errors
    /// A file is not there, cannot be unpacked, or a line is no object with the fields needed.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let bad = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
        let string = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let rows = |name: &str| -> io::Result<Vec<Value>> {
            lines(folder, name)?
                .map(|line| serde_json::from_str(&line?).map_err(|e| bad(&format!("{name}: {e}"))))
                .collect()
        };
        let texts = rows("text.jsonl")?;
        let mut originals: BTreeMap<String, String> = BTreeMap::new();
        let mut copies = Vec::new();
        for row in &texts {
            let source = string(row, "source_id").ok_or_else(|| bad("a text without source_id"))?;
            if let (Some(original), Some(copy)) = (string(row, "original_text"), string(row, "copy_text")) {
                copies.push((source, string(row, "engine").unwrap_or_default(), copy, original.clone()));
                originals.entry(original).or_insert_with(|| string(row, "source_id").unwrap_or_default());
            } else if let Some(text) = string(row, "text") {
                originals.entry(text).or_insert(source);
            }
        }
        let library: Vec<Text> = originals.par_iter().map(|(text, source)| Text::new(source, text)).collect();
        let mut examples: Vec<Example> = copies
            .par_iter()
            .flat_map_iter(|(source, engine, copy, original)| {
                of_copy(&Text::new(source, copy), &Text::new(source, original), engine, &library)
            })
            .collect();
        for row in rows("pairs.jsonl")? {
            let field = |key: &str| string(&row, key).ok_or_else(|| bad("a pair without its texts"));
            let kind = match field("relation")?.as_str() {
                "same-story" => Kind::SameStory,
                "partial-reuse" => Kind::PartialReuse,
                "reprint" => Kind::Reprint,
                other => return Err(bad(&format!("a pair of the unknown relation {other}"))),
            };
            let source = field("a_id")?;
            let (a, b) = (Text::new(&source, &field("a")?), Text::new(&source, &field("b")?));
            examples.push(example(&kind, &source, &a.sketch, &b.sketch));
            examples.push(example(&kind, &source, &b.sketch, &a.sketch));
        }
        let near = neighbours(&library);
        examples.par_extend(
            library.par_iter().enumerate().flat_map_iter(|(at, text)| of_article(at, text, &library, &near[at])),
        );
        Ok(Self { examples })
    }

    fn fold(&self, at: usize, folds: u64) -> u64 {
        (word_key(&self.examples[at].source).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % folds
    }
}

fn example(kind: &Kind, source: &str, copy: &Sketch, original: &Sketch) -> Example {
    Example { kind: kind.clone(), source: source.to_owned(), likeness: measure(copy, original).1 }
}

/// A number that looks random and is not.
fn mixed(text: &str, salt: u64) -> u64 {
    let x = (word_key(text) ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ (x >> 31)
}

/// The copy itself, and parts of it.
fn of_copy(copy: &Text, original: &Text, engine: &str, library: &[Text]) -> Vec<Example> {
    let source = copy.source.as_str();
    let mut out = vec![example(&Kind::Copy(engine.to_owned()), source, &copy.sketch, &original.sketch)];
    let all = &copy.sentences;
    let mut part = |name: &'static str, sentences: &[String]| {
        out.push(example(&Kind::PartOfCopy(name, engine.to_owned()), source, &sketch(sentences), &original.sketch));
    };
    part("three sentences", &all[..all.len().min(3)]);
    if all.len() >= 9 {
        part("middle third", &all[all.len() / 3..2 * all.len() / 3]);
        let half = all.len() / 2;
        part("halves exchanged", &[&all[half..], &all[..half]].concat());
        let strange = &library[mixed(source, 1) as usize % library.len()];
        if strange.source != source {
            let other = |count: usize| &strange.sentences[..strange.sentences.len().min(count)];
            part("with strange sentences", &[all.as_slice(), other(half / 2)].concat());
            part("half and half", &[&all[..half], other(half)].concat());
        }
    }
    out
}

/// The article as people reprint it, and beside others.
fn of_article(at: usize, text: &Text, library: &[Text], near: &[usize]) -> Vec<Example> {
    let source = text.source.as_str();
    let mut out = Vec::new();
    let mut edited = |how: &'static str, sentences: &[String]| {
        if !sentences.is_empty() {
            out.push(example(&Kind::Edited(how), source, &sketch(sentences), &text.sketch));
        }
    };
    let all = &text.sentences;
    let kept = |salt: u64, of_ten: u64| -> Vec<String> {
        all.iter().filter(|s| mixed(s, salt) % 10 < of_ten).cloned().collect()
    };
    match at % 6 {
        0 => edited("as it is", all),
        5 => {
            // Paragraphs in another order, and some left out.
            let (front, back) = all.split_at(all.len() / 3);
            let back: Vec<String> = back.iter().filter(|s| mixed(s, 7) % 10 < 8).cloned().collect();
            edited("in another order", &[back.as_slice(), front].concat());
        }
        1 => edited("shortened", &kept(1, 6)),
        2 => edited("shortened and trimmed", &trimmed(&kept(2, 8), 3)),
        3 => edited("trimmed", &trimmed(all, 2)),
        _ => {
            // A part of it with sentences of an article like it.
            let other = near.first().map_or(&[][..], |n| library[*n].sentences.as_slice());
            let other: Vec<String> = other.iter().filter(|s| mixed(s, 3) % 10 < 3).cloned().collect();
            edited("with others' sentences", &[kept(4, 7), other].concat());
        }
    }
    let three = sketch(&all[..all.len().min(3)]);
    for n in near {
        out.push(example(&Kind::Neighbours, source, &text.sketch, &library[*n].sketch));
        out.push(example(&Kind::Neighbours, source, &three, &library[*n].sketch));
    }
    let stranger = &library[mixed(source, 5) as usize % library.len()];
    if stranger.source != text.source {
        out.push(example(&Kind::Strangers, source, &text.sketch, &stranger.sketch));
    }
    out
}

/// Of every so-many-th sentence, what stands before its last comma: as an editor takes a clause off.
fn trimmed(sentences: &[String], every: u64) -> Vec<String> {
    let trim = |s: &String| match s.rsplit_once(", ") {
        Some((front, _)) if mixed(s, 6).is_multiple_of(every) && front.split(' ').count() > 5 => format!("{front}."),
        _ => s.clone(),
    };
    sentences.iter().map(trim).collect()
}

/// For each article the two others that share most of what it says, but for reprints of it.
fn neighbours(library: &[Text]) -> Vec<Vec<usize>> {
    let stems = |t: &Text| -> Vec<u32> {
        let mut all: Vec<u32> = t.sketch.sentences.iter().flat_map(|l| l.stems.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let all: Vec<Vec<u32>> = library.iter().map(stems).collect();
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, stems) in all.iter().enumerate() {
        for stem in stems {
            holders.entry(*stem).or_default().push(at);
        }
    }
    let n = library.len() as f64;
    all.par_iter()
        .enumerate()
        .map(|(at, stems)| {
            let mut scores = vec![0.0_f64; library.len()];
            for stem in stems {
                let holders = &holders[stem];
                let rare = libm::log(n / holders.len() as f64);
                for h in holders {
                    scores[*h] += rare * rare / libm::sqrt(all[*h].len() as f64);
                }
            }
            let mut order: Vec<usize> =
                (0..library.len()).filter(|o| library[*o].source != library[at].source).collect();
            order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
            let runs = &library[at].sketch.runs;
            order.into_iter().take(8).filter(|o| runs.share_in(&library[*o].sketch.runs) < 0.05).take(2).collect()
        })
        .collect()
}

/// Trains the judges on the chosen pairs. Packed as [`Model::parse`] reads it.
fn train_on(corpus: &Corpus, chosen: &[usize]) -> Vec<u8> {
    let mut out = Vec::new();
    for question in Question::ALL {
        let mut examples = Examples::new(WIDTH);
        for &at in chosen {
            let example = &corpus.examples[at];
            if let Some(answer) = example.kind.answer(question) {
                examples.push(&example.likeness, f32::from(u8::from(answer)), example.kind.weight());
            }
        }
        let settings = Settings {
            trees: 90,
            leaves: 4,
            rate: 0.15,
            penalty: 3.0,
            least: 3.0,
            bins: 24,
            rest: 4,
            monotone: Feature::ALL.iter().map(|f| direction(question, *f)).collect(),
            ..Settings::default()
        };
        let packed = grow(&examples, &settings).pack();
        out.extend((packed.len() as u32).to_le_bytes());
        out.extend(packed);
    }
    out
}

/// Which way a feature may move an answer: what more of it can only speak for, or against.
fn direction(question: Question, feature: Feature) -> i8 {
    use Feature as F;
    match (question, feature) {
        (Question::Derived, F::Used | F::Links | F::InOrder | F::Exchanged | F::Topic | F::Known) => 0,
        (Question::Derived, F::Faint) | (Question::Rewritten, F::Same | F::Verbatim) => -1,
        (Question::Derived, _)
        | (Question::Rewritten, F::Exchanged)
        | (Question::OneStory, F::Aligned | F::Anchors | F::Topic | F::Known) => 1,
        _ => 0,
    }
}

/// Trains the judges of a folder's pairs.
///
/// # Errors
/// See [`Corpus::read`].
pub fn train(folder: &Path) -> io::Result<Vec<u8>> {
    let corpus = Corpus::read(folder)?;
    let all: Vec<usize> = (0..corpus.examples.len()).collect();
    Ok(train_on(&corpus, &all))
}

/// What becomes of pairs whose article was left out of training, and of copies whose family of engines was too, as tables.
///
/// # Errors
/// See [`Corpus::read`].
pub fn cross_validate(folder: &Path, folds: u64) -> io::Result<String> {
    let corpus = Corpus::read(folder)?;
    let mut families: Vec<&str> = corpus.examples.iter().filter_map(|e| e.kind.family()).collect();
    families.sort_unstable();
    families.dedup();
    let by_article = judged(&corpus, folds, None);
    let by_family: Vec<Judged> = families.par_iter().flat_map_iter(|f| judged(&corpus, folds, Some(f))).collect();
    let mut out = String::from("Articles left out of training.\n\n");
    table(&mut out, &corpus, &by_article);
    calibration(&mut out, &corpus, &by_article);
    out += "\nCopies whose article and family of engines were left out of training.\n\n";
    table(&mut out, &corpus, &by_family);
    Ok(out)
}

/// A pair, its relation and how sure that was.
type Judged = (usize, PairRelation, f64);

/// Judges every pair by a model that has not seen its article; or only the copies of a family, by models that have not seen
/// that either.
fn judged(corpus: &Corpus, folds: u64, family: Option<&str>) -> Vec<Judged> {
    let all = || 0..corpus.examples.len();
    let strange = |at: usize| family.is_some() && corpus.examples[at].kind.family() == family;
    (0..folds)
        .into_par_iter()
        .flat_map_iter(|fold| {
            let chosen: Vec<usize> = all().filter(|at| corpus.fold(*at, folds) != fold && !strange(*at)).collect();
            let model = Model::parse(&train_on(corpus, &chosen)).unwrap_or_default();
            all()
                .filter(|at| corpus.fold(*at, folds) == fold && (family.is_none() || strange(*at)))
                .map(|at| {
                    let (relation, confidence, _) = model.relation(&corpus.examples[at].likeness);
                    (at, relation, confidence)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Shares of the relations by kind of pair.
fn table(out: &mut String, corpus: &Corpus, judged: &[Judged]) {
    let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for (at, relation, _) in judged {
        let kind = &corpus.examples[*at].kind;
        let mut count = |name: String| counts.entry(name).or_default()[*relation as usize] += 1;
        count(kind.name());
        if matches!(kind, Kind::Copy(_)) {
            count("all copies".to_owned());
        }
    }
    *out += "pairs                               n    garbled  same-text same-story  unrelated\n";
    for (name, counts) in counts {
        let n: usize = counts.iter().sum();
        let shares: Vec<String> = counts.iter().map(|c| format!("{:11.4}", *c as f64 / n as f64)).collect();
        let _ = writeln!(out, "{name:30} {n:6} {}", shares.concat());
    }
}

/// Confidence against truth, for what was called a garbled copy.
fn calibration(out: &mut String, corpus: &Corpus, judged: &[Judged]) {
    // Sum of the confidences, copies among them, number.
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for (at, relation, confidence) in judged {
        if *relation == PairRelation::GarbledCopy {
            #[allow(clippy::cast_sign_loss)] // a confidence is none below 0
            let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
            let is_copy = corpus.examples[*at].kind.answer(Question::Rewritten) == Some(true);
            *bin = (bin.0 + confidence, bin.1 + f64::from(u8::from(is_copy)), bin.2 + 1.0);
        }
    }
    *out += "\nOf what was called a garbled copy: confidence, share that is one, number.\n\n";
    for (sum, hits, count) in bins.into_iter().filter(|b| b.2 > 0.0) {
        let _ = writeln!(out, "{:.3}  {:.3}  {count}", sum / count, hits / count);
    }
}
