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

/// Log-odds of a bare likeness: one of a thousand figures, one of many names of one of many articles. Set so that strangers
/// are taken for figures in fewer than one honest article in a thousand.
const PRIOR: f64 = -3.2;

impl Grounds {
    /// The log-odds that the figure is meant; speak from 0 on. What each ground is worth was fitted on planted corruptions
    /// against a gazetteer of strangers; `docs/names.md` has the figures.
    pub fn weigh(&self) -> f64 {
        let alone = self.given == Given::Missing;
        let given = match self.given {
            Given::Same if self.frequent_given => 1.3,
            Given::Same => 3.6,
            Given::Like(d) if d <= 0.1 => -0.1,
            Given::Like(d) if d <= 0.2 => -0.7,
            Given::Like(_) => -1.5,
            Given::Missing => -2.0,
        };
        let near = match self.near {
            Near::Title => 2.4,
            Near::Office => 1.2,
            Near::Organisation => 0.5,
            Near::Article => -0.6,
            Near::Nothing => -1.9,
        };
        let anchor = match self.anchor {
            Anchor::Same => 6.0,
            Anchor::Corrupted => 3.0,
            Anchor::Named => 1.0,
            Anchor::None => 0.0,
        };
        let colleagues = match self.mates {
            0 => -0.5,
            1 => 0.4,
            _ => 1.2,
        };
        let length = match self.consonants {
            0..=2 => -1.5,
            3 => -0.9,
            4 => 0.7,
            _ => 1.5,
        };
        let mut sum = PRIOR + surname(self.surname, alone) + given + near + anchor + colleagues + length;
        if !self.signature && self.latin {
            sum += 0.5;
        }
        if self.borne {
            sum -= if self.frequent_given { 2.5 } else { 1.4 };
        }
        if self.word {
            sum -= if alone { 2.7 } else { 1.3 };
        }
        if self.speaks {
            sum += 1.0;
        }
        sum
    }
}

/// What the distance of the surnames is worth. A surname that stands alone has to be nearer.
fn surname(distance: f64, alone: bool) -> f64 {
    let steps: &[(f64, f64)] = if alone {
        &[(0.03, 2.3), (0.15, 1.2), (0.2, -0.3), (0.32, -1.5)]
    } else {
        &[(0.15, 1.6), (0.2, 0.6), (0.25, -0.4), (0.32, -0.7)]
    };
    let beyond = if alone { -2.9 } else { -1.8 };
    steps.iter().find(|(up_to, _)| distance <= *up_to).map_or(beyond, |(_, worth)| *worth)
}
