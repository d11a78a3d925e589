//! Who else had a part in a text: agencies in datelines, contributors, the publication where it first appeared; and
//! corrections below or above a text.
//!
//! Credits are read of short lines around the text and of its first and last paragraphs, by fixed phrases; what they
//! mean for the origin of a text is `source`'s to judge. Corrections are kept apart: they are about the text, not in it.

use serde::Serialize;

use super::blocks::Block;
use super::byline::looks_like_names;
use super::choose::{Choice, Fate};
use super::hints::Purpose;
use super::phrases;

/// Credits and corrections that are told.
const MAX_TOLD: usize = 12;
/// Words of a line that credits somebody at most, and of a correction.
const MAX_CREDIT: u32 = 70;
const MAX_CORRECTION: u32 = 150;
/// Paragraphs at the end and at the beginning of a text that may be credits or corrections.
const LAST: usize = 4;
const FIRST: usize = 2;
/// Blocks behind the last paragraph that may be credits or corrections.
const BEHIND: usize = 12;
/// Purposes of elements that credit pictures and other texts.
const ELSEWHERE: Purpose = Purpose::FIGURE.or(Purpose::CAPTION).or(Purpose::RELATED).or(Purpose::EMBED);
/// Words of a name at most.
const MAX_NAME: usize = 8;

/// What a credit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum CreditKind {
    /// An agency in the dateline: `LONDON (AP) —`.
    Dateline,
    /// Who contributed, reported, wrote or edited besides.
    Contributor,
    /// Where the text first appeared.
    Original,
    /// Where it comes from: `Source: ...`, `Provided by ...`.
    Source,
    /// Whose right it is: `© 2026 ...`.
    Copyright,
}

impl CreditKind {
    /// The word for it in the JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Contributor => "contributor",
            Self::Original => "original",
            Self::Source => "source",
            Self::Copyright => "copyright",
        }
    }
}

/// A credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Credit {
    /// What it says.
    pub kind: CreditKind,
    /// Whom it names.
    pub name: String,
}

/// Moves corrections that stand at the edges of the text out of it, and returns those around it too.
pub fn take_corrections(blocks: &[Block], choice: &mut Choice) -> Vec<String> {
    let kept: Vec<usize> = choice.kept().collect();
    let Some((&first, &last)) = kept.first().zip(kept.last()) else { return Vec::new() };
    let edge =
        |at: usize| kept.iter().take(FIRST).chain(kept.iter().rev().take(LAST)).any(|k| *k == at) && kept.len() > FIRST;
    let from = choice.headline.map_or(first, |h| (h + 1).min(first));
    let mut out: Vec<String> = Vec::new();
    let mut announced = false;
    for (at, block) in blocks.iter().enumerate().take(last + 1 + BEHIND).skip(from) {
        let Some(fate) = choice.fates.get_mut(at) else { break };
        // `Correction` as a heading of its own stands above one.
        let heading = block.words <= 2 && starts_with_any(&block.text, &["correction", "clarification"]);
        let sentence = block.words >= 6 && block.ends_sentence() && block.link_density() < 0.5;
        let correction =
            block.words <= MAX_CORRECTION && !heading && (is_correction(&block.text) || announced && sentence);
        let movable = *fate != Fate::Kept || edge(at);
        // `Correction: March 4, 2026:` stands above one too.
        announced = movable && (heading || correction && block.text.ends_with(':'));
        if (!heading && !correction) || !movable {
            continue;
        }
        if *fate == Fate::Kept {
            *fate = Fate::Below;
        }
        let says = !announced && correction;
        if says && out.len() < MAX_TOLD && !out.contains(&block.text) {
            out.push(block.text.clone());
        }
    }
    out
}

fn starts_with_any(text: &str, starts: &[&str]) -> bool {
    starts.iter().any(|s| text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s)))
}

/// Does this line say that the text was wrong?
fn is_correction(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "correction:",
        "correction,",
        "correction (",
        "correction –",
        "correction —",
        "correction -",
        "corrections:",
        "clarification:",
        "clarification,",
        "clarification (",
        "correction & clarification",
        "corrections and clarifications:",
    ];
    const WHOLE: &[&str] =
        &["article", "story", "post", "piece", "report", "headline", "column", "review", "text", "version", "page"];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if starts_with_any(text, STARTS) {
        return true;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let about = |front: &str| {
        lower.find(front).is_some_and(|at| {
            let rest = &lower[at + front.len()..];
            WHOLE.iter().any(|w| rest.split(|c: char| !c.is_alphabetic()).take(4).any(|x| x == *w))
        })
    };
    let version = about("an earlier version of this")
        || about("a previous version of this")
        || about("an earlier version of the");
    let corrected = || {
        let verb =
            ["was corrected", "has been corrected", "to correct ", "been amended", "was amended", "to reflect that"];
        lower.starts_with("this ") && about("this ") && verb.iter().any(|v| lower.contains(v))
            || lower.starts_with("editor's note") && (lower.contains("correct") || lower.contains("earlier version"))
    };
    version && lower.len() < 900 || corrected()
}

/// Everybody whom the lines around the text and its edges credit, each once, in the order of the page.
pub fn find(blocks: &[Block], choice: &Choice, publisher: Option<&str>) -> Vec<Credit> {
    let kept: Vec<usize> = choice.kept().collect();
    let Some((&first, &last)) = kept.first().zip(kept.last()) else { return Vec::new() };
    let from = choice.headline.map_or(first, |h| h.min(first));
    let mut out: Vec<Credit> = Vec::new();
    let mut add = |found: Vec<Credit>| {
        for credit in found {
            let own = publisher.is_some_and(|p| p.eq_ignore_ascii_case(&credit.name));
            let own = own && matches!(credit.kind, CreditKind::Copyright | CreditKind::Source);
            if !own && out.len() < MAX_TOLD && !out.contains(&credit) {
                out.push(credit);
            }
        }
    };
    for (at, block) in blocks.iter().enumerate().take(last + 1 + BEHIND).skip(from) {
        let is_kept = choice.fates.get(at) == Some(&Fate::Kept);
        let head = kept.iter().take(FIRST).any(|k| *k == at);
        if head {
            add(dateline(&block.text).into_iter().collect());
        }
        let tail = kept.iter().rev().take(LAST).any(|k| *k == at);
        let elsewhere = block.purpose.any(ELSEWHERE);
        if block.words <= MAX_CREDIT && block.heading.is_none() && (!is_kept && !elsewhere || head || tail) {
            add(read(&block.text));
        }
    }
    out
}

/// The agency of a dateline.
fn dateline(text: &str) -> Option<Credit> {
    let (place, rest) = text.split_at_checked(text.floor_char_boundary(80))?.0.split_once(" (")?;
    let (agency, after) = rest.split_once(')')?;
    let dash = after.trim_start().starts_with(['-', '–', '—']);
    // The town is in capitals, or so short that it is no sentence.
    let capitals = place
        .split([' ', ','])
        .next()
        .is_some_and(|w| w.len() > 1 && w.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()));
    let named = agency.chars().next().is_some_and(char::is_uppercase) && agency.split(' ').count() <= 4;
    (dash && capitals && named).then(|| Credit { kind: CreditKind::Dateline, name: agency.trim().to_owned() })
}

/// The credits of one line.
fn read(text: &str) -> Vec<Credit> {
    const ORIGINS: &[&str] = &[
        "originally published",
        "first published",
        "first appeared",
        "originally appeared",
        "republished",
        "reprinted",
        "was produced",
        "syndicated",
    ];
    const ROLES: &[&str] = &[
        "additional reporting by ",
        "reporting by ",
        "writing by ",
        "editing by ",
        "with reporting by ",
        "additional writing by ",
    ];
    let mut out = Vec::new();
    // Lower case of ASCII letters only: places in it are places in the text.
    let lower = text.to_ascii_lowercase();
    for phrase in ORIGINS {
        let Some(at) = lower.find(phrase) else { continue };
        let rest = &text[at + phrase.len()..];
        let by = [" by ", " in ", " on ", " at ", " from ", " of "];
        let by: &[&str] = if matches!(*phrase, "was produced" | "syndicated") { &[" by "] } else { &by };
        let found = by.iter().filter_map(|b| rest.find(b).map(|at| at + b.len())).filter(|at| *at <= 40).min();
        let name = found.and_then(|from| name_at(rest.get(from..)?));
        out.extend(name.map(|name| Credit { kind: CreditKind::Original, name }));
        break;
    }
    for phrase in [
        " contributed to this report",
        " contributed to this story",
        " contributed to this article",
        " contributed to this post",
        " contributed reporting",
        " contributed to the report",
    ] {
        let Some(at) = lower.find(phrase) else { continue };
        let front = &text[..at];
        let start = front
            .rfind(['(', '.', '—'])
            .filter(|dot| front[*dot..].starts_with(['(', '—']) || front[*dot..].starts_with(". "));
        let name = front[start.map_or(0, |s| s + front[s..].chars().next().map_or(1, char::len_utf8))..]
            .trim_matches([' ', ',']);
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        if capital && name.split(' ').count() <= 2 * MAX_NAME {
            out.push(Credit { kind: CreditKind::Contributor, name: name.to_owned() });
        }
        break;
    }
    for part in text.split(';') {
        let part = part.trim_start_matches(|c: char| !c.is_alphabetic());
        let role = ROLES.iter().find(|r| part.get(..r.len()).is_some_and(|t| t.eq_ignore_ascii_case(r)));
        if let Some(role) = role {
            let name = part[role.len()..].trim_end_matches(|c: char| !c.is_alphanumeric()).trim();
            if looks_like_names(name) {
                out.push(Credit { kind: CreditKind::Contributor, name: name.to_owned() });
            }
        }
    }
    if let Some(name) = phrases::credit(text).filter(|n| looks_like_names(n)) {
        out.push(Credit { kind: CreditKind::Source, name });
    }
    let mark = ["© copyright ", "© ", "copyright © ", "copyright ", "(c) "].iter().find(|m| lower.starts_with(**m));
    if let Some(rest) = mark.and_then(|m| text.get(m.len()..)) {
        let name = name_at(rest.trim_start_matches(|c: char| !c.is_alphabetic()));
        out.extend(name.map(|name| Credit { kind: CreditKind::Copyright, name }));
    }
    out
}

/// The capitalised words at the beginning of a text.
fn name_at(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ').take(MAX_NAME) {
        let bare = word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ')' | '"' | '“' | '”' | '’'));
        let small = matches!(bare, "the" | "of" | "and" | "&" | "for" | "de");
        if bare.is_empty() || !small && !bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            break;
        }
        words.push(bare);
        if bare.len() < word.trim_start_matches(['"', '“']).len() {
            break;
        }
    }
    // Years, and small words that led on to nothing.
    while words.last().is_some_and(|w| w.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())) {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let month_or_year = phrases::is_date(&name.to_lowercase()) || name.bytes().all(|b| b.is_ascii_digit());
    (name.len() > 1 && !month_or_year && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<(CreditKind, String)> {
        read(text).into_iter().next().map(|c| (c.kind, c.name))
    }

    #[test]
    fn a_dateline_names_its_agency() {
        let agency = |text: &str| dateline(text).map(|c| c.name);
        assert_eq!(agency("AARHUS, Denmark (SW) — The bridge was opened.").as_deref(), Some("SW"));
        assert_eq!(agency("GDANSK (Slow Wire) - The ferry was sold.").as_deref(), Some("Slow Wire"));
        assert_eq!(agency("The ferry (built in 1931) — a rusty one — was sold."), None);
        assert_eq!(agency("NATO (founded in 1949) — and others — came."), None);
        assert_eq!(agency("é (é"), None);
    }

    #[test]
    fn lines_below_a_text_credit_people_and_houses() {
        use CreditKind as K;
        for (line, kind, name) in [
            ("This article was originally published by Slow Wire.", K::Original, "Slow Wire"),
            ("This story first appeared in the Quay Courier on Monday.", K::Original, "Quay Courier"),
            ("Republished with permission from The Ridge Weekly. Read the original.", K::Original, "The Ridge Weekly"),
            ("Slow Wire writer Ada Marsh contributed to this report.", K::Contributor, "Slow Wire writer Ada Marsh"),
            ("It rained. Ada Marsh contributed reporting.", K::Contributor, "Ada Marsh"),
            ("(Reporting by Ada Marsh; Editing by Jan Berg)", K::Contributor, "Ada Marsh"),
            ("Source: Slow Wire", K::Source, "Slow Wire"),
            ("© 2026 Slow Wire. All rights reserved.", K::Copyright, "Slow Wire"),
            ("© Copyright Slow Wire 2026", K::Copyright, "Slow Wire"),
            ("Copyright 2026 The Quay Courier. No part may be copied.", K::Copyright, "The Quay Courier"),
        ] {
            assert_eq!(one(line), Some((kind, name.to_owned())), "{line}");
        }
        assert_eq!(read("(Reporting by Ada Marsh; Editing by Jan Berg)").len(), 2);
        for line in [
            "The poem was first published in 1931 and soon forgotten.",
            "The rain contributed to this.",
            "The right to copy was sold.",
            "",
        ] {
            let found = one(line);
            assert!(found.is_none(), "{line}: {found:?}");
        }
    }

    #[test]
    fn a_correction_is_known_by_its_words() {
        for line in [
            "Correction: The bridge is 312 metres long.",
            "CORRECTION (March 4): The ferry was not sold.",
            "An earlier version of this article misspelled the name of the ferry.",
            "This story has been corrected to say that the ferry was not sold.",
            "Editor’s note: This story was corrected on March 4.",
            "* A previous version of this story said that it rained.",
        ] {
            assert!(is_correction(line), "{line}");
        }
        for line in [
            "Correction fluid was found on the ballots, the clerk said.",
            "An earlier version of the bridge fell into the river in 1931.",
            "This bridge has been corrected by two millimetres.",
        ] {
            assert!(!is_correction(line), "{line}");
        }
    }
}
