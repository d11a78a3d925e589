//! NDJSON: every line in gives exactly one line out, in order, with its id.

use std::io::Write;

use serde_json::{Value, json};

use crate::support::{DAMAGED, HONEST, command, folder, read_line, row, run};

fn ids(lines: &[Value]) -> Vec<Value> {
    lines.iter().map(|l| l["id"].clone()).collect()
}

#[test]
fn every_line_is_answered_bad_ones_too() {
    let mut input = Vec::new();
    input.extend(row("good", HONEST).bytes());
    input.extend(b"not json at all\n");
    input.extend(b"{\"id\": \"broken\", \"text\": \"cut off\n");
    input.extend(b"{\"id\": \"no-text\"}\n");
    input.extend(b"{\"id\": \"wrong-type\", \"text\": 12}\n");
    input.extend(b"{\"id\": \"bad-bytes\", \"text\": \"\xff\xfe\"}\n");
    input.extend(b"\n");
    input.extend(b"[1, 2]\n");
    input.extend(b"{\"id\": {\"a\": 1}, \"text\": \"x\"}\n");
    input.extend(b"{}\n");
    input.extend(row("last", DAMAGED).bytes());
    input.extend(b"\n\n"); // empty lines at the end are no lines
    for verb in ["check", "extract"] {
        let ran = run(&[verb, "--format", "ndjson", "-"], &input);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let lines = ran.lines();
        assert_eq!(
            ids(&lines),
            [
                "good", "line 2", "broken", "no-text", "wrong-type", "bad-bytes", "line 7", "line 8", "line 9",
                "line 10", "last"
            ]
        );
        for line in &lines {
            let bad = line["id"] != "good" && line["id"] != "last";
            assert_eq!(line["status"] == "error", bad, "{line}");
            assert_eq!(line["reason"].as_str().is_some_and(|r| r.ends_with('.') && r.len() > 15), bad, "{line}");
        }
    }
}

#[test]
fn ids_come_back_as_they_were_given() {
    let input = "{\"id\":7,\"text\":\"x\"}\n{\"id\":\"7\",\"text\":\"x\"}\n{\"id\":-1.50,\"text\":\"x\"}\n\
                 {\"id\":12345678901234567890,\"text\":\"x\"}\n{\"id\":\"\",\"text\":\"x\"}\n{\"id\":\"a\\n\\u00e9\\\"\",\"text\":\"x\"}\n\
                 {\"text\":\"x\"}\n{\"id\":null,\"text\":\"x\"}\n{\"id\":7,\"text\":\"x\"}\n{\"id\":7}\n";
    for verb in ["check", "extract"] {
        let ran = run(&[verb, "--format", "ndjson"], input);
        let want = [
            json!(7),
            json!("7"),
            json!(-1.5),
            json!(12_345_678_901_234_567_890_u64),
            json!(""),
            json!("a\né\""),
            json!("line 7"),
            json!("line 8"),
            json!(7),
            json!(7),
        ];
        assert_eq!(ids(&ran.lines()), want);
        assert!(ran.out.contains("\"id\":-1.50,"), "the digits stay as they were written");
    }
}

#[test]
fn order_is_kept_whatever_the_number_of_threads() {
    // Long and short texts by turns, so that threads finish out of order.
    let input: String = (0..3000).map(|i| row(&i.to_string(), if i % 7 == 0 { DAMAGED } else { "short" })).collect();
    let one = run(&["check", "--format", "ndjson", "--jobs", "1"], &input);
    let four = run(&["check", "--format", "ndjson", "--jobs", "4"], &input);
    assert_eq!(ids(&one.lines()), (0..3000).map(|i| json!(i.to_string())).collect::<Vec<_>>());
    assert!(one.out == four.out, "one thread and four print the same bytes");
}

#[test]
fn a_single_line_is_answered_while_the_stream_is_open() {
    let mut child = command(&["check", "--format", "ndjson", "-"]).spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("stdin");
    let mut stdout = child.stdout.take().expect("stdout");
    for id in ["first", "second"] {
        stdin.write_all(row(id, HONEST).as_bytes()).expect("written");
        let answer: Value = serde_json::from_str(&read_line(&mut stdout)).expect("JSON");
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("ends").success());
}

#[test]
fn url_and_title_of_a_line_reach_the_report() {
    let line = json!({ "id": 1, "text": HONEST, "url": "https://example.org/a", "title": " Library  stays open " });
    let report = &run(&["check", "--format", "ndjson"], format!("{line}\n")).lines()[0];
    assert_eq!(report["page"]["url"], "https://example.org/a");
    assert_eq!(report["page"]["title"], "Library stays open");
    let line = json!({ "id": 1, "html": format!("<title>Own title</title><article><h1>Own title</h1><p>{HONEST}</article>"), "title": "Other" });
    let page = &run(&["extract", "--format", "ndjson"], format!("{line}\n")).lines()[0];
    assert_eq!(page["title"], "Own title");
}

#[test]
fn lines_without_id_of_a_file_are_called_by_file_and_line() {
    let folder = folder("lines_without_id");
    let path = folder.join("batch.ndjson");
    std::fs::write(&path, "{\"text\":\"x\"}\nnonsense").expect("written");
    let ran = run(&["check", "--format", "ndjson", path.to_str().expect("UTF-8")], "");
    let path = path.display();
    assert_eq!(ids(&ran.lines()), [json!(format!("{path}:1")), json!(format!("{path}:2"))]);
}

#[test]
fn carriage_returns_and_a_byte_order_mark_do_not_matter() {
    let input = format!("\u{feff}{}", row("a", HONEST) + &row("b", HONEST)).replace('\n', "\r\n");
    let lines = run(&["check", "--format", "ndjson"], input).lines();
    assert_eq!(ids(&lines), ["a", "b"]);
    assert!(lines.iter().all(|l| l["status"] == "scored"));
}

#[test]
fn a_stream_in_two_byte_units_is_read() {
    let input: String = (0..200).map(|i| row(&format!("é{i}"), HONEST)).collect();
    let mut wide = b"\xff\xfe".to_vec();
    wide.extend(input.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(run(&["check", "--format", "ndjson"], wide).out, run(&["check", "--format", "ndjson"], &input).out);
}

#[test]
fn a_verdict_is_the_same_in_a_line_and_in_a_file() {
    let folder = folder("line_and_file");
    let path = folder.join("a.txt");
    std::fs::write(&path, DAMAGED).expect("written");
    let mut file = run(&["check", "--format", "json", path.to_str().expect("UTF-8")], "").json();
    let mut line = run(&["check", "--format", "ndjson"], row("x", DAMAGED)).lines().remove(0);
    file["id"] = Value::Null;
    line["id"] = Value::Null;
    assert_eq!(file, line);
    assert_eq!(file["verdict"], "likely-garbled");
}

#[test]
fn a_long_stream_passes_in_many_windows() {
    let line = row("x", &HONEST.repeat(20));
    let input = line.repeat((12 << 20) / line.len());
    let lines = input.lines().count();
    let ran = run(&["extract", "--format", "ndjson"], input);
    assert_eq!(ran.out.lines().count(), lines);
}
