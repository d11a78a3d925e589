//! Lines that are furniture by their words: "Advertisement", "Read more:", "Related Articles".
//!
//! Only short lines are looked at, and only their beginning or whole; no sentence of an article is ever dropped because
//! of a word in it.

use super::blocks::Block;
use super::claims::Claim;

/// Whole lines above what follows an article.
#[rustfmt::skip] // a list of phrases, not of lines
const AFTER: &[&str] = &[
    "about the author", "about the authors", "add a comment", "also read", "around the web", "comments",
    "discussion", "editor's picks", "editors' picks", "explore more", "follow us", "from around the web",
    "from our partners", "further reading", "in case you missed it", "in other news", "join the conversation",
    "keep reading", "latest", "latest articles", "latest news", "latest stories", "leave a comment", "leave a reply",
    "more for you", "more like this", "more news", "more on this story", "more on this topic", "more stories",
    "more to read", "most popular", "most read", "most viewed", "next article", "next story", "no comments yet",
    "our picks", "popular", "popular stories", "post a comment", "previous article", "promoted stories", "read next",
    "read this next", "recent posts", "recommended", "recommended articles", "recommended by our editors",
    "recommended for you", "recommended stories", "related", "related articles", "related content",
    "related coverage", "related links", "related news", "related posts", "related stories", "related topics",
    "share this", "share this article", "share this story", "similar articles", "sponsored", "sponsored content",
    "sponsored stories", "suggested for you", "tags", "top stories", "topics", "trending", "trending now",
    "trending stories", "up next", "view comments", "what others are reading", "what to read next",
    "write a comment", "you may also like", "you might also like", "you might be interested in",
];

/// Beginnings of lines above what follows an article.
#[rustfmt::skip] // a list of phrases, not of lines
const AFTER_STARTS: &[&str] = &[
    "comments (", "more from ", "more in ", "more on ", "read more from ",
];

/// Whole lines that are no text.
#[rustfmt::skip] // a list of phrases, not of lines
const LINES: &[&str] = &[
    "ad", "advertisement", "advertising", "article continues below", "article continues below advertisement",
    "close", "continue reading", "continue reading below", "copy link", "email", "facebook", "getty images", "image",
    "link copied", "listen", "loading", "loading...", "log in", "menu", "photo", "play", "print", "read more",
    "save", "scroll to continue", "share", "sign in", "sign up", "skip advertisement", "story continues",
    "story continues below advertisement", "subscribe", "subscribe now", "thanks for signing up",
    "thanks for signing up!", "this article is more than 1 year old", "tweet", "twitter", "video", "watch",
    "whatsapp",
];

/// Beginnings of short lines that are no text.
#[rustfmt::skip] // a list of phrases, not of lines
const STARTS: &[&str] = &[
    "(c) ", "also read –", "also read:", "also see:", "by clicking", "click here to", "copyright ©", "credit:",
    "don't miss:", "download the", "follow our", "follow us on", "get the latest", "image credit", "image credits:",
    "image source", "image:", "join our", "listen to this article", "more:", "must read:", "photo by",
    "photo credit", "photo:", "photograph:", "picture:", "read also", "read more about", "read more:", "read next:",
    "read:", "recommended:", "related article", "related:", "see also", "see more:", "share this", "sign up for",
    "sign up to", "source:", "subscribe to", "thank you for signing", "this newsletter may contain", "watch now:",
    "watch:", "you have been subscribed", "your subscription has been", "© ",
];

/// Beginnings of the lines that may stand below the last sentence: credits of the desk, corrections, appeals. A line that
/// says where a text first appeared is not among them: it names the source.
#[rustfmt::skip] // a list of phrases, not of lines
const BELOW: &[&str] = &[
    "(c) ", "(reporting by", "(with ", "[want ", "additional reporting", "be the first to", "by clicking",
    "citation:", "contact ", "copyright ", "correction", "corrections:", "disclaimer", "do you have", "doi:",
    "e-mail ", "editing by", "editor's note", "email ", "follow ", "follow us", "for more ", "get more ",
    "got a tip", "have a tip", "have you ", "if you have", "if you purchase", "if you want to", "join ",
    "journal information:", "let us know", "letters to the editor", "listen to", "more information:", "our editors",
    "photo", "please ", "provided by", "read our", "reporting by", "see more", "send ", "share your", "sign up",
    "some details have been", "source:", "sources:", "staff writer", "subscribe", "support ", "tell us",
    "the views expressed", "to comment", "to contact", "to learn more", "want more", "want to", "watch ",
    "we may earn", "we want to hear", "what do you think", "with files from", "with inputs from", "write to",
    "writing by", "you can contact", "you can email", "you can reach", "©", "—staff writer",
];

/// Words by which such a line is known wherever they stand in it.
#[rustfmt::skip] // a list of phrases, not of lines
const BELOW_WORDS: &[&str] = &[
    " can be reached at", " contributed to this", " covers ", " is a columnist", " is a contributing",
    " is a contributor", " is a correspondent", " is a freelance", " is a journalist", " is a professor",
    " is a reporter", " is a senior editor", " is a senior reporter", " is a senior writer", " is a staff writer",
    " is a writer", " is an author", " is an editor", " is editor of", " is the author of", " subject to copyright",
    " writes about ", "all rights reserved", "delivered to your inbox", "follow her on", "follow him on",
    "follow them on", "our newsletter",
];

/// What lawyers write below texts; two of these are enough.
const LEGAL_WORDS: &[&str] = &[
    "cookies",
    "opt out",
    "opt-out",
    "opting out",
    "opting-out",
    "personal data",
    "personal information",
    "privacy policy",
    "terms of service",
    "terms of use",
    "third parties",
    "your browser",
    "your consent",
];

/// Words of a line below the text at most.
const BELOW_LENGTH: u32 = 70;
const LEGAL_LENGTH: u32 = 250;

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

/// `4 hours ago`, `Meadow Times 2 days ago`: the age of a piece, not a part of it.
fn is_age(line: &str) -> bool {
    let mut words = line.strip_suffix(" ago").unwrap_or("").rsplit(' ');
    let unit = words.next().unwrap_or("").trim_end_matches('s');
    // The name of a source may be glued to the number.
    let count = words.next().unwrap_or("");
    (count.ends_with(|c: char| c.is_ascii_digit()) || matches!(count, "a" | "an"))
        && matches!(unit, "minute" | "min" | "hour" | "hr" | "day" | "week" | "month" | "year")
        && words.count() <= 3
}

/// Does this line stand above what is no longer the article?
pub fn ends_article(block: &Block) -> bool {
    if block.words > 8 {
        return false;
    }
    let line = folded(&block.text);
    let line = line.trim_end_matches([':', '.', '»', '>', '…', ' ']);
    AFTER.contains(&line)
        || block.heading.is_some() && block.words <= 3 && line.starts_with("more ")
        || AFTER_STARTS.iter().any(|s| line.starts_with(s)) && (block.heading.is_some() || !block.ends_sentence())
}

/// Is this, as the last block of a text, no part of it?
pub fn stands_below(block: &Block, byline: Option<&Claim>) -> bool {
    if block.words > LEGAL_LENGTH || block.quote {
        return false;
    }
    let line = folded(&block.text);
    if LEGAL_WORDS.iter().filter(|w| line.contains(*w)).count() >= 2 {
        return true;
    }
    if block.words > BELOW_LENGTH {
        return false;
    }
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
pub fn is_date(line: &str) -> bool {
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
            "Meadow Times2 days ago",
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
