//! How much of a page's article is still found when one kind of clue is taken away: class names and ids scrambled, every
//! `<p>` turned into a `<div>`.
//!
//! ```text
//! cargo run --release --example sabotage               # figures over the pages of ../shared/data/dev/pages
//! cargo run --release --example sabotage FOLDER        # of another folder; --worst also names the pages that lose most
//! cargo run --release --example sabotage -- --names PAGE.html    # writes the page with its names scrambled
//! cargo run --release --example sabotage -- --divs PAGE.html     # writes the page with divs for paragraphs
//! ```
//! The measure is the F1 of runs of four words, the mean over the pages. `tests/sabotage/` does the same to the fixture pages.

#[path = "../tests/sabotage/markup.rs"]
mod markup;
#[path = "../tests/sabotage/pages.rs"]
mod pages;
#[path = "../tests/sabotage/shingles.rs"]
mod shingles;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use shingles::Score;
use ungarble::article::{extract, html};

const FOLDER: &str = "../shared/data/dev/pages";
/// Pages that `--worst` names for each sabotage.
const WORST: usize = 15;

type Sabotage = fn(&str) -> String;
const WAYS: [(&str, Sabotage); 3] = [
    ("intact", str::to_owned),
    ("class names and ids scrambled", markup::scramble_names),
    ("every <p> a <div>", markup::paragraphs_to_divs),
];

fn main() -> ExitCode {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let way = match flags.first().map(String::as_str) {
        Some("--names") => Some(WAYS[1].1),
        Some("--divs") => Some(WAYS[2].1),
        None | Some("--worst") => None,
        Some(flag) => {
            eprintln!("error: {flag} is none of --names, --divs, --worst");
            return ExitCode::from(2);
        }
    };
    let done = match way {
        Some(sabotage) => words.iter().try_for_each(|page| write(page, sabotage)),
        None => measure(words.first().map_or(FOLDER, String::as_str), !flags.is_empty()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(page: &str, sabotage: Sabotage) -> Result<(), String> {
    let bytes = std::fs::read(page).map_err(|error| format!("{page}: {error}"))?;
    let out = sabotage(&String::from_utf8_lossy(&bytes));
    std::io::stdout().write_all(out.as_bytes()).map_err(|error| error.to_string())
}

fn measure(folder: &str, worst: bool) -> Result<(), String> {
    let pages = pages::read(Path::new(folder))
        .ok_or_else(|| format!("{folder}/index.tsv is missing: name a folder of pages with their true texts"))?;
    let mut scores: [Vec<Score>; WAYS.len()] = Default::default();
    let mut names = Vec::new();
    for page in pages {
        for (scores, (_, sabotage)) in scores.iter_mut().zip(WAYS) {
            let article = extract::extract(&html::parse(&sabotage(&page.html), page.url.as_deref()));
            scores.push(Score::of(&article.text(), &page.truth));
        }
        names.push(format!("{}/{}", page.source, page.id));
    }
    let intact = Score::mean(&scores[0]);
    println!("{:<32} {:>7} {:>7} {:>9} {:>7}   {} pages", "", "F1", "falls", "precision", "recall", names.len());
    for ((way, _), scores) in WAYS.iter().zip(&scores) {
        let mean = Score::mean(scores);
        let fall = intact.f1 - mean.f1;
        println!("{way:<32} {:>7.4} {fall:>7.4} {:>9.4} {:>7.4}", mean.f1, mean.precision, mean.recall);
    }
    if worst {
        for ((way, _), sabotaged) in WAYS.iter().zip(&scores).skip(1) {
            let mut falls: Vec<(f64, &String)> =
                scores[0].iter().zip(sabotaged).map(|(a, b)| a.f1 - b.f1).zip(&names).collect();
            falls.sort_by(|a, b| b.0.total_cmp(&a.0));
            println!("\n{way}: the pages that lose most");
            for (fall, name) in falls.iter().take(WORST) {
                println!("  {fall:.4} {name}");
            }
        }
    }
    Ok(())
}
