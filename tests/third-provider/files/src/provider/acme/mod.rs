//! Acme: its listing.

#[cfg(feature = "calls")]
pub(super) mod listing;
pub(super) mod wire;

#[cfg(feature = "calls")]
pub use listing::Acme;
