//! Autodesk BIM 360 / ACC: its listing, and the token that a call of it needs.

#[cfg(feature = "calls")]
pub(super) mod listing;
#[cfg(feature = "calls")]
pub mod mint;
#[cfg(feature = "calls")]
mod reasons;
pub(super) mod wire;

#[cfg(feature = "calls")]
pub use listing::{Autodesk, Options};
