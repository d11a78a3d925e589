//! Fits the probability to labelled texts and measures verdicts on them: in sample, by unseen article, and by unseen
//! family of engines.
//!
//! What is learned from the texts is the style model and the four numbers of [`Calibration`]; both are learned anew for
//! every fold. The weights and thresholds of the signs are set by hand and the same in all tables: for them the figures
//! are in sample, whatever the table.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::style::{Corpus, LeaveOut, fold, out_of_fold};
use super::texts::Labelled;
use crate::article::plain;
use crate::report::Verdict;
use crate::score::{Calibration, Rates, Sensitivity, score};
use crate::style::Model;
use crate::text::Document;
use crate::{Options, signs};

/// Parts the texts are cut into.
const FOLDS: u64 = 5;

/// What came of a text.
#[derive(Debug, Clone, Copy)]
struct Judged {
    /// Weight of the signs, style apart.
    weight: f64,
    style: f32,
    verdict: Verdict,
    /// By sensitivity, in the order of [`Sensitivity::ALL`].
    verdicts: [Verdict; 3],
    probability: f64,
}

/// All texts judged in one way.
struct Judgement<'a> {
    corpus: &'a Corpus,
    judged: Vec<Judged>,
}

/// The report of `ungarble calibrate`: what was fitted, and how well it does.
#[derive(Debug)]
pub struct Outcome {
    /// Fitted to all texts, with the style of each judged by models that had not seen its article.
    pub fitted: Calibration,
    /// Tables in Markdown.
    pub tables: String,
    /// Reliability plot, an SVG.
    pub plot: String,
}

/// Fits and measures.
pub fn calibrate(corpus: &Corpus) -> Outcome {
    let shipped = Judgement::new(corpus, &corpus.shipped_log_odds());
    let by_article = Judgement::new(corpus, &out_of_fold(corpus, FOLDS, LeaveOut::Article)).refitted(LeaveOut::Article);
    let by_family = Judgement::new(corpus, &out_of_fold(corpus, FOLDS, LeaveOut::Family)).refitted(LeaveOut::Family);
    let fitted = by_article.fit(&corpus.all());
    let mut tables = String::new();
    let columns = [("shipped", &shipped), ("by article", &by_article), ("by engine", &by_family)];
    overview(&mut tables, &columns);
    sensitivities(&mut tables, &by_article);
    reliability(&mut tables, &by_article);
    engines(&mut tables, &by_article, &by_family);
    suspects(&mut tables, &shipped, &by_article);
    Outcome { fitted, tables, plot: plot(&by_article, &by_family) }
}

impl<'a> Judgement<'a> {
    fn new(corpus: &'a Corpus, log_odds: &[f32]) -> Self {
        let judged = corpus
            .texts
            .par_iter()
            .zip(log_odds)
            .map(|(text, &style)| {
                let article = plain::read(&text.text);
                let doc = Document::new(&article);
                doc.set_style(Model::get().judge(&doc).with_log_odds(style));
                let evidence = signs(&doc, &Options::default());
                let by = |sensitivity| score(&evidence, Some(style), doc.word_count(), sensitivity);
                let score = by(Sensitivity::default());
                Judged {
                    weight: score.weight,
                    style,
                    verdict: score.verdict,
                    verdicts: Sensitivity::ALL.map(|sensitivity| by(sensitivity).verdict),
                    probability: score.probability,
                }
            })
            .collect();
        Self { corpus, judged }
    }

    /// The same with probabilities by calibrations that saw neither article nor, if asked for, family of engines.
    fn refitted(mut self, leave_out: LeaveOut) -> Self {
        let texts = &self.corpus.texts;
        let mut families: BTreeSet<Option<&str>> = texts.iter().map(Labelled::family).collect();
        if leave_out == LeaveOut::Article {
            families = BTreeSet::from([None]);
        }
        let jobs: Vec<(Option<&str>, u64)> = families.iter().flat_map(|f| (0..FOLDS).map(move |k| (*f, k))).collect();
        let fits: Vec<Calibration> = jobs
            .par_iter()
            .map(|&(family, k)| {
                let seen = |t: &Labelled| fold(t, FOLDS) != k && (family.is_none() || t.family() != family);
                self.fit(&self.corpus.all().into_iter().filter(|&at| seen(&texts[at])).collect::<Vec<_>>())
            })
            .collect();
        for (judged, text) in self.judged.iter_mut().zip(texts) {
            let family = if leave_out == LeaveOut::Family { text.family() } else { None };
            let job = jobs.iter().position(|&(f, k)| f == family && k == fold(text, FOLDS));
            if let Some(fit) = job.and_then(|at| fits.get(at)) {
                judged.probability = fit.probability(judged.weight, Some(judged.style));
            }
        }
        self
    }

    /// Fits a calibration to the chosen texts, copies against human and human-translated ones, both sides of equal weight.
    fn fit(&self, chosen: &[usize]) -> Calibration {
        let rows: Vec<([f64; 4], f64)> = chosen
            .iter()
            .filter(|&&at| !matches!(self.corpus.texts[at].kind.as_str(), "learner" | "page"))
            .map(|&at| {
                let label = f64::from(u8::from(self.corpus.texts[at].engine.is_some()));
                (Calibration::terms(self.judged[at].weight, Some(self.judged[at].style)), label)
            })
            .collect();
        let copies = rows.iter().map(|r| r.1).sum::<f64>().max(1.0);
        let honest = (rows.len() as f64 - copies).max(1.0);
        let mut by = [-0.7, 1.7, 2.0, 0.7];
        let mut momentum = [0.0; 4];
        for _ in 0..2_000 {
            let mut slope = [0.0; 4];
            for (terms, label) in &rows {
                let log_odds: f64 = terms.iter().zip(&by).map(|(t, b)| t * b).sum();
                let weight = if *label > 0.5 { 0.5 / copies } else { 0.5 / honest };
                let error = weight * (1.0 / (1.0 + libm::exp(-log_odds)) - label);
                for (s, t) in slope.iter_mut().zip(terms) {
                    *s += error * t;
                }
            }
            for ((b, m), s) in by.iter_mut().zip(&mut momentum).zip(slope) {
                *m = 0.9 * *m + s;
                *b -= 0.3 * *m;
            }
            // More signs never make a text less suspicious.
            for b in &mut by[1..] {
                *b = b.max(0.0);
            }
        }
        let [base, any, weight, style] = by;
        Calibration { base, any, weight, style }
    }

    fn chosen(&self, wanted: impl Fn(&Labelled) -> bool) -> Vec<Judged> {
        self.corpus.texts.iter().zip(&self.judged).filter(|(t, _)| wanted(t)).map(|(_, j)| *j).collect()
    }

    fn of_kind(&self, kind: &str) -> Vec<Judged> {
        self.chosen(|t| t.kind == kind)
    }

    /// What recall is measured against.
    fn honest(&self) -> Vec<Judged> {
        self.chosen(|t| matches!(t.kind.as_str(), "human" | "human-translated"))
    }

    /// The probability that 1 % of the honest texts pass.
    fn limit(&self) -> f64 {
        let mut honest: Vec<f64> = self.honest().iter().map(|j| j.probability).collect();
        honest.sort_by(|a, b| b.total_cmp(a));
        honest.get(honest.len() / 100).copied().unwrap_or(1.0)
    }

    /// Shares of honest texts and copies in ten bins of probability, each side of equal weight: mean probability, share of
    /// copies, weight.
    fn bins(&self) -> Vec<[f64; 3]> {
        let (copies, honest) = (self.of_kind("copy"), self.honest());
        let mut bins = vec![[0.0; 3]; 10];
        let sides =
            [(&copies, 1.0, 0.5 / copies.len().max(1) as f64), (&honest, 0.0, 0.5 / honest.len().max(1) as f64)];
        for (side, label, weight) in sides {
            for judged in side {
                #[allow(clippy::cast_sign_loss)] // a probability
                let bin = &mut bins[((judged.probability * 10.0) as usize).min(9)];
                bin[0] += weight * judged.probability;
                bin[1] += weight * label;
                bin[2] += weight;
            }
        }
        bins
    }

    /// Mean distance of the probability from the share of copies.
    fn error(&self) -> f64 {
        self.bins().iter().map(|[p, share, _]| (p - share).abs()).sum()
    }
}

fn share(of: &[Judged], counts: impl Fn(&Judged) -> bool) -> f64 {
    of.iter().filter(|j| counts(j)).count() as f64 / of.len().max(1) as f64
}

fn is_likely(judged: &Judged) -> bool {
    judged.verdict == Verdict::LikelyGarbled
}

fn some_or_more(judged: &Judged) -> bool {
    judged.verdict >= Verdict::SomeSigns
}

/// Kinds of planted damage that a reader can point at.
fn visible_kinds(text: &Labelled) -> usize {
    const VISIBLE: [&str; 6] = ["glue", "glue2", "doubleword", "mojibake", "lowerstart", "nospacequote"];
    text.planted.iter().filter(|k| VISIBLE.contains(&k.as_str())).collect::<BTreeSet<_>>().len()
}

/// What a row of the overview is called, and how its figure is got.
type Row = (String, Box<dyn Fn(&Judgement<'_>) -> f64>);
/// Some of the copies.
type Wanted = fn(&Labelled) -> bool;

fn overview(out: &mut String, columns: &[(&str, &Judgement<'_>)]) {
    let _ = write!(out, "| |");
    for (name, _) in columns {
        let _ = write!(out, " {name} |");
    }
    let _ = writeln!(out, "\n| --- |{}", " ---: |".repeat(columns.len()));
    let mut rows: Vec<Row> = Vec::new();
    for kind in ["human", "human-translated", "learner", "page"] {
        rows.push((format!("`likely-garbled`, {kind}"), Box::new(move |j| share(&j.of_kind(kind), is_likely))));
        rows.push((format!("`some-signs` or more, {kind}"), Box::new(move |j| share(&j.of_kind(kind), some_or_more))));
    }
    let recall = |wanted: Wanted| {
        move |j: &Judgement<'_>| {
            let limit = j.limit();
            share(&j.chosen(|t| t.engine.is_some() && wanted(t)), |c| c.probability > limit)
        }
    };
    let verdicts =
        |wanted: Wanted| move |j: &Judgement<'_>| share(&j.chosen(|t| t.engine.is_some() && wanted(t)), is_likely);
    let groups: [(&str, Wanted); 3] = [
        ("all copies", |_| true),
        ("two or more planted kinds", |t| visible_kinds(t) >= 2),
        ("nothing planted", |t| t.planted.is_empty()),
    ];
    for (name, wanted) in groups {
        rows.push((format!("`likely-garbled`, {name}"), Box::new(verdicts(wanted))));
        rows.push((format!("recall at 1 % false positives, {name}"), Box::new(recall(wanted))));
    }
    rows.push(("calibration error".to_owned(), Box::new(|j: &Judgement<'_>| j.error())));
    for (name, figure) in rows {
        let _ = write!(out, "| {name} |");
        for (_, judgement) in columns {
            let _ = write!(out, " {:.4} |", figure(judgement));
        }
        out.push('\n');
    }
}

/// What each sensitivity costs and brings, on texts whose article the style had not seen; [`Sensitivity::rates`] repeats it.
fn sensitivities(out: &mut String, judgement: &Judgement<'_>) {
    out.push_str(
        "\nBy sensitivity, by article; honest are human and human-translated texts and today's pages:\n\n| sensitivity | honest texts | \
         called `likely-garbled` | `some-signs` or more | copies | called `likely-garbled` | `some-signs` or more |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let honest = judgement.chosen(|t| matches!(t.kind.as_str(), "human" | "human-translated" | "page"));
    let copies = judgement.of_kind("copy");
    for (at, sensitivity) in Sensitivity::ALL.into_iter().enumerate() {
        let counts = |of: &[Judged], least: Verdict| of.iter().filter(|j| j.verdicts[at] >= least).count();
        let rates = Rates {
            honest: honest.len(),
            honest_likely: counts(&honest, Verdict::LikelyGarbled),
            honest_some: counts(&honest, Verdict::SomeSigns),
            copies: copies.len(),
            copies_likely: counts(&copies, Verdict::LikelyGarbled),
            copies_some: counts(&copies, Verdict::SomeSigns),
        };
        let _ = writeln!(out, "{}", rates.row(sensitivity));
    }
}

fn reliability(out: &mut String, judgement: &Judgement<'_>) {
    out.push_str("\nReliability, by article:\n\n| probability | mean | share of copies | weight of the bin |\n| --- | ---: | ---: | ---: |\n");
    for (at, [p, copies, weight]) in judgement.bins().into_iter().enumerate() {
        if weight > 0.0 {
            let (from, to) = (at as f64 / 10.0, (at + 1) as f64 / 10.0);
            let _ =
                writeln!(out, "| {from:.1} to {to:.1} | {:.3} | {:.3} | {weight:.3} |", p / weight, copies / weight);
        }
    }
}

fn engines(out: &mut String, by_article: &Judgement<'_>, by_family: &Judgement<'_>) {
    out.push_str(
        "\nBy engine, all copies and those with nothing planted:\n\n| engine | copies | recall at 1 %, by article | by engine | `likely-garbled` | nothing planted | recall at 1 %, by article \
         | by engine | `likely-garbled` |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let names: BTreeSet<&str> = by_article.corpus.texts.iter().filter_map(|t| t.engine.as_deref()).collect();
    let limits = [by_article.limit(), by_family.limit()];
    for engine in names {
        let _ = write!(out, "| {engine} |");
        for untouched in [false, true] {
            let wanted = |t: &Labelled| t.engine.as_deref() == Some(engine) && (!untouched || t.planted.is_empty());
            let (article, family) = (by_article.chosen(wanted), by_family.chosen(wanted));
            let _ = write!(
                out,
                " {} | {:.2} | {:.2} | {:.2} |",
                article.len(),
                share(&article, |j| j.probability > limits[0]),
                share(&family, |j| j.probability > limits[1]),
                share(&article, is_likely)
            );
        }
        out.push('\n');
    }
}

/// Every page whose true text is not clean, with the detectors that say so, by the shipped model and by one that had not seen
/// the page's domain.
fn suspects(out: &mut String, shipped: &Judgement<'_>, by_article: &Judgement<'_>) {
    out.push_str(
        "\nPages whose true text is not clean:\n\n| page | shipped | by article | signs |\n| --- | --- | --- | --- |\n",
    );
    for (at, text) in shipped.corpus.texts.iter().enumerate().filter(|(_, t)| t.kind == "page") {
        let verdicts = [shipped, by_article].map(|j| j.judged[at].verdict);
        if verdicts.iter().all(|v| *v == Verdict::NoSigns) {
            continue;
        }
        let article = plain::read(&text.text);
        let doc = Document::new(&article);
        doc.set_style(Model::get().judge(&doc).with_log_odds(by_article.judged[at].style));
        let mut ids: Vec<&str> = signs(&doc, &Options::default()).iter().map(|e| e.detector.id).collect();
        ids.dedup();
        let [shipped, by_article] = verdicts.map(Verdict::as_str);
        let _ = writeln!(out, "| {} | {shipped} | {by_article} | {} |", text.source, ids.join(", "));
    }
}

/// The share of copies over the probability, a dot a bin, its size by its weight.
fn plot(by_article: &Judgement<'_>, by_family: &Judgement<'_>) -> String {
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 360 330\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\" \
         aria-label=\"Share of copies over the stated probability\">\n\
         <style>text{fill:#333}line,path{stroke:#999}@media(prefers-color-scheme:dark){text{fill:#ccc}}</style>\n\
         <path d=\"M50 10V280H340\" fill=\"none\"/>\n<line x1=\"50\" y1=\"280\" x2=\"340\" y2=\"10\" stroke-dasharray=\"4 4\"/>\n",
    );
    for tick in 0..=5 {
        let (x, y) = (50 + 58 * tick, 280 - 54 * tick);
        let label = f64::from(tick) / 5.0;
        let _ = writeln!(out, "<text x=\"{x}\" y=\"296\" text-anchor=\"middle\">{label:.1}</text>");
        let _ = writeln!(out, "<text x=\"44\" y=\"{}\" text-anchor=\"end\">{label:.1}</text>", y + 4);
    }
    out.push_str("<text x=\"195\" y=\"316\" text-anchor=\"middle\">stated probability</text>\n");
    out.push_str("<text transform=\"translate(14 145) rotate(-90)\" text-anchor=\"middle\">share of copies</text>\n");
    let series = [(by_article, "#1769aa", "unseen articles", 24), (by_family, "#c2410c", "unseen engines", 40)];
    for (judgement, colour, name, y) in series {
        let _ = writeln!(out, "<circle cx=\"66\" cy=\"{}\" r=\"4\" fill=\"{colour}\"/>", y - 4);
        let _ = writeln!(out, "<text x=\"76\" y=\"{y}\">{name}</text>");
        for [p, copies, weight] in judgement.bins() {
            if weight > 0.0 {
                let (x, y) = (50.0 + 290.0 * p / weight, 280.0 - 270.0 * copies / weight);
                let size = 3.0 + 14.0 * weight.sqrt();
                let _ = writeln!(
                    out,
                    "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\" fill=\"{colour}\" fill-opacity=\".55\"/>"
                );
            }
        }
    }
    out.push_str("</svg>\n");
    out
}
