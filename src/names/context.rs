//! What stands around a name: offices within a few words, the house in the sentence or the article, colleagues.
//!
//! Houses (states, institutions, companies) are told by the words of `organisations`. What the surroundings are worth is
//! weighed in `grounds`.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::figures::Figure;
use super::grounds::{House, Office};
use super::organisations::Naming;
use super::roles::{heads_a_house, is_office, names_office};
use crate::data::Data;
use crate::text::tokens::strip_possessive;
use crate::text::{Block, Document, Sentence, TokenKind};

/// Words around a name in which its office counts as standing near.
const ROLE_REACH: usize = 8;

/// One article, asked about the surroundings of names.
pub struct Context<'c, 'a> {
    doc: &'c Document<'a>,
    data: &'c Data,
    /// The houses the article names; looked for when first asked.
    houses: OnceCell<Vec<Naming>>,
    /// By the organisations' indexes: is it one of them?
    spoken_of: OnceCell<Vec<bool>>,
}

impl<'c, 'a> Context<'c, 'a> {
    /// Nothing is looked at before it is asked for.
    pub fn new(doc: &'c Document<'a>, data: &'c Data) -> Self {
        Self { doc, data, houses: OnceCell::new(), spoken_of: OnceCell::new() }
    }

    /// What of the figure stands near these tokens of this block (`last` included)?
    pub fn near(&self, b: usize, first: usize, last: usize, figure: &Figure) -> (Office, House) {
        let Some(block) = self.doc.blocks.get(b) else { return (Office::Away, House::Away) };
        let Some(sentence) = block.sentence_of(first).copied() else { return (Office::Away, House::Away) };
        let from = first.saturating_sub(ROLE_REACH).max(sentence.first);
        let to = (last + ROLE_REACH).min(sentence.last);
        let around: Vec<String> = (from..first)
            .chain(last + 1..=to)
            .filter(|&t| block.tokens.get(t).is_some_and(|k| k.kind == TokenKind::Word))
            .map(|t| lower(block, t))
            .collect();
        let before: Vec<String> =
            (first.saturating_sub(2).max(sentence.first)..first).map(|t| lower(block, t)).collect();
        let mut best = (Office::Away, House::Away);
        for held in &figure.offices {
            // Right before the name one word of the office will do: "Secretary Kerry".
            let titled = before.iter().any(|w| names_office(held.role, w));
            let house = self.house(b, sentence, held.organisation);
            let office = if titled {
                Office::Before
            } else if is_office(held.role, &around)
                || house == House::InSentence && around.iter().any(|w| heads_a_house(w))
            {
                Office::Near
            } else {
                Office::Away
            };
            best = (best.0.max(office), best.1.max(house));
        }
        best
    }

    /// Where is this house spoken of, seen from this sentence?
    fn house(&self, b: usize, sentence: Sentence, organisation: &str) -> House {
        let Some(organisation) = self.data.organisations.index(organisation) else { return House::Away };
        let mut house = House::Away;
        for n in self.namings().iter().filter(|n| n.organisation == organisation) {
            if n.block == b && n.token >= sentence.first && n.token <= sentence.last {
                return House::InSentence;
            }
            house = House::InArticle;
        }
        house
    }

    /// The houses the article names, in the order of the text.
    fn namings(&self) -> &[Naming] {
        self.houses.get_or_init(|| self.data.organisations.named(&self.doc.blocks))
    }

    /// Does the article name a house of this figure?
    pub fn names_a_house_of(&self, figure: &Figure) -> bool {
        self.data.figures.houses(figure).iter().any(|house| self.names(usize::from(*house)))
    }

    /// Does the article name this house?
    pub fn speaks_of(&self, organisation: &str) -> bool {
        self.data.organisations.index(organisation).is_some_and(|index| self.names(index))
    }

    /// Does the article name the house of this index? Asked of many figures for each name of the article.
    fn names(&self, organisation: usize) -> bool {
        let spoken_of = self.spoken_of.get_or_init(|| {
            let mut all = vec![false; self.data.organisations.count()];
            for naming in self.namings() {
                if let Some(one) = all.get_mut(naming.organisation) {
                    *one = true;
                }
            }
            all
        });
        spoken_of.get(organisation).copied().unwrap_or(false)
    }

    /// How many others of the figure's houses does the article name rightly?
    pub fn colleagues(&self, index: usize, named: &BTreeSet<usize>) -> usize {
        let Some(figure) = self.data.figures.get(index) else { return 0 };
        let shares = |other: &Figure| {
            other.offices.iter().any(|o| {
                !o.organisation.is_empty() && figure.offices.iter().any(|own| own.organisation == o.organisation)
            })
        };
        named.iter().filter(|&&n| n != index && self.data.figures.get(n).is_some_and(shares)).count()
    }
}

fn lower(block: &Block<'_>, token: usize) -> String {
    strip_possessive(block.word(token)).to_lowercase()
}
