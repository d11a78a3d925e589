//! MinHash with locality-sensitive hashing, as copies of texts are commonly looked for: a text is its set of words
//! (runs of three, which find reprints, find next to no garbled copy: .20 of whole articles here), its signature the least
//! value of each of 128 hash functions, and two texts meet where one of 64 bands of two values is the same. Candidates are
//! ranked by the share of equal values.

use std::collections::{HashMap, HashSet};

const VALUES: usize = 128;
const ROWS: usize = 2;

#[derive(Default)]
pub struct MinHash {
    signatures: Vec<[u32; VALUES]>,
    bands: HashMap<(usize, u64), Vec<u32>>,
}

impl MinHash {
    pub fn add(&mut self, text: &str) {
        let signature = signature(text);
        let number = self.signatures.len() as u32;
        for (band, key) in bands(&signature) {
            self.bands.entry((band, key)).or_default().push(number);
        }
        self.signatures.push(signature);
    }

    pub fn best(&self, text: &str) -> Option<usize> {
        let asked = signature(text);
        let met: HashSet<u32> =
            bands(&asked).filter_map(|b| self.bands.get(&b)).flatten().copied().collect();
        let equal = |number: u32| {
            let other = &self.signatures[number as usize];
            asked.iter().zip(other).filter(|(a, b)| a == b).count()
        };
        met.into_iter().max_by_key(|n| (equal(*n), std::cmp::Reverse(*n))).map(|n| n as usize)
    }

    pub fn bytes(&self) -> usize {
        self.signatures.len() * VALUES * 4 + self.bands.values().map(|v| 12 + 4 * v.len()).sum::<usize>()
    }
}

fn signature(text: &str) -> [u32; VALUES] {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut least = [u32::MAX; VALUES];
    for word in words {
        let mut mixed = ungarble::text::word_key(word);
        for value in &mut least {
            mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29) ^ 0x94d0_49bb_1331_11eb;
            *value = (*value).min((mixed >> 32) as u32);
        }
    }
    least
}

fn bands(signature: &[u32; VALUES]) -> impl Iterator<Item = (usize, u64)> {
    signature.chunks(ROWS).enumerate().map(|(band, rows)| {
        (band, rows.iter().fold(band as u64, |key, v| (key ^ u64::from(*v)).wrapping_mul(0x0100_0000_01b3).rotate_left(17)))
    })
}
