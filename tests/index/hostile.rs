//! Bytes that are no sound index. The checksum finds every accident; who forges it too meets the checks behind it.

use proptest::prelude::*;
use ungarble::index::{Fault, Index, Info, Question, VERSION, consult, merge};

use crate::{index, news, question};

/// Does all that can be done with an index. Nothing may panic, and nothing may take long.
fn use_it(bytes: &[u8], question: &Question) {
    let Ok(index) = Index::open(bytes) else { return };
    let _ = Info::of(&index, bytes.len());
    let _ = consult(question, &[index]);
    let _ = merge(&[index, index], Vec::new());
    if let Ok(asked) = Question::of(&index) {
        let _ = consult(&asked, &[index]);
    }
    for article in [0, 1, index.articles(), usize::MAX] {
        let _ = (index.card(article), index.id(article));
    }
}

/// The same sum as the file's, so that damage gets past it.
fn forge(bytes: &mut [u8]) {
    let end = bytes.len().saturating_sub(16);
    let sum = ungarble::index::checksum(&bytes[..end]);
    if let Some(place) = bytes.get_mut(end..end + 8) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
}

#[test]
fn other_files_are_told() {
    assert_eq!(Index::open(b"").err(), Some(Fault::NotAnIndex));
    assert_eq!(Index::open(b"<!DOCTYPE html><p>not an index at all").err(), Some(Fault::NotAnIndex));
    assert_eq!(Index::open(&[0; 4096]).err(), Some(Fault::NotAnIndex));
}

#[test]
fn every_truncation_is_told() {
    let bytes = index(0..3);
    for length in 0..bytes.len() {
        let fault = Index::open(&bytes[..length]).err();
        let want = if length == 0 { Fault::NotAnIndex } else { Fault::Truncated };
        assert_eq!(fault, Some(want), "{length} of {} bytes", bytes.len());
    }
}

#[test]
fn every_flipped_bit_is_told() {
    let mut bytes = index(0..2);
    for bit in 0..8 * bytes.len() {
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(Index::open(&bytes).is_err(), "bit {bit}");
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn another_version_is_told_before_anything_else() {
    let mut bytes = index(0..2);
    for version in [0, VERSION + 1, u16::MAX] {
        bytes[8..10].copy_from_slice(&version.to_le_bytes());
        assert_eq!(Index::open(&bytes).err(), Some(Fault::OtherVersion(version)));
        assert_eq!(Index::open(&bytes[..12]).err(), Some(Fault::OtherVersion(version)), "cut off as well");
    }
}

#[test]
fn faults_say_what_to_do() {
    for (fault, words) in [
        (Fault::NotAnIndex, "no index"),
        (Fault::OtherVersion(9), "version 9"),
        (Fault::Truncated, "cut off"),
        (Fault::Damaged, "damaged"),
    ] {
        assert!(fault.to_string().contains(words), "{fault}");
    }
}

#[test]
fn damage_under_a_forged_checksum_does_no_harm() {
    let sound = index(0..4);
    let asked = question(&news::article(2).text);
    // Every byte in turn becomes each of a few values that lengths and counts dislike.
    for at in 0..sound.len() {
        for value in [0x80, 0xff] {
            let mut bytes = sound.clone();
            bytes[at] = value;
            forge(&mut bytes);
            use_it(&bytes, &asked);
        }
    }
}

#[test]
fn forged_sizes_do_no_harm() {
    let sound = index(0..4);
    let asked = question(&news::article(2).text);
    let tail = sound.len() - 48;
    for field in (tail..sound.len() - 16).step_by(4) {
        for value in [0, 1, 4, 0xffff, 0x7fff_ffff, u32::MAX] {
            let mut bytes = sound.clone();
            bytes[field..field + 4].copy_from_slice(&u32::to_le_bytes(value));
            forge(&mut bytes);
            use_it(&bytes, &asked);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_damage_under_a_forged_checksum_does_no_harm(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        thread_local! {
            static SOUND: (Vec<u8>, Question) = (index(0..6), question(&news::article(2).text));
        }
        SOUND.with(|(sound, asked)| {
            let mut bytes = sound.clone();
            if let Some(cut) = cut {
                // A piece of the middle goes.
                let from = 16 + cut.index(bytes.len() - 64);
                bytes.drain(from..(from + 40).min(bytes.len() - 48));
            }
            for (at, value) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            forge(&mut bytes);
            use_it(&bytes, asked);
        });
    }

    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Index::open(&bytes).is_err());
        let mut headed = b"UNGINDEX\x01\0\0\0\0\0\0\0".to_vec();
        headed.extend_from_slice(&bytes);
        prop_assert!(Index::open(&headed).is_err());
    }
}
