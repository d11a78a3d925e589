//! Input that no sane page holds: a clear state or error each, and the rest of the batch goes on.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{HONEST, arg, folder, row, run};

/// Bytes that look like nothing, the same every time.
fn junk(n: usize) -> Vec<u8> {
    let mut x = 0x2545_f491_4f6c_dd1d_u64;
    (0..n)
        .map(|_| {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            x as u8
        })
        .collect()
}

#[test]
fn binary_junk_is_told_as_such() {
    for (bytes, what) in [
        (junk(100_000), "a binary file"),
        (junk(200), "a binary file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), "a PDF file"),
        (b"PK\x03\x04\x14\0\x06\0".to_vec(), "a zip archive"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "an image"),
    ] {
        for verb in ["check", "extract"] {
            let ran = run(&[verb, "--format", "json", "-"], &bytes);
            assert_eq!(ran.code, 2);
            let answer = ran.json();
            assert_eq!(answer["status"], "error");
            let reason = answer["reason"].as_str().expect("a reason");
            assert!(reason.contains(what) && reason.contains("not text or HTML"), "{reason}");
            assert!(ran.err.contains(what), "{}", ran.err);
        }
    }
}

#[test]
fn an_empty_file_is_too_short() {
    for input in ["", "\n\n  \n", "\u{feff}"] {
        let ran = run(&["check", "--format", "json", "-"], input);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.json()["status"], "too-short");
        assert!(ran.json()["reason"].as_str().is_some_and(|r| r.contains("has 0 words")), "{}", ran.out);
    }
}

#[test]
fn invalid_utf_8_in_a_text_does_not_stop_it() {
    let mut bytes = HONEST.as_bytes().to_vec();
    bytes.splice(50..50, *b"\xff\xc3(\x80 ");
    for format in ["text", "json", "ndjson", "csv", "markdown", "html"] {
        let ran = run(&["check", "--format", format, "-"], &bytes);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert_eq!(run(&["check", "--format", "json", "-"], &bytes).json()["status"], "scored");
}

#[test]
fn nesting_without_end_is_read() {
    let deep = format!("<html><body>{}<p>{HONEST}</p>", "<div>".repeat(200_000));
    let ran = run(&["check", "--format", "json", "-"], &deep);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.json()["status"].is_string());
    let mut input = row("before", HONEST);
    let _ = writeln!(input, "{}", json!({ "id": "deep", "html": deep }));
    let _ = writeln!(input, "{{\"id\":\"nested\",\"text\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    input += &row("after", HONEST);
    for verb in ["check", "extract"] {
        let lines = run(&[verb, "--format", "ndjson", "-"], &input).lines();
        let seen: Vec<_> = lines.iter().map(|l| (l["id"].as_str().expect("an id"), l["status"] == "error")).collect();
        assert_eq!(seen, [("before", false), ("deep", false), ("nested", true), ("after", false)]);
    }
}

/// Fifty million bytes without a line end: of words, of one word, of a page, of a line of NDJSON.
#[test]
fn fifty_megabytes_of_one_line_are_read_in_bounded_time() {
    const SIZE: usize = 50_000_000;
    let words = HONEST.replace('\n', " ").repeat(SIZE / HONEST.len());
    let page = format!("<html><body><article><p>{words}</p></article></body></html>");
    let inputs = [
        ("words", words.clone().into_bytes()),
        ("one word", vec![b'x'; SIZE]),
        ("open tags", b"<p>".repeat(SIZE / 3)),
        ("a page", page.clone().into_bytes()),
        ("an unclosed tag", format!("<html><body><a href=\"{words}").into_bytes()),
        ("a line with text", row("x", &words).into_bytes()),
        ("a line with a page", format!("{}\n", json!({ "id": "x", "html": page })).into_bytes()),
        ("an unclosed line", format!("{{\"id\": \"x\", \"text\": \"{words}").into_bytes()),
        ("a brace", [b"{".as_slice(), &vec![b' '; SIZE]].concat()),
    ];
    for (what, input) in inputs {
        let start = Instant::now();
        let ran = run(&["check", "--format", "ndjson", "-"], input);
        let took = start.elapsed();
        assert!(ran.code == 0, "{what}: {}", ran.err);
        let lines = ran.lines();
        assert_eq!(lines.len(), 1, "{what}");
        assert!(lines[0]["status"].is_string() && lines[0]["verdict"] != "likely-garbled", "{what}: {}", lines[0]);
        if matches!(what, "words" | "a line with text") {
            assert_eq!(lines[0]["text"]["truncated"], true, "{what}");
        }
        // Far above what it takes (a second or two), far below what a quadratic step would take.
        assert!(took < Duration::from_mins(1), "{what}: {took:?}");
    }
}

#[test]
fn a_line_past_the_limit_costs_only_itself() {
    let mut input = row("before", HONEST).into_bytes();
    input.extend(b"{\"id\": \"huge\", \"text\": \"");
    input.extend(vec![b'x'; 70 << 20]);
    input.extend(b"\"}\n");
    input.extend(row("after", HONEST).bytes());
    let lines = run(&["check", "--format", "ndjson", "-"], input).lines();
    let seen: Vec<_> = lines.iter().map(|l| (&l["id"], &l["status"])).collect();
    assert_eq!(
        seen,
        [(&json!("before"), &json!("scored")), (&json!("huge"), &json!("error")), (&json!("after"), &json!("scored"))]
    );
    assert!(lines[1]["reason"].as_str().is_some_and(|r| r.contains("64 MB")), "{}", lines[1]);
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat_however_long_the_stream() {
    use std::io::Write;

    use crate::support::command;

    let mut child = command(&["extract", "--format", "ndjson", "--jobs", "2", "-"]).spawn().expect("starts");
    let status = format!("/proc/{}/status", child.id());
    let peak = move || {
        let text = fs::read_to_string(&status).expect("the status of a running process");
        let line = text.lines().find(|l| l.starts_with("VmHWM:")).expect("a peak");
        line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).expect("a number") / 1024
    };
    let mut stdin = child.stdin.take().expect("stdin");
    let mut stdout = child.stdout.take().expect("stdout");
    let reader = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).expect("read"));
    let line = row("x", &HONEST.repeat(10));
    let block = line.repeat((1 << 20) / line.len());
    let mut feed = |megabytes: usize| (0..megabytes).for_each(|_| stdin.write_all(block.as_bytes()).expect("written"));
    feed(16);
    let early = peak();
    feed(48);
    let late = peak();
    drop(stdin);
    assert!(child.wait().expect("ends").success());
    assert!(reader.join().expect("ends") > 32 << 20, "everything was answered");
    assert!(late <= early + 24, "{early} MB after 16 MB, {late} MB after 64 MB");
}

#[test]
fn odd_pages_each_get_a_state() {
    let mut input = String::new();
    let pages = [
        "",
        "<",
        "<!",
        "<!--",
        "<html",
        "</",
        "<p><table><p><td></p></table></p></p>",
        "<svg><foreignObject><p>x</foreignObject><math><mi>x",
        "<template><p>x</template>",
        "<frameset><frame src=x></frameset>",
        "<plaintext>x",
        "\u{0}\u{1}\u{fffe}",
        "&#x110000;&#xd800;&#0;&nosuch;",
    ];
    for (i, page) in pages.iter().enumerate() {
        let _ = writeln!(input, "{}", json!({ "id": i, "html": page, "url": "not a url", "title": "\u{202e}\u{0}" }));
        let _ = writeln!(input, "{}", json!({ "id": i, "text": page }));
    }
    for format in ["text", "json", "ndjson", "csv", "markdown", "html"] {
        let ran = run(&["check", "--format", format, "-"], &input);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let lines = run(&["check", "--format", "ndjson", "-"], &input).lines();
    assert_eq!(lines.len(), 2 * pages.len());
    assert!(lines.iter().all(|l| l["status"] != "error"), "{lines:?}");
}

#[test]
fn an_unreadable_path_is_told() {
    let folder = folder("unreadable_path");
    let missing = folder.join("missing.html");
    let ran = run(&["check", "--format", "json", arg(&missing)], "");
    assert_eq!(ran.code, 2);
    assert_eq!(ran.json()["status"], "error");
    assert!(ran.err.contains("missing.html"), "{}", ran.err);
}
