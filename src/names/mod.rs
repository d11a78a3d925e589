//! Who is meant: public figures, their offices, and the ways their names get corrupted.
//!
//! `fold`, `phonetic` and `distance` measure likeness of sound; `route` says which pivot script explains a difference;
//! `figures`, `titles` and `organisations` hold facts; `people` puts them together for one article. The detectors that
//! speak of names are thin: they ask `people` and put what it says into words.

pub mod bearers;
pub mod channels;
pub mod collisions;
pub mod compare;
pub mod context;
pub mod distance;
pub mod figures;
pub mod fold;
pub mod gazetteer;
pub mod grounds;
pub mod handset;
pub mod institutions;
pub mod keyindex;
pub mod nearby;
pub mod offices;
pub mod organisations;
pub mod packed;
mod parts;
pub mod patterns;
pub mod people;
pub mod phonetic;
mod reworded;
pub mod roles;
pub mod route;
mod search;
pub mod table;
pub mod titles;
pub mod variants;

pub use compare::{NameComparison, compare};
