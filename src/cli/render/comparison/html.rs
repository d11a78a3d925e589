//! A comparison as one page that needs nothing else: the answer, and the extension's side-by-side view to draw it.
//!
//! extension/lib/compare-view/export.js puts the same page together out of the same files; tests/wasm/compare.test.mjs holds
//! the two to the same bytes. Nothing of an article is markup here: it enters as JSON in which `<` is spelled out.

use sha2::{Digest, Sha256};

use super::super::put;
use super::sentences::Sentences;
use crate::cli::compare::Compared;

/// The view's modules, those that others need first.
const SCRIPTS: [&str; 8] = [
    include_str!("../../../../extension/lib/el.js"),
    include_str!("../../../../extension/lib/i18n.js"),
    include_str!("../../../../extension/lib/links.js"),
    include_str!("../../../../extension/lib/compare-view/model.js"),
    include_str!("../../../../extension/lib/compare-view/rows.js"),
    include_str!("../../../../extension/lib/compare-view/head.js"),
    include_str!("../../../../extension/lib/compare-view/view.js"),
    include_str!("../../../../extension/lib/compare-view/standalone.js"),
];

const STYLES: [&str; 2] = [
    include_str!("../../../../extension/lib/tokens.css"),
    include_str!("../../../../extension/lib/compare-view/compare.css"),
];

/// The page of one pair.
pub fn page(compared: &Compared) -> String {
    let script: String = SCRIPTS.iter().map(|module| joinable(&without_comments(module))).collect();
    let style: String = STYLES.iter().map(|style| without_comments(style)).collect();
    let title = compared.comparison.as_ref().and_then(|c| c.copy.title.as_deref()).filter(|t| !t.is_empty());
    let title = title.unwrap_or(&compared.id).replace('&', "&amp;").replace('<', "&lt;");
    let mut out = String::with_capacity(script.len() + style.len() + 65_536);
    put!(
        out,
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title} · Ungarble</title>
<style>{style}</style>
</head>
<body class="comparison">
<main id="comparison"></main>
<script type="application/json" id="answer">{}</script>
<script type="application/json" id="sentences">{}</script>
<script type="module">{script}</script>
</body>
</html>
"#,
        hash(&script),
        hash(&style),
        data(&serde_json::to_string(compared).unwrap_or_default()),
        data(&Sentences::english().json()),
    );
    out
}

/// A module's text as part of a longer one: nothing to import, nothing to export. Every import stands on one line.
fn joinable(module: &str) -> String {
    let lines = module.split_inclusive('\n').filter(|line| !line.starts_with("import "));
    lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect()
}

/// A script or style as it is shipped: whole lines of comment taken out (tools/comments.mjs).
fn without_comments(text: &str) -> String {
    let mut inside = false;
    let kept = text.split('\n').filter(|line| {
        let bare = line.trim();
        if inside {
            inside = !bare.ends_with("*/");
            return false;
        }
        if bare.starts_with("/*") {
            let end = bare.find("*/");
            inside = end.is_none();
            return end.is_some_and(|end| end + 2 < bare.len());
        }
        !bare.starts_with("//")
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// JSON that cannot end the element it stands in.
fn data(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// As a policy names what it allows.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let at = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let letter = ALPHABET.get((bits >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_it_should() {
        for (bytes, want) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), want);
        }
    }

    #[test]
    fn a_module_is_joined_without_imports_and_exports() {
        let module = "/** What. */\nimport { a } from \"./a.js\";\n\nexport function b() {}\nconst exported = 1;\n";
        assert_eq!(joinable(module), "/** What. */\n\nfunction b() {}\nconst exported = 1;\n");
    }

    #[test]
    fn comments_go_by_whole_lines() {
        let text = "/* a\n * b */\n  // c\nlet d = \"// e\"; // f\n/** @type {G} */ (h).i();\n/** j */\n";
        assert_eq!(without_comments(text), "let d = \"// e\"; // f\n/** @type {G} */ (h).i();\n");
    }

    #[test]
    fn nothing_of_an_article_ends_its_element() {
        assert_eq!(data("\"</script><!--\""), "\"\\u003c/script>\\u003c!--\"");
    }
}
