//! What lies under which blocking key: a multimap that is filled once, without sorting, and asked often.

/// Values by key, in the order they were added.
#[derive(Debug, Default)]
pub struct KeyIndex {
    entries: Vec<Entry>,
    /// First entry of each chain, by some bits of the key.
    heads: Vec<u32>,
}

#[derive(Debug)]
struct Entry {
    key: u64,
    value: u32,
    /// The next entry of the chain.
    next: u32,
}

/// No entry.
const END: u32 = u32::MAX;

impl KeyIndex {
    /// Adds a value; it is found after [`Self::close`].
    pub fn add(&mut self, key: u64, value: u32) {
        self.entries.push(Entry { key, value, next: END });
    }

    /// Ties the chains.
    pub fn close(&mut self) {
        self.heads = vec![END; self.entries.len().next_power_of_two()];
        for at in (0..self.entries.len()).rev() {
            let Some(entry) = self.entries.get_mut(at) else { continue };
            let chain = chain(entry.key, self.heads.len());
            if let Some(head) = self.heads.get_mut(chain) {
                entry.next = std::mem::replace(head, at as u32);
            }
        }
    }

    /// The values of a key.
    pub fn of(&self, key: u64) -> impl Iterator<Item = usize> {
        let first = self.heads.get(chain(key, self.heads.len())).copied().unwrap_or(END);
        let entry = |at: u32| self.entries.get(at as usize);
        std::iter::successors(entry(first), move |e| entry(e.next))
            .filter(move |e| e.key == key)
            .map(|e| e.value as usize)
    }
}

/// Blocking keys are letters, so their bits are mixed first.
fn chain(key: u64, chains: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & chains.wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_index_holds_nothing() {
        assert_eq!(KeyIndex::default().of(0).count(), 0);
    }

    proptest! {
        #[test]
        fn values_come_in_the_order_they_were_added(pairs in proptest::collection::vec((0u64..9, 0u32..99), 0..60)) {
            let mut index = KeyIndex::default();
            for (key, value) in &pairs {
                index.add(*key, *value);
            }
            index.close();
            for key in 0..10 {
                let want: Vec<usize> = pairs.iter().filter(|p| p.0 == key).map(|p| p.1 as usize).collect();
                prop_assert_eq!(index.of(key).collect::<Vec<_>>(), want);
            }
        }
    }
}
