//! Answers to bytes, one file for each form. Nothing here decides anything about an article.
//!
//! [`view`] holds what the forms for people have in common: headline, signs gathered by detector, safe links. [`paper`] is
//! the terminal. Page content is hostile: every form escapes what would be a command, a link or markup in it.

pub mod comparison;
pub mod csv;
#[cfg(test)]
mod golden;
pub mod html;
pub mod json;
pub mod markdown;
pub mod paper;
pub mod text;
pub mod view;

/// Appends formatted text to a `String`, which cannot fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($arg)*);
    }};
}
pub(crate) use put;
