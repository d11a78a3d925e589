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

/// Where an office of the figure stands, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Office {
    /// Nowhere near.
    Away,
    /// Within a few words.
    Near,
    /// Right before the name.
    Before,
}

/// Where a house of the figure (state, institution, company) is spoken of, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum House {
    /// Nowhere in the article.
    Away,
    /// Somewhere in the article.
    InArticle,
    /// In the same sentence.
    InSentence,
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
    /// Its office.
    pub office: Office,
    /// Its house.
    pub house: House,
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
    /// Very many do: it is nobody's corruption, but for a strong reason.
    pub frequent_surname: bool,
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
const PRIOR: f64 = -1.7;

impl Grounds {
    /// The log-odds that the figure is meant; speak from 0 on. What each ground is worth was fitted on planted corruptions
    /// against a gazetteer of strangers; `docs/names.md` says how.
    pub fn weigh(&self) -> f64 {
        let alone = self.given == Given::Missing;
        let given = match self.given {
            Given::Same if self.frequent_given => 1.1,
            Given::Same => 1.6,
            Given::Like(d) if d <= 0.1 => 1.5,
            Given::Like(d) if d <= 0.2 => -0.2,
            Given::Like(_) => -1.8,
            Given::Missing => -1.7,
        };
        let office = match self.office {
            Office::Before => 1.6,
            Office::Near => 0.7,
            Office::Away => -0.8,
        };
        let house = match self.house {
            House::InSentence => 2.0,
            House::InArticle => 0.6,
            House::Away => -1.4,
        };
        let anchor = match self.anchor {
            Anchor::Same => 12.0,
            Anchor::Corrupted => 6.0,
            // The right surname and one that sounds like it, changed as a pivot changes it.
            Anchor::Named if alone && self.signature && !self.borne && !self.word => 2.0,
            Anchor::Named => 0.5,
            Anchor::None => 0.0,
        };
        let colleagues = match self.mates {
            0 => -0.4,
            1 => 0.7,
            _ => 1.0,
        };
        let length = match self.consonants {
            0..=2 => -1.0,
            3 => -0.3,
            _ => 0.6,
        };
        let mut sum = PRIOR + surname(self.surname, alone) + given + office + house + anchor + colleagues + length;
        // Nothing in the article speaks of what the figure is known for: a stranger, unless a pivot has left its mark.
        let untied = self.office == Office::Away && self.house == House::Away && self.mates == 0;
        if untied && !self.signature && self.anchor == Anchor::None {
            sum -= 1.5;
        }
        if self.signature {
            sum += 0.6;
        }
        if self.borne {
            sum -= if self.frequent_given { 2.1 } else { 1.5 };
        }
        if self.frequent_surname {
            sum -= 1.5;
        }
        if self.word {
            // "Marco Latte" is not Mark Rutte: beside a word the given name has to be the very same.
            sum -= if self.given == Given::Same { 1.2 } else { 3.2 };
        }
        if self.speaks {
            sum += 1.5;
        }
        sum
    }

    /// The same for the kindest surroundings there could be, so that these need not be looked at where it is below 0.
    pub fn at_best(&self) -> f64 {
        Self { office: Office::Before, house: House::InSentence, mates: 2, ..*self }.weigh()
    }
}

/// What the distance of the surnames is worth. A surname that stands alone has to be nearer.
fn surname(distance: f64, alone: bool) -> f64 {
    let steps: &[(f64, f64)] = if alone {
        &[(0.03, 4.0), (0.08, 1.6), (0.15, -0.4), (0.25, -2.0)]
    } else {
        &[(0.08, 2.9), (0.15, 0.6), (0.2, -0.7), (0.25, -1.1)]
    };
    let beyond = if alone { -2.5 } else { -2.3 };
    steps.iter().find(|(up_to, _)| distance <= *up_to).map_or(beyond, |(_, worth)| *worth)
}
