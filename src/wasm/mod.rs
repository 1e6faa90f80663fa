//! What JavaScript sees. It translates and decides nothing.
//!
//! The doc comments of exported items become the `.d.ts`, so they are written for readers of JavaScript.

#![allow(
    unreachable_pub,
    unnameable_types,
    reason = "wasm-bindgen exports these items whatever their visibility"
)]
#![allow(missing_docs, reason = "wasm-bindgen generates items that cannot be documented")]
#![allow(
    clippy::missing_errors_doc,
    reason = "the docs are for JavaScript: they say what is thrown"
)]

mod build;
#[cfg(feature = "calls")]
mod calls;
mod defect;
mod error;
mod options;
mod reader;
mod record;
mod table;
mod tree;
mod value;

pub use build::build_tree;
#[cfg(feature = "calls")]
pub use calls::*;
pub use reader::TreeReader;
pub use tree::UnitTree;
