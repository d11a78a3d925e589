//! The boundary to JavaScript for indexes: bytes in, bytes or plain values out. No logic.
//!
//! A card is an index of one article. Content scripts make cards; the index files stay in the extension's own pages, which
//! ask them with a card.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::article::Article;
use crate::index::{self, Entry, Index, Info, Origin, Question, WriteError};
use crate::text::Document;
use crate::wasm::{text_or_page, to_js};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Where an article stands; what is left out is taken from the page. */
export interface CardOptions {
  /** The caller's name for the article; its address where left out. */
  id?: string;
  url?: string;
  title?: string;
  publisher?: string;
  /** Date of publication, best in ISO 8601. */
  published?: string;
  /** The document is the one on the screen. */
  live?: boolean;
}
/** An article for an index: `text`, or a page as `document` or `copy`. */
export interface IndexItem extends CardOptions {
  text?: string;
  document?: Document;
  copy?: PageCopy;
}
"#;

/// The card of an article: an index of it alone, without its text.
#[wasm_bindgen]
pub fn card(
    #[wasm_bindgen(unchecked_param_type = "Document | PageCopy | PlainText")] article: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CardOptions")] options: &JsValue,
) -> Result<Vec<u8>, JsError> {
    built(vec![entry(article, options)?])
}

/// An index of articles.
#[wasm_bindgen(js_name = buildIndex)]
pub fn build_index(
    #[wasm_bindgen(unchecked_param_type = "IndexItem[]")] items: Vec<JsValue>,
) -> Result<Vec<u8>, JsError> {
    let page = |item: &JsValue| {
        let part = |name: &str| Reflect::get(item, &name.into()).ok().filter(JsValue::is_object);
        part("document").or_else(|| part("copy")).unwrap_or_else(|| item.clone())
    };
    built(items.into_iter().map(|item| entry(&page(&item), &item)).collect::<Result<_, _>>()?)
}

/// One index of several; of two articles with one id that of the later index counts.
#[wasm_bindgen(js_name = mergeIndexes)]
pub fn merge_indexes(files: Vec<Uint8Array>) -> Result<Vec<u8>, JsError> {
    let files = bytes(files);
    index::merge(&open(&files)?, Vec::new()).map_err(|e| told(&e))
}

/// What an index holds.
#[wasm_bindgen(js_name = indexInfo, unchecked_return_type = "Info")]
pub fn index_info(file: &[u8]) -> Result<JsValue, JsError> {
    to_js(&Info::of(&Index::open(file)?, file.len())?)
}

/// What indexes know of the article of a card.
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn consult(card: &[u8], files: Vec<Uint8Array>) -> Result<JsValue, JsError> {
    let files = bytes(files);
    let question = Question::of(&Index::open(card)?)?;
    to_js(&index::consult(&question, &open(&files)?)?)
}

fn bytes(files: Vec<Uint8Array>) -> Vec<Vec<u8>> {
    files.into_iter().map(|file| file.to_vec()).collect()
}

fn open(files: &[Vec<u8>]) -> Result<Vec<Index<'_>>, JsError> {
    files
        .iter()
        .enumerate()
        .map(|(at, file)| Index::open(file).map_err(|fault| told(&WriteError::Input(at, fault))))
        .collect()
}

/// The message names the place of the damaged file in the list, so that the caller can put it aside.
fn told(error: &WriteError) -> JsError {
    JsError::new(&error.to_string())
}

fn built(entries: Vec<Entry>) -> Result<Vec<u8>, JsError> {
    index::build(entries, Vec::new()).map_err(|e| told(&e))
}

fn entry(article: &JsValue, options: &JsValue) -> Result<Entry, JsError> {
    let field = |name: &str| {
        Reflect::get(options, &name.into()).ok().and_then(|v| v.as_string()).filter(|v| !v.trim().is_empty())
    };
    let live = Reflect::get(options, &"live".into()).is_ok_and(|v| v.is_truthy());
    let mut article: Article = text_or_page(article, field("url"), live)?;
    article.title = field("title").or(article.title);
    let own = Origin::of(&article, "");
    let id = field("id").or_else(|| own.url.clone()).unwrap_or_default();
    let origin = Origin {
        id,
        publisher: field("publisher").or(own.publisher),
        published: field("published").or(own.published),
        ..own
    };
    Ok(Entry::new(&Document::new(&article), origin))
}
