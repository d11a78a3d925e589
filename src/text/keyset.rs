//! A set of word keys that answers in one look: most words of a text are in none of the lists, and that "no" must be cheap.

/// An open-addressed table of keys; at most half full. Exact, unlike [`crate::filter::KeyFilter`].
#[derive(Debug, Default, Clone)]
pub struct KeySet {
    slots: Vec<u64>,
}

impl KeySet {
    /// Is the key in the set? 0 never is.
    pub fn contains(&self, key: u64) -> bool {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = key as usize & mask;
        while let Some(&slot) = self.slots.get(at) {
            if slot == key {
                return key != 0;
            }
            if slot == 0 {
                return false;
            }
            at = (at + 1) & mask;
        }
        false
    }
}

impl FromIterator<u64> for KeySet {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let keys: Vec<u64> = keys.into_iter().filter(|k| *k != 0).collect();
        let mut slots = vec![0; (keys.len() * 2 + 1).next_power_of_two()];
        let mask = slots.len() - 1;
        for key in keys {
            let mut at = key as usize & mask;
            while slots[at] != 0 && slots[at] != key {
                at = (at + 1) & mask;
            }
            slots[at] = key;
        }
        Self { slots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn an_empty_set_holds_nothing() {
        assert!(!KeySet::default().contains(7));
        assert!(!KeySet::from_iter([]).contains(0));
    }

    proptest! {
        #[test]
        fn agrees_with_a_tree(keys in proptest::collection::vec(0u64..200, 0..60)) {
            let set: KeySet = keys.iter().copied().collect();
            let tree: BTreeSet<u64> = keys.into_iter().collect();
            for k in 1..220 {
                prop_assert_eq!(set.contains(k), tree.contains(&k));
            }
        }
    }
}
