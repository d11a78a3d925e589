//! On what grounds a name in a text is taken for a well-known person's, corrupted: sound, rarity and company, as log-odds.
//!
//! The question is asked of every name that sounds a little like a figure's, so it starts deep in the red: a name that
//! is met by chance among a thousand figures has to bring more than likeness. Each ground adds what it is worth (the
//! logarithm of how much more often it is seen with corrupted names than with strangers'); nothing here looks at the text.

/// How the given name beside a surname compares with the figure's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Given {
    /// Letter by letter the same.
    Same,
    /// This far apart in sound.
    Like(f64),
    /// There is none: the surname stands alone.
    Missing,
}

/// What stands near a name that belongs to the figure it sounds like, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// The article does not speak of the figure's house.
    Nothing,
    /// The state or institution is named somewhere in the article.
    Article,
    /// It is named in the same sentence.
    Organisation,
    /// The office stands within a few words.
    Office,
    /// The office stands right before the name.
    Title,
}

/// Another sighting of the same figure in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// None.
    None,
    /// The figure is called by its right surname elsewhere.
    Named,
    /// Its full name stands elsewhere, corrupted in another way.
    Corrupted,
    /// Its full name stands elsewhere, corrupted in the very same way.
    Same,
}

/// The grounds of one likeness.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // yes-or-no grounds, named
pub struct Grounds {
    /// Distance of the surnames.
    pub surname: f64,
    /// The given name.
    pub given: Given,
    /// What stands near.
    pub near: Near,
    /// Other sightings.
    pub anchor: Anchor,
    /// Other figures of the same house that the article names rightly.
    pub mates: usize,
    /// A mark that legitimate spellings do not show.
    pub signature: bool,
    /// The figure's own name is written in Latin letters: it has one spelling.
    pub latin: bool,
    /// People do bear this surname.
    pub borne: bool,
    /// The given name says little of who is meant.
    pub frequent_given: bool,
    /// The surname is an English word: "Latte".
    pub word: bool,
    /// Consonants of the known surname, more of which are less easily met by chance.
    pub consonants: usize,
    /// Somebody is said to speak beside the name.
    pub speaks: bool,
}

/// Log-odds of the bare likeness: one of a thousand figures, in one of many names of one of many articles.
const PRIOR: f64 = -9.7;

impl Grounds {
    /// The log-odds that the figure is meant; speak from 0 on.
    pub fn weigh(&self) -> f64 {
        let mut sum = PRIOR;
        sum += surname_worth(self.surname);
        sum += match self.given {
            Given::Same => {
                if self.frequent_given {
                    3.7
                } else {
                    5.5
                }
            }
            Given::Like(d) if d <= 0.1 => 4.0,
            Given::Like(d) if d <= 0.2 => 3.0,
            Given::Like(d) if d <= 0.35 => 1.5,
            Given::Like(_) => -3.0,
            Given::Missing => -1.0,
        };
        sum += match self.near {
            Near::Title => 4.0,
            Near::Office => 3.0,
            Near::Organisation => 2.0,
            Near::Article => 0.5,
            Near::Nothing => -2.0,
        };
        sum += match self.anchor {
            Anchor::Same => 8.0,
            Anchor::Corrupted => 5.0,
            Anchor::Named => 1.0,
            Anchor::None => 0.0,
        };
        sum += match self.mates {
            0 => 0.0,
            1 => 0.7,
            _ => 1.2,
        };
        sum += if self.signature {
            1.5
        } else if self.latin {
            -1.0
        } else {
            -4.0
        };
        if self.borne {
            sum -= 4.0;
        }
        if self.word {
            sum -= 2.0;
        }
        if self.consonants < 3 {
            sum -= 1.0;
        }
        if self.speaks {
            sum += 0.5;
        }
        sum
    }
}

fn surname_worth(d: f64) -> f64 {
    if d <= 0.03 {
        7.5
    } else if d <= 0.08 {
        7.0
    } else if d <= 0.15 {
        6.0
    } else if d <= 0.2 {
        5.2
    } else if d <= 0.25 {
        4.5
    } else if d <= 0.35 {
        2.5
    } else {
        1.0
    }
}
