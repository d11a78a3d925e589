//! The facts checked and refreshed.

use std::fs;

use crate::support::{arg, folder, run};

const FIGURES: &str = "name\tsurname\taliases\tpronoun\tscript\tnative\toffices\tsource\n";
const MUSTER: &str = "Anna Muster\tMuster\t\tshe\tlatin\t\tPresident, France, 2015-\teditors\n";

#[test]
fn the_compiled_in_facts_are_sound() {
    let ran = run(&["data", "check"], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.ends_with(" tables are sound\n"), "{}", ran.out);
}

#[test]
fn faults_are_told_with_file_and_line_and_end_with_2() {
    let folder = folder("faults");
    let file = folder.join("figures.tsv");
    fs::write(&file, format!("{FIGURES}{}", MUSTER.replace("2015", "2051"))).expect("written");
    for path in [&file, &folder] {
        let ran = run(&["data", "check", arg(path)], "");
        assert_eq!(ran.code, 2);
        assert_eq!(ran.out, "data/figures.tsv:2: the year 2051 is not between 1900 and 2030\n");
    }
    assert_eq!(run(&["data", "check", arg(&folder.join("missing.tsv"))], "").code, 2);
}

#[test]
fn a_refresh_is_announced_then_done_then_needless() {
    let folder = folder("refresh");
    let tables = [
        ("figures.tsv", format!("{FIGURES}{MUSTER}")),
        ("organisations.tsv", "name\twords\nFrance\tFrance\nUnited States\tUS\nUS Senate\tSenate\n".to_owned()),
        ("factbook_exec.json", r#"[["France", "chief of state", "President Bert BEISPIEL (since 4 May 2022)", "x"]]"#.to_owned()),
        ("executive.yaml", "[]\n".to_owned()),
        (
            "legislators-current.yaml",
            "- name: {first: Cora, last: Probe}\n  bio: {gender: F}\n  terms:\n  - {type: sen, start: '2019-01-03', end: \
             '2025-01-03'}\n"
                .to_owned(),
        ),
    ];
    for (name, text) in &tables {
        fs::write(folder.join(name), text).expect("written");
    }
    let file = folder.join("figures.tsv");
    let refresh = |more: &[&str]| {
        let args = [&["data", "refresh", "--sources", arg(&folder), "--data", arg(&folder)], more].concat();
        run(&args, "")
    };
    let announced = refresh(&["--check"]);
    assert_eq!(announced.code, 1, "{}", announced.err);
    assert_eq!(fs::read_to_string(&file).expect("read"), tables[0].1, "nothing is written");
    let done = refresh(&[]);
    assert_eq!(done.code, 0);
    assert_eq!(
        fs::read_to_string(&file).expect("read"),
        format!(
            "{FIGURES}{}Bert Beispiel\tBeispiel\t\t\tlatin\t\tPresident, France, 2022-\tCIA World Factbook\nCora \
             Probe\tProbe\t\tshe\tlatin\t\tsenator, US Senate, 2019-\tUS Congress legislators\n",
            MUSTER.replace("2015-", "2015-2022")
        )
    );
    let needless = refresh(&["--check"]);
    assert_eq!(needless.code, 0);
    assert!(needless.out.ends_with("is up to date\n"), "{}", needless.out);
}

#[test]
fn a_refresh_without_its_sources_says_what_is_missing() {
    let ran = run(&["data", "refresh", "--sources", arg(&folder("nothing"))], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("factbook_exec.json"), "{}", ran.err);
}
