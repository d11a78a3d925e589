//! What an index is for.

use proptest::prelude::*;
use ungarble::index::{Index, Info, Question, build, consult, merge};

use crate::{entry, index, named, news};

#[test]
fn what_was_indexed_is_found_and_what_was_not_is_not() {
    let bytes = index(0..300);
    let index = Index::open(&bytes).expect("an index");
    for number in (0..300).step_by(7) {
        let made = news::article(number);
        assert_eq!(named(&made.text, &index).first(), Some(&made.id));
    }
    for number in (1_000..1_300).step_by(7) {
        assert_eq!(named(&news::article(number).text, &index), [""; 0], "{number}");
    }
}

#[test]
fn a_copy_in_other_words_is_found() {
    let bytes = index(0..300);
    let index = Index::open(&bytes).expect("an index");
    let made = news::article(42);
    let copy = [
        ("wants to", "would like to"),
        ("announced", "declared"),
        ("said", "stated"),
        ("plan", "project"),
        ("angry", "irate"),
        ("The ", "A "),
        ("expected", "awaited"),
    ];
    let copy = copy.iter().fold(made.text.clone(), |text, (from, to)| text.replace(from, to));
    assert_ne!(copy, made.text);
    assert_eq!(named(&copy, &index).first(), Some(&made.id));
    let three: Vec<&str> = copy.split_inclusive(". ").take(3).collect();
    assert_eq!(named(&three.concat(), &index).first(), Some(&made.id));
}

#[test]
fn a_card_asks_as_the_article_does() {
    let bytes = index(0..50);
    let index = Index::open(&bytes).expect("an index");
    let card = build(vec![entry(17)], Vec::new()).expect("a card");
    let question = Question::of(&Index::open(&card).expect("a card")).expect("one article");
    // Its own address is no source of it, so it is asked from elsewhere.
    let mut elsewhere = question.clone();
    elsewhere.card.origin.url = Some("https://copies.example/1".to_owned());
    let answer = consult(&elsewhere, &[index]).expect("an answer");
    assert_eq!(answer.sources.first().and_then(|s| s.id.as_deref()), Some("made-000017"));
    let answer = consult(&question, &[index]).expect("an answer");
    assert!(answer.sources.is_empty(), "named as the source of itself");
}

#[test]
fn a_younger_article_says_that_it_may_be_the_copy() {
    let bytes = index(0..50);
    let index = Index::open(&bytes).expect("an index");
    let mut question = crate::question(&news::article(17).text);
    question.card.origin.published = Some("1999-01-01".to_owned());
    let sources = consult(&question, &[index]).expect("an answer").sources;
    let first = sources.first().expect("a source");
    assert!(first.reason_messages.iter().any(|m| m.message_id == "source_index_later"), "{first:?}");
    question.card.origin.published = Some("2099-01-01".to_owned());
    let sources = consult(&question, &[index]).expect("an answer").sources;
    let first = sources.first().expect("a source");
    assert!(first.reason_messages.iter().any(|m| m.message_id == "source_index_earlier"), "{first:?}");
}

#[test]
fn several_indexes_answer_as_one() {
    let (a, b, all) = (index(0..40), index(40..80), index(0..80));
    let parts = [Index::open(&a).expect("an index"), Index::open(&b).expect("an index")];
    let all = [Index::open(&all).expect("an index")];
    for number in [3, 44, 79] {
        let question = crate::question(&news::article(number).text);
        let ids = |indexes: &[Index<'_>]| -> Vec<Option<String>> {
            consult(&question, indexes).expect("an answer").sources.into_iter().map(|s| s.id).collect()
        };
        assert_eq!(ids(&parts), ids(&all));
        assert_eq!(ids(&parts).len(), 1);
    }
}

#[test]
fn an_empty_index_knows_nothing() {
    let bytes = index([]);
    let empty = Index::open(&bytes).expect("an index");
    assert_eq!((empty.articles(), empty.terms()), (0, 0));
    assert!(named(&news::article(1).text, &empty).is_empty());
    assert_eq!(merge(&[empty, empty], Vec::new()).expect("an index"), bytes);
    assert_eq!(merge(&[], Vec::new()).expect("an index"), bytes);
}

#[test]
fn an_index_tells_its_dates_and_size() {
    let bytes = index(0..30);
    let info = Info::of(&Index::open(&bytes).expect("an index"), bytes.len()).expect("sound cards");
    assert_eq!((info.articles, info.bytes), (30, bytes.len()));
    assert!(info.oldest < info.newest);
}

#[test]
fn no_article_takes_more_than_two_kilobytes() {
    // A long article: its sentences are those of many.
    let text: String = (0..60).map(|n| news::article(n).text + "\n").collect();
    let long = ungarble::article::plain::read(&text);
    let doc = ungarble::text::Document::new(&long);
    assert!(doc.word_count() > 15_000);
    let origin = ungarble::index::Origin { id: "long".to_owned(), ..Default::default() };
    let card = build(vec![ungarble::index::Entry::new(&doc, origin)], Vec::new()).expect("an index");
    let [cards, ..] = Index::open(&card).expect("an index").parts_bytes();
    assert!(cards <= 2_048, "{cards} bytes");
    let many = index(0..500);
    assert!(many.len() <= 500 * 2_048, "{} bytes an article", many.len() / 500);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_in_any_order_make_the_same_file(
        numbers in proptest::collection::vec(0..60_usize, 0..30),
        cuts in proptest::collection::vec(0..30_usize, 0..4),
    ) {
        let whole = index(numbers.iter().copied());
        let mut turned = numbers.clone();
        turned.reverse();
        prop_assert_eq!(&index(turned), &whole);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(numbers.len())).chain([0, numbers.len()]).collect();
        cuts.sort_unstable();
        let parts: Vec<Vec<u8>> = cuts.windows(2).map(|w| index(numbers[w[0]..w[1]].iter().copied())).collect();
        let indexes: Vec<Index<'_>> = parts.iter().map(|p| Index::open(p).expect("a part")).collect();
        prop_assert_eq!(&merge(&indexes, Vec::new()).expect("merged"), &whole);
        let back: Vec<Index<'_>> = indexes.iter().rev().copied().collect();
        prop_assert_eq!(&merge(&back, Vec::new()).expect("merged"), &whole);
    }
}

#[test]
fn of_two_articles_with_one_id_the_later_counts() {
    let with_id = |number: usize, id: &str| {
        let made = news::article(number);
        let article = ungarble::article::plain::read(&made.text);
        let origin = ungarble::index::Origin { id: id.to_owned(), title: Some(made.title), ..Default::default() };
        ungarble::index::Entry::new(&ungarble::text::Document::new(&article), origin)
    };
    let new = build(vec![with_id(2, "a")], Vec::new()).expect("an index");
    assert_eq!(build(vec![with_id(1, "a"), with_id(2, "a")], Vec::new()).expect("an index"), new);
    let old = build(vec![with_id(1, "a")], Vec::new()).expect("an index");
    let [old, new_index] = [&old, &new].map(|b| Index::open(b).expect("an index"));
    assert_eq!(merge(&[old, new_index], Vec::new()).expect("an index"), new);
}
