//! `ungarble index`, and `check` that asks one.

use std::fs;

use serde_json::json;

use crate::support::{DAMAGED, HONEST, arg, folder, row, run};

fn articles() -> String {
    let other = "A ferry ran aground near the harbour on Sunday. ".repeat(2)
        + "The crew of nine left it in rubber boats and nobody was hurt, the coast guard of the island said. "
        + "Divers will look at the hull when the wind has died down, and the line has put two older ships into service.";
    let line = json!({"id": "honest", "text": HONEST, "title": "Honest", "url": "https://paper.example/honest",
                      "publisher": "The Paper", "published": "2024-05-01"});
    format!("{line}\n{}", row("ferry", &other))
}

#[test]
fn an_article_is_found_in_an_index_built_of_a_stream() {
    let folder = folder("index-built");
    let file = folder.join("news.index");
    let ran = run(&["index", "build", "-o", arg(&file), "-"], articles());
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("2 articles"), "{}", ran.err);
    let ran = run(&["check", "--index", arg(&file), "--format", "ndjson"], row("q", HONEST));
    let report = &ran.lines()[0];
    let first = &report["sources"][0];
    assert_eq!((&first["relation"], &first["id"]), (&json!("indexed-match"), &json!("honest")), "{report}");
    assert_eq!((&first["url"], &first["publisher"]), (&json!("https://paper.example/honest"), &json!("The Paper")));
    // A damaged copy of it is found too, and nothing is said of another text.
    let ran = run(&["check", "--index", arg(&file), "--format", "ndjson"], row("q", DAMAGED));
    assert_eq!(ran.lines()[0]["sources"][0]["id"], "honest");
    let other = "The orchestra plays two symphonies by Haydn tonight, and tickets are sold out. ".repeat(7);
    let ran = run(&["check", "--index", arg(&file), "--format", "ndjson"], row("q", &other));
    let sources = ran.lines()[0]["sources"].to_string();
    assert!(!sources.contains("indexed-match"), "{sources}");
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1, "nothing is left beside the index");
}

#[test]
fn added_and_merged_indexes_are_the_same_as_built_at_once() {
    let folder = folder("index-added");
    let [whole, grown, a, b, merged] = ["whole", "grown", "a", "b", "merged"].map(|n| folder.join(n));
    let lines = articles();
    let (first, second) = lines.split_once('\n').expect("two lines");
    for (file, input) in [(&whole, lines.as_str()), (&grown, first), (&a, first), (&b, second)] {
        assert_eq!(run(&["index", "build", "-o", arg(file)], input).code, 2, "an input is asked for");
        assert_eq!(run(&["index", "build", "-o", arg(file), "-"], input).code, 0);
    }
    assert_eq!(run(&["index", "add", "-o", arg(&grown), "-"], second).code, 0);
    assert_eq!(run(&["index", "merge", "-o", arg(&merged), arg(&b), arg(&a)], "").code, 0);
    let bytes = |file| fs::read(file).expect("an index");
    assert_eq!(bytes(&grown), bytes(&whole));
    assert_eq!(bytes(&merged), bytes(&whole));
    for jobs in ["1", "3"] {
        assert_eq!(run(&["index", "build", "--jobs", jobs, "-o", arg(&a), "-"], lines.as_str()).code, 0);
        assert_eq!(bytes(&a), bytes(&whole), "{jobs} threads");
    }
    let info = run(&["index", "info", "--format", "json", arg(&whole)], "").json();
    assert_eq!((&info["articles"], &info["newest"]), (&json!(2), &json!("2024-05-01")), "{info}");
    assert!(run(&["index", "info", arg(&whole)], "").out.contains("2 articles"));
}

#[test]
fn what_cannot_be_indexed_is_told_and_the_rest_is_indexed() {
    let folder = folder("index-partial");
    let file = folder.join("news.index");
    let input = format!("{}\nnonsense\n{}", row("short", "Too short.").trim(), articles());
    let ran = run(&["index", "build", "-o", arg(&file), "-"], input);
    assert_eq!(ran.code, 2);
    for told in ["short: It has fewer than", "line 2: ", "2 articles", "1 could not be read"] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
}

#[test]
fn an_index_that_is_none_is_refused_and_nothing_is_replaced() {
    let folder = folder("index-bad");
    let [good, bad, cut] = ["good", "bad", "cut"].map(|n| folder.join(n));
    assert_eq!(run(&["index", "build", "-o", arg(&good), "-"], articles()).code, 0);
    let bytes = fs::read(&good).expect("an index");
    fs::write(&bad, "not an index").expect("written");
    fs::write(&cut, &bytes[..bytes.len() / 2]).expect("written");
    for (file, why) in [(&bad, "no index"), (&cut, "cut off")] {
        for args in [
            &["check", "--index", arg(file), "-"][..],
            &["index", "info", arg(file)],
            &["index", "merge", "-o", arg(&good), arg(&good), arg(file)],
            &["index", "add", "-o", arg(file), "-"],
        ] {
            let ran = run(args, articles());
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
            assert!(ran.err.contains(why) && ran.err.contains(arg(file)), "{args:?}: {}", ran.err);
        }
    }
    assert_eq!(fs::read(&good).expect("an index"), bytes);
    assert_eq!(fs::read(&cut).expect("an index"), bytes[..bytes.len() / 2]);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 3, "nothing is left beside the indexes");
}

#[test]
fn every_status_but_an_error_gets_its_sources() {
    let folder = folder("index-status");
    let file = folder.join("news.index");
    assert_eq!(run(&["index", "build", "-o", arg(&file), "-"], articles()).code, 0);
    let first = HONEST.split_inclusive(". ").next().expect("a sentence");
    let input = row("short", first) + "nonsense\n";
    let lines = run(&["check", "--index", arg(&file), "--format", "ndjson"], input).lines();
    assert_eq!(lines[0]["status"], "too-short");
    assert_eq!(lines[0]["sources"][0]["id"], "honest", "{}", lines[0]);
    assert_eq!((&lines[1]["status"], &lines[1]["sources"]), (&json!("error"), &json!([])));
}

#[test]
fn names_that_only_the_original_knows_come_from_the_index() {
    let folder = folder("index-names");
    let file = folder.join("news.index");
    let pair = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compare/garbled/vote");
    let original = format!("{pair}/original.txt");
    assert_eq!(run(&["index", "build", "-o", arg(&file), &original], "").code, 0);
    let report = run(&["check", "--index", arg(&file), "--format", "json", &format!("{pair}/copy.txt")], "").json();
    let names = report["names"].as_array().expect("names");
    let found = names.iter().find(|n| n["likely"] == "Marcus Wunderlich").expect("the true name");
    assert_eq!((&found["observed"], &found["basis"]), (&json!(["Malcus Wonderlick"]), &json!("source")), "{found}");
    assert_eq!(report["comparison"]["relation"], "garbled-copy");
    assert_eq!(report["comparison"]["original"]["paragraphs"], json!([]), "an index holds no text");
    // The original itself has no other names than its own.
    let report = run(&["check", "--index", arg(&file), "--format", "json", &original], "").json();
    assert!(report["names"].as_array().expect("names").iter().all(|n| n["basis"] != "source"), "{report}");
}
