//! Sets of 64-bit keys compiled into the binary: 9 bits a key, nothing to unpack, no key can be read out.
//!
//! A key of the set is always found; one that is not passes for a member in 1 of 256 cases.

use xorf::{BinaryFuse8, BinaryFuse8Ref, DmaSerializable, Filter, FilterRef};

/// A set of keys.
#[derive(Debug, Default)]
pub struct KeyFilter(Option<BinaryFuse8Ref<'static>>);

impl KeyFilter {
    /// Reads a file that [`build`] made: xorf's descriptor, then its fingerprints. One of the wrong length knows no key.
    pub fn read(file: &'static [u8]) -> Self {
        let Some((descriptor, fingerprints)) = file.split_at_checked(BinaryFuse8::DESCRIPTOR_LEN) else {
            return Self(None);
        };
        let field = |at: usize| {
            descriptor.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes) as usize
        };
        // Three probes go to neighbouring segments, so two more follow the counted ones. xorf does not check this.
        let (segment, counted) = (field(8), field(16));
        let whole = segment > 0 && fingerprints.len() == counted + 2 * segment;
        Self(whole.then(|| BinaryFuse8Ref::from_dma(descriptor, fingerprints)))
    }

    /// Is the key in the set, or one of the 0.4 % that pass for it?
    pub fn contains(&self, key: u64) -> bool {
        self.0.as_ref().is_some_and(|f| f.contains(&key))
    }
}

/// Builds the file from sorted keys without repetitions; the same keys give the same bytes.
///
/// # Errors
/// If the filter cannot be built.
pub fn build(keys: &[u64]) -> Result<Vec<u8>, String> {
    let filter = BinaryFuse8::try_from(keys)?;
    let mut out = vec![0; BinaryFuse8::DESCRIPTOR_LEN];
    filter.dma_copy_descriptor_to(&mut out);
    out.extend_from_slice(filter.dma_fingerprints());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_knows_no_key() {
        assert!(!KeyFilter::read(b"").contains(1));
        assert!(!KeyFilter::read(&[7; 64]).contains(1));
    }
}
