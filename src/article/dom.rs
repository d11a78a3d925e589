//! The live DOM to [`PageTree`], with real visibility.
//!
//! Every question to the DOM crosses from WebAssembly to the browser and back. So the document is taken in one piece,
//! as the markup the browser writes of it (`markup`), and only then is the browser asked what of the text is on the
//! screen: once for each element that holds text itself, and no more inside what was found hidden. The first such
//! question makes the browser lay the page out, if it has not; nothing here changes the page.
//!
//! Shadow roots and frames are not read.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlCollection, HtmlElement, Window};

use super::PageTree;
use super::markup::{self, Marked, NOWHERE};

#[wasm_bindgen]
extern "C" {
    /// An element of a browser that knows `checkVisibility`; web-sys does not have it yet.
    #[wasm_bindgen(extends = Element)]
    type Checked;

    #[wasm_bindgen(method, js_name = checkVisibility)]
    fn check_visibility(this: &Checked, options: &JsValue) -> bool;
}

/// Reads a page. `live`: it is on the screen, so visibility is computed from styles.
pub fn fill(document: &Document, live: bool) -> PageTree {
    // A parsed document has the address of the page that parsed it: not its own.
    let url = if live { document.url().ok() } else { None };
    let Some(root) = document.document_element() else {
        return PageTree { url, ..PageTree::default() };
    };
    let mut page = markup::read(&root.outer_html(), url.as_deref());
    if live && let Some(screen) = Screen::new(document, &root, page.elements) {
        screen.hide_unseen(&mut page);
    }
    page.tree
}

/// What the browser shows.
struct Screen {
    /// Every element of the document, in order.
    elements: HtmlCollection,
    window: Option<Window>,
    /// Options of `checkVisibility`; none where the browser lacks it.
    options: Option<JsValue>,
}

/// What is known of a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Unknown,
    Yes,
    No,
}

impl Screen {
    /// `None` where elements and markup do not match one to one (a script can build what no markup tells apart):
    /// then only the attributes count.
    fn new(document: &Document, root: &Element, elements: u32) -> Option<Self> {
        let all = document.get_elements_by_tag_name("*");
        if all.length() != elements {
            return None;
        }
        let known = Reflect::has(root, &JsValue::from_str("checkVisibility")).unwrap_or(false);
        let options = known.then(|| {
            let options = Object::new();
            let _ = Reflect::set(&options, &JsValue::from_str("visibilityProperty"), &JsValue::TRUE);
            options.into()
        });
        Some(Self { elements: all, window: document.default_view(), options })
    }

    /// Marks what nobody sees.
    fn hide_unseen(&self, page: &mut Marked) {
        let mut seen = vec![Seen::Unknown; page.tree.nodes.len()];
        let mut at = 0;
        while let Some(node) = page.tree.nodes.get(at) {
            if !node.visible || seen.get(at) == Some(&Seen::No) {
                at += 1 + node.size as usize;
                continue;
            }
            let parent = node.parent as usize;
            if node.is_text()
                && seen.get(parent) == Some(&Seen::Unknown)
                && node.text.contains(|c: char| !c.is_whitespace())
            {
                self.look(page, &mut seen, parent);
                // The element, or one around it, may have turned out hidden: this text is looked at again as such.
                if page.tree.nodes.get(at).is_some_and(|n| !n.visible) {
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Finds out whether an element shows; if not, hides the outermost element that does not.
    fn look(&self, page: &mut Marked, seen: &mut [Seen], at: usize) {
        if self.shows(page, at) {
            let mut up = at;
            while let Some(s @ Seen::Unknown) = seen.get_mut(up) {
                *s = Seen::Yes;
                up = page.tree.nodes.get(up).map_or(usize::MAX, |n| n.parent as usize);
            }
            return;
        }
        // From the element up to the first that shows.
        let mut chain = vec![at];
        let mut up = page.tree.nodes.get(at).map_or(usize::MAX, |n| n.parent as usize);
        while seen.get(up) == Some(&Seen::Unknown) && !self.shows(page, up) {
            chain.push(up);
            up = page.tree.nodes.get(up).map_or(usize::MAX, |n| n.parent as usize);
        }
        while let Some(top) = chain.pop() {
            // An element without a box of its own (`display: contents`) still shows what is in it.
            if self.is_boxless(page, top) {
                if let Some(s) = seen.get_mut(top) {
                    *s = Seen::Yes;
                }
                continue;
            }
            let end = page.tree.nodes.get(top).map_or(top, |n| top + n.size as usize);
            for hidden in top..=end {
                if let (Some(node), Some(s)) = (page.tree.nodes.get_mut(hidden), seen.get_mut(hidden)) {
                    node.visible = false;
                    *s = Seen::No;
                }
            }
            return;
        }
    }

    fn element(&self, page: &Marked, at: usize) -> Option<Element> {
        let position = page.positions.get(at).copied().filter(|p| *p != NOWHERE)?;
        self.elements.item(position)
    }

    fn shows(&self, page: &Marked, at: usize) -> bool {
        let Some(element) = self.element(page, at) else { return true };
        let rendered = match &self.options {
            Some(options) => element.unchecked_ref::<Checked>().check_visibility(options),
            None => {
                // Without a box an element has no rectangles.
                element.get_client_rects().length() > 0
                    && self.style(&element, "visibility").as_deref() != Some("hidden")
            }
        };
        // Text for screen readers only is usually clipped to one pixel.
        rendered
            && element.dyn_ref::<HtmlElement>().is_none_or(|e| {
                let (width, height) = (e.offset_width(), e.offset_height());
                width != 1 || height != 1
            })
    }

    fn is_boxless(&self, page: &Marked, at: usize) -> bool {
        self.element(page, at).and_then(|e| self.style(&e, "display")).as_deref() == Some("contents")
    }

    fn style(&self, element: &Element, property: &str) -> Option<String> {
        self.window.as_ref()?.get_computed_style(element).ok()??.get_property_value(property).ok()
    }
}
