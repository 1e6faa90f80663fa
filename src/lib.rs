#![doc = include_str!("../README.md")]

pub mod call;
pub mod error;
pub mod http;
pub mod json;
pub mod provider;
pub mod retry;
pub mod simd;
pub mod token;
pub mod tree;
pub mod unit;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
