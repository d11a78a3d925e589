//! Where a page says it comes from: rel=canonical, og:url, JSON-LD. Facts only; ranking them is `source`'s work.

use serde::Serialize;

/// Addresses and names by which the page points to its origin, as written on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Clues {
    /// `<link rel="canonical">`.
    pub canonical: Option<String>,
    /// `<meta property="og:url">`.
    pub og_url: Option<String>,
    /// `url`, `mainEntityOfPage`, `isBasedOn`, `sameAs` of JSON-LD article objects, in order, each once.
    pub json_ld: Vec<JsonLdUrl>,
    /// `<meta name="syndication-source">` and `<meta name="original-source">`.
    pub syndication_source: Option<String>,
    /// Name of the site that the page credits in its metadata, or in a line below its text, where it is not its own.
    pub credited_publisher: Option<String>,
}

/// An address in JSON-LD and the property it stood under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct JsonLdUrl {
    /// Such as `isBasedOn`.
    pub property: String,
    /// As written.
    pub url: String,
}
