//! `ungarble name`.

use serde_json::{Value, json};

use crate::support::run;

#[test]
fn two_names_are_compared() {
    let ran = run(&["name", "Kaja Kallas", "Kaja Karas"], "");
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("May be the same person (distance 0."), "{}", ran.out);
    let ran = run(&["name", "Kaja Kallas", "Mark Rutte"], "");
    assert!(ran.out.starts_with("Two different names (distance "), "{}", ran.out);
    for format in ["json", "ndjson"] {
        let answer = run(&["name", "--format", format, "Kaja Kallas", "Kaja Karas"], "").json();
        assert_eq!(answer["same_person"], true);
        assert_eq!(answer["channel"], "japanese");
        assert!(answer["distance"].is_f64() && answer["why"].is_string(), "{answer}");
    }
}

#[test]
fn a_comparison_shows_the_letters_side_by_side() {
    let ran = run(&["name", "Kaja Kallas", "Kaja Karasu"], "");
    assert!(ran.out.contains("  kaja / ka ll>r as +u"), "{}", ran.out);
    let answer = run(&["name", "--format", "json", "Kallas", "Karasu"], "").json();
    assert_eq!(answer["alignment"], json!([["k", "k"], ["a", "a"], ["ll", "r"], ["a", "a"], ["s", "s"], ["", "u"]]));
    assert!(run(&["name", "--format", "json", "Kallas", "Blair"], "").json().get("alignment").is_none());
}

#[test]
fn every_pair_of_a_stream_is_answered() {
    let long = "x".repeat(1_000_000);
    let input = format!(
        "{}\n{}\nnonsense\n{}\n\n{}\n{}\n{}\n",
        json!({ "id": 1, "known": "Mark Rutte", "observed": "Mark Latte" }),
        json!({ "id": "two", "known": "Mark Rutte", "observed": "Tony Blair" }),
        json!({ "id": "missing", "known": "Mark Rutte" }),
        json!({ "id": "empty", "known": " ", "observed": "Mark" }),
        json!({ "id": "long", "known": long, "observed": long }),
        json!({ "id": "odd", "known": "\u{202e}\u{0}𝔐", "observed": "カラス" }),
    );
    for args in [&["name", "--format", "ndjson", "-"][..], &["name", "--format", "ndjson"]] {
        let ran = run(args, &input);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let lines = ran.lines();
        let seen: Vec<(Value, Value)> = lines.iter().map(|l| (l["id"].clone(), l["same_person"].clone())).collect();
        let want = [
            (json!(1), json!(true)),
            (json!("two"), json!(false)),
            (json!("line 3"), Value::Null),
            (json!("missing"), Value::Null),
            (json!("line 5"), Value::Null),
            (json!("empty"), Value::Null),
            (json!("long"), Value::Null),
            (json!("odd"), json!(false)),
        ];
        assert_eq!(seen, want);
        for line in lines {
            assert_eq!(
                line["same_person"].is_null(),
                line["status"] == "error" && line["reason"].is_string(),
                "{line}"
            );
            assert_eq!(line["distance"].is_null(), line["status"] == "error", "{line}");
        }
    }
}

#[test]
fn a_stream_can_be_read_by_people() {
    let input = format!("{}\n{{}}\n", json!({ "id": 1, "known": "Mark Rutte", "observed": "Mark Latte" }));
    let out = run(&["name", "-"], &input).out;
    assert!(out.starts_with("1: May be the same person") && out.contains("line 2: Could not be read"), "{out}");
    assert_eq!(run(&["name", "--format", "json", "-"], &input).json().as_array().map(Vec::len), Some(2));
}

#[test]
fn one_name_alone_is_wrong_usage() {
    for args in [&["name", "Mark Rutte"][..], &["name", "Mark Rutte", ""], &["name", "a", "b", "c"]] {
        let ran = run(args, "");
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{args:?}");
    }
}
