//! Numbers and strings as bytes, little-endian, and back. Reading never trusts: every length is held against what is
//! there before anything is taken or allocated, and an answer of none means damage.

/// Reads from the front of a slice.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// At the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Bytes that are left.
    pub fn left(self) -> usize {
        self.0.len()
    }

    /// The next bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[b]| b)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// A number of 1 to 5 bytes, small ones in fewer.
    pub fn varint(&mut self) -> Option<u32> {
        let mut value = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.u8()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).ok();
            }
        }
        None
    }

    /// How many things follow that take at least `least` bytes each: never more than there is room for.
    pub fn count(&mut self, least: usize) -> Option<usize> {
        let count = self.varint()? as usize;
        (count.checked_mul(least)? <= self.left()).then_some(count)
    }

    /// A string with its length before it.
    pub fn string(&mut self) -> Option<&'a str> {
        let length = self.count(1)?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

/// Appends a number in 1 to 5 bytes.
pub fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a string with its length before it.
pub fn put_string(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// A sum over bytes that arrive in pieces: four lanes of multiply and rotate. Each step can be undone, so that no change
/// within one word of eight bytes goes unseen. It finds damage; against forgery it is nothing, and nothing relies on it.
#[derive(Debug, Clone)]
pub struct Checksum {
    lanes: [u64; 4],
    waiting: Vec<u8>,
    length: u64,
}

const LANE: usize = 8;
const ROUND: usize = 4 * LANE;
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Checksum {
    pub fn new() -> Self {
        Self { lanes: [1, 2, 3, 4], waiting: Vec::with_capacity(ROUND), length: 0 }
    }

    /// The sum of one piece.
    pub fn of(bytes: &[u8]) -> u64 {
        let mut sum = Self::new();
        sum.add(bytes);
        sum.finish()
    }

    pub fn add(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if !self.waiting.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(ROUND - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            bytes = later;
            if self.waiting.len() < ROUND {
                return;
            }
            rounds(&mut self.lanes, &self.waiting);
            self.waiting.clear();
        }
        let whole = bytes.len() - bytes.len() % ROUND;
        let (now, later) = bytes.split_at(whole);
        rounds(&mut self.lanes, now);
        self.waiting.extend_from_slice(later);
    }

    pub fn finish(mut self) -> u64 {
        self.waiting.resize(ROUND, 0);
        rounds(&mut self.lanes, &self.waiting);
        let start = self.length.wrapping_mul(FACTOR);
        self.lanes.iter().fold(start, |sum, lane| (sum.rotate_left(29) ^ lane).wrapping_mul(FACTOR))
    }
}

fn rounds(lanes: &mut [u64; 4], bytes: &[u8]) {
    let [mut a, mut b, mut c, mut d] = *lanes;
    let mut read = Reader::new(bytes);
    while let (Some(w), Some(x), Some(y), Some(z)) = (read.u64(), read.u64(), read.u64(), read.u64()) {
        a = (a ^ w).wrapping_mul(FACTOR).rotate_left(31);
        b = (b ^ x).wrapping_mul(FACTOR).rotate_left(31);
        c = (c ^ y).wrapping_mul(FACTOR).rotate_left(31);
        d = (d ^ z).wrapping_mul(FACTOR).rotate_left(31);
    }
    *lanes = [a, b, c, d];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings_come_back() {
        let mut out = Vec::new();
        for n in [0, 1, 127, 128, 300, u32::MAX] {
            put_varint(&mut out, n);
        }
        put_string(&mut out, "Kaja Kallas");
        let mut read = Reader::new(&out);
        for n in [0, 1, 127, 128, 300, u32::MAX] {
            assert_eq!(read.varint(), Some(n));
        }
        assert_eq!(read.string(), Some("Kaja Kallas"));
        assert_eq!((read.left(), read.u8()), (0, None));
    }

    #[test]
    fn a_length_beyond_the_end_is_damage() {
        assert_eq!(Reader::new(&[200, 1, b'x']).string(), None);
        assert_eq!(Reader::new(&[0xff, 0xff, 0xff, 0xff, 0xff]).varint(), None);
        assert_eq!(Reader::new(&[3, 0, 0, 0, 0]).count(2), None);
        assert_eq!(Reader::new(&[2, 0xff, 0xfe]).string(), None);
    }

    #[test]
    fn the_sum_does_not_depend_on_the_pieces() {
        let bytes: Vec<u8> = (0..1000u32).map(|i| (i * 7 + i / 13) as u8).collect();
        let whole = Checksum::of(&bytes);
        for size in [1, 3, 31, 32, 33, 500, 999] {
            let mut sum = Checksum::new();
            bytes.chunks(size).for_each(|piece| sum.add(piece));
            assert_eq!(sum.finish(), whole, "{size}");
        }
    }

    #[test]
    fn every_single_flipped_bit_is_seen() {
        let mut bytes: Vec<u8> = (0..97).collect();
        let whole = Checksum::of(&bytes);
        for bit in 0..8 * bytes.len() {
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(Checksum::of(&bytes), whole, "bit {bit}");
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        assert_ne!(Checksum::of(&bytes[..96]), whole);
        bytes.push(0);
        assert_ne!(Checksum::of(&bytes), whole, "a zero more");
    }
}
