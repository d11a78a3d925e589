//! Long texts of shapes that could cost more than their length: each is made to a number of words.

/// A long text.
pub struct Shape {
    /// What is odd about it.
    pub name: &'static str,
    /// Makes one of about so many words.
    pub make: fn(usize) -> String,
}

/// Every shape.
pub const ALL: &[Shape] = &[
    Shape { name: "an article again and again", make: article },
    Shape { name: "one sentence without an end", make: endless },
    Shape { name: "nothing but names, all different", make: strangers },
    Shape { name: "two spellings of each of many names", make: spellings },
    Shape { name: "a public figure in every sentence", make: figures },
    Shape { name: "one sign in every sentence", make: one_sign },
    Shape { name: "every sentence broken in several ways", make: damage },
    Shape { name: "quotations within quotations", make: quotations },
    Shape { name: "a publisher credited in every sentence", make: credits },
    Shape { name: "letters of many scripts", make: scripts },
];

/// Repeats sentences in paragraphs of five until there are so many words; each may depend on its number.
fn repeat(words: usize, sentence: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let (mut so_far, mut number) = (0, 0);
    while so_far < words {
        let next = sentence(number);
        so_far += next.split(' ').count();
        out.push_str(&next);
        number += 1;
        out.push_str(if number % 5 == 0 { "\n" } else { " " });
    }
    out
}

/// A made-up word of two or more syllables, another for every number.
pub fn made_up(number: usize) -> String {
    const SYLLABLES: [&str; 12] = ["bra", "dem", "fol", "gis", "hun", "jor", "kel", "lim", "mav", "nos", "pud", "tre"];
    let (mut out, mut rest) = (String::new(), number + SYLLABLES.len());
    while rest > 0 {
        out.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    out[..1].to_uppercase() + &out[1..]
}

fn article(words: usize) -> String {
    const SENTENCES: [&str; 5] = [
        "The ferry was late again on Monday, and nobody at the quay was surprised.",
        "Marit Oakes, who sells bread there, said she had stopped counting in the spring.",
        "The council wants a bridge, but it has wanted one for forty years.",
        "A study put the cost at 27 million pounds, half of which the islands would have to find.",
        "Until then the old boat will sail, when it sails.",
    ];
    repeat(words, |n| SENTENCES[n % SENTENCES.len()].to_owned())
}

fn endless(words: usize) -> String {
    "and then the keeper of the light went down to the shore because he had seen the boat of the ".repeat(words / 20)
}

fn strangers(words: usize) -> String {
    repeat(words, |n| {
        format!("It was {} {} who met {} {}.", made_up(n), made_up(n * 7 + 1), made_up(n * 3), made_up(n * 5))
    })
}

fn spellings(words: usize) -> String {
    repeat(words, |n| {
        format!("The letter was from {0} L{1} and not from {0} R{1}.", made_up(n / 2), made_up(n).to_lowercase())
    })
}

fn figures(words: usize) -> String {
    repeat(words, |_| "In Brussels, the NATO chief Mark Rutte met Kaja Kallas of the European Union.".to_owned())
}

fn one_sign(words: usize) -> String {
    repeat(words, |_| "The union said that it had never wantedthe bridge at all.".to_owned())
}

fn damage(words: usize) -> String {
    repeat(words, |_| {
        "The NATO executive director Mark Latte said the the plan was unclearMost of all, and it didnâ€™t a account. the end"
            .to_owned()
    })
}

fn quotations(words: usize) -> String {
    repeat(words, |n| format!("“‘No,’ she said, “that was the {n} of “them”’ (or “was it (the last)?”)"))
}

fn credits(words: usize) -> String {
    repeat(words, |_| "This article was first published by Reuters, the BBC told the Guardian on bbc.com.".to_owned())
}

fn scripts(words: usize) -> String {
    repeat(words, |_| {
        "The café of Владимир and 習近平 was in the Straße of the Ünïcode, said a man of the 北京 office.".to_owned()
    })
}
