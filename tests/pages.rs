//! The fixture pages: what is read of each, by the parser of the command and from markup as a browser writes it, and
//! what is found in it.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used)] // a test may stop where it stands

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ungarble::article::{Article, extract, html};
use ungarble::report::{Report, Verdict};
use ungarble::text::Document;

/// Every folder with its page and what is expected of it.
fn fixtures() -> Vec<(PathBuf, String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("tests/pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            let read = |name: &str| fs::read_to_string(folder.join(name)).expect(name);
            let (page, expected) = (read("page.html"), read("expected.json"));
            let expected = serde_json::from_str(&expected).expect("expected.json");
            (folder, page, expected)
        })
        .collect()
}

fn read(page: &str) -> Article {
    extract::extract(&html::parse(page, Some("https://page.example/story")))
}

/// What differs from the expectation, in sentences.
fn faults(article: &Article, expected: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let doc = Document::new(article);
    let text = article.text();
    let (status, reason) = ungarble::standing(article, &doc);
    let status = serde_json::to_value(status).expect("a status");
    if let Some(wanted) = expected.get("status")
        && status != *wanted
    {
        faults.push(format!("status is {status}, not {wanted} ({reason:?})"));
    }
    if let Some(part) = expected.get("reason_contains").and_then(Value::as_str)
        && !reason.as_deref().unwrap_or("").contains(part)
    {
        faults.push(format!("the reason {reason:?} lacks {part:?}"));
    }
    let fields = [
        ("title", &article.title),
        ("byline", &article.byline),
        ("publisher", &article.publisher),
        ("published", &article.published),
        ("published_iso", &article.published_iso),
        ("modified", &article.modified),
        ("standfirst", &article.standfirst),
        ("section", &article.section),
        ("language", &article.language),
        ("canonical", &article.clues.canonical),
        ("credited_publisher", &article.clues.credited_publisher),
        ("syndication_source", &article.clues.syndication_source),
    ];
    for (key, value) in fields {
        if let Some(wanted) = expected.get(key)
            && value.as_deref() != wanted.as_str()
        {
            faults.push(format!("{key} is {value:?}, not {wanted}"));
        }
    }
    let credits = article.credits.iter().map(|c| format!("{}: {}", c.kind.as_str(), c.name)).collect();
    let disputed = article.fields.iter().filter(|f| !f.alternatives.is_empty()).map(|f| f.field.to_owned()).collect();
    let times = article.entries.iter().map(|e| e.time.clone().unwrap_or_default()).collect();
    let lists: [(&str, Vec<String>); 4] = [
        ("credits", credits),
        ("corrections", article.corrections.clone()),
        ("disputed", disputed),
        ("entry_times", times),
    ];
    for (key, found) in lists {
        if let Some(wanted) = expected.get(key)
            && *wanted != Value::from(found.clone())
        {
            faults.push(format!("{key} are {found:?}, not {wanted}"));
        }
    }
    let word = |key: &str| expected.get(key).and_then(Value::as_str);
    if word("first").is_some_and(|first| !text.starts_with(first)) {
        faults.push(format!("begins with {:?}", text.chars().take(60).collect::<String>()));
    }
    if word("last").is_some_and(|last| !text.ends_with(last)) {
        let tail: Vec<char> = text.chars().rev().take(60).collect();
        faults.push(format!("ends with {:?}", tail.iter().rev().collect::<String>()));
    }
    let list = |key: &str| expected.get(key).and_then(Value::as_array).into_iter().flatten();
    for part in list("contains").filter_map(Value::as_str) {
        if !text.contains(part) {
            faults.push(format!("lacks {part:?}"));
        }
    }
    for part in list("lacks").filter_map(Value::as_str) {
        if text.contains(part) {
            faults.push(format!("contains {part:?}"));
        }
    }
    for link in list("links") {
        let found = article.paragraphs.iter().any(|p| {
            p.links.iter().any(|l| {
                let text = p.text.get(l.start as usize..l.end as usize);
                text == link["text"].as_str() && Some(l.href.as_str()) == link["href"].as_str()
            })
        });
        if !found {
            faults.push(format!("lacks the link {link}"));
        }
    }
    if let Some(least) = expected.get("min_words").and_then(Value::as_u64)
        && (doc.word_count() as u64) < least
    {
        faults.push(format!("has {} words", doc.word_count()));
    }
    faults
}

#[test]
fn every_page_is_read_as_expected() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 14, "{} fixture pages", fixtures.len());
    let mut all = Vec::new();
    for (folder, page, expected) in &fixtures {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        all.extend(faults(&read(page), expected).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// What differs from the expected finding, in sentences.
fn misjudged(report: &Report, expected: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let verdict = report.verdict.map(Verdict::as_str);
    let wanted = expected.get("verdict").and_then(Value::as_str);
    if verdict != wanted {
        faults.push(format!("the verdict is {verdict:?}, not {wanted:?} (score {:?})", report.score));
    }
    let list = |key: &str| expected.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    for words in list("evidence_includes") {
        if !report.evidence.iter().any(|row| row.quote.exact.contains(words)) {
            faults.push(format!("{words:?} is no sign"));
        }
    }
    for name in list("names_include") {
        if !report.names.iter().any(|row| row.likely == name) {
            faults.push(format!("{name:?} is not behind any corrupted name"));
        }
    }
    faults
}

#[test]
fn every_page_is_judged_as_expected() {
    let mut all = Vec::new();
    for (folder, page, expected) in fixtures() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let report = ungarble::check(&read(&page), &ungarble::Options::default());
        all.extend(misjudged(&report, &expected).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_paragraph_is_one_squeezed_line_with_its_links_in_place() {
    for (folder, page, _) in fixtures() {
        for p in read(&page).paragraphs {
            assert_eq!(p.text, ungarble::article::plain::squeeze(&p.text), "{}", folder.display());
            assert!(!p.text.is_empty());
            let mut before = 0;
            for link in &p.links {
                assert!(before <= link.start && link.start < link.end, "{}: {link:?}", folder.display());
                assert!(p.text.get(link.start as usize..link.end as usize).is_some(), "{}: {link:?}", folder.display());
                before = link.end;
            }
        }
    }
}

#[test]
fn the_tests_can_fail() {
    let expected =
        serde_json::json!({"status": "scored", "first": "x", "contains": ["y"], "links": [{"text": "a", "href": "b"}]});
    assert_eq!(faults(&Article::empty(), &expected).len(), 4);
    let expected = serde_json::json!({"verdict": "no-signs", "evidence_includes": ["x"], "names_include": ["y"]});
    let report = ungarble::check(&Article::empty(), &ungarble::Options::default());
    assert_eq!(misjudged(&report, &expected).len(), 3);
}
