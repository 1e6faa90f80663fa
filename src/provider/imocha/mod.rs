//! iMocha: what its listing holds, flat and with 64-bit ids, and the call that gets it.

#[cfg(feature = "calls")]
mod listing;
mod wire;

#[cfg(feature = "calls")]
pub use listing::Imocha;
pub(super) use wire::{COUNT, CREATED_ON, ID, LIST, NAME};
