#![doc = include_str!("../README.md")]

#[cfg(feature = "calls")]
pub mod call;
pub mod error;
#[cfg(feature = "calls")]
pub mod http;
pub mod json;
pub mod provider;
#[cfg(feature = "calls")]
pub mod retry;
pub mod simd;
pub mod snapshot;
#[cfg(feature = "calls")]
pub mod token;
pub mod tree;
pub mod unit;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
