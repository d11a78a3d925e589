//! The forms of a report.

use std::fs;

use serde_json::Value;

use crate::support::{DAMAGED, HONEST, arg, folder, row, run};

/// A text whose words try to become markup, links, formulas and escape codes.
fn hostile() -> String {
    let evil = "\x1b[31m<script>alert(1)</script> ![x](http://evil.example/) =cmd|' /C calc'!A0 @here \u{202e}";
    DAMAGED.replace("Mill Lane", evil)
}

#[test]
fn json_is_an_object_for_one_document_and_an_array_for_a_list() {
    let folder = folder("json_shape");
    let path = folder.join("a.txt");
    fs::write(&path, HONEST).expect("written");
    assert!(run(&["check", "--format", "json", arg(&path)], "").json().is_object());
    assert!(run(&["check", "--format", "json"], HONEST).json().is_object());
    let lengths = [
        (vec![arg(&path), arg(&path)], String::new(), 2),
        (vec![arg(&folder)], String::new(), 1),
        (vec!["-"], row("x", HONEST), 1),
        (vec!["-"], row("x", HONEST).repeat(3), 3),
    ];
    for (paths, input, want) in lengths {
        let ran = run(&[&["check", "--format", "json"], paths.as_slice()].concat(), input);
        assert_eq!(ran.json().as_array().map(Vec::len), Some(want), "{paths:?}");
    }
    let empty = folder.join("empty");
    fs::create_dir(&empty).expect("a folder");
    assert_eq!(run(&["check", "--format", "json", arg(&empty)], "").json(), Value::Array(Vec::new()));
}

#[test]
fn every_report_has_the_fields_of_the_contract() {
    let mut wanted =
        vec!["schema", "engine", "id", "status", "reason", "page", "text", "score", "probability", "verdict"];
    wanted.extend(["evidence", "names", "sources", "comparison"]);
    for line in
        run(&["check", "--format", "ndjson"], row("a", HONEST) + &row("b", "short") + "{\"id\":\"c\"}\n").lines()
    {
        let object = line.as_object().expect("an object");
        for field in &wanted {
            assert!(object.contains_key(*field), "{field} in {line}");
        }
        if line["status"] != "scored" {
            assert!(line["score"].is_null() && line["probability"].is_null() && line["verdict"].is_null(), "{line}");
            assert_eq!(line["evidence"], Value::Array(Vec::new()));
        }
    }
}

#[test]
fn text_tells_verdict_signs_and_what_was_expected() {
    let out = run(&["check"], DAMAGED).out;
    for want in ["standard input", "Likely a garbled copy: ", "«Provisionthe»", "→ Provision the", "¶ 1"] {
        assert!(out.contains(want), "{want} in {out}");
    }
    assert!(out.lines().all(|l| l.chars().count() <= 88), "{out}");
    let out = run(&["check"], HONEST).out;
    assert!(out.contains("No signs found in "), "{out}");
}

#[test]
fn text_has_no_escape_codes_when_piped() {
    let out = run(&["check"], hostile()).out;
    assert!(!out.contains(['\x1b', '\u{202e}']), "{out}");
}

#[test]
fn csv_has_one_row_for_each_input_and_runs_nothing() {
    let line = |title: &str| format!("{}\n", serde_json::json!({ "id": "=1+1", "text": HONEST, "title": title }));
    let out = run(&["check", "--format", "csv"], line("@SUM(1)") + &line("two, \"quoted\"") + &row("n", DAMAGED)).out;
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    let names: Vec<String> = rows.headers().expect("a head").iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = rows.records().map(|r| r.expect("a row")).collect();
    assert_eq!(rows.len(), 3);
    let cell = |row: usize, name: &str| rows[row][names.iter().position(|n| n == name).expect("a column")].to_owned();
    assert_eq!(cell(0, "id"), "'=1+1");
    assert_eq!(cell(0, "title"), "'@SUM(1)");
    assert_eq!(cell(1, "title"), "two, \"quoted\"");
    assert_eq!(cell(2, "verdict"), "likely-garbled");
    assert!(cell(2, "kinds").contains("glue "), "{}", cell(2, "kinds"));
    assert!(cell(2, "signs").parse::<u32>().is_ok_and(|n| n >= 4));
}

#[test]
fn markdown_keeps_page_text_from_becoming_markup() {
    let line =
        format!("{}\n", serde_json::json!({ "id": "# x", "text": hostile(), "title": "[a](http://b) `c` @user" }));
    let out = run(&["check", "--format", "markdown"], line).out;
    assert!(out.starts_with("## Likely a garbled copy: "), "{out}");
    for bad in ["<script", "[x](", "[a](", "http://evil", "@user", "- Input: #"] {
        assert!(!out.contains(bad), "{bad} in {out}");
    }
}

#[test]
fn html_is_one_page_without_scripts() {
    let line = |id: &str, url: &str| {
        format!(
            "{}\n",
            serde_json::json!({ "id": id, "text": hostile(), "title": "<img src=x onerror=y>", "url": url })
        )
    };
    let out =
        run(&["check", "--format", "html"], line("<b>", "https://example.org/?a=1&b=\"") + &line("c", "javascript:x"))
            .out;
    assert!(out.starts_with("<!doctype html>") && out.ends_with("</html>\n"), "{out}");
    assert_eq!(out.matches("<tr class=\"alarmed\">").count(), 2);
    for bad in ["<script", "<img", "<b>", "href=\"javascript", "<link", "@import", "url("] {
        assert!(!out.contains(bad), "{bad} in {out}");
    }
    for tag in ["table", "tbody", "tr", "td", "details", "ul", "li", "main", "p", "h2", "q", "mark"] {
        let opened = out.matches(&format!("<{tag}>")).count() + out.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, out.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn a_list_ends_with_what_came_of_it() {
    let input = row("a", HONEST) + &row("b", DAMAGED) + &row("c", "short") + "{\"id\":\"d\"}\n";
    let want = "4 inputs: 1 likely garbled, 1 without signs, 1 not judged, 1 not readable";
    for format in ["text", "markdown", "html"] {
        let out = run(&["check", "--format", format], &input).out;
        assert!(out.contains(want), "{format}: {out}");
    }
}

#[test]
fn extract_prints_a_text_that_can_be_piped_on() {
    let page = format!(
        "<html><head><title>Library</title><body><article><h1>Library</h1><p>{}</p></article>",
        HONEST.trim().replace("\n\n", "</p><p>")
    );
    let out = run(&["extract"], page).out;
    assert_eq!(out, format!("Library\n\n{HONEST}"));
}

#[test]
fn extract_answers_every_state() {
    for line in
        run(&["extract", "--format", "ndjson"], row("a", HONEST) + &row("b", "short") + "{\"id\":\"c\"}\n").lines()
    {
        for field in ["id", "status", "title", "byline", "text"] {
            assert!(line.get(field).is_some(), "{field} in {line}");
        }
        let want = match line["id"].as_str() {
            Some("a") => ("scored", HONEST.trim()),
            Some("b") => ("too-short", "short"),
            _ => ("error", ""),
        };
        assert_eq!((line["status"].as_str(), line["text"].as_str()), (Some(want.0), Some(want.1)));
    }
}

#[test]
fn extract_explains_every_block() {
    let page = format!(
        "<html><head><title>Library</title><body><nav><a href=/>Home</a></nav><article><h1>Library</h1><p>{}</p></article>",
        HONEST.trim().replace("\n\n", "</p><p>")
    );
    let answer = run(&["extract", "--explain", "--format", "json"], &page).json();
    let blocks = answer["blocks"].as_array().expect("blocks");
    let kept: Vec<_> = blocks.iter().filter(|b| b["kept"] == true).map(|b| b["text"].as_str().expect("text")).collect();
    assert_eq!(kept.join("\n\n"), answer["text"]);
    assert!(blocks.len() > kept.len(), "{answer}");
    assert!(blocks.iter().all(|b| b["why"].as_str().is_some_and(|w| !w.is_empty())));
    let out = run(&["extract", "--explain"], &page).out;
    assert_eq!(out.lines().filter(|l| l.starts_with("+ ")).count(), kept.len());
    assert!(run(&["extract", "--format", "json"], &page).json().get("blocks").is_none());
}

/// A fixture page whose sources contradict each other.
const CONTRADICTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/contradictions/page.html");
const ITS_ADDRESS: &str = "https://tidewaterecho.example/coast/ferry-sale-halted";

#[test]
fn extract_in_json_stays_as_it_is() {
    let page = fs::read_to_string(CONTRADICTIONS).expect("the page");
    let out = run(&["extract", "--format", "json", "--url", ITS_ADDRESS], page).out;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/golden/extract.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, &out).expect("the golden file");
    }
    let golden = fs::read_to_string(path).expect("run with UPDATE_GOLDEN=1 to write it");
    assert_eq!(out, golden, "if this is meant, run with UPDATE_GOLDEN=1");
}

#[test]
fn extract_places_paragraphs_and_links_in_utf_16() {
    let page = format!(
        "<article><h1>Library</h1><p>The café 😀 is <a href=/x>open “again”</a>.</p><p>{}</p></article>",
        HONEST.trim().replace("\n\n", "</p><p>")
    );
    let answer = run(&["extract", "--format", "json"], page).json();
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let cut = |text: &[u16], place: &Value| {
        let at = |key: &str| usize::try_from(place[key].as_u64().expect("a place")).expect("a place");
        String::from_utf16(&text[at("start")..at("end")]).expect("whole characters")
    };
    let text = units(answer["text"].as_str().expect("text"));
    let paragraphs: Vec<String> =
        answer["paragraphs"].as_array().expect("paragraphs").iter().map(|p| cut(&text, p)).collect();
    assert_eq!(paragraphs.join("\n\n"), answer["text"].as_str().expect("text"));
    assert_eq!(answer["links"].as_array().map(Vec::len), Some(1));
    let link = &answer["links"][0];
    let at = usize::try_from(link["paragraph"].as_u64().expect("an index")).expect("an index");
    assert_eq!(cut(&units(&paragraphs[at]), link), "open “again”");
}

#[test]
fn extract_tells_who_disagrees() {
    let out = run(&["extract", "--explain", "--url", ITS_ADDRESS, CONTRADICTIONS], "").out;
    for line in [
        "title       Ferry sale halted after petition [visible]",
        "publisher   The Tidewater Echo [open-graph og:site_name]",
        "            ≠ Echo Holdings Ltd [json-ld publisher]",
        "credits     Slow Wire (dateline)",
    ] {
        assert!(out.lines().any(|l| l == line), "{line:?} in\n{out}");
    }
    let given = run(&["extract", "--format", "ndjson"], "{\"id\":\"a\",\"text\":\"It rained.\",\"title\":\"Rain\"}\n");
    assert_eq!(given.lines()[0]["fields"][0]["source"], "given");
}

#[test]
fn extract_shortens_long_blocks_for_the_eye_only() {
    let long = "The library was closed for a year. ".repeat(30);
    let page = format!("<article><h1>Library</h1><p>{long}</p><p>{long}</p></article>");
    let out = run(&["extract", "--explain"], &page).out;
    assert!(out.contains('…') && out.len() < long.len(), "{out}");
    let answer = run(&["extract", "--explain", "--format", "json"], &page).json();
    let whole = |b: &Value| b["text"].as_str().is_some_and(|t| t.len() == long.trim().len());
    assert_eq!(answer["blocks"].as_array().expect("blocks").iter().filter(|b| whole(b)).count(), 2);
    assert!(answer["blocks"].as_array().expect("blocks").iter().all(|b| b["kind"].is_string()));
}
