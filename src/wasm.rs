//! The boundary to JavaScript: values in, one report out. No logic.
