//! Arguments, help, exit codes, and the closing of pipes.

use std::fs;
use std::io::Read;

use crate::support::{DAMAGED, HONEST, arg, command, folder, row, run};

#[test]
fn a_verdict_that_reaches_fail_on_ends_with_1() {
    for (text, fail_on, code) in [
        (DAMAGED, None, 0),
        (DAMAGED, Some("some-signs"), 1),
        (DAMAGED, Some("likely-garbled"), 1),
        (HONEST, Some("some-signs"), 0),
        (HONEST, Some("likely-garbled"), 0),
        ("too short", Some("some-signs"), 0),
    ] {
        let mut args = vec!["check", "--format", "ndjson"];
        args.extend(fail_on.iter().flat_map(|v| ["--fail-on", v]));
        assert_eq!(run(&args, row("x", text)).code, code, "{fail_on:?}");
        let ran = run(&args, row("a", HONEST) + &row("b", text) + &row("c", HONEST));
        assert_eq!((ran.code, ran.lines().len()), (code, 3), "the batch is done all the same");
    }
}

#[test]
fn an_unreadable_file_outranks_a_verdict() {
    let folder = folder("outranks");
    let damaged = folder.join("damaged.txt");
    fs::write(&damaged, DAMAGED).expect("written");
    let missing = folder.join("missing.txt");
    let ran = run(&["check", "--fail-on", "some-signs", "--format", "ndjson", arg(&missing), arg(&damaged)], "");
    assert_eq!((ran.code, ran.lines().len()), (2, 2));
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_to_do() {
    let folder = folder("wrong_usage");
    for (args, hint) in [
        (&["check", "--format", "yaml"][..], "ndjson"),
        (&["check", "--fail-on", "bad"], "likely-garbled"),
        (&["check", "--jobs", "0"], "1..=1024"),
        (&["check", "--without", "glued-word"], "did you mean \"glued-words\"?"),
        (&["check", "--without", "qqq"], "ungarble explain"),
        (&["check", "--url", "example.org"], "https://"),
        (&["check", "--url", "https://example.org", "a", "b"], "one PATH"),
        (&["check", "--url", "https://example.org", arg(&folder)], "one PATH"),
        (&["check", "--index", "x"], "cannot read the index x"),
        (&["index", "build", "a"], "--output"),
        (&["index", "add", "-o", "missing", "a"], "index build"),
        (&["explain", "doubled-words"], "did you mean \"doubled-word\"?"),
        (&["chek"], "check"),
        (&[], "Usage"),
    ] {
        let ran = run(args, "");
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.out.is_empty() && ran.err.contains(hint), "{args:?}: {}", ran.err);
    }
}

#[test]
fn help_has_examples() {
    for args in
        [&["--help"][..], &["check", "--help"], &["extract", "--help"], &["name", "--help"], &["explain", "--help"]]
    {
        let ran = run(args, "");
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("Usage: ungarble"), "{}", ran.out);
    }
    assert!(run(&["check", "--help"], "").out.contains("ungarble check --format html"));
}

#[test]
fn a_detector_left_out_finds_nothing() {
    let categories = |args: &[&str]| -> Vec<String> {
        let ran = run(&[&["check", "--format", "json"], args].concat(), DAMAGED);
        let report = ran.json();
        let rows = report["evidence"].as_array().expect("evidence");
        rows.iter().map(|e| e["detector"].as_str().expect("an id").to_owned()).collect()
    };
    let all = categories(&[]);
    assert!(all.contains(&"glued-words".to_owned()) && all.contains(&"doubled-word".to_owned()), "{all:?}");
    let less = categories(&["--without", "glued-words", "--without", "doubled-word"]);
    let kept: Vec<_> = all.iter().filter(|d| *d != "glued-words" && *d != "doubled-word").cloned().collect();
    assert_eq!(less, kept);
}

#[test]
fn every_detector_is_explained() {
    let list = run(&["explain"], "").out;
    for detector in ungarble::detect::DETECTORS {
        let info = detector.info();
        assert!(list.contains(info.id) && list.contains(info.title), "{}", info.id);
        let ran = run(&["explain", info.id], "");
        assert_eq!(ran.code, 0, "{}", info.id);
        for text in [info.title, info.what, info.why, info.limits] {
            let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat(&ran.out).contains(&flat(text)), "{}: {text}", info.id);
        }
        assert!(!ran.out.contains("[["), "{}: marks are drawn, not printed", info.id);
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let folder = folder("broken_pipe");
    let path = folder.join("many.ndjson");
    fs::write(&path, row("x", HONEST).repeat(5000)).expect("written");
    for format in ["ndjson", "text", "html", "json"] {
        let mut child = command(&["check", "--format", format, arg(&path)]).spawn().expect("starts");
        drop(child.stdin.take());
        let mut stdout = child.stdout.take().expect("stdout");
        stdout.read_exact(&mut [0; 100]).expect("a beginning");
        drop(stdout);
        let mut err = String::new();
        child.stderr.take().expect("stderr").read_to_string(&mut err).expect("UTF-8");
        let status = child.wait().expect("ends");
        assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let output = command(&["check", "-"]).stdin(std::process::Stdio::null()).stdout(full).output().expect("ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write the output"), "{output:?}");
}
