//! The table of figures brought up to date: new holders of an office are added, former ones get the year it ended.
//!
//! Columns written by hand stay as they are, and a row that knows better than the source is believed: where the table's
//! holder came later than the source's, the source is the older of the two. Names on a line `# left out: A, B (why)` are
//! not added again.

use std::collections::BTreeSet;

use ungarble::data::check::name_order;
use ungarble::names::fold::name_words;
use ungarble::names::offices::{self, Office, Until};

use super::sources::Fact;

/// What came of it.
pub struct Refreshed {
    /// The whole file.
    pub table: String,
    /// What was changed, and what was left for a person to look at.
    pub log: Vec<String>,
}

struct Row {
    cells: Vec<String>,
}

const NAME: usize = 0;
const ALIASES: usize = 2;
const SCRIPT: usize = 4;
const OFFICES: usize = 6;

impl Row {
    fn name(&self) -> &str {
        self.cells.first().map_or("", String::as_str)
    }

    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn offices(&self) -> impl Iterator<Item = Office<'_>> {
        offices::split(self.cell(OFFICES)).filter_map(|o| offices::read(o).ok())
    }

    /// Does one of the names hold all words of the surname? With `given`, its first word must be the same too.
    fn is(&self, fact: &Fact, given: bool) -> bool {
        let first = name_words(&fact.name).first().cloned().unwrap_or_default();
        std::iter::once(self.name()).chain(self.cell(ALIASES).split('|')).any(|form| {
            let words: Vec<String> = form.split(['-', ' ']).flat_map(name_words).collect();
            fact.surname.iter().all(|w| words.contains(w)) && (!given || words.first() == Some(&first))
        })
    }

    fn held(&self, fact: &Fact) -> Option<Office<'_>> {
        self.offices().find(|o| o.is_held() && o.organisation == fact.organisation && head(o.role) == fact.role)
    }

    /// Writes an end to the office.
    fn end(&mut self, fact: &Fact, year: &str) {
        let ended: Vec<String> = offices::split(self.cell(OFFICES))
            .map(|text| match offices::read(text) {
                Ok(o) if o.is_held() && o.organisation == fact.organisation && head(o.role) == fact.role => {
                    let from = o.from.map_or("?".to_owned(), |y| y.to_string());
                    let years = if from == year { from } else { format!("{from}-{year}") };
                    format!("{}, {}, {years}", o.role, o.organisation)
                }
                _ => text.to_owned(),
            })
            .collect();
        self.cells[OFFICES] = ended.join(" | ");
    }
}

/// The office without what says that it is held for the time being.
fn head(role: &str) -> &str {
    ["acting ", "Acting ", "interim ", "Interim ", "caretaker ", "Caretaker ", "Transition ", "transition "]
        .iter()
        .find_map(|word| role.strip_prefix(word))
        .unwrap_or(role)
}

/// Applies the facts.
pub fn refresh(table: &str, organisations: &str, facts: &[Fact]) -> Refreshed {
    let known: BTreeSet<&str> = organisations.lines().filter_map(|l| l.split('\t').next()).collect();
    let (comments, rest): (Vec<&str>, Vec<&str>) = table.lines().partition(|l| l.is_empty() || l.starts_with('#'));
    let left_out: BTreeSet<&str> = comments
        .iter()
        .filter_map(|l| l.strip_prefix("# left out: "))
        .flat_map(|l| l.split(" (").next().unwrap_or(l).split(", "))
        .collect();
    let header = rest.first().copied().unwrap_or("");
    let width = header.split('\t').count();
    let mut rows: Vec<Row> = rest
        .iter()
        .skip(1)
        .map(|l| Row { cells: l.split('\t').map(str::to_owned).collect() })
        .filter(|r| r.cells.len() == width)
        .collect();
    if rows.len() + 1 != rest.len() || width <= OFFICES {
        let log = vec!["some rows have the wrong number of columns: run `ungarble data check` first".to_owned()];
        return Refreshed { table: table.to_owned(), log };
    }
    let mut log = Vec::new();
    for fact in facts {
        if is_elsewhere(&rows, fact) {
            continue;
        }
        if !known.contains(fact.organisation.as_str()) {
            log.push(format!("skipped {}, {}: not in organisations.tsv", fact.organisation, fact.name));
        } else if !left_out.contains(fact.name.as_str()) {
            apply(&mut rows, fact, &mut log);
        }
    }
    retire(&mut rows, facts, &mut log);
    rows.sort_by_key(|r| name_order(r.name()));
    let lines = comments.iter().map(|c| (*c).to_owned()).chain([header.to_owned()]);
    let table = lines.chain(rows.iter().map(|r| r.cells.join("\t"))).fold(String::new(), |all, l| all + &l + "\n");
    Refreshed { table, log }
}

/// A dependency is listed under the head of the state it belongs to.
fn is_elsewhere(rows: &[Row], fact: &Fact) -> bool {
    let same = |o: &Office<'_>| o.is_held() && head(o.role) == fact.role && o.from == Some(fact.from);
    fact.single && rows.iter().any(|r| r.is(fact, true) && r.offices().any(|o| same(&o)))
}

fn apply(rows: &mut Vec<Row>, fact: &Fact, log: &mut Vec<String>) {
    let office = format!("{}, {}, {}-", fact.role, fact.organisation, fact.from);
    // The person, in whatever office of that house. Of many senators the given name tells which.
    let own = |o: &Office<'_>| o.organisation == fact.organisation && (fact.single || o.role == fact.role);
    let of_house: Vec<usize> =
        (0..rows.len()).filter(|&i| rows.get(i).is_some_and(|r| r.offices().any(|o| own(&o)))).collect();
    let likest = |like: &dyn Fn(&Row) -> bool| of_house.iter().copied().find(|&i| rows.get(i).is_some_and(like));
    let holder = likest(&|r| name_order(r.name()) == name_order(&fact.name))
        .or_else(|| likest(&|r| r.is(fact, true)))
        .or_else(|| likest(&|r| fact.single && r.is(fact, false) && r.offices().any(|o| own(&o) && o.is_held())));
    if let Some(row) = holder.and_then(|i| rows.get(i)) {
        let newer = row.offices().any(|o| own(&o) && matches!(o.until, Until::Year(y) if y >= fact.from));
        if row.offices().any(|o| own(&o) && o.is_held()) {
            return;
        }
        if newer {
            log.push(format!("kept {}: the table has the end of {office}", row.name()));
            return;
        }
    }
    if fact.single {
        let before = rows.iter().position(|r| r.held(fact).is_some());
        if let Some(row) = before.and_then(|i| rows.get_mut(i)) {
            let from = row.held(fact).and_then(|o| o.from);
            if from == Some(fact.from) {
                return; // the same person, spelled otherwise
            }
            if from.is_some_and(|y| y > fact.from) {
                log.push(format!("kept {}: came after {} ({office})", row.name(), fact.name));
                return;
            }
            row.end(fact, &fact.from.to_string());
            log.push(format!("ended {}: {}", row.name(), row.cell(OFFICES)));
        }
    }
    let person = holder.or_else(|| rows.iter().position(|r| r.is(fact, true)));
    if let Some(row) = person.and_then(|i| rows.get_mut(i)) {
        row.cells[OFFICES] = format!("{office} | {}", row.cell(OFFICES));
        log.push(format!("added {}: {}", row.name(), row.cell(OFFICES)));
        return;
    }
    // Whether a name is Latin in the original is the same for most people of a state.
    let kin = rows.iter().filter(|r| r.offices().any(|o| o.organisation == fact.organisation));
    let (latin, all) = kin.fold((0, 0), |(l, n), r| (l + usize::from(r.cell(SCRIPT) == "latin"), n + 1));
    let script = if latin * 2 >= all { "latin" } else { "non-latin" };
    let surname = fact.name.split_once(' ').map_or(fact.name.as_str(), |(_, rest)| rest);
    let cells = [&fact.name, surname, "", fact.pronoun, script, "", &office, fact.source];
    log.push(format!("added {}: {office} (look at surname, pronoun and script)", fact.name));
    rows.push(Row { cells: cells.map(str::to_owned).to_vec() });
}

/// Senators who are in the source no longer: the year is not in it.
fn retire(rows: &mut [Row], facts: &[Fact], log: &mut Vec<String>) {
    let Some(any) = facts.iter().find(|f| !f.single) else { return };
    for row in rows.iter_mut() {
        let sits = row.held(any).is_some();
        if sits && !facts.iter().any(|f| f.role == any.role && row.is(f, true)) {
            row.end(any, "?");
            log.push(format!("ended {}: {} (add the year)", row.cells[NAME], row.cell(OFFICES)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "name\tsurname\taliases\tpronoun\tscript\tnative\toffices\tsource\n";
    const ORGANISATIONS: &str = "name\twords\nTestland\tTestland\nUS Senate\tSenate\n";

    fn fact(name: &str, from: u16) -> Fact {
        Fact {
            name: name.to_owned(),
            surname: vec![name_words(name).pop().unwrap()],
            role: "President".to_owned(),
            organisation: "Testland".to_owned(),
            from,
            pronoun: "",
            source: "CIA World Factbook",
            single: true,
        }
    }

    fn rows(rows: &[&str], facts: &[Fact]) -> Vec<String> {
        let refreshed = refresh(&format!("# note\n{HEADER}{}\n", rows.join("\n")), ORGANISATIONS, facts);
        assert!(refreshed.table.starts_with("# note\nname\t"));
        refreshed.table.lines().skip(2).map(str::to_owned).collect()
    }

    const MUSTER: &str = "Anna Muster\tMuster\tA. Muster\tshe\tlatin\t\tPresident, Testland, 2015-\teditors";

    #[test]
    fn a_new_holder_is_added_and_the_former_one_ended() {
        assert_eq!(
            rows(&[MUSTER], &[fact("Bert Beispiel", 2020)]),
            [
                "Anna Muster\tMuster\tA. Muster\tshe\tlatin\t\tPresident, Testland, 2015-2020\teditors",
                "Bert Beispiel\tBeispiel\t\t\tlatin\t\tPresident, Testland, 2020-\tCIA World Factbook",
            ]
        );
    }

    #[test]
    fn a_row_that_is_right_or_newer_stays() {
        assert_eq!(rows(&[MUSTER], &[fact("Anna Muster", 2018)]), [MUSTER]);
        assert_eq!(rows(&[MUSTER], &[fact("Bert Beispiel", 2010)]), [MUSTER]);
        assert_eq!(rows(&[MUSTER], &[fact("Anna Mustier", 2015)]), [MUSTER], "spelled otherwise");
        let ended = MUSTER.replace("2015-", "2015-2026");
        assert_eq!(rows(&[&ended], &[fact("Anna Muster", 2015)]), [ended.as_str()]);
    }

    #[test]
    fn who_is_known_gets_an_office_and_no_second_row() {
        let minister = MUSTER.replace("President", "Finance Minister");
        let minister = minister.replace("2015-", "2015-2018");
        assert_eq!(
            rows(&[&minister], &[fact("Anna Muster", 2020)]),
            [minister.replace("Finance", "President, Testland, 2020- | Finance")]
        );
    }

    #[test]
    fn senators_come_and_go_and_some_are_left_out() {
        let senator = |name: &str| Fact {
            role: "senator".to_owned(),
            organisation: "US Senate".to_owned(),
            single: false,
            ..fact(name, 2019)
        };
        let row = "Al Muster\tMuster\t\the\tlatin\t\tsenator, US Senate, 2001-\teditors";
        let table = format!("# left out: Jo Lee (too short)\n{HEADER}{row}\n");
        let refreshed = refresh(&table, ORGANISATIONS, &[senator("Jo Lee"), senator("Bo Muster")]);
        assert_eq!(
            refreshed.table.lines().skip(2).collect::<Vec<_>>(),
            [
                row.replace("2001-", "2001-?").as_str(),
                "Bo Muster\tMuster\t\t\tlatin\t\tsenator, US Senate, 2019-\tCIA World Factbook",
            ]
        );
    }

    #[test]
    fn of_two_with_one_surname_the_right_one_is_taken() {
        let father = MUSTER.replace("Anna", "Abel").replace("A. Muster", "").replace("2015-", "1990-2003");
        assert_eq!(rows(&[&father, MUSTER], &[fact("Anna Muster", 2015)]), [father.as_str(), MUSTER]);
    }

    #[test]
    fn a_dependency_makes_no_second_office() {
        let mut dependency = fact("Anna Muster", 2015);
        dependency.organisation = "US Senate".to_owned();
        assert_eq!(rows(&[MUSTER], &[dependency]), [MUSTER]);
    }

    #[test]
    fn an_organisation_without_words_is_told() {
        let mut elsewhere = fact("Bert Beispiel", 2020);
        elsewhere.organisation = "Nowhere".to_owned();
        let refreshed = refresh(&format!("{HEADER}{MUSTER}\n"), ORGANISATIONS, &[elsewhere]);
        assert_eq!(refreshed.log, ["skipped Nowhere, Bert Beispiel: not in organisations.tsv"]);
    }
}
