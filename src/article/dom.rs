//! The live DOM to [`PageTree`], with real visibility.
//!
//! Every question to the DOM costs, and more so from WebAssembly. So `dom.js`, the other half of this file, copies the
//! document in one piece, as the markup the browser writes of it, with a list of what nobody sees; `markup` reads the
//! copy. A copy that was made elsewhere is read in the same way: it is what leaves a page whose policy keeps
//! WebAssembly out.

use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::Document;

use super::markup::{self, Copy};
use super::{Article, PageTree, frames};

#[wasm_bindgen(raw_module = "./dom.js")]
extern "C" {
    /// What `dom.js` makes of a document.
    type PageCopy;

    #[wasm_bindgen(method, getter)]
    fn html(this: &PageCopy) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn elements(this: &PageCopy) -> u32;
    #[wasm_bindgen(method, getter)]
    fn hosts(this: &PageCopy) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn hidden(this: &PageCopy) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn frames(this: &PageCopy) -> JsValue;

    #[wasm_bindgen(catch, js_name = copyPage)]
    fn copy_page(page: &Document) -> Result<PageCopy, JsValue>;
    #[wasm_bindgen(catch, js_name = copyFrames)]
    fn copy_frames(page: &Document) -> Result<Array, JsValue>;
}

/// Where a page is read from.
pub enum Page {
    /// The document on the screen.
    Live(Document),
    /// A document without a screen: only its attributes tell what is visible.
    Parsed(Document),
    /// A copy of one that was on a screen.
    Copied(JsValue),
}

impl Page {
    /// What a caller handed over; nothing where it is no page.
    pub fn from(value: &JsValue, live: bool) -> Option<Self> {
        match value.dyn_ref::<Document>() {
            Some(document) if live => Some(Self::Live(document.clone())),
            Some(document) => Some(Self::Parsed(document.clone())),
            None => value
                .is_object()
                .then(|| value.unchecked_ref::<PageCopy>().html())?
                .is_string()
                .then(|| Self::Copied(value.clone())),
        }
    }

    /// The facts of the page. `url` counts before the document's own.
    pub fn tree(&self, url: Option<&str>) -> PageTree {
        match self {
            Self::Live(document) => {
                let own = document.url().ok();
                let url = url.or(own.as_deref());
                match copy_page(document) {
                    Ok(copy) => markup::read_copy(&read(&copy), url),
                    // A document that throws at questions still has its markup.
                    Err(_) => markup::read(&markup_of(document), url),
                }
            }
            // A parsed document has the address of the page that parsed it: not its own.
            Self::Parsed(document) => markup::read(&markup_of(document), url),
            Self::Copied(copy) => markup::read_copy(&read(copy.unchecked_ref()), url),
        }
    }

    /// The article of the page, or of a frame in it.
    pub fn article(&self, url: Option<&str>) -> Article {
        frames::extract(&self.tree(url), || self.frames())
    }

    fn frames(&self) -> Vec<PageTree> {
        let copies = match self {
            Self::Live(document) => copy_frames(document).unwrap_or_default(),
            Self::Parsed(_) => Array::new(),
            Self::Copied(copy) => copy.unchecked_ref::<PageCopy>().frames().dyn_into().unwrap_or_default(),
        };
        copies.iter().map(|copy| markup::read_copy(&read(copy.unchecked_ref()), None)).collect()
    }
}

fn markup_of(document: &Document) -> String {
    document.document_element().map(|root| root.outer_html()).unwrap_or_default()
}

fn read(copy: &PageCopy) -> Copy {
    // Lists are arrays of numbers, which a message keeps; anything else becomes an empty list.
    let list = |value: JsValue| if value.is_object() { Uint32Array::new(&value).to_vec() } else { Vec::new() };
    Copy {
        html: copy.html().as_string().unwrap_or_default(),
        elements: copy.elements(),
        hosts: list(copy.hosts()),
        hidden: list(copy.hidden()),
    }
}
