//! The WebAssembly layer in a headless browser, against the sandbox, through the exports that JavaScript has.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

mod abort;
mod defects;
mod fetch;
mod reader;
mod simd;
mod support;
mod tree;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
