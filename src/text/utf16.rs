//! Byte offsets to UTF-16 offsets: JavaScript strings count in UTF-16 units.

/// The map of one text. Free for ASCII; else one entry for each character that is not.
#[derive(Debug)]
pub struct Utf16Map {
    /// (byte after a non-ASCII character, what to subtract from a byte offset from there on).
    steps: Vec<(usize, usize)>,
}

impl Utf16Map {
    /// Reads a text once.
    pub fn new(text: &str) -> Self {
        let mut steps = Vec::new();
        if !text.is_ascii() {
            let mut minus = 0;
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                minus += c.len_utf8() - c.len_utf16();
                steps.push((at + c.len_utf8(), minus));
            }
        }
        Self { steps }
    }

    /// The UTF-16 offset of a byte offset that stands on a character boundary.
    pub fn offset(&self, byte: usize) -> usize {
        let i = self.steps.partition_point(|&(at, _)| at <= byte);
        byte - i.checked_sub(1).and_then(|i| self.steps.get(i)).map_or(0, |&(_, minus)| minus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in ".{0,60}") {
            let map = Utf16Map::new(&text);
            for (at, _) in text.char_indices() {
                prop_assert_eq!(map.offset(at), text[..at].encode_utf16().count());
            }
            prop_assert_eq!(map.offset(text.len()), text.encode_utf16().count());
        }
    }
}
