//! Who holds which office, as three public sources say: the CIA World Factbook's chiefs of state and heads of government,
//! and the legislators and executives of the unitedstates/congress-legislators project.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use ungarble::names::fold::letters;
use yaml_rust2::{Yaml, YamlLoader};

use super::super::Failure;

/// A holder of an office, today as the source goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Given name and surname.
    pub name: String,
    /// The words of the surname, folded.
    pub surname: Vec<String>,
    /// The office, without "acting" and the like.
    pub role: String,
    /// As in `organisations.tsv`.
    pub organisation: String,
    /// First year.
    pub from: u16,
    /// `he`, `she`, or nothing.
    pub pronoun: &'static str,
    /// As in the `source` column.
    pub source: &'static str,
    /// One person at a time holds it.
    pub single: bool,
}

/// Names the source has for states, and ours.
const STATES: &[(&str, &str)] = &[
    ("Burma", "Myanmar"),
    ("C&ocirc;te d'Ivoire", "Ivory Coast"),
    ("Cabo Verde", "Cape Verde"),
    ("Congo (Brazzaville)", "Congo"),
    ("DRC", "DR Congo"),
    ("The Bahamas", "Bahamas"),
    ("The Dominican", "Dominican Republic"),
    ("The Gambia", "Gambia"),
];

/// States whose name the source left out, by the file they are in.
const NAMELESS: &[(&str, &str)] = &[
    ("africa_ct.json", "Central African Republic"),
    ("australia-oceania_fm.json", "Micronesia"),
    ("middle-east_ae.json", "United Arab Emirates"),
];

/// How the source begins, and the office. Longer ones first.
const OFFICES: &[(&str, &str)] = &[
    ("Taoiseach (Prime Minister) ", "Prime Minister"),
    ("GNU Interim Prime Minister ", "Prime Minister"),
    ("Transition Prime Minister ", "Prime Minister"),
    ("Caretaker Prime Minister ", "Prime Minister"),
    ("Interim Prime Minister ", "Prime Minister"),
    ("Acting Prime Minister ", "Prime Minister"),
    ("Transitional President ", "President"),
    ("CNSP Prime Minister ", "Prime Minister"),
    ("Transition President ", "President"),
    ("Interim President ", "President"),
    ("Acting President ", "President"),
    ("Supreme Leader ", "Supreme Leader"),
    ("Prime Minister ", "Prime Minister"),
    ("Chancellor ", "Chancellor"),
    ("President ", "President"),
    ("Premier ", "Premier"),
];

/// Words before a name that are none of it.
const RANKS: &[&str] = &["Capt.", "Col.", "Dr.", "Gen.", "General", "Lt.", "Maj.", "Ratu", "Sir"];

/// Reads all sources in the folder.
pub fn read(folder: &Path) -> Result<Vec<Fact>, Failure> {
    let text = |file: &str| {
        let path = folder.join(file);
        fs::read_to_string(&path).map_err(|e| Failure::Io(format!("cannot read {}", path.display()), e))
    };
    let bad = |file: &str, why: String| Failure::Usage(format!("{}: {why}", folder.join(file).display()));
    let yaml = |file: &str| {
        let mut documents = YamlLoader::load_from_str(&text(file)?).map_err(|e| bad(file, e.to_string()))?;
        documents.pop().ok_or_else(|| bad(file, "it is empty".to_owned()))
    };
    let factbook = "factbook_exec.json";
    let rows: Value = serde_json::from_str(&text(factbook)?).map_err(|e| bad(factbook, e.to_string()))?;
    let mut facts = self::factbook(&rows);
    facts.extend(executive(&yaml("executive.yaml")?));
    facts.extend(legislators(&yaml("legislators-current.yaml")?));
    Ok(facts)
}

/// `[state, office, "President Name SURNAME (since 1 May 2020)", file]`, many of them.
fn factbook(rows: &Value) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for row in rows.as_array().into_iter().flatten() {
        let cell = |i: usize| row.get(i).and_then(Value::as_str).unwrap_or("");
        let ours = |of: &str, list: &'static [(&'static str, &'static str)]| {
            list.iter().find(|(theirs, _)| *theirs == of).map(|(_, ours)| *ours)
        };
        let state = ours(cell(3), NAMELESS).or_else(|| ours(cell(0), STATES)).unwrap_or(cell(0));
        // The head of government who is the chief of state too comes twice.
        if let Some(fact) = holder(cell(2), state).filter(|f| !facts.contains(f)) {
            facts.push(fact);
        }
    }
    facts
}

/// One holder; none of a monarch, and none where the text is not of that form.
fn holder(text: &str, state: &str) -> Option<Fact> {
    let (named, since) = text.split_once(" (since ")?;
    let (_, role) = OFFICES.iter().find(|(begin, _)| named.starts_with(begin))?;
    let named = OFFICES.iter().find_map(|(begin, _)| named.strip_prefix(begin))?;
    let year = since.split(')').next()?.split_whitespace().find_map(|w| w.parse::<u16>().ok().filter(|y| *y > 1900))?;
    let words: Vec<&str> = named.split_whitespace().filter(|w| !RANKS.contains(w)).collect();
    // "of the Swiss Confederation ...", "Crown Prince ..."
    if words.first().is_none_or(|w| w.starts_with(char::is_lowercase) || *w == "Crown")
        || named.contains([',', ';', '('])
    {
        return None;
    }
    let mut surname: Vec<&str> = words.iter().copied().filter(|w| is_capitals(w)).collect();
    if surname.is_empty() {
        return None;
    }
    let folded = surname.iter().flat_map(|w| w.split('-')).filter(|w| is_capitals(w)).map(letters).collect();
    if is_capitals(words.first()?) {
        surname = words; // the surname stands first: all of it is the name
    } else {
        surname.insert(0, words.first()?);
    }
    let name = surname.iter().map(|w| as_name(w)).collect::<Vec<_>>().join(" ");
    Some(Fact {
        name,
        surname: folded,
        role: (*role).to_owned(),
        organisation: state.to_owned(),
        from: year,
        pronoun: "",
        source: "CIA World Factbook",
        single: true,
    })
}

/// Surnames stand in capitals: `SASSOU-Nguesso` counts, an initial does not.
fn is_capitals(word: &str) -> bool {
    word.split('-')
        .any(|part| part.chars().filter(|c| c.is_uppercase()).count() > 1 && !part.contains(char::is_lowercase))
}

/// `EL-SISI` as `El-Sisi`.
fn as_name(word: &str) -> String {
    if !is_capitals(word) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut initial = true;
    for c in word.chars() {
        if initial {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        initial = !c.is_alphabetic();
    }
    out
}

/// The President and the Vice President: whose term ends last.
fn executive(people: &Yaml) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (kind, role) in [("prez", "President"), ("viceprez", "Vice President")] {
        let last = |person: &Yaml| terms(person, kind).last().map(|(_, end)| end.clone()).unwrap_or_default();
        let holder = people.as_vec().into_iter().flatten().max_by_key(|p| last(p));
        let from = holder.and_then(|p| since(&terms(p, kind)));
        facts.extend(holder.zip(from).and_then(|(p, from)| person(p, role, "United States", from, true)));
    }
    facts
}

/// Senators, and the leaders of both houses.
fn legislators(people: &Yaml) -> Vec<Fact> {
    const LEADERS: &[&str] = &["Leader", "Whip", "Speaker of the House"];
    let mut facts = Vec::new();
    for p in people.as_vec().into_iter().flatten() {
        let sits_in = p["terms"].as_vec().and_then(|t| t.last()).and_then(|t| t["type"].as_str()).unwrap_or("");
        let house = if sits_in == "sen" { "US Senate" } else { "US House" };
        if sits_in == "sen" {
            let from = since(&terms(p, "sen"));
            facts.extend(from.and_then(|from| person(p, "senator", house, from, false)));
        }
        let roles = p["leadership_roles"].as_vec().into_iter().flatten();
        let titles: BTreeSet<&str> =
            roles.clone().filter(|r| r["end"].is_badvalue()).filter_map(|r| r["title"].as_str()).collect();
        for title in titles.into_iter().filter(|t| LEADERS.iter().any(|l| t.ends_with(l))) {
            let held: Vec<(String, String)> =
                roles.clone().filter(|r| r["title"].as_str() == Some(title)).map(span).collect();
            facts.extend(since(&held).and_then(|from| person(p, title, house, from, true)));
        }
    }
    facts
}

/// Begin and end, as dates.
fn span(term: &Yaml) -> (String, String) {
    let date = |key: &str| term[key].as_str().unwrap_or("").to_owned();
    (date("start"), date("end"))
}

fn terms(person: &Yaml, kind: &str) -> Vec<(String, String)> {
    let all = person["terms"].as_vec().into_iter().flatten();
    all.filter(|t| t["type"].as_str() == Some(kind)).map(span).collect()
}

/// The year since which terms follow one another without a gap.
fn since(terms: &[(String, String)]) -> Option<u16> {
    let year = |date: &str| date.get(..4).and_then(|y| y.parse::<u16>().ok());
    let mut from = year(&terms.last()?.0)?;
    for (start, end) in terms.iter().rev().skip(1) {
        if year(end) != Some(from) {
            break;
        }
        from = year(start)?;
    }
    Some(from)
}

fn person(p: &Yaml, role: &str, organisation: &str, from: u16, single: bool) -> Option<Fact> {
    let part = |key: &str| p["name"][key].as_str();
    let surname = part("last")?;
    let given = part("nickname").or_else(|| part("first"))?;
    let pronoun = match p["bio"]["gender"].as_str() {
        Some("F") => "she",
        Some("M") => "he",
        _ => "",
    };
    Some(Fact {
        name: format!("{given} {surname}"),
        surname: surname.split([' ', '-']).map(letters).collect(),
        role: role.to_owned(),
        organisation: organisation.to_owned(),
        from,
        pronoun,
        source: "US Congress legislators",
        single,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Option<(String, u16)> {
        holder(text, "Testland").map(|f| (f.name, f.from))
    }

    #[test]
    fn reads_the_forms_of_the_factbook() {
        assert_eq!(named("President Anna Maria MUSTER (since 12 May 2019)"), Some(("Anna Muster".to_owned(), 2019)));
        assert_eq!(named("Acting Prime Minister Per O'LAND (since 2020)"), Some(("Per O'Land".to_owned(), 2020)));
        assert_eq!(named("President Gen. Ali BEN-SALEM (since May 2021)"), Some(("Ali Ben-Salem".to_owned(), 2021)));
        assert_eq!(named("President ADE Baba (since 2001)"), Some(("Ade Baba".to_owned(), 2001)));
    }

    #[test]
    fn leaves_what_it_does_not_understand() {
        for text in [
            "King KARL III (since 8 September 2022)",
            "President of the Confederation Ueli MUSTER (since 1 January 2026)",
            "Ahmad al-Muster; former President Ali MUSTER was overthrown",
            "President Anna MUSTER",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn terms_without_a_gap_are_one() {
        let terms = |t: &[(&str, &str)]| t.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
        assert_eq!(since(&terms(&[("2001-01-03", "2007-01-03"), ("2007-01-04", "2013-01-03")])), Some(2001));
        assert_eq!(since(&terms(&[("2017-01-20", "2021-01-20"), ("2025-01-20", "2029-01-20")])), Some(2025));
        assert_eq!(since(&[]), None);
    }
}
