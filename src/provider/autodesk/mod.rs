//! Autodesk BIM 360 / ACC: what its listing holds, and the call that gets it.

#[cfg(feature = "calls")]
mod listing;
#[cfg(feature = "calls")]
pub mod mint;
mod wire;

#[cfg(feature = "calls")]
pub use listing::{Autodesk, Options};
pub(super) use wire::{ACCOUNT_ID, CREATED_AT, LIST, PARENT_ID, UPDATED_AT};
