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

#[cfg(feature = "calls")]
mod abort;
mod build;
#[cfg(feature = "calls")]
mod call_options;
#[cfg(feature = "calls")]
mod clock;
#[cfg(feature = "calls")]
mod credential;
mod defect;
#[cfg(feature = "calls")]
mod drive;
mod error;
#[cfg(feature = "calls")]
mod exchange;
#[cfg(feature = "calls")]
mod failure;
#[cfg(feature = "calls")]
mod fetch;
#[cfg(feature = "calls")]
mod foreign;
#[cfg(feature = "calls")]
mod mint;
mod options;
#[cfg(feature = "calls")]
mod promise;
mod reader;
mod record;
mod table;
#[cfg(feature = "calls")]
mod timer;
#[cfg(feature = "calls")]
mod token;
mod tree;
mod value;

pub use build::build_tree;
#[cfg(feature = "calls")]
pub use failure::{error_codes, refusal};
#[cfg(feature = "calls")]
pub use fetch::{fetch_autodesk_units, fetch_imocha_units};
#[cfg(feature = "calls")]
pub use mint::mint_autodesk_token;
pub use reader::TreeReader;
#[cfg(feature = "calls")]
pub use token::{ask_token, give_up_mint, mint_token};
pub use tree::UnitTree;
