use super::*;

fn house() -> Vec<Said> {
    vec![
        Said::new("The Daily Lantern", Source::JsonLd, "publisher"),
        Said::new("Lantern", Source::OpenGraph, "og:site_name"),
    ]
}

#[test]
fn a_byline_loses_its_introduction_only() {
    for (line, name) in [
        ("By Ada Marsh", "Ada Marsh"),
        ("Analysis by Ada Marsh", "Ada Marsh"),
        ("by: Ada Marsh", "Ada Marsh"),
        ("ByAda Marsh", "Ada Marsh"),
        (", The Lantern", "The Lantern"),
        ("By", ""),
        ("By —", ""),
        ("Byron Marsh", "Byron Marsh"),
        ("Authorine Vale", "Authorine Vale"),
    ] {
        assert_eq!(without_by(line), name, "{line}");
    }
}

#[test]
fn a_byline_ends_where_the_date_begins() {
    assert_eq!(cut_at_date("By Ada Marsh, March 4, 2026"), "By Ada Marsh");
    assert_eq!(cut_at_date("Ada Marsh | Staff writer"), "Ada Marsh");
    assert_eq!(cut_at_date("By Ada Marsh"), "By Ada Marsh");
    assert_eq!(cut_at_date("Updated Nov. 4, 2026"), "");
    assert_eq!(cut_at_date("By Ada Marsh, RD on March 4, 2026"), "By Ada Marsh, RD");
}

#[test]
fn names_are_capitalised() {
    assert!(looks_like_names("Ada Marsh and Jan van der Berg"));
    assert!(!looks_like_names("Read the whole story"));
    assert!(!looks_like_names("It rained."));
}

#[test]
fn people_are_told_from_groups_and_buttons() {
    for name in ["Ada Marsh", "Jan van der Berg", "J. K. Okafor", "ADA MARSH", "Ada Marsh-Reed", "Ada M. Reed Jr."] {
        assert!(is_person(name), "{name}");
    }
    for name in [
        "Staff Report",
        "Slow Wire Desk",
        "Share This Article",
        "Ada",
        "Ada Marsh's Most Recent",
        "March April",
        "The Lantern",
        "Name(required) Here",
        "Senior Fellow",
    ] {
        assert!(!is_person(name), "{name}");
    }
}

#[test]
fn offices_and_houses_leave_the_line() {
    for (line, tidied) in [
        ("Ada MarshPublished", "Ada Marsh"),
        ("Ada MarshApril", "Ada Marsh"),
        ("Ada McMay", "Ada McMay"),
        ("ADA MARSH, SW Auto Writer", "ADA MARSH"),
        ("Team Lantern", "Team Lantern"),
        ("Ada Marsh MS, RDN", "Ada Marsh MS, RDN"),
        ("Ada Marsh, Staff Writer", "Ada Marsh"),
        ("Ada Marsh, The Daily Lantern", "Ada Marsh"),
        ("Ada Marsh The Daily Lantern", "Ada Marsh"),
        ("Ada Marsh for the Lantern", "Ada Marsh"),
        ("Ada Marsh Senior Reporter", "Ada Marsh"),
        ("Ada Marsh | Slow Wire", "Ada Marsh, Slow Wire"),
        ("The Daily Lantern", "The Daily Lantern"),
        ("Staff Writer", "Staff Writer"),
        (", The Daily Lantern", "The Daily Lantern"),
    ] {
        assert_eq!(tidy(line, &house()), tidied, "{line}");
    }
}

#[test]
fn people_sign_before_houses_and_more_people_before_fewer() {
    let line = |lines: &[(&str, Source)]| {
        let lines: Vec<Said> = lines.iter().map(|(v, s)| Said::new(*v, *s, "")).collect();
        lines[choose(&lines, &house())].value.clone()
    };
    assert_eq!(line(&[("The Daily Lantern", Source::JsonLd), ("Ada Marsh", Source::Visible)]), "Ada Marsh");
    assert_eq!(
        line(&[("Ada Marsh", Source::JsonLd), ("Ada Marsh and Jan Berg", Source::Visible)]),
        "Ada Marsh and Jan Berg"
    );
    assert_eq!(line(&[("Ada Marsh", Source::JsonLd), ("Jan Berg", Source::Visible)]), "Ada Marsh");
    assert_eq!(line(&[("amarsh", Source::Meta), ("Slow Wire Desk", Source::Visible)]), "Slow Wire Desk");
    assert_eq!(line(&[("The Daily Lantern", Source::JsonLd)]), "The Daily Lantern");
}

#[test]
fn an_author_line_is_found_near_the_headline() {
    let block = |text: &str, purpose: Purpose| Block {
        text: text.to_owned(),
        words: text.split(' ').count() as u32,
        purpose,
        ..Block::default()
    };
    let line = |text: &str, purpose| shown(&[block("Bridge opens", Purpose::HEADLINE), block(text, purpose)], 0);
    assert_eq!(line("Ada Marsh and Jan McBerg QUAY TODAY", Purpose::BYLINE), ["Ada Marsh and Jan McBerg QUAY TODAY"]);
    assert_eq!(line("By Ada Marsh, March 4, 2026", Purpose::default()), ["Ada Marsh"]);
    assert!(line("Ada Marsh", Purpose::default()).is_empty());
    assert!(line("Share This Article", Purpose::BYLINE).is_empty());
    let apart = [
        block("Bridge opens", Purpose::HEADLINE),
        block("By", Purpose::default()),
        block("Ada Marsh", Purpose::default()),
    ];
    assert_eq!(shown(&apart, 0), ["Ada Marsh"]);
}

#[test]
fn a_line_that_adds_an_office_does_not_disagree() {
    assert!(same("Ada Marsh, Jan Berg", "ADA MARSH and JAN BERG"));
    assert!(same("Ada Marsh", "Ada MarshStaff Writer"));
    assert!(!same("Ada Marsh", "Jan Berg"));
}
