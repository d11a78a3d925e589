//! Making the trained models in `data/` from labelled examples. Behind the feature `train`: no reader needs it.
//!
//! Everything here is deterministic: the same examples give the same bytes.

pub mod boost;
pub mod calibration;
pub mod extraction;
pub mod relation;
pub mod style;
pub mod texts;
