//! An index of articles in which the original of a copy is looked for. It holds no text: hashed stems to search by, a
//! sketch of each sentence to judge by, and names.
//!
//! [`Entry`] is made of an article, [`build()`] and [`merge()`] write entries and indexes, [`Index`] reads a file where it
//! lies, [`search()`] ranks. `docs/index.md` has the form of the file and what it can and cannot do.

mod build;
mod bytes;
mod card;
mod consult;
mod file;
pub mod matching;
mod search;
mod terms;

pub use build::{Entry, WriteError, build, merge};
pub use card::{Card, Origin};
pub use consult::{Answer, Finding, Question, add_to, consult};
pub use file::{Fault, Index, Info, MOST_ARTICLES, VERSION, checksum};
pub use search::{Hit, search};
pub use terms::Terms;
