//! Headline, author, publication, dates and the rest: which claim counts where a page contradicts itself.
//!
//! The order in which claims are believed follows from who lies when. What a person sees as the headline is the headline;
//! metadata are often written for search engines. Authors in JSON-LD come from the desk's own records, unless they only
//! repeat the publication or name a group such as "Staff": then a line "By ..." on the page knows better. Publishers in
//! JSON-LD may be the company behind a title; the name that the page's title or address bears is the title. Dates are
//! believed where they can be read at all. Every claim that lost is told.

use super::blocks::{Block, Blocks};
use super::choose::{Choice, Fate};
use super::claims::Claims;
use super::fields::{Field, Said, Source, same_words};
use super::headline;
use super::hints::Purpose;
use super::jsonld::same_page;
use super::metadata::Metadata;
use super::tree::PageTree;
use super::{Article, byline, dates};

/// Words by which the beginning of a text is known again.
const OPENING: usize = 8;
/// Blocks behind the headline in which the standfirst is looked for.
const NEAR: usize = 8;

/// Fills in everything but the text.
pub fn settle(
    article: &mut Article,
    tree: &PageTree,
    blocks: &Blocks,
    choice: &Choice,
    claims: &Claims,
    mut meta: Metadata,
) {
    let list = &blocks.list;
    let shown = choice.headline.and_then(|at| list.get(at));
    let mut fields = Vec::new();

    let mut titles = std::mem::take(&mut meta.titles);
    if let Some(block) = shown {
        titles.insert(0, Said::new(headline::title(block, claims, &titles), Source::Visible, ""));
    }
    fields.extend(Field::new("title", &titles, 0, same_words));

    let standfirsts = standfirsts(list, choice, claims, &meta.descriptions);
    fields.extend(Field::new("standfirst", &standfirsts, 0, same_words));

    for name in &mut meta.publishers {
        let end = without_motto(&name.value);
        name.value.truncate(end);
    }
    fields.extend(Field::new("publisher", &meta.publishers, publisher(&meta.publishers, tree), same_words));

    let mut bylines = std::mem::take(&mut meta.bylines);
    if let Some(at) = choice.headline {
        bylines.extend(byline::shown(list, at).into_iter().map(|b| Said::new(b, Source::Visible, "")));
    }
    for line in &mut bylines {
        line.value = byline::tidy(&line.value, &meta.publishers);
    }
    bylines.retain(|b| !b.value.is_empty());
    fields.extend(Field::new("byline", &bylines, byline::choose(&bylines, &meta.publishers), byline::same));

    let mut languages: Vec<Said> =
        tree.head.language.iter().map(|tag| Said::new(tag.clone(), Source::Lang, "html")).collect();
    languages.append(&mut meta.languages);
    fields.extend(Field::new("language", &languages, 0, same_language));

    let order = dates::order(languages.first().map(|l| l.value.as_str()), tree.url.as_deref());
    if let Some(at) = choice.headline {
        let end = choice.kept().last().and_then(|at| list.get(at)).map_or(0, |b| b.node);
        add_shown_dates(&mut meta, headline::dates(tree, blocks, at, end));
    }
    fields.extend(settle_dates(&meta, order));

    fields.extend(Field::new("section", &meta.sections, 0, same_words));
    let mut addresses = std::mem::take(&mut meta.addresses);
    let own = |l: &&super::clues::JsonLdUrl| l.property == "url" || l.property == "mainEntityOfPage";
    let ld = meta.clues.json_ld.iter().filter(own);
    addresses.extend(ld.map(|l| {
        Said::new(l.url.clone(), Source::JsonLd, if l.property == "url" { "url" } else { "mainEntityOfPage" })
    }));
    fields.extend(Field::new("canonical", &addresses, 0, |a, b| a == b || same_page(a, b)));

    let value = |name: &str| fields.iter().find(|f| f.field == name).map(|f| f.said.value.clone());
    article.title = value("title");
    article.standfirst = value("standfirst");
    article.byline = value("byline");
    article.publisher = value("publisher");
    article.published = value("published");
    article.published_iso = article.published.as_deref().and_then(|d| dates::normalise(d, order));
    article.modified = value("modified");
    article.modified_iso = article.modified.as_deref().and_then(|d| dates::normalise(d, order));
    article.language = value("language");
    article.section = value("section");
    article.clues = meta.clues;
    article.fields = fields;
}

/// Adds what the page shows behind what its metadata say; the address stays last, whatever else there is.
fn add_shown_dates(meta: &mut Metadata, shown: Vec<headline::Shown>) {
    for date in shown {
        let source = if date.time { Source::Time } else { Source::Visible };
        let list = if date.update { &mut meta.modified } else { &mut meta.published };
        let at = list.iter().position(|s| s.source == Source::Address).unwrap_or(list.len());
        list.insert(at, Said::new(date.text, source, ""));
    }
}

/// The first dates that can be read; where none can, the first that is written. Nothing is changed before it appears.
fn settle_dates(meta: &Metadata, order: Option<dates::Order>) -> Vec<Field> {
    let readable = |said: &Said| dates::normalise(&said.value, order).is_some();
    let agree = |a: &str, b: &str| dates::agree(a, b, order);
    let won = meta.published.iter().position(readable).unwrap_or(0);
    let mut first = Field::new("published", &meta.published, won, agree);
    if let Some(field) = &mut first {
        // A date that the page shows may be that of the last change.
        let shown = |s: &Said| matches!(s.source, Source::Time | Source::Visible);
        field.alternatives.retain(|a| !shown(a) || !meta.modified.iter().any(|m| agree(&m.value, &a.value)));
    }
    let before = |said: &Said| first.as_ref().is_some_and(|f| dates::before(&said.value, &f.said.value, order));
    let changed = meta.modified.iter().position(|said| readable(said) && !before(said));
    let last = changed.and_then(|at| Field::new("modified", &meta.modified, at, agree));
    first.into_iter().chain(last).collect()
}

/// The sentence or two below the headline, as shown; then what the metadata say of the text, unless they repeat it.
fn standfirsts(list: &[Block], choice: &Choice, claims: &Claims, descriptions: &[Said]) -> Vec<Said> {
    let mut out = Vec::new();
    let from = choice.headline.map_or(0, |at| at + 1);
    let described = |b: &Block| claims.description.as_ref().is_some_and(|d| d.likeness(&b.text) > 0.8);
    let kept: Vec<usize> = choice.kept().take(2).collect();
    for (at, block) in list.iter().enumerate().skip(from).take(NEAR) {
        // A text whose beginning was copied into the description has no standfirst.
        let marked = block.purpose.any(Purpose::STANDFIRST) && block.heading != Some(1);
        let above = kept.first().is_some_and(|first| at < *first) || kept.first() == Some(&at) && marked;
        let dropped = choice.fates.get(at).is_some_and(|f| *f != Fate::Kept);
        if block.words >= 4 && block.link_density() < 0.5 && above && (marked || dropped && described(block)) {
            out.push(Said::new(block.text.clone(), Source::Visible, ""));
            break;
        }
    }
    let opening = choice.kept().filter_map(|at| list.get(at)).find(|b| b.heading.is_none());
    let first = opening.map_or("", |b| b.text.as_str());
    let repeats = |said: &&Said| {
        let claim = super::claims::Claim::new(said.value.trim_end_matches(['…', '.']));
        // A description longer than the first paragraph begins as the text does.
        let opening = said.value.split(' ').take(OPENING).collect::<Vec<_>>().join(" ");
        let opens = super::claims::Claim::new(&opening).leads(first).is_some_and(|n| n + 2 >= OPENING);
        let headline = claims.titles.iter().any(|t| t.leads(&said.value).is_some());
        !headline && !opens && claim.leads(first).is_none() && claim.likeness(first) < 0.8
    };
    out.extend(descriptions.iter().filter(repeats).cloned());
    out
}

/// Where the name of a publication ends and a motto of three words or more begins.
fn without_motto(name: &str) -> usize {
    let cut = [" — ", " – ", " - ", " | "].iter().filter_map(|mark| name.find(mark).map(|at| (at, mark.len()))).min();
    cut.filter(|(at, mark)| *at >= 3 && name[at + mark..].split(' ').count() >= 3).map_or(name.len(), |(at, _)| at)
}

/// The name of the publication: the first that the page's title or address bears too.
fn publisher(names: &[Said], tree: &PageTree) -> usize {
    let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let title = tree.head.title.as_deref().unwrap_or("");
    let parts: Vec<String> =
        title.split(['|', '-', '–', '—', '·', '•', ':', '»']).skip(1).map(|p| fold(p.trim())).collect();
    let host = tree.url.as_deref().and_then(|u| u.split_once("://")).and_then(|(_, rest)| rest.split('/').next());
    let labels: Vec<String> = host.unwrap_or("").split('.').map(fold).filter(|l| l.len() > 3).collect();
    let borne = |name: &Said| {
        let name = fold(&name.value);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        bare.len() > 2
            && (parts.iter().any(|p| p.strip_prefix("the").unwrap_or(p) == bare)
                || labels.iter().any(|l| l == bare || *l == name))
    };
    // A name without a capital is more often an address.
    let written = |name: &Said| !name.value.chars().all(|c| c.is_ascii_lowercase() || !c.is_alphabetic());
    let both = |name: &Said| written(name) && borne(name);
    names.iter().position(both).or_else(|| names.iter().position(written)).unwrap_or(0)
}

/// `en` and `en-GB` do not contradict each other.
fn same_language(a: &str, b: &str) -> bool {
    let main = |t: &str| t.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    main(a) == main(b)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{extract, html};

    const TEXT: &str = "The bridge was opened on Monday, and the ferry was sold to a museum in the next town.";

    fn article(head: &str, body: &str) -> Article {
        let text = format!("<p>{TEXT}</p>").repeat(4);
        let page = format!("<html lang=en-GB><head>{head}</head><body><article>{body}{text}</article>");
        extract::extract(&html::parse(&page, Some("https://lantern.example/2026/03/04/bridge")))
    }

    fn source(article: &Article, field: &str) -> Option<Source> {
        article.fields.iter().find(|f| f.field == field).map(|f| f.said.source)
    }

    #[test]
    fn the_publication_is_the_name_that_the_page_bears() {
        let head = "<title>Bridge opens | The Lantern</title><meta property=og:site_name content='The Lantern'>\
            <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge opens\",\
            \"publisher\":{\"name\":\"Quay Media Group\"}}</script>";
        assert_eq!(article(head, "<h1>The new bridge opens</h1>").publisher.as_deref(), Some("The Lantern"));
        assert_eq!(without_motto("The Lantern - Light for the whole coast"), "The Lantern".len());
        assert_eq!(without_motto("Harbour - Echo"), "Harbour - Echo".len());
    }

    #[test]
    fn a_date_that_can_be_read_comes_before_one_that_cannot() {
        let head = "<meta property=article:published_time content=yesterday><meta name=pubdate content=2026-03-05>";
        let read = article(head, "<h1>The new bridge opens</h1>");
        assert_eq!(read.published.as_deref(), Some("2026-03-05"));
        assert_eq!(source(&read, "published"), Some(Source::Meta));
        let read = article("", "<h1>The new bridge opens</h1>");
        assert_eq!(
            (read.published.as_deref(), source(&read, "published")),
            (Some("2026-03-04"), Some(Source::Address))
        );
    }

    #[test]
    fn the_written_date_stays_beside_the_iso_form() {
        let read = article("", "<h1>The new bridge opens</h1><p>Published: 5 March 2026</p><p>Updated: 6/3/2026</p>");
        assert_eq!(read.published.as_deref(), Some("5 March 2026"));
        assert_eq!(read.published_iso.as_deref(), Some("2026-03-05"));
        let american = "<meta property=article:published_time content=3/4/2026>";
        assert_eq!(
            article(american, "<h1>The new bridge opens</h1>").published_iso.as_deref(),
            Some("2026-04-03"),
            "en-GB"
        );
    }

    #[test]
    fn nothing_is_changed_before_it_appears() {
        let head = "<meta property=article:published_time content=2026-03-05><meta property=article:modified_time content=2019-01-01>";
        assert_eq!(article(head, "<h1>The new bridge opens</h1>").modified, None);
    }

    #[test]
    fn a_description_that_repeats_the_text_or_the_headline_is_no_standfirst() {
        let described = |text: &str| {
            article(&format!("<meta name=description content='{text}'>"), "<h1>The new bridge opens</h1>").standfirst
        };
        assert_eq!(described("The bridge was opened on Monday, and the ferry was sold to a mus..."), None);
        assert_eq!(described("Why it took nine years.").as_deref(), Some("Why it took nine years."));
    }

    #[test]
    fn microdata_count_where_nothing_better_is_said() {
        let body =
            "<h1>The new bridge opens</h1><span itemprop=datePublished content=2026-03-07T06:15:00Z>today</span>";
        let read = article("", body);
        assert_eq!(read.published_iso.as_deref(), Some("2026-03-07T06:15:00Z"));
        assert_eq!(source(&read, "published"), Some(Source::Microdata));
    }

    /// Metadata as templates and hostile people break them.
    fn soup() -> impl Strategy<Value = String> {
        let json = "[\\[\\]{}:,\"' \\\\/a-z0-9@é&;\n<!-]{0,30}";
        let key = prop_oneof![
            Just("headline"),
            Just("author"),
            Just("datePublished"),
            Just("dateModified"),
            Just("publisher"),
            Just("@type"),
            Just("@id"),
            Just("@graph"),
            Just("url"),
            Just("mainEntityOfPage"),
            Just("articleSection"),
        ];
        let value = prop_oneof![
            "\"[^\"<]{0,20}\"",
            Just("\"NewsArticle\"".to_owned()),
            Just("\"2026-03-04T06:15\"".to_owned()),
            json,
            Just("{\"name\":[\"Ada Marsh\",{}]}".to_owned()),
            Just("[[[".to_owned()),
        ];
        let entry = (key, value).prop_map(|(k, v)| format!("\"{k}\":{v},"));
        let object = prop::collection::vec(entry, 0..6).prop_map(|e| format!("{{{}}}", e.concat()));
        let script = prop::collection::vec(object, 0..4)
            .prop_map(|o| format!("<script type=application/ld+json>{}</script>", o.concat()));
        let name = prop_oneof![
            Just("og:title"),
            Just("article:published_time"),
            Just("author"),
            Just("og:site_name"),
            Just("twitter:data1"),
            Just("description"),
            Just("og:url"),
            Just("date"),
        ];
        let meta = (name, "\\PC{0,30}").prop_map(|(n, c)| format!("<meta name=\"{n}\" content=\"{c}\">"));
        let line =
            "(By |Published |Updated )?\\PC{0,20}".prop_map(|l| format!("<p class=byline>{l}</p><time>{l}</time>"));
        prop::collection::vec(prop_oneof![script, meta, line], 0..8).prop_map(|p| p.concat())
    }

    proptest! {
        #[test]
        fn any_soup_in_the_metadata_is_told_soundly(soup in soup()) {
            let read = article(&soup, &format!("<h1>The new bridge opens</h1>{soup}"));
            for field in &read.fields {
                prop_assert!(!field.said.value.is_empty());
                prop_assert!(field.alternatives.iter().all(|a| a.value != field.said.value));
            }
            let iso = |d: &Option<String>| d.as_deref().is_none_or(|d| dates::normalise(d, None).as_deref() == Some(d));
            prop_assert!(iso(&read.published_iso) && iso(&read.modified_iso));
        }
    }
}
