//! Index files made to do harm: `cargo +nightly fuzz run index`.
//!
//! The bytes are put between a sound head and a sound tail with a right checksum, because every accident ends at the
//! checksum and what lies behind it is what could break.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ungarble::index::{Index, Info, Question, checksum, consult, merge};

fn use_it(bytes: &[u8]) {
    let Ok(index) = Index::open(bytes) else { return };
    let _ = Info::of(&index, bytes.len());
    let _ = merge(&[index, index], Vec::new());
    if let Ok(question) = Question::of(&index) {
        let _ = consult(&question, &[index]);
    }
}

fuzz_target!(|bytes: &[u8]| {
    use_it(bytes);
    let mut forged = b"UNGINDEX\x01\0\0\0\0\0\0\0".to_vec();
    forged.extend_from_slice(bytes);
    let sum = checksum(&forged);
    forged.extend_from_slice(&sum.to_le_bytes());
    forged.extend_from_slice(b"XEDNIGNU");
    use_it(&forged);
});
