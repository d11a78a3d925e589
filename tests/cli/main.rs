//! The command as a user meets it: the built binary, its arguments, streams and exit codes.
//!
//! What the engine finds is tested elsewhere; here only that it is read, answered and printed as promised, and that no
//! input stops it.

#![allow(clippy::expect_used)] // a test may stop where it stands

mod choices;
mod compare;
mod data;
mod formats;
mod hostile;
mod index;
mod inputs;
mod names;
mod stream;
mod support;
mod usage;
