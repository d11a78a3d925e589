//! Articles made of sentences of our own, as many as are wanted and the same ones every time: what indexes are tested and
//! measured with where no real articles may be.
//!
//! An article has a story: people, a town, an authority, a matter, some numbers. Its sentences are patterns filled from
//! the story, so that two articles on one matter share words as real ones do, and two of one story share names too. Names
//! of people and towns are put together from syllables, which gives the vocabulary the long tail that real news has.

/// A stream of numbers that looks like chance and is not (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Equal seeds give equal streams.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// One article.
#[derive(Debug, Clone)]
pub struct Article {
    pub id: String,
    pub title: String,
    pub text: String,
    pub url: String,
    pub publisher: String,
    pub published: String,
}

const ONSETS: &[&str] = &[
    "B", "Br", "C", "Ch", "D", "Dr", "F", "G", "Gr", "H", "J", "K", "Kr", "L", "M", "N", "P", "R", "S", "Sh", "St",
    "T", "Tr", "V", "W", "Z",
];
const NUCLEI: &[&str] = &["a", "e", "i", "o", "u", "ai", "ei", "ou", "ie"];
const MIDDLES: &[&str] =
    &["l", "r", "n", "m", "d", "t", "k", "v", "s", "z", "b", "g", "nd", "rt", "lm", "st", "rk", "nt", "ll", "ss", "rn"];
const ENDS: &[&str] = &[
    "a", "o", "en", "er", "ić", "ov", "ski", "son", "man", "berg", "ini", "ez", "as", "is", "ek", "ani", "ura", "oto",
    "ley", "ton",
];
const TOWN_ENDS: &[&str] = &["ford", "burg", "ville", "stad", "ham", "port", "grad", "mouth", "field", "polis"];
const FIRST: &[&str] = &[
    "Anna", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jonas", "Karim", "Lena", "Marek",
    "Nadia", "Oskar", "Paula", "Rosa", "Samir", "Tessa", "Viktor", "Wanda", "Yusuf", "Zora", "Emil",
];
const OFFICES: &[&str] = &[
    "mayor",
    "finance minister",
    "police chief",
    "head of the transport authority",
    "union leader",
    "museum director",
    "chief executive",
    "opposition leader",
    "harbour master",
    "professor of economics",
    "spokesman of the court",
    "head coach",
    "chief engineer",
    "director of the hospital",
    "environment commissioner",
    "school inspector",
];
const MATTERS: &[(&str, &str, &str)] = &[
    ("bridge", "repair the old bridge", "engineers"),
    ("railway", "reopen the railway line", "commuters"),
    ("hospital", "close the children's ward", "nurses"),
    ("harbour", "deepen the harbour", "fishermen"),
    ("tax", "raise the tax on empty houses", "landlords"),
    ("strike", "end the strike of bus drivers", "drivers"),
    ("flood", "strengthen the dykes after the flood", "farmers"),
    ("budget", "cut the budget for theatres", "actors"),
    ("election", "repeat the local election", "voters"),
    ("trial", "reopen the fraud trial", "prosecutors"),
    ("factory", "sell the steel factory", "workers"),
    ("school", "merge the two grammar schools", "teachers"),
    ("airport", "ban night flights at the airport", "residents"),
    ("water", "ration drinking water", "households"),
    ("stadium", "rebuild the stadium", "supporters"),
    ("vaccine", "offer the new vaccine to pensioners", "doctors"),
    ("bank", "split the savings bank", "savers"),
    ("forest", "clear part of the forest", "foresters"),
    ("museum", "return the paintings to their owners", "curators"),
    ("satellite", "launch the weather satellite", "scientists"),
    ("sanctions", "lift the sanctions on grain", "exporters"),
    ("tram", "lengthen the tram line", "shopkeepers"),
    ("prison", "build a second prison", "guards"),
    ("dam", "drain the lake behind the dam", "anglers"),
];
const BODIES: &[&str] = &[
    "city council",
    "regional government",
    "supreme court",
    "audit office",
    "chamber of commerce",
    "planning board",
    "ministry of finance",
    "parliamentary committee",
    "health authority",
    "port authority",
];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MOODS: &[&str] = &[
    "angry", "relieved", "surprised", "cautious", "disappointed", "hopeful", "furious", "puzzled", "satisfied", "calm",
];
const VERBS: &[&str] = &["announced", "denied", "confirmed", "promised", "warned", "explained", "insisted", "admitted"];
const QUALITIES: &[&str] = &[
    "expensive", "overdue", "reckless", "sensible", "unlawful", "popular", "risky", "modest", "temporary", "historic",
    "clumsy", "generous",
];

/// What is filled in: `P`, `Q` people with office, `p`, `q` their family names, `T` the town, `U` another, `B` the body, `M` what it
/// wants, `m` the matter, `G` a group, `D` a day, `N`, `n` numbers, `V` a verb, `A` a quality, `F` a mood.
const PATTERNS: &[&str] = &[
    "The {B} of {T} wants to {M}, {P} {V} on {D}.",
    "{P} called the plan {A} and asked the {B} to wait until {D}.",
    "“We cannot {M} for {N} million and hope that nobody notices,” said {q}.",
    "In {U}, {n} kilometres away, a similar plan failed {y} years ago.",
    "About {N} {G} gathered in front of the town hall, most of them {F}.",
    "{p} {V} that the {m} had cost {N} million so far, {n} million more than planned.",
    "{Q} {V} that nobody had asked the {G}.",
    "A report of {n} pages, which the {B} received in {O}, calls the {m} {A}.",
    "According to {q}, the decision to {M} was taken in a meeting that lasted {n} hours.",
    "The {G} of {U} have written a letter to {p} and {V} that they will not pay.",
    "Only {n} of {N} members voted against it, and {p} left the room before the count.",
    "On {D} evening the lights in the offices of the {B} were still on.",
    "“It is {A}, and everybody in {T} knows it,” {q} {V}.",
    "{P} grew up in {U} and has been in office for {n} years.",
    "Critics say that the {B} has known about the {m} since {O}.",
    "The first vote is expected on {D}, the second {n} weeks later.",
    "Neither {p} nor {q} answered questions about the {N} letters.",
    "A court in {U} had stopped a plan to {M} in {y} for {n} months.",
    "The {m} has divided {T}: {n} per cent are for it, {N} households against.",
    "{q} was {F} after the meeting and spoke of a {A} compromise.",
    "If the {B} does not act by {D}, {p} {V}, the {G} will go to court.",
    "Shops near the {m} have lost a third of their customers, the owner of a bakery said.",
    "Nobody was hurt when {n} stones fell from the roof, but {N} {G} had to leave.",
    "The newspaper of {T} first wrote about the {m} on {D}.",
    "{P} thanked the {G}, who had waited {n} hours in the rain.",
    "Whether the money will last is {A}, an economist from {U} said.",
];
const MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

fn person(dice: &mut Dice) -> (String, String) {
    let mut family = format!("{}{}", dice.pick(ONSETS), dice.pick(NUCLEI));
    for _ in 0..=dice.below(2) {
        family += dice.pick(MIDDLES);
        if dice.below(2) == 0 {
            family += dice.pick(NUCLEI);
            family += dice.pick(MIDDLES);
        }
    }
    family += dice.pick(ENDS);
    (dice.pick(FIRST).to_owned(), family)
}

fn town(dice: &mut Dice) -> String {
    format!("{}{}{}{}", dice.pick(ONSETS), dice.pick(NUCLEI), dice.pick(MIDDLES), dice.pick(TOWN_ENDS))
}

/// The article of a number.
pub fn article(number: usize) -> Article {
    let mut dice = Dice::new(number as u64);
    let people = [person(&mut dice), person(&mut dice)];
    let offices = [dice.pick(OFFICES), dice.pick(OFFICES)];
    let towns = [town(&mut dice), town(&mut dice)];
    let body = dice.pick(BODIES);
    let (matter, plan, group) = MATTERS[dice.below(MATTERS.len())];
    let mut left: Vec<&str> = PATTERNS.to_vec();
    let mut text = String::new();
    let sentences = 10 + dice.below(16);
    for at in 0..sentences {
        let pattern = if at == 0 { PATTERNS[0] } else { left.remove(dice.below(left.len())) };
        if at > 0 {
            text.push(if at % 3 == 0 { '\n' } else { ' ' });
        }
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            text.push_str(&rest[..open]);
            let filled = match &rest[open + 1..open + 2] {
                "P" => format!("{} {}, {} of {}", people[0].0, people[0].1, offices[0], towns[0]),
                "Q" => format!("{} {}, {}", people[1].0, people[1].1, offices[1]),
                "p" => people[0].1.clone(),
                "q" => people[1].1.clone(),
                "T" => towns[0].clone(),
                "U" => towns[1].clone(),
                "B" => body.to_owned(),
                "M" => plan.to_owned(),
                "m" => matter.to_owned(),
                "G" => group.to_owned(),
                "D" => dice.pick(DAYS).to_owned(),
                "O" => dice.pick(MONTHS).to_owned(),
                "N" => (100 + dice.below(9_900)).to_string(),
                "n" => (2 + dice.below(90)).to_string(),
                "y" => (1950 + dice.below(75)).to_string(),
                "V" => dice.pick(VERBS).to_owned(),
                "A" => dice.pick(QUALITIES).to_owned(),
                _ => dice.pick(MOODS).to_owned(),
            };
            text.push_str(&filled);
            rest = &rest[open + 3..];
        }
        text.push_str(rest);
    }
    let publisher = format!("The {} Courier", town(&mut Dice::new(number as u64 % 97)));
    Article {
        id: format!("made-{number:06}"),
        title: format!("{} wants to {plan}", towns[0]),
        text,
        url: format!("https://news{}.example/{number}", number % 97),
        publisher,
        published: format!("20{:02}-{:02}-{:02}", 10 + number % 15, 1 + number % 12, 1 + number % 28),
    }
}
