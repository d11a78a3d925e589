//! Pages that are too much in one way each, in any size, for the tests and for the bench.

use std::fmt::Write;

/// A page of a size.
type Make = fn(usize) -> String;

/// A way to be too much.
pub struct Excess {
    /// In a few words.
    pub name: &'static str,
    /// Makes the page; `n` counts what there is too much of.
    pub make: Make,
    /// How many make the page that extraction must stand.
    pub full: usize,
}

/// Every way.
pub const ALL: &[Excess] = &[
    Excess { name: "live blog, 1.3 MB", make: live_blog, full: 3_200 },
    Excess { name: "200,000 nodes", make: nodes, full: 50_000 },
    Excess { name: "1,000,000 nodes", make: nodes, full: 250_000 },
    Excess { name: "depth of 5,000", make: deep, full: 5_000 },
    Excess { name: "depth of 100,000", make: deep, full: 100_000 },
    Excess { name: "depth of 100,000, end tags out of reach", make: deep_tables, full: 100_000 },
    Excess { name: "ruby texts inside each other", make: ruby, full: 50_000 },
    Excess { name: "forms in a nest of cells", make: forms, full: 50_000 },
    Excess { name: "templates inside each other", make: templates, full: 50_000 },
    Excess { name: "shadow roots for one host", make: shadows, full: 50_000 },
    Excess { name: "shadow roots inside each other", make: nested_shadows, full: 50_000 },
    Excess { name: "50,000 slots of one host", make: slots, full: 50_000 },
    Excess { name: "one text of 10 MB", make: one_text, full: 180_000 },
    Excess { name: "a million line breaks", make: breaks, full: 1_000_000 },
    Excess { name: "100,000 attributes of one tag", make: attributes, full: 100_000 },
    Excess { name: "100,000 attributes, one on each html tag", make: html_tags, full: 100_000 },
    Excess { name: "a table of 50,000 cells", make: table, full: 50_000 },
    Excess { name: "unclosed formatting, 10,000 elements", make: unclosed, full: 10_000 },
    Excess { name: "formatting reopened in 10,000 blocks", make: reopened, full: 10_000 },
    Excess { name: "formatting closed in the wrong order", make: crossed, full: 30_000 },
    Excess { name: "50,000 lists inside each other, unclosed", make: lists, full: 50_000 },
    Excess { name: "100,000 links in one paragraph", make: links, full: 100_000 },
    Excess { name: "20,000 headings that end an article", make: endings, full: 20_000 },
    Excess { name: "100,000 lines below a linked heading", make: teasers, full: 50_000 },
];

const HEAD: &str = "<!doctype html><html lang=\"en\"><head><title>The harbour opens again</title></head><body>";
const SENTENCE: &str = "The harbour was opened again on Monday, and the ferries left on time. ";
const STORY: &str = "<h1>The harbour opens again</h1><p>The harbour of Lindvik was opened again on Monday after a winter of \
    repairs, and the first ferries left on time, the harbour master said.</p><p>Fishermen had waited since November for \
    the new wall, which cost less than the town had feared and more than it had hoped.</p><p>The market behind it is to \
    follow in the spring, when the paving stones arrive by ship from across the sound.</p>";

fn page(body: &str) -> String {
    format!("{HEAD}{STORY}{body}</body></html>")
}

fn repeated(n: usize, mut write: impl FnMut(&mut String, usize)) -> String {
    let mut out = String::new();
    for i in 0..n {
        write(&mut out, i);
    }
    out
}

fn live_blog(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let (hour, minute) = (i / 60 % 24, i % 60);
        let _ = write!(
            out,
            "<article class=\"entry\" id=\"e{i}\"><time datetime=\"2026-03-02T{hour:02}:{minute:02}\">{hour:02}:{minute:02}\
             </time><h2>Ferry number {i} leaves</h2><p>{SENTENCE}It was ferry number {i}, and <a href=\"/ferries/{i}\">its \
             captain</a> waved.</p><p>{SENTENCE}Nobody was left on the quay, said the harbour master at noon.</p></article>"
        );
    }))
}

fn nodes(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let _ = write!(out, "<p>Ferry {i} <b>left</b></p>");
    }))
}

fn deep(n: usize) -> String {
    page(&format!("{}{SENTENCE}{}", "<div>".repeat(n), "</div>".repeat(n)))
}

/// The end tags do nothing, for they stand in a cell.
fn deep_tables(n: usize) -> String {
    page(&"<div><table><td></div>".repeat(n))
}

fn ruby(n: usize) -> String {
    page(&format!("{}{}", "<rt>".repeat(n), "<div></div>".repeat(n)))
}

/// At every form the parser asks whether a template is open anywhere above.
fn forms(n: usize) -> String {
    page(&format!("{}{}", "<div><table><td></div>".repeat(n), "<form></form>".repeat(n)))
}

fn templates(n: usize) -> String {
    page(&format!("{}{}", "<div><template></div>".repeat(n), "</div><form></form>".repeat(n)))
}

fn shadows(n: usize) -> String {
    let root = "<template shadowrootmode=\"open\"><slot></slot></template>";
    page(&format!("<div>{}{}</div>", "<b></b>".repeat(n), root.repeat(n)))
}

fn nested_shadows(n: usize) -> String {
    page(&"<x-a><template shadowrootmode=\"open\"><slot></slot></template>".repeat(n))
}

fn slots(n: usize) -> String {
    let slots = repeated(n, |out, i| {
        let _ = write!(out, "<slot name=\"s{i}\"></slot>");
    });
    let filled = repeated(n, |out, i| {
        let _ = write!(out, "<b slot=\"s{i}\">{i}</b>");
    });
    page(&format!("<x-a><template shadowrootmode=\"open\">{slots}</template>{filled}</x-a>"))
}

fn one_text(n: usize) -> String {
    page(&format!("<p>{}", SENTENCE.repeat(n)))
}

fn breaks(n: usize) -> String {
    page(&"<br>".repeat(n))
}

fn attributes(n: usize) -> String {
    let crowd = repeated(n, |out, i| {
        let _ = write!(out, " a{i}=\"x\"");
    });
    page(&format!("<p{crowd}>{SENTENCE}</p>"))
}

fn html_tags(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let _ = write!(out, "<html a{i}=x>");
    }))
}

fn table(n: usize) -> String {
    let rows = repeated(n / 10, |out, i| {
        out.push_str("<tr>");
        for column in 0..10 {
            let _ = write!(out, "<td>{i} in {column}</td>");
        }
        out.push_str("</tr>");
    });
    page(&format!("<table>{rows}</table>"))
}

/// The attributes make each a formatting element of its own, of which HTML reopens all in every block.
fn unclosed(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let _ = write!(out, "<p><b id=b{i}><i id=i{i}>{i}");
    }))
}

fn reopened(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let _ = write!(out, "<div><b id=b{i}></div>");
    }))
}

fn crossed(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let _ = write!(out, "<b id=b{i}><i id=i{i}><div>{i}</b>x</i></div>");
    }))
}

fn lists(n: usize) -> String {
    page(&"<ul><li>a ferry".repeat(n))
}

fn links(n: usize) -> String {
    let links = repeated(n, |out, i| {
        let _ = write!(out, "<a href=\"/{i}\">ferry {i}</a> and ");
    });
    page(&format!("<p>{links}"))
}

fn endings(n: usize) -> String {
    page(&repeated(n, |out, _| {
        let _ = write!(out, "<div><div><h2>Related articles</h2></div></div><p>{SENTENCE}</p>");
    }))
}

fn teasers(n: usize) -> String {
    page(&repeated(n, |out, i| {
        let _ = write!(out, "<h3><a href=\"/{i}\">Ferry number {i} leaves the harbour</a></h3><p>It left at noon.</p>");
    }))
}
