//! The sentences of the engine and the extension's English catalogue are the same.
//!
//! `UPDATE_MESSAGES=1 cargo test --test messages` adds what is missing there and replaces what differs.

#![allow(clippy::expect_used)] // a test may stop where it stands

use std::path::Path;

use serde_json::{Map, Value, json};
use ungarble::message::TEMPLATES;

#[test]
fn the_catalogue_of_the_extension_holds_every_sentence_of_the_engine() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/_locales/en/messages.json");
    let text = std::fs::read_to_string(&path).expect("extension/_locales/en/messages.json");
    let mut catalogue: Map<String, Value> = serde_json::from_str(&text).expect("a JSON object");
    let differing: Vec<&str> = TEMPLATES
        .iter()
        .filter(|(id, english)| catalogue.get(*id).and_then(|m| m.get("message")) != Some(&json!(english)))
        .map(|(id, _)| *id)
        .collect();
    if differing.is_empty() {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_MESSAGES").is_some(),
        "{} lacks or words differently: {differing:?}; UPDATE_MESSAGES=1 cargo test --test messages mends it",
        path.display()
    );
    for (id, english) in TEMPLATES.iter().filter(|(id, _)| differing.contains(id)) {
        let entry = catalogue.entry(*id).or_insert_with(|| {
            json!({"message": "", "description": "What a sign is and why; $1, $2, ... are words of the page or of the engine."})
        });
        if let Some(message) = entry.get_mut("message") {
            *message = json!(english);
        }
    }
    let mended = serde_json::to_string_pretty(&catalogue).expect("JSON") + "\n";
    std::fs::write(&path, mended).expect("the catalogue is writable");
}
