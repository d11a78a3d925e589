//! `ungarble compare` in the forms for people.

use std::fs;
use std::path::PathBuf;

use crate::support::{HONEST, arg, folder, run};

/// A pair of files: an article, and the same with other words and words that try to be markup.
fn pair(name: &str) -> [PathBuf; 2] {
    let folder = folder(name);
    let files = [folder.join("copy.txt"), folder.join("original.txt")];
    let evil = "\u{1b}[31m</script><script>alert(1)</script> ![x](http://evil.example/) @here \u{202e}";
    fs::write(&files[0], format!("{evil}\n{}", HONEST.replace("council", "committee"))).expect("written");
    fs::write(&files[1], HONEST).expect("written");
    files
}

#[test]
fn html_is_one_page_with_a_policy_and_no_way_out_of_its_data() {
    let [copy, original] = pair("compare_html");
    let ran = run(&["compare", "--format", "html", arg(&copy), arg(&original)], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("<!doctype html>"));
    assert!(ran.out.contains("content=\"default-src 'none'; script-src 'sha256-"));
    assert_eq!(ran.out.matches("</script").count(), 3);
    assert!(!ran.out.contains("<script>alert"));
    let data = ran.out.split("id=\"answer\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let answer: serde_json::Value = serde_json::from_str(data.expect("data")).expect("JSON");
    let json = run(&["compare", "--format", "json", arg(&copy), arg(&original)], "").json();
    assert_eq!(answer, json);
}

#[test]
fn a_page_is_for_one_pair() {
    let ran = run(&["compare", "--format", "html", "-"], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("one pair"), "{}", ran.err);
}

#[test]
fn text_and_markdown_carry_no_command_of_a_page() {
    let [copy, original] = pair("compare_text");
    let text = run(&["compare", arg(&copy), arg(&original)], "");
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.out.contains("of the copy has a counterpart"), "{}", text.out);
    let ticket = run(&["compare", "--format", "markdown", arg(&copy), arg(&original)], "").out;
    assert!(ticket.starts_with("## "), "{ticket}");
    for out in [text.out, ticket.clone()] {
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
    }
    assert!(!ticket.contains("<script"), "{ticket}");
}

#[test]
fn two_that_cannot_be_compared_are_told_in_every_form() {
    let folder = folder("compare_short");
    let files = [folder.join("a.txt"), folder.join("b.txt")];
    for file in &files {
        fs::write(file, "Too short.").expect("written");
    }
    for (format, want) in
        [("text", "fewer than"), ("markdown", "fewer than"), ("html", "fewer than"), ("json", "too-short")]
    {
        let ran = run(&["compare", "--format", format, arg(&files[0]), arg(&files[1])], "");
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains(want), "{format}: {}", ran.out);
    }
}
