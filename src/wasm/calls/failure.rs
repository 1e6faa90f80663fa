//! How a call may end without an output.

use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::unit::OutOfMemory;
use crate::wasm::error::thrown;

/// Why a call gave no output.
pub(super) enum Failure {
    /// An error of this library.
    Ours(Error),
    /// A value that a function of the caller threw, or the reason of the caller's signal.
    CallerError(JsValue),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<OutOfMemory> for Failure {
    fn from(none_left: OutOfMemory) -> Self {
        Self::Ours(none_left.into())
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Ours(error) => thrown(&error),
            Failure::CallerError(value) => value,
        }
    }
}
