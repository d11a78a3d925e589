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
    let first = kept.first().and_then(|at| list.get(*at)).map_or("", |b| b.text.as_str());
    let repeats = |said: &&Said| {
        let claim = super::claims::Claim::new(said.value.trim_end_matches(['…', '.']));
        let headline = claims.titles.iter().any(|t| t.leads(&said.value).is_some());
        !headline && claim.leads(first).is_none() && claim.likeness(first) < 0.8
    };
    out.extend(descriptions.iter().filter(repeats).cloned());
    out
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
