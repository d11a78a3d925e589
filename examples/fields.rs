//! Where headline, author, dates and the rest of a page come from, and how far its sources agree.
//!
//! ```text
//! cargo run --release --example fields [-- --show FIELD]
//! ```
//! Reads the pages of `../shared/data/dev/pages`; without them it says so and measures nothing. For each field: on how
//! many pages it is filled, on how many of these some source says otherwise, which source won how often, and for each
//! other source on how many pages it contradicts the winner. For dates: how many can be read as ISO 8601. `--show`
//! lists the pages on which a field has contradictions, or is missing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use ungarble::article::{Article, extract, html};

const PAGES: &str = "../shared/data/dev/pages";
const FIELDS: [&str; 9] =
    ["title", "standfirst", "byline", "publisher", "published", "modified", "section", "language", "canonical"];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let show = args.iter().position(|a| a == "--show").and_then(|i| args.get(i + 1)).cloned();
    let Ok(index) = fs::read_to_string(Path::new(PAGES).join("index.tsv")) else {
        println!("SKIPPED: {PAGES} is not there, so nothing was measured.");
        return ExitCode::SUCCESS;
    };
    let mut articles: Vec<(String, Article)> = Vec::new();
    for row in index.lines().skip(1) {
        let mut cells = row.split('\t');
        let (Some(source), Some(id), Some(url)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let path = Path::new(PAGES).join(source).join(format!("{id}.html"));
        let Ok(bytes) = fs::read(&path) else {
            eprintln!("fields: {} cannot be read", path.display());
            return ExitCode::from(2);
        };
        let page = String::from_utf8_lossy(&bytes);
        articles.push((url.to_owned(), extract::extract(&html::parse(&page, Some(url)))));
    }
    println!("{} pages", articles.len());
    println!("{:<12} {:>6} {:>9}  won by (said otherwise)", "field", "filled", "disputed");
    for name in FIELDS {
        let (mut filled, mut disputed) = (0, 0);
        let mut won: BTreeMap<&str, usize> = BTreeMap::new();
        let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
        for (url, article) in &articles {
            let field = article.fields.iter().find(|f| f.field == name);
            if let Some(field) = field {
                filled += 1;
                *won.entry(field.said.source.as_str()).or_default() += 1;
                disputed += usize::from(!field.alternatives.is_empty());
                let sources: std::collections::BTreeSet<&str> =
                    field.alternatives.iter().map(|a| a.source.as_str()).collect();
                for source in sources {
                    *lost.entry(source).or_default() += 1;
                }
            }
            if show.as_deref() == Some(name) && field.is_none_or(|f| !f.alternatives.is_empty()) {
                println!("  {url}");
                for (mark, said) in field
                    .iter()
                    .map(|f| ("=", &f.said))
                    .chain(field.iter().flat_map(|f| f.alternatives.iter().map(|a| ("-", a))))
                {
                    println!("    {mark} {} [{} {}]", said.value, said.source.as_str(), said.name);
                }
            }
        }
        let mut ranked: Vec<_> = won.into_iter().collect();
        ranked.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let winners: Vec<String> = ranked.iter().map(|(s, n)| format!("{s} {n}")).collect();
        let others: Vec<String> = lost.iter().map(|(s, n)| format!("{s} {n}")).collect();
        println!("{name:<12} {filled:>6} {disputed:>9}  {} ({})", winners.join(", "), others.join(", "));
    }
    let count = |of: fn(&Article) -> bool| articles.iter().filter(|(_, a)| of(a)).count();
    println!(
        "dates read: published {} of {}, modified {} of {}",
        count(|a| a.published_iso.is_some()),
        count(|a| a.published.is_some()),
        count(|a| a.modified_iso.is_some()),
        count(|a| a.modified.is_some()),
    );
    ExitCode::SUCCESS
}
