//! What JavaScript sees: it translates, and drives `call`. It never thinks.
//!
//! The doc comments of exported items are written for readers of JavaScript: they become the `.d.ts`.

#![allow(
    unreachable_pub,
    unnameable_types,
    reason = "wasm-bindgen exports what is named here, whatever its visibility"
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
