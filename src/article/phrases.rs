//! Lines that are furniture by their words: "Advertisement", "Read more:", "Related Articles".
//!
//! Only short lines are looked at, and only their beginning or whole; no sentence of an article is ever dropped because
//! of a word in it.

use super::blocks::Block;
use super::claims::Claim;

/// Whole lines above what follows an article.
const AFTER: &[&str] = &[
    "about the author",
    "about the authors",
    "also read",
    "comments",
    "discussion",
    "editor's picks",
    "editors' picks",
    "follow us",
    "from around the web",
    "from our partners",
    "in other news",
    "join the conversation",
    "keep reading",
    "latest",
    "latest articles",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "more news",
    "more on this story",
    "more on this topic",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "next article",
    "next story",
    "popular",
    "popular stories",
    "previous article",
    "read next",
    "recent posts",
    "recommended",
    "recommended articles",
    "recommended for you",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "share this",
    "share this article",
    "share this story",
    "similar articles",
    "sponsored",
    "sponsored content",
    "sponsored stories",
    "top stories",
    "trending",
    "trending now",
    "trending stories",
    "up next",
    "what to read next",
    "you may also like",
    "you might also like",
    "view comments",
    "more for you",
    "suggested for you",
    "add a comment",
    "post a comment",
    "write a comment",
    "no comments yet",
    "around the web",
    "promoted stories",
];

/// Beginnings of lines above what follows an article.
const AFTER_STARTS: &[&str] = &["more from ", "more on ", "more in ", "read more from ", "comments ("];

/// Whole lines that are no text.
const LINES: &[&str] = &[
    "advertisement",
    "advertising",
    "ad",
    "article continues below",
    "article continues below advertisement",
    "close",
    "continue reading",
    "continue reading below",
    "copy link",
    "email",
    "facebook",
    "image",
    "link copied",
    "listen",
    "loading",
    "loading...",
    "menu",
    "photo",
    "play",
    "print",
    "save",
    "scroll to continue",
    "share",
    "sign in",
    "sign up",
    "skip advertisement",
    "story continues",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "this article is more than 1 year old",
    "tweet",
    "twitter",
    "video",
    "watch",
    "whatsapp",
    "read more",
    "log in",
    "getty images",
];

/// Beginnings of short lines that are no text.
const STARTS: &[&str] = &[
    "also read:",
    "also read –",
    "also see:",
    "click here to",
    "credit:",
    "follow us on",
    "image credit",
    "image source",
    "image:",
    "photo:",
    "photo by",
    "photo credit",
    "photograph:",
    "picture:",
    "read also",
    "read more:",
    "read more about",
    "read next:",
    "read:",
    "related:",
    "related article",
    "see also",
    "see more:",
    "share this",
    "sign up for",
    "sign up to",
    "source:",
    "subscribe to",
    "watch:",
    "watch now:",
    "don't miss:",
    "more:",
    "must read:",
    "recommended:",
    "get the latest",
    "download the",
    "join our",
    "follow our",
    "copyright ©",
    "© ",
    "(c) ",
    "listen to this article",
    "by clicking",
];

/// Beginnings of the lines that may stand below the last sentence: credits of the desk, corrections, appeals. A line that
/// says where a text first appeared is not among them: it names the source.
const BELOW: &[&str] = &[
    "[want ",
    "additional reporting",
    "be the first to",
    "by clicking",
    "citation:",
    "contact ",
    "copyright ",
    "correction",
    "corrections:",
    "do you have",
    "doi:",
    "e-mail ",
    "editing by",
    "editor's note",
    "email ",
    "follow ",
    "follow us",
    "for more ",
    "get more ",
    "got a tip",
    "have a tip",
    "have you ",
    "if you have",
    "if you purchase",
    "if you want to",
    "join ",
    "journal information:",
    "let us know",
    "letters to the editor",
    "listen to",
    "more information:",
    "our editors",
    "photo",
    "please ",
    "provided by",
    "read our",
    "reporting by",
    "see more",
    "send ",
    "share your",
    "sign up",
    "some details have been",
    "subscribe",
    "support ",
    "tell us",
    "the views expressed",
    "to comment",
    "to contact",
    "to learn more",
    "want more",
    "want to",
    "watch ",
    "we may earn",
    "we want to hear",
    "what do you think",
    "write to",
    "writing by",
    "you can email",
    "you can reach",
    "you can contact",
    "©",
    "(c) ",
    "(reporting by",
    "source:",
    "sources:",
    "disclaimer",
    "(with ",
    "with files from",
    "with inputs from",
    "—staff writer",
    "staff writer",
];

/// Words by which such a line is known wherever they stand in it.
const BELOW_WORDS: &[&str] = &[
    " contributed to this",
    " can be reached at",
    " is a reporter",
    " is a staff writer",
    " is a senior reporter",
    " is a senior writer",
    " is a freelance",
    " is a columnist",
    " is a correspondent",
    " is a senior editor",
    " is an editor",
    " is a journalist",
    " is the author of",
    " is editor of",
    " is an author",
    " is a writer",
    " is a contributing",
    " is a professor",
    " is a contributor",
    " covers ",
    " writes about ",
    "follow him on",
    "follow her on",
    "follow them on",
    "all rights reserved",
    "delivered to your inbox",
    "our newsletter",
];

/// Words of a line below the text at most.
const BELOW_LENGTH: u32 = 70;

/// Words of a line that is a date at most.
const DATE_WORDS: usize = 14;

/// Words up to which a line may be furniture.
const SHORT: u32 = 25;

fn folded(text: &str) -> String {
    text.replace(['’', '‘'], "'").to_lowercase()
}

/// `Image 1 of 5`.
fn is_count(line: &str) -> bool {
    let mut words = line.split(' ');
    let number = |w: Option<&str>| w.is_some_and(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit()));
    matches!(words.next(), Some("image" | "photo" | "slide" | "page"))
        && number(words.next())
        && words.next() == Some("of")
        && number(words.next())
        && words.next().is_none()
}

/// `4 hours ago`: the age of a piece, not a part of it.
fn is_age(line: &str) -> bool {
    let Some(count) = line.strip_suffix(" ago").and_then(|l| l.split_once(' ')) else { return false };
    let unit = count.1.trim_end_matches('s');
    (count.0.bytes().all(|b| b.is_ascii_digit()) || matches!(count.0, "a" | "an"))
        && matches!(unit, "minute" | "min" | "hour" | "hr" | "day" | "week" | "month" | "year")
}

/// Does this line stand above what is no longer the article?
pub fn ends_article(block: &Block) -> bool {
    if block.words > 8 {
        return false;
    }
    let line = folded(&block.text);
    let line = line.trim_end_matches([':', '.', '»', '>', '…', ' ']);
    AFTER.contains(&line)
        || AFTER_STARTS.iter().any(|s| line.starts_with(s)) && (block.heading.is_some() || !block.ends_sentence())
}

/// Is this, as the last block of a text, no part of it?
pub fn stands_below(block: &Block, byline: Option<&Claim>) -> bool {
    if block.words > BELOW_LENGTH || block.quote {
        return false;
    }
    let line = folded(&block.text);
    BELOW.iter().any(|s| line.starts_with(s))
        || BELOW_WORDS.iter().any(|w| line.contains(w)) && !line.contains(['"', '“'])
        || byline.is_some_and(|b| b.leads(&block.text).is_some_and(|n| n > 1))
}

/// A word that dates are made of, in lower case.
pub fn is_date_word(word: &str) -> bool {
    is_month(word)
        || matches!(
            word,
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "mon"
                | "tue"
                | "wed"
                | "thu"
                | "fri"
                | "sat"
                | "sun"
                | "am"
                | "pm"
                | "a"
                | "p"
                | "m"
                | "at"
                | "on"
                | "et"
                | "est"
                | "edt"
                | "gmt"
                | "utc"
                | "bst"
                | "ist"
                | "pt"
                | "pst"
                | "pdt"
                | "cet"
                | "updated"
                | "published"
                | "posted"
                | "last"
                | "modified"
                | "first"
                | "date"
                | "min"
                | "minute"
                | "minutes"
                | "read"
                | "th"
                | "st"
                | "nd"
                | "rd"
        )
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// A line that says no more than when: `Updated Dec. 22, 2023 11:48 a.m. ET`.
fn is_date(line: &str) -> bool {
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let number = |w: &str| w.bytes().next().is_some_and(|b| b.is_ascii_digit());
    words().count() <= DATE_WORDS
        && words().all(|w| number(w) || is_date_word(w))
        && words().any(number)
        && words().any(is_month)
}

/// The name in a credit such as `Source: Slow Wire`.
pub fn credit(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| matches!(c, '(' | ')' | '.') || c.is_whitespace());
    ["source:", "sources:", "provided by", "with inputs from", "with files from"].iter().find_map(|start| {
        let name = text.get(start.len()..).filter(|_| text.is_char_boundary(start.len()))?;
        let said = text.get(..start.len())?.eq_ignore_ascii_case(start);
        (said && name.split(' ').count() <= 6).then(|| name.trim().to_owned())
    })
}

/// Is this line furniture?
pub fn is_furniture(text: &str) -> bool {
    if text.len() > 200 || text.split(' ').count() as u32 > SHORT {
        return false;
    }
    let line = folded(text);
    let whole = line.trim_end_matches([':', '.', '»', '>', '…', ' ']);
    LINES.contains(&whole)
        || is_age(whole)
        || is_date(whole)
        || is_count(whole)
        || STARTS.iter().any(|s| line.starts_with(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        Block { text: text.to_owned(), words: text.split(' ').count() as u32, ..Block::default() }
    }

    #[test]
    fn knows_the_lines_around_a_text() {
        for line in [
            "4 hours ago",
            "an hour ago",
            "Updated Dec. 22, 2023 11:48 a.m. ET",
            "Image 1 of 5",
            "Read more:",
            "ADVERTISEMENT",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in
            ["Four hours ago, the bridge stood.", "May I come in?", "On 4 March the bridge opened.", "Nothing is free."]
        {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn a_heading_of_other_articles_ends_the_text_and_a_sentence_does_not() {
        assert!(ends_article(&block("Related Articles")) && ends_article(&block("Comments (3)")));
        assert!(!ends_article(&block("Related articles of faith were read aloud by both sides that evening.")));
    }

    #[test]
    fn a_credit_names_its_source() {
        assert_eq!(credit("Source: Slow Wire").as_deref(), Some("Slow Wire"));
        assert_eq!(credit("(With inputs from Slow Wire)").as_deref(), Some("Slow Wire"));
        assert_eq!(credit("The source: a spring."), None);
    }
}
