//! The functions of `tests/core/fuzzed`, for the fuzzer: the same files, so that what it finds can be replayed there.

#![allow(dead_code, reason = "only a part of what the tests share is needed here")]

#[path = "../../core/fuzzed/mod.rs"]
mod fuzzed;
#[path = "../../core/oracle/mod.rs"]
mod oracle;

mod support;

/// Any bytes as a body.
pub fn json_bytes(bytes: &[u8]) {
    fuzzed::json_bytes(bytes);
}

/// Any bytes as a body in pieces.
pub fn json_chunks(bytes: &[u8]) {
    fuzzed::json_chunks(bytes);
}

/// Any bytes as units.
pub fn build_tree(bytes: &[u8]) {
    fuzzed::build_tree(bytes);
}

/// Any bytes as a text, and names to search for it.
pub fn search(bytes: &[u8]) {
    fuzzed::search(bytes);
}
