//! JSON, as one object, an array, or an object a line.

use serde::Serialize;

use crate::cli::batch::{Frame, Tally};
use crate::cli::input::Id;

/// One object a line.
pub struct Lines;

impl Frame for Lines {
    fn head(&mut self, _several: bool) -> String {
        String::new()
    }
    fn between(&self) -> String {
        String::new()
    }
    fn foot(&self, _tally: &Tally) -> String {
        String::new()
    }
}

/// One object, or an array for several inputs.
#[derive(Default)]
pub struct Array {
    several: bool,
}

impl Frame for Array {
    fn head(&mut self, several: bool) -> String {
        self.several = several;
        if several { "[\n".to_owned() } else { String::new() }
    }
    fn between(&self) -> String {
        ",\n".to_owned()
    }
    fn foot(&self, tally: &Tally) -> String {
        match (self.several, tally.all) {
            (true, 0) => "]\n".to_owned(),
            (true, _) => "\n]\n".to_owned(),
            (false, _) => "\n".to_owned(),
        }
    }
}

/// The value as it is printed: on one line with its end, or for people.
///
/// The library's answers carry ids as strings. Where the caller gave a number, a number goes back: the quotation marks
/// around the first `id` are taken away.
pub fn print(value: &impl Serialize, id: &Id, lines: bool) -> Vec<u8> {
    let json = if lines { serde_json::to_vec(value) } else { serde_json::to_vec_pretty(value) };
    // Our answers have string keys and finite numbers only; nothing else can fail in memory.
    let mut json = json.unwrap_or_default();
    if let Id::Number(digits) = id {
        unquote(&mut json, digits);
    }
    if lines {
        json.push(b'\n');
    }
    json
}

fn unquote(json: &mut Vec<u8>, digits: &str) {
    for key in ["\"id\":", "\"id\": "] {
        let quoted = format!("{key}\"{digits}\"");
        if let Some(at) = json.windows(quoted.len()).position(|w| w == quoted.as_bytes()) {
            json.splice(at..at + quoted.len(), format!("{key}{digits}").into_bytes());
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_given_is_a_number_returned() {
        let report = ungarble::error_report("7".into(), "the text says \"id\":\"7\"".into());
        for lines in [true, false] {
            let bytes = print(&report, &Id::Number("7".into()), lines);
            let back: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            assert_eq!(back["id"], 7);
            assert_eq!(back["reason"], "the text says \"id\":\"7\"");
            let bytes = print(&report, &Id::Text("7".into()), lines);
            let back: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            assert_eq!(back["id"], "7");
        }
    }
}
