//! What JavaScript sees: it translates, and drives `call`. It never thinks.
//!
//! The doc comments of exported items are written for readers of JavaScript: they become the `.d.ts`.

#![allow(
    unreachable_pub,
    unnameable_types,
    reason = "wasm-bindgen exports what is named here, whatever its visibility"
)]
#![allow(missing_docs, reason = "wasm-bindgen generates items that cannot be documented")]

mod abort;
mod build;
mod credential;
mod error;
mod exchange;
mod fetch;
mod mint;
mod options;
mod reader;
mod record;
mod timer;
mod tree;
