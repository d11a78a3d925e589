//! The facts of `data/` are well formed, and a bad row is told with file, line and reason. The build runs the same checks
//! and stops.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::path::Path;

use ungarble::data::Data;
use ungarble::data::check::{check, files};

const FIGURES: &str = "name\tsurname\taliases\tpronoun\tscript\tnative\toffices\tsource\n";
const TITLES: &str = "organisation\ttitle\tlegitimate\tcorrupt\tnear\tunless\troute\n";
const ORGANISATIONS: &str = "name\twords\nEstonia\tEstonia|Tallinn\nNATO\tNATO\n";

/// What is said of one table beside a small table of organisations.
fn told(file: &str, text: &str) -> Vec<String> {
    check(&[(file, text), ("organisations.tsv", ORGANISATIONS)]).iter().map(ToString::to_string).collect()
}

/// What is said of these rows of figures; the first stands in line 2.
fn figures(rows: &[&str]) -> Vec<String> {
    told("figures.tsv", &format!("{FIGURES}{}\n", rows.join("\n")))
}

const KALLAS: &str = "Kaja Kallas\tKallas\t\tshe\tlatin\t\tPrime Minister, Estonia, 2021-2024\teditors";
const PUTIN: &str = "Vladimir Putin\tPutin\t\the\tnon-latin\tВладимир Путин\tguest, NATO, 2002\teditors";

#[test]
fn the_tables_are_sound() {
    let read = |file: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file)).expect("a file of data/")
    };
    let tables: Vec<(&str, String)> = files().map(|file| (file, read(file))).collect();
    let tables: Vec<(&str, &str)> = tables.iter().map(|(file, text)| (*file, text.as_str())).collect();
    let faults: Vec<String> = check(&tables).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn sound_rows_are_not_complained_of() {
    assert_eq!(figures(&[KALLAS, PUTIN]), [""; 0]);
}

#[test]
fn a_table_has_its_columns_and_no_others() {
    assert_eq!(
        told("organisations.tsv", ""),
        ["data/organisations.tsv:1: empty: the first row names the columns, name, words"]
    );
    assert_eq!(
        told("organisations.tsv", "# a note\nname\tword\n"),
        [
            "data/organisations.tsv:2: no column `words`: the columns are name, words",
            "data/organisations.tsv:2: unknown column `word`: the columns are name, words",
        ]
    );
    assert_eq!(
        told("organisations.tsv", "words\tname\n"),
        ["data/organisations.tsv:1: columns in another order than name, words"]
    );
    assert_eq!(
        told("planets.tsv", "name\n"),
        ["data/planets.tsv:1: unknown table: describe its columns in src/data/check.rs"]
    );
}

#[test]
fn rows_are_whole_sorted_and_unique() {
    let table = |rows: &str| told("organisations.tsv", &format!("# a note\nname\twords\n{rows}"));
    assert_eq!(table("Åland\tÅland\nNATO\n"), ["data/organisations.tsv:4: 1 columns where the header has 2",]);
    assert_eq!(table("NATO\tNATO\tx\n"), ["data/organisations.tsv:3: 3 columns where the header has 2"]);
    assert_eq!(table("NATO\t\n"), ["data/organisations.tsv:3: `words` is empty"]);
    assert_eq!(
        table("NATO\t NATO\n")[0],
        "data/organisations.tsv:3: an empty word, or one with white space at its edge, in ` NATO`"
    );
    assert_eq!(
        table("Zambia\tZambia\nÅland\tÅland\n"),
        ["data/organisations.tsv:4: `Åland` is out of order: rows are sorted"]
    );
    assert_eq!(table("Aland\tAland\nÅland\tÅland\n"), ["data/organisations.tsv:4: `Åland` is here twice"]);
    assert_eq!(table("NATO\tNATO|NATO\n"), ["data/organisations.tsv:3: `NATO` is listed twice"]);
    assert_eq!(
        table("A\u{30a}land\tx\n"),
        ["data/organisations.tsv:3: `A\u{30a}land` is not in Unicode's composed form (NFC)"]
    );
}

#[test]
fn years_of_office_are_sane() {
    let office = |years: &str| figures(&[&KALLAS.replace("2021-2024", years)]);
    assert_eq!(office("21-24"), ["data/figures.tsv:2: `21` is no year"]);
    assert_eq!(office("2024-2021"), ["data/figures.tsv:2: `2024-2021` ends before it begins"]);
    assert_eq!(office("2021-2099"), ["data/figures.tsv:2: the year 2099 is not between 1900 and 2030"]);
    assert_eq!(office("1821-1824"), ["data/figures.tsv:2: the year 1821 is not between 1900 and 2030"]);
    assert_eq!(office("2021-2021"), ["data/figures.tsv:2: `2021-2021`: write `2021` alone"]);
    assert_eq!(
        figures(&[&KALLAS.replace(", 2021-2024", "")]),
        ["data/figures.tsv:2: `Prime Minister, Estonia` is no office: write `role, organisation, years`"]
    );
    assert_eq!(
        figures(&[&KALLAS.replace("Prime", "former Prime")]),
        [
            "data/figures.tsv:2: `former Prime Minister, Estonia, 2021-2024`: the years say that it is over, not `former`"
        ]
    );
    assert_eq!(
        figures(&[&KALLAS.replace("2021-2024", "2021-2024 | Prime Minister, Estonia, 2021-2024")]),
        ["data/figures.tsv:2: the office `Prime Minister, Estonia, 2021-2024` is listed twice"]
    );
}

#[test]
fn words_of_a_column_are_known() {
    assert_eq!(
        figures(&[&KALLAS.replace("she", "her")]),
        ["data/figures.tsv:2: pronoun `her`: it is one of he, she, they"]
    );
    assert_eq!(
        figures(&[&KALLAS.replace("latin", "roman")]),
        ["data/figures.tsv:2: script `roman`: it is one of latin, non-latin"]
    );
    assert_eq!(
        figures(&[&KALLAS.replace("editors", "hearsay")]),
        ["data/figures.tsv:2: source `hearsay`: it is one of CIA World Factbook, US Congress legislators, editors, \
             press, 2026"]
    );
    assert_eq!(
        told("titles.tsv", &format!("{TITLES}NATO\tSecretary General\t\tdirector\tfar\t\tja\n")),
        [
            "data/titles.tsv:2: near `far`: it is one of alone, both, definite, figure, named, of, org, person, speech",
            "data/titles.tsv:2: route `ja`: `spinner`, `word by word`, or a language and its word, `ja 首相`",
        ]
    );
    assert_eq!(
        told("phrases.tsv", "observed\texpected\ttopic\troute\tnear\nRuddy Cross\tRed Cross\thealth\tpigeon\t\n"),
        ["data/phrases.tsv:2: route `pigeon`: it is one of spinner, translation"]
    );
    assert_eq!(
        told("phrases.tsv", "observed\texpected\ttopic\troute\tnear\nend/quit-fire\tceasefire\twar\tspinner\t\n"),
        ["data/phrases.tsv:2: `end/quit-fire`: a choice has no hyphen, write a space"]
    );
}

#[test]
fn a_name_is_one_persons_only() {
    let alias = |row: &str, alias: &str| row.replacen("\t\t", &format!("\t{alias}\t"), 1);
    assert_eq!(figures(&[KALLAS, KALLAS]), ["data/figures.tsv:3: `Kaja Kallas` is here twice"]);
    assert_eq!(
        figures(&[KALLAS, &alias(PUTIN, "Kaja Kállas")]),
        ["data/figures.tsv:3: the alias `Kaja Kállas` is the name of `Kaja Kallas`"]
    );
    assert_eq!(
        figures(&[&alias(KALLAS, "Iron Lady"), &alias(PUTIN, "Iron Lady")]),
        ["data/figures.tsv:3: the alias `Iron Lady` is one of `Kaja Kallas` too"]
    );
    assert_eq!(
        figures(&[&alias(KALLAS, "Kája Kallas")]),
        ["data/figures.tsv:2: the alias `Kája Kallas` is the name itself, give or take marks"]
    );
    assert_eq!(
        figures(&[&alias(KALLAS, "Kallas K.|Kallas K")]),
        ["data/figures.tsv:2: the alias `Kallas K` is listed twice, give or take marks"]
    );
}

#[test]
fn a_surname_is_part_of_the_name_and_letters_are_where_they_belong() {
    assert_eq!(
        figures(&[&KALLAS.replace("\tKallas\t", "\tKarasu\t")]),
        ["data/figures.tsv:2: the surname `Karasu` is no part of `Kaja Kallas`"]
    );
    assert_eq!(
        figures(&[&PUTIN.replacen("\t\t", "\tПутин\t", 1)]),
        ["data/figures.tsv:2: `Путин` is not in Latin letters: that is what `native` is for"]
    );
    assert_eq!(
        figures(&[&PUTIN.replace("non-latin", "latin")]),
        ["data/figures.tsv:2: native `Владимир Путин`: only a name that is not in Latin letters has one"]
    );
}

#[test]
fn rows_refer_to_rows_that_are_there() {
    assert_eq!(
        figures(&[&KALLAS.replace("Estonia", "Esthonia")]),
        ["data/figures.tsv:2: the organisation `Esthonia` is not in data/organisations.tsv"]
    );
    assert_eq!(
        told("titles.tsv", &format!("{TITLES}WTO\tDirector-General\t\tboss\torg\t\tspinner\n")),
        ["data/titles.tsv:2: `WTO` is neither in data/organisations.tsv nor in data/groups.tsv"]
    );
    assert_eq!(
        told("groups.tsv", "name\tkind\tmembers\nStates\tbodies\tEstonia|Esthonia\n"),
        ["data/groups.tsv:2: `Esthonia` is not in data/organisations.tsv"]
    );
    let collisions = "name\tword\tplural\troute\nKaja Karas\tcrow\tcrows\tjapanese\n";
    let figures = format!("{FIGURES}{KALLAS}\n");
    let faults = check(&[("collisions.tsv", collisions), ("figures.tsv", &figures)]);
    assert_eq!(
        faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["data/collisions.tsv:2: `Kaja Karas` is not in data/figures.tsv"]
    );
}

#[test]
fn hosts_and_suffixes_are_plain_and_nobody_elses() {
    let publishers =
        |rows: &str| told("publishers.tsv", &format!("name\tdomains\taliases\tmatch\tkind\tcountry\tsource\n{rows}\n"));
    assert_eq!(
        publishers("A Post\twww.a.example\t\t\tonline\tUS\town"),
        [
            "data/publishers.tsv:2: `www.a.example` is no host in lower case without `www.`",
            "data/publishers.tsv:2: country `US`: two lower-case letters",
        ]
    );
    assert_eq!(
        publishers("A Post\ta.example\t\t\tonline\tus\town\nB Post\ta.example\tA Post\t\tonline\tus\town"),
        [
            "data/publishers.tsv:3: `A Post` is already a name of `A Post`",
            "data/publishers.tsv:3: the host `a.example` is already that of `A Post`",
        ]
    );
    assert_eq!(
        told("suffixes.tsv", "parent\tlabels\nuk\torg co\n"),
        ["data/suffixes.tsv:2: `co` stands after `org`: labels are sorted, none twice"]
    );
    assert_eq!(
        told("suffixes.tsv", "parent\tlabels\nuk\tCo\n"),
        ["data/suffixes.tsv:2: `Co` is no label of lower-case letters and digits"]
    );
}

#[test]
fn enough_people_are_known_with_office_and_pronoun() {
    let figures = &Data::get().figures;
    let all: Vec<_> = (0..).map_while(|i| figures.get(i)).collect();
    assert!(all.len() >= 1_000, "{} people", all.len());
    assert!(all.iter().all(|f| !f.offices.is_empty()));
    assert!(all.iter().filter(|f| f.offices.len() > 1).count() >= 100);
}

#[test]
fn patterns_have_no_empty_slot_and_no_choice_twice() {
    let row =
        |corrupt: &str| told("titles.tsv", &format!("{TITLES}NATO\tSecretary General\t\t{corrupt}\torg\t\tspinner\n"));
    assert_eq!(row("chief/top director|boss"), [""; 0]);
    assert_eq!(row("chief/ director"), ["data/titles.tsv:2: an empty slot, choice or word in `chief/ director`"]);
    assert_eq!(row("top/top director"), ["data/titles.tsv:2: `top` stands twice in a slot of `top/top director`"]);
}
