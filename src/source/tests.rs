//! Tests of all kinds of clues together. Texts, sites and people here are invented; publishers are real.

use proptest::prelude::*;

use super::*;
use crate::article::{Link, Paragraph, ParagraphKind};
use crate::detect::{DetectorInfo, Stage};
use crate::report::{Basis, Category, Channel};
use crate::text::Span;

const HERE: &str = "https://copies.example/p/harbour-bridge-closed-after-storm";

/// A page; `[words](address)` in a paragraph is a link.
fn page(title: &str, paragraphs: &[&str]) -> Article {
    let mut article = Article::empty();
    article.url = Some(HERE.to_owned());
    article.title = (!title.is_empty()).then(|| title.to_owned());
    for text in paragraphs {
        let (mut plain, mut links, mut rest) = (String::new(), Vec::new(), *text);
        while let Some((before, link)) = rest.split_once('[') {
            let (label, link) = link.split_once("](").unwrap();
            let (href, after) = link.split_once(')').unwrap();
            plain.push_str(before);
            let start = plain.len() as u32;
            plain.push_str(label);
            links.push(Link { start, end: plain.len() as u32, href: href.to_owned() });
            rest = after;
        }
        plain.push_str(rest);
        article.paragraphs.push(Paragraph { kind: ParagraphKind::Body, text: plain, links, entry: None });
    }
    article
}

fn sources(article: &Article) -> Vec<SourceRow> {
    candidates(article, &Document::new(article), &[], &[], Data::get())
}

/// Everything but the search, as (address, relation, confidence in per cent).
#[allow(clippy::cast_sign_loss)] // confidences are 0 to 1
fn found(article: &Article) -> Vec<(String, Relation, u32)> {
    sources(article)
        .into_iter()
        .filter(|r| r.relation != Relation::Search)
        .map(|r| (r.url, r.relation, (r.confidence * 100.0).round() as u32))
        .collect()
}

fn credited(text: &str) -> Vec<(String, u32)> {
    found(&page(
        "",
        &[
            "The bridge stays closed.",
            "A second paragraph.",
            "A third one.",
            text,
            "The mayor agreed.",
            "The end of it all.",
            "Another end.",
        ],
    ))
    .into_iter()
    .map(|(url, _, confidence)| (url, confidence))
    .collect()
}

fn name(observed: &[&str], likely: &str, confidence: f64) -> NameRow {
    NameRow {
        observed: observed.iter().map(|o| (*o).to_owned()).collect(),
        likely: likely.to_owned(),
        role: None,
        channel: Channel::Japanese,
        confidence,
        basis: Basis::PublicFigure,
        why: String::new(),
        message_id: "",
        params: Vec::new(),
    }
}

static PHRASE: DetectorInfo = DetectorInfo {
    id: "test-phrase",
    title: "",
    category: Category::Phrase,
    since: "0.1.0",
    stage: Stage::Stable,
    weight: 1.0,
    what: "",
    why: "",
    limits: "",
    false_alarms: "",
    examples: &[],
    references: &[],
};
static GLUE: DetectorInfo = DetectorInfo { id: "test-glue", category: Category::Glue, ..PHRASE };

fn sign(doc: &Document<'_>, detector: &'static DetectorInfo, observed: &str, expected: Option<&str>) -> Evidence {
    let (block, start) = doc.blocks.iter().enumerate().find_map(|(i, b)| Some((i, b.text.find(observed)?))).unwrap();
    Evidence {
        detector,
        strength: 0.9,
        block,
        span: Span::new(start, start + observed.len()),
        expected: expected.map(str::to_owned),
        message: Message::new("", &[]),
        name: None,
    }
}

fn search_words(article: &Article, names: &[NameRow], evidence: &[Evidence]) -> String {
    let rows = candidates(article, &Document::new(article), names, evidence, Data::get());
    rows.into_iter().find(|r| r.relation == Relation::Search).and_then(|r| r.title).unwrap_or_default()
}

#[test]
fn phrases_about_the_own_origin_are_strong() {
    for (text, url) in [
        ("This article was originally published by Reuters.", "https://reuters.com/"),
        ("This story was initially revealed on the New York Occasions.", "https://nytimes.com/"),
        ("Originally published on Rest of World.", "https://restofworld.org/"),
        ("A version of this article first appeared in the Guardian.", "https://theguardian.com/"),
        ("The post Harbour bridge closed appeared first on Newsweek.", "https://newsweek.com/"),
        ("Republished with permission from The Conversation.", "https://theconversation.com/"),
        ("Read the original article on Business Insider.", "https://businessinsider.com/"),
        ("Source: Euronews", "https://euronews.com/"),
        ("The pier is safe, engineers found. (Source: dpa)", "https://dpa.com/"),
        ("This article was first published on gadgetdaily.example.", "https://gadgetdaily.example/"),
        ("Copyright 2025 The Associated Press. All rights reserved.", "https://apnews.com/"),
    ] {
        let found = credited(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, url, "{text}");
        assert!(found[0].1 >= 50, "{text}: {found:?}");
    }
}

#[test]
fn citing_a_publisher_is_weak() {
    for (text, url) in [
        ("The repairs will take a year, the mayor told the BBC.", "https://bbc.com/"),
        ("According to Euronews, the repairs will take a year.", "https://euronews.com/"),
        ("The firm had been warned, reported the Financial Times.", "https://ft.com/"),
        ("The plan was first revealed by the Guardian.", "https://theguardian.com/"),
        ("She told the German newspaper Bild that it was safe.", "https://bild.de/"),
        ("The letters, seen by Reuters, name no one.", "https://reuters.com/"),
        ("Euronews has contacted the ministry.", "https://euronews.com/"),
        ("Deutsche Welle could not independently verify the claim.", "https://dw.com/"),
    ] {
        let found = credited(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, url, "{text}");
        assert!((15..50).contains(&found[0].1), "{text}: {found:?}");
    }
}

#[test]
fn a_name_alone_is_no_credit() {
    for text in [
        "Reuters will cut a hundred jobs.",
        "He studied at the Reuters Institute in Oxford, according to Reuters Institute staff lists.",
        "The minister told the nation to wait, and told Congress too.",
        "It was a good time; people told people.",
        "Work at the Guardian Building was stopped.",
        "A lorry went via Metro and Mirror Lane.",
        "Jane Doe/AFP via Getty Images",
        "Photo: Jane Doe, courtesy of Reuters",
        "Image source: Reuters",
        "He told Time was short.",
        "according to version.two of the plan",
        "This article was reprinted on Wired.com.",
        "This story was republished in the Guardian.",
        "This article also appeared on Newsweek.",
    ] {
        assert_eq!(credited(text), [], "{text}");
    }
}

#[test]
fn weak_credits_stay_weak_however_many() {
    let found = credited(
        "The mayor told Euronews. Euronews has learned more. Papers seen by Euronews say so. According to Euronews, it is \
         over. A spokesman told Euronews.",
    );
    assert_eq!(found.len(), 1);
    assert!((40..=50).contains(&found[0].1), "{found:?}");
}

#[test]
fn datelines_and_sign_offs_name_the_agency() {
    for paragraphs in [
        &["PORT HILL, May 28 (Reuters) - The bridge was closed on Monday.", "b", "c", "d"][..],
        &["(Reuters) The bridge was closed on Monday.", "b", "c", "d"],
        &["The bridge was closed on Monday.", "b", "c", "It will reopen. — Reuters"],
        &["The bridge was closed on Monday.", "b", "c", "Reuters"],
        &["The bridge was closed on Monday.", "b", "c", "It will reopen. (Reuters)"],
    ] {
        let found = found(&page("", paragraphs));
        assert_eq!(found.len(), 1, "{paragraphs:?}");
        assert!(found[0].0 == "https://reuters.com/" && found[0].2 >= 50, "{found:?}");
    }
}

#[test]
fn a_byline_may_be_an_agency() {
    for (byline, url, strong) in [
        ("Reuters", "https://reuters.com/", true),
        ("By The Associated Press", "https://apnews.com/", true),
        ("Jane Doe, Associated Press", "https://apnews.com/", true),
        ("Jane Doe with AP, AFP", "https://apnews.com/", false),
    ] {
        let mut article = page("", &["The bridge was closed."]);
        article.byline = Some(byline.to_owned());
        let found = found(&article);
        assert!(found.iter().any(|f| f.0 == url && (f.2 >= 50) == strong), "{byline}: {found:?}");
    }
    let mut article = page("", &["The bridge was closed."]);
    article.byline = Some("Jane Doe".into());
    assert_eq!(found(&article), []);
}

#[test]
fn the_own_site_and_publisher_are_never_named() {
    let mut article = page(
        "Harbour bridge closed",
        &[
            "The mayor told the BBC. This article was originally published by the BBC.",
            "[Harbour bridge closed after storm](https://www.bbc.com/news/12345678) [b](https://news.bbc.co.uk/2345678)",
        ],
    );
    article.url = Some("https://www.bbc.co.uk/news/1".into());
    article.clues.canonical = Some("https://www.bbc.co.uk/news/articles/abc123456".into());
    article.byline = Some("BBC News".into());
    let urls: Vec<String> = found(&article).into_iter().map(|f| f.0).collect();
    // A link with the headline may lead to another edition of the publisher, never to the site itself.
    assert!(urls.iter().all(|u| !u.contains("bbc.co.uk")), "{urls:?}");
    article.url = Some("https://localmirror.example/x".into());
    article.publisher = Some("BBC News".into());
    article.clues = crate::article::Clues::default();
    assert!(credited_only(&article).is_empty());
}

fn credited_only(article: &Article) -> Vec<String> {
    found(article).into_iter().filter(|f| f.1 == Relation::Credited).map(|f| f.0).collect()
}

#[test]
fn a_link_in_a_crediting_sentence_is_the_article() {
    let article = page(
        "",
        &[
            "This article was originally published by [Reuters](https://www.reuters.com/world/harbour-bridge-closed-2025-05-28/?utm_source=x).",
        ],
    );
    let found = found(&article);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "https://www.reuters.com/world/harbour-bridge-closed-2025-05-28/");
    assert!(found[0].1 == Relation::Credited && found[0].2 >= 80, "{found:?}");
}

#[test]
fn links_that_speak_of_the_origin_are_candidates() {
    for text in [
        "[Read the original article](https://harbourpost.example/2025/05/bridge)",
        "Full text: [here](https://harbourpost.example/2025/05/bridge). [Original story](https://harbourpost.example/2025/05/bridge)",
        "Original article [over there](https://harbourpost.example/2025/05/bridge)",
        "[Harbour Bridge closed after the storm](https://harbourpost.example/2025/05/bridge)",
    ] {
        let found = found(&page("Harbour bridge closed after the storm", &["It was closed.", text]));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, "https://harbourpost.example/2025/05/bridge");
        assert!((45..=60).contains(&found[0].2), "{text}: {found:?}");
    }
}

#[test]
fn a_labelled_domain_with_its_link_is_a_credit() {
    let found = found(&page(
        "",
        &["It was closed.", "Source: [harbourpost.example](https://harbourpost.example/2025/05/bridge)"],
    ));
    assert_eq!(found, [("https://harbourpost.example/2025/05/bridge".to_owned(), Relation::Credited, 83)]);
}

#[test]
fn other_links_say_nothing_of_the_origin() {
    for href in [
        "https://harbourpost.example/2025/05/bridge",
        "https://copies.example/a-b-c-d-e",
        "/a-b-c-d-e",
        "#a-b-c-d-e",
        "https://www.facebook.com/a-b-c-d-e",
        "javascript:a-b-c-d-e",
        "https://reuters.com/world/",
        "https://www.reuters.com/world/harbour-bridge-closed-2025-05-28/",
        "https://192.168.0.1/a-b-c-d-e",
    ] {
        assert_eq!(found(&page("", &[&format!("It was [closed]({href}) on Monday.")])), [], "{href}");
    }
}

#[test]
fn most_links_into_one_publisher_point_to_it() {
    let links = |own: usize| {
        let there = (0..4).map(|i| format!("[x](https://www.euronews.com/2025/05/1{i}/some-news) "));
        let text: String = there.chain((0..own).map(|i| format!("[y](/p/own-{i}) "))).collect();
        found(&page("", &[&text])).into_iter().any(|f| f.0 == "https://www.euronews.com/" && f.2 >= 40)
    };
    assert!(links(0) && links(3));
    assert!(!links(4), "a site that links to itself as much wrote the text itself");
}

#[test]
fn clues_for_one_article_become_one_row() {
    let mut article =
        page("Harbour bridge closed after the storm", &["This article was originally published by Reuters."]);
    let there = "https://www.reuters.com/world/harbour-bridge-closed-after-storm-2025-05-28/";
    article.clues.canonical = Some(there.into());
    article.clues.og_url = Some(format!("{there}?utm_source=x"));
    let rows: Vec<SourceRow> = sources(&article).into_iter().filter(|r| r.relation != Relation::Search).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].url, there);
    assert_eq!(rows[0].relation, Relation::DeclaredCanonical);
    assert_eq!(rows[0].publisher.as_deref(), Some("Reuters"));
    assert!(rows[0].confidence > 0.95 && rows[0].confidence < 1.0);
    let ids: Vec<&str> = rows[0].reason_messages.iter().map(|m| m.message_id).collect();
    assert_eq!(ids, ["source_canonical", "source_credit", "source_og_url", "source_same_words"]);
    assert_eq!(rows[0].reasons.len(), rows[0].reason_messages.len());
    assert!(rows[0].reasons.iter().all(|r| !r.contains('$') && r.ends_with('.')), "{:?}", rows[0].reasons);
}

#[test]
fn a_search_is_always_prepared() {
    let article = page("Harbour bridge closed after storm", &["Port Hill lost its harbour bridge on Monday."]);
    let rows = sources(&article);
    let last = rows.last().unwrap();
    assert_eq!(last.relation, Relation::Search);
    assert!(last.url.starts_with("https://duckduckgo.com/?q="));
    assert!(!last.url.contains(' ') && !last.reasons.is_empty());
    assert_eq!(found(&article), []);
    assert_eq!(sources(&page("", &[])), []);
}

#[test]
fn the_search_has_repaired_words_and_no_corrupted_ones() {
    let article = page(
        "",
        &[
            "The harbour commission is “ready to charge” the Port Hill shipyard, warned commissioner Ingvild Soerlato.",
            "According to Provisionthe dredging began in 2022 and was run by DRG44 at the Port Hill shipyard, a crew of dredgers.",
            "In the view of the Sore Latte, about 80% of double-use dredging gear was banned by 27 member ports.",
            "Sorelatto said DRG44 would answer to the Baltic Pilots; sorelatto told reporters in Port Hill.",
            "The shipyard deniedMost claims about the dredging. The Baltic Pilots denied nothing.",
        ],
    );
    let doc = Document::new(&article);
    let names = [name(&["Ingvild Soerlato", "Sore Latte", "Sorelatto", "sorelatto"], "Ingvild Sørlattø", 0.9)];
    let evidence = [
        sign(&doc, &PHRASE, "double-use", Some("dual-use")),
        sign(&doc, &GLUE, "Provisionthe", None),
        sign(&doc, &GLUE, "deniedMost", None),
    ];
    let words = search_words(&article, &names, &evidence);
    for wanted in ["\"Ingvild Sørlattø\"", "DRG44", "Port", "Hill", "dual-use", "80%"] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    for bad in ["soerlato", "latte", "sorelatto", "provision", "double", "denied", "\"ready"] {
        assert!(!words.to_lowercase().contains(bad), "{bad}: {words}");
    }
    assert!(words.split_whitespace().count() <= 12, "{words}");
}

#[test]
fn a_repaired_name_that_holds_anothers_corrupted_form_is_left_out() {
    let article =
        page("", &["The Crow and Sheryl Crowe met the Rook in Port Hill over dredging and the harbour commission."]);
    let names = [name(&["the Crow"], "Kaja Kallas", 0.9), name(&["Sheryl Crowe"], "Sheryl Crow", 0.9)];
    let words = search_words(&article, &names, &[]);
    assert!(words.contains("Kaja Kallas") && !words.contains("Crow"), "{words}");
}

#[test]
fn an_unsure_name_is_not_quoted() {
    let article = page("", &["The harbour commission met in Port Hill."]);
    let words = search_words(&article, &[name(&["Ann Lee"], "Anne Leigh", 0.5)], &[]);
    assert!(words.contains("Anne Leigh") && !words.contains('"'), "{words}");
}

#[test]
fn endless_text_and_links_are_read_in_linear_time() {
    // Every word of it is something that is looked at closely; quadratic work would take minutes.
    let sentence = "this story was first published by Reuters and told the BBC via Euronews ".repeat(14_000);
    let links = "[read the original article](https://harbourpost.example/2025/05/bridge) ".repeat(5_000);
    let label = format!("[{}](https://harbourpost.example/2025/05/bridge)", "harbour bridge closed ".repeat(40_000));
    let mut article = page(&"harbour bridge closed ".repeat(40_000), &[&sentence, &links, &label]);
    article.clues.json_ld = (0..5_000)
        .map(|i| crate::article::clues::JsonLdUrl {
            property: "isBasedOn".into(),
            url: format!("https://harbourpost.example/a-b-c-d-{i}"),
        })
        .collect();
    let rows = sources(&article);
    assert!(rows.len() > 3 && rows.len() <= MAX_ROWS + 1, "{rows:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_page_makes_an_unsafe_or_own_candidate(
        hrefs in proptest::collection::vec("(https?:|//|javascript:|HTTPS:|data:|)(//)?[a-z.@:\\\\%\\[\\]éß]{0,12}(copies\\.example|reuters\\.com|127\\.0\\.0\\.1|)(:[0-9]{0,6})?[/?#a-z0-9 .%-]{0,30}", 1..6),
        text in "[ a-zA-Z:(),.“”-]{0,80}",
        phrase in prop::sample::select(vec!["told Reuters", "Source: BBC", "(AP) -", "originally published on copies.example", "© AFP"]),
        known in any::<bool>(),
    ) {
        let mut article = page(&text, &[&text, phrase]);
        if !known {
            article.url = None;
        }
        for (i, href) in hrefs.iter().enumerate() {
            let end = article.paragraphs[0].text.len() as u32;
            // Offsets as a hostile caller might give them.
            article.paragraphs[i % 2].links.push(Link { start: i as u32, end: end.wrapping_mul(i as u32 + 1), href: href.clone() });
        }
        article.clues.canonical = hrefs.first().cloned();
        article.clues.og_url = hrefs.get(1).cloned();
        article.clues.syndication_source = hrefs.get(2).cloned();
        let rows = sources(&article);
        for r in &rows {
            prop_assert!(r.url.starts_with("https://") || r.url.starts_with("http://"), "{}", r.url);
            prop_assert!((0.0..=1.0).contains(&r.confidence));
            prop_assert!(!r.reasons.is_empty());
            let host = WebAddress::read(&r.url).map(|a| a.host().to_owned()).unwrap_or_default();
            prop_assert!(!known || site::registrable(&host) != "copies.example", "{}", r.url);
            prop_assert!(!host.starts_with("127."));
        }
        prop_assert!(rows.windows(2).all(|w| w[1].relation == Relation::Search || w[0].confidence >= w[1].confidence));
        prop_assert_eq!(rows, sources(&article));
    }

    #[test]
    fn no_observed_form_is_ever_searched_for(
        words in proptest::collection::vec("[A-Z]?[a-z]{3,7}|[A-Z]{3}[0-9]{2}|[0-9]{2,4}%?", 20..80),
        marked in proptest::collection::vec(0usize..80, 1..6),
        likely in "[A-Z][a-z]{3,6} [A-Z][a-z]{3,6}",
    ) {
        let text = words.join(" ");
        let observed: Vec<&str> = marked.iter().map(|i| words[i % words.len()].as_str()).collect();
        let article = page("", &[&text]);
        let query = search_words(&article, &[name(&observed, &likely, 0.9)], &[]);
        let meant: Vec<String> = likely.split(' ').map(str::to_lowercase).collect();
        for o in observed {
            let o = o.trim_end_matches('%').to_lowercase();
            let is_word = !crate::text::words::is_function_word(&o) && !meant.contains(&o);
            let there = query.split(|c: char| !c.is_alphanumeric()).any(|w| w.to_lowercase() == o);
            prop_assert!(!(is_word && there), "{} in {}", o, query);
        }
    }
}
