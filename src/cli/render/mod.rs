//! Answers to bytes, one file for each form. Nothing here decides anything about an article.

pub mod json;
pub mod text;
