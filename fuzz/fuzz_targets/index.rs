//! Index files made to do harm: `cargo +nightly fuzz run index`. A stable compiler does too, without the sanitizer:
//!
//! ```sh
//! RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
//!   -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table" \
//!   cargo build --release --target x86_64-unknown-linux-gnu
//! target/x86_64-unknown-linux-gnu/release/index -max_total_time=240 -rss_limit_mb=512 CORPUS
//! ```
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
