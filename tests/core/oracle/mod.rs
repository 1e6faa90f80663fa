//! What should come of a body, found without the code under test: `serde_json` reads it, and a naive builder that
//! nobody would ship makes the tree.
//!
//! ```text
//!  body ──▶ mended text ──▶ serde_json: is it JSON? ──▶ words (keys, shapes, counts) ──▶ forest (O(n²)) ──▶ notes
//! ```

pub(crate) mod difference;
pub(crate) mod forest;
mod mended;
pub(crate) mod parts;
mod paths;
pub(crate) mod ways;
mod words;

pub(crate) use mended::can_judge;
pub(crate) use words::{Refusal, told};
