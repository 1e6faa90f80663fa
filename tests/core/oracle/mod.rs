//! The expected contents of a body, without the code under test: `serde_json` reads the body, and a naive builder makes the
//! tree.
//!
//! ```text
//!  body ──▶ repaired text ──▶ serde_json: is it JSON? ──▶ words (keys, shapes, counts) ──▶ forest (O(n²)) ──▶ notes
//! ```

pub(crate) mod difference;
pub(crate) mod forest;
pub(crate) mod parts;
mod paths;
mod repaired;
pub(crate) mod ways;
mod words;

pub(crate) use repaired::can_judge;
pub(crate) use words::{Refusal, contents};
