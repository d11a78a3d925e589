//! Files, folders and standard input, told apart by content.

use std::fs;

use serde_json::json;

use crate::support::{DAMAGED, HONEST, arg, folder, row, run};

#[test]
fn standard_input_is_read_when_no_path_is_given() {
    let named = run(&["check", "--format", "json", "-"], HONEST);
    let unnamed = run(&["check", "--format", "json"], HONEST);
    assert_eq!(named.out, unnamed.out);
    assert_eq!(named.json()["status"], "scored");
    assert_eq!(named.json()["id"], "-");
}

#[test]
fn markup_is_told_from_text_whatever_the_name() {
    let folder = folder("markup_by_content");
    let page = format!(
        "<html><head><title>Library stays</title></head><body><nav>Menu</nav><article><h1>Library stays</h1><p>{}</p></article></body></html>",
        HONEST.trim().replace("\n\n", "</p><p>")
    );
    for name in ["page.html", "page.txt", "page"] {
        let path = folder.join(name);
        fs::write(&path, &page).expect("written");
        let answer = run(&["extract", "--format", "json", arg(&path)], "").json();
        assert_eq!(answer["title"], "Library stays", "{name}");
        assert_eq!(answer["text"], HONEST.trim(), "{name}");
    }
    let path = folder.join("text.html");
    fs::write(&path, HONEST).expect("written");
    let answer = run(&["extract", "--format", "json", arg(&path)], "").json();
    assert_eq!(answer["text"], HONEST.trim());
}

#[test]
fn a_folder_is_read_to_its_depths_in_the_order_of_the_names() {
    let folder = folder("folder_order");
    fs::create_dir_all(folder.join("b/deep")).expect("folders");
    fs::create_dir_all(folder.join(".hidden")).expect("folders");
    for name in ["a.txt", "b/1.html", "b/deep/2.txt", "c.md", "README"] {
        fs::write(folder.join(name), HONEST).expect("written");
    }
    fs::write(folder.join("z.ndjson"), row("from-stream", HONEST)).expect("written");
    fs::write(folder.join("saved.php"), format!("<html><body><p>{HONEST}")).expect("written");
    for name in [".hidden/x.txt", ".y.txt", "style.css", "script.js"] {
        fs::write(folder.join(name), HONEST).expect("written");
    }
    fs::write(folder.join("page.rs"), "let page = \"<p>a</p><p>b</p><p>c</p><html>\";\n").expect("written");
    fs::write(folder.join("drawing.svg"), "<?xml version=\"1.0\"?><svg><text>x</text></svg>").expect("written");
    fs::write(folder.join("settings.json"), "{\"strict\": true}\n").expect("written");
    fs::write(folder.join("export.json"), row("from-export", HONEST)).expect("written");
    fs::write(folder.join("photo.jpg"), b"\xff\xd8\xff\xe0\0\0\0").expect("written");
    let ran = run(&["check", "--format", "ndjson", arg(&folder)], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ids: Vec<String> = ran
        .lines()
        .iter()
        .map(|l| l["id"].as_str().expect("an id").replace(&format!("{}/", arg(&folder)), ""))
        .collect();
    assert_eq!(ids, ["README", "a.txt", "b/1.html", "b/deep/2.txt", "c.md", "from-export", "saved.php", "from-stream"]);
}

#[test]
fn a_folder_without_articles_is_told() {
    let folder = folder("folder_empty");
    fs::write(folder.join("photo.jpg"), b"\xff\xd8\xff\xe0\0\0\0").expect("written");
    let ran = run(&["check", arg(&folder)], "");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("nothing was read"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_no_danger() {
    use std::os::unix::fs::symlink;
    let folder = folder("folder_links");
    fs::create_dir(folder.join("inside")).expect("a folder");
    fs::write(folder.join("inside/a.txt"), HONEST).expect("written");
    symlink(&folder, folder.join("inside/loop")).expect("a link");
    symlink("/nowhere", folder.join("dangling.jpg")).expect("a link");
    let pipe = std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status();
    assert!(pipe.is_ok_and(|s| s.success()), "a pipe that nobody writes to");
    symlink(folder.join("inside/a.txt"), folder.join("linked.txt")).expect("a link");
    let ran = run(&["check", "--format", "ndjson", arg(&folder)], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.lines().len(), 2, "the file and the link to it: {}", ran.out);
}

#[cfg(unix)]
#[test]
fn one_unreadable_file_does_not_stop_a_folder() {
    let folder = folder("folder_unreadable");
    fs::write(folder.join("a.txt"), HONEST).expect("written");
    std::os::unix::fs::symlink("/nowhere/at/all", folder.join("b.html")).expect("a link");
    fs::write(folder.join("c.txt"), HONEST).expect("written");
    let ran = run(&["check", "--format", "ndjson", arg(&folder)], "");
    assert_eq!(ran.code, 2);
    let statuses: Vec<_> = ran.lines().iter().map(|l| l["status"].clone()).collect();
    assert_eq!(statuses, ["scored", "error", "scored"]);
    assert!(ran.err.contains("b.html") && ran.err.lines().count() == 1, "{}", ran.err);
}

#[test]
fn several_paths_are_answered_in_their_order() {
    let folder = folder("several_paths");
    let (a, b) = (folder.join("a.txt"), folder.join("b.txt"));
    fs::write(&a, HONEST).expect("written");
    fs::write(&b, DAMAGED).expect("written");
    let ran = run(&["check", "--format", "json", arg(&b), "-", arg(&a)], HONEST);
    let ids: Vec<_> = ran.json().as_array().expect("an array").iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, [json!(arg(&b)), json!("-"), json!(arg(&a))]);
}

#[test]
fn the_given_address_is_the_page_s() {
    let page = "<html><body><article><p>Text.</article>";
    let ran = run(&["check", "--format", "json", "--url", "https://example.org/story", "-"], page);
    assert_eq!(ran.json()["page"]["url"], "https://example.org/story");
    let ran = run(&["check", "--format", "json", "--url", "https://example.org/story", "-"], HONEST);
    assert_eq!(ran.json()["page"]["url"], "https://example.org/story");
}

#[test]
fn old_encodings_are_read_as_they_were_written() {
    let page = |charset: &str, text: &[u8]| {
        let mut bytes = format!("<html><head><meta charset={charset}></head><body><article><p>").into_bytes();
        bytes.extend(text);
        bytes.extend(b"</p></article></body></html>");
        run(&["extract", "--format", "json"], bytes).json()["text"].as_str().expect("a text").to_owned()
    };
    assert!(page("windows-1252", b"The caf\xe9 reopened.").contains("café"));
    assert!(page("shift_jis", b"The crow is \x83J\x83\x89\x83X.").contains("カラス"));
    let mut wide = b"\xff\xfe".to_vec();
    wide.extend("The café reopened.".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(run(&["extract", "--format", "json"], wide).json()["text"], "The café reopened.");
    assert_eq!(run(&["extract", "--format", "json"], b"The caf\xe9 reopened.").json()["text"], "The café reopened.");
}
