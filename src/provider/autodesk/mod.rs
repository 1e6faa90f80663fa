//! Autodesk BIM 360 / ACC: what its listing holds, and the call that gets it.

#[cfg(feature = "calls")]
mod listing;
mod wire;

#[cfg(feature = "calls")]
pub use listing::{Autodesk, Options};
#[cfg(feature = "calls")]
pub(super) use listing::{HOST, refused};
pub(super) use wire::{ACCOUNT_ID, CREATED_AT, LIST, PARENT_ID, UPDATED_AT};
