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

mod abort;
mod build;
mod clock;
mod credential;
mod defect;
mod drive;
mod error;
mod exchange;
mod fetch;
mod mint;
mod options;
mod promise;
mod reader;
mod record;
mod table;
mod timer;
mod token;
mod tree;
mod value;

pub use build::build_tree;
pub use error::{error_codes, refusal};
pub use fetch::{fetch_autodesk_units, fetch_imocha_units};
pub use mint::mint_autodesk_token;
pub use reader::TreeReader;
pub use token::{ask_token, give_up_mint, mint_token};
pub use tree::UnitTree;
