//! The boundary to JavaScript: values in, one report out. No logic.
//!
//! Every function answers with a plain JSON-compatible value or throws an `Error` whose message says what was wrong
//! with the input. The TypeScript types come from the Rust types (`tsify`), so they cannot drift. Here `panic` aborts:
//! a bug traps, and `extension/lib/engine.js` brings a fresh instance.

use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::Options;
use crate::article::dom::Page;
use crate::article::{Article, plain};
#[cfg(feature = "tree")]
use crate::article::{PageTree, extract};
use crate::data::{Data, FIGURES_AS_OF};
use crate::detect::DETECTORS;
use crate::report::ENGINE;
use crate::score::{Rates, Sensitivity};

/// How to check. Every field may be left out.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default)]
struct CheckOptions {
    /// The caller's name for the input.
    id: String,
    /// Address of the page, where the document does not know it (parsed HTML) or knows another.
    url: Option<String>,
    /// The document is the one on the screen: visibility is computed from styles. Otherwise only from attributes.
    live: bool,
    /// Show signs of detectors on trial too (they never count).
    nursery: bool,
    /// Detectors to leave out, by id or by kind of sign.
    without: Vec<String>,
    /// Names the reader knows to be right, as they stand in the text.
    accepted: Vec<String>,
    /// How much it takes for a verdict; `balanced` if left out.
    #[tsify(optional)]
    sensitivity: Sensitivity,
}

impl CheckOptions {
    fn read(value: JsValue) -> Result<Self, JsError> {
        if value.is_undefined() || value.is_null() {
            return Ok(Self::default());
        }
        serde_wasm_bindgen::from_value(value).map_err(|e| JsError::new(&format!("the options cannot be read: {e}")))
    }

    fn engine(self) -> Options {
        let Self { id, nursery, without, accepted, sensitivity, .. } = self;
        Options { id, nursery, without, accepted, sensitivity }
    }
}

#[wasm_bindgen(typescript_custom_section)]
const PAGE_COPY: &str = r#"
/** A page as `dom.js` copies it where it stands: plain data, which a message keeps. */
export interface PageCopy {
  /** The root element as the browser writes it, open shadow roots as templates. */
  html: string;
  /** How many elements there are, so that markup and positions can be seen to agree. */
  elements: number;
  /** Positions, in the order of the markup, of the elements that have a shadow root. */
  hosts: number[];
  /** Positions of elements that nobody sees, with all that is in them. */
  hidden: number[];
  /** The documents in frames, where they were copied too. */
  frames?: PageCopy[];
}
"#;

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Checks the article of a page.
#[wasm_bindgen(js_name = checkDocument, unchecked_return_type = "Report")]
pub fn check_document(
    #[wasm_bindgen(unchecked_param_type = "Document | PageCopy")] document: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let options = CheckOptions::read(options)?;
    let article = article_of(document, &options)?;
    to_js(&crate::check(&article, &options.engine()))
}

/// Checks plain text: every line is a paragraph.
#[wasm_bindgen(js_name = checkText, unchecked_return_type = "Report")]
pub fn check_text(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let options = CheckOptions::read(options)?;
    let mut article = plain::read(text);
    article.url.clone_from(&options.url);
    to_js(&crate::check(&article, &options.engine()))
}

/// How to compare. Every field may be left out.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default)]
struct CompareOptions {
    /// The caller's name for the pair.
    id: String,
    /// Address of the copy, where its document does not know it.
    copy_url: Option<String>,
    /// Address of the original, where its document does not know it.
    original_url: Option<String>,
    /// The copy is the document on the screen.
    live: bool,
    /// Detectors to leave out, by id or by kind of sign.
    without: Vec<String>,
    /// Names the reader knows to be right, as they stand in the text.
    accepted: Vec<String>,
    /// How much it takes for a verdict on the text alone.
    #[tsify(optional)]
    sensitivity: Sensitivity,
}

#[wasm_bindgen(typescript_custom_section)]
const PLAIN_TEXT: &str = r#"
/** A text without markup: every line is a paragraph. */
export interface PlainText {
  text: string;
  title?: string;
}
"#;

/// Checks an article with a candidate for its original at hand.
#[wasm_bindgen(js_name = compare, unchecked_return_type = "Report")]
pub fn compare(
    #[wasm_bindgen(unchecked_param_type = "Document | PageCopy | PlainText")] copy: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Document | PageCopy | PlainText")] original: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompareOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let options: CompareOptions = if options.is_undefined() || options.is_null() {
        CompareOptions::default()
    } else {
        serde_wasm_bindgen::from_value(options)
            .map_err(|e| JsError::new(&format!("the options cannot be read: {e}")))?
    };
    let CompareOptions { id, copy_url, original_url, live, without, accepted, sensitivity } = options;
    let copy = text_or_page(copy, copy_url, live)?;
    let original = text_or_page(original, original_url, false)?;
    to_js(&crate::check_pair(&copy, &original, &Options { id, nursery: false, without, accepted, sensitivity }))
}

/// Checks a page that `readTree` read elsewhere.
#[cfg(feature = "tree")]
#[wasm_bindgen(js_name = checkTree, unchecked_return_type = "Report")]
pub fn check_tree(
    #[wasm_bindgen(unchecked_param_type = "PageTree")] tree: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let options = CheckOptions::read(options)?;
    let mut tree: PageTree = serde_wasm_bindgen::from_value(tree)
        .map_err(|e| JsError::new(&format!("the page tree cannot be read: {e}")))?;
    if !tree.is_well_formed() {
        return Err(JsError::new("the page tree is not well formed: sizes and parents of its nodes disagree"));
    }
    if options.url.is_some() {
        tree.url.clone_from(&options.url);
    }
    to_js(&crate::check(&extract::extract(&tree), &options.engine()))
}

/// The facts of a page, before anything is judged.
#[cfg(feature = "tree")]
#[wasm_bindgen(js_name = readTree, unchecked_return_type = "PageTree")]
pub fn read_tree(
    #[wasm_bindgen(unchecked_param_type = "Document | PageCopy")] document: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let options = CheckOptions::read(options)?;
    to_js(&page_of(document, &options)?.tree(options.url.as_deref()))
}

/// The article of a page, without judging it.
#[wasm_bindgen(js_name = extractDocument, unchecked_return_type = "Article")]
pub fn extract_document(
    #[wasm_bindgen(unchecked_param_type = "Document | PageCopy")] document: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    to_js(&article_of(document, &CheckOptions::read(options)?)?)
}

/// What detectors say of themselves, in the order of the docs: those with these ids, or all.
#[wasm_bindgen(unchecked_return_type = "DetectorInfo[]")]
pub fn detectors(ids: Option<Vec<String>>) -> Result<JsValue, JsError> {
    let mut infos: Vec<_> = DETECTORS.iter().map(|d| d.info()).collect();
    if let Some(ids) = ids {
        infos.retain(|info| ids.iter().any(|id| id == info.id));
    }
    to_js(&infos)
}

/// The kinds of signs that a check with these options looks for and counts, in the order of the docs.
#[wasm_bindgen(unchecked_return_type = "Category[]")]
pub fn kinds(
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    to_js(&CheckOptions::read(options)?.engine().kinds())
}

/// Name and version of the engine.
#[wasm_bindgen]
pub fn engine() -> String {
    ENGINE.to_owned()
}

/// What the engine is made of.
#[derive(Serialize, Tsify)]
struct About {
    /// Name and version.
    engine: &'static str,
    /// Well-known people it knows.
    figures: usize,
    /// The day up to which their offices were checked, as YYYY-MM-DD.
    figures_as_of: &'static str,
}

/// What the engine is made of, and how old what it knows is.
#[wasm_bindgen(unchecked_return_type = "About")]
pub fn about() -> Result<JsValue, JsError> {
    to_js(&About { engine: ENGINE, figures: Data::get().figures.count(), figures_as_of: FIGURES_AS_OF })
}

/// A sensitivity with what it costs and brings.
#[derive(Serialize, Tsify)]
struct SensitivityInfo {
    id: Sensitivity,
    #[serde(flatten)]
    rates: Rates,
}

/// The sensitivities, the most careful first, each with the counts of `docs/scoring.md`.
#[wasm_bindgen(unchecked_return_type = "SensitivityInfo[]")]
pub fn sensitivities() -> Result<JsValue, JsError> {
    to_js(&Sensitivity::ALL.map(|id| SensitivityInfo { id, rates: id.rates() }))
}

/// The article of plain text or of a page.
pub(crate) fn text_or_page(value: &JsValue, url: Option<String>, live: bool) -> Result<Article, JsError> {
    let field = |name: &str| js_sys::Reflect::get(value, &name.into()).ok().and_then(|v| v.as_string());
    // A page's copy has no text, and a document's is no string.
    if let Some(text) = field("text") {
        let mut article = plain::read(&text);
        article.url = url;
        article.title = field("title").map(|t| plain::squeeze(&t)).filter(|t| !t.is_empty());
        return Ok(article);
    }
    article_of(value, &CheckOptions { url, live, ..CheckOptions::default() })
}

fn page_of(document: &JsValue, options: &CheckOptions) -> Result<Page, JsError> {
    Page::from(document, options.live)
        .ok_or_else(|| JsError::new("a Document, or a copy of one, is needed to read a page"))
}

fn article_of(document: &JsValue, options: &CheckOptions) -> Result<Article, JsError> {
    Ok(page_of(document, options)?.article(options.url.as_deref()))
}

pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
