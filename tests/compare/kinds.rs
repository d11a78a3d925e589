//! Each kind of change: hits, and twins that are none.

use proptest::prelude::*;
use ungarble::article::plain;
use ungarble::compare;
use ungarble::report::ChangeKind as Kind;

use super::{changes, check_places};

/// Sentences around the one that is looked at, so that there is something to align.
const BEFORE: &str = "The harbour of the little town was opened again after the long winter storms.";
const AFTER: &str = "Nobody in the fishing villages along the northern coast had expected that outcome.";

/// The changes of one sentence as (kind, observed, expected).
fn found(copy: &str, original: &str) -> Vec<(Kind, String, String)> {
    let text = |s: &str| plain::read(&format!("{BEFORE}\n{s}\n{AFTER}"));
    let comparison = compare::compare(&text(copy), &text(original));
    check_places(&comparison);
    changes(&comparison)
        .map(|c| (c.kind, c.observed.clone().unwrap_or_default(), c.expected.clone().unwrap_or_default()))
        .collect()
}

fn kinds(copy: &str, original: &str) -> Vec<Kind> {
    found(copy, original).into_iter().map(|f| f.0).collect()
}

#[test]
fn numbers_are_values_and_not_letters() {
    for (copy, original) in [
        ("The company lost 2,000 jobs in the crisis.", "The company lost 200 jobs in the crisis."),
        ("The company lost five million euros in the crisis.", "The company lost five billion euros in the crisis."),
        (
            "The bank raised its rate to 5.2 percent in the crisis.",
            "The bank raised its rate to 2.5 percent in the crisis.",
        ),
        ("The yacht cost $900,000 at the auction.", "The yacht cost £900,000 at the auction."),
        ("She came in fourth at the regatta in the bay.", "She came in third at the regatta in the bay."),
    ] {
        assert_eq!(kinds(copy, original), [Kind::Number], "{copy}");
    }
    for (copy, original) in [
        ("The company lost 2000 jobs in the crisis.", "The company lost 2,000 jobs in the crisis."),
        ("The company lost 5 million euros in the crisis.", "The company lost €5m in the crisis."),
        (
            "The bank raised its rate to 5 per cent in the crisis.",
            "The bank raised its rate to five percent in the crisis.",
        ),
        ("They carried twelve boxes to the truck.", "They carried a dozen boxes to the truck."),
    ] {
        assert!(!kinds(copy, original).contains(&Kind::Number), "{copy}");
    }
}

#[test]
fn dates_are_days_months_and_years() {
    for (copy, original) in [
        ("The ministers will meet again on Tuesday in Geneva.", "The ministers will meet again on Thursday in Geneva."),
        ("The bridge was built in 1987 by the army.", "The bridge was built in 1978 by the army."),
        ("The fair opens on June 5 in the old hall.", "The fair opens on July 5 in the old hall."),
        ("The court ruled yesterday that the law stands.", "The court ruled today that the law stands."),
    ] {
        assert_eq!(kinds(copy, original), [Kind::Date], "{copy}");
    }
    assert_eq!(kinds("The fair opens on 5 June in the old hall.", "The fair opens on June 5 in the old hall."), []);
    assert_eq!(
        kinds("The fair opens on Sept. 5 in the old hall.", "The fair opens on September 5 in the old hall."),
        []
    );
}

#[test]
fn a_denial_that_comes_or_goes_is_told() {
    for (copy, original) in [
        ("The witness did recognise the man in the yard.", "The witness did not recognise the man in the yard."),
        ("The court will never hear the case of the sailors.", "The court will hear the case of the sailors."),
        ("They left the island with no money in their pockets.", "They left the island with money in their pockets."),
    ] {
        assert_eq!(kinds(copy, original), [Kind::Negation], "{copy}");
    }
    for (copy, original) in [
        ("The witness didn't recognise the man in the yard.", "The witness did not recognise the man in the yard."),
        ("The witness failed to recognise the man in the yard.", "The witness did not recognise the man in the yard."),
        ("The boat was No. 1 in the race to the lighthouse.", "The boat was number one in the race to the lighthouse."),
    ] {
        assert!(!kinds(copy, original).contains(&Kind::Negation), "{copy}: {:?}", found(copy, original));
    }
}

#[test]
fn opposites_are_told_from_other_words() {
    for (copy, original) in [
        ("The price of bread rose in the capital last winter.", "The price of bread fell in the capital last winter."),
        ("The union accepted the offer of the railway.", "The union rejected the offer of the railway."),
        ("He said that his daughter was at home.", "He said that her daughter was at home."),
        (
            "The minister wants to lift sanctions against the company.",
            "The minister wants to impose sanctions against the company.",
        ),
    ] {
        assert!(kinds(copy, original).contains(&Kind::Meaning), "{copy}: {:?}", found(copy, original));
    }
    assert_eq!(
        kinds(
            "The price of bread jumped in the capital last winter.",
            "The price of bread increased in the capital last winter."
        ),
        [Kind::Wording]
    );
}

#[test]
fn offices_are_told_with_the_words_that_belong_to_them() {
    let title = |copy: &str, original: &str| {
        found(copy, original).into_iter().find(|f| f.0 == Kind::Title).map(|f| (f.1, f.2)).unwrap_or_default()
    };
    let said = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        title(
            "The senior representative of the union spoke in Brussels.",
            "The high representative of the union spoke in Brussels."
        ),
        said("senior representative", "high representative")
    );
    assert_eq!(
        title(
            "The bloc's diplomatic director spoke to reporters.",
            "The bloc's foreign policy chief spoke to reporters."
        ),
        said("diplomatic director", "foreign policy chief")
    );
    assert_eq!(
        title(
            "The minister president of the region spoke in the hall.",
            "The prime minister of the region spoke in the hall."
        ),
        said("minister president", "prime minister")
    );
    assert_eq!(title("The prime minister spoke in the hall.", "The Prime Minister spoke in the hall."), said("", ""));
    assert_eq!(
        title("President Costa spoke in the hall of mirrors.", "Costa spoke in the hall of mirrors."),
        said("", "")
    );
}

#[test]
fn a_quotation_is_one_change_for_each_stretch() {
    let changed = found(
        "“We are determined to fight the bad actions in the web,” the admiral told the crew.",
        "“We are determined to counter malicious behaviour in cyberspace,” the admiral told the crew.",
    );
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0].0, Kind::Quote);
    let told = found(
        "“We are determined,” the admiral told the whole crew at dawn.",
        "“We are determined,” the admiral told the entire crew at dawn.",
    );
    assert_eq!(told.into_iter().map(|f| f.0).collect::<Vec<_>>(), [Kind::Wording]);
}

#[test]
fn spelling_hyphens_and_words_of_grammar_are_no_change() {
    for (copy, original) in [
        (
            "The defence programme of the centre was organised well.",
            "The defense program of the center was organized well.",
        ),
        ("The cyber attack hit a well known bank in the city.", "The cyberattack hit a well-known bank in the city."),
        (
            "The report that the bank wrote was read in the city.",
            "The report which the bank wrote was read in the city.",
        ),
        ("On Monday the ferry left the harbour with the mail.", "The ferry left the harbour with the mail on Monday."),
    ] {
        assert_eq!(found(copy, original), [], "{copy}");
    }
}

#[test]
fn both_sides_of_what_became_something_else_are_shown() {
    let changed = found(
        "The islanders said they would take away sanctions against whoever fishes there.",
        "The islanders said they would slap sanctions on anyone who fishes there.",
    );
    assert!(changed.iter().any(|c| c.1.contains("take") && c.2.contains("slap")), "{changed:?}");
}

#[test]
fn what_was_left_out_or_put_in_has_one_side() {
    assert_eq!(
        found("The old ferry left the harbour at noon.", "The old white ferry left the harbour at noon."),
        [(Kind::Wording, String::new(), "white".to_owned())]
    );
    assert_eq!(
        found("The old rusty ferry left the harbour at noon.", "The old ferry left the harbour at noon."),
        [(Kind::Wording, "rusty".to_owned(), String::new())]
    );
}

/// Words, marks and odd letters, as a hostile page would mix them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-zA-Z]{1,9}",
        2 => "[0-9]{1,4}([.,][0-9]{1,3})?(%|bn|th)?",
        3 => prop::sample::select(vec![
            ".", ".\n", "\n", "“", "”", "\"", "'", "’", "(", "$", "million", "percent", "President", "Kaja Kallas", "Karasu",
            "not", "May 5", "the", "Xi", "é", "漢字", "\u{301}", "😀", "-", "twenty-", "No.", "U.S.",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|words| words.join(" "))
}

#[test]
fn a_mark_between_two_numbers_belongs_to_one() {
    let (copy, original) = ("a a A a A a A A A A A A A a B c 1 $ 0.1", "a a A a A a A A A A A A A a B c a 0 A");
    check_places(&compare::compare(&plain::read(copy), &plain::read(original)));
}

proptest! {
    #[test]
    fn any_two_texts_can_be_compared(copy in text(), original in text()) {
        let comparison = compare::compare(&plain::read(&copy), &plain::read(&original));
        check_places(&comparison);
    }

    #[test]
    fn any_edit_of_a_text_can_be_compared(original in text(), at in 0usize..60, put in text()) {
        let mut words: Vec<&str> = original.split(' ').collect();
        let at = at.min(words.len());
        words.splice(at..(at + 3).min(words.len()), [put.as_str()]);
        let comparison = compare::compare(&plain::read(&words.join(" ")), &plain::read(&original));
        check_places(&comparison);
    }
}
