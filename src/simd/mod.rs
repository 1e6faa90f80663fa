//! Sixteen bytes at a time: the few loops over bytes that decide how fast a listing is read.
//!
//! ```text
//!  json ──▶ run, Prefix, Fixed, uuid    ┌── wasm    simd128, if the target has it
//!                            ──▶ simd ──┤
//!  unit ──▶ uuid, equal                 └── scalar  the same, one byte at a time: native builds, and tests of wasm
//! ```
//! Both files export the same functions; `tests/wasm/simd.rs` compares their results. `wasm` is the only file of this crate
//! in which `unsafe` is allowed: for loads of sixteen bytes from an array of sixteen bytes.

mod copy;
mod finder;
mod fixed;
mod prefix;
mod run;
pub mod scalar;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub mod wasm;

pub use copy::{PREFIX_STEP, append, append_prefix, copy};
pub use finder::finder;
pub use fixed::{FIXED, Fixed};
pub use prefix::{Prefix, WINDOW};
pub use run::Run;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use scalar::{equal, fixed_equal, is_narrow, masked_equal, run, uuid};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use wasm::{equal, fixed_equal, is_narrow, masked_equal, run, uuid};
