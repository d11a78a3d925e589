//! The live DOM to [`PageTree`](super::PageTree), with real visibility.
