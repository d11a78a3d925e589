//! Tables as the build script packs them for the binary: texts in one string, numbers in bytes, read in the order they were
//! written. Nothing is parsed, folded or hashed again when they are read.

/// What the build script writes.
#[derive(Debug, Default)]
pub struct Packer {
    /// All texts, one after the other.
    pub text: String,
    /// Lengths and other numbers, seven bits a byte.
    pub numbers: Vec<u8>,
}

impl Packer {
    /// Adds a number.
    pub fn number(&mut self, mut number: usize) {
        while number >= 128 {
            self.numbers.push(number as u8 | 128);
            number >>= 7;
        }
        self.numbers.push(number as u8);
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.text.push_str(text);
    }
}

/// What the engine reads.
#[derive(Debug, Clone, Copy)]
pub struct Packed<'a> {
    text: &'a str,
    numbers: &'a [u8],
}

impl<'a> Packed<'a> {
    /// From the two files of a [`Packer`].
    pub fn new(text: &'a str, numbers: &'a [u8]) -> Self {
        Self { text, numbers }
    }

    /// The next number; 0 when there is none left.
    pub fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 || shift > 28 {
                break;
            }
        }
        number
    }

    /// The next text; empty when there is none left.
    pub fn text(&mut self) -> &'a str {
        let length = self.number();
        let Some((text, rest)) = self.text.split_at_checked(length) else { return "" };
        self.text = rest;
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_there_is_nothing() {
        let mut empty = Packed::new("", &[]);
        assert_eq!((empty.number(), empty.text()), (0, ""));
        assert_eq!(Packed::new("abc", &[7]).text(), "");
        assert_eq!(Packed::new("é", &[1]).text(), "");
        assert_eq!(Packed::new("", &[255; 9]).number(), (1 << 35) - 1);
    }

    proptest! {
        #[test]
        fn what_was_packed_is_read(rows in proptest::collection::vec((0usize..1 << 28, ".{0,200}"), 0..20)) {
            let mut packer = Packer::default();
            for (number, text) in &rows {
                packer.number(*number);
                packer.text(text);
            }
            let mut packed = Packed::new(&packer.text, &packer.numbers);
            for (number, text) in &rows {
                prop_assert_eq!(packed.number(), *number);
                prop_assert_eq!(packed.text(), text.as_str());
            }
        }
    }
}
